"""The place of every entry of a regular catalog, found at once; ``po_entries`` decodes them.

One regular expression matches one whole entry; the next match begins where the last one ended, so
that every byte is consumed by the grammar. Whatever does not fit (another layout, octal escapes,
two entries with one key, bytes that are no text) is no business of this room: ``index`` answers
None and the strict reader, which owns every refusal, reads the file. Both give the same entries.
"""

from __future__ import annotations

import re
import sys
from codecs import utf_8_decode
from functools import cache, cached_property
from itertools import compress, count
from operator import attrgetter, itemgetter, methodcaller

from kms_i18n import po_comments

MOST_FORMS = 10

_PIECE = 1 << 16
_BOM = b"\xef\xbb\xbf"
ISOLATE = po_comments.FIRST_STRONG.encode()
LF, CRLF = b"\n", b"\r\n"
_CONTROLS = tuple(zip(map(bytes, zip(b"\a\b\f\t\v")), map(b"\\%c".__mod__, b"abftv"), strict=True))

# The groups of the expression: the flag ``fuzzy``; the parts of a live entry; the same parts, ``OLD``
# numbers later, of an obsolete one. ``KEY`` begins at the keyword and ends with the msgid,
# ``CONTEXT`` lies in it; ``_FORMS`` is the text of msgstr[0] and all forms that follow, ``TARGET`` a
# msgstr that is not empty. ``UNSURE``, which is empty, follows the target of a fuzzy entry.
FUZZY, PREVIOUS, KEY, CONTEXT, _PLURAL, _FORMS, TARGET, UNSURE = range(1, 9)
OLD = 7
MARK = b"#~ "
_IS_OBSOLETE = bytes(kind > UNSURE for kind in range(256))
_IS_PLURAL = bytes(kind in {_FORMS, OLD + _FORMS} for kind in range(256))
SIMPLE = frozenset({KEY, TARGET, UNSURE})
"""The kinds of a live entry without plural."""
_IS_SIMPLE = bytes(kind in SIMPLE for kind in range(256))


@cache
def _grammar(eol: bytes, *, obsolete: bool) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    """Return the expressions of one entry and of what may follow the last one.

    That of obsolete entries takes as long to compile as that of live ones.
    """
    end = r"\r\n" if eol == CRLF else r"\n"
    # Said by what it holds: `re` takes twice as long for a set that says what it does not hold.
    # NUL and the separator of contexts are left to the strict reader.
    plain = r"[\x01-\x03\x05-\t\x0b\x0c\x0e-!#-\[\]-\xff]*+"
    line = rf'{plain}(?:\\[abfnrtv"\\]{plain})*+"{end}'

    def entry(mark: str, before: str, after: str = "") -> str:
        text, old = rf'"{line}(?:{mark}"{line})*+', rf'"{line}(?:{before}"{line})*+'
        return (
            rf"({before}(?:msgctxt {old}{before})?+msgid {old}(?:{before}msgid_plural {old})?+)?+"
            rf"((?:{mark}msgctxt ({text}))?+{mark}msgid {text})(?:"
            rf"{mark}msgid_plural ({text}){mark}msgstr\[0\] ({text}(?:{mark}msgstr\[[1-9]\] {text})*+)"
            rf'|{mark}msgstr (?:""{end}(?!{mark}")|((?!""{end}{mark}""{end}){text}){after}))'
        )

    # ``fuzzy`` stands between commas; where it does not, it is for ``po_comments.flags`` to say what
    # it is.
    flags = r",[^f\n]*+(?:f(?!uzzy)[^f\n]*+)*+(?:(?:(?<=, )|(?<=,))fuzzy(?=[,\r\n])()[^\n]*+)?+"
    # A backslash at the end of a comment joins the next line to it: strictly, then.
    comments = rf"(?:#(?![~|,!])[^\n]*+(?<!\\)\n|{end}|#{flags}(?<!\\)\n)*+"
    either = entry("", "#[|] ", rf"(?({FUZZY})())")
    if obsolete:
        either = rf"(?:{either}|{entry('#~ ', '#~[|] ')})"
    return re.compile((comments + either).encode()), re.compile(comments.encode())


class Index:
    """Where the entries of a regular file stand; nothing is decoded."""

    def __init__(self, data: bytes, size: int, eol: bytes, matches: list[re.Match[bytes]]) -> None:
        self.data = data
        """The file; with a line end behind its last line even where it has none."""
        self.size = size
        """Bytes of the file itself."""
        self.eol = eol
        self.joints = b'"' + eol + b'"', b'"' + eol + MARK + b'"'
        """What stands between two quoted lines of a live and of an obsolete entry."""
        self.matches = matches
        self.kinds = bytes(map(attrgetter("lastindex"), matches))
        """The last group of each match, one byte each: it tells what the entry is."""
        self.obsolete = self._those(_IS_OBSOLETE)
        """Which entries are obsolete."""
        self.plurals = self._those(_IS_PLURAL)
        """Which entries have a plural, obsolete ones included."""
        self.labels = _parted(b"\0".join(_named(self)).translate(None, b'"\r\n'))
        """Context and source of each entry without quotes: alike if the keys are, and hardly else."""

    def _those(self, wanted: bytes) -> list[int]:
        """Return which entries are of the kinds whose byte in a table is not zero."""
        chosen = self.kinds.translate(wanted)
        return list(compress(count(), chosen)) if 1 in chosen else []

    @cached_property
    def keys(self) -> list[bytes]:
        """Context and source of each entry, spelled alike if and only if they are equal."""
        return _parted(b"\0".join(_named(self)).replace(self.joints[0], b""))

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
        """Whether an entry may say what it was before."""
        # One character is looked for ten times as fast as two, and this one is rare.
        return b"|" in self.data and (b"#|" in self.data or b"#~|" in self.data)

    @cached_property
    def isolates(self) -> bool:
        """Whether a name in isolates may stand among the references."""
        return not self.data.isascii() and ISOLATE in self.data

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """The bytes that each entry takes: its match without the blank lines before it."""
        data = self.data
        starts = list(map(methodcaller("start"), self.matches))
        ends = list(map(methodcaller("end"), self.matches))
        ends[-1:] = [min(end, self.size) for end in ends[-1:]]
        # Mostly one blank line stands before each but the first: that is seen of all at once.
        nexts = list(map((1).__add__, starts))
        first, second = bytes(map(data.__getitem__, starts)), bytes(map(data.__getitem__, nexts))
        usual = first.count(LF, 1) == len(first) - 1 and not set(CRLF).intersection(second)
        begun = starts[:1] + nexts[1:] if usual else starts
        for number, start in enumerate(begun[:1] if usual else begun):
            while data[start] in CRLF:
                start += 1  # noqa: PLW2901  (byte by byte)
            begun[number] = start
        return list(zip(begun, ends, strict=True))

    @cached_property
    def bodies(self) -> list[int]:
        """Where the comment lines of each entry end."""
        starts: list[int] = list(map(methodcaller("start", KEY), self.matches))
        for number in self.obsolete:
            starts[number] = self.matches[number].start(OLD + KEY)
        if self.previous:
            for number, match in enumerate(self.matches):
                before = match.start(PREVIOUS if self.kinds[number] <= TARGET else OLD + PREVIOUS)
                if before >= 0:
                    starts[number] = before
        return starts


SOUND = sys.version_info >= (3, 11, 5)
"""Before, a possessive group could match what it must not (CPython's gh-106052): all is read strictly."""


def index(data: bytes, most_forms: int = MOST_FORMS) -> Index | None:
    """Return where the entries of a file in UTF-8 stand; None if it must be read strictly.

    ``data`` has passed the check of its size already and holds no NUL. A message with more than
    ``most_forms`` plural forms is left to the strict reader.
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
    entry, rest = _grammar(eol, obsolete=b"~" in data)
    start = len(_BOM) if data.startswith(_BOM) else 0
    # Chained matches, each at the end of the last: the one thing that typeshed does not know.
    matches = list(iter(entry.scanner(data, start).match, None))  # type: ignore[attr-defined]
    if not rest.fullmatch(data, matches[-1].end() if matches else start):
        return None
    found = Index(data, size, eol, matches)
    if not _distinct(found) or not _numbered(found, most_forms):
        return None
    return found


def header(found: Index) -> bytes:
    """Return the header's text, escapes as they stand; empty without a header."""
    if found.header is None:
        return b""
    match = found.matches[found.header]
    raw = match[TARGET] or (forms(match)[0] if match[_FORMS] else b'""')
    return raw.rstrip(CRLF)[1:-1].replace(found.joints[0], b"")


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
        # No line of a live entry begins with the mark: it can be taken away everywhere.
        whole = found.matches[number][OLD + KEY]
        named[number] = whole[len(MARK) :].replace(b"\n" + MARK, b"\n")
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


def forms(match: re.Match[bytes]) -> list[bytes]:
    """Return the quoted lines of each form of a plural message, behind its number but the first."""
    if (forms := match[_FORMS]) is not None:
        return forms.split(b"\nmsgstr[")
    return match[OLD + _FORMS].split(b"\n" + MARK + b"msgstr[")


def _numbered(found: Index, most: int) -> bool:
    """Return whether plural forms are numbered 0, 1, 2, … and not too many."""
    for number in found.plurals:
        numbered = forms(found.matches[number])
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
        if kinds[number] == _FORMS:
            kinds[number] = _state(found.matches[number], found.joints[0])
    if found.header is not None:
        kinds[found.header] = 0
    return kinds.count(TARGET), kinds.count(UNSURE), kinds.count(KEY), len(found.obsolete)


def _state(match: re.Match[bytes], joint: bytes) -> int:
    """Return of what kind a live message with plural would be without it."""
    for form in forms(match):
        if form.partition(b'"')[2].replace(joint, b"").rstrip(CRLF) == b'"':
            return KEY
    return TARGET if match[FUZZY] is None else UNSURE
