"""The verbs: values in, values out. No file, no Git, no terminal.

Each works on one catalog and the documents it serves; callers map over locales and fold.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kms_i18n import approvals as ledger
from kms_i18n import po, words
from kms_i18n.fates import Fate, tallied
from kms_i18n.model import (
    Change,
    ChangeClass,
    ChangeKind,
    Entry,
    Kind,
    Segment,
    Span,
    State,
    Unit,
)
from kms_i18n.results import Coverage, Delta, Difference, Length
from kms_i18n.states import state
from kms_i18n.text import ZWSP, normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kms_i18n import carry
    from kms_i18n.model import Approval, Catalog, Document


@dataclass(frozen=True, slots=True)
class Updated:
    """A catalog brought up to its documents, and what that did to its entries."""

    data: bytes
    fates: tuple[Fate, ...]
    """Of every text of the documents in order, then of those that are gone."""

    @property
    def tally(self) -> Counter[str]:
        """How many texts had which kind of fate; see ``fates.KINDS``."""
        return tallied(self.fates)


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
    from kms_i18n import carry
    from kms_i18n.align import align

    wanted = references(documents)
    texts = list(wanted)
    old = _by_text(catalog)
    obsolete = {e.source: e for e in catalog.entries if e.obsolete and e.context is None}
    changes = align(
        [carry.bare(text) for text in old], [carry.bare(text) for text in texts], locale
    )
    origin = carry.origins(changes, texts)
    why = {text: carry.told(change) for text, change in origin.items()} if comments else {}
    carrier = carry.Carrier(catalog, wanted, editorial, dict(old), why)
    moved = {texts[c.new[0]] for c in changes if c.kind is ChangeKind.MOVED}
    blocks: dict[str, Entry | bytes] = {}
    fates: dict[str, Fate] = {}
    for text in texts:
        if text in old:
            blocks[text] = carrier.kept(old.pop(text))
            fates[text] = Fate(text, "moved" if text in moved else "same", moved=text in moved)
        elif text in obsolete:
            back = obsolete.pop(text)
            blocks[text] = po.revise(catalog, back, obsolete=False, references=wanted[text])
            fates[text] = Fate(text, "revived", (text,))
    before, stayed = dict(old), set(blocks)
    _carry(carrier, origin, old, blocks, fates)
    carried = blocks.keys() - stayed
    doubted = [
        entry
        for text, entry in before.items()
        # One key, one entry: the translation itself is live, under the text that followed.
        if text not in old and text not in obsolete
        if carry.doubted(entry) and entry.previous_source not in carried
    ]
    _recall(carrier, blocks, fates, comments=comments)
    live, gone = _leftovers(catalog, set(texts), old, obsolete)
    gone += [po.revise(catalog, entry, obsolete=True, references=()) for entry in doubted]
    data = po.compose(catalog, [*(blocks[text] for text in texts), *live, *gone])
    removed = (Fate(text, "removed") for text in old)
    return Updated(data, (*(fates[text] for text in texts), *removed))


def _by_text(catalog: Catalog) -> dict[str, Entry]:
    """Return the live entries without a context, in file order, by their text."""
    return {entry.source: entry for entry in catalog.live if entry.context is None}


def _carry(
    carrier: carry.Carrier,
    origin: Mapping[str, Change],
    old: dict[str, Entry],
    blocks: dict[str, Entry | bytes],
    fates: dict[str, Fate],
) -> None:
    """Add the entries of texts that came from others, and take from ``old`` what they used up."""
    texts = list(carrier.wanted)
    _return(carrier, old, blocks, fates)
    entries = list(carrier.old.values())
    done = set(blocks)
    for text, change in origin.items():
        if text in blocks:
            continue
        sources = [entries[i] for i in change.old]
        parts = [text]
        if change.kind is ChangeKind.SPLIT:
            parts = [texts[j] for j in change.new]
            pieces = carrier.split(sources[0], parts)
        elif change.kind is ChangeKind.MERGED:
            pieces = [carrier.merged(sources, text)]
        elif sources[0].source in old:
            pieces = [carrier.edited(old.pop(sources[0].source), text)]
        else:
            pieces = [carrier.copied(sources[0], text)]
        named = tuple(entry.source for entry in sources)
        for part, piece in zip(parts, pieces, strict=True):
            if part not in done:
                blocks[part] = piece
                fates[part] = Fate(part, str(change.kind), named, change.score, change.klass, change.moved)  # fmt: skip


def _return(
    carrier: carry.Carrier,
    old: dict[str, Entry],
    blocks: dict[str, Entry | bytes],
    fates: dict[str, Fate],
) -> None:
    """Add the entries whose text is again, or still, the one that their translation was written for."""
    written_for = {e.previous_source: e for e in old.values() if e.fuzzy}
    spelled = {normal(e.source): e for e in reversed(old.values()) if e.source_plural is None}
    for text in carrier.wanted:
        if text in blocks:
            continue
        # A text that comes back is the one its translation was written for, however unlike.
        back = written_for.get(text)
        alike = spelled.get(normal(text))
        if back is not None and back.source in old:
            blocks[text] = carrier.edited(old.pop(back.source), text)
            fates[text] = Fate(text, "returned", (back.source,))
        elif alike is not None and alike.source in old:
            blocks[text] = carrier.respelled(old.pop(alike.source), text)
            fates[text] = Fate(text, "respelled", (alike.source,), 1.0, ChangeClass.TYPOGRAPHIC)


def _recall(
    carrier: carry.Carrier,
    blocks: dict[str, Entry | bytes],
    fates: dict[str, Fate],
    *,
    comments: bool,
) -> None:
    """Add the entries of the texts that came from nowhere: a suggestion from memory, or empty."""
    rest = [text for text in carrier.wanted if text not in blocks]
    memory = carrier.remembered(rest)
    if comments:
        said = {text: f"recalled, {score:.2f}" for text, (_, score) in memory.items()}
        carrier = replace(carrier, why={**carrier.why, **said})
    for text in rest:
        if text in memory:
            entry, score = memory[text]
            blocks[text] = carrier.copied(entry, text)
            fates[text] = Fate(text, "recalled", (entry.source,), score)
        else:
            blocks[text] = carrier.added(text)
            fates[text] = Fate(text, "added")


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
    signed = {approval.fingerprint for approval in approved}
    units: list[Unit] = []
    for document in documents:
        for segment in document.segments:
            entry = entries.get(segment.text)
            covered = bool(signed and entry and ledger.bind(entry, locale) in signed)
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


def length(units: Sequence[Unit], document: str, locale: str) -> Length:
    """Return how long the finished translations of a document are; first plural forms stand for all."""
    targets = [
        unit.entry.target
        for unit in units
        if unit.document == document and unit.entry and unit.state >= State.TRANSLATED
    ]
    counted = sum(words.count(target, locale) for target in targets)
    characters = sum(len(target.replace(ZWSP, "")) for target in targets)
    return Length(counted, characters, words.estimated(locale))


def cover(
    units: Sequence[Unit],
    document: str,
    locale: str,
    role: str,
    catalog: str,
    *,
    target: bool = False,
) -> Coverage:
    """Return the coverage of one document in one locale; with ``target`` its length too."""
    segments: Counter[State] = Counter()
    counted: Counter[State] = Counter()
    for unit in units:
        if unit.document == document:
            segments[unit.state] += 1
            counted[unit.state] += unit.words
    long = length(units, document, locale) if target else None
    return Coverage(document, locale, role, catalog, dict(segments), dict(counted), long)


# ── compare ──────────────────────────────────────────────────────────────────────────────────


def compare(
    name: str,
    old: Sequence[Segment],
    new: Sequence[Segment],
    labels: tuple[str, str],
    catalogs: Mapping[str, Catalog | None],
    locale: str = "en",
) -> Difference:
    """Return how a document changed, with marked words and what each change does to each locale.

    ``locale`` is that of the source, for the class of each change. The marks of a split or merge
    are those of the texts joined.

    A segment whose text stayed but whose path changed is no difference unless it moved.
    """
    from kms_i18n.align import align
    from kms_i18n.marks import marks

    deltas: list[Delta] = []
    changes = align(old, new, locale)
    stayed = _ends([i for c in changes if c.new for i in c.old])
    known = _ends([j for c in changes if c.old for j in c.new])
    for change in changes:
        if change.kind is ChangeKind.SAME:
            continue
        before = tuple(old[i] for i in change.old)
        after = tuple(new[j] for j in change.new)
        edge = (
            "" if before and after else _edge(change.new or change.old, known if after else stayed)
        )
        woven = tuple(marks(" ".join(s.text for s in before), " ".join(s.text for s in after)))
        effects = {
            code: effect
            for code, catalog in sorted(catalogs.items())
            if (effect := _effect(change, before, after, catalog))
        }
        deltas.append(Delta(change, before, after, woven, effects, edge))
    return Difference(name, labels[0], labels[1], tuple(deltas))


def _ends(indices: Sequence[int]) -> tuple[int, int] | None:
    """Return the first and the last of the segments that are in both revisions."""
    return (min(indices), max(indices)) if indices else None


def _edge(indices: Sequence[int], ends: tuple[int, int] | None) -> str:
    """Return whether segments stand above or below all that is in both revisions, in a word."""
    if ends is None or ends[0] <= indices[0] <= ends[1]:
        return ""
    return "above" if indices[0] < ends[0] else "below"


def _effect(
    change: Change, before: Sequence[Segment], after: Sequence[Segment], catalog: Catalog | None
) -> str:
    """Return what a change does to one locale, in a word; empty: nothing."""
    entries = _by_text(catalog) if catalog else {}
    now = [entry for segment in after if (entry := entries.get(segment.text))]
    if now and len(now) == len(after):
        # The catalog has followed already: its own state is the truth.
        found = min(map(state, now))
        return found.label if found < State.TRANSLATED else ""
    if change.kind is ChangeKind.MOVED:
        return ""
    if not before:
        return "untranslated"
    if not after:
        return "obsolete"
    known = [entries[segment.text] for segment in before if segment.text in entries]
    return "stale" if any(entry.translated for entry in known) else "untranslated"


# ── publish ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Published:
    """A translated document, and how much of it is translated."""

    text: str
    translated: int
    missing: tuple[Unit, ...]
    """Segments without a publishable translation."""


def publish(
    document: Document, units: Sequence[Unit], fallback: str, notice: str = ""
) -> Published:
    """Return the document in one locale; all that is not translated has the bytes of the source.

    ``fallback`` says what stands where no finished translation is: ``source``, ``stale`` (the
    outdated translation, else the source), ``omit``; ``refuse`` is the caller's to decide by
    ``missing``. Only translated and approved units are published as they are; ``notice`` stands
    before a stale one.
    """
    mine = {u.segment.path: u for u in units if u.document == document.path}
    missing = tuple(u for u in mine.values() if u.state < State.TRANSLATED)

    def translate(segment: Segment) -> str | None:
        unit = mine[segment.path]
        if unit.entry is None or unit.state is State.UNTRANSLATED:
            return None
        if unit.state >= State.TRANSLATED:
            return unit.entry.target
        return f"{notice}{unit.entry.target}" if fallback == "stale" else None

    def omit(segment: Segment) -> bool:
        return mine[segment.path].state < State.TRANSLATED

    text = document.render(translate, omit if fallback == "omit" else None)
    return Published(text, len(mine) - len(missing), missing)
