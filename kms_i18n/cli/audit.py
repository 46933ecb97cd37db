"""``kms-i18n audit``: list who approved, withdrew, waived or overrode what."""

from __future__ import annotations

import click

from kms_i18n.cli import EXIT_NO, formats, pick, show, work


@click.command(
    epilog="\b\nExamples:\n  kms-i18n audit\n  kms-i18n audit -l fr --verify-identity --format json"
)
@click.option("-l", "--locale", "locales", multiple=True, help="Only this locale; repeatable.")
@click.option(
    "--verify-identity",
    "verify",
    is_flag=True,
    help="Hold each reviewer against the author and the signature of the commit; exit 1 if one differs.",
)
@formats("Audit")
def command(*, locales: tuple[str, ...], verify: bool, format_name: str) -> None:
    """List every approval, withdrawal, waiver and override with the commit that added it.

    An approval holds as long as exactly its source and translation stand; the others are listed
    with what voided them.
    """
    from kms_i18n.audit import records, require_history

    tree, project = work()
    if verify:
        require_history(tree)
    result = records(tree, project, pick(project, locales), verify=verify)
    show(format_name, result)
    if any(record.problem for record in result.records):
        raise SystemExit(EXIT_NO)
