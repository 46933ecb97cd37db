"""The place of every entry of a regular catalog, found at once; ``po_entries`` decodes them.

One regular expression matches one whole entry; the next match begins where the last one ended, so
that every byte is consumed by the grammar. Whatever does not fit (another layout, octal escapes,
two entries with one key, bytes that are no text) is no business of this room: ``index`` answers
None and the strict reader, which owns every refusal, reads the file. Both give the same entries.
"""

from __future__ import annotations

import sys
from codecs import utf_8_decode
from functools import cached_property
from itertools import compress, count
from operator import attrgetter, itemgetter, methodcaller
from typing import TYPE_CHECKING

from kms_i18n import po_charset, po_comments
from kms_i18n.limits import DEFAULT
from kms_i18n.po_grammar import (
    CRLF,
    FORMS,
    FUZZY,
    KEY,
    LF,
    MARK,
    OLD,
    PREVIOUS,
    SIMPLE,
    TARGET,
    UNSURE,
    entry,
    rest,
)
from kms_i18n.po_refusal import BOM

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

_PIECE = 1 << 16
ISOLATE = po_comments.FIRST_STRONG.encode()
_CONTROLS = tuple(zip(map(bytes, zip(b"\a\b\f\t\v")), map(b"\\%c".__mod__, b"abftv"), strict=True))
_IS_SIMPLE = bytes(kind in SIMPLE for kind in range(256))
_IS_PLURAL = bytes(kind in {FORMS, OLD + FORMS} for kind in range(256))


class Index:
    """Where the entries of a regular file stand; nothing is decoded."""

    def __init__(
        self,
        data: bytes,
        size: int,
        eol: bytes,
        matches: list[re.Match[bytes]],
        obsolete: Sequence[int],
    ) -> None:
        self.data = data
        """The file; with a line end behind its last line even where it has none."""
        self.size = size
        """Bytes of the file itself."""
        self.eol = eol
        self.joints = b'"' + eol + b'"', b'"' + eol + MARK + b'"'
        """What stands between two quoted lines of a live and of an obsolete entry."""
        self.matches = matches
        self.obsolete = obsolete
        """Which entries are obsolete."""
        kinds = bytearray(map(attrgetter("lastindex"), matches))
        for number in obsolete:
            kinds[number] += OLD
        self.kinds = bytes(kinds)
        """What each entry is, one byte each."""
        self.keys = self._named()
        """Context and source of each entry, spelled alike if and only if they are equal."""
        self.header: int | None = None
        """Which entry is the header; None without one."""
        if (name := b'msgid ""' + eol) in self.keys:
            number = self.keys.index(name)
            self.header = None if kinds[number] > UNSURE else number

    def _named(self) -> list[bytes]:
        """Return context and source of each entry, those of obsolete ones without marks."""
        joint = self.joints[0]
        keys = list(map(itemgetter(KEY), self.matches))
        for number in self.obsolete:
            keys[number] = keys[number][len(MARK) :].replace(b"\n" + MARK, b"\n")
        keys = [key.replace(joint, b"") for key in keys]
        # One spelling for what may stand in a text as it is or as an escape.
        for character, escape in _CONTROLS:
            if character in self.data:
                keys = [key.replace(character, escape) for key in keys]
        return keys

    @cached_property
    def plurals(self) -> list[int]:
        """Which entries have a plural, obsolete ones included."""
        chosen = self.kinds.translate(_IS_PLURAL)
        return list(compress(count(), chosen)) if 1 in chosen else []

    @cached_property
    def simple(self) -> list[bool]:
        """By entry whether it is live, with one translation, maybe empty, and not the header."""
        simple = list(map(bool, self.kinds.translate(_IS_SIMPLE)))
        if self.header is not None:
            simple[self.header] = False
        return simple

    @cached_property
    def contexts(self) -> bool:
        """Whether a context may stand in the file."""
        return b"msgctxt" in self.data

    @cached_property
    def previous(self) -> bool:
        """Whether an entry says what it was before."""
        return (
            b"|" in self.data
            and max(map(methodcaller("start", PREVIOUS), self.matches), default=-1) >= 0
        )

    @cached_property
    def isolates(self) -> bool:
        """Whether a name in isolates may stand among the references."""
        return not self.data.isascii() and ISOLATE in self.data

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """The bytes that each entry takes: its match without the blank lines before it."""
        data = self.data
        starts = list(map(methodcaller("start"), self.matches))
        ends = [*starts[1:], *(min(match.end(), self.size) for match in self.matches[-1:])]
        begun = [start + 1 for start in starts]
        # Mostly one blank line stands before each but the first: that is seen of all at once.
        usual = len(starts) > 2  # noqa: PLR2004  (fewer are no tuple)
        if usual:
            blank, first = (bytes(itemgetter(*places[1:])(data)) for places in (starts, begun))
            usual = blank.count(LF) == len(blank) and not set(CRLF).intersection(first)
        for number, start in enumerate(starts[:1] if usual else starts):
            while data[start] in CRLF:
                start += 1  # noqa: PLW2901  (byte by byte)
            begun[number] = start
        return list(
            zip(begun, ends, strict=False)
        )  # Without entries there is an end, but no start.

    @cached_property
    def bodies(self) -> list[int]:
        """Where the comment lines of each entry end."""
        starts: list[int] = list(map(methodcaller("start", KEY), self.matches))
        if self.previous:
            befores = map(methodcaller("start", PREVIOUS), self.matches)
            return [start if own < 0 else own for start, own in zip(starts, befores, strict=True)]
        return starts

    def forms(self, number: int) -> list[bytes]:
        """Return the quoted lines of each form of a plural message, behind its number but the first."""
        mark = b"" if self.kinds[number] <= UNSURE else MARK
        return self.matches[number][FORMS].split(b"\n" + mark + b"msgstr[")


SOUND = sys.version_info >= (3, 11, 5)
"""Before, a possessive group could match what it must not (CPython's gh-106052): all is read strictly."""


def index(
    data: bytes, most_forms: int = DEFAULT.plural_forms, charset: str = po_charset.DEFAULT
) -> Index | None:
    """Return where the entries of a file stand; None if it must be read strictly.

    ``data`` is UTF-8, has passed the check of its size and holds no NUL; its header names
    ``charset``, which it was in before. A message with more than ``most_forms`` plural forms is left
    to the strict reader.
    """
    if not SOUND or not _is_text(data):
        return None
    eol = LF
    if b"\r" in data:
        eol = CRLF
        if not data.count(b"\r") == data.count(CRLF) == data.count(LF):
            return None
    size = len(data)
    if not data.endswith(LF):
        data += eol
    matches, obsolete, end = _matched(data, eol)
    if end < len(data) and not rest(eol).fullmatch(data, end):
        return None
    found = Index(data, size, eol, matches, obsolete)
    distinct = len(set(found.keys)) == len(found.keys)
    sound = distinct and _numbered(found, most_forms) and _charset(found) == charset
    return found if sound else None


def _matched(data: bytes, eol: bytes) -> tuple[list[re.Match[bytes]], list[int], int]:
    """Match live and obsolete entries by turns; return them, which are obsolete, and where all end."""
    matches: list[re.Match[bytes]] = []
    obsolete: list[int] = []
    place = len(BOM) if data.startswith(BOM) else 0
    while True:
        # Chained matches, each at the end of the last: the one thing that typeshed does not know.
        matches += iter(entry(eol, "").scanner(data, place).match, None)  # type: ignore[attr-defined]
        live = len(matches)
        place = matches[-1].end() if matches else place
        # Obsolete entries are rare, and their expression takes long to compile.
        if data.find(MARK, place) < 0:
            return matches, obsolete, place
        matches += iter(entry(eol, MARK.decode()).scanner(data, place).match, None)  # type: ignore[attr-defined]
        if len(matches) == live:
            return matches, obsolete, place
        obsolete += range(live, len(matches))
        place = matches[-1].end()


def _charset(found: Index) -> str | None:
    """Return Python's name for the character set that the header names."""
    if found.header is None:
        return po_charset.DEFAULT
    match = found.matches[found.header]
    raw = match[TARGET] or (found.forms(found.header)[0] if match[FORMS] else b"")
    lines = raw.replace(found.joints[0], b"").rstrip(CRLF)[:-1]
    return po_charset.codec(po_charset.declared(lines.decode("latin-1")))


def _is_text(data: bytes) -> bool:
    """Return whether the bytes are UTF-8."""
    if data.isascii():
        return True
    start, end, whole = 0, len(data), memoryview(data)
    try:
        # Piece by piece: memory that is used again is at hand.
        while start < end:
            last = start + _PIECE >= end
            start += utf_8_decode(whole[start : start + _PIECE], "strict", last)[1]
    except UnicodeDecodeError:
        return False
    return True


def _numbered(found: Index, most: int) -> bool:
    """Return whether plural forms are numbered 0, 1, 2, … and not too many."""
    for number in found.plurals:
        numbered = found.forms(number)
        if len(numbered) > most or any(
            form[:1] != b"%d" % n for n, form in enumerate(numbered) if n
        ):
            return False
    return True


# ── counting ─────────────────────────────────────────────────────────────────────────────────


def tally(found: Index) -> tuple[int, int, int, int]:
    """Return how many messages are translated, fuzzy, untranslated and obsolete.

    The header is none of them; a message with an empty plural form is untranslated.
    """
    kinds = bytearray(found.kinds)
    for number in found.plurals:
        if kinds[number] == FORMS:
            kinds[number] = _state(found, number)
    if found.header is not None:
        kinds[found.header] = 0
    return kinds.count(TARGET), kinds.count(UNSURE), kinds.count(KEY), len(found.obsolete)


def _state(found: Index, number: int) -> int:
    """Return of what kind a live message with plural would be without it."""
    for form in found.forms(number):
        if form.partition(b'"')[2].replace(found.joints[0], b"").rstrip(CRLF) == b'"':
            return KEY
    return TARGET if found.matches[number][FUZZY] is None else UNSURE
