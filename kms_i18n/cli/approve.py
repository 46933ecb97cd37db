"""``kms-i18n approve``: approve translations as they stand now, in a reviewer's name."""

from __future__ import annotations

import sys
from typing import Any

import click

from kms_i18n.cli import apply, pick, work, writing
from kms_i18n.cli._review import said, selecting, selection, speaking
from kms_i18n.errors import KmsError


@click.command(
    epilog="\b\nExamples:\n  kms-i18n approve -l fr c/2 --by reviewer@example.org --date 2026-01-31\n  kms-i18n approve -l km --modified-after-review\n  kms-i18n approve -l fr --document source/mission.txt --since v1.0 --kind legal"
)
@selecting
@click.option("--all-translated", is_flag=True, help="Everything that is translated.")
@click.option("--yes", is_flag=True, help="Do not ask before approving everything.")
@speaking
@click.option("--note", default="", help="A remark that is kept with the approval.")
@writing
def command(
    *, all_translated: bool, yes: bool, note: str, dry_run: bool, check: bool, **values: Any
) -> None:
    """Approve SEGMENTS (structural paths, as review and gate show them).

    An approval is bound to exactly this source and this translation: change one character of
    either and it no longer counts; change it back and it does. `c/*` names every segment below c,
    `source/mission.txt:c/2` the one of that document. Chosen by anything but their names, segments
    that are not translated are left out.
    """
    from kms_i18n.review import approved, chosen

    tree, project = work()
    wanted = selection(values, everything=all_translated)
    units = chosen(tree, project, pick(project, values["locales"]), wanted)
    word = said(tree, project, values, note)
    if all_translated and not (yes or dry_run or check):
        _confirm(len(units), word.reviewer)
    edits = approved(tree, project, units, word, strict=bool(wanted.segments))
    apply(tree, edits, dry_run=dry_run, check=check)


def _confirm(count: int, reviewer: str) -> None:
    """Ask whether everything is meant; where nobody can answer, --yes must have."""
    if not sys.stdin.isatty():
        hint = "Say --yes if you have read all of them."
        raise KmsError("{count} segments would be approved at once", hint=hint, count=count)
    click.confirm(f"Approve {count} segments as {reviewer}?", abort=True, err=True)
