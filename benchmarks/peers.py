"""One library doing one job over a folder of PO files, as a whole process.

    python peers.py LIBRARY JOB FOLDER_OR_FILE

LIBRARY: kms, polib, babel, toolkit, rspolib, read (the bytes alone), scan (the states alone).
JOB: stats (how much is translated), lazy and eager (entries of every file; eager asks for every
field), edit (one translation changed in one file, written to /dev/null).
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def files(folder: str) -> Iterator[str]:
    """Yield the PO files below a folder."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        yield from (f"{place}/{name}" for name in sorted(names) if name.endswith(".po"))


def content(path: str) -> bytes:
    """Return a file's bytes."""
    with open(path, "rb") as file:  # noqa: PTH123  (the cheapest way, for all alike)
        return file.read()


def kms(job: str) -> Callable[[str], Any]:
    """Return what this program's own reader does with a file."""
    from kms_i18n import po

    def edit(path: str) -> None:
        catalog = po.parse(content(path))
        entry = catalog.entries[len(catalog.entries) // 2]
        save(po.edit(catalog, entry, targets=[f"{target}!" for target in entry.targets]))

    return {
        "stats": lambda path: po.counts(content(path)),
        "lazy": lambda path: len(po.parse(content(path)).entries),
        "eager": lambda path: tuple(po.parse(content(path)).entries),
        "edit": edit,
    }[job]


def polib(job: str) -> Callable[[str], Any]:
    """Return what polib does with a file; it has no lazy form."""
    from polib import pofile

    def stats(path: str) -> None:
        file = pofile(path)
        _ = len(file.translated_entries()), len(file.fuzzy_entries())
        _ = len(file.untranslated_entries())

    def edit(path: str) -> None:
        file = pofile(path)
        file[len(file) // 2].msgstr += "!"
        file.save("/dev/null")

    return {"stats": stats, "lazy": pofile, "eager": pofile, "edit": edit}[job]


def babel(job: str) -> Callable[[str], Any]:
    """Return what Babel does with a file."""
    from babel.messages.pofile import read_po

    def stats(path: str) -> int:
        with open(path, "rb") as file:  # noqa: PTH123
            return sum(bool(message.string) for message in read_po(file))

    return {"stats": stats, "eager": stats, "lazy": stats}[job]


def toolkit(job: str) -> Callable[[str], Any]:
    """Return what translate-toolkit's classes do with a file."""
    from translate.storage.po import pofile

    def stats(path: str) -> int:
        units = pofile.parsefile(path).units
        return sum(u.istranslated() for u in units if not u.isheader() and not u.isobsolete())

    return {"stats": stats, "eager": stats, "lazy": stats}[job]


def rspolib(job: str) -> Callable[[str], Any]:
    """Return what rspolib, in Rust, does with a file."""
    from rspolib import pofile

    def stats(path: str) -> None:
        file = pofile(path)
        _ = len(file.translated_entries()), len(file.fuzzy_entries())
        _ = len(file.untranslated_entries())

    return {"stats": stats, "lazy": pofile, "eager": pofile}[job]


def save(data: bytes) -> None:
    """Write bytes where they cost nothing, as every library here does."""
    with open("/dev/null", "wb") as file:  # noqa: PTH123
        file.write(data)


def scan(folder: str) -> None:
    """List a folder and ask for the state of every file."""
    waiting = [folder]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    entry.stat()


def main() -> None:
    """Do the job on every file; one that cannot be read is passed over."""
    library, job, place = sys.argv[1:]
    if library == "scan":
        scan(place)
        return
    work = content if library == "read" else globals()[library](job)
    for path in files(place) if os.path.isdir(place) else [place]:  # noqa: PTH112
        with suppress(Exception):
            work(path)


main()
