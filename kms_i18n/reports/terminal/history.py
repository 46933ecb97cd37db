"""For a terminal: coverage over time, who translated what, and what is left to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n import states
from kms_i18n.history import NOTHING, History
from kms_i18n.messages import tr, trn
from kms_i18n.reports import _work
from kms_i18n.reports.terminal._table import table
from kms_i18n.text import abbreviate, pad, safe_line

if TYPE_CHECKING:
    from kms_i18n.credits import Credits
    from kms_i18n.worklist import WorkList


def history(result: History) -> str:
    """Return a sparkline a locale, then a row a revision, newest first."""
    if not result.points:
        return tr("no revision touched the sources or catalogs") + "\n"
    lines = [""]
    for locale in result.locales:
        shares = [p.tallies.get(locale, NOTHING) for p in result.points]
        curve = _work.sparkline([tally.percent if tally.total else 0.0 for tally in shares])
        lines.append(f"  {pad(safe_line(locale or '-'), 8)}  {curve}  {shares[-1].percent:.1f} %")
    rows = [[tr("day"), tr("revision"), *(safe_line(name or "-") for name in result.locales)]]
    for point in reversed(result.points):
        name = " ".join([point.commit[:10], *map(safe_line, point.tags)])
        tallies = [point.tallies.get(locale, NOTHING) for locale in result.locales]
        rows.append([point.date, name, *map(_work.share, tallies)])
    lines[0] = trn(
        "{n} revision, {first} to {last}; translated",
        "{n} revisions, {first} to {last}; translated",
        len(result.points), first=result.points[0].date, last=result.points[-1].date,
    )  # fmt: skip
    lines += ["", *table(rows)]
    if result.shallow:
        lines += ["", tr("shallow clone: older revisions are not here; fetch them with: {command}", command="git fetch --unshallow")]  # fmt: skip
    if result.unread:
        lines += ["", trn("{n} version of catalogs could not be read; it counts as nothing", "{n} versions of catalogs could not be read; they count as nothing", result.unread)]  # fmt: skip
    return "\n".join(lines) + "\n"


def credit_table(result: Credits) -> str:
    """Return a row a text: where it stands, whose it is, from when, and who approved it."""
    rows = [[tr("locale"), tr("text"), tr("state"), tr("day"), tr("commit"), tr("by"), tr("approved")]]  # fmt: skip
    for credit in result.credits:
        hand, unit = credit.hand, credit.unit
        row = [safe_line(unit.locale), safe_line(unit.segment.path), states.name(unit.state)]
        if hand is None:
            row += ["-", "-", tr("not committed") if unit.entry and unit.entry.translated else "-"]
        else:
            row += [hand.day, hand.commit[:10], abbreviate(safe_line(hand.author), 32)]
            row[-1] += "" if credit.current else ", " + tr("for an older source")
        row.append(
            ", ".join(f"{safe_line(a.reviewer)} {a.date}" for a, _ in credit.approvals) or "-"
        )
        rows.append(row)
    lines = table(rows, left=7)
    if result.shallow:
        lines += ["", tr("shallow clone: older revisions are not here; fetch them with: {command}", command="git fetch --unshallow")]  # fmt: skip
    return "\n".join(lines) + "\n"


def work_list(result: WorkList) -> str:
    """Return a paragraph a task: what to do where, what changed, and what stands around it."""
    if not result.tasks:
        return tr("nothing to do") + "\n"
    words = sum(task.row.words for task in result.tasks)
    parts = ["\n".join(_work.task(task)) for task in result.tasks]
    size = trn("{n} text, {words} source words", "{n} texts, {words} source words", len(result.tasks), words=words)  # fmt: skip
    return "\n\n".join([*parts, size]) + "\n"
