"""The working tree: files as they are on disk now."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from kms_i18n.errors import ConfinementError, KmsError
from kms_i18n.tree.paths import Glob, confined, is_git, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 32 * 1024 * 1024
"""Larger files are refused: no catalog is, and a gate must not be held up by one that is."""

_ABSENT = (errno.ENOENT, errno.ENOTDIR)


class WorkTree:
    """The files below a folder. Symbolic links are followed while they stay inside it."""

    def __init__(self, root: Path | str, limit: int = MAX_BYTES) -> None:
        self.root = Path(os.path.realpath(root))
        self.limit = limit
        if not self.root.is_dir():
            raise KmsError("no such folder", path=str(root), hint="Check the name after -C.")

    def read(self, path: str) -> bytes:
        """Return a file's bytes; see ``Tree.read``."""
        return _read(self.locate(path), path, self.limit)

    def exists(self, path: str) -> bool:
        """Return whether something stands at a path; see ``Tree.exists``."""
        try:
            self.locate(path).stat()
        except OSError as error:
            if error.errno in _ABSENT:
                return False
            raise _refused(error, path) from None
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
                raise _refused(error, folder or ".") from None
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


def read_file(path: Path | str, limit: int = MAX_BYTES) -> bytes:
    """Return the bytes of a file that the user named; it may be anywhere. Raises ``KmsError``."""
    return _read(path, str(path), limit)


def is_repository(folder: Path) -> bool:
    """Return whether a folder is the root of a Git repository or of one of its work trees."""
    return (folder / ".git").exists()


def _read(real: Path | str, path: str, limit: int) -> bytes:
    """Return a regular file's bytes; ``path`` is for messages."""
    try:
        # Not blocking: a named pipe without a writer would hold us up for ever.
        handle = os.open(real, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            found = os.fstat(handle)
            _check_regular(found.st_mode, path)
            if found.st_size > limit:
                raise _too_large(path, limit)
            # Just what is there: asking for up to the limit would make room for all of it.
            data = os.read(handle, found.st_size + 1)
            while len(data) <= limit and (more := os.read(handle, len(data) + 1)):
                data += more
        finally:
            os.close(handle)
    except ValueError:
        raise KmsError("can be no file name", path=path) from None
    except OSError as error:
        raise _refused(error, path) from None
    if len(data) > limit:
        raise _too_large(path, limit)
    return data


def _too_large(path: str, limit: int) -> KmsError:
    return KmsError("is larger than {most:,} bytes", path=path, hint="Split the file.", most=limit)


def _check_regular(mode: int, path: str) -> None:
    """Raise ``KmsError`` unless a mode is that of a regular file."""
    if stat.S_ISDIR(mode):
        raise KmsError("is a folder, not a file", path=path, hint="Name a file in it.")
    if not stat.S_ISREG(mode):
        raise KmsError("is no regular file", path=path, hint="Name a file.")


def _refused(error: OSError, path: str) -> KmsError:
    """Return why a file cannot be read, in plain words."""
    if error.errno in _ABSENT:
        return KmsError("no such file", path=path, hint="Check the name and the folder.")
    if error.errno == errno.EACCES:
        return KmsError("may not be read", path=path, hint="Change its permissions.")
    return KmsError("cannot be read: {why}", path=path, why=error.strerror)
