"""A project on disk as it is now: the state of every segment in every locale.

Reads through the tree, and returns values. ``upkeep``, ``comparison`` and ``publication`` build on
this room. None of them writes: an ``Edit`` is a file as it should be, and the command decides
whether it is written, shown or held against ``--check``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kms_i18n import approvals as ledger
from kms_i18n import flow, po
from kms_i18n.errors import KmsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kms_i18n.model import Approval, Entry, Policy, Unit
    from kms_i18n.project import Bundle, Project
    from kms_i18n.results import Coverage
    from kms_i18n.tree import Tree


def units(tree: Tree, project: Project, bundle: Bundle, locale: str) -> list[Unit]:
    """Return every segment of a bundle with its entry and state in one locale."""
    path = bundle.catalogs[locale]
    data = read(tree, path)
    limits = project.config.limits
    catalog = po.parse(data, path, locale, limits) if data is not None else None
    valid = approved(tree, project, bundle, locale, catalog.entries if catalog else ())
    found = [approval for some in valid.values() for approval in some]
    source = project.config.source_locale
    return flow.assess(bundle.documents, catalog, locale, source, found, path=path)


def coverages(
    tree: Tree, project: Project, locales: Sequence[str], *, target: bool = False
) -> Iterator[Coverage]:
    """Yield the coverage of every document in every locale; with ``target`` its length too."""
    for bundle in project.bundles:
        found = {locale: units(tree, project, bundle, locale) for locale in locales}
        yield from _covered(project, bundle, found, target=target)


def policy(project: Project, name: str = "") -> Policy:
    """Return a policy by name; without one ``release``, or the only one. Raises ``KmsError``."""
    policies = project.config.policies
    if not name:
        name = next(iter(policies)) if len(policies) == 1 else "release"
    if name in policies:
        return policies[name]
    known = ", ".join(sorted(policies))
    hint = "The configuration has: {known}." if known else "The configuration has none."
    raise KmsError('unknown policy "{name}"', hint=hint, name=name, known=known)


def _covered(
    project: Project, bundle: Bundle, found: dict[str, list[Unit]], *, target: bool = False
) -> Iterator[Coverage]:
    """Yield one coverage per document and locale of a bundle."""
    for document in bundle.documents:
        for locale, mine in found.items():
            role = project.config.locales[locale].role
            path = bundle.catalogs[locale]
            yield flow.cover(mine, document.path, locale, role, path, target=target)


def approved(
    tree: Tree, project: Project, bundle: Bundle, locale: str, entries: Iterable[Entry]
) -> Mapping[str, frozenset[Approval]]:
    """Return the approvals of one catalog's entries that count, by fingerprint.

    Where the configuration says so, those too that an accepted edit of the source left standing.
    """
    lines = approvals(tree, bundle.approvals[locale])
    if project.config.carry == "typographic":
        from kms_i18n import acceptance

        source = project.config.source_locale
        lines = acceptance.carried(lines, acceptance.former(lines, entries, locale, source))
    return ledger.valid(lines, locale, project.config.reviewers)


def approvals(tree: Tree, path: str) -> frozenset[Approval]:
    """Return the lines of an approvals file; none where there is no file."""
    data = read(tree, path)
    return _parsed(data, path) if data is not None else frozenset()


@lru_cache(maxsize=16)
def _parsed(data: bytes, path: str) -> frozenset[Approval]:
    """Return the lines of an approvals file, which many catalogs share; read once."""
    return ledger.parse(data, path)


def read(tree: Tree, path: str) -> bytes | None:
    """Return a file's bytes, or None if there is none."""
    return tree.read(path) if tree.exists(path) else None
