"""Outline text: a title, headings, paragraphs, labelled clauses, bullets; nesting by marker.

Blank lines separate blocks, and a line that begins with a marker begins a block as well; other
lines only wrap. Markers, outer blanks and lines of mere signs (``-----``) are no text. A bullet
belongs to what stands before it, a clause to the open clause of another kind: ``c/2``. The full
rules with examples are in ``docs/reference/formats.md``.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct

from kms_i18n.formats._labels import BLANK, BLANKS, Mark, marks
from kms_i18n.formats._outline import Outline
from kms_i18n.model import Kind, Segment, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIXES = (".txt", ".text")

LONGEST_TITLE = 120
"""Code points; a longer line is a paragraph."""
_LOOKAHEAD = 200
"""Lines looked at to tell the letter i from the number i."""
_SENTENCE_ENDS = (".", ",", ";", ":", "។", "៕", "៖")
_LINE = re.compile(r"[^\r\n]+(?:\r\n|\r|\n|\Z)|\r\n|\r|\n")
_RULE = re.compile(rf"([=*_~#+.·•–—−─━═-])(?:{BLANK}*\1){{2,}}")
_UNDERLINE = re.compile("={3,}|-{3,}")


class _Line(Struct, frozen=True):
    """A line, and what it begins with."""

    start: int
    stop: int
    """In the text, line end included."""
    body: str
    """Without its line end."""
    first: int
    last: int
    """Where its words are in ``body``, markers included."""
    marks: tuple[Mark, ...]

    @property
    def words(self) -> str:
        """What stands on it, without outer blanks."""
        return self.body[self.first : self.last]

    @property
    def column(self) -> int:
        """How far it is indented, tabs counted to the next multiple of 8."""
        return len(self.body[: self.first].replace("\ufeff", "").expandtabs())

    @property
    def blank(self) -> bool:
        """Whether there is nothing on it but blanks."""
        return self.first == self.last

    @property
    def rule(self) -> bool:
        """Whether it only separates or underlines."""
        return _RULE.fullmatch(self.words) is not None

    def like(self, other: _Line) -> bool:
        """Whether another line begins with the same marker in the same column."""
        signs = [line.marks[0].text if line.marks else "" for line in (self, other)]
        return signs[0] == signs[1] and self.first == other.first


class _Block(Struct, frozen=True):
    """A segment whose place is known: lines ``first`` to ``stop``, not included."""

    path: str
    kind: Kind
    headings: tuple[str, ...]
    first: int
    stop: int
    marks: tuple[Mark, ...] = ()


def segments(text: str) -> Iterator[Segment]:
    """Yield the segments of an outline text, in order."""
    lines = [_line(found) for found in _LINE.finditer(text)]
    for block in _blocks(lines):
        segment = _segment(lines, block)
        if segment is not None:
            yield segment


def _line(found: re.Match[str]) -> _Line:
    """Return a line with its words and markers found."""
    body = found[0].rstrip("\r\n")
    first, last = len(body) - len(body.lstrip(BLANKS)), len(body.rstrip(BLANKS))
    last = max(first, last)
    rule = _RULE.fullmatch(body, first, last)
    return _Line(found.start(), found.end(), body, first, last, () if rule else marks(body))


def _blocks(lines: list[_Line]) -> Iterator[_Block]:
    """Yield each block with its place in the outline."""
    found = (mark for line in lines for mark in line.marks)
    outline = Outline(frozenset((mark.frame, r) for mark in found for r in mark.readings))
    number = 0
    first = True
    while number < len(lines):
        line = lines[number]
        if line.blank or line.rule:
            number += 1
            continue
        marked = line.marks if line.marks and outline.accepts(line.marks[0], None) else ()
        block = _heading(lines, number, marked, outline, first=first)
        if block is None and marked:
            block = _clause(lines, number, marked, outline)
        elif block is None:
            path = outline.paragraph(line.column)
            stop = _stop(lines, number + 1, outline)
            block = _Block(path, Kind.PARAGRAPH, outline.headings, number, stop)
        yield block
        first = False
        number = block.stop


def _heading(
    lines: list[_Line], number: int, found: tuple[Mark, ...], outline: Outline, *, first: bool
) -> _Block | None:
    """Return a title or an underlined heading, or None if the line is something else."""
    words = lines[number].words
    below = lines[number + 1] if number + 1 < len(lines) else None
    if below is None or len(words) > LONGEST_TITLE or words.endswith(_SENTENCE_ENDS):
        return None
    underlined = _UNDERLINE.fullmatch(below.words) is not None
    if found and underlined:
        alone = number == 0 or lines[number - 1].blank
        underlined = alone and not found[0].bullet
    stop = number + 1 + underlined
    if first and not found:
        rest = islice(lines, number + 1, None)
        if underlined or (below.blank and any(not (line.blank or line.rule) for line in rest)):
            outline.titles.append(words)
            outline.title = 1
            return _Block("title", Kind.TITLE, (), number, stop)
    if not underlined:
        return None
    text = words if not found else lines[number].body[found[-1].end :].strip(BLANKS)
    path = outline.heading(text, below.words[0])
    return _Block(path, Kind.HEADING, outline.headings[:-1], number, stop, found)


def _clause(lines: list[_Line], number: int, found: tuple[Mark, ...], outline: Outline) -> _Block:
    """Return a clause or list item, or the heading ``Article 5``."""
    line = lines[number]
    above = outline.headings
    ahead = lines[number + 1 : number + 1 + _LOOKAHEAD]
    path = ""
    for mark in found:
        column = line.column + mark.start - line.first
        path = outline.clause(mark, column, (other for after in ahead for other in after.marks))
    if found[0].lone:
        above = outline.headings[:-1]
        return _Block(path, Kind.HEADING, above, number, number + 1)
    kind = Kind.ITEM if found[-1].bullet else Kind.CLAUSE
    stop = _stop(lines, number + 1, outline)
    return _Block(path, kind, outline.headings, number, stop, found)


def _stop(lines: list[_Line], number: int, outline: Outline) -> int:
    """Return the first line that does not merely wrap: blank, a rule, or a marker's."""
    while number < len(lines):
        line, above = lines[number], lines[number - 1].body
        if line.blank or line.rule:
            break
        if line.marks:
            around = (lines[number - 1], *lines[number + 1 : number + 2])
            twin = any(line.like(other) for other in around)
            if outline.accepts(line.marks[0], above, twin=twin):
                break
        number += 1
    return number


def _segment(lines: list[_Line], block: _Block) -> Segment | None:
    """Return a block as a segment; None if there is nothing on it but a marker."""
    head = lines[block.first]
    start = head.first
    if block.marks:
        after = head.body[block.marks[-1].end :]
        start = len(head.body) - len(after.lstrip(BLANKS))
    heading = block.kind in (Kind.TITLE, Kind.HEADING)
    wrapped = [] if heading else lines[block.first + 1 : block.stop]
    pieces = [(line.start + line.first, line.start + line.last, line.words) for line in wrapped]
    if start < head.last:
        pieces.insert(0, (head.start + start, head.start + head.last, head.body[start : head.last]))
    if not pieces:
        return None
    indent = wrapped[0].body[: wrapped[0].first] if wrapped else _hanging(head.body[:start])
    return Segment(
        block.path,
        " ".join(words for _, _, words in pieces),
        Span(pieces[0][0], pieces[-1][1]),
        block.kind,
        Span(head.start + head.body.startswith("\ufeff"), _end(lines, block)),
        head.body[block.marks[0].start : block.marks[-1].end] if block.marks else "",
        block.headings,
        None if heading else indent.replace("\ufeff", ""),
    )


def _hanging(before: str) -> str:
    """Return what puts a further line under the first word: blanks as wide as the marker."""
    return re.sub("[^\t]", " ", before.replace("\ufeff", ""))


def _end(lines: list[_Line], block: _Block) -> int:
    """Return where a block ends; blank lines on both sides: those below go with it."""
    stop = block.stop
    if block.first == 0 or lines[block.first - 1].blank:
        while stop < len(lines) and lines[stop].blank:
            stop += 1
    return lines[stop - 1].stop
