"""The verbs: values in, values out. No file, no Git, no terminal.

Each works on one catalog and the documents it serves; callers map over locales and fold.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kms_i18n import approvals as ledger
from kms_i18n import po, words
from kms_i18n.align import align
from kms_i18n.marks import marks
from kms_i18n.model import Change, ChangeKind, Entry, Kind, Segment, Span, State, Unit
from kms_i18n.results import Coverage, Delta, Difference
from kms_i18n.states import state

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kms_i18n.model import Approval, Catalog, Document


@dataclass(frozen=True, slots=True)
class Updated:
    """A catalog brought up to its documents, and what that did to its entries."""

    data: bytes
    kept: int
    edited: int
    """Stale now: the source was edited under a translation."""
    moved: int
    added: int
    removed: int
    """Gone from the source; a translation of it is kept as an obsolete entry."""
    revived: int
    """Obsolete entries whose text came back."""


# ── extract and update ───────────────────────────────────────────────────────────────────────


def references(documents: Iterable[Document]) -> dict[str, tuple[str, ...]]:
    """Return every text of the documents in order, with the places where it stands."""
    places: dict[str, list[str]] = {}
    for document in documents:
        for segment in document.segments:
            places.setdefault(segment.text, []).append(f"{document.path}:{segment.path}")
    return {text: tuple(found) for text, found in places.items()}


def remembered(catalog: Catalog) -> list[Segment]:
    """Return a catalog's live messages as segments: the source as of its last update."""
    found: list[Segment] = []
    for entry in catalog.live:
        for reference in entry.references or ("",):
            path = reference.rpartition(":")[2]
            found.append(Segment(path, entry.source, Span(0, 0), Kind.PARAGRAPH, Span(0, 0)))
    return found


def update(catalog: Catalog, documents: Sequence[Document], *, editorial: bool = False) -> Updated:
    """Return the catalog brought up to its documents; what nobody touched stays byte for byte.

    Same or moved text keeps its translation. An edited text keeps it as fuzzy, with the previous
    source. What left the source becomes obsolete if it has a translation, and comes back when its
    text does. In an editorial catalog an untouched copy follows the source, a corrected one
    becomes fuzzy. Updating twice is updating once.
    """
    wanted = references(documents)
    texts = list(wanted)
    old = _by_text(catalog)
    obsolete = {e.source: e for e in catalog.entries if e.obsolete and e.context is None}
    present = [_segment(text) for text in texts]
    origin = {
        texts[change.new[0]]: (change, list(old.values())[change.old[0]])
        for change in align([_segment(text) for text in old], present)
        if change.old and change.new
    }
    blocks: list[Entry | bytes] = []
    tally: Counter[str] = Counter()
    for text in texts:
        change, entry = origin.get(text, (None, None))
        if text in obsolete and (change is None or change.kind is ChangeKind.EDITED):
            back = obsolete.pop(text)
            blocks.append(po.revise(catalog, back, obsolete=False, references=wanted[text]))
            tally["revived"] += 1
            continue
        if entry is None or change is None:
            blocks.append(_added(catalog, text, wanted[text], editorial=editorial))
            tally["added"] += 1
            continue
        del old[entry.source]
        blocks.append(_carried(catalog, entry, text, wanted[text], editorial=editorial))
        tally[change.kind] += 1
    live, gone = _leftovers(catalog, set(texts), old, obsolete)
    tally["removed"] = len(old)
    data = po.compose(catalog, [*blocks, *live, *gone])
    return Updated(
        data,
        kept=tally[ChangeKind.SAME],
        edited=tally[ChangeKind.EDITED],
        moved=tally[ChangeKind.MOVED],
        added=tally["added"],
        removed=tally["removed"],
        revived=tally["revived"],
    )


def _segment(text: str) -> Segment:
    """Return a bare segment: the aligner needs its text and order only."""
    return Segment("", text, Span(0, 0), Kind.PARAGRAPH, Span(0, 0))


def _by_text(catalog: Catalog) -> dict[str, Entry]:
    """Return the live entries without a context, in file order, by their text."""
    return {entry.source: entry for entry in catalog.live if entry.context is None}


def _added(catalog: Catalog, text: str, places: tuple[str, ...], *, editorial: bool) -> bytes:
    """Return the block of a new entry; an editorial one starts as a copy of the source."""
    return po.write_entry(
        text,
        (text if editorial else "",),
        references=places,
        style=po.style_of(catalog.data),
        charset=catalog.charset,
    )


def _carried(
    catalog: Catalog, entry: Entry, text: str, places: tuple[str, ...], *, editorial: bool
) -> Entry | bytes:
    """Return an entry as it must be now: itself where neither text nor places changed."""
    if entry.source == text:
        if entry.references == places:
            return entry
        return po.revise(catalog, entry, references=places)
    if editorial and entry.target == entry.source:
        return po.revise(catalog, entry, source=text, targets=(text,), references=places)
    if not entry.translated:
        return po.revise(catalog, entry, source=text, references=places)
    previous = entry.source
    if entry.fuzzy and entry.previous_source is not None:
        # The translation was written for the older source: that is what the translator compares.
        previous = entry.previous_source
    return po.revise(
        catalog, entry, source=text, references=places, fuzzy=True, previous_source=previous
    )


def _leftovers(
    catalog: Catalog, texts: set[str], old: dict[str, Entry], obsolete: dict[str, Entry]
) -> tuple[list[Entry | bytes], list[Entry | bytes]]:
    """Return the entries with a context that stay live, and those at the end that are obsolete."""
    live: list[Entry | bytes] = []
    gone: list[Entry | bytes] = []
    for entry in catalog.entries:
        if entry.is_header:
            continue
        if entry.obsolete:
            if entry.context is not None or entry.source in obsolete:
                gone.append(entry)
        elif entry.context is not None and entry.source in texts:
            live.append(entry)
        elif (entry.context is not None or entry.source in old) and any(entry.targets):
            # An obsolete entry of the same text would make two with one key: the live one wins.
            if entry.context is None and entry.source in obsolete:
                gone.remove(obsolete[entry.source])
            gone.append(po.revise(catalog, entry, obsolete=True, references=()))
    return live, gone


# ── assess and judge ─────────────────────────────────────────────────────────────────────────


def assess(
    documents: Sequence[Document],
    catalog: Catalog | None,
    locale: str,
    source_locale: str,
    approved: Iterable[Approval] = (),
    *,
    path: str = "",
) -> list[Unit]:
    """Return every segment of the documents with its entry and state in one locale.

    ``catalog`` None (no file yet): everything is untranslated; ``path`` says where it will be.
    """
    entries = {e.source: e for e in reversed(catalog.live)} if catalog else {}
    entries |= _by_text(catalog) if catalog else {}
    approved = list(approved)
    units: list[Unit] = []
    for document in documents:
        for segment in document.segments:
            entry = entries.get(segment.text)
            covered = bool(approved) and ledger.covers(approved, entry, locale)
            units.append(
                Unit(
                    document.path,
                    locale,
                    segment,
                    entry,
                    state(entry, approved=covered),
                    catalog.path if catalog else path,
                    words.count(segment.text, source_locale),
                )
            )
    return units


def cover(units: Sequence[Unit], document: str, locale: str, role: str, catalog: str) -> Coverage:
    """Return the coverage of one document in one locale."""
    segments: Counter[State] = Counter()
    counted: Counter[State] = Counter()
    for unit in units:
        if unit.document == document:
            segments[unit.state] += 1
            counted[unit.state] += unit.words
    return Coverage(document, locale, role, catalog, dict(segments), dict(counted))


# ── compare ──────────────────────────────────────────────────────────────────────────────────


def compare(
    name: str,
    old: Sequence[Segment],
    new: Sequence[Segment],
    labels: tuple[str, str],
    catalogs: Mapping[str, Catalog | None],
) -> Difference:
    """Return how a document changed, with marked words and what each change does to each locale.

    A segment whose text stayed but whose path changed is no difference unless it moved.
    """
    deltas: list[Delta] = []
    structure: dict[str, object] = {}
    for change in align(old, new):
        if change.kind is ChangeKind.SAME:
            continue
        before = old[change.old[0]] if change.old else None
        after = new[change.new[0]] if change.new else None
        woven = tuple(marks(before.text if before else "", after.text if after else ""))
        effects = {
            locale: effect
            for locale, catalog in sorted(catalogs.items())
            if (effect := _effect(change, before, after, catalog))
        }
        deltas.append(Delta(change, before, after, woven, effects))
        key = (after or before or _segment("")).path
        structure[key] = _structure(before, after)
    return Difference(name, labels[0], labels[1], tuple(deltas), structure)


def _effect(
    change: Change, before: Segment | None, after: Segment | None, catalog: Catalog | None
) -> str:
    """Return what a change does to one locale, in a word; empty: nothing."""
    entries = _by_text(catalog) if catalog else {}
    now = entries.get(after.text) if after else None
    if now is not None:
        # The catalog has followed already: its own state is the truth.
        found = state(now)
        return found.label if found < State.TRANSLATED else ""
    if change.kind is ChangeKind.MOVED:
        return ""
    if change.kind is ChangeKind.EDITED and before is not None:
        known = entries.get(before.text)
        return "stale" if known is not None and known.translated else "untranslated"
    return "untranslated" if change.kind is ChangeKind.ADDED else "obsolete"


def _structure(before: Segment | None, after: Segment | None) -> object:
    """Return DeepDiff's description of one aligned pair; lists of segments are never given to it."""
    from deepdiff import DeepDiff

    def view(segment: Segment | None) -> dict[str, str]:
        return {"path": segment.path, "text": segment.text} if segment else {}

    return DeepDiff(view(before), view(after), verbose_level=2).to_dict()


# ── publish ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Published:
    """A translated document, and how much of it is translated."""

    text: str
    translated: int
    missing: tuple[Unit, ...]
    """Segments without a publishable translation."""


def publish(document: Document, units: Sequence[Unit], fallback: str) -> Published:
    """Return the document in one locale; all that is not translated has the bytes of the source.

    ``fallback`` says what stands where no finished translation is: ``source``, ``stale`` (the
    outdated translation, else the source), ``omit``; ``refuse`` is the caller's to decide by
    ``missing``. Only translated and approved units are published as they are.
    """
    mine = {u.segment.path: u for u in units if u.document == document.path}
    missing = tuple(u for u in mine.values() if u.state < State.TRANSLATED)

    def translate(segment: Segment) -> str | None:
        unit = mine[segment.path]
        if unit.entry is None or unit.state is State.UNTRANSLATED:
            return None
        if unit.state >= State.TRANSLATED or fallback == "stale":
            return unit.entry.target
        return None

    def omit(segment: Segment) -> bool:
        return mine[segment.path].state < State.TRANSLATED

    text = document.render(translate, omit if fallback == "omit" else None)
    return Published(text, len(mine) - len(missing), missing)
