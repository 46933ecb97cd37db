"""The glossaries of a project: the terms that they have, and those that the source has without them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kms_i18n import glossary
from kms_i18n.glossary import Glossary
from kms_i18n.results import TermRow, Terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kms_i18n.project import Bundle, Project
    from kms_i18n.tree import Tree


def glossary_of(tree: Tree, bundle: Bundle, locale: str) -> Glossary | None:
    """Return the glossary of a locale, or None if there is none. Raises ``KmsError`` if it is broken."""
    path = bundle.glossaries.get(locale, "")
    data = tree.read(path) if path and tree.exists(path) else None
    return glossary.parse(data, path, locale) if data is not None else None


def terms(tree: Tree, project: Project, locales: Sequence[str], *, missing: bool = False) -> Terms:
    """Return the terms of the glossaries with how often the source has them.

    ``missing``: instead the phrases that recur in the source without an entry.
    """
    rows: dict[tuple[str, str], TermRow] = {}
    for bundle in project.bundles:
        sources = [s.text for document in bundle.documents for s in document.segments]
        for locale in locales:
            found = glossary_of(tree, bundle, locale) or Glossary("", locale, ())
            for row in _candidates(sources, found) if missing else _listed(sources, found):
                rows[locale, row.term] = row
    return Terms(tuple(row for _, row in sorted(rows.items(), key=_by_count)))


def _by_count(item: tuple[tuple[str, str], TermRow]) -> tuple[str, int, str]:
    (locale, term), row = item
    return locale, -row.count, term


def _listed(sources: Sequence[str], found: Glossary) -> Iterator[TermRow]:
    counts = Counter(term.term for source in sources for term in found.used(source))
    for term in found.terms:
        yield TermRow(
            found.locale,
            term.term,
            term.translations,
            term.confidence,
            term.note,
            counts[term.term],
        )


def _candidates(sources: Sequence[str], found: Glossary) -> Iterator[TermRow]:
    for phrase, count in glossary.candidates(sources, found):
        yield TermRow(found.locale, phrase, count=count)
