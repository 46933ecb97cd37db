"""Which translation stood under which source: catalogs as sets of pairs, and where a pair comes from.

A pair is one entry's source and target, contexts and plural forms included. Revisions of a
catalog share nearly all of their bytes, so a catalog is cut at its blank lines, and a piece that
was seen before is not read again. Pure; the history comes from the caller.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from kms_i18n import po
from kms_i18n.errors import CatalogError
from kms_i18n.model import Entry, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

RULE = "false-binding"
"""The rule whose findings are pairs that nobody made on purpose; it reads the history."""
_GAP = re.compile(rb"\n[ \t\r]*\n\s*")
_CHARSET = re.compile(rb"charset=([A-Za-z0-9_.:-]+)")
_UTF8 = (b"utf-8", b"utf8", b"ascii", b"us-ascii", b"charset")
_HEAD = 8192
"""Bytes at the beginning of a catalog in which its header names the charset."""

Pieces = frozenset[bytes]
"""A catalog cut at its blank lines; the order and repetitions of its entries mean nothing here."""


class Bound(Struct, frozen=True):
    """A pair that one commit made, and whether its target was written for its source."""

    entry: Entry
    suspect: str = ""
    """``merge``: neither side of the merge had the pair; ``rebound``: the target stood under
    another source, which is gone, and was not marked fuzzy. Empty: nothing is wrong."""
    former: str = ""
    """The source that the target stood under before; empty where that is not known."""


class Reader:
    """Reads catalogs into pieces and pieces into entries, each piece once."""

    def __init__(self) -> None:
        self._entries: dict[bytes, tuple[Entry, ...]] = {}
        self._shared: dict[bytes, bytes] = {}

    def pieces(self, data: bytes | None) -> Pieces:
        """Return a catalog as pieces; none for a file that is not there.

        A catalog that cannot be cut (another charset, blank lines inside an entry) is one piece.
        """
        if data is None:
            return frozenset()
        named = _CHARSET.search(data, 0, _HEAD)
        parts = _GAP.split(data.strip(b"\n")) if not named or named[1].lower() in _UTF8 else [data]
        shared = self._shared
        cut = frozenset(shared.setdefault(part, part) for part in parts if part)
        self._read_together(
            [part for part in dict.fromkeys(parts) if part and part not in self._entries]
        )
        if len(parts) > 1 and any(self._read(piece) is None for piece in cut):
            return frozenset((shared.setdefault(data, data),))
        return cut

    def entries(self, pieces: Iterable[bytes]) -> Iterator[Entry]:
        """Yield the entries in some pieces, headers left out, in the order of their bytes."""
        for piece in sorted(pieces):
            yield from self._read(piece) or ()

    def _read_together(self, pieces: list[bytes]) -> None:
        """Read many pieces at once, which is quicker; pieces that hang together are left alone."""
        if len(pieces) < 2:  # noqa: PLR2004  (one is read when it is asked for)
            return
        starts = list(accumulate((len(piece) + 2 for piece in pieces), initial=0))
        try:
            entries = po.parse(b"\n\n".join(pieces) + b"\n").entries
        except CatalogError:
            return
        found: dict[int, list[Entry]] = {number: [] for number in range(len(pieces))}
        for entry in entries:
            number = bisect_right(starts, entry.span.start) - 1
            if entry.span.end > starts[number + 1]:
                return
            found[number].append(entry)
        for number, piece in enumerate(pieces):
            self._entries[piece] = tuple(e for e in found[number] if not e.is_header)

    def _read(self, piece: bytes) -> tuple[Entry, ...] | None:
        """Return the entries of a piece; None if it cannot be read by itself."""
        if piece not in self._entries:
            try:
                entries = po.parse(piece + b"\n").entries
            except CatalogError:
                return None
            self._entries[piece] = tuple(e for e in entries if not e.is_header)
        return self._entries[piece]


def bound(
    reader: Reader, before: Collection[Pieces], after: Pieces, *, merge: bool
) -> Iterator[Bound]:
    """Yield the finished pairs that a commit made: those that no parent had as finished.

    ``before`` are the same catalogs in its parents. A pair that a parent had as fuzzy is right:
    taking the mark off is a translator's word for it. A target that is a copy of its source is
    too, as editorial catalogs have them.
    """
    olds = frozenset[bytes]().union(*before)
    added = [e for e in reader.entries(after - olds) if _finished(e)]
    if not added:
        return
    gone = list(reader.entries(olds - after))
    held = {_key(entry) for entry in gone if _finished(entry)}
    known = {_key(entry) for entry in gone}
    still = {e.source for e in reader.entries(after) if not e.obsolete}
    former = {e.targets: e.source for e in gone if _finished(e) and e.source not in still}
    for entry in added:
        if _key(entry) in held:
            continue
        source = former.get(entry.targets, "")
        if _key(entry) in known or entry.targets == (entry.source,):
            yield Bound(entry)
        elif merge:
            yield Bound(entry, "merge", source)
        else:
            yield Bound(entry, "rebound" if source else "", source)


def recorded(some: Iterable[Bound]) -> list[list[object]]:
    """Return what ``bound`` found as plain values for JSON; ``recovered`` undoes it."""
    return [
        [
            made.entry.context, made.entry.source, made.entry.source_plural,
            made.entry.targets, made.entry.references, made.suspect, made.former,
        ]
        for made in some
    ]  # fmt: skip


def recovered(rows: Iterable[Sequence[Any]]) -> Iterator[Bound]:
    """Yield what was recorded; of each entry its texts and references, the places left out."""
    for context, source, plural, targets, references, suspect, former in rows:
        entry = Entry(
            Span(0, 0), 0, 0, source, tuple(targets), context, plural,
            references=tuple(references),
        )  # fmt: skip
        yield Bound(entry, suspect, former)


def _finished(entry: Entry) -> bool:
    return entry.translated and not entry.fuzzy and not entry.obsolete


def _key(entry: Entry) -> tuple[str | None, str, str | None, tuple[str, ...]]:
    return (entry.context, entry.source, entry.source_plural, entry.targets)
