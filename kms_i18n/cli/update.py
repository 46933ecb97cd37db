"""``kms-i18n update``: bring the catalogs up to the source documents."""

from __future__ import annotations

import click

from kms_i18n.cli import apply, pick, say, work, writing


@click.command(epilog="\b\nExamples:\n  kms-i18n update\n  kms-i18n update -l fr --dry-run")
@click.option("-l", "--locale", "locales", multiple=True, help="Only this locale; repeatable.")
@writing
def command(*, locales: tuple[str, ...], dry_run: bool, check: bool) -> None:
    """Bring templates and catalogs up to the source documents.

    Same or moved text keeps its translation byte for byte. An edited text keeps it as fuzzy, with
    the previous source beside it. What left the source becomes obsolete, and comes back when its
    text does. No translation is ever lost.
    """
    from kms_i18n.workspace import template, updated

    tree, project = work()
    edits = [template(tree, project, bundle) for bundle in project.bundles]
    for bundle in project.bundles:
        for locale in pick(project, locales):
            edit, what = updated(tree, project, bundle, locale)
            edits.append(edit)
            parts = {
                "kept": what.kept,
                "moved": what.moved,
                "stale": what.edited,
                "new": what.added,
                "back again": what.revived,
                "removed": what.removed,
            }
            said = ", ".join(f"{count} {name}" for name, count in parts.items() if count)
            say(f"{locale}  {bundle.name}  {said or 'empty'}")
    apply(tree, edits, dry_run=dry_run, check=check)
