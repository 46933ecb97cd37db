"""``kms-i18n glossary``: list the terms of a locale, and where they are not kept."""

from __future__ import annotations

import click

from kms_i18n.cli import EXIT_NO, formats, pick, show, work


@click.command(
    epilog="\b\nExamples:\n  kms-i18n glossary list -l km\n  kms-i18n glossary check\n  kms-i18n glossary candidates -l fr"
)
@click.argument("action", type=click.Choice(["list", "check", "candidates"]))
@click.option("-l", "--locale", "locales", multiple=True, help="Only this locale; repeatable.")
@formats("Terms", "Findings")
def command(*, action: str, locales: tuple[str, ...], format_name: str) -> None:
    """List the terms of the glossaries, check the catalogs against them, or find candidates.

    A candidate is a phrase that recurs in the source without an entry. check exits with 1 if a term that is
    settled (confidence H) is not kept, or a forbidden word is used.
    """
    from kms_i18n import inspection, terminology
    from kms_i18n.model import Severity

    tree, project = work()
    chosen = pick(project, locales)
    if action == "check":
        rules = ("glossary-term", "glossary-suggestion")
        found = inspection.inspect(tree, project, chosen, inspection.Options(select=rules))
        show(format_name, found)
        if any(finding.severity is Severity.ERROR for finding in found.findings):
            raise SystemExit(EXIT_NO)
        return
    terms = terminology.terms(tree, project, chosen, missing=action == "candidates")
    show(format_name, terms)
