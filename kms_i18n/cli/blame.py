"""``kms-i18n blame``: show who translated and who approved each text as it stands."""

from __future__ import annotations

import click

from kms_i18n.cli import formats, pick, show, work


@click.command(epilog="\b\nExamples:\n  kms-i18n blame fr\n  kms-i18n blame km --format csv")
@click.argument("locales", nargs=-1, metavar="[LOCALE]...")
@click.option("-l", "--locale", "more", multiple=True, help="Like LOCALE; repeatable.")
@formats("Credits")
def command(*, locales: tuple[str, ...], more: tuple[str, ...], format_name: str) -> None:
    """Show who translated and who approved each text as it stands, when, and from which source.

    A translation stays its author's while its text stays. Who takes its fuzzy mark off, or lets it
    stand for a new source, answers for it from then on.
    """
    from kms_i18n.blame import blame

    tree, project = work()
    show(format_name, blame(tree, project, pick(project, (*locales, *more))))
