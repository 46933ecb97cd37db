"""A gettext catalog brought up to a template, as msgmerge does it, but by what came from what.

The template's messages come in its order with its notes, references and flags; what a translator
wrote stays. A message of the template that the catalog has keeps its translation; any other one gets
that of the message it came from (``descent``), fuzzy. Nothing is lost: a translation that nothing
uses is kept as an obsolete entry.

A message that stays is found and copied as bytes (``po_blocks``); only what is new, gone or oddly
laid out is decoded. The result is the same, byte for byte, as if all of it had been.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from kms_i18n.merge_entries import Scribe
from kms_i18n.po_blocks import Blocks
from kms_i18n.po_compose import arranged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kms_i18n.descent import Origin
    from kms_i18n.model import Catalog, Entry
    from kms_i18n.po_compose import Piece


class Merged(NamedTuple):
    """A catalog brought up to its template, and what that did to its entries."""

    data: bytes
    kept: int
    edited: int
    """Messages that got the translation of another one, fuzzy."""
    added: int
    removed: int
    """Gone from the template; a translation of it is kept as an obsolete entry."""
    revived: int
    """Obsolete entries whose message came back."""

    @property
    def tally(self) -> Counter[str]:
        """How many entries had which fate, in the words of ``flow.Updated``."""
        return Counter(
            same=self.kept,
            edited=self.edited,
            added=self.added,
            removed=self.removed,
            revived=self.revived,
        )


def merge(
    catalog: Catalog, template: Catalog, *, matching: bool = True, previous: bool = True
) -> Merged:
    """Return the catalog with the messages of the template; merging twice is merging once.

    Without ``matching``, messages that the catalog does not have stay untranslated. ``previous``:
    a fuzzy message says which one its translation was written for. What has not changed keeps its
    bytes. Raises ``CatalogError`` for a text that the catalog's character set cannot hold.
    """
    work = _Merge(catalog, template, previous=previous)
    missing = work.keep()
    if missing and matching:
        work.bring_back(missing)
        missing = [place for place in missing if work.pieces[place] is None]
        work.carry(missing)
    return work.merged()


class _Merge:
    """One catalog on its way to a template; entries by their numbers, messages by their places."""

    def __init__(self, catalog: Catalog, template: Catalog, *, previous: bool) -> None:
        self.catalog = catalog
        self.old, self.new = Blocks(catalog, template), Blocks(template, catalog)
        self.entries, self.template = catalog.entries, template.entries
        self.wanted = self.new.live()
        """By place in the template the number of its message there."""
        self.pieces: list[Piece | None] = [None] * len(self.wanted)
        """By place what becomes of the message; None: that is still open."""
        self.live = self.old.live()
        self.obsolete = [n for n, obsolete in enumerate(self.old.obsolete) if obsolete]
        self.used: set[int] = set()
        self.tally: Counter[str] = Counter()
        self.scribe = Scribe(self.old, self.new, previous=previous)

    def keep(self) -> list[int]:
        """Keep every message that the catalog has; return the places of those that it has not."""
        names, wanted_names = self.old.keys, self.new.keys
        known = {names[n]: n for n in self.obsolete}
        known |= {names[n]: n for n in self.live}
        missing: list[int] = []
        for place, wanted in enumerate(self.wanted):
            number = known.get(wanted_names[wanted])
            if number is None:
                missing.append(place)
            else:
                self.pieces[place] = number, self.scribe.stayed(number, wanted)
                self.used.add(number)
        self.tally["revived"] = sum(n in self.used for n in self.obsolete)
        self.tally["kept"] = len(self.used) - self.tally["revived"]
        return missing

    def bring_back(self, missing: Sequence[int]) -> None:
        """Let messages come back to a translation that was written for them."""
        unused = (n for n in self.live if n not in self.used and self.old.named_before(n))
        waiting: dict[tuple[str | None, str], int] = {}
        for number in unused:
            entry = self.entries[number]
            if entry.fuzzy and entry.previous_source is not None:
                before = entry.previous_context
                context = entry.context if before is None else before
                waiting[context, entry.previous_source] = number
        for place in missing if waiting else ():
            wanted = self._wanted(place)
            number = waiting.get(wanted.key, -1)
            if number >= 0 and number not in self.used and self.entries[number].translated:
                self._use(place, number)

    def carry(self, missing: Sequence[int]) -> None:
        """Give messages the translation of the one that they come from."""
        from kms_i18n.descent import origins

        numbers = [*self.live, *self.obsolete]
        translated = self.old.translated(numbers)
        if not any(translated):
            return  # There is nothing to give.
        told = origins(
            self.old.sources(self.live),
            self.new.sources(self.wanted),
            missing,
            [i for i, done in enumerate(translated) if done],
            self.old.sources(self.obsolete),
        )
        for place, origin in sorted(told.items()):
            sources = [numbers[i] for i in origin.old if translated[i]]
            if sources:
                self._carry(place, origin, sources)

    def _carry(self, place: int, origin: Origin, sources: Sequence[int]) -> None:
        """Give a message the translation of others, where their forms can be put together."""
        from kms_i18n.carry import cut, join, written_for

        if len(sources) == 1 and not origin.parts:
            self._inherit(place, sources[0])
            return
        wanted = self._wanted(place)
        entries = [self.entries[number] for number in sources]
        first = entries[0]
        if wanted.source_plural is not None or any(e.source_plural is not None for e in entries):
            return
        if len(sources) > 1:
            before = join([written_for(entry) for entry in entries])
            self._write(place, (join([e.target for e in entries]),), first, before)
            return
        lengths = [len(self._wanted(part).source) for part in origin.parts]
        parts = cut(first.target, lengths) or [first.target, *[""] * (len(lengths) - 1)]
        self._write(place, (parts[origin.parts.index(place)],), first)

    def _inherit(self, place: int, number: int) -> None:
        """Give a message the whole translation of an entry, or a copy if that is used."""
        if number not in self.used and not self.old.obsolete[number]:
            self._use(place, number)
        else:
            first = self.entries[number]
            self._write(place, self.scribe.fitting(first, self._wanted(place)), first)

    def _wanted(self, place: int) -> Entry:
        return self.template[self.wanted[place]]

    def _use(self, place: int, number: int) -> None:
        """Put an entry that follows its message at its place."""
        self.used.add(number)
        self.pieces[place] = None, self.scribe.followed(number, self.wanted[place])
        self.tally["edited"] += 1

    def _write(self, place: int, targets: Sequence[str], source: Entry, before: str = "") -> None:
        """Put a new entry with a translation of another one at its place."""
        block = self.scribe.written(self._wanted(place), targets, source, before)
        self.pieces[place] = None, block
        self.tally["edited"] += 1

    def merged(self) -> Merged:
        """Return the file made of these entries and of what is left over, and the tally."""
        tally, old, scribe = self.tally, self.old, self.scribe
        unmet = [self.wanted[place] for place, piece in enumerate(self.pieces) if piece is None]
        blocks = scribe.added(unmet)
        pieces: list[Piece] = [
            piece or (None, blocks[wanted])
            for wanted, piece in zip(self.wanted, self.pieces, strict=True)
        ]
        pieces += [(n, old.whole[n]) for n in self.obsolete if n not in self.used]
        gone = [n for n in self.live if n not in self.used]
        pieces += [(None, scribe.retired(n)) for n in gone if old.said(n)]
        if self._changed(pieces) and (header := scribe.dated()) is not None:
            pieces.insert(0, (old.header, header))
        data = arranged(self.catalog, pieces, old.spans, old.header)
        added = len(self.pieces) - tally["kept"] - tally["revived"] - tally["edited"]
        return Merged(data, tally["kept"], tally["edited"], added, len(gone), tally["revived"])

    def _changed(self, pieces: Sequence[Piece]) -> bool:
        """Return whether these are anything but the entries of the file in their order."""
        whole = self.old.whole
        entries = [(n, whole[n]) for n in range(len(whole)) if n != self.old.header]
        return list(pieces) != entries
