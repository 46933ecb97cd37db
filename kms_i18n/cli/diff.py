"""``kms-i18n diff``: show what changed in the source, and what it does to each locale."""

from __future__ import annotations

from typing import Any

import click

from kms_i18n.cli import EXIT_NO, formats, pick, show, work


@click.command(
    epilog="\b\nExamples:\n  kms-i18n diff\n  kms-i18n diff HEAD~1\n  kms-i18n diff v1 v2 --format markdown\n  kms-i18n diff -l fr v1 v2      what translators changed\n  kms-i18n diff old.txt new.txt"
)
@click.argument("a", required=False)
@click.argument("b", required=False)
@click.option(
    "-l", "--locale", "locales", multiple=True, help="What changed in this locale; repeatable."
)
@click.option("--exit-code", is_flag=True, help="Exit 1 if there are differences.")
@formats()
def command(
    *,
    a: str | None,
    b: str | None,
    locales: tuple[str, ...],
    exit_code: bool,
    format_name: str,
) -> None:
    """Show how the source documents changed, segment by segment, with marked words.

    A and B are Git revisions or files. Without A: what changed since the catalogs were last
    updated. Without B: the working tree. Between revisions, what became of each translation is
    added up by locale, and with --locale it is shown text by text with the source beside it.
    """
    from kms_i18n.results import Differences
    from kms_i18n.workspace import differences, file_difference

    pair = None if locales else file_difference(a, b) if a and b else None
    if pair is not None:
        result: Any = Differences((pair,))
        changed = bool(pair.deltas)
    else:
        from kms_i18n.comparison import compared

        tree, project = work()
        wanted = pick(project, locales)
        turns = compared(tree, project, wanted, a or "HEAD", b) if a or locales else None
        if locales:
            result, changed = turns, bool(turns and turns.turns)
        else:
            found = tuple(differences(tree, project, a, b))
            result = Differences(found, turns)
            changed = any(difference.deltas for difference in found)
    show(format_name, result)
    if exit_code and changed:
        raise SystemExit(EXIT_NO)
