"""Lines for a terminal: a task with what helps to do it, and coverage over time as a curve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n import states
from kms_i18n.messages import tr, trn
from kms_i18n.reports import _vocabulary
from kms_i18n.text import abbreviate, cells, pad, safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kms_i18n.glossary import Term
    from kms_i18n.history import Tally
    from kms_i18n.marks import Mark
    from kms_i18n.model import Approval
    from kms_i18n.turnover import Turn, Turnover
    from kms_i18n.worklist import Task

_BARS = "▁▂▃▄▅▆▇█"
_CELLS = 24
_WIDTH = 96


def sparkline(shares: Sequence[float]) -> str:
    """Return percentages as a curve of at most 24 cells; each shows the last value in it."""
    cells = min(len(shares), _CELLS)
    chosen = [shares[(i + 1) * len(shares) // cells - 1] for i in range(cells)]
    return "".join(_BARS[min(int(share * len(_BARS) / 100), len(_BARS) - 1)] for share in chosen)


def share(tally: Tally) -> str:
    """Return the percentage of a tally; a dash where there is nothing."""
    return f"{tally.percent:.1f} %" if tally.total else "-"


def woven(marks: Sequence[Mark]) -> str:
    """Return a text in wdiff's notation, readable without colour."""
    signs = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    return "".join(signs[mark.sign].format(safe_line(mark.text)) for mark in marks)


def task(found: Task) -> Iterator[str]:
    """Yield the lines of one task."""
    row, rendition = found.row, found.rendition
    blocks = ""
    if found.blocks:
        blocks = "  " + tr("blocks {policies}", policies=", ".join(map(safe_line, found.blocks)))
    size = trn("{n} word", "{n} words", row.words)
    yield f"{safe_line(found.place)}: {rendition.locale} {_vocabulary.effect(found.todo)}, {size}{blocks}"
    path = " / ".join(safe_line(heading) for heading in row.segment.headings)
    yield f"  {safe_line(found.document)}:{row.line}  {safe_line(row.segment.path)}" + (f"  ({path})" if path else "")  # fmt: skip
    source = woven(rendition.changed) if rendition.changed else safe_line(row.segment.text)
    lines = [
        (tr("before"), abbreviate(safe_line(found.before), _WIDTH)),
        (tr("source"), source),
        (tr("since"), _precedent(rendition.precedent)),
        *((rendition.locale, safe_line(target)) for target in rendition.targets),
        (tr("after"), abbreviate(safe_line(found.after), _WIDTH)),
        *((tr("term"), _term(term)) for term in rendition.terms),
    ]
    width = max(6, *(cells(name) for name, text in lines if text))
    yield from (f"    {pad(name, width)}  {text}" for name, text in lines if text)
    for note in rendition.notes:
        finding = note.finding
        yield f"    {finding.severity}: {safe_line(finding.message)} [{finding.rule}]"


def turn(found: Turn) -> Iterator[str]:
    """Yield the lines of one translation that is not as it was."""
    unit = found.new or found.old
    words = ", " + _redo(found.redo) if found.redo else ""
    yield f"  {safe_line(found.path)}  {found.locale}  {_vocabulary.turn(found)}{words}"
    label = tr("source")
    width = max(6, cells(label))
    if unit is not None:
        yield f"    {pad(label, width)}  {safe_line(unit.segment.text)}"
    if found.marks:
        yield f"    {pad(found.locale, width)}  {woven(found.marks)}"


def _redo(words: int) -> str:
    return trn("{n} word to redo", "{n} words to redo", words)


def _precedent(given: Approval | None) -> str:
    """Return since which approval the source changed; empty: since it was last translated."""
    if given is None:
        return ""
    return tr(
        "approved by {who} on {day} ({kind})",
        who=safe_line(given.reviewer), day=given.date, kind=given.kind,
    )  # fmt: skip


def _term(term: Term) -> str:
    """Return a term with what is to be said for it, and what is not."""
    said = f"{safe_line(term.term)}: {safe_line(' | '.join(term.translations))}".rstrip(": ")
    if term.forbidden:
        said += "; " + tr("not: {words}", words=safe_line(" | ".join(term.forbidden)))
    return said + (f" ({safe_line(term.note)})" if term.note else "")


def sums(result: Turnover) -> Iterator[str]:
    """Yield a line a locale: what there is to redo, and by how much each state grew."""
    if not result.turns:
        yield "  " + tr("no translation changed its state")
    for locale in result.locales:
        grown = [
            tr(
                "{state} {segments} ({words} words)",
                state=states.name(state),
                segments=f"{segments:+d}",
                words=f"{counted:+d}",
            )
            for state, (segments, counted) in result.sums(locale).items()
        ]
        yield f"  {locale}  {_redo(result.redo(locale))}" + "".join(f"; {part}" for part in grown)  # fmt: skip
