"""Markdown: headings, paragraphs, list items, quotes and table cells of CommonMark and GFM tables.

markdown-it-py says where the blocks are; what is replaced is found in the text as it stands.
Links, images and other inline markup stay in the text that is translated. Code, HTML, front
matter, link definitions and everything unknown are left alone: what has no span cannot change.
Soft line breaks are folded, hard ones stay as written with their line end. The paths and the
full rules with examples are in ``docs/reference/formats.md``.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct, field

from kms_i18n.formats._commonmark import Line, parse
from kms_i18n.formats._labels import BLANKS
from kms_i18n.model import Kind, Segment, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

SUFFIXES = (".md", ".markdown")

_TASK = re.compile(r"\[[ xX]\](?:[ \t]+|$)")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:[ \t]*")
_ALERT = re.compile(r"\[![A-Za-z]+\][-+]?[ \t]*")  # > [!NOTE], on a line of its own
_PIPE = re.compile(r"(?<!\\)\|")
_HARD_BREAK = re.compile(r" {2}$|(?<!\\)(?:\\\\)*\\$")
_LOOKS_LIKE_BLOCK = re.compile(r"[-+*=>#~`|<:\[]|[0-9]{1,9}[.)]")


class _Box(Struct):
    """Something that holds blocks: the document, a section, quote, list, item, table or row."""

    kind: str
    path: str = ""
    counts: Counter[str] = field(default_factory=Counter)
    token: Token | None = None
    """Of an item: where it begins and ends, and its marker."""

    def next(self, letter: str) -> str:
        """Return the path of the next block of its kind in here: ``h1.2/p3``."""
        self.counts[letter] += 1
        return f"{self.path}/{letter}{self.counts[letter]}".removeprefix("/")


class _Walk(Struct):
    """Where in the document we are."""

    text: str
    lines: list[Line]
    boxes: list[_Box]
    sections: list[tuple[int, str, str]] = field(default_factory=list)
    """Level, path and text of the headings above."""
    counts: Counter[str] = field(default_factory=Counter)
    """Headings by the path of the heading above."""

    @property
    def box(self) -> _Box:
        """The innermost box."""
        return self.boxes[-1]


def segments(text: str) -> Iterator[Segment]:
    """Yield the segments of a Markdown text, in order."""
    tokens, lines = parse(text)
    walk = _Walk(text, lines, [_Box("document")])
    row: list[Span] = []
    for opener, token in zip([None, *tokens], tokens, strict=False):
        kind = token.type.removesuffix("_open").removesuffix("_close")
        if token.nesting < 0 and kind in _BOXES:
            walk.boxes.pop()
        elif token.nesting > 0 and kind in _BOXES:
            walk.boxes.append(_opened(walk.box, _BOXES[kind], token))
            row = _cells(text, token.meta["rows"][0]) if kind == "tr" else row
        elif kind in {"th", "td"} and token.nesting > 0:
            number = walk.box.counts["c"] = walk.box.counts["c"] + 1
            if number <= len(row) and row[number - 1].start < row[number - 1].end:
                yield _cell(walk, row[number - 1])
        elif kind == "inline" and opener is not None and "rows" in token.meta:
            segment = _segment(walk, opener, token.meta["rows"])
            if segment is not None:
                yield segment


# ── Where a block stands ──

_BOXES = {
    "bullet_list": "l",
    "ordered_list": "l",
    "list_item": "item",
    "blockquote": "q",
    "table": "t",
    "tr": "r",
}


def _opened(box: _Box, kind: str, token: Token) -> _Box:
    """Return a box inside another, with its path."""
    if kind == "item":
        box.counts["item"] += 1
        return _Box(kind, f"{box.path}/{box.counts['item']}", token=token)
    if kind == "l" and box.kind == "item" and not box.counts["l"]:
        box.counts["l"] += 1
        return _Box(kind, box.path)  # the first list below item l1/2 has items l1/2/1, l1/2/2
    return _Box(kind, box.next(kind), token=token)


def _place(walk: _Walk, opener: Token) -> tuple[str, Kind]:
    """Return path and kind of a heading or paragraph; a heading at the top begins a section."""
    box = walk.box
    if opener.type == "heading_open":
        if len(walk.boxes) > 1:
            return box.next("h"), Kind.HEADING
        level = int(opener.tag[1])
        while walk.sections and walk.sections[-1][0] >= level:
            walk.sections.pop()
        above = walk.sections[-1][1] if walk.sections else ""
        walk.counts[above] += 1
        path = f"{above}.{walk.counts[above]}" if above else f"h{walk.counts[above]}"
        walk.boxes[0] = _Box("section", path)
        return path, Kind.HEADING
    if box.kind == "item" and not box.counts["text"]:
        box.counts["text"] += 1
        return box.path, Kind.ITEM
    quoted = any(outer.kind == "q" for outer in walk.boxes)
    return box.next("p"), Kind.QUOTE if quoted else Kind.PARAGRAPH


# ── What is translated ──


def _cells(text: str, row: Span) -> list[Span]:
    """Return the cells of a table row, without outer blanks; some may be empty."""
    line = text[row.start : row.end].rstrip()
    pipes = [found.start() for found in _PIPE.finditer(line)]
    starts, ends = [0, *(pipe + 1 for pipe in pipes)], [*pipes, len(line)]
    if pipes and not line[: pipes[0]].strip():
        del starts[0], ends[0]
    pieces = zip(starts, ends, strict=True)
    return [_trimmed(text, Span(row.start + start, row.start + end)) for start, end in pieces]


def _cell(walk: _Walk, span: Span) -> Segment:
    """Return a table cell; left out, it stays there, empty."""
    path = f"{walk.box.path}c{walk.box.counts['c']}"
    text = walk.text[span.start : span.end]
    return Segment(path, text, span, Kind.CELL, span, "", _headings(walk), None)


def _segment(walk: _Walk, opener: Token, rows: list[Span]) -> Segment | None:
    """Return a heading, paragraph or list item; None if it has no text."""
    path, kind = _place(walk, opener)
    atx = opener.markup.startswith("#")
    found, sign = ([_atx(walk.text, rows[0])], "") if atx else _without_signs(walk, kind, rows)
    found = _without_edges(walk.text, found)
    text = _folded(walk.text, found)
    headings = _headings(walk)
    if kind is Kind.HEADING and len(walk.boxes) == 1:
        level = int(opener.tag[1])
        walk.sections.append((level, path, text))
    if not text:
        return None
    marker = f"{_marker(walk.box, opener)} {sign}".strip()
    head = walk.lines[opener.map[0]] if opener.map else walk.lines[0]
    prefix = re.sub(r"[^>\s]", " ", walk.text[head.start : rows[0].start])
    span = Span(found[0].start, found[-1].end)
    block = _block(walk, opener) or span
    return Segment(path, text, span, kind, block, marker, headings, None if atx else prefix)


def _headings(walk: _Walk) -> tuple[str, ...]:
    """Return the texts of the headings above, outermost first."""
    return tuple(text for _, _, text in walk.sections if text)


def _marker(box: _Box, opener: Token) -> str:
    """Return the list marker that stands on the first line of a block, or nothing."""
    item = box.token if box.kind == "item" else None
    if item is None or item.map is None or opener.map is None or item.map[0] != opener.map[0]:
        return ""
    return item.info + item.markup


def _without_signs(walk: _Walk, kind: Kind, rows: list[Span]) -> tuple[list[Span], str]:
    """Return the lines of a paragraph without a task box, footnote label or ``[!NOTE]``."""
    first = rows[0]
    alert = kind is Kind.QUOTE and _ALERT.fullmatch(walk.text, first.start, first.end)
    if alert:
        return rows[1:], ""
    sign = (_TASK if kind is Kind.ITEM else _FOOTNOTE).match(walk.text, first.start, first.end)
    if sign is None:
        return rows, ""
    return [Span(sign.end(), first.end), *rows[1:]], sign[0].strip()


def _atx(text: str, row: Span) -> Span:
    """Return the text of a ``## Heading ##`` between its signs."""
    line = text[row.start : row.end].rstrip(" \t")
    start = len(line) - len(line.lstrip("#"))
    bare = line.rstrip("#")
    if len(bare) > start and bare[-1] in " \t":
        line = bare
    return Span(row.start + start, row.start + max(start, len(line)))


def _without_edges(text: str, rows: list[Span]) -> list[Span]:
    """Return lines without the blanks before and after them all."""
    full = [i for i, row in enumerate(rows) if text[row.start : row.end].strip(BLANKS)]
    kept = rows[full[0] : full[-1] + 1] if full else []
    for index in {0, len(kept) - 1} if kept else set():
        outer = _trimmed(text, kept[index])
        start = outer.start if index == 0 else kept[index].start
        kept[index] = Span(start, outer.end if index == len(kept) - 1 else kept[index].end)
    return kept


def _trimmed(text: str, span: Span) -> Span:
    """Return a span without blanks at its ends."""
    piece = text[span.start : span.end]
    start = span.start + len(piece) - len(piece.lstrip(BLANKS))
    return Span(start, max(start, span.start + len(piece.rstrip(BLANKS))))


def _folded(text: str, rows: list[Span]) -> str:
    """Return lines as one, but for hard breaks, which stay as written with their line end.

    After a hard break, a line that looks like the start of a block keeps four blanks, so that
    it is none where the text is put back.
    """
    pieces: list[str] = []
    for number, row in enumerate(rows):
        line = text[row.start : row.end]
        if pieces and pieces[-1].endswith("\n") and _LOOKS_LIKE_BLOCK.match(line):
            pieces.append("    ")
        if number == len(rows) - 1:
            pieces.append(line)
        else:
            pieces.append(line + "\n" if _HARD_BREAK.search(line) else line.rstrip(" \t") + " ")
    return "".join(pieces)


def _block(walk: _Walk, opener: Token) -> Span | None:
    """Return the whole lines of a block; None where a list item goes on below with more.

    With a blank line above it, the blank lines below go with it.
    """
    first, stop = opener.map or (0, 0)
    for box in walk.boxes:
        if box.kind == "item" and box.token and box.token.map and box.token.map[0] == first:
            rest = walk.lines[stop : box.token.map[1]]
            if any(not line.blank for line in rest):
                return None
    start = walk.lines[first].start
    if first == 0 or walk.lines[first - 1].blank:
        while stop < len(walk.lines) and walk.lines[stop].blank:
            stop += 1
    return Span(start, walk.lines[stop - 1].stop)
