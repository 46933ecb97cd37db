"""Small notes kept for speed below ``.kms-i18n/``; they can be deleted at any time.

A note that is damaged, of another version of the program, or not ours to write counts as none. Nor
is one believed that lies in another folder than it was written in, or that Git tracks: it could
come with somebody's branch, and say that nothing is wrong.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from kms_i18n.tree.plumbing import run

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FOLDER = ".kms-i18n"
_MOST = 64 * 1024 * 1024


def recall(root: Path, name: str, version: str) -> list[str]:
    """Return the lines that were kept under a name by this version; none if there are none."""
    folder = root / FOLDER
    try:
        if folder.is_symlink() or (folder / name).is_symlink():
            return []
        with (folder / name).open("rb") as file:
            data = file.read(_MOST)
    except OSError:
        return []
    head, _, body = data.partition(b"\n")
    try:
        if head.decode("ascii", "replace") != _head(folder, version, body) or _tracked(root):
            return []
    except OSError:
        return []
    return body.decode("utf-8", "replace").splitlines()


def keep(root: Path, name: str, version: str, lines: Iterable[str]) -> None:
    """Keep lines under a name, whole or not at all; a disk that refuses costs only speed."""
    body = "".join(f"{line}\n" for line in lines).encode()
    folder = root / FOLDER
    temporary = folder / f"{name}.{os.urandom(6).hex()}"
    with suppress(OSError):
        folder.mkdir(exist_ok=True)
        if folder.is_symlink():
            return
        with suppress(FileExistsError):
            _create(folder / ".gitignore", b"*\n")
        try:
            _create(temporary, _head(folder, version, body).encode() + b"\n" + body)
            temporary.replace(folder / name)
        finally:
            temporary.unlink(missing_ok=True)


def _create(path: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    with os.fdopen(os.open(path, flags, 0o666), "wb") as file:
        file.write(data)


def _head(folder: Path, version: str, body: bytes) -> str:
    """Return the first line: which version, in which folder, and a digest of the rest."""
    here = folder.lstat()
    return f"kms-i18n {version} {here.st_dev} {here.st_ino} {sha256(body).hexdigest()}"


def _tracked(root: Path) -> bool:
    """Return whether Git tracks anything in the folder of the notes, or cannot say."""
    done = run(root, "ls-files", "-z", "--", FOLDER)
    return bool(done.stdout or done.returncode)
