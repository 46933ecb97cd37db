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
from kms_i18n.tree.work import MAX_BYTES

if TYPE_CHECKING:
    from pathlib import Path
    from subprocess import CompletedProcess, Popen

_LINK, _SUBMODULE = "120000", "160000"
_HOPS = 8
_REFUSES = "git refuses:"
_GIT = (
    "git", "-c", "core.quotepath=off", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null",
)  # fmt: skip
_ALWAYS = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
# Set in a hook, where they name the repository of the hook; the folder decides instead.
_NEVER = ("GIT_COMMON_DIR", "GIT_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_WORK_TREE")


class GitTree:
    """The files of one revision below a folder; use it in a ``with`` statement.

    ``root`` may be any folder of a repository's work tree. Raises ``RevisionError`` if Git is not
    installed, there is no repository, or the revision is unknown.
    """

    def __init__(self, root: Path, revision: str, limit: int = MAX_BYTES) -> None:
        self.root = root
        self.revision = revision
        self.limit = limit
        self.commit = _commit(root, revision)
        """The full name of the commit."""
        self._listed: dict[str, tuple[str, str]] | None = None
        self._blobs: Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process that hands out contents."""
        if self._blobs is not None:
            self._blobs.kill()
            self._blobs.communicate()
            self._blobs = None

    def read(self, path: str) -> bytes:
        """Return a file's bytes; see ``Tree.read``."""
        name = "/".join(confined(path))
        for _ in range(_HOPS):
            mode, blob = self._entry(name, path)
            if mode != _LINK:
                return self._content(blob, path)
            name = self._linked(name, self._content(blob, path), path)
        raise KmsError("symbolic links go round in a circle", path=path)

    def date(self) -> str:
        """Return the day on which the commit was made, where it was made: ``2026-01-31``."""
        from datetime import UTC, datetime, timedelta

        head = self._content(self.commit, "").split(b"\n\n")[0].decode("utf-8", "replace")
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
        raise KmsError(f"no such file at {self.revision}", path=path, hint=hint)

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
            listing = _run(self.root, "ls-tree", "-r", "-z", self.commit)
            if listing.returncode:
                raise RevisionError(f"git cannot list {self.revision}: {_said(listing)}")
            self._listed = {}
            for line in listing.stdout.split(b"\0")[:-1]:
                head, _, path = line.partition(b"\t")
                mode, _, blob = head.decode().split(" ")
                self._listed[os.fsdecode(path)] = (mode, blob)
        return self._listed

    def _content(self, blob: str, path: str) -> bytes:
        """Return a blob's bytes from the one process that hands them out."""
        from subprocess import DEVNULL, PIPE, Popen

        if self._blobs is None:
            self._blobs = Popen(  # noqa: S603 (fixed arguments)
                [*_GIT, "cat-file", "--batch"],
                cwd=self.root, env=_environment(), stdin=PIPE, stdout=PIPE, stderr=DEVNULL,
            )  # fmt: skip
        asked, answer = self._blobs.stdin, self._blobs.stdout
        assert asked is not None  # noqa: S101 (both are pipes)
        assert answer is not None  # noqa: S101
        try:
            asked.write(f"{blob}\n".encode())
            asked.flush()
        except BrokenPipeError:
            raise RevisionError(f"git stopped while reading {self.revision}", path=path) from None
        head = answer.readline().split()
        if len(head) != 3:  # noqa: PLR2004 (name, type, size)
            raise RevisionError(f"git has no content for this file at {self.revision}", path=path)
        size = int(head[2])
        if size > self.limit:
            self.close()
            raise KmsError(f"is larger than {self.limit:,} bytes", path=path)
        data = answer.read(size + 1)
        if len(data) <= size:
            raise RevisionError(f"git stopped while reading {self.revision}", path=path)
        return data[:-1]


def last_commit(root: Path) -> GitTree | None:
    """Return the last commit; None without Git, without a repository, and before the first one.

    Raises ``RevisionError`` if Git refuses the repository, as it does one of another owner.
    """
    try:
        return GitTree(root, "HEAD")
    except RevisionError as error:
        if error.message.startswith(_REFUSES):
            raise
        return None


def _commit(root: Path, revision: str) -> str:
    """Return the full name of the commit that a revision means."""
    if not revision.isprintable() or not revision or revision.startswith("-"):
        raise RevisionError(f"{revision!r} is no revision", hint="Name a commit, branch or tag.")
    asked = _run(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if asked.returncode == 0:
        return asked.stdout.decode().strip()
    said = _said(asked)
    if "not a git repository" in said:
        raise RevisionError(
            "no Git repository here", hint="Leave the revision out, or run git init."
        )
    if said and "unknown revision" not in said and "ambiguous" not in said:
        raise RevisionError(f"{_REFUSES} {said}")
    hint = "git log shows the commits; in a shallow clone, fetch it first."
    raise RevisionError(f'Git knows no revision "{revision}"', hint=hint)


def _run(root: Path, *arguments: str) -> CompletedProcess[bytes]:
    """Run one Git command in a folder."""
    from subprocess import DEVNULL, run

    try:
        return run(  # noqa: S603 (fixed arguments; a revision stands behind --end-of-options)
            [*_GIT, *arguments],
            cwd=root, env=_environment(), stdin=DEVNULL, capture_output=True, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        raise RevisionError(
            "git is not installed", hint="Install Git, or leave the revision out."
        ) from None


def _environment() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if k not in _NEVER} | _ALWAYS


def _said(process: CompletedProcess[bytes]) -> str:
    """Return the first line that Git complained with."""
    lines = process.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ") if lines else ""
