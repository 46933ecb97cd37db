"""Two revisions of a project held against each other, as they were set up, in every locale."""

from __future__ import annotations

from collections import defaultdict
from contextlib import ExitStack
from typing import TYPE_CHECKING

from kms_i18n import flow, po, workspace
from kms_i18n import project as projects
from kms_i18n.errors import ConfigError
from kms_i18n.project import Bundle, Project
from kms_i18n.tree import GitTree
from kms_i18n.turnover import Turnover, turnover

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kms_i18n.model import Catalog, Document, Segment, Unit
    from kms_i18n.results import Difference
    from kms_i18n.tree import Tree, WorkTree


def compared(
    tree: WorkTree, project: Project, locales: Sequence[str], a: str, b: str | None
) -> Turnover:
    """Return what became of every translation from revision ``a`` to ``b`` (None: as on disk).

    Both are read as the project is set up today. Raises ``RevisionError`` for a revision that Git
    does not know.
    """
    with ExitStack() as stack:
        old = stack.enter_context(GitTree(tree.root, a))
        before = _units(old, _at(old, project), locales)
        if b is None:
            after = _units(tree, project, locales)
        else:
            new = stack.enter_context(GitTree(tree.root, b))
            after = _units(new, _at(new, project), locales)
    return turnover(before, after, (a, b or "working tree"))


def _at(tree: Tree, project: Project) -> Project:
    """Return the project with the documents that a revision has; none if they came later."""
    try:
        return projects.load(tree, config=project.config)
    except ConfigError:
        return Project(project.config, ())


def _units(tree: Tree, project: Project, locales: Sequence[str]) -> dict[str, list[Unit]]:
    found: defaultdict[str, list[Unit]] = defaultdict(list)
    for bundle in project.bundles:
        for locale in locales:
            found[locale] += workspace.units(tree, project, bundle, locale)
    return found


def differences(
    tree: WorkTree, project: Project, a: str | None, b: str | None
) -> Iterator[Difference]:
    """Yield how each document changed: from ``a`` to ``b``, revisions; the working tree if None.

    Without ``a``: from what the catalogs remember, which is the source as of their last update.
    Raises ``RevisionError`` for a revision that Git does not know.
    """
    for bundle in project.bundles:
        catalogs = {
            locale: po.parse(data, path, locale, project.config.limits)
            if (data := workspace.read(tree, path)) is not None
            else None
            for locale, path in sorted(bundle.catalogs.items())
        }
        if a is None:
            yield from _since_update(bundle, catalogs, project.config.source_locale)
            continue
        with GitTree(tree.root, a) as before:
            old = {d.path: _document(before, d) for d in bundle.documents}
        new = {d.path: d.segments for d in bundle.documents}
        if b is not None:
            with GitTree(tree.root, b) as after:
                new = {d.path: _document(after, d) for d in bundle.documents}
        for document in bundle.documents:
            path = document.path
            labels = (a, b or "working tree")
            source = project.config.source_locale
            yield flow.compare(path, old[path], new[path], labels, catalogs, source)


def _since_update(
    bundle: Bundle, catalogs: dict[str, Catalog | None], source: str
) -> Iterator[Difference]:
    """Yield what changed since the catalogs followed; once for all that remember the same text."""
    groups: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for locale, catalog in catalogs.items():
        if catalog is not None:
            groups[tuple(s.text for s in flow.remembered(catalog))].append(locale)
    for locales in groups.values():
        some = catalogs[locales[0]]
        segments = [s for d in bundle.documents for s in d.segments]
        if some is not None:
            label = f"catalogs ({', '.join(locales)})"
            names = ", ".join(d.path for d in bundle.documents)
            mine = {locale: catalogs[locale] for locale in locales}
            old = flow.remembered(some)
            yield flow.compare(names, old, segments, (label, "working tree"), mine, source)


def file_difference(a: str, b: str, locale: str = "en") -> Difference | None:
    """Return how one file in ``locale`` became another; None if the two names are not files."""
    from pathlib import Path

    from kms_i18n import formats
    from kms_i18n.tree import read_file

    if not (Path(a).is_file() and Path(b).is_file()):
        return None
    old = formats.extract(a, read_file(a))
    new = formats.extract(b, read_file(b))
    return flow.compare(b, old.segments, new.segments, (a, b), {}, locale)


def _document(tree: Tree, document: Document) -> tuple[Segment, ...]:
    """Return the segments that a document had in another tree; none if it was not there."""
    from kms_i18n import formats

    data = workspace.read(tree, document.path)
    if data is None:
        return ()
    return formats.extract(document.path, data, document.format).segments
