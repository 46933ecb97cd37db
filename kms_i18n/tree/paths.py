"""Paths inside a project: what may be one, and which of them a glob matches. No disk is touched."""

from __future__ import annotations

import os
import re
from fnmatch import translate

from kms_i18n.errors import ConfinementError, KmsError

_GIT = ".git"


def confined(path: str) -> tuple[str, ...]:
    """Return the names along a relative path, checked one by one.

    Raises ``ConfinementError`` for an absolute path, one with ``..``, one into Git's own folder
    (in any case: some file systems fold it), and what can be no file name at all.
    """
    names = tuple(name for name in path.split("/") if name not in ("", "."))
    reason = ""
    if not names:
        reason = "names no file"
    elif path.startswith("/") or (os.sep == "\\" and ("\\" in path or ":" in path)):
        reason = "is not relative to the project's folder"
    elif ".." in names:
        reason = "leads out of the project's folder"
    elif is_git(names):
        reason = "lies in Git's own folder"
    elif "\0" in path or any("\ud800" <= c <= "\udc7f" or "\udd00" <= c <= "\udfff" for c in path):
        reason = "can be no file name"
    if reason:
        raise ConfinementError(reason, path=path, hint="Name a file inside the project's folder.")
    return names


def is_git(names: tuple[str, ...]) -> bool:
    """Return whether one of the names is Git's folder."""
    return any(name.casefold() == _GIT for name in names)


def shown(path: str) -> str:
    """Return a path that is UTF-8. Raises ``KmsError`` for one that is not: it cannot be written down."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        readable = os.fsencode(path).decode("utf-8", "backslashreplace")
        raise KmsError(
            "this file name is not UTF-8", path=readable, hint="Rename the file."
        ) from None
    return path


class Glob:
    """A pattern of paths, matched name by name and in linear time.

    ``*``, ``?`` and ``[ab]`` stand for characters of one name, ``**`` for any number of folders;
    none of them matches a dot at the beginning of a name. ``folder/**`` means every file below.
    """

    def __init__(self, pattern: str) -> None:
        names = confined(pattern)
        self.parts = (*names, "*") if names[-1] == "**" else names
        self.names = [re.compile(translate(part)) for part in self.parts]

    @property
    def start(self) -> frozenset[int]:
        """Where matching begins: the parts that the first name of a path may match."""
        return self._with_skipped({0})

    def step(self, places: frozenset[int], name: str) -> frozenset[int]:
        """Return the parts that the next name may match, after ``name``; none: it cannot match."""
        onward: set[int] = set()
        for place in places:
            if place == len(self.parts):
                continue
            part = self.parts[place]
            if name.startswith(".") and not part.startswith("."):
                continue
            if part == "**":
                onward.add(place)
            elif self.names[place].match(name):
                onward.add(place + 1)
        return self._with_skipped(onward)

    def accepts(self, places: frozenset[int]) -> bool:
        """Return whether the names so far are a match."""
        return len(self.parts) in places

    def matches(self, path: str) -> bool:
        """Return whether a whole path matches."""
        places = self.start
        for name in path.split("/"):
            places = self.step(places, name)
        return self.accepts(places)

    def _with_skipped(self, places: set[int]) -> frozenset[int]:
        """Return the places and those behind a ``**``, which may stand for no folder."""
        found = set(places)
        for place in places:
            behind = place
            while behind < len(self.parts) and self.parts[behind] == "**":
                behind += 1
                found.add(behind)
        return frozenset(found)
