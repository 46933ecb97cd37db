"""The structure of written Khmer: what a syllable may be, and the order that its parts are stored in.

A syllable is: base letter, robat, one or two subscripts (ro last), register shifter, one vowel,
one or two signs, one final sign. Most wrong orders look exactly like the right one on a screen,
but programs cannot search, sort or compare them. The order is that of the Khmer Encoding
Structure (SIL, 2025) for modern Khmer; older Khmer and other languages in Khmer letters allow more.

``repair`` puts a syllable in order, ``fold`` makes spellings comparable. Neither is ever applied
to a file unasked.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from kms_i18n.errors import phrase
from kms_i18n.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

COENG = "\u17d2"
"""Hangs the letter after it under the letter before it."""

LETTERS = expression("[\u1780-\u17b3]")
DIGITS = expression("[\u17e0-\u17e9]")

_BASE = "[\u1780-\u17a2\u17a5-\u17b3\u25cc]"
_NOT_RO = "[\u1780-\u1799\u179b-\u17a2\u17a5-\u17b3]"
_SIGN = "[\u17c6\u17cb\u17cd-\u17d1\u17dd]"
_SYLLABLE = (
    f"{_BASE}\u17cc?(?:\u17d2{_NOT_RO})?(?:\u17d2{_BASE})?(?:[\u17c9\u17ca]\u200c?)?"
    # Not -u and a vowel or samyok above it: that is a register shifter pushed down.
    f"(?:\u17bb(?![\u17d0\u17dd])|[\u17b6-\u17ba\u17bc-\u17c5])?"
    f"(?:(?P<sign>{_SIGN})(?!(?P=sign)){_SIGN}?)?[\u17c7\u17c8]?"
)
_OTHER = "[^\u1780-\u17b5\u17b6-\u17d3\u17d8\u17dd\u200c\u200d\u25cc]"
# Without a way back, where it is sound (before 3.11.5 it was not: CPython's gh-106052): nothing
# follows that could send the search back, and a long text is read five times as fast.
_ATOMIC = "+" if sys.version_info >= (3, 11, 5) else ""
_VALID = expression(
    # Most of a text first: what is not Khmer, and letters with nothing on them.
    f"(?:[^\u17a3\u17a4\u17b4-\u17d3\u17d8\u17dd\u200c\u200d]+(?![\u17b4-\u17d3\u17dd\u200c\u200d])"
    f"|{_OTHER}+|{_SYLLABLE}|(?<![\u1780-\u17d3\u17dd])[\u200c\u200d\u25cc]+)*{_ATOMIC}"
)

_CLUSTERS = expression(
    # A base with all that hangs on it; or marks and joiners that hang on nothing.
    "[\u1780-\u17b3\u25cc](?:\u17d2[\u1780-\u17b3]|[\u17b4-\u17d3\u17dd\u200c\u200d])*|\u17d8"
    "|(?:[\u17b4-\u17d3\u17dd]|(?<=[\u1780-\u17d3\u17dd])[\u200c\u200d])[\u17b4-\u17d3\u17dd\u200c\u200d]*"
)

_WRONG = {
    phrase("a subscript stands after a vowel, sign or shifter"): expression(r"[\u17b6-\u17ca]\u17d2[\u1780-\u17b3]"),
    phrase("two vowels follow each other"): expression(r"[\u17b6-\u17c5]{2}"),
    phrase("a register shifter stands after a vowel"): expression(r"[\u17b6-\u17c8][\u17c9\u17ca]"),
    phrase("a sign stands before a vowel"): expression(r"[\u17c6-\u17c8\u17cb\u17cd-\u17d1][\u17b6-\u17c5]"),
    phrase("the subscript of ro stands before another subscript"): expression(r"\u17d2\u179a\u17d2"),
    phrase("a sign is doubled"): expression(r"(?P<twice>[\u17c6-\u17d1])(?P=twice)"),
    phrase("-u stands where a register shifter belongs"): expression(r"\u17bb[\u17d0\u17dd]"),
    phrase("a subscript sign has no letter"): expression(r"\u17d2(?![\u1780-\u17b3\u200d])"),
    phrase("a deprecated character"): expression(r"[\u17a3\u17a4\u17b4\u17b5\u17d3\u17d8]"),
    phrase("an invisible joiner stands where it means nothing"): expression(r"[\u200c\u200d]"),
    phrase("a mark has no letter to stand on"): expression(r"(?<![\u1780-\u17d3\u17dd\u200c\u200d\u25cc])[\u17b6-\u17d3\u17dd]"),
}  # fmt: skip

# Letters whose register a shifter changes: the first take triisap, the second muusikatoan.
_TAKES_TRIISAP = "\u179f\u17a0\u17a2"
_TAKES_MUUSIKATOAN = "\u1784\u1789\u1793\u1798\u1799\u179a\u179b\u179c"
_PUSHED = "(?=[\u17b7-\u17ba\u17be\u17d0]|\u17b6\u17c6)"
_REPAIRS = [
    (expression("\u17c1\u17b8|\u17b8\u17c1"), "\u17be"),  # e and ii are one vowel: oe
    (expression("\u17c1\u17b6|\u17b6\u17c1"), "\u17c4"),  # e and aa are one vowel: oo
    (expression("([\u17b6-\u17d1\u17dd])\\1+"), "\\1"),  # typed twice
    (expression(f"([{_TAKES_TRIISAP}][^\u17bb]*)\u17bb{_PUSHED}"), "\\1\u17ca"),
    (expression(f"([{_TAKES_MUUSIKATOAN}][^\u17bb]*)\u17bb{_PUSHED}"), "\\1\u17c9"),
    (expression("(\u17d2\u179a)(\u17d2[\u1780-\u17b3])"), "\\2\\1"),  # ro goes last
]
_MISTYPED = expression("\u17cb[\u17b7-\u17c5]")
"""Bantoc shortens a bare letter: before a vowel it was typed for a muusikatoan."""

_PART = expression("(?s:\u17d2[\u1780-\u17b3]|[\u17c9\u17ca]\u200c?|.)")


class Fault(NamedTuple):
    """A place where Khmer is not stored as it should be."""

    start: int
    end: int
    message: str
    repaired: str | None
    """What belongs in ``text[start:end]``, where that is beyond doubt."""


def valid(text: str) -> bool:
    """Return whether every Khmer syllable in a text is stored in the right order; linear time."""
    return find_fault(text) < 0


def find_fault(text: str, start: int = 0) -> int:
    """Return where, from ``start`` on, the order of Khmer letters is first wrong; -1 if nowhere."""
    found = _VALID.match(text, start)
    end = found.end() if found else start
    return end if end < len(text) else -1


def faults(text: str) -> Iterator[Fault]:
    """Yield each run of Khmer letters that is not in order, the earliest first."""
    if valid(text):
        return
    for match in _CLUSTERS.finditer(text):
        if not valid(match[0]):
            yield Fault(*match.span(), _kind(match[0]), _certain(match[0]))


def _kind(cluster: str) -> str:
    """Return what is wrong with a cluster, in words."""
    for message, pattern in _WRONG.items():
        if pattern.search(cluster):
            return message
    return phrase("more signs than a syllable can carry")


def _certain(cluster: str) -> str | None:
    """Return a cluster in order, or None where another letter was meant than was typed."""
    if _MISTYPED.search(cluster):
        return None
    repaired = _repaired(cluster)
    return repaired if repaired != cluster and valid(repaired) else None


def repair(text: str) -> str:
    """Return the text with its syllables in order; what cannot be put in order for certain stays.

    Valid text comes back unchanged, and ``repair`` twice is ``repair`` once.
    """
    if valid(text):
        return text
    return _CLUSTERS.sub(lambda found: _certain(str(found[0])) or str(found[0]), text)


def _repaired(cluster: str) -> str:
    """Return a cluster with its parts sorted and its vowels joined."""
    parts: list[str] = _PART.findall(cluster)
    joiners = {"\u200c", "\u200d"}
    kept = [part for part in parts[1:] if part not in joiners]
    text = parts[0] + "".join(sorted(kept, key=_rank))
    for pattern, replacement in _REPAIRS:
        text = pattern.sub(replacement, text)
    return parts[0] + "".join(sorted(_PART.findall(text)[1:], key=_rank))


def _rank(part: str) -> int:
    """Return where in a syllable a part belongs; parts of one rank keep their order."""
    character = part[0]
    if character == "\u17cc":
        return 0
    if character == COENG:
        # Ro is written last, whatever was typed first.
        return 2 if part[1:] == "\u179a" else 1
    if character in "\u17c9\u17ca":
        return 3
    if character in "\u17c7\u17c8":
        return 7
    if character == "\u17bb":
        return 4  # perhaps a pushed-down shifter, which comes before the vowel
    return 5 if "\u17b6" <= character <= "\u17c5" else 6


# None makes another one, as long as the ZWSP is the last to go.
_FOLDS = (("\u17d2\u178a", "\u17d2\u178f"), ("ឲ្យ", "ឱ្យ"), ("អោយ", "ឱ្យ"), ("\u200b", ""))


def fold(text: str) -> str:
    """Return a text for searching and comparing: equal for spellings that readers take as equal.

    ZWSP is left out, coeng da and coeng ta (which look alike) are one, and so are ឱ្យ, ឲ្យ and អោយ.
    """
    for written, folded in _FOLDS:
        text = text.replace(written, folded)
    return text
