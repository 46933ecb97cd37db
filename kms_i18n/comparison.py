"""Two revisions of a project held against each other, as they were set up, in every locale."""

from __future__ import annotations

from collections import defaultdict
from contextlib import ExitStack
from typing import TYPE_CHECKING

from kms_i18n import project as projects
from kms_i18n import workspace
from kms_i18n.errors import ConfigError
from kms_i18n.project import Project
from kms_i18n.tree import GitTree
from kms_i18n.turnover import Turnover, turnover

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kms_i18n.model import Unit
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
