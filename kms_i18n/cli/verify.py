"""``kms-i18n verify``: say whether published documents are what their manifests say."""

from __future__ import annotations

import click

from kms_i18n.cli import EXIT_NO, formats, pick, show, work


@click.command(epilog="\b\nExample:\n  kms-i18n verify -l fr")
@click.option("-l", "--locale", "locales", multiple=True, help="Only this locale; repeatable.")
@formats("Verification")
def command(*, locales: tuple[str, ...], format_name: str) -> None:
    """Hold published documents against the manifests beside them.

    A manifest names the document, its catalog, its approvals and the published file by their
    SHA-256. No Git and no network is needed. Exit 1 if a file has changed since.
    """
    from kms_i18n.release import verify

    tree, project = work()
    result = verify(tree, project, pick(project, locales))
    show(format_name, result)
    if not result.passed:
        raise SystemExit(EXIT_NO)
