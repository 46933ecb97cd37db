"""Coverage for a terminal: a row a locale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n import states
from kms_i18n.messages import tr, trn
from kms_i18n.model import State
from kms_i18n.reports.terminal._table import table
from kms_i18n.text import safe_line

if TYPE_CHECKING:
    from kms_i18n.results import Coverage, Status

_STATES = (State.APPROVED, State.TRANSLATED, State.DRAFT, State.STALE, State.UNTRANSLATED)


def status(result: Status) -> str:
    """Return one table per document: a row a locale."""
    lines: list[str] = []
    for document in sorted({c.document for c in result.coverages}):
        rows = [c for c in result.coverages if c.document == document]
        segments, words = sum(rows[0].segments.values()), sum(rows[0].words.values())
        size = trn("{n} segment", "{n} segments", segments) + ", " + trn("{n} word", "{n} words", words)  # fmt: skip
        lines += [f"{safe_line(document)}: {size}", ""]
        header = [tr("locale"), tr("translated"), tr("approved"), *map(states.name, reversed(_STATES[2:]))]  # fmt: skip
        if any(row.target for row in rows):
            header += [tr("target words"), tr("characters")]
        lines += table([header, *map(_row, rows)])
        lines.append("")
    notes = [f"note: {safe_line(remark)}" for remark in result.remarks]
    return "\n".join([*(lines[:-1] or [tr("no documents")]), *notes]) + "\n"


def _row(coverage: Coverage) -> list[str]:
    """Return the cells of one locale: percent of words and segments, then segments per state."""
    total = sum(coverage.segments.values())

    def done(least: State) -> str:
        count = sum(n for s, n in coverage.segments.items() if s >= least)
        return f"{coverage.share(least):5.1f} %  {count}/{total}"

    rest = [str(coverage.segments.get(s, 0)) for s in reversed(_STATES[2:])]
    name = coverage.locale + (" (" + tr("editorial") + ")" if coverage.role == "editorial" else "")
    if long := coverage.target:
        rest += [f"{'~' * long.estimated}{long.words}", str(long.characters)]
    return [name, done(State.TRANSLATED), done(State.APPROVED), *rest]
