"""The working tree: files as they are on disk now."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from kms_i18n.errors import ConfinementError, KmsError
from kms_i18n.tree.paths import Glob, confined, is_git, shown
from kms_i18n.tree.reading import ABSENT, MAX_BYTES, read, refused

if TYPE_CHECKING:
    from collections.abc import Iterator


class WorkTree:
    """The files below a folder. Symbolic links are followed while they stay inside it."""

    def __init__(self, root: Path | str, limit: int = MAX_BYTES) -> None:
        self.root = Path(os.path.realpath(root))
        self.limit = limit
        if not self.root.is_dir():
            raise KmsError("no such folder", path=str(root), hint="Check the name after -C.")

    def read(self, path: str) -> bytes:
        """Return a file's bytes; see ``Tree.read``."""
        return read(self.locate(path), path, self.limit)

    def exists(self, path: str) -> bool:
        """Return whether something stands at a path; see ``Tree.exists``."""
        try:
            self.locate(path).stat()
        except OSError as error:
            if error.errno in ABSENT:
                return False
            raise refused(error, path) from None
        return True

    def locate(self, path: str) -> Path:
        """Return where a path leads, symbolic links followed. Raises ``ConfinementError``."""
        real = Path(os.path.realpath(self.root.joinpath(*confined(path))))
        if not real.is_relative_to(self.root):
            raise ConfinementError(
                "leads out of the project's folder through a symbolic link",
                path=path,
                hint="Put the file itself into the project.",
            )
        if is_git(real.relative_to(self.root).parts):
            raise ConfinementError("leads into Git's own folder", path=path)
        return real

    def files(self, pattern: str) -> list[str]:
        """Return the files that a glob matches, sorted; see ``Tree.files``.

        Folders that are symbolic links are not entered; a file that is one counts if it leads
        to a file inside the project. Raises ``KmsError`` for a folder that cannot be listed.
        """
        return sorted(shown(path) for path in self._walk(Glob(pattern)))

    def _walk(self, glob: Glob) -> Iterator[str]:
        """Yield matching files; folders that cannot lead to a match are not opened."""
        waiting = [("", glob.start)]
        while waiting:
            folder, places = waiting.pop()
            try:
                with os.scandir(self.root / folder) as entries:
                    found = list(entries)
            except OSError as error:
                raise refused(error, folder or ".") from None
            for entry in found:
                onward = glob.step(places, entry.name)
                path = f"{folder}{entry.name}"
                if not onward or is_git((entry.name,)):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((f"{path}/", onward))
                elif glob.accepts(onward) and self._is_file(entry, path):
                    yield path

    def _is_file(self, entry: os.DirEntry[str], path: str) -> bool:
        """Return whether an entry is a file, or a link to one inside the project."""
        if not entry.is_symlink():
            return entry.is_file(follow_symlinks=False)
        try:
            return self.locate(path).is_file()
        except ConfinementError:
            return False


def is_repository(folder: Path) -> bool:
    """Return whether a folder is the root of a Git repository or of one of its work trees."""
    return (folder / ".git").exists()
