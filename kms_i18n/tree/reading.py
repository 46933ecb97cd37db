"""The bytes of one file, and in plain words why there are none."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

from kms_i18n.errors import KmsError

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 32 * 1024 * 1024
"""Larger files are refused: no catalog is, and a gate must not be held up by one that is."""

ABSENT = (errno.ENOENT, errno.ENOTDIR)


def read_file(path: Path | str, limit: int = MAX_BYTES) -> bytes:
    """Return the bytes of a file that the user named; it may be anywhere. Raises ``KmsError``."""
    return read(path, str(path), limit)


def read(real: Path | str, path: str, limit: int) -> bytes:
    """Return a regular file's bytes; ``path`` is for messages. Raises ``KmsError``."""
    try:
        # Not blocking: a named pipe without a writer would hold us up for ever.
        handle = os.open(real, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            found = os.fstat(handle)
            _check_regular(found.st_mode, path)
            if found.st_size > limit:
                raise _too_large(path, limit)
            # Just what is there: asking for up to the limit would make room for all of it. A file
            # without a size, as in /proc, is read to its end.
            data = os.read(handle, found.st_size + 1)
            while len(data) <= limit and len(data) != found.st_size:
                if not (more := os.read(handle, len(data) + 1)):
                    break
                data += more
        finally:
            os.close(handle)
    except ValueError:
        raise KmsError("can be no file name", path=path) from None
    except OSError as error:
        raise refused(error, path) from None
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


def refused(error: OSError, path: str) -> KmsError:
    """Return why a file cannot be read, in plain words."""
    if error.errno in ABSENT:
        return KmsError("no such file", path=path, hint="Check the name and the folder.")
    if error.errno == errno.EACCES:
        return KmsError("may not be read", path=path, hint="Change its permissions.")
    return KmsError("cannot be read: {why}", path=path, why=error.strerror)
