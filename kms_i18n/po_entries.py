"""The entries of a regular catalog, each decoded from its bytes when it is first asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, compress, count, repeat
from operator import itemgetter, methodcaller
from typing import TYPE_CHECKING, overload

from kms_i18n import po_comments
from kms_i18n.model import Entry, Span
from kms_i18n.po_grammar import (
    CONTEXT,
    CRLF,
    FUZZY,
    KEY,
    LF,
    MARK,
    PLURAL,
    PREVIOUS,
    SIMPLE,
    TARGET,
    UNSURE,
)
from kms_i18n.po_index import ISOLATE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kms_i18n.po_index import Index

_ALONE = 4
"""Entries of a catalog that are decoded one by one before all of them are expected."""


class Entries(Sequence[Entry]):
    """The entries of a catalog in file order; each is decoded when it is first asked for."""

    __slots__ = ("_alone", "_made", "comment_lines", "found")

    def __init__(self, found: Index) -> None:
        self.found = found
        self._made: list[Entry | None] = [None] * len(found.matches)
        self._alone = _ALONE
        self.comment_lines: list[int] = []

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
        lines = self.comment_lines = self.comment_lines or _first_lines(self.found)
        for place, entry in enumerate(self._made):
            yield self._decoded(place, lines[place]) if entry is None else entry

    def _line(self, place: int) -> int:
        """Return the line that a match begins in: counted for the first few that are asked for."""
        if not self.comment_lines and self._alone:
            self._alone -= 1
            return 1 + self.found.data.count(LF, 0, self.found.matches[place].start())
        lines = self.comment_lines = self.comment_lines or _first_lines(self.found)
        return lines[place]

    def _decoded(self, place: int, line: int) -> Entry:
        """Decode one entry and keep it."""
        found = self.found
        entry = _plain(found, found.matches[place], line) if found.kinds[place] in SIMPLE else None
        if entry is None:
            entry = _entry(found, place, line)
        self._made[place] = entry
        return entry

    def plain(self) -> list[tuple[str, str] | None]:
        """Return source and translation of each entry that is little more; None for the others.

        Plain is a live message with one translation, which may be empty, that is not fuzzy and
        has no previous source. All are decoded at once, ten times as fast as their entries.
        """
        found = self.found
        numbers = list(compress(count(), found.simple))
        if found.previous or b"fuzzy" in found.data:
            doubts = [match.group(FUZZY, PREVIOUS) for match in found.matches]
            numbers = [number for number in numbers if doubts[number] == (None, None)]
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
    starts = [0, *map(methodcaller("start"), found.matches)]
    between = map(found.data.count, repeat(LF), starts, starts[1:])
    return list(accumulate(between, initial=1))[1:]


def _plain(found: Index, match: re.Match[bytes], line: int) -> Entry | None:
    """Return a live entry without plural decoded; None if ``_entry`` must do it.

    Nearly all entries are of this kind; it says what ``_entry`` says, in two thirds of the time.
    """
    previous, key, context, target = match.group(PREVIOUS, KEY, CONTEXT, TARGET)
    if previous is not None or context is not None:
        return None
    data, joint, last = found.data, found.joints[0], -1 - len(found.eol)
    start, end = match.span()
    keyword = match.start(KEY)
    own_line = line + data.count(LF, start, keyword)
    while data[start] in CRLF:
        start += 1
    translator, extracted, references, flags = _comments(data[start:keyword])
    return Entry(
        Span(start, min(end, found.size)),
        own_line,
        own_line + key.count(LF),
        _unescaped(key[len('msgid "') : last].replace(joint, b"").decode()),
        (_unescaped(target[1:last].replace(joint, b"").decode()) if target else "",),
        None,
        None,
        flags,
        references,
        translator,
        extracted,
    )


def _entry(found: Index, place: int, line: int) -> Entry:
    """Return one entry decoded; ``line`` is the one that its match begins in."""
    data, eol = found.data, found.eol
    match, obsolete = found.matches[place], found.kinds[place] > UNSURE
    mark = len(MARK) if obsolete else 0
    joint = found.joints[obsolete]
    previous, key, context, plural, target = match.group(PREVIOUS, KEY, CONTEXT, PLURAL, TARGET)
    start, end = match.span()
    keyword = match.start(KEY)
    own_line = line + data.count(LF, start, keyword)
    own_target = match.end(KEY if plural is None else PLURAL)
    while data[start] in CRLF:
        start += 1
    first = keyword if previous is None else match.start(PREVIOUS)
    translator, extracted, references, flags = _comments(data[start:first])
    before = _previous(previous, obsolete, eol) if previous is not None else {}
    if plural is None:
        targets: tuple[str, ...] = (_text(target, joint) if target is not None else "",)
    else:
        targets = tuple(_text(form[form.index(b'"') :], joint) for form in found.forms(place))
    before_source = mark + len("msgid ")
    if context is not None:
        before_source += mark + len("msgctxt ") + len(context)
    return Entry(
        Span(start, min(end, found.size)),
        own_line,
        own_line + data.count(LF, keyword, own_target),
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
    matches = list(map(found.matches.__getitem__, numbers))
    raws: list[bytes] = list(map(itemgetter(KEY), matches))
    if found.contexts:
        pairs = zip(raws, map(itemgetter(CONTEXT), matches), strict=True)
        raws = [key if own is None else key[len(b"msgctxt ") + len(own) :] for key, own in pairs]
    return _texts(found, raws, "msgid ")


def targets(found: Index, numbers: Iterable[int]) -> list[str]:
    """Return the msgstrs of live entries without plural."""
    empty = b'""' + found.eol
    raws = map(itemgetter(TARGET), map(found.matches.__getitem__, numbers))
    return _texts(found, [raw or empty for raw in raws])


def _texts(found: Index, raws: list[bytes], before: str = "") -> list[str]:
    """Return the texts of live msgids or msgstrs; ``before`` stands before their first quote."""
    if not raws:
        return []
    # No file that is read has a NUL.
    whole = b"\0".join(raws).replace(found.joints[0], b"").decode()
    eol = found.eol.decode()
    between = f'"{eol}\0{before}"'
    whole = whole[len(before) + 1 : -1 - len(eol)]
    if "\\\\" not in whole:
        return _unescaped(whole).split(between)
    return [_unescaped(text) if "\\" in text else text for text in whole.split(between)]


_Texts = tuple[str, ...]


def _comments(raw: bytes) -> tuple[_Texts, _Texts, _Texts, _Texts]:
    """Return what ``Comments`` has of comment lines; mostly it is one line of references."""
    if not raw:
        return (), (), (), ()
    line = raw[:-1].decode()
    if line.startswith("#:") and line.isascii() and line.isprintable():
        return (), (), tuple(line[2:].split()), ()
    # Blank lines between comments say nothing.
    lines = [line for line in raw.decode().split("\n") if line not in ("", "\r")]
    return po_comments.comments_of(lines)


def differ(one: bytes, other: bytes) -> bool:
    """Return whether comment lines of entries say two things, however they are written."""
    if one[:3] == b"#: " == other[:3] and one.count(LF) == 1 == other.count(LF):
        if one.split() != other.split():
            return True
        if ISOLATE not in one + other:
            return False
    return _comments(one) != _comments(other)


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
    return _unescaped(raw.rstrip(CRLF)[1:-1].replace(joint, b"").decode())


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
