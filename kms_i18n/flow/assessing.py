"""Where every segment stands in a locale, and how much of a document that is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kms_i18n import approvals as ledger
from kms_i18n import words
from kms_i18n.flow.texts import by_text
from kms_i18n.model import State, Unit
from kms_i18n.results import Coverage, Length
from kms_i18n.states import state
from kms_i18n.text import ZWSP

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kms_i18n.model import Approval, Catalog, Document


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
    entries |= by_text(catalog) if catalog else {}
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
