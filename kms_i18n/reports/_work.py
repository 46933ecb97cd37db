"""Lines for a terminal: a task with what helps to do it, and coverage over time as a curve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.text import abbreviate, safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kms_i18n.history import Tally
    from kms_i18n.marks import Mark
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
    blocks = f"  blocks {', '.join(map(safe_line, found.blocks))}" if found.blocks else ""
    yield f"{safe_line(found.place)}: {rendition.locale} {found.todo}, {row.words} words{blocks}"
    path = " / ".join(safe_line(heading) for heading in row.segment.headings)
    yield f"  {safe_line(found.document)}:{row.line}  {safe_line(row.segment.path)}" + (f"  ({path})" if path else "")  # fmt: skip
    if found.before:
        yield f"    before  {abbreviate(safe_line(found.before), _WIDTH)}"
    source = woven(rendition.changed) if rendition.changed else safe_line(row.segment.text)
    yield f"    source  {source}"
    for target in rendition.targets:
        yield f"    {rendition.locale:6}  {safe_line(target)}"
    if found.after:
        yield f"    after   {abbreviate(safe_line(found.after), _WIDTH)}"
    for note in rendition.notes:
        finding = note.finding
        yield f"    {finding.severity}: {safe_line(finding.message)} [{finding.rule}]"


def turn(found: Turn) -> Iterator[str]:
    """Yield the lines of one translation that is not as it was."""
    unit = found.new or found.old
    words = f", {found.redo} words to redo" if found.redo else ""
    yield f"  {safe_line(found.path)}  {found.locale}  {found.word}{words}"
    if unit is not None:
        yield f"    source  {safe_line(unit.segment.text)}"
    if found.marks:
        yield f"    {found.locale:6}  {woven(found.marks)}"


def sums(result: Turnover) -> Iterator[str]:
    """Yield a line a locale: what there is to redo, and by how much each state grew."""
    if not result.turns:
        yield "  no translation changed its state"
    for locale in result.locales:
        grown = [
            f"{state.label} {segments:+d} ({counted:+d} words)"
            for state, (segments, counted) in result.sums(locale).items()
        ]
        yield f"  {locale}  {result.redo(locale)} words to redo" + "".join(f"; {part}" for part in grown)  # fmt: skip
