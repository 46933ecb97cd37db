"""Markdown: headings, paragraphs, list items, quotes and table cells of CommonMark and GFM tables.

markdown-it-py says where the blocks are; the spans are found here, in the bytes as they are. Links,
images and other inline markup stay in the text that is translated. Code, HTML, front matter, link
definitions and everything unknown are left alone: what has no span cannot change.

- Paths: headings ``1``, ``1.2``; below them paragraphs ``1.2/p3``, list items ``1.2/l1/2``, quotes
  ``1.2/q1/p1``, table cells ``1.2/t1/r2c3``.
- Soft line breaks are folded; a hard break stays as written, with its line end.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from kms_i18n.model import Kind, Segment, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

SUFFIXES = (".md", ".markdown")

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_FRONT_MATTER = re.compile(
    r"(\ufeff?)---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE
)
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_HARD_BREAK = re.compile(r"(?: {2,}|\\)$")


@dataclass(slots=True)
class _Place:
    """Where we are: the section, the open containers, and what was counted in each."""

    numbers: list[int] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    containers: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    fresh_item: bool = False

    @property
    def parent(self) -> str:
        """Path of the innermost container, with its slash; empty at the top."""
        if self.containers:
            return self.containers[-1] + "/"
        return ".".join(map(str, self.numbers)) + "/" if self.numbers else ""

    def next(self, letter: str) -> str:
        """Return the path of the next thing of its kind in the innermost container."""
        key = self.parent + letter
        self.counts[key] += 1
        return f"{key}{self.counts[key]}"

    def enter_heading(self, level: int) -> str:
        """Return the number of a heading of this level, ``1.2``; what follows stands below it."""
        while self.levels and self.levels[-1] >= level:
            self.levels.pop()
            self.numbers.pop()
            self.headings.pop()
        key = ".".join(map(str, self.numbers))
        self.counts[key + "#"] += 1
        self.levels.append(level)
        self.numbers.append(self.counts[key + "#"])
        self.headings.append("")
        return ".".join(map(str, self.numbers))


def segments(text: str) -> Iterator[Segment]:
    """Yield the segments of a Markdown text, in order."""
    from markdown_it import MarkdownIt

    lines = [Span(*m.span()) for m in _LINE.finditer(text) if m.end() > m.start()]
    tokens = MarkdownIt("commonmark").enable("table").parse(_prose(text))
    place = _Place()
    cursor = Span(0, 0)
    for index, token in enumerate(tokens):
        _open(token, place)
        if token.type == "inline" and token.content.strip():
            segment = _segment(text, lines, tokens, index, place, cursor)
            if segment is not None:
                cursor = segment.span
                yield segment


def _prose(text: str) -> str:
    """Return the text with front matter blanked and the byte order mark gone; lines keep their place."""
    match = _FRONT_MATTER.match(text)
    if match:
        return re.sub(r"[^\r\n]", "", match[0]) + text[match.end() :]
    return text.removeprefix("\ufeff")


def _open(token: Token, place: _Place) -> None:
    """Follow a block token into or out of its container."""
    kind = token.type
    if kind in {"bullet_list_open", "ordered_list_open"}:
        inside = bool(place.containers) and place.fresh_item is False and token.level > 0
        nested = inside and re.search(r"(^|/)l\d+(/\d+)+$", place.containers[-1])
        place.containers.append(place.containers[-1] if nested else place.next("l"))
    elif kind == "list_item_open":
        place.counts[place.containers[-1] + "*"] += 1
        number = place.counts[place.containers[-1] + "*"]
        place.containers.append(f"{place.containers[-1]}/{number}")
        place.fresh_item = True
    elif kind == "blockquote_open":
        place.containers.append(place.next("q"))
    elif kind == "table_open":
        place.containers.append(place.next("t"))
    elif kind == "tr_open":
        place.counts[place.parent + "r"] += 1
        place.counts[place.parent + "c"] = 0
    elif kind in {
        "bullet_list_close", "ordered_list_close", "list_item_close", "blockquote_close", "table_close",
    }:  # fmt: skip
        place.containers.pop()
        place.fresh_item = False


def _segment(
    text: str, lines: list[Span], tokens: list[Token], index: int, place: _Place, cursor: Span
) -> Segment | None:
    """Return an inline token as a segment, or None where its bytes cannot be told for sure."""
    token, opener = tokens[index], tokens[index - 1]
    path, kind = _path(opener, place)
    row = token.map or opener.map
    if row is None or row[1] > len(lines):
        return None
    rows = lines[row[0] : row[1]]
    if kind is Kind.CELL or (kind is Kind.HEADING and opener.markup.startswith("#")):
        found = _cell(text, rows[0], token.content, cursor)
    else:
        found = _spans(text, rows, token.content)
    if not found:
        return None
    task = _TASK.match(text, found[0].start, found[0].end) if kind is Kind.ITEM else None
    if task and task.end() < found[0].end:
        found[0] = Span(task.end(), found[0].end)
    if kind is Kind.HEADING:
        place.headings[-1] = token.content
    folded = _folded(text, found)
    above = place.headings[:-1] if kind is Kind.HEADING else place.headings
    prefix = text[rows[0].start : found[0].start]
    second = text[rows[1].start : found[1].start] if len(found) > 1 else None
    one_line = kind in {Kind.CELL, Kind.HEADING}
    return Segment(
        path,
        folded,
        Span(found[0].start, found[-1].end),
        kind,
        # A cell has no line of its own: leaving it out leaves an empty cell.
        found[0] if kind is Kind.CELL else Span(rows[0].start, rows[-1].end),
        prefix.strip() if kind is Kind.ITEM else "",
        tuple(above),
        None if one_line else second if second is not None else re.sub(r"[^>\s]", " ", prefix),
    )


def _path(opener: Token, place: _Place) -> tuple[str, Kind]:
    """Return path and kind of the block that an inline token fills."""
    if opener.type == "heading_open":
        level = int(opener.tag[1])
        if not place.containers:
            return place.enter_heading(level), Kind.HEADING
        return place.next("h"), Kind.PARAGRAPH
    if opener.type in {"th_open", "td_open"}:
        key = place.parent
        place.counts[key + "c"] += 1
        return f"{key}r{place.counts[key + 'r']}c{place.counts[key + 'c']}", Kind.CELL
    if place.fresh_item and place.containers:
        place.fresh_item = False
        return place.containers[-1], Kind.ITEM
    quoted = any(part.startswith("q") for part in place.parent.split("/"))
    return place.next("p"), Kind.QUOTE if quoted else Kind.PARAGRAPH


def _spans(text: str, rows: list[Span], content: str) -> list[Span]:
    """Return where each line of a paragraph's content stands; empty if one is not found."""
    wanted = content.split("\n")
    found: list[Span] = []
    for row, part in zip(rows, wanted, strict=False):
        line = text[row.start : row.end].rstrip("\r\n")
        bare = line.rstrip(" \t")
        piece = part.strip(" \t")
        if not piece or not bare.endswith(piece):
            return []
        found.append(Span(row.start + len(bare) - len(piece), row.start + len(bare)))
    return found if len(found) == len(wanted) else []


def _cell(text: str, row: Span, content: str, cursor: Span) -> list[Span]:
    """Return where the content of a table cell or heading stands in its line."""
    start = max(row.start, cursor.end)
    for piece in (content, content.replace("|", "\\|")):
        place = text.find(piece, start, row.end)
        if place >= 0:
            return [Span(place, place + len(piece))]
    return []


def _folded(text: str, spans: list[Span]) -> str:
    """Return the text of a block on one line; hard breaks stay, with a line end."""
    pieces = [text[spans[0].start : spans[0].end]]
    for before, after in pairwise(spans):
        between = text[before.end : after.start]
        blanks = re.match(r"[ \t]*", between)
        tail = pieces[-1] + (blanks[0] if blanks else "")
        if _HARD_BREAK.search(tail):
            pieces.append((blanks[0] if blanks else "") + "\n")
        else:
            pieces.append(" ")
        pieces.append(text[after.start : after.end])
    return "".join(pieces)
