"""``kms-i18n format``: lay out the catalogs as msgcat does; what they say stays the same."""

from __future__ import annotations

import click

from kms_i18n.cli import apply, pick, work, writing
from kms_i18n.messages import tr


@click.command(
    epilog="\b\nExamples:\n  kms-i18n format --check\n  kms-i18n format -l km\n  kms-i18n format po/fr/mission.po"
)
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("-l", "--locale", "locales", multiple=True, help="Only this locale; repeatable.")
@writing
def command(
    *, files: tuple[str, ...], locales: tuple[str, ...], dry_run: bool, check: bool
) -> None:
    """Lay out the catalogs as msgcat does; what they say stays the same.

    No other command lays out what it does not change. With FILEs (PO files or folders) no
    configuration is needed. Entries keep their order, obsolete ones move to the end; nothing is
    dropped, not even what msgcat drops: comments at the end of the file, unknown flags, obsolete
    entries without a translation.
    """
    from kms_i18n.renewal import named_catalogs
    from kms_i18n.upkeep import relaid

    if files:
        if locales:
            raise click.UsageError(tr("-l chooses catalogs of the project; leave FILE or -l out."))
        tree, paths = named_catalogs(files)
    else:
        tree, project = work()
        wanted = pick(project, locales)
        named = [bundle.catalogs[locale] for bundle in project.bundles for locale in wanted]
        paths = [path for path in dict.fromkeys(named) if tree.exists(path)]
    apply(tree, relaid(tree, paths), dry_run=dry_run, check=check)
