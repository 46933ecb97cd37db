"""The place of every entry of a regular catalog, found at once and decoded when it is asked for.

One regular expression matches one whole entry; the next match begins where the last one ended, so
that every byte is consumed by the grammar. Whatever does not fit (another layout, octal escapes,
two entries with one key, bytes that are no text) is no business of this room: ``index`` answers
None and the strict reader, which owns every refusal, reads the file. Both give the same entries.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from operator import attrgetter, itemgetter, methodcaller
from typing import TYPE_CHECKING, overload

from kms_i18n import po_comments, po_text
from kms_i18n.model import Entry, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_FORMS = 10

_BOM = b"\xef\xbb\xbf"
_ISOLATE = po_comments.FIRST_STRONG.encode()
_LF, _CRLF = b"\n", b"\r\n"

# The groups of the expression: the first line of flags with the comments below it; the parts of a
# live entry; the same parts, ``_OLD`` numbers later, of an obsolete one. ``KEY`` begins at the
# keyword and ends with the msgid, ``CONTEXT`` lies in it; ``_FORMS`` is the text of msgstr[0] and
# all forms that follow, ``TARGET`` a msgstr that is not empty.
FLAGS, PREVIOUS, KEY, CONTEXT, _PLURAL, _FORMS, TARGET = range(1, 8)
_OLD = 6
_MARK = b"#~ "
_ALONE = 4
"""Entries of a catalog that are decoded one by one before all of them are expected."""


@lru_cache(maxsize=2)
def _grammar(eol: bytes) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    """Return the expressions of one entry and of what may follow the last one."""
    end = r"\r\n" if eol == _CRLF else r"\n"
    # But for the tab, a character that has an escape is written with it: a text has one spelling.
    plain = r'[^"\\\a\b\n\v\f\r]*+'
    line = rf'{plain}(?:\\[abfnrtv"\\]{plain})*+"{end}'

    def entry(mark: str, before: str) -> str:
        text, old = rf'"{line}(?:{mark}"{line})*+', rf'"{line}(?:{before}"{line})*+'
        return (
            rf"({before}(?:msgctxt {old}{before})?+msgid {old}(?:{before}msgid_plural {old})?+)?+"
            rf"((?:{mark}msgctxt ({text}))?+{mark}msgid {text})(?:"
            rf"{mark}msgid_plural ({text}){mark}msgstr\[0\] ({text}(?:{mark}msgstr\[[1-9]\] {text})*+)"
            rf'|{mark}msgstr (?:""{end}(?!{mark}")|((?!""{end}{mark}""{end}){text})))'
        )

    # A backslash at the end of a comment joins the next line to it: strictly, then.
    comments = rf"(?:#(?![~|,!])[^\n]*+(?<!\\)\n|{end})*+"
    rest = rf"(?:#(?![~|!])[^\n]*+(?<!\\)\n|{end})*+"
    either = rf"(?:{entry('', '#[|] ')}|{entry('#~ ', '#~[|] ')})"
    whole = rf"{comments}(#,[^\n]*+(?<!\\)\n{rest})?+{either}"
    return re.compile(whole.encode()), re.compile(rest.encode())


class Index:
    """Where the entries of a regular file stand; nothing is decoded."""

    def __init__(self, data: bytes, size: int, eol: bytes, matches: list[re.Match[bytes]]) -> None:
        self.data = data
        """The file; with a line end behind its last line even where it has none."""
        self.size = size
        """Bytes of the file itself."""
        self.eol = eol
        self.joints = b'"' + eol + b'"', b'"' + eol + _MARK + b'"'
        """What stands between two quoted lines of a live and of an obsolete entry."""
        self.matches = matches
        self.kinds: list[int] = list(map(attrgetter("lastindex"), matches))
        """The last group of each match: it tells what the entry is."""
        self.keys = _keys(self)
        """Context and source of each entry, spelled alike if and only if they are equal."""
        self.header: int | None = None
        """Which entry is the header; None without one."""

    @cached_property
    def isolates(self) -> bool:
        """Whether a name in isolates may stand among the references."""
        return not self.data.isascii() and _ISOLATE in self.data

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
        usual = first.count(_LF, 1) == len(first) - 1 and not set(_CRLF).intersection(second)
        begun = starts[:1] + nexts[1:] if usual else starts
        for number, start in enumerate(begun[:1] if usual else begun):
            while data[start] in _CRLF:
                start += 1  # noqa: PLW2901  (byte by byte)
            begun[number] = start
        return list(zip(begun, ends, strict=True))

    @cached_property
    def bodies(self) -> list[int]:
        """Where the comment lines of each entry end."""
        starts: list[int] = list(map(methodcaller("start", KEY), self.matches))
        for number, kind in enumerate(self.kinds) if max(self.kinds, default=0) > TARGET else ():
            if kind > TARGET:
                starts[number] = self.matches[number].start(_OLD + KEY)
        if b"#|" in self.data or b"#~|" in self.data:
            for number, match in enumerate(self.matches):
                before = match.start(PREVIOUS if self.kinds[number] <= TARGET else _OLD + PREVIOUS)
                if before >= 0:
                    starts[number] = before
        return starts


SOUND = sys.version_info >= (3, 11, 5)
"""Before, a possessive group could match what it must not (CPython's gh-106052): all is read strictly."""


def index(data: bytes, most_forms: int = MOST_FORMS) -> Index | None:
    """Return where the entries of a file in UTF-8 stand; None if it must be read strictly.

    ``data`` has passed the check of its size already. A message with more than
    ``most_forms`` plural forms is left to the strict reader.
    """
    if not SOUND or not _is_text(data) or po_text.SEPARATOR in data or b"\0" in data:
        return None
    eol = _LF
    if b"\r" in data:
        eol = _CRLF
        if not data.count(b"\r") == data.count(_CRLF) == data.count(_LF):
            return None
    size = len(data)
    if not data.endswith(_LF):
        data += eol
    entry, rest = _grammar(eol)
    start = len(_BOM) if data.startswith(_BOM) else 0
    # Chained matches, each at the end of the last: the one thing that typeshed does not know.
    matches = list(iter(entry.scanner(data, start).match, None))  # type: ignore[attr-defined]
    if not rest.fullmatch(data, matches[-1].end() if matches else start):
        return None
    found = Index(data, size, eol, matches)
    if len(set(found.keys)) < len(found.keys) or not _numbered(found, most_forms):
        return None
    if (key := b'msgid ""' + eol) in found.keys:
        number = found.keys.index(key)
        found.header = number if found.kinds[number] <= TARGET else None
    return found


def header(found: Index) -> bytes:
    """Return the header's text, escapes as they stand; empty without a header."""
    if found.header is None:
        return b""
    match = found.matches[found.header]
    raw = match[TARGET] or (_forms(match)[0] if match[_FORMS] else b'""')
    return raw.rstrip(_CRLF)[1:-1].replace(found.joints[0], b"")


def _is_text(data: bytes) -> bool:
    """Return whether the bytes are UTF-8."""
    if data.isascii():
        return True
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _keys(found: Index) -> list[bytes]:
    """Return context and source of each entry in one spelling."""
    if not found.matches:
        return []
    named: list[bytes] = list(map(itemgetter(KEY), found.matches))
    if max(found.kinds) > TARGET:
        # No line of a live entry begins with the mark: it can be taken away everywhere.
        for number, match in enumerate(found.matches):
            named[number] = named[number] or match[_OLD + KEY][len(_MARK) :].replace(
                b"\n" + _MARK, b"\n"
            )
    # All at once: no regular file holds a NUL.
    text = b"\0".join(named).replace(found.joints[0], b"")
    return (text.replace(b"\t", b"\\t") if b"\t" in text else text).split(b"\0")


def _forms(match: re.Match[bytes]) -> list[bytes]:
    """Return the quoted lines of each form of a plural message, behind its number but the first."""
    if (forms := match[_FORMS]) is not None:
        return forms.split(b"\nmsgstr[")
    return match[_OLD + _FORMS].split(b"\n" + _MARK + b"msgstr[")


def _numbered(found: Index, most: int) -> bool:
    """Return whether plural forms are numbered 0, 1, 2, … and not too many."""
    for kind in (_FORMS, _OLD + _FORMS):
        if kind in found.kinds:
            for match, own in zip(found.matches, found.kinds, strict=True):
                forms = _forms(match) if own == kind else []
                if len(forms) > most or any(f[:1] != b"%d" % n for n, f in enumerate(forms) if n):
                    return False
    return True


# ── counting ─────────────────────────────────────────────────────────────────────────────────


def tally(found: Index) -> tuple[int, int, int, int]:
    """Return how many messages are translated, fuzzy, untranslated and obsolete.

    The header is none of them; a message with an empty plural form is untranslated.
    """
    kinds = found.kinds
    translated, untranslated, plurals = map(kinds.count, (TARGET, KEY, _FORMS))
    obsolete = len(kinds) - translated - untranslated - plurals
    if plurals:
        complete = sum(_complete(m, found) for m in found.matches if m.lastindex == _FORMS)
        translated += complete
        untranslated += plurals - complete
    if found.header is not None:
        done = _complete(found.matches[found.header], found)
        translated -= done
        untranslated -= not done
    fuzzy = _fuzzy(found) if b"fuzzy" in found.data else 0
    return translated - fuzzy, fuzzy, untranslated, obsolete


def _complete(match: re.Match[bytes], found: Index) -> bool:
    """Return whether no form of a live entry is empty."""
    if match.lastindex != _FORMS:
        return match.lastindex == TARGET
    return all(
        form.partition(b'"')[2].replace(found.joints[0], b"").rstrip(_CRLF) != b'"'
        for form in _forms(match)
    )


def _fuzzy(found: Index) -> int:
    """Return how many live entries with a translation are fuzzy; the header is none of them."""
    known: dict[bytes, bool] = {}
    count = 0
    for number, flags in enumerate(map(itemgetter(FLAGS), found.matches)):
        if flags is None or found.kinds[number] > TARGET or number == found.header:
            continue
        if flags not in known:
            known[flags] = "fuzzy" in po_comments.comments_of(_lines(flags)).flags
        count += known[flags] and _complete(found.matches[number], found)
    return count


# ── decoding ─────────────────────────────────────────────────────────────────────────────────


class Entries(Sequence[Entry]):
    """The entries of a catalog in file order; each is decoded when it is first asked for."""

    __slots__ = ("_alone", "_lines", "_made", "found")

    def __init__(self, found: Index) -> None:
        self.found = found
        self._made: list[Entry | None] = [None] * len(found.matches)
        self._alone = _ALONE
        self._lines: list[int] = []

    def __len__(self) -> int:
        return len(self._made)

    @overload
    def __getitem__(self, place: int) -> Entry: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Entry, ...]: ...
    def __getitem__(self, place: int | slice) -> Entry | tuple[Entry, ...]:
        if isinstance(place, slice):
            return tuple(self[number] for number in range(*place.indices(len(self))))
        entry = self._made[place]
        return self._decoded(place, self._line(place)) if entry is None else entry

    def __iter__(self) -> Iterator[Entry]:
        lines = self._lines = self._lines or _first_lines(self.found)
        for place, entry in enumerate(self._made):
            yield self._decoded(place, lines[place]) if entry is None else entry

    def _line(self, place: int) -> int:
        """Return the line that a match begins in: counted for the first few that are asked for."""
        if not self._lines and self._alone:
            self._alone -= 1
            return 1 + self.found.data.count(_LF, 0, self.found.matches[place].start())
        lines = self._lines = self._lines or _first_lines(self.found)
        return lines[place]

    def _decoded(self, place: int, line: int) -> Entry:
        """Decode one entry and keep it."""
        found = self.found
        match, kind = found.matches[place], found.kinds[place]
        entry = _plain(found, match, line) if kind in {KEY, TARGET} else None
        if entry is None:
            entry = _entry(found, match, kind, line)
        self._made[place] = entry
        return entry

    def plain(self) -> list[tuple[str, str] | None]:
        """Return source and translation of each entry that is little more; None for the others.

        Plain is a live message with one translation, which may be empty, that is not fuzzy and
        has no previous source. All are decoded at once, ten times as fast as their entries.
        """
        found = self.found
        numbers: list[int] = []
        for number, (match, kind) in enumerate(zip(found.matches, found.kinds, strict=True)):
            if kind not in (TARGET, KEY) or number == found.header:
                continue
            flags, previous = match.group(FLAGS, PREVIOUS)
            if previous is None and (flags is None or b"fuzzy" not in flags):
                numbers.append(number)
        plain: list[tuple[str, str] | None] = [None] * len(found.matches)
        texts = zip(sources(found, numbers), targets(found, numbers), strict=True)
        for number, pair in zip(numbers, texts, strict=True):
            plain[number] = pair
        return plain

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __reduce__(self) -> tuple[object, ...]:
        return tuple, (tuple(self),)


def _first_lines(found: Index) -> list[int]:
    """Return the line that each match begins in; each byte is looked at once."""
    starts = [0, *(match.start() for match in found.matches)]
    between = (found.data.count(_LF, a, b) for a, b in pairwise(starts))
    return [1 + line for line in accumulate(between)]


def _plain(found: Index, match: re.Match[bytes], line: int) -> Entry | None:
    """Return a live entry without plural decoded; None if ``_entry`` must do it.

    Nearly all entries are of this kind; it says what ``_entry`` says, in two thirds of the time.
    """
    previous, key, context, target = match.group(PREVIOUS, KEY, CONTEXT, TARGET)
    if previous is not None or context is not None:
        return None
    data, joint = found.data, found.joints[0]
    start, end = match.span()
    keyword = match.start(KEY)
    own_line = line + data.count(_LF, start, keyword)
    while data[start] in _CRLF:
        start += 1
    translator, extracted, references, flags = _comments(data[start:keyword])
    return Entry(
        Span(start, min(end, found.size)),
        own_line,
        own_line + key.count(_LF),
        _text(key[len("msgid ") :], joint),
        ("" if target is None else _text(target, joint),),
        None,
        None,
        flags,
        references,
        translator,
        extracted,
    )


def _entry(found: Index, match: re.Match[bytes], kind: int, line: int) -> Entry:
    """Return one entry decoded; ``line`` is the one that its match begins in."""
    data, eol = found.data, found.eol
    obsolete = kind > TARGET
    old, mark = (_OLD, len(_MARK)) if obsolete else (0, 0)
    joint = found.joints[obsolete]
    _, previous, key, context, plural, _, target = match.groups()[old : 7 + old]
    start, end = match.span()
    keyword = match.start(KEY + old)
    own_line = line + data.count(_LF, start, keyword)
    last = end - len(eol) if kind == KEY + old else match.start(kind)
    while data[start] in _CRLF:
        start += 1
    first = keyword if previous is None else match.start(PREVIOUS + old)
    translator, extracted, references, flags = _comments(data[start:first])
    before = _previous(previous, obsolete, eol) if previous is not None else {}
    if plural is None:
        targets: tuple[str, ...] = (_text(target, joint) if target is not None else "",)
    else:
        targets = tuple(_text(form[form.index(b'"') :], joint) for form in _forms(match))
    before_source = mark + len("msgid ")
    if context is not None:
        before_source += mark + len("msgctxt ") + len(context)
    return Entry(
        Span(start, min(end, found.size)),
        own_line,
        own_line + data.count(_LF, keyword, last),
        _text(key[before_source:], joint),
        targets,
        None if context is None else _text(context, joint),
        None if plural is None else _text(plural, joint),
        flags,
        references,
        translator,
        extracted,
        before.get("msgctxt"),
        before.get("msgid"),
        before.get("msgid_plural"),
        obsolete,
    )


def sources(found: Index, numbers: Iterable[int]) -> list[str]:
    """Return the msgids of live entries."""
    raws: list[bytes] = []
    for number in numbers:
        key, context = found.matches[number].group(KEY, CONTEXT)
        raws.append(key if context is None else key[len(b"msgctxt ") + len(context) :])
    return _texts(found, raws)


def targets(found: Index, numbers: Iterable[int]) -> list[str]:
    """Return the msgstrs of live entries without plural."""
    empty = b'""' + found.eol
    return _texts(found, [found.matches[number][TARGET] or empty for number in numbers])


def _texts(found: Index, raws: list[bytes]) -> list[str]:
    """Return the texts of live msgids or msgstrs, what stands before the first quote left out."""
    # No file that is read has a NUL.
    whole = b"\0".join(raws).replace(found.joints[0], b"").decode()
    end = -1 - len(found.eol)
    return [
        _unescaped(text[text.index('"') + 1 : end]) for text in (whole.split("\0") if raws else ())
    ]


_Texts = tuple[str, ...]


def _comments(raw: bytes) -> tuple[_Texts, _Texts, _Texts, _Texts]:
    """Return what ``Comments`` has of comment lines; mostly it is one line of references."""
    if not raw:
        return (), (), (), ()
    if raw.startswith(b"#:") and raw.find(_LF) == len(raw) - 1 and _ISOLATE not in raw:
        # Without an argument, ``bytes.split`` knows the blanks of ASCII and no others.
        return (), (), tuple([ref.decode() for ref in raw[2:].split()]), ()
    return po_comments.comments_of(_lines(raw))


_REFERENCES = re.compile(rb"#: [^\n]*+\n")


def differ(one: bytes, other: bytes) -> bool:
    """Return whether comment lines of entries say two things, however they are written."""
    single = _REFERENCES.fullmatch(one) and _REFERENCES.fullmatch(other)
    if single and _ISOLATE not in one + other:
        return one.split() != other.split()
    return _comments(one) != _comments(other)


def _lines(comments: bytes) -> list[str]:
    """Return the comment lines; blank lines between them say nothing."""
    return [line for line in comments.decode().split("\n") if line not in ("", "\r")]


def _previous(raw: bytes, obsolete: bool, eol: bytes) -> dict[str, str]:  # noqa: FBT001
    """Return keyword and text of each line that says what an entry was before."""
    mark = b"#~| " if obsolete else b"#| "
    joint = b'"' + eol + mark + b'"'
    texts: dict[str, str] = {}
    for line in raw.replace(joint, b"").removesuffix(eol).split(eol):
        keyword, _, text = line.removeprefix(mark).partition(b" ")
        texts[keyword.decode()] = _text(text, joint)
    return texts


def _text(raw: bytes, joint: bytes) -> str:
    """Return the text of quoted lines; ``joint`` stands between two of them."""
    return _unescaped(raw.rstrip(_CRLF)[1:-1].replace(joint, b"").decode())


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    if "\\\\" not in text:
        text = text.replace("\\n", "\n").replace('\\"', '"')
        if "\\" not in text:
            return text
    return _ESCAPE.sub(_escaped, text)


_ESCAPE = re.compile(r"\\(.)")
_CHARACTERS = dict(zip('abfnrtv\\"', '\a\b\f\n\r\t\v\\"', strict=True))


def _escaped(found: re.Match[str]) -> str:
    return _CHARACTERS[found[1]]
