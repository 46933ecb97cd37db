"""A gettext catalog brought up to a template, as msgmerge does it, but by what came from what.

The template's messages come in its order with its notes, references and flags; what a translator
wrote stays. A message of the template that the catalog has keeps its translation; any other one gets
that of the message it came from (``descent``), fuzzy. Nothing is lost: a translation that nothing
uses is kept as an obsolete entry.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from kms_i18n import po, po_header
from kms_i18n.carry import cut, join, written_for
from kms_i18n.descent import Origin, origins
from kms_i18n.po_notes import with_notes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kms_i18n.model import Catalog, Entry, Span

_CREATED = "POT-Creation-Date"
_FIELDS = (
    "source",
    "source_plural",
    "context",
    "targets",
    "translator_comments",
    "obsolete",
    "previous_context",
    "previous_source",
    "previous_plural",
)
_DECIDED = ("-format", "wrap")
"""Ends of the flags that the template decides about."""


_Named = tuple[str | None, str | None, str | None]
"""What names a message: context, source and plural."""


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
    blocks = {
        place: block for place, entry in enumerate(work.wanted) if (block := work.kept(entry))
    }
    missing = [place for place in range(len(work.wanted)) if place not in blocks]
    if missing and matching:
        blocks |= work.back(missing)
        blocks |= work.carried([place for place in missing if place not in blocks])
    for place in missing:
        if place not in blocks:
            blocks[place] = work.added(work.wanted[place])
    return work.merged([blocks[place] for place in range(len(work.wanted))])


class _Merge:
    """One catalog on its way to a template."""

    def __init__(self, catalog: Catalog, template: Catalog, *, previous: bool) -> None:
        self.catalog, self.template, self.previous = catalog, template, previous
        self.wanted = [e for e in template.entries if not (e.is_header or e.obsolete)]
        entries = [entry for entry in catalog.entries if not entry.is_header]
        self.live = [entry for entry in entries if not entry.obsolete]
        self.obsolete = [entry for entry in entries if entry.obsolete]
        self.by_key = {entry.key: entry for entry in [*self.obsolete, *self.live]}
        self.used: set[Span] = set()
        self.tally: Counter[str] = Counter()
        header = catalog.header
        self.forms = (po_header.plural_count(header.target) if header else None) or 2

    # ── what becomes of a message ──

    def kept(self, wanted: Entry) -> Entry | bytes | None:
        """Return the entry of a message that the catalog has; None: it has not."""
        entry = self.by_key.get(wanted.key)
        if entry is None:
            return None
        self.used.add(entry.span)
        self.tally["revived" if entry.obsolete else "kept"] += 1
        if entry.source_plural != wanted.source_plural and any(entry.targets):
            return self._followed(entry, wanted)
        if entry.source_plural != wanted.source_plural:
            return self.added(wanted)
        flags = _flags(entry, wanted, fuzzy=entry.fuzzy)
        same = (
            entry.references == wanted.references
            and entry.extracted_comments == wanted.extracted_comments
            and set(entry.flags) == set(flags)
        )
        if same and not entry.obsolete:
            return entry
        if entry.obsolete:
            now = replace(entry, obsolete=False)
            return self._noted(po.revise(self.catalog, entry, obsolete=False), now, wanted, flags)
        data = self.catalog.data[entry.span.start : entry.span.end]
        return self._noted(data, entry, wanted, flags)

    def back(self, missing: Sequence[int]) -> dict[int, bytes]:
        """Return messages that came back to a translation that was written for them."""
        waiting = {
            (e.context if e.previous_context is None else e.previous_context, e.previous_source): e
            for e in self.live
            if e.fuzzy and e.previous_source is not None and e.span not in self.used
        }
        found: dict[int, bytes] = {}
        for place in missing:
            entry = waiting.get(self.wanted[place].key)
            if entry is not None and entry.translated and entry.span not in self.used:
                self.used.add(entry.span)
                found[place] = self._followed(entry, self.wanted[place])
        self.tally["edited"] += len(found)
        return found

    def carried(self, missing: Sequence[int]) -> dict[int, bytes]:
        """Return messages with the translation of the one that they come from."""
        entries = [*self.live, *self.obsolete]
        new = [entry.source for entry in self.wanted]
        usable = [i for i, entry in enumerate(entries) if entry.translated]
        told = origins(
            [entry.source for entry in self.live], new, missing, usable,
            [entry.source for entry in self.obsolete],
        )  # fmt: skip
        found: dict[int, bytes] = {}
        for place, origin in sorted(told.items()):
            sources = [entries[i] for i in origin.old if entries[i].translated]
            if sources and (block := self._from(sources, place, origin)):
                found[place] = block
        self.tally["edited"] += len(found)
        return found

    def added(self, wanted: Entry) -> bytes:
        """Return a message without a translation, as the template has it."""
        empty = ("",) * (self.forms if wanted.source_plural is not None else 1)
        return self._written(wanted, empty, None)

    def merged(self, blocks: Sequence[Entry | bytes]) -> Merged:
        """Return the file made of these entries and of what is left over, and the tally."""
        gone: list[Entry | bytes] = []
        for entry in [*self.obsolete, *self.live]:
            if entry.span in self.used:
                continue
            if entry.obsolete:
                gone.append(entry)
            else:
                self.tally["removed"] += 1
                if any(entry.targets):
                    gone.append(po.revise(self.catalog, entry, obsolete=True, references=()))
        pieces: list[Entry | bytes | tuple[Entry, bytes]] = [*blocks, *gone]
        data = po.compose(self.catalog, pieces)
        if data != self.catalog.data and (dated := self._dated()) is not None:
            data = po.compose(self.catalog, [dated, *pieces])
        tally = self.tally
        added = len(blocks) - tally["kept"] - tally["revived"] - tally["edited"]
        counts = tally["edited"], added, tally["removed"], tally["revived"]
        return Merged(data, tally["kept"], *counts)

    # ── how its entry is written ──

    def _from(self, sources: Sequence[Entry], place: int, origin: Origin) -> bytes | None:
        """Return a message that comes from others; None: their forms cannot be put together."""
        wanted, first = self.wanted[place], sources[0]
        if len(sources) == 1 and not origin.parts:
            if first.span not in self.used and not first.obsolete:
                self.used.add(first.span)
                return self._followed(first, wanted)
            return self._written(wanted, self._fitting(first, wanted), first)
        if wanted.source_plural is not None or any(e.source_plural is not None for e in sources):
            return None
        if len(sources) > 1:
            before = join([written_for(entry) for entry in sources])
            return self._written(wanted, (join([e.target for e in sources]),), first, before)
        pieces = cut(first.target, [len(self.wanted[j].source) for j in origin.parts])
        if pieces is None:
            pieces = [first.target, *[""] * (len(origin.parts) - 1)]
        return self._written(wanted, (pieces[origin.parts.index(place)],), first)

    def _followed(self, entry: Entry, wanted: Entry) -> bytes:
        """Return an entry that follows its message, fuzzy; its comments go with it."""
        targets = self._fitting(entry, wanted)
        comments = entry.translator_comments
        if wanted.source_plural is None:  # Forms that have no place any more are told.
            lost = dict.fromkeys(t for t in entry.targets[1:] if t and t not in targets)
            comments += tuple(" ".join(target.splitlines()) for target in lost)
        now = replace(
            entry,
            source=wanted.source,
            source_plural=wanted.source_plural,
            context=wanted.context,
            targets=targets,
            translator_comments=comments,
            obsolete=False,
        )
        if any(targets) and self.previous:
            context, source, plural = _previous(entry, wanted)
            now = replace(
                now, previous_context=context, previous_source=source, previous_plural=plural
            )
        fields = {name: getattr(now, name) for name in _FIELDS}
        data = po.revise(self.catalog, entry, **fields)
        return self._noted(data, now, wanted, _flags(entry, wanted, fuzzy=any(targets)))

    def _noted(self, data: bytes, entry: Entry, wanted: Entry, flags: Sequence[str]) -> bytes:
        return with_notes(self.catalog, data, entry, wanted, flags)

    def _written(
        self, wanted: Entry, targets: Sequence[str], source: Entry | None, before: str = ""
    ) -> bytes:
        """Return a new entry; ``source`` the one whose translation it has, if any."""
        named: _Named = (None, None, None)
        if source is not None and any(targets) and self.previous:
            named = (None, before, None) if before else _previous(source, wanted)
        fuzzy = source is not None and any(targets)
        return po.write_entry(
            wanted.source,
            targets,
            context=wanted.context,
            source_plural=wanted.source_plural,
            flags=_flags(None, wanted, fuzzy=fuzzy),
            references=wanted.references,
            extracted_comments=wanted.extracted_comments,
            translator_comments=() if fuzzy else wanted.translator_comments,
            style=po.style_of(self.catalog.data),
            charset=self.catalog.charset,
            previous_context=named[0],
            previous_source=named[1],
            previous_plural=named[2],
        )

    def _fitting(self, entry: Entry, wanted: Entry) -> tuple[str, ...]:
        """Return a translation in as many forms as a message has."""
        if (entry.source_plural is None) == (wanted.source_plural is None):
            return entry.targets
        return entry.targets[:1] * (1 if wanted.source_plural is None else self.forms)

    def _dated(self) -> tuple[Entry, bytes] | None:
        """Return the header with the template's date; None where it has that or there is none."""
        header = self.catalog.header
        created = po.header_fields(self.template).get(_CREATED)
        if header is None or not created or po.header_fields(self.catalog).get(_CREATED) == created:
            return None
        text = po_header.with_fields(header.target, {_CREATED: created})
        return header, po.revise(self.catalog, header, targets=(text,))


def _previous(entry: Entry, wanted: Entry) -> _Named:
    """Return what names the message a translation was written for, if it is another one."""
    named = (entry.context, entry.source, entry.source_plural)
    if entry.fuzzy and entry.previous_source is not None:
        named = (entry.previous_context, entry.previous_source, entry.previous_plural)
    if named == (wanted.context, wanted.source, wanted.source_plural):
        return (None, None, None)
    return named


def _flags(entry: Entry | None, wanted: Entry, *, fuzzy: bool) -> tuple[str, ...]:
    """Return the flags of a message: the template's, and those of its entry it says nothing of."""
    flags = ["fuzzy"] if fuzzy else []
    flags += [flag for flag in wanted.flags if flag != "fuzzy"]
    if entry is not None:
        own = (f for f in entry.flags if not f.endswith(_DECIDED) and not f.startswith("range:"))
        flags += [flag for flag in own if flag not in {"fuzzy", *flags}]
    return tuple(flags)
