"""Plain PO files, counted: many of them, in one process or several, and again from a cache."""

from __future__ import annotations

from functools import partial
from os import scandir
from os.path import isdir
from typing import TYPE_CHECKING

from kms_i18n import cache, executors
from kms_i18n.errors import KmsError
from kms_i18n.po_counts import counts
from kms_i18n.results import CatalogCount
from kms_i18n.tree import read_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kms_i18n.cache import Cache, Numbers, State
    from kms_i18n.model import Catalog


def count(
    names: Sequence[str], *, with_words: bool = False, jobs: int = 1, memory: Cache | None = None
) -> Iterator[CatalogCount]:
    """Yield the counts of PO files in the order of their names; a file that is refused says why.

    ``memory`` answers for files that are as they were, and learns of the others; it is saved at
    the end. It knows no words.
    """
    memory = None if with_words else memory
    hits = memory.find(names) if memory else [None] * len(names)
    missed = (
        [name for name, hit in zip(names, hits, strict=True) if hit is None] if memory else names
    )
    if memory and missed:
        memory.begin()
    known = memory.contents if memory and jobs <= 1 else {}
    counted = partial(_counted, with_words=with_words, known=None if memory is None else known)
    results = executors.each(counted, missed, jobs)
    try:
        for name, hit in zip(names, hits, strict=True):
            if hit is not None:
                yield CatalogCount(name, *hit)
                continue
            row, seen, content = next(results)
            if memory and content:
                memory.note(seen, content, row[1:5])
            yield row
    finally:
        if memory:
            memory.save()


def _counted(
    name: str, *, with_words: bool, known: Mapping[bytes, Numbers] | None
) -> tuple[CatalogCount, State | None, bytes]:
    """Return the counts of a file; for a cache also its state and blob id (empty if refused).

    ``known`` are contents counted before; None: there is no cache. The state is None if it was
    not the same before and after the reading.
    """
    before = None if known is None else cache.state(name)
    try:
        data = read_file(name)
        if with_words:
            from kms_i18n.po_read import parse

            catalog = parse(data, name)
            return CatalogCount(name, *counts(catalog), _words(catalog)), None, b""
        content = b"" if known is None else cache.blob(data)
        found = known.get(content) if known else None
        row = CatalogCount(name, *(found or counts(data, name)))
    except KmsError as error:
        return CatalogCount(name, error=(error.line, error.column, error.message)), None, b""
    same = before is not None and before == cache.state(name)
    return row, before if same else None, content


def _words(catalog: Catalog) -> tuple[int, int, int]:
    """Return the source words translated, fuzzy and untranslated; the source is taken as English."""
    from kms_i18n import words

    sums = [0, 0, 0]
    for entry in catalog.live:
        place = 2 if not entry.translated else 1 if entry.fuzzy else 0
        sums[place] += words.count(entry.source, "en")
    return sums[0], sums[1], sums[2]


def catalog_files(paths: Sequence[str]) -> Iterator[str]:
    """Yield the files named, and the ``.po`` files below the folders named, sorted.

    Folders that are symbolic links are not entered; one that cannot be listed is yielded itself.
    """
    for name in paths:
        yield from below(name) if isdir(name) else (name,)  # noqa: PTH112  (as ``scandir``)


def below(folder: str, ending: str = ".po") -> list[str]:
    """Return the files below a folder whose names end so, sorted."""
    found: list[str] = []
    waiting = [folder.rstrip("/") or "/"]
    while waiting:
        place = waiting.pop()
        try:
            with scandir(place) as entries:
                for entry in entries:
                    if entry.name.endswith(ending) and entry.is_file():
                        found.append(entry.path)
                    elif entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
        except OSError:
            found.append(place)
    return sorted([name.removeprefix("./") for name in found] if folder[:1] == "." else found)
