"""Files of the working tree and of Git revisions: the only room that touches disk or Git."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Protocol

from kms_i18n.errors import ChangedMeanwhileError, ConfinementError, KmsError, RevisionError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType
    from typing import Self

    from kms_i18n.model import Edit

LIMIT = 32 * 1024 * 1024
"""Largest file that is read, in bytes."""


class Tree(Protocol):
    """A folder of files at one moment: the working tree, or a revision."""

    def read(self, path: str) -> bytes:
        """Return a file's bytes. Raises ``KmsError`` if there is none."""
        ...

    def exists(self, path: str) -> bool:
        """Return whether there is a file of this name."""
        ...

    def files(self, pattern: str) -> list[str]:
        """Return the files that match a glob, sorted, relative, with ``/``."""
        ...


def read_file(path: str) -> bytes:
    """Return the bytes of a file that the user named. Raises ``KmsError`` if it cannot be read."""
    try:
        if os.path.isdir(path):  # noqa: PTH112  before the open, for a better message
            raise KmsError("is a folder, not a file", path=path, hint="Name a file in it.")
        if os.path.getsize(path) > LIMIT:  # noqa: PTH202
            raise KmsError(f"larger than {LIMIT} bytes", path=path, hint="Is this a text file?")
        with open(path, "rb") as file:  # noqa: PTH123
            return file.read()
    except FileNotFoundError:
        raise KmsError("no such file", path=path, hint="Check the name.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise KmsError(f"cannot be read: {reason}", path=path) from None


class WorkTree:
    """The files below a folder as they are now."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    def locate(self, path: str) -> Path:
        """Return where a path leads. Raises ``ConfinementError`` if that is out of the project."""
        place = (self.root / path).resolve()
        inside = place.is_relative_to(self.root)
        if not inside or ".git" in place.relative_to(self.root).parts:
            raise ConfinementError("leads out of the project", path=path, hint="Use a path inside it.")
        return place

    def read(self, path: str) -> bytes:
        """Return a file's bytes. Raises ``KmsError`` if there is none."""
        self.locate(path)
        here = os.getcwd()  # noqa: PTH109
        try:
            return read_file(os.path.relpath(self.root / path, here))
        except KmsError as error:
            error.path = path
            raise

    def exists(self, path: str) -> bool:
        """Return whether there is something of this name."""
        return self.locate(path).exists()

    def files(self, pattern: str) -> list[str]:
        """Return the files that match a glob, sorted, relative, with ``/``."""
        found = []
        for place in self.root.glob(pattern):
            path = place.relative_to(self.root)
            if ".git" not in path.parts and place.is_file() and place.resolve().is_relative_to(self.root):
                found.append(path.as_posix())
        return sorted(found)


class GitTree:
    """The files of one revision, read from Git's objects."""

    def __init__(self, root: Path, revision: str) -> None:
        self.root = root
        if revision.startswith("-"):
            raise RevisionError(f'unknown revision "{revision}"', hint="Name a commit, branch or tag.")
        out = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if out is None:
            raise RevisionError(
                f'unknown revision "{revision}", and no file of that name',
                hint="Name a commit, branch or tag of this repository.",
            )
        self.commit = out.decode().strip()
        self._names: list[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def read(self, path: str) -> bytes:
        """Return a file's bytes in this revision. Raises ``KmsError`` if there is none."""
        data = _git(self.root, "cat-file", "blob", f"{self.commit}:./{path}")
        if data is None:
            raise KmsError(f"not in revision {self.commit[:12]}", path=path)
        return data

    def exists(self, path: str) -> bool:
        """Return whether the revision has a file of this name."""
        return path in self._list()

    def files(self, pattern: str) -> list[str]:
        """Return the files that match a glob, sorted."""
        return [name for name in self._list() if PurePosixPath(name).match(pattern)]

    def _list(self) -> list[str]:
        """Return every file below the project's folder."""
        if self._names is None:
            out = _git(self.root, "ls-tree", "-r", "-z", "--name-only", self.commit) or b""
            self._names = sorted(n.decode(errors="surrogateescape") for n in out.split(b"\0") if n)
        return self._names


def _git(root: Path, *arguments: str) -> bytes | None:
    """Return what a plumbing command prints, or None if it fails; nothing of the repository runs."""
    import subprocess

    settings = ("core.quotepath=off", "core.fsmonitor=false", "core.hooksPath=/dev/null")
    options = [part for setting in settings for part in ("-c", setting)]
    quiet = {
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "LC_ALL": "C",
    }
    try:
        done = subprocess.run(  # noqa: S603  a fixed program, no shell
            ["git", *options, *arguments],  # noqa: S607  git is found as users find it
            cwd=root,
            env={**os.environ, **quiet},
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise RevisionError("git is not installed", hint="Install git, or compare files.") from None
    return done.stdout if done.returncode == 0 else None


def write(tree: WorkTree, edits: Sequence[Edit]) -> list[str]:
    """Write files whole or not at all: complete in a temporary file first, then renamed.

    A file that would not change is not opened. Raises ``ChangedMeanwhileError`` if somebody saved a
    file since it was read; nothing is written then.
    """
    import tempfile

    changed = [edit for edit in edits if edit.new != edit.old]
    staged: list[tuple[Path, Path]] = []
    try:
        for edit in changed:
            place = tree.root / edit.path
            tree.locate(edit.path)
            if place.is_symlink():
                raise ConfinementError("is a symbolic link", path=edit.path, hint="Replace it by a file.")
            place.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".kms-i18n-", suffix=".tmp", dir=place.parent)
            staged.append((Path(name), place))
            with os.fdopen(handle, "wb") as file:
                file.write(edit.new)
                file.flush()
                os.fsync(file.fileno())
            mode = place.stat().st_mode & 0o7777 if place.exists() else 0o644
            Path(name).chmod(mode)
        for edit in changed:
            now = tree.read(edit.path) if tree.exists(edit.path) else None
            if now != edit.old:
                raise ChangedMeanwhileError(
                    "changed while I worked; nothing was written", path=edit.path, hint="Run again."
                )
        for temporary, place in staged:
            temporary.replace(place)
    except OSError as error:
        raise KmsError(f"cannot be written: {error.strerror}", path=edit.path) from None
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)
    return [edit.path for edit in changed]
