"""Where a line of a catalog may be broken, and how wide a text is: as GNU gettext decides.

gettext breaks lines by the classes of ``po_classes``, without a dictionary: a Khmer line is broken
behind a blank, ZWSP, ។ or ៕ and never inside a word or a cluster.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from kms_i18n.po_classes import break_class, breaks, parted

if TYPE_CHECKING:
    from collections.abc import Iterator

_NARROW = re.compile("[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u202f-\u205e]*")


def cuts(quoted: str) -> Iterator[int]:
    r"""Yield where a line of a quoted text (with its escapes) may end, its ends left out.

    Blanks stay at the end of their line; no line ends inside an escape or just before a final ``\n``.
    """
    end = _end(quoted)
    start, before = 0, ""
    while start < len(quoted):
        word = _word_from(quoted, start)
        if word:
            first, last, inner = _word(word)
            if before and start < end and parted(before, first):
                yield start
            for place in inner:
                if start + place != end:
                    yield start + place
            before = last
        start += len(word) + 1


def cut_near(quoted: str, low: int, high: int) -> int:
    """Return the last of the ``cuts`` behind ``low`` and up to ``high``; else the next, or the end.

    Only the words there are looked at: a text of many lines is broken in the time of a few words.
    """
    end, stop = _end(quoted), high
    start = quoted.rfind(" ", low + 1, high) + 1
    if start and start < end and _simple(quoted[start : high + 1]):
        # Mostly: a plain word that has to begin the next line.
        before = quoted[start - 2]
        if before != " " and before.isascii() and parted(break_class(before), "AL"):
            return start
    while stop > low:
        start, word = _word_at(quoted, stop)
        if word:
            first, _, inner = _word(word)
            places = [start + place for place in inner if low < start + place <= high]
            if places[-1:] == [end]:
                places.pop()
            if places:
                return places[-1]
            before = (
                _word_at(quoted, len(quoted[:start].rstrip(" ")))[1] if low < start < end else ""
            )
            if before and parted(_word(before)[1], first):
                return start
        stop = start - 1
    return next((cut for cut in cuts(quoted) if cut > max(low, high)), len(quoted))


def _word_at(quoted: str, place: int) -> tuple[int, str]:
    """Return where the word that a place lies in, or just behind, begins, and that word."""
    start = quoted.rfind(" ", 0, place) + 1
    return start, _word_from(quoted, start)


def _word_from(quoted: str, start: int) -> str:
    """Return what stands from a place to the next blank."""
    stop = quoted.find(" ", start)
    return quoted[start:] if stop < 0 else quoted[start:stop]


def _end(quoted: str) -> int:
    r"""Return where a quoted text ends but for a final ``\n``."""
    return len(quoted) - 2 if quoted.endswith("\\n") else len(quoted)


def first_piece(quoted: str) -> str:
    """Return what a line must have room for at least, to begin with this text."""
    blank = quoted.find(" ")
    if blank > 0 and _simple(quoted[:blank]) and _simple(quoted[blank + 1 : blank + 2]):
        return quoted[: blank + 1]
    return quoted[: next(cuts(quoted), None)]


def _simple(piece: str) -> bool:
    """Return whether a piece of a word has ASCII letters alone: it is never cut."""
    return piece.isalpha() and piece.isascii()


@lru_cache(maxsize=1 << 14)
def _word(word: str) -> tuple[str, str, tuple[int, ...]]:
    """Return the classes that a text without blanks begins and ends with, and where it may be cut."""
    if word.isascii() and word.isalnum():
        return break_class(word[0]), break_class(word[-1]), ()  # Such a word is never cut.
    cuts: list[int] = []
    before = ""
    escape = False
    for index, character in enumerate(word):
        kind = break_class(character)
        if before and breaks(before, kind) and not escape:
            cuts.append(index)
        escape = character == "\\" and not escape
        if kind == "RI" and before == "RI":
            kind = "ID"  # Two regional indicators are one flag; the third begins the next.
        if kind != "CM" or before in {"", "ZW"}:
            before = "AL" if kind == "CM" else kind
    return break_class(word[0]), before, tuple(cuts)


def columns(text: str) -> int:
    """Return how many terminal columns gettext takes a text to be.

    Marks that do not advance, and format characters, take none; wide East Asian ones two. Khmer
    vowels that stand beside their letter take one.
    """
    return len(text) if narrow(text) else sum(map(_width, text))


def narrow(text: str) -> bool:
    """Return whether all characters are known to take one column: most in European languages do."""
    return (text.isascii() and text.isprintable()) or _NARROW.fullmatch(text) is not None


@cache
def _width(character: str) -> int:
    category = unicodedata.category(character)
    if category in {"Mn", "Me", "Cf", "Cc"} or "\u1160" <= character <= "\u11ff":
        return 0
    if category == "Cn":
        return 1
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
