"""Files of a project, from the working tree or from a Git revision; the only room with a disk.

Both kinds of tree answer alike, so history and differences need no second code path. Nothing
outside the project's folder is read or written, whatever a configuration, a file name or a
symbolic link says. ``write`` is the only way a file is changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from kms_i18n import registry

if TYPE_CHECKING:
    from kms_i18n.tree.git import GitTree, last_commit
    from kms_i18n.tree.reading import MAX_BYTES, read_file
    from kms_i18n.tree.work import WorkTree, is_repository
    from kms_i18n.tree.writing import write

__all__ = [
    "MAX_BYTES",
    "GitTree",
    "Tree",
    "WorkTree",
    "is_repository",
    "last_commit",
    "read_file",
    "write",
]
__getattr__ = registry.doors(
    __name__,
    {
        "GitTree": f"{__name__}.git",
        "MAX_BYTES": f"{__name__}.reading",
        "WorkTree": f"{__name__}.work",
        "is_repository": f"{__name__}.work",
        "last_commit": f"{__name__}.git",
        "read_file": f"{__name__}.reading",
        "write": f"{__name__}.writing",
    },
)


class Tree(Protocol):
    """What can be asked of a tree. Paths are relative to its root, with ``/``."""

    def read(self, path: str) -> bytes:
        """Return a file's bytes.

        Raises ``KmsError`` if it is missing, no file, unreadable or larger than the limit, and
        ``ConfinementError`` if the path leads out of the project.
        """

    def files(self, pattern: str) -> list[str]:
        """Return the files that a glob matches, sorted; see ``kms_i18n.tree.paths.Glob``."""

    def exists(self, path: str) -> bool:
        """Return whether something stands at a path. Raises ``ConfinementError``."""
