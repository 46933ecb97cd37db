"""What lets a finding pass without a word: a waiver in force, or that the unit was there before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n import po
from kms_i18n.approvals import bind
from kms_i18n.errors import RevisionError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kms_i18n.project import Project
    from kms_i18n.tree import Tree


def in_force(
    tree: Tree, project: Project, locales: Sequence[str], today: str = ""
) -> frozenset[tuple[str, str]]:
    """Return rule and fingerprint of each waiver that holds; ``today`` as ``Options`` has it."""
    from kms_i18n import waivers

    files = sorted({bundle.waivers[locale] for bundle in project.bundles for locale in locales})
    read = ((file, tree.read(file)) for file in files if tree.exists(file))
    lines = [waiver for file, data in read for waiver in waivers.parse(data, file)]
    day = today or (last_day(tree) if lines else "")
    return frozenset((w.rule, w.fingerprint) for w in lines if w.holds(day))


def old_pairs(tree: Tree, path: str, locale: str, revision: str) -> set[str]:
    """Return the fingerprints of a catalog's units in a revision; none if it was not there."""
    from kms_i18n.tree import GitTree, WorkTree

    if not isinstance(tree, WorkTree):
        raise RevisionError("--since compares with the working tree only")
    with GitTree(tree.root, revision) as before:
        data = before.read(path) if before.exists(path) else None
    catalog = po.parse(data, path, locale) if data is not None else None
    return {bind(entry, locale) for entry in catalog.live} if catalog else set()


def last_day(tree: Tree) -> str:
    """Return the date of the last commit, or nothing where there is none."""
    from kms_i18n.tree import GitTree, WorkTree

    if not isinstance(tree, WorkTree):
        return ""
    try:
        with GitTree(tree.root, "HEAD") as last:
            return last.date()
    except RevisionError:
        return ""
