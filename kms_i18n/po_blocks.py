"""The entries of a catalog as they stand in its file, each by its number: what needs no decoding.

Of a regular file (``po_index``), messages are told apart, found again and copied as bytes; a text
is decoded when somebody reads it. Of any other file all of that is known from its entries. Which
of the two it is decides nothing but the time it takes.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import compress, starmap
from operator import itemgetter
from typing import TYPE_CHECKING

from kms_i18n import po_charset, po_entries
from kms_i18n.po_entries import Entries
from kms_i18n.po_grammar import CONTEXT, KEY, PREVIOUS, UNSURE
from kms_i18n.po_notes import without_references

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from kms_i18n.model import Catalog, Entry
    from kms_i18n.po_index import Index

_LETTER = re.compile(r"\w")


class Blocks:
    """A catalog's entries by number, to be compared with those of another one."""

    def __init__(self, catalog: Catalog, other: Catalog) -> None:
        self.catalog = catalog
        self.data = catalog.data
        self.entries: Sequence[Entry] = catalog.entries
        self.found: Index | None = _tidy(catalog) if _tidy(other) else None
        """Where the parts of every entry stand; None if that is not known of both catalogs."""

    @cached_property
    def keys(self) -> Sequence[Hashable]:
        """By entry what names it; equal to that of the other catalog's entry with the same key."""
        if self.found is not None:
            return self.found.keys
        return [entry.key for entry in self.entries]

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """By entry the bytes it takes, as ``Entry.span`` says it."""
        if self.found is not None:
            return self.found.spans
        return [(entry.span.start, entry.span.end) for entry in self.entries]

    @cached_property
    def header(self) -> int | None:
        """Which entry is the header; None without one."""
        if self.found is not None:
            return self.found.header
        return next((n for n, entry in enumerate(self.entries) if entry.is_header), None)

    @cached_property
    def obsolete(self) -> list[bool]:
        """By entry whether it is obsolete."""
        if self.found is not None:
            return [kind > UNSURE for kind in self.found.kinds]
        return [entry.obsolete for entry in self.entries]

    @cached_property
    def simple(self) -> list[bool]:
        """By entry whether its parts are known and it is live, with one translation, maybe empty."""
        return [False] * len(self.entries) if self.found is None else self.found.simple

    @cached_property
    def bodies(self) -> list[int]:
        """By entry with known parts where its comment lines end."""
        return [] if self.found is None else self.found.bodies

    @cached_property
    def whole(self) -> list[bytes]:
        """By entry its bytes."""
        return self._cut(self.spans)

    @cached_property
    def comments(self) -> list[bytes]:
        """By entry with known parts its comment lines."""
        return self._cut(zip(map(itemgetter(0), self.spans), self.bodies, strict=True))

    @cached_property
    def texts(self) -> list[bytes]:
        """By entry with known parts what stands below its comments: its texts, and what they were."""
        return self._cut(zip(self.bodies, map(itemgetter(1), self.spans), strict=True))

    def _cut(self, spans: Iterable[tuple[int, int]]) -> list[bytes]:
        return list(map(self.data.__getitem__, starmap(slice, spans)))

    def retired(self, number: int) -> bytes | None:
        """Return an entry as an obsolete one without references; None: it must be decoded."""
        if self.found is None or self.obsolete[number]:
            return None
        comments = without_references(self.comments[number])
        if comments is None:
            return None
        lines = self.texts[number].removesuffix(b"\n").replace(b"\n", b"\n#~ ")
        marked = b"\n#~ " + lines + b"\n"
        return comments + marked.replace(b"\n#~ #| ", b"\n#~| ")[1:]

    def unmarked(self, number: int) -> bytes:
        """Return what stands below the comment lines of an obsolete entry, without its marks."""
        lines = b"\n" + self.texts[number]
        return lines.replace(b"\n#~| ", b"\n#| ").replace(b"\n#~ ", b"\n")[1:]

    def bare(self, number: int) -> bool:
        """Return whether an entry is simple, without a context, and says of no text that it was."""
        if self.found is None or not self.simple[number]:
            return False
        match = self.found.matches[number]
        return match.start(PREVIOUS) < 0 and match.start(CONTEXT) < 0

    def source(self, number: int) -> str:
        """Return the text of an entry."""
        return self.sources([number])[0]

    def lines(self, number: int) -> list[bytes]:
        """Return the text of a bare entry as it is written: what stands between the quotes."""
        text = self.texts[number][len(b"msgid ") : self._target(number)]
        return [line[1:-1] for line in text.splitlines()]

    def target(self, number: int) -> bytes:
        """Return the lines of a bare entry's translation, keyword included."""
        return self.texts[number][self._target(number) :]

    def _target(self, number: int) -> int:
        assert self.found is not None  # noqa: S101  (else no entry is bare)
        return self.found.matches[number].end(KEY) - self.bodies[number]

    def named_before(self, number: int) -> bool:
        """Return whether an entry says which text it was before; True: only its entry tells."""
        if self.found is None or self.obsolete[number]:
            return True
        return self.found.matches[number].start(PREVIOUS) >= 0

    def sources(self, numbers: Sequence[int]) -> list[str]:
        """Return the texts of entries; those of simple ones are decoded all at once."""
        texts = {n: self.entries[n].source for n in numbers if not self.simple[n]}
        simple = [n for n in numbers if self.simple[n]]
        if self.found is not None and simple:
            texts |= zip(simple, po_entries.sources(self.found, simple), strict=True)
        return [texts[n] for n in numbers]

    def translated(self, numbers: Sequence[int]) -> list[bool]:
        """Return of which entries every form has a visible character: ``Entry.translated``."""
        simple = [n for n in numbers if self.simple[n]]
        told: set[int] = set()
        if self.found is not None and simple:
            texts = zip(simple, po_entries.targets(self.found, simple), strict=True)
            told = {n for n, text in texts if _LETTER.search(text)}
        return [n in told or (self.said(n) and self.entries[n].translated) for n in numbers]

    def said(self, number: int) -> bool:
        """Return whether any form of an entry is not empty."""
        if self.found is not None and self.simple[number]:
            return self.found.kinds[number] != KEY
        return any(self.entries[number].targets)

    def live(self) -> list[int]:
        """Return the numbers of the messages that count: neither header nor obsolete."""
        header = self.header
        live = compress(range(len(self.obsolete)), [not gone for gone in self.obsolete])
        return [number for number in live if number != header]


def _tidy(catalog: Catalog) -> Index | None:
    """Return where the parts stand of a file in UTF-8 with LF and without names in isolates."""
    entries = catalog.entries
    if not isinstance(entries, Entries) or catalog.charset != po_charset.DEFAULT:
        return None
    found = entries.found
    return None if found.eol != b"\n" or found.isolates else found
