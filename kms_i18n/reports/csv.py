r"""For spreadsheets: one row a fact, and no cell that a spreadsheet would run as a formula.

A cell that begins with ``=``, ``+``, ``-`` or ``@`` gets an apostrophe before it, and so does one
that begins with an apostrophe, or as commands of CI systems do. A row is a line: line ends, tabs
and backslashes are written ``\n``, ``\t`` and ``\\``. ``unquoted`` gives back what was meant.
"""

from __future__ import annotations

import csv
import io
import re
from functools import singledispatch
from typing import TYPE_CHECKING, Any

from kms_i18n.credits import Credits
from kms_i18n.history import History, Tally
from kms_i18n.model import State
from kms_i18n.results import CatalogStatus, Differences, Findings, Status, Verdict
from kms_i18n.text import safe
from kms_i18n.worklist import WorkList

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_BEGINS = ("=", "+", "-", "@", "'", "＝", "＋", "－", "＠", "::", "##")
_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\t": "\\t"})
_MEANT = {"\\\\": "\\", "\\n": "\n", "\\t": "\t"}


def quoted(text: str) -> str:
    """Return a text as a cell that no spreadsheet takes for a formula, made safe to show."""
    shown = safe(text).translate(_ESCAPES)
    # Spreadsheets look behind blanks, too.
    return f"'{shown}" if shown.lstrip(" \u00a0\u3000\u200b").startswith(_BEGINS) else shown


def unquoted(cell: str) -> str:
    """Return the text that a cell was made from."""
    return re.sub(r"\\[\\nt]", lambda found: _MEANT[found[0]], cell.removeprefix("'"))


SHOWS = (
    "CatalogStatus",
    "Credits",
    "Differences",
    "Findings",
    "History",
    "Status",
    "Verdict",
    "WorkList",
)


@singledispatch
def render(result: Any) -> str:
    """Return a result as comma-separated values with a heading."""
    raise TypeError(f"no CSV for {type(result).__name__}")


def _sheet(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([quoted(value) if isinstance(value, str) else value for value in row])
    return out.getvalue()


@render.register
def _(result: Status) -> str:
    """Return a row per document and locale."""
    states = list(State)
    head = ["document", "locale", "role", "catalog"]
    head += [f"{unit} {state.label}" for unit in ("segments", "words") for state in states]
    return _sheet(
        [*head, "percent translated", "percent approved"],
        (
            [c.document, c.locale, c.role, c.catalog]
            + [c.segments.get(state, 0) for state in states]
            + [c.words.get(state, 0) for state in states]
            + [c.share(State.TRANSLATED), c.share(State.APPROVED)]
            for c in result.coverages
        ),
    )


@render.register
def _(result: CatalogStatus) -> str:
    """Return a row a catalog."""
    head = ["catalog", "translated", "fuzzy", "untranslated", "obsolete", "error"]
    return _sheet(
        head,
        (
            [c.path, c.translated, c.fuzzy, c.untranslated, c.obsolete, c.error[2] if c.error else ""]
            for c in result.catalogs
        ),
    )  # fmt: skip


@render.register
def _(result: Findings) -> str:
    """Return a row a finding."""
    head = ["path", "line", "column", "severity", "rule", "locale", "document", "segment", "message"]  # fmt: skip
    return _sheet(
        head,
        (
            [f.path, f.line, f.column, f.severity, f.rule, f.locale, f.document, f.segment, f.message]
            for f in result.findings
        ),
    )  # fmt: skip


@render.register
def _(result: Verdict) -> str:
    """Return a row per demand and reason; a demand without one stands alone."""
    head = ["policy", "locale", "demand", "met", "document", "segment", "path", "line", "words", "reason", "help", "command"]  # fmt: skip
    rows: list[list[object]] = []
    for d in result.demands:
        start = [result.policy, d.locale, d.demand, "yes" if d.met else "no"]
        rows += [
            [*start, r.document, r.segment, r.path, r.line, r.words, r.message, r.help, r.command]
            for r in d.reasons
        ] or [[*start, "", "", "", "", "", "", "", ""]]
    return _sheet(head, rows)


@render.register
def _(result: Differences) -> str:
    """Return a row per change and locale that it does something to."""
    head = ["document", "before", "after", "change", "class", "moved", "old path", "new path", "old text", "new text", "locale", "effect"]  # fmt: skip
    rows: list[list[object]] = []
    for difference in result.differences:
        for delta in difference.deltas:
            change = delta.change
            start = [difference.document, difference.before, difference.after]
            start += [str(change.kind), str(change.klass or ""), "yes" if change.moved else "no"]
            start += [", ".join(s.path for s in side) for side in (delta.old, delta.new)]
            start += ["\n".join(s.text for s in side) for side in (delta.old, delta.new)]
            effects = sorted(delta.effects.items()) or [("", "")]
            rows += [[*start, locale, effect] for locale, effect in effects]
    return _sheet(head, rows)  # fmt: skip


@render.register
def _(result: History) -> str:
    """Return a row per revision and locale."""
    return _sheet(
        ["day", "commit", "tags", "locale", *Tally._fields, "percent"],
        (
            [point.date, point.commit, " ".join(point.tags), locale, *tally, tally.percent]
            for point in result.points
            for locale, tally in point.tallies.items()
        ),
    )


@render.register
def _(result: WorkList) -> str:
    """Return a row a task."""
    head = ["locale", "todo", "document", "segment", "path", "line", "words", "blocks", "source", "target", "findings"]  # fmt: skip
    return _sheet(
        head,
        (
            [
                t.rendition.locale, t.todo, t.document, t.row.segment.path, t.rendition.catalog,
                t.rendition.line, t.row.words, " ".join(t.blocks), t.row.segment.text,
                "\n".join(t.rendition.targets), "\n".join(n.finding.message for n in t.rendition.notes),
            ]
            for t in result.tasks
        ),
    )  # fmt: skip


@render.register
def _(result: Credits) -> str:
    """Return a row a text."""
    head = ["document", "locale", "segment", "state", "catalog", "commit", "day", "author", "source current", "approved"]  # fmt: skip
    rows: list[list[object]] = []
    for credit in result.credits:
        unit, hand = credit.unit, credit.hand
        row: list[object] = [unit.document, unit.locale, unit.segment.path, unit.state.label, unit.catalog]  # fmt: skip
        row += [hand.commit, hand.day, hand.author] if hand else ["", "", ""]
        row.append("yes" if credit.current else "no")
        row.append("; ".join(f"{a.reviewer} {a.date} {a.kind}" for a, _ in credit.approvals))
        rows.append(row)
    return _sheet(head, rows)
