"""``kms-i18n todo``: list the texts that wait for a translator, the most valuable first."""

from __future__ import annotations

import click

from kms_i18n.cli import formats, pick, show, work


@click.command(
    epilog="\b\nExamples:\n  kms-i18n todo km\n  kms-i18n todo fr --open      start $EDITOR at the first entry\n  kms-i18n todo --format csv"
)
@click.argument("locales", nargs=-1, metavar="[LOCALE]...")
@click.option("-l", "--locale", "more", multiple=True, help="Like LOCALE; repeatable.")
@click.option("-n", "--most", type=click.IntRange(1), help="Only so many texts.")
@click.option(
    "--open", "opening", is_flag=True, help="Open the first one in $VISUAL, $EDITOR or Poedit."
)
@formats("WorkList")
def command(
    *,
    locales: tuple[str, ...],
    more: tuple[str, ...],
    most: int | None,
    opening: bool,
    format_name: str,
) -> None:
    """List the texts that wait for a translator, the most valuable first.

    Stale ones come first, with what changed in the source; then missing ones, drafts, and findings
    in finished ones. Among equals those that a policy waits for come first, then the longest.
    """
    from kms_i18n.survey import overview
    from kms_i18n.tree.editor import open_at
    from kms_i18n.worklist import WorkList, work_list

    tree, project = work()
    tasks = work_list(overview(tree, project, pick(project, (*locales, *more)))).tasks[:most]
    if opening and tasks:
        first = tasks[0].rendition
        raise SystemExit(open_at(tree, first.catalog, first.line))
    show(format_name, WorkList(tasks))
