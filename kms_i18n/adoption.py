"""A document that was translated elsewhere, taken into a catalog: sure, fuzzy, or listed.

Never all or nothing, and never over what a translator wrote: an entry that has a translation keeps
it, and the document's is listed beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from kms_i18n import carry, po
from kms_i18n.bitext import bitext
from kms_i18n.fates import Adopted, Adoption, Leftover
from kms_i18n.text import normal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kms_i18n.bitext import Match
    from kms_i18n.model import Catalog, Document, Entry


def adopt(
    catalog: Catalog, document: Document, translation: Document, *, editorial: bool = False
) -> tuple[bytes, Adoption]:
    """Return the catalog with a document's translations in its empty entries, and the account.

    The catalog must be up to the document (``flow.update``). Sure is one segment for one, with a
    confidence of at least ``bitext.SURE``; all else is fuzzy. So is what only repeats the source,
    unless the catalog is ``editorial``: that may as well be a text that nobody has translated.
    """
    matches = bitext(document.segments, translation.segments)
    entries = {e.source: e for e in catalog.live if e.context is None and e.source_plural is None}
    found: dict[str, Adopted] = {}
    units: list[Adopted] = []
    for offered in _offered(document, translation, matches):
        unit = _settled(offered, entries.get(offered.source), found, editorial=editorial)
        units.append(unit)
        if unit.outcome in {"translated", "fuzzy"}:
            found[unit.source] = unit
    order = {segment.path: place for place, segment in enumerate(document.segments)}
    units.sort(key=lambda unit: order[unit.path])
    left = [j for m in matches if not m.old for j in m.new]
    leftovers = tuple(
        Leftover(translation.line(translation.segments[j].span.start), translation.segments[j].text)
        for j in left
    )
    data = po.compose(catalog, [_block(catalog, e, found, entries) for e in catalog.entries])
    account = Adoption(document.path, catalog.locale, translation.path, tuple(units), leftovers)
    return data, account


def _offered(
    document: Document, translation: Document, matches: Sequence[Match]
) -> Iterator[Adopted]:
    """Yield what the document offers for every source segment: the surest first."""
    for match in sorted(matches, key=lambda m: (-m.confidence, m.old)):
        olds = [document.segments[i] for i in match.old]
        news = [translation.segments[j] for j in match.new]
        texts = [segment.text for segment in news]
        pieces = [""] * len(olds)
        if texts and len(olds) == 1:
            pieces = [carry.join(texts)]
        elif texts and olds:
            pieces = carry.cut(texts[0], [len(s.text) for s in olds]) or [texts[0], *pieces[1:]]
        paths = tuple(segment.path for segment in news)
        outcome = "translated" if match.sure else "fuzzy"
        for segment, piece in zip(olds, pieces, strict=True):
            yield Adopted(segment.path, segment.text, piece, outcome, match.confidence, paths)


def _settled(
    unit: Adopted, entry: Entry | None, found: dict[str, Adopted], *, editorial: bool
) -> Adopted:
    """Return what becomes of an offer: an entry that has a translation keeps it."""
    if not unit.target or entry is None:
        return replace(unit, outcome="missing")
    present = entry.target if any(entry.targets) else ""
    if unit.source in found:
        present = found[unit.source].target
    if present:
        return replace(unit, outcome="same" if present == unit.target else "kept")
    if not editorial and normal(unit.target) == normal(unit.source):
        return replace(unit, outcome="fuzzy")
    return unit


def _block(
    catalog: Catalog, entry: Entry, found: dict[str, Adopted], entries: dict[str, Entry]
) -> Entry | tuple[Entry, bytes]:
    """Return an entry with its translation; itself where there is none for it."""
    unit = found.get(entry.source)
    if unit is None or entries.get(entry.source) is not entry:
        return entry
    fuzzy = unit.outcome == "fuzzy"
    fields: dict[str, Any] = {"fuzzy": True} if fuzzy else {}
    if not fuzzy:
        fields = {"fuzzy": False, "previous_source": None, "previous_context": None, "previous_plural": None}  # fmt: skip
    return entry, po.revise(catalog, entry, targets=(unit.target,), **fields)
