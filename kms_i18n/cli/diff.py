"""``kms-i18n diff``: what changed in the source, and what it does to each locale."""

from __future__ import annotations

import click

from kms_i18n.cli import EXIT_NO, formats, show, work


@click.command(
    epilog="\b\nExamples:\n  kms-i18n diff\n  kms-i18n diff HEAD~1\n  kms-i18n diff v1 v2 --format json\n  kms-i18n diff old.txt new.txt"
)
@click.argument("a", required=False)
@click.argument("b", required=False)
@click.option("--exit-code", is_flag=True, help="Exit 1 if there are differences.")
@formats()
def command(*, a: str | None, b: str | None, exit_code: bool, format_name: str) -> None:
    """Show how the source documents changed, segment by segment, with marked words.

    A and B are Git revisions or files. Without A: what changed since the catalogs were last
    updated. Without B: the working tree.
    """
    from kms_i18n.results import Differences
    from kms_i18n.workspace import differences, file_difference

    pair = file_difference(a, b) if a and b else None
    if pair is None:
        tree, project = work()
        found = list(differences(tree, project, a, b))
    else:
        found = [pair]
    show(format_name, Differences(tuple(found)))
    if exit_code and any(difference.deltas for difference in found):
        raise SystemExit(EXIT_NO)
