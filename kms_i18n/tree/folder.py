"""An open, locked folder: the few steps that writing is made of, and what kills leave behind.

Every name is looked up in the open folder, so that nobody can put another folder in its place.
The lock is the kernel's and advisory: it goes away with the process, however that ends.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from typing import TYPE_CHECKING, Self

from kms_i18n.errors import KmsError
from kms_i18n.tree.rename import put

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

_LEFT = re.compile(r"\.kms-i18n-.*\.(tmp|part)", re.DOTALL)
_NAMED = re.compile(
    r"\.kms-i18n-([0-9a-f]{16})-([0-9a-f]{16})-[0-9a-f]{8}-(.*)\.(tmp|part)", re.DOTALL
)
_LONGEST = 180
"""Bytes of a file's name that its temporary name repeats; names may have 255."""
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_NO_LOCKS = (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL, errno.EBADF)


class Folder:
    """A folder, open and locked in a ``with`` statement. Methods raise ``OSError``."""

    def __init__(self, path: Path, shown: str, patience: float) -> None:
        self.path = path
        self.shown = shown
        self.patience = patience
        self.handle = -1

    def __enter__(self) -> Self:
        self.handle = os.open(self.path, _FOLDER)
        try:
            self._lock()
        except BaseException:
            os.close(self.handle)
            raise
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self.handle)

    def _lock(self) -> None:
        """Wait for the lock, as long as patience lasts. Where there are no locks, go on without."""
        import time
        from fcntl import LOCK_EX, LOCK_NB, flock

        end = time.monotonic() + self.patience
        while True:
            try:
                flock(self.handle, LOCK_EX | LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= end:
                    hint = "Wait until it has finished, and run the command again."
                    message = "another kms-i18n is writing in this folder"
                    raise KmsError(message, path=self.shown, hint=hint) from None
                time.sleep(0.02)
            except OSError as error:
                if error.errno not in _NO_LOCKS:
                    raise
                return
            else:
                return

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a regular file; None if nothing has that name."""
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        try:
            handle = os.open(name, flags, dir_fd=self.handle)
        except FileNotFoundError:
            return None
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), name)
            with open(handle, "rb", closefd=False) as file:
                return file.read()
        finally:
            os.close(handle)

    def prepare(self, name: str, old: bytes | None, new: bytes) -> str:
        """Write ``new`` to a temporary file, safely on disk, with the mode of ``name``.

        Return its name. It ends in ``.part`` until it is complete: only a ``.tmp`` may take part
        in an exchange, so a ``.part`` is ours alone.
        """
        temporary = _temporary(name, old, new)
        part = temporary.removesuffix(".tmp") + ".part"
        like = None if old is None else os.stat(name, dir_fd=self.handle, follow_symlinks=False)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        handle = os.open(part, flags, 0o600 if like else 0o666, dir_fd=self.handle)
        try:
            with open(handle, "wb") as file:  # noqa: PTH123 (a descriptor)
                if like:
                    _take_after(handle, like)
                file.write(new)
                file.flush()
                os.fsync(handle)
            os.rename(part, temporary, src_dir_fd=self.handle, dst_dir_fd=self.handle)
        except BaseException:
            self.remove(part)
            raise
        return temporary

    def remove(self, name: str) -> None:
        """Remove a file if it is there and can be removed; a leftover is settled by the next run."""
        from contextlib import suppress

        with suppress(OSError):
            os.unlink(name, dir_fd=self.handle)

    def sync(self) -> None:
        """Put the folder's names safely on disk."""
        _sync(self.handle)

    def leftovers(self) -> list[str]:
        """Return the temporary files that lie here, sorted."""
        return leftovers(self.handle)

    def settle(self, known: Collection[bytes], tell: Callable[[str], None]) -> None:
        """Remove what a killed run left, and rescue what may be somebody's work.

        A temporary file holds the new content before the exchange and the old content after it;
        both are known by the digests in its name. Anything else may be what an editor saved in
        that moment, and is kept under a name of its own.
        """
        for name in self.leftovers():
            data = self.read(name) or b""
            named = _NAMED.fullmatch(name)
            digests = named.groups()[:2] if named else ()
            ours = named is not None and (named[4] == "part" or _digest(data) in digests)
            if ours or data in known:
                self.remove(name)
            else:
                self.rescue(name, tell)

    def rescue(self, temporary: str, tell: Callable[[str], None]) -> None:
        """Give a temporary file that may hold somebody's work a name that nobody removes."""
        named = _NAMED.fullmatch(temporary)
        name = named[3] if named else temporary.lstrip(".")
        for count in range(1, 1000):
            kept = f"{name}.rescued" if count == 1 else f"{name}.rescued-{count}"
            try:
                put(self.handle, temporary, kept)
            except FileExistsError:
                continue
            tell(f"{self.shown}/{kept}: kept, because it may hold work that is nowhere else")
            return


def sync(path: Path) -> None:
    """Put the names in a folder safely on disk. Raises ``OSError``."""
    handle = os.open(path, _FOLDER)
    try:
        _sync(handle)
    finally:
        os.close(handle)


def leftovers(folder: int | Path) -> list[str]:
    """Return the temporary files of a folder, by descriptor or path, sorted."""
    with os.scandir(folder) as entries:
        return sorted(
            entry.name
            for entry in entries
            if _LEFT.fullmatch(entry.name) and entry.is_file(follow_symlinks=False)
        )


def _temporary(name: str, old: bytes | None, new: bytes) -> str:
    """Return a name that nobody can guess and that tells what the file may hold."""
    short = os.fsdecode(os.fsencode(name)[:_LONGEST])
    digests = f"{'0' * 16 if old is None else _digest(old)}-{_digest(new)}"
    return f".kms-i18n-{digests}-{os.urandom(4).hex()}-{short}.tmp"


def _sync(handle: int) -> None:
    """Put an open folder's names safely on disk."""
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some file systems know no such thing
            raise


def _digest(data: bytes) -> str:
    from hashlib import blake2b

    return blake2b(data, digest_size=8).hexdigest()


def _take_after(handle: int, like: os.stat_result) -> None:
    """Give a new file the owner, as far as we may, and the mode of another."""
    from contextlib import suppress

    own = os.fstat(handle)
    if (own.st_uid, own.st_gid) != (like.st_uid, like.st_gid):
        with suppress(OSError):
            os.fchown(handle, like.st_uid, like.st_gid)
    os.fchmod(handle, stat.S_IMODE(like.st_mode))
