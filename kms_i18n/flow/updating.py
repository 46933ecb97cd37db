"""A catalog brought up to its documents.

What becomes of each text is decided once, in this order: its entry stayed, or comes back; the text
that it came from is known (``align``); a translation like it is remembered (``recall``); it is new.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from kms_i18n import carry, po
from kms_i18n.align import align
from kms_i18n.fates import Fate, tallied
from kms_i18n.flow.texts import by_text, references
from kms_i18n.model import Catalog, Change, ChangeClass, ChangeKind, Entry
from kms_i18n.text import normal

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Mapping, Sequence

    from kms_i18n.model import Document


class Updated(Struct, frozen=True):
    """A catalog brought up to its documents, and what that did to its entries."""

    data: bytes
    fates: tuple[Fate, ...]
    """Of every text of the documents in order, then of those that are gone."""

    @property
    def tally(self) -> Counter[str]:
        """How many texts had which kind of fate; see ``fates.KINDS``."""
        return tallied(self.fates)


def update(
    catalog: Catalog,
    documents: Sequence[Document],
    *,
    editorial: bool = False,
    locale: str = "en",
    comments: bool = False,
) -> Updated:
    """Return the catalog brought up to its documents; what nobody touched stays byte for byte.

    Same or moved text keeps its translation. An edited text keeps it as fuzzy, with the previous
    source; the parts of a split text get theirs, a merged one both. A new text that is like one the
    catalog knows gets a fuzzy copy of its translation. What left the source becomes obsolete if it
    has a translation, and comes back when its text does. An editorial catalog begins as a copy of the
    source; later an untouched copy follows the source, a corrected one becomes fuzzy, and a new text
    waits for its editor like any other. Updating twice is updating once.

    ``locale`` is that of the documents, for the class of each change. With ``comments`` an extracted
    comment says of every carried translation how its text changed.
    """
    wanted = references(documents)
    old = by_text(catalog)
    changes = align(
        [carry.bare(text) for text in old], [carry.bare(text) for text in wanted], locale
    )
    origin = carry.origins(changes, list(wanted))
    why = {text: carry.told(change) for text, change in origin.items()} if comments else {}
    way = _Way(carry.Carrier(catalog, wanted, editorial, dict(old), why), old)
    way.keep({way.texts[c.new[0]] for c in changes if c.kind is ChangeKind.MOVED})
    left, stayed = dict(way.old), set(way.blocks)
    way.give_back()
    way.carry(origin)
    doubted = list(way.doubted(left, way.blocks.keys() - stayed))
    way.recall(comments=comments)
    live, gone = way.leftovers()
    data = po.compose(catalog, [*(way.blocks[text] for text in wanted), *live, *gone, *doubted])
    removed = (Fate(text, "removed") for text in way.old)
    return Updated(data, (*(way.fates[text] for text in wanted), *removed))


class _Way(Struct):
    """An update on its way: what the texts have got so far, and what nobody has claimed."""

    carrier: carry.Carrier
    old: dict[str, Entry]
    """Live entries without a context, by their text; whoever uses one up takes it away."""
    blocks: dict[str, Entry | bytes] = {}
    """By text of the documents: its entry, as it stands or written anew."""
    fates: dict[str, Fate] = {}

    @property
    def texts(self) -> list[str]:
        """The texts of the documents, in order."""
        return list(self.carrier.wanted)

    @property
    def obsolete(self) -> dict[str, Entry]:
        """Obsolete entries without a context whose text is not wanted, by it."""
        entries = self.carrier.catalog.entries
        return {
            e.source: e
            for e in entries
            if e.obsolete and e.context is None and e.source not in self.blocks
        }

    def keep(self, moved: set[str]) -> None:
        """Give every text its own entry, if it has one: live, or obsolete and alive again."""
        asleep = self.obsolete
        for text, places in self.carrier.wanted.items():
            if text in self.old:
                self.blocks[text] = self.carrier.kept(self.old.pop(text))
                kind = "moved" if text in moved else "same"
                self.fates[text] = Fate(text, kind, moved=text in moved)
            elif text in asleep:
                catalog, back = self.carrier.catalog, asleep[text]
                self.blocks[text] = po.revise(catalog, back, obsolete=False, references=places)
                self.fates[text] = Fate(text, "revived", (text,))

    def give_back(self) -> None:
        """Give texts that are again, or still, what a translation was written for that translation."""
        written_for = {e.previous_source: e for e in self.old.values() if e.fuzzy}
        spelled = {
            normal(e.source): e for e in reversed(self.old.values()) if e.source_plural is None
        }
        for text in self.carrier.wanted:
            if text in self.blocks:
                continue
            # A text that comes back is the one its translation was written for, however unlike.
            back = written_for.get(text)
            alike = spelled.get(normal(text))
            if back is not None and back.source in self.old:
                self.blocks[text] = self.carrier.edited(self.old.pop(back.source), text)
                self.fates[text] = Fate(text, "returned", (back.source,))
            elif alike is not None and alike.source in self.old:
                self.blocks[text] = self.carrier.respelled(self.old.pop(alike.source), text)
                klass = ChangeClass.TYPOGRAPHIC
                self.fates[text] = Fate(text, "respelled", (alike.source,), 1.0, klass)

    def carry(self, origin: Mapping[str, Change]) -> None:
        """Give the texts that came from others what these had, and use it up."""
        entries = list(self.carrier.old.values())
        done = set(self.blocks)
        for text, change in origin.items():
            if text in self.blocks:
                continue
            sources = [entries[i] for i in change.old]
            named = tuple(entry.source for entry in sources)
            for part, piece in self._pieces(text, change, sources):
                if part not in done:
                    self.blocks[part] = piece
                    self.fates[part] = Fate(part, str(change.kind), named, change.score, change.klass, change.moved)  # fmt: skip

    def _pieces(
        self, text: str, change: Change, sources: Sequence[Entry]
    ) -> Iterator[tuple[str, bytes]]:
        """Yield what a text, or each part of a text that was split, gets of its sources."""
        first = sources[0]
        if change.kind is ChangeKind.SPLIT:
            parts = [self.texts[j] for j in change.new]
            yield from zip(parts, self.carrier.split(first, parts), strict=True)
        elif change.kind is ChangeKind.MERGED:
            yield text, self.carrier.merged(sources, text)
        elif first.source in self.old:
            yield text, self.carrier.edited(self.old.pop(first.source), text)
        else:
            yield text, self.carrier.copied(first, text)

    def doubted(self, left: Mapping[str, Entry], carried: set[str]) -> Iterator[Entry | bytes]:
        """Yield what is kept of entries that were used up, but had the translation of another text."""
        asleep = self.obsolete
        for text, entry in left.items():
            # One key, one entry: the translation itself is live, under the text that followed.
            if text in self.old or text in asleep:
                continue
            if carry.doubted(entry) and entry.previous_source not in carried:
                yield po.revise(self.carrier.catalog, entry, obsolete=True, references=())

    def recall(self, *, comments: bool) -> None:
        """Give the texts that came from nowhere a suggestion from memory, or an empty entry."""
        rest = [text for text in self.carrier.wanted if text not in self.blocks]
        memory = self.carrier.remembered(rest)
        if comments:
            said = {text: f"recalled, {score:.2f}" for text, (_, score) in memory.items()}
            self.carrier = replace(self.carrier, why={**self.carrier.why, **said})
        for text in rest:
            if text in memory:
                entry, score = memory[text]
                self.blocks[text] = self.carrier.copied(entry, text)
                self.fates[text] = Fate(text, "recalled", (entry.source,), score)
            else:
                self.blocks[text] = self.carrier.added(text)
                self.fates[text] = Fate(text, "added")

    def leftovers(self) -> tuple[list[Entry | bytes], list[Entry | bytes]]:
        """Return the entries with a context that stay live, and those at the end that are obsolete."""
        catalog, texts, asleep = self.carrier.catalog, self.carrier.wanted, self.obsolete
        live: list[Entry | bytes] = []
        gone: list[Entry | bytes] = []
        for entry in catalog.entries:
            if entry.is_header:
                continue
            if entry.obsolete:
                if entry.context is not None or entry.source in asleep:
                    gone.append(entry)
            elif entry.context is not None and entry.source in texts:
                live.append(entry)
            elif (entry.context is not None or entry.source in self.old) and any(entry.targets):
                # An obsolete entry of the same text would make two with one key: the live one wins.
                if entry.context is None and entry.source in asleep:
                    gone.remove(asleep[entry.source])
                gone.append(po.revise(catalog, entry, obsolete=True, references=()))
        return live, gone
