"""What was counted before: found again by a file's state on disk, or by its content.

One file below ``.kms-i18n/`` that can be deleted at any time. Nothing but numbers is in it: no
path, no text. A wrong answer would be worse than a slow one, so an entry is believed only if

- the file has the device, inode, size, mtime and ctime it had (ctime cannot be set back), and
- both times were two seconds old before the file was read: what changes a file afterwards shows
  in its ctime then, even where a file system counts in steps of two seconds (Git's rule for racy
  timestamps, by the clock of the file system that holds the cache), and
- the cache itself is whole (SHA-1 over all of it), of this version, and lies in the folder it was
  written in: one that was copied or committed is not believed.

Content goes by Git's own name for it, the blob id, so that the same bytes are counted once.
"""

from __future__ import annotations

import os
import stat
import sys
from array import array
from contextlib import suppress
from itertools import compress
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from kms_i18n import __version__

if TYPE_CHECKING:
    import hashlib
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

FOLDER = ".kms-i18n"
FILE = "catalogs.cache"
MOST = 250_000
"""Files, and contents, remembered; beyond that those that nobody asked for go first."""
SETTLED = 2_000_000_000
"""Nanoseconds after which a time of a file is no longer the present one, on any file system."""
ABANDONED = 3_600_000_000_000
"""Nanoseconds after which nobody is writing to a temporary file any more."""

State = tuple[int, int, int, int, int]
"""Device, inode, size, mtime and ctime (nanoseconds): what tells that a file is what it was."""
Numbers = tuple[int, int, int, int]
"""Translated, fuzzy, untranslated, obsolete."""

_SCHEMA = 1
_ID, _STATE, _NUMBERS = 20, 6, 4
_WORD = array("q").itemsize
_state_of: Callable[[os.stat_result], State] = attrgetter(
    "st_dev", "st_ino", "st_size", "st_mtime_ns", "st_ctime_ns"
)
_LARGEST = MOST * (_ID + _WORD * (_STATE + _NUMBERS)) + 1000


def state(path: str) -> State | None:
    """Return the state of a regular file (the one a symbolic link leads to), or None."""
    try:
        found = os.stat(path)  # noqa: PTH116  (a Path costs more than the call itself)
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return _state_of(found)


def blob(data: bytes) -> bytes:
    """Return Git's id of a file's content: 20 bytes."""
    found = _sha1(b"blob %d\0" % len(data))
    found.update(data)
    return found.digest()


def _sha1(data: bytes) -> hashlib._Hash:
    """Return the fastest hash of this machine: it finds files again, and protects from nobody."""
    from hashlib import sha1  # loads OpenSSL: a few milliseconds, for those who have a cache

    return sha1(data, usedforsecurity=False)


class Cache:
    """What one cache file remembers. The file is read when this is made, written by ``save``.

    ``tell`` hears one sentence if the cache is damaged, or cannot be written. Nothing is raised.
    """

    def __init__(self, folder: str, tell: Callable[[str], None]) -> None:
        self.folder = folder
        self._tell = tell
        self._states: dict[State, bytes] = {}
        self._contents: dict[bytes, Numbers] = {}
        self._found: list[State] = []
        self._changed = False
        self._temporary = ""
        self._began = 0
        self._load()

    @property
    def contents(self) -> Mapping[bytes, Numbers]:
        """The numbers of every content remembered, by blob id."""
        return self._contents

    def find(self, paths: Sequence[str]) -> list[Numbers | None]:
        """Return the numbers of each file; None if it must be read."""
        # Asked for every file of a tree. Only regular files are remembered: what has the state of
        # one of them is one, and one look is enough.
        found: list[Any]  # a state, or None
        try:
            found = list(map(_state_of, map(os.stat, paths)))
        except (OSError, ValueError):
            found = list(map(state, paths))
        identities: Iterable[Any] = map(self._states.get, found)
        numbers = list(map(self._contents.get, identities))
        self._found += compress(found, numbers)
        return numbers

    def begin(self) -> bool:
        """Look at the clock before the first file is read; say whether anything can be saved."""
        import time

        if self._began:
            return bool(self._temporary)
        self._began = time.time_ns()
        name = f"{self.folder}/{FILE}.{os.urandom(6).hex()}"
        try:
            self._make_folder()
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
            handle = os.open(name, flags, 0o600)
            self._temporary = name
            self._began = min(self._began, os.fstat(handle).st_mtime_ns)
            os.close(handle)
            self._sweep()
        except OSError as error:
            self._tell(f"{self.folder}: cannot hold a cache: {error.strerror}")
        return bool(self._temporary)

    def note(self, found: State | None, identity: bytes, numbers: Numbers) -> None:
        """Remember the numbers of a content, and of the file's state if it is an old one.

        ``found`` is the state before and after the reading; None if it was not the same.
        """
        if self._contents.get(identity) != numbers:
            self._contents[identity] = numbers
            self._changed = True
        if found and max(found[3:]) + SETTLED <= self._began and _fits(found):
            self._states[found] = identity
            self._found.append(found)
            self._changed = True

    def save(self) -> None:
        """Write what is new, whole or not at all."""
        if not self._temporary:
            return
        try:
            if self._changed:
                with open(self._temporary, "wb") as file:  # noqa: PTH123  (no Path is needed here)
                    file.write(self._dump())
                os.replace(self._temporary, f"{self.folder}/{FILE}")  # noqa: PTH105
                self._temporary = ""
        except OSError as error:
            self._tell(f"{self.folder}: cannot hold a cache: {error.strerror}")
        finally:
            if self._temporary:
                with suppress(OSError):
                    os.unlink(self._temporary)  # noqa: PTH108
                self._temporary = ""

    # ── the file ──

    def _make_folder(self) -> None:
        """Make the folder, which tells Git to leave it alone. Raises ``OSError``."""
        with suppress(FileExistsError):
            os.mkdir(self.folder, 0o777)  # noqa: PTH102
        if not stat.S_ISDIR(os.lstat(self.folder).st_mode):
            raise NotADirectoryError(0, "it is no folder")
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        with suppress(FileExistsError):
            handle = os.open(f"{self.folder}/.gitignore", flags, 0o666)
            os.write(handle, b"*\n")
            os.close(handle)

    def _sweep(self) -> None:
        """Remove what runs that were killed left here an hour ago or earlier."""
        with os.scandir(self.folder) as entries:
            for entry in entries:
                if entry.name.startswith(f"{FILE}.") and entry.is_file(follow_symlinks=False):
                    written = entry.stat(follow_symlinks=False).st_mtime_ns
                    if written < self._began - ABANDONED:
                        os.unlink(entry.path)  # noqa: PTH108

    def _heading(self) -> bytes:
        """Return the first line: who wrote the cache, for which machine, in which folder."""
        here = os.lstat(self.folder)
        place = f"{sys.byteorder} {here.st_dev} {here.st_ino}"
        return f"kms-i18n catalogs {_SCHEMA} {__version__} {place}\n".encode()

    def _dump(self) -> bytes:
        """Return the cache as bytes; what was used in this run comes first."""
        order = dict.fromkeys([*self._found, *self._states])
        states = {found: self._states[found] for found in list(order)[:MOST]}
        wanted = dict.fromkeys([*states.values(), *reversed(self._contents)])
        contents = [identity for identity in wanted if identity in self._contents][:MOST]
        place = {identity: number for number, identity in enumerate(contents)}
        rows = [(*found, place[identity]) for found, identity in states.items()]
        columns = array("q", [len(rows), len(contents)])
        for column in zip(*rows, strict=True):
            columns.extend(column)
        for column in zip(*(self._contents[identity] for identity in contents), strict=True):
            columns.extend(column)
        body = columns.tobytes() + b"".join(contents)
        return self._heading() + _sha1(body).digest() + body

    def _load(self) -> None:
        """Take over what the file says, if it is to be believed."""
        try:
            data = self._read()
            heading = self._heading()
        except OSError:
            return
        line, end, rest = data.partition(b"\n")
        if line.startswith(b"kms-i18n catalogs ") and end and line + end != heading:
            return
        body = rest[_ID:]
        if line + end != heading or _sha1(body).digest() != rest[:_ID]:
            self._tell(f"{self.folder}/{FILE} is damaged; everything is counted anew")
            return
        try:
            self._take(body)
        except (ValueError, IndexError, MemoryError):
            self._tell(f"{self.folder}/{FILE} is damaged; everything is counted anew")

    def _read(self) -> bytes:
        """Return the file's bytes. Raises ``OSError`` also for what is no regular file."""
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        handle = os.open(f"{self.folder}/{FILE}", flags)
        with open(handle, "rb") as file:  # noqa: PTH123  (a descriptor)
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise NotADirectoryError
            return file.read(_LARGEST)

    def _take(self, body: bytes) -> None:
        """Take over the rows of a whole cache."""
        head = array("q", body[: 2 * _WORD])
        files, contents = head
        if len(body) != _WORD * (2 + _STATE * files + _NUMBERS * contents) + _ID * contents:
            raise ValueError("the lengths do not fit")
        columns = _columns(body[2 * _WORD :], files, contents)
        ids = body[len(body) - _ID * contents :]
        names = [ids[at : at + _ID] for at in range(0, len(ids), _ID)]
        device, inode, size, mtime, ctime, place, *numbers = columns
        self._contents = dict(zip(names, zip(*numbers, strict=True), strict=True))
        states = zip(device, inode, size, mtime, ctime, strict=True)
        self._states = dict(zip(states, map(names.__getitem__, place), strict=True))


def _columns(body: bytes, files: int, contents: int) -> Iterator[array[int]]:
    """Yield the columns of the files, then those of the contents."""
    at = 0
    for length in [files] * _STATE + [contents] * _NUMBERS:
        end = at + length * _WORD
        yield array("q", body[at:end])
        at = end


def _fits(found: State) -> bool:
    """Return whether every number fits into a word."""
    return all(-(2**63) <= number < 2**63 for number in found)
