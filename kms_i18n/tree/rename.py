"""Two renames that lose nothing: exchange two files, and put a file where none is.

Linux does both in one step (``renameat2``). Elsewhere, and on file systems that cannot, putting
is a hard link, and there is no exchange: ``Unsupported`` says so.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress

_NOREPLACE, _EXCHANGE = 1, 2
# EPERM is what some containers answer to a system call that they do not know.
_CANNOT = (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM)


class Unsupported(Exception):  # noqa: N818 (no error: another way is taken)
    """The system cannot exchange two files in one step."""


def exchange(folder: int, one: str, other: str) -> None:
    """Exchange two files of an open folder. Raises ``Unsupported`` or ``OSError``."""
    try:
        _renameat2(folder, one, other, _EXCHANGE)
    except OSError as error:
        if error.errno in _CANNOT:
            raise Unsupported from None
        raise


def put(folder: int, source: str, name: str) -> None:
    """Move a file of an open folder to a name that is free. Raises ``FileExistsError`` if it is not."""
    try:
        _renameat2(folder, source, name, _NOREPLACE)
    except OSError as error:
        if error.errno not in _CANNOT:
            raise
    else:
        return
    os.link(source, name, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=False)
    with suppress(
        OSError
    ):  # it stands at its name; a second name for it is settled by the next run
        os.unlink(source, dir_fd=folder)


def _renameat2(folder: int, source: str, name: str, flags: int) -> None:
    """Call the system. Raises ``OSError``, with ``ENOSYS`` where there is no such call."""
    import ctypes

    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    call.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    call.restype = ctypes.c_int
    if call(folder, os.fsencode(source), folder, os.fsencode(name), flags):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), name)
