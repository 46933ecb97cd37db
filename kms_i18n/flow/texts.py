"""The texts of documents and of catalogs, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.model import Kind, Segment, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kms_i18n.model import Catalog, Document, Entry


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


def by_text(catalog: Catalog) -> dict[str, Entry]:
    """Return the live entries without a context, in file order, by their text."""
    return {entry.source: entry for entry in catalog.live if entry.context is None}
