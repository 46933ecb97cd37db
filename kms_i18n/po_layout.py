"""How a catalog lays out its texts: which lines it breaks, where, and with which line ends.

New files are laid out as GNU gettext does it. A file that exists keeps its own way: what other
lines of it do is what a changed line does.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate, islice, pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from kms_i18n import po_breaks, po_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

GETTEXT_WIDTH = 79
UNBROKEN = 0

_WIDTHS = (GETTEXT_WIDTH, 78, 80, 77, 76)
"""What gettext, polib, Poedit and others use; where several fit, the first."""
_SAMPLE = 100
"""Texts looked at in a file; a tool that wrote that many one way writes the next so too."""
_ENOUGH = 60
"""Lines broken at one usual width, all of them, after which no more are looked at."""

_FIELD = re.compile(
    rb'^(?:#~? ?\|? ?)?(?:msg[a-z_]+(?:\[\d+\])?)[ \t]+"([^\n]*)"[ \t]*\r?\n'
    rb'((?:(?:#~? ?\|? ?)?"[^\n]*"[ \t]*\r?\n)*)',
    re.MULTILINE,
)
_LONG = 4000
"""Characters from which on a text is cut everywhere before it is broken, so that time stays linear."""
_BETWEEN_WORDS = re.compile(r"[a-z] [a-z]")
"""Where every line may be broken; most texts have such a place, and it is found at once."""
_STRING = re.compile(rb'^([^"]*)"([^\n]*)"[ \t]*\r?$', re.MULTILINE)


class Style(Struct, frozen=True):
    r"""How a file lays out its lines."""

    eol: str = "\n"
    width: int = GETTEXT_WIDTH
    """Columns of the longest line, quotes included; 0: long texts are not broken."""
    split: bool = True
    r"""Whether each ``\n`` of a text ends a line of the file."""


GETTEXT_STYLE = Style()


@lru_cache(maxsize=16)
def style_of(data: bytes) -> Style:
    """Return the style that a file in UTF-8 has; gettext's where the file does not show one."""
    at_ends = data.count(b'\\n"')
    split = at_ends * 2 >= data.count(b"\\n") - at_ends
    return Style(eol_of(data), _width(data), split)


def eol_of(data: bytes) -> str:
    """Return the line end of most lines of a file."""
    if b"\r" in data and data.count(b"\r\n") * 2 > data.count(b"\n"):
        return "\r\n"
    return "\n"


def _width(data: bytes) -> int:
    """Return the width that most long texts of the file were broken at."""
    bounds: list[tuple[int, int]] = []
    unbroken = 0
    for number, lines in enumerate(islice(_long_fields(data), _SAMPLE)):
        if not number % 10 and not unbroken and _settled(bounds):
            break
        for line, following in pairwise([*lines, ""]):
            if line.endswith("\\n") or not following:
                unbroken += _breakable(line)
            elif line:
                here = po_breaks.columns(line) + 2
                bounds.append((here, here + po_breaks.columns(po_breaks.first_piece(following))))
    if unbroken > len(bounds):
        return UNBROKEN
    candidates = [*_WIDTHS, *sorted({low for low, _ in bounds}, reverse=True)[:1]]
    return max(candidates, key=lambda width: _fitting(width, bounds))


def _settled(bounds: Sequence[tuple[int, int]]) -> bool:
    """Return whether enough lines were looked at, and one usual width ended all of them."""
    most = len(bounds)
    return most >= _ENOUGH and any(_fitting(width, bounds) == most for width in _WIDTHS)


def _fitting(width: int, bounds: Iterable[tuple[int, int]]) -> int:
    """Return how many lines end where a width would have ended them."""
    return sum(low <= width < high for low, high in bounds)


def _long_fields(data: bytes) -> Iterator[list[str]]:
    """Yield the texts that have several lines, or one that is too long, line by line."""
    for found in _FIELD.finditer(data):
        if found[2] or len(found[1]) > GETTEXT_WIDTH:
            rest = [text for _, text in _STRING.findall(found[2])]
            yield [line.decode("utf-8", "replace") for line in [found[1], *rest]]


def _breakable(line: str) -> bool:
    """Whether gettext would have broken this line."""
    if len(line) <= GETTEXT_WIDTH - 2 or po_breaks.columns(line) <= GETTEXT_WIDTH - 2:
        return False
    return _BETWEEN_WORDS.search(line) is not None or po_breaks.first_piece(line) != line


def text_lines(
    keyword: str, text: str, style: Style, *, first: str = "", rest: str | None = None
) -> list[str]:
    """Return the lines of a keyword with its text.

    ``first`` and ``rest`` stand before the first and the further lines (``#~ ``). An empty
    string comes first if the text has more than one line, or does not fit behind the keyword.
    """
    rest = first if rest is None else rest
    room = style.width - len(rest) - 2 if style.width else 0
    lead = len(first) + len(keyword) - len(rest) + 1
    portions = [text]
    if style.split and "\n" in text:
        portions = [part for part in re.split(r"(?<=\n)", text) if part]
    if not text:
        return [f'{first}{keyword} ""']
    quoted = list(map(po_text.quote, portions))
    if len(quoted) == 1 and not (room and lead > room):
        lines = _broken(quoted[0], room, lead)
        if len(lines) == 1:
            return [f'{first}{keyword} "{lines[0]}"']
    lines = [line for part in quoted for line in _broken(part, room, 0)]
    return [f'{first}{keyword} ""', *(f'{rest}"{line}"' for line in lines)]


def _broken(quoted: str, room: int, column: int) -> list[str]:
    """Return a quoted text in lines of ``room`` columns (0: unlimited); the first begins at ``column``."""
    lines: list[str] = []
    start, size = 0, len(quoted)
    if not room or (size < _LONG and po_breaks.narrow(quoted)):
        while room and size > max(start, start + room - column):
            cut = po_breaks.cut_near(quoted, start, start + room - column)
            lines.append(quoted[start:cut])
            start, column = cut, 0
        return [*lines, quoted[start:]] if start < size else lines
    ends = [*po_breaks.cuts(quoted), size]
    # How wide the text is up to each end; a line takes what fits, and one piece in any case.
    sliced = (quoted[start:end] for start, end in pairwise([0, *ends]))
    reach = list(accumulate(map(po_breaks.columns, sliced)))
    number, before = 0, -column
    while number < len(ends):
        number = max(bisect_right(reach, room + before, number), number + 1)
        lines.append(quoted[start : ends[number - 1]])
        start, before = ends[number - 1], reach[number - 1]
    return lines
