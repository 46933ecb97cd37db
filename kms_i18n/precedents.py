"""The approved pair that each translation came from: what a reviewer, or a reader, last agreed to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n import approvals as ledger
from kms_i18n import grounds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from kms_i18n.bindings import Bindings
    from kms_i18n.model import Approval, Entry, Unit
    from kms_i18n.project import Project
    from kms_i18n.tree import WorkTree

_ALIKE = 0.60
"""Least similarity of a source to the one that was approved: gettext's fuzzy threshold."""


def precedents(
    tree: WorkTree,
    project: Project,
    units: Sequence[Unit],
    counts: Callable[[Approval], bool] | None = None,
) -> list[tuple[Entry, Approval] | None]:
    """Return, for each unit, the pair that was approved before it and that approval; None: it is new.

    Only approvals that hold and that ``counts`` says yes to; without it all of them. Pairs are
    found in the history of Git: in a shallow clone, or without one, the older ones are not.
    """
    locales = sorted({unit.locale for unit in units})
    given = {locale: grounds.approvals_of(tree, project, locale) for locale in locales}
    known = grounds.pairs(tree, project, locales) if any(given.values()) else None
    olds = {
        locale: _Past(list(_approved_before(known, given[locale], [u for u in units if u.locale == locale], counts)))
        for locale in locales
    }  # fmt: skip
    return [olds[unit.locale].ancestor(unit.entry) for unit in units]


def _approved_before(
    known: Bindings | None,
    given: Mapping[str, Iterable[Approval]],
    units: Sequence[Unit],
    counts: Callable[[Approval], bool] | None,
) -> Iterator[tuple[Entry, Approval]]:
    """Yield the pairs of one locale's past that were approved and do not stand now, oldest first."""
    locale = units[0].locale
    standing = {ledger.bind(unit.entry, locale) for unit in units if unit.entry}
    found = []
    for name, approvals in given.items():
        origin = known.origins.get(locale, {}).get(name) if known else None
        some = [a for a in approvals if counts is None or counts(a)]
        if origin and some and name not in standing:
            last = max(some, key=lambda approval: approval.date)
            found.append((origin.entry, last))
    yield from sorted(found, key=lambda pair: (pair[1].date, pair[1].fingerprint))


class _Past:
    """The pairs of one locale that were approved, oldest first, found by what they have in common."""

    def __init__(self, approved: Sequence[tuple[Entry, Approval]]) -> None:
        self.approved = approved
        self.sources = [entry.source for entry, _ in approved]
        self.by_key = {pair[0].key: pair for pair in approved}
        self.by_targets = {pair[0].targets: pair for pair in approved}

    def ancestor(self, entry: Entry | None) -> tuple[Entry, Approval] | None:
        """Return the approved pair that an entry's pair came from; None: it is new.

        The last one with the same source, else with the same translation, else the one whose
        source is most alike, if it is alike enough; at equal likeness the one at the same place.
        """
        from rapidfuzz.distance import Indel
        from rapidfuzz.process import extract

        if entry is None:
            return None
        if same := self.by_key.get(entry.key) or self.by_targets.get(entry.targets):
            return same
        alike = extract(
            entry.source,
            self.sources,
            scorer=Indel.normalized_similarity,
            score_cutoff=_ALIKE,
            limit=None,
        )
        if not alike:
            return None
        places = [self.approved[number][0].references for _, _, number in alike]
        scores = [
            (score + 0.05 * (place == entry.references), number)
            for (_, score, number), place in zip(alike, places, strict=True)
        ]
        return self.approved[max(scores)[1]]
