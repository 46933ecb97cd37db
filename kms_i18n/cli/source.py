"""``kms-i18n source``: accept edits of the source that change nothing that is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kms_i18n.cli import EXIT_NO, formats, pick, say, show, work

if TYPE_CHECKING:
    from datetime import datetime


@click.command(
    epilog="\b\nExamples:\n  kms-i18n source accept --dry-run\n  kms-i18n source accept c/2 -l fr --by editor@example.org --date 2026-01-31"
)
@click.argument("action", type=click.Choice(["accept"]))
@click.argument("segments", nargs=-1)
@click.option("-l", "--locale", "locales", multiple=True, help="Only this locale; repeatable.")
@click.option("--by", "who", default="", help="Who; without it, Git's user.email.")
@click.option(
    "--date",
    type=click.DateTime(["%Y-%m-%d"]),
    help="When: YYYY-MM-DD; without it, the day of the last commit.",
)
@click.option("--dry-run", is_flag=True, help="Show the edits; write nothing.")
@click.option("--check", is_flag=True, help="Like --dry-run, but exit 1 if a file would change.")
@formats("Differences")
def command(  # noqa: PLR0913  one parameter an option
    *,
    action: str,
    segments: tuple[str, ...],
    locales: tuple[str, ...],
    who: str,
    date: datetime | None,
    dry_run: bool,
    check: bool,
    format_name: str,
) -> None:
    """Let translations stand whose source changed in type alone: quotes, dashes, blanks, case.

    Their fuzzy marks are taken off, and a line in the approvals file says who accepted which
    edit; with `approvals: {carry: typographic}` their approvals stand, too. Every stale
    translation is shown with its marked words. A change of wording, a number, a negation or a
    duty is never accepted: if SEGMENTS name one, nothing is written and the exit code is 1.
    """
    from kms_i18n.review import Selection, chosen, word
    from kms_i18n.source import accepted
    from kms_i18n.tree import write

    del action
    tree, project = work()
    units = chosen(tree, project, pick(project, locales), Selection(segments))
    day = f"{date:%Y-%m-%d}" if date else ""
    said = word(tree, project, project.config.kinds[0], who, day, "")
    edits, shown, refused = accepted(tree, project, units, said, strict=bool(segments))
    show(format_name, shown)
    if not (dry_run or check):
        write(tree, edits, tell=say)
    if (segments and refused) or (check and any(edit.new != edit.old for edit in edits)):
        raise SystemExit(EXIT_NO)
