"""What Git remembers of some files: every commit that changed them, and the blobs before and after.

One ``git log --raw`` names the blobs, ``Blobs`` hands out their contents; nothing is checked
out, and a blob that many commits share has one name. In a shallow clone the history ends where
the clone does, and ``reach`` says so.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from msgspec import Struct

from kms_i18n.errors import RevisionError
from kms_i18n.tree.paths import Glob
from kms_i18n.tree.plumbing import Blobs, commit_of, run, said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = [
    "Blobs",
    "Commit",
    "Reach",
    "Step",
    "commit",
    "history",
    "identity",
    "reach",
    "signature",
]

_MARK = "\x01"
_FORMAT = f"{_MARK}%H%n%P%n%cI%n%an%n%ae%n%s"
_NO_BLOB = re.compile("0+")
_MODES = ("100644", "100755", "120000")
_WILD = re.compile(r"[*?\[]")


class Commit(Struct, frozen=True):
    """A commit: who made which change when."""

    name: str
    """The full name (hash)."""
    parents: tuple[str, ...]
    """Names of its parents; none for the first commit and where a shallow clone ends."""
    date: str
    """When it was committed: ISO 8601 with the committer's own offset."""
    author: str
    email: str
    """The author's address."""
    subject: str
    """First line of its message."""

    @property
    def day(self) -> str:
        """The date without the time: ``2026-01-31``."""
        return self.date[:10]


class Step(Struct, frozen=True):
    """A commit with the files that it changed, of those asked for."""

    commit: Commit
    blobs: Mapping[str, str | None]
    """Path to the blob after the commit; None: the commit removed the file."""
    before: Mapping[str, tuple[str | None, ...]]
    """Path to the blob in each parent that was compared; None: the file was not there."""


class Reach(Struct, frozen=True):
    """How far back a repository's history can be read."""

    shallow: bool
    """Whether the clone ends before the first commit."""
    commits: int
    """Commits that can be read, merges included."""


def history(
    root: Path,
    patterns: Sequence[str],
    revision: str = "HEAD",
    *,
    first_parent: bool = False,
) -> Iterator[Step]:
    """Yield every commit up to ``revision`` that changed a file, oldest first, parents first.

    ``patterns`` are globs (``kms_i18n.tree.paths.Glob``) relative to ``root``, as are the paths in
    the steps. Of a merge only those files are named that differ from every parent: what it took
    over unchanged belongs to the commits that wrote it. With ``first_parent`` side branches are
    left out and a merge is compared with its first parent: blobs applied one step after the other
    then are the tree at each commit. Renames are a removal and an addition.

    Raises ``RevisionError`` if there is no repository, no commit yet, or the revision is unknown.
    """
    globs = [Glob(pattern) for pattern in patterns]
    name = commit_of(root, revision)
    merges = ("-m", "--first-parent") if first_parent else ("-c", "--full-history")
    done = run(
        root, "--literal-pathspecs", "-c", "log.follow=false", "log", "-z", "--raw", "--no-abbrev",
        *merges, "--no-renames", "--no-ext-diff", "--no-textconv", "--no-show-signature",
        "--no-color", "--encoding=UTF-8", "--topo-order", "--reverse", "--relative",
        f"--format={_FORMAT}", "--end-of-options", name, "--", *_prefixes(patterns),
    )  # fmt: skip
    if done.returncode:
        raise RevisionError("git cannot read the history: {why}", why=said(done))
    for found, lines in _records(done.stdout):
        blobs: dict[str, str | None] = {}
        before: dict[str, tuple[str | None, ...]] = {}
        for head, path in lines:
            if any(glob.matches(path) for glob in globs):
                *old, blobs[path] = _blobs(head)
                before[path] = tuple(old)
        if blobs:
            yield Step(found, blobs, before)


def commit(root: Path, revision: str = "HEAD") -> Commit:
    """Return one commit. Raises ``RevisionError`` as ``history`` does."""
    name = commit_of(root, revision)
    done = run(
        root, "log", "-z", "-1", "--no-show-signature", "--no-color", "--encoding=UTF-8",
        "--no-patch", f"--format={_FORMAT}", "--end-of-options", name, "--",
    )  # fmt: skip
    for found, _ in _records(done.stdout):
        return found
    raise RevisionError("git cannot read {revision}: {why}", revision=revision, why=said(done))


def reach(root: Path, revision: str = "HEAD") -> Reach:
    """Return how far back the history can be read. Raises ``RevisionError`` as ``history`` does."""
    name = commit_of(root, revision)
    shallow = run(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"
    counted = run(root, "rev-list", "--count", "--end-of-options", name, "--")
    if counted.returncode:
        raise RevisionError("git cannot read the history: {why}", why=said(counted))
    return Reach(shallow, int(counted.stdout))


def _prefixes(patterns: Iterable[str]) -> list[str]:
    """Return the folders and files that the patterns lead to, without wildcards, for Git."""
    found: set[str] = set()
    for pattern in patterns:
        fixed: list[str] = []
        for name in pattern.split("/"):
            if _WILD.search(name):
                break
            fixed.append(name)
        found.add("/".join(fixed) or ".")
    return sorted(found)


def _records(data: bytes) -> Iterator[tuple[Commit, list[tuple[str, str]]]]:
    """Yield each commit of the log with its raw lines: the head with the blobs, and the path."""
    found: Commit | None = None
    lines: list[tuple[str, str]] = []
    words = iter(data.split(b"\0"))
    for word in words:
        text = word.lstrip(b"\n").decode("utf-8", "surrogateescape")
        if text.startswith(":"):
            lines.append((text, os.fsdecode(next(words))))
        elif text.startswith(_MARK):
            if found:
                yield found, lines
            found, lines = _commit(text[1:]), []
    if found:
        yield found, lines


def _commit(text: str) -> Commit:
    """Return the commit that the six lines of the format describe."""
    readable = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    name, parents, date, author, email, subject = readable.split("\n", 5)
    return Commit(name, tuple(parents.split()), date, author, email, subject)


def _blobs(head: str) -> list[str | None]:
    """Return the blobs of a raw line: one for each parent, then that of the commit.

    ``:100644 100644 old new M``, and with a colon more for each further parent. What is no file
    (a submodule) counts as none.
    """
    parents = len(head) - len(head.lstrip(":"))
    fields = head[parents:].split(" ")
    modes, names = fields[: parents + 1], fields[parents + 1 : 2 * parents + 2]
    return [
        None if _NO_BLOB.fullmatch(name) or mode not in _MODES else name
        for mode, name in zip(modes, names, strict=True)
    ]


def identity(root: Path) -> str:
    """Return the address under which commits are made here; empty if Git has none."""
    try:
        done = run(root, "var", "GIT_AUTHOR_IDENT")
    except RevisionError:
        return ""
    found = re.search(r"<([^<>\s]+)>", done.stdout.decode("utf-8", "replace"))
    return found[1] if found and not done.returncode else ""


def signature(root: Path, commit_name: str) -> str:
    """Return Git's letter for a commit's signature: ``G`` good, ``B`` bad, …; empty: not signed.

    Git asks the program that the user's own configuration names (``gpg.program``).
    """
    done = run(
        root, "log", "-1", "--no-patch", "--format=%G?", "--end-of-options", commit_name, "--"
    )
    letter = done.stdout.decode("ascii", "replace").strip()
    return "" if letter == "N" else letter
