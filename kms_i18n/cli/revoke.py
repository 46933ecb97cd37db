"""``kms-i18n revoke``: take approvals of translations back."""

from __future__ import annotations

from typing import Any

import click

from kms_i18n.cli import apply, pick, work, writing
from kms_i18n.cli._review import said, selecting, selection, speaking


@click.command(
    epilog='\b\nExample:\n  kms-i18n revoke -l fr c/2 --by reviewer@example.org --reason "the term is disputed"'
)
@selecting
@speaking
@click.option("--of", "owner", default="", help="Whose approval; without it, your own.")
@click.option("--reason", required=True, help="Why; kept with the withdrawal.")
@writing
def command(*, owner: str, reason: str, dry_run: bool, check: bool, **values: Any) -> None:
    """Withdraw approvals of SEGMENTS as they stand now.

    A line is added, none is removed: so the approval cannot come back through a merge, and audit
    shows both. To approve again, approve with a later date.
    """
    from kms_i18n.review import chosen, revoked

    tree, project = work()
    units = chosen(tree, project, pick(project, values["locales"]), selection(values))
    word = said(tree, project, values, reason)
    apply(tree, revoked(tree, project, units, word, owner), dry_run=dry_run, check=check)
