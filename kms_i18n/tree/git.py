"""A Git revision: files as they were committed. Only plumbing commands, with fixed arguments.

Git runs no hook, no file system monitor and no program that the repository names, asks for
nothing, and fetches nothing. The revision is verified when the tree is opened, so an unknown
revision and a file that is missing in a known one are different errors.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Self

from kms_i18n.errors import ConfinementError, KmsError, RevisionError
from kms_i18n.tree.paths import Glob, confined, shown
from kms_i18n.tree.plumbing import REFUSES, Blobs, commit_of, run, said
from kms_i18n.tree.reading import MAX_BYTES

if TYPE_CHECKING:
    from pathlib import Path

_LINK, _SUBMODULE = "120000", "160000"
_HOPS = 8


class GitTree:
    """The files of one revision below a folder; use it in a ``with`` statement.

    ``root`` may be any folder of a repository's work tree. Raises ``RevisionError`` if Git is not
    installed, there is no repository, or the revision is unknown.
    """

    def __init__(self, root: Path, revision: str, limit: int = MAX_BYTES) -> None:
        self.root = root
        self.revision = revision
        self.limit = limit
        self.commit = commit_of(root, revision)
        """The full name of the commit."""
        self._listed: dict[str, tuple[str, str]] | None = None
        self._blobs = Blobs(root, limit, f" at {revision}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process that hands out contents."""
        self._blobs.close()

    def read(self, path: str) -> bytes:
        """Return a file's bytes; see ``Tree.read``."""
        name = "/".join(confined(path))
        for _ in range(_HOPS):
            mode, blob = self._entry(name, path)
            if mode != _LINK:
                return self._blobs.read(blob, path)
            name = self._linked(name, self._blobs.read(blob, path), path)
        raise KmsError("symbolic links go round in a circle", path=path)

    def date(self) -> str:
        """Return the day on which the commit was made, where it was made: ``2026-01-31``."""
        from datetime import UTC, datetime, timedelta

        head = self._blobs.read(self.commit).split(b"\n\n")[0].decode("utf-8", "replace")
        line = next(row for row in head.split("\n") if row.startswith("committer "))
        seconds, zone = line.rsplit(" ", 2)[1:]
        minutes = int(zone[1:3]) * 60 + int(zone[3:5])
        offset = timedelta(minutes=-minutes if zone[0] == "-" else minutes)
        return f"{datetime.fromtimestamp(int(seconds), UTC) + offset:%Y-%m-%d}"

    def exists(self, path: str) -> bool:
        """Return whether something stood at a path; see ``Tree.exists``."""
        name = "/".join(confined(path))
        return name in self._entries() or self._is_folder(name)

    def files(self, pattern: str) -> list[str]:
        """Return the files that a glob matches, sorted; see ``Tree.files``."""
        glob = Glob(pattern)
        found = (
            path
            for path, (mode, _) in self._entries().items()
            if mode != _SUBMODULE and glob.matches(path) and (mode != _LINK or self._leads(path))
        )
        return sorted(shown(path) for path in found)

    def _leads(self, path: str) -> bool:
        """Return whether a symbolic link leads to a file of the tree."""
        try:
            self.read(path)
        except KmsError:
            return False
        return True

    def _is_folder(self, name: str) -> bool:
        return any(path.startswith(f"{name}/") for path in self._entries())

    def _entry(self, name: str, path: str) -> tuple[str, str]:
        """Return mode and blob of a file; ``path`` is for messages."""
        entry = self._entries().get(name)
        if entry is not None and entry[0] != _SUBMODULE:
            return entry
        if entry is not None or self._is_folder(name):
            raise KmsError("is a folder, not a file", path=path, hint="Name a file in it.")
        hint = "Check the name, or take a later revision."
        raise KmsError("no such file at {revision}", path=path, hint=hint, revision=self.revision)

    def _linked(self, name: str, target: bytes, path: str) -> str:
        """Return the path that a symbolic link at ``name`` leads to."""
        names = name.split("/")[:-1]
        out = target.startswith(b"/")
        for step in os.fsdecode(target).split("/"):
            if step == "..":
                out = out or not names
                names = names[:-1]
            elif step not in ("", "."):
                names.append(step)
        if out:
            reason = "leads out of the project's folder through a symbolic link"
            raise ConfinementError(reason, path=path, hint="Put the file itself into the project.")
        return "/".join(confined("/".join(names)))

    def _entries(self) -> dict[str, tuple[str, str]]:
        """Return mode and blob of every file below the root, by path; listed once."""
        if self._listed is None:
            listing = run(self.root, "ls-tree", "-r", "-z", self.commit)
            if listing.returncode:
                text = "git cannot list {revision}: {why}"
                raise RevisionError(text, revision=self.revision, why=said(listing))
            self._listed = {}
            for line in listing.stdout.split(b"\0")[:-1]:
                head, _, path = line.partition(b"\t")
                mode, _, blob = head.decode().split(" ")
                self._listed[os.fsdecode(path)] = (mode, blob)
        return self._listed


def last_commit(root: Path) -> GitTree | None:
    """Return the last commit; None without Git, without a repository, and before the first one.

    Raises ``RevisionError`` if Git refuses the repository, as it does one of another owner.
    """
    try:
        return GitTree(root, "HEAD")
    except RevisionError as error:
        if error.message.startswith(REFUSES):
            raise
        return None
