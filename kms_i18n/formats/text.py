"""Outline text: a title, paragraphs, lettered or numbered clauses, bullets; nesting by marker.

- Blank lines separate blocks; a line that begins with a marker begins a new block as well. Lines
  that only wrap belong to the block above and are folded into one line of text.
- The first block is the title if it is one line without marker and final punctuation, and more
  follows. A line underlined with ``===`` or ``---`` is a heading.
- Clause labels: ``a-`` ``b.`` ``c)`` ``(d)`` ``g –`` ``(iv)`` ``1)`` ``1.2.`` ``§ 3``
  ``Article 5.``, also with Khmer letters and digits. Bullets: ``•`` ``‣`` ``◦`` ``·`` ``▪`` ``*``
  ``-`` ``–``. A marker is followed by a blank and is not part of the segment.
- Bullets, and markers of another kind, stand below the clause before them: ``c/2``. A number of
  more than three digits is a year, not a label.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kms_i18n.model import Kind, Segment, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIXES = (".txt", ".text")

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_BLANKS = r"[^\S\r\n]|[\u200b\ufeff]"
_EDGE = re.compile(r"[\s\ufeff\u200b]*")
_KHMER = "\u1780-\u17a2"
_NUMBER = r"[0-9\u17e0-\u17e9]{1,3}"
_MARKER = re.compile(
    rf"""(?:
      (?P<word>(?:Article|Art\.|Section|Chapter|Chapitre|Clause|មាត្រា|ជំពូក)
         [ \u00a0]?(?P<word_label>{_NUMBER}|[IVXLC]+)\b(?:er)?
         (?:[ \u00a0]?[.:–—-]|(?=[ \t\u00a0]*(?:[\r\n]|$))|(?=\t|[ \u00a0]{{2}})))
    | (?P<section>§{{1,2}}[ \u00a0]?(?P<section_label>{_NUMBER}(?:\.{_NUMBER})*)[.)]?)
    | (?P<paren>\((?P<paren_label>[a-zA-Z]|[ivxlc]{{1,6}}|[IVXLC]{{1,6}}|{_NUMBER}|[{_KHMER}])\))
    | (?P<dotted>(?P<dotted_label>{_NUMBER}(?:\.{_NUMBER})+)[.)]?)
    | (?P<plain>(?P<plain_label>[a-zA-Z]|[ivxlc]{{1,6}}|[IVXLC]{{1,6}}|{_NUMBER}|[{_KHMER}])
         (?:[.)-]|[ \u00a0][–—]))
    | (?P<bullet>[•‣◦·▪*–—-])
    )(?={_BLANKS}|[\r\n]|$)""",
    re.VERBOSE,
)
_RULE = re.compile(r"[\s\ufeff]*([=\-*_~])\1{2,}[\s\ufeff]*")
_UNDERLINE = re.compile(r"\s*(={3,}|-{3,})\s*")
_LONGEST_TITLE = 120
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(slots=True)
class _Line:
    """A line without its end: where it starts, where its text stands, and its marker."""

    start: int
    stop: int
    """After the line end."""
    first: int
    """Of the text after indentation and marker."""
    last: int
    indent: str
    marker: re.Match[str] | None
    blank: bool
    rule: bool


@dataclass(slots=True)
class _Level:
    """An open clause or list: the style and indentation of its markers, and the last label."""

    style: str
    indent: int
    path: str
    last: str
    count: int = 0
    parent: str = ""


@dataclass(slots=True)
class _Outline:
    """Where we are in the structure."""

    levels: list[_Level] = field(default_factory=list)
    paragraphs: dict[str, int] = field(default_factory=dict)
    headings: tuple[str, ...] = ()
    host: str = ""
    """Path of the last paragraph outside any clause: bullets below it are ``p1/1``."""


def segments(text: str) -> Iterator[Segment]:
    """Yield the segments of an outline text, in order."""
    lines = [_line(text, match) for match in _LINE.finditer(text) if match.end() > match.start()]
    outline = _Outline()
    blocks = list(_blocks(lines))
    for number, block in enumerate(blocks):
        after = lines[block[-1] + 1] if block[-1] + 1 < len(lines) else None
        segment = _segment(text, [lines[i] for i in block], after)
        if segment is None:
            continue
        ruled = after is not None and _UNDERLINE.fullmatch(text, after.start, after.stop)
        first = lines[block[0]]
        if first.marker is None and ruled and len(block) == 1:
            yield _heading(segment, outline)
        elif first.marker is None and number == 0 and _is_title(segment, block, len(blocks)):
            yield _placed(segment, "title", Kind.TITLE, outline, one_line=True)
        elif first.marker is None:
            yield _paragraph(segment, first, outline)
        else:
            yield _marked(segment, first, first.marker, outline)


def _line(text: str, match: re.Match[str]) -> _Line:
    """Return a line with its indentation and marker found."""
    start, stop = match.span()
    end = start + len(match[0].rstrip("\r\n"))
    edge = _EDGE.match(text, start, end)
    first = edge.end() if edge else start
    last = start + len(text[start:end].rstrip().rstrip("\u200b\ufeff").rstrip())
    rule = bool(_RULE.fullmatch(text, start, end))
    marker = None if rule or first >= end else _MARKER.match(text, first, stop)
    indent = text[start:first]
    if marker is not None:
        after = _EDGE.match(text, marker.end(), end)
        first = after.end() if after else marker.end()
    return _Line(
        start, stop, first, max(first, last), indent, marker, start + len(indent) >= end, rule
    )


def _blocks(lines: list[_Line]) -> Iterator[list[int]]:
    """Yield the line numbers of each block: a paragraph, or a marker's line and what wraps."""
    block: list[int] = []
    for number, line in enumerate(lines):
        if line.blank or line.rule or line.marker is not None:
            if block:
                yield block
            block = [number] if line.marker is not None else []
        else:
            block.append(number)
    if block:
        yield block


def _segment(text: str, block: list[_Line], after: _Line | None) -> Segment | None:
    """Return a block as a segment without a place; None if nothing but a marker is in it."""
    parts = [text[line.first : line.last] for line in block if line.last > line.first]
    filled = [line for line in block if line.last > line.first]
    if not filled:
        label = block[0].marker
        if label is None or label.lastgroup not in {"word_label", "word"}:
            return None
        # "Article 5" alone on its line is a heading, and words in it must be translated.
        block[0].first, block[0].last, block[0].marker = label.start(), label.end(), None
        filled, parts = [block[0]], [label[0]]
    stop = after.stop if after is not None and after.blank else block[-1].stop
    marker = block[0].marker[0] if block[0].marker is not None else ""
    indent = block[1].indent if len(block) > 1 else block[0].indent
    return Segment(
        "",
        " ".join(parts),
        Span(filled[0].first, filled[-1].last),
        Kind.PARAGRAPH,
        Span(block[0].start, stop),
        marker,
        (),
        indent.lstrip("\ufeff"),
    )


def _is_title(segment: Segment, block: list[int], blocks: int) -> bool:
    """Return whether the first block reads like a title."""
    short = len(segment.text) <= _LONGEST_TITLE and segment.text[-1] not in ".;:!?។៖,"
    return short and len(block) == 1 and blocks > 1


def _placed(
    segment: Segment, path: str, kind: Kind, outline: _Outline, *, one_line: bool = False
) -> Segment:
    """Return a segment with its path, kind and headings."""
    return Segment(
        path,
        segment.text,
        segment.span,
        kind,
        segment.block,
        segment.marker,
        outline.headings,
        None if one_line else segment.indent,
    )


def _heading(segment: Segment, outline: _Outline) -> Segment:
    """Return a heading; what follows stands below it."""
    outline.levels.clear()
    outline.paragraphs["h"] = outline.paragraphs.get("h", 0) + 1
    outline.headings = ()
    placed = _placed(segment, f"h{outline.paragraphs['h']}", Kind.HEADING, outline, one_line=True)
    outline.headings = (segment.text,)
    return placed


def _paragraph(segment: Segment, line: _Line, outline: _Outline) -> Segment:
    """Return a paragraph: below the clause that it is indented under, else at the top."""
    depth = len(line.indent.expandtabs())
    while outline.levels and depth <= outline.levels[-1].indent:
        outline.levels.pop()
    parent = f"{outline.levels[-1].path}/" if outline.levels else ""
    count = outline.paragraphs[parent] = outline.paragraphs.get(parent, 0) + 1
    path = f"{parent}p{count}"
    if not outline.levels:
        outline.host = path
    return _placed(segment, path, Kind.PARAGRAPH, outline)


def _marked(segment: Segment, line: _Line, marker: re.Match[str], outline: _Outline) -> Segment:
    """Return a clause or list item at its place below the open ones."""
    label, style = _label(marker, outline.levels)
    depth = len(line.indent.expandtabs())
    level = _level(outline, style, depth)
    level.count += 1
    level.last = label or str(level.count)
    level.path = level.parent + level.last
    kind = Kind.CLAUSE if label else Kind.ITEM
    return _placed(segment, level.path, kind, outline)


def _level(outline: _Outline, style: str, depth: int) -> _Level:
    """Return the open list that a marker continues, or the one that it begins."""
    levels = outline.levels
    for index in range(len(levels) - 1, -1, -1):
        if levels[index].style == style and abs(levels[index].indent - depth) <= 1:
            del levels[index + 1 :]
            return levels[index]
    while levels and depth < levels[-1].indent:
        levels.pop()
    if levels:
        parent = f"{levels[-1].path}/"
    else:
        parent = f"{outline.host}/" if style.startswith("bullet") and outline.host else ""
    levels.append(_Level(style, depth, "", "", 0, parent))
    return levels[-1]


def _label(marker: re.Match[str], levels: list[_Level]) -> tuple[str, str]:
    """Return a marker's label as it stands in paths, and the style that its list shares.

    A bullet has no label. A lone ``i`` is a number one unless it follows ``h``; other letters
    are letters unless a list of roman numerals is open.
    """
    kind = next(
        name for name in ("word", "section", "paren", "dotted", "plain", "bullet") if marker[name]
    )
    if kind == "bullet":
        return "", f"bullet {marker['bullet']}"
    raw = marker[f"{kind}_label"]
    label = "".join(str(int(c)) if c.isdigit() else c for c in raw).lower()
    frame = re.sub("[ \u00a0]*[–—]", "-", marker[kind].replace(raw, "", 1))
    if kind == "word":
        name = marker["word"].split(raw)[0].strip(" .\u00a0").lower()
        return f"{name}-{label}", f"word {name}"
    if kind == "section":
        return f"s{label}", "section"
    if label[0].isdigit():
        return label, f"number {frame}"
    roman = f"roman {frame}"
    if len(label) > 1:
        return label, roman
    letters = f"letter {frame}"
    open_styles = {level.style: level.last for level in levels}
    before = open_styles.get(letters, "")
    follows = len(before) == 1 and ord(label) == ord(before) + 1
    if label in _ROMAN and not follows and (label == "i" or roman in open_styles):
        return label, roman
    return label, letters
