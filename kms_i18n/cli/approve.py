"""``kms-i18n approve``: a reviewer's word for translations as they stand now."""

from __future__ import annotations

import click

from kms_i18n.cli import apply, pick, work, writing


@click.command(
    epilog="\b\nExample:\n  kms-i18n approve -l fr c/2 --by reviewer@example.org --date 2026-01-31"
)
@click.argument("segments", nargs=-1, required=True)
@click.option("-l", "--locale", required=True, help="The locale that was reviewed.")
@click.option("--by", "reviewer", required=True, help="Who approves.")
@click.option("--date", required=True, type=click.DateTime(["%Y-%m-%d"]), help="When: YYYY-MM-DD.")
@click.option("--kind", default="linguistic", show_default=True, help="What was reviewed.")
@click.option("--note", default="", help="A remark that is kept with the approval.")
@writing
def command(  # noqa: PLR0913  one parameter an option
    *,
    segments: tuple[str, ...],
    locale: str,
    reviewer: str,
    date: object,
    kind: str,
    note: str,
    dry_run: bool,
    check: bool,
) -> None:
    """Approve SEGMENTS (structural paths, as status and gate show them) of one locale.

    An approval is bound to exactly this source and this translation: change one character of
    either and it no longer counts; change it back and it does.
    """
    from kms_i18n.model import Approval
    from kms_i18n.workspace import approved

    tree, project = work()
    pick(project, [locale])
    day = f"{date:%Y-%m-%d}"
    template = Approval("", kind, reviewer, day, note)
    edits = approved(tree, project, locale, segments, template)
    apply(tree, edits, dry_run=dry_run, check=check)
