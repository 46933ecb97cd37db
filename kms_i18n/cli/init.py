"""``kms-i18n init``: write the configuration, the templates and the first catalogs of a project."""

from __future__ import annotations

import click

from kms_i18n.cli import apply, say, writing


@click.command(
    epilog="\b\nExample:\n  kms-i18n init 'source/*.txt' --locale km --locale fr --with github"
)
@click.argument("documents", nargs=-1)
@click.option(
    "--source", "sources", multiple=True, metavar="GLOB", help="Like DOCUMENTS; repeatable."
)
@click.option("--source-locale", default="en", show_default=True, help="Their language.")
@click.option("-l", "--locale", "locales", multiple=True, help="Languages to translate into.")
@click.option(
    "--with",
    "kits",
    multiple=True,
    type=click.Choice(["pre-commit", "github", "gitlab", "weblate"]),
    help="Also the first file for this; repeatable.",
)
@writing
def command(
    *,
    documents: tuple[str, ...],
    sources: tuple[str, ...],
    source_locale: str,
    locales: tuple[str, ...],
    kits: tuple[str, ...],
    dry_run: bool,
    check: bool,
) -> None:
    """Write kms-i18n.yaml, the templates and the first catalogs of DOCUMENTS.

    Each is a file or a pattern; without any it is 'source/*'. What is there already is kept as it
    is. In .gitattributes, if there is none, approvals are set to merge by union, so that branches
    that approve never conflict.
    """
    from pathlib import Path

    from kms_i18n import config, kit, project
    from kms_i18n.tree import WorkTree
    from kms_i18n.upkeep import initial

    directory, _ = click.get_current_context().find_root().obj
    tree = WorkTree(Path(directory))
    edits = initial(
        tree, (*documents, *sources) or ("source/*",), source_locale, locales or ("fr",)
    )
    first = edits[0]
    loaded = project.load(tree, first.path, config.parse(first.new, first.path))
    edits += kit.edits(tree, loaded, kits)
    apply(tree, edits, dry_run=dry_run, check=check)
    say("next: translate the catalogs in any PO editor, then run kms-i18n status")
