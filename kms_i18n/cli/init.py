"""``kms-i18n init``: the first files of a project."""

from __future__ import annotations

import click

from kms_i18n.cli import apply, say, writing


@click.command(
    epilog="\b\nExample:\n  kms-i18n init --source 'source/*.txt' --locale km --locale fr"
)
@click.option("--source", "sources", multiple=True, metavar="GLOB", help="Documents; repeatable.")
@click.option("--source-locale", default="en", show_default=True, help="Their language.")
@click.option("-l", "--locale", "locales", multiple=True, help="Languages to translate into.")
@writing
def command(
    *,
    sources: tuple[str, ...],
    source_locale: str,
    locales: tuple[str, ...],
    dry_run: bool,
    check: bool,
) -> None:
    """Write kms-i18n.yaml, the templates and the first catalogs.

    A kms-i18n.yaml that is there is kept as it is; catalogs that are there are kept too.
    """
    from pathlib import Path

    from kms_i18n.tree import WorkTree
    from kms_i18n.workspace import initial

    directory, _ = click.get_current_context().find_root().obj
    tree = WorkTree(Path(directory))
    edits = initial(tree, sources or ("source/*",), source_locale, locales or ("fr",))
    apply(tree, edits, dry_run=dry_run, check=check)
    say("next: translate the catalogs in any PO editor, then run kms-i18n status")
