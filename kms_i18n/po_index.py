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

_PIECE = 1 << 16
ISOLATE = po_comments.FIRST_STRONG.encode()
_CONTROLS = tuple(zip(map(bytes, zip(b"\a\b\f\t\v")), map(b"\\%c".__mod__, b"abftv"), strict=True))
_IS_SIMPLE = bytes(kind in SIMPLE for kind in range(256))
_IS_PLURAL = bytes(kind in {FORMS, OLD + FORMS} for kind in range(256))


class Index:
    """Where the entries of a regular file stand; nothing is decoded."""

    def __init__(self, data: bytes, size: int, eol: bytes) -> None:
        self.data = data
        """The file; with a line end behind its last line even where it has none."""
        self.size = size
        """Bytes of the file itself."""
        self.eol = eol
        self.joints = b'"' + eol + b'"', b'"' + eol + MARK + b'"'
        """What stands between two quoted lines of a live and of an obsolete entry."""
        self.matches: list[re.Match[bytes]] = []
        self.obsolete: list[int] = []
        """Which entries are obsolete."""
        self.end = self._matched()
        """What none of the matches holds begins here."""
        self.kinds = bytes(map(attrgetter("lastindex"), self.matches))
        """What each entry is, one byte each."""
        if self.obsolete:
            kinds = bytearray(self.kinds)
            for number in self.obsolete:
                kinds[number] += OLD
            self.kinds = bytes(kinds)
        self.labels = _parted(b"\0".join(_named(self)).translate(None, b'"\r\n'))
        """Context and source of each entry without quotes: alike if the keys are, and hardly else."""

    def _matched(self) -> int:
        """Match live and obsolete entries by turns, and return the end of the last one."""
        data, matches, obsolete = self.data, self.matches, self.obsolete
        place = len(BOM) if data.startswith(BOM) else 0
        while True:
            # Chained matches, each at the end of the last: the one thing that typeshed does not know.
            matches += iter(entry(self.eol, "").scanner(data, place).match, None)  # type: ignore[attr-defined]
            live = len(matches)
            place = matches[-1].end() if matches else place
            # Obsolete entries are rare, and their expression takes long to compile.
            if data.find(MARK, place) < 0:
                return place
            matches += iter(entry(self.eol, MARK.decode()).scanner(data, place).match, None)  # type: ignore[attr-defined]
            if len(matches) == live:
                return place
            obsolete += range(live, len(matches))
            place = matches[-1].end()

    @cached_property
    def keys(self) -> list[bytes]:
        """Context and source of each entry, spelled alike if and only if they are equal."""
        return _parted(b"\0".join(_named(self)).replace(self.joints[0], b""))

    @cached_property
    def plurals(self) -> list[int]:
        """Which entries have a plural, obsolete ones included."""
        chosen = self.kinds.translate(_IS_PLURAL)
        return list(compress(count(), chosen)) if 1 in chosen else []

    @cached_property
    def header(self) -> int | None:
        """Which entry is the header; None without one."""
        number = self.labels.index(b"msgid ") if b"msgid " in self.labels else None
        return None if number is None or self.kinds[number] > UNSURE else number

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
        ends = [*starts[1:], min(self.end, self.size)]
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
    found = Index(data, size, eol)
    if found.end < len(data) and not rest(eol).fullmatch(data, found.end):
        return None
    if not _distinct(found) or not _numbered(found, most_forms) or _charset(found) != charset:
        return None
    return found


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


def _named(found: Index) -> list[bytes]:
    """Return context and source of each entry as they stand, those of obsolete ones without marks."""
    named: list[bytes] = list(map(itemgetter(KEY), found.matches))
    for number in found.obsolete:
        named[number] = named[number][len(MARK) :].replace(b"\n" + MARK, b"\n")
    return named


def _parted(keys: bytes) -> list[bytes]:
    """Return the keys of all entries that NULs part (no regular file holds one)."""
    # One spelling for what may stand in a text as it is or as an escape.
    for character, escape in _CONTROLS:
        keys = keys.replace(character, escape) if character in keys else keys
    return keys.split(b"\0") if keys else []


def _distinct(found: Index) -> bool:
    """Return whether no two entries have one context and source."""
    most = len(found.matches)
    return len(set(found.labels)) == most or len(set(found.keys)) == most


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
