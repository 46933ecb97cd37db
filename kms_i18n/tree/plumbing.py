"""Git's plumbing commands, started with fixed arguments, and the process that hands out blobs.

Git runs no hook, no file system monitor and no program that the repository names, asks for
nothing, and fetches nothing.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Self

from kms_i18n.errors import KmsError, RevisionError
from kms_i18n.tree.reading import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from subprocess import CompletedProcess, Popen

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
REFUSES = "git refuses:"
"""How the message begins where Git does not read a repository, as one of another owner."""
_AHEAD = 64
"""Blobs asked for before the first is read; so few names never fill a pipe."""


class Blobs:
    """Contents of blobs by name, through one process; use it in a ``with`` statement.

    ``limit`` is in bytes; ``when`` completes messages, such as `` at v1.2``.
    """

    def __init__(self, root: Path, limit: int = MAX_BYTES, when: str = "") -> None:
        self.root = root
        self.limit = limit
        self.when = when
        self._process: Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process that hands out contents."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def read(self, blob: str, path: str = "") -> bytes:
        """Return a blob's bytes; ``path`` is for messages.

        Raises ``RevisionError`` if the repository has no such blob, ``KmsError`` if it is larger
        than the limit.
        """
        self._ask(blob)
        data = self._answer(path)
        assert data is not None  # noqa: S101 (or it has raised)
        return data

    def each(self, blobs: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield many blobs with their bytes, in the order asked for; quicker than one by one.

        A blob that the repository lacks, as a partial clone does, is left out.
        """
        waiting: list[str] = []
        for blob in blobs:
            self._ask(blob)
            waiting.append(blob)
            if len(waiting) == _AHEAD:
                yield from self._answers(waiting)
                waiting = []
        yield from self._answers(waiting)

    def _answers(self, waiting: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        # All are taken before the first is given away: whoever asks for more meanwhile gets it.
        found = [(name, self._answer("", must=False)) for name in waiting]
        yield from ((name, data) for name, data in found if data is not None)

    def _ask(self, blob: str) -> None:
        from subprocess import DEVNULL, PIPE, Popen

        if self._process is None:
            self._process = Popen(  # noqa: S603 (fixed arguments)
                [*_GIT, "cat-file", "--batch"],
                cwd=self.root, env=_environment(), stdin=PIPE, stdout=PIPE, stderr=DEVNULL,
            )  # fmt: skip
        asked = self._process.stdin
        assert asked is not None  # noqa: S101 (a pipe)
        try:
            asked.write(f"{blob}\n".encode())
            asked.flush()
        except BrokenPipeError:
            raise RevisionError("git stopped while reading{when}", when=self.when) from None

    def _answer(self, path: str, *, must: bool = True) -> bytes | None:
        assert self._process is not None  # noqa: S101 (something was asked)
        answer = self._process.stdout
        assert answer is not None  # noqa: S101 (a pipe)
        head = answer.readline().split()
        if len(head) != 3:  # noqa: PLR2004 (name, type, size)
            if head and not must:
                return None
            raise RevisionError("git has no content for this file{when}", path=path, when=self.when)
        size = int(head[2])
        if size > self.limit:
            self.close()
            raise KmsError("is larger than {most:,} bytes", path=path, most=self.limit)
        data = answer.read(size + 1)
        if len(data) <= size:
            raise RevisionError("git stopped while reading{when}", path=path, when=self.when)
        return data[:-1]


def commit_of(root: Path, revision: str) -> str:
    """Return the full name of the commit that a revision means."""
    if not revision.isprintable() or not revision or revision.startswith("-"):
        hint = "Name a commit, branch or tag."
        raise RevisionError("{revision!r} is no revision", hint=hint, revision=revision)
    asked = run(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if asked.returncode == 0:
        return asked.stdout.decode().strip()
    complaint = said(asked)
    if "not a git repository" in complaint:
        raise RevisionError(
            "no Git repository here", hint="Leave the revision out, or run git init."
        )
    if complaint and "unknown revision" not in complaint and "ambiguous" not in complaint:
        raise RevisionError(f"{REFUSES} {complaint}")
    hint = "git log shows the commits; in a shallow clone, fetch it first."
    raise RevisionError('Git knows no revision "{revision}"', hint=hint, revision=revision)


def run(root: Path, *arguments: str) -> CompletedProcess[bytes]:
    """Run one Git command in a folder."""
    import subprocess

    try:
        return subprocess.run(  # noqa: S603 (fixed arguments; a revision stands behind --end-of-options)
            [*_GIT, *arguments],
            cwd=root, env=_environment(), stdin=subprocess.DEVNULL, capture_output=True, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        raise RevisionError(
            "git is not installed", hint="Install Git, or leave the revision out."
        ) from None


def _environment() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if k not in _NEVER} | _ALWAYS


def said(process: CompletedProcess[bytes]) -> str:
    """Return the first line that Git complained with."""
    lines = process.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ") if lines else ""
