"""``kms-i18n history``: show how coverage came about, at every revision in Git."""

from __future__ import annotations

import click

from kms_i18n.cli import formats, pick, progress, show, work


@click.command(
    epilog="\b\nExamples:\n  kms-i18n history\n  kms-i18n history --tags --format csv\n  kms-i18n history --format svg > coverage.svg\n  kms-i18n history '**/*.po'      no configuration needed"
)
@click.argument("patterns", nargs=-1, metavar="[GLOB]...")
@click.option("--revision", default="HEAD", show_default=True, help="The last one.")
@click.option("--tags", is_flag=True, help="Only tagged revisions.")
@click.option("-l", "--locale", "locales", multiple=True, help="Only this locale; repeatable.")
@formats("History")
def command(
    *,
    patterns: tuple[str, ...],
    revision: str,
    tags: bool,
    locales: tuple[str, ...],
    format_name: str,
) -> None:
    """Show how coverage came about, straight out of Git.

    Every revision of the main line (first parents) that touched a source, a catalog or an approval.
    With GLOBs (PO files, below the folder) no configuration is needed, and messages are counted as
    `msgfmt --statistics` counts them; else words and approvals, too.
    """
    from functools import partial
    from pathlib import Path

    from kms_i18n.replay import plain_history, project_history

    watch = partial(progress, what="versions of catalogs read")
    if patterns:
        directory, _ = click.get_current_context().find_root().obj
        found = plain_history(Path(directory), patterns, revision, watch)
    else:
        tree, project = work()
        pick(project, locales)
        found = project_history(tree.root, project, revision, watch)
    show(format_name, found.of(locales, tagged=tags))
