"""Which tags stand where on the way to a revision."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kms_i18n.errors import RevisionError
from kms_i18n.tree.plumbing import commit_of, run, said

if TYPE_CHECKING:
    from pathlib import Path


def tags(root: Path) -> dict[str, tuple[str, ...]]:
    """Return the names of all tags by the commit that they lead to, sorted."""
    done = run(root, "for-each-ref", "--format=%(objectname) %(*objectname) %(refname:lstrip=2)", "refs/tags")  # fmt: skip
    found: defaultdict[str, list[str]] = defaultdict(list)
    for line in done.stdout.decode("utf-8", "replace").splitlines():
        own, peeled, name = line.split(" ", 2)
        found[peeled or own].append(name)
    return {commit: tuple(sorted(names)) for commit, names in found.items()}


def trunk(root: Path, revision: str = "HEAD") -> list[str]:
    """Return the commits that a revision's first parents lead through, oldest first."""
    name = commit_of(root, revision)
    done = run(root, "rev-list", "--first-parent", "--reverse", "--end-of-options", name, "--")
    if done.returncode:
        raise RevisionError("git cannot read the history: {why}", why=said(done))
    return done.stdout.decode().split()
