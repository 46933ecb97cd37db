"""What a rewritten catalog must still say: the promises, checked before anything is opened.

Independent of how the new bytes were made: both files are read again and compared entry by
entry. A promise that does not hold is a fault of the program, and nothing is written.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NoReturn

from kms_i18n.model import Entry
from kms_i18n.text import normal

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable

    from kms_i18n.model import Catalog

_PLACES = frozenset({"span", "line", "target_line"})
_FIELDS = tuple(name for name in Entry.__struct_fields__ if name not in _PLACES)


class BrokenPromiseError(Exception):
    """New content would lose, forge or touch what nobody named: a fault of the program."""


def check_update(old: Catalog, new: Catalog, *, editorial: bool = False) -> None:
    """Raise ``BrokenPromiseError`` unless an update kept every promise of an update.

    No translation disappears, live and obsolete ones counted together; no translation becomes
    finished that was not; an entry that says what it said before has the bytes it had. In an
    ``editorial`` catalog an untouched copy of its source may follow the source.
    """
    lost = Counter(_said_targets(old, editorial=editorial))
    lost.subtract(_said_targets(new))
    if gone := [targets for targets, count in lost.items() if count > 0]:
        refuse(new, f"a translation would disappear: {gone[0][0][:60]!r}")
    finished = {pair(entry) for entry in old.entries if not entry.fuzzy}
    for entry in new.entries:
        copy = editorial and entry.targets == (entry.source,)
        claims = any(entry.targets) and not (entry.is_header or entry.fuzzy or copy)
        if claims and pair(entry) not in finished:
            refuse(new, f"an unfinished translation would pass as finished: {entry.source!r}")
    _check_bytes(old, new)


def check_kept(old: Catalog, new: Catalog) -> None:
    """Raise ``BrokenPromiseError`` unless every translation of the old catalog is in the new one."""
    lost = Counter((entry.key, entry.targets) for entry in old.entries if any(entry.targets))
    lost.subtract((entry.key, entry.targets) for entry in new.entries)
    if gone := [pair for pair, count in lost.items() if count > 0]:
        refuse(new, f"a translation would disappear: {gone[0][1][0][:60]!r}")


def check_format(old: Catalog, new: Catalog) -> None:
    """Raise ``BrokenPromiseError`` unless two catalogs say the same in the same order.

    Obsolete entries stand last in the new one. Flags may stand in another order, and a reference
    that was written twice may stand once.
    """
    ordered = sorted(old.entries, key=lambda entry: entry.obsolete)
    if [_meaning(entry) for entry in ordered] != [_meaning(entry) for entry in new.entries]:
        refuse(new, "the new layout would say something else than the old one")


def lost(
    committed: Catalog, before: Catalog, after: Catalog, texts: Collection[str]
) -> list[Entry]:
    """Return the committed translations that an update would build upon the loss of.

    ``before`` and ``after`` are the catalog as it is and as the update would leave it, ``texts``
    the sources of today. Counted is a translation whose source is still there, that ``after`` has
    not, and whose message has no translation in ``before``, be it obsolete or under a source
    that was edited since. A translation that somebody replaced by another one is not lost.
    """
    replaced = {entry.key for entry in before.entries if any(entry.targets)}
    replaced |= {
        (entry.previous_context, entry.previous_source)
        for entry in before.entries
        if entry.previous_source is not None and any(entry.targets)
    }
    kept = {(entry.key, entry.targets) for entry in after.entries}
    return [
        entry
        for entry in committed.entries
        if any(entry.targets)
        and not entry.is_header
        and entry.source in texts
        and entry.key not in replaced
        and (entry.key, entry.targets) not in kept
    ]


def _said_targets(catalog: Catalog, *, editorial: bool = False) -> Iterable[tuple[str, ...]]:
    """Return every translation, whatever its state; untouched copies of an editorial one not."""
    return (
        entry.targets
        for entry in catalog.entries
        if any(entry.targets)
        and not entry.is_header
        and not (editorial and entry.targets == (entry.source,))
    )


def pair(entry: Entry) -> Hashable:
    """Return a pair of texts; a source that is spelled with other blanks is the same text."""
    return (entry.context, normal(entry.source), entry.source_plural, entry.targets)


def _check_bytes(old: Catalog, new: Catalog) -> None:
    """Hold every entry that says what it said before to the bytes it had."""
    had = {fields(entry): _block(old, entry) for entry in old.entries}
    for entry in new.entries:
        block = _block(new, entry)
        if had.get(fields(entry), block) != block:
            refuse(new, f"an entry that nobody changed would be laid out anew: {entry.source!r}")


def _block(catalog: Catalog, entry: Entry) -> bytes:
    """Return an entry's bytes; a file may have no line end after its last entry."""
    return catalog.data[entry.span.start : entry.span.end].rstrip(b"\r\n")


def fields(entry: Entry) -> Hashable:
    """Return all that an entry says."""
    return tuple(getattr(entry, name) for name in _FIELDS)


def _meaning(entry: Entry) -> Hashable:
    said = {name: getattr(entry, name) for name in _FIELDS}
    said["flags"] = frozenset(flag.replace(" ", "").replace("\t", "") for flag in entry.flags)
    said["references"] = tuple(dict.fromkeys(entry.references))
    return tuple(said.values())


def refuse(catalog: Catalog, message: str) -> NoReturn:
    """Raise that a promise would be broken."""
    raise BrokenPromiseError(f"{catalog.path or 'catalog'}: {message}; nothing was written")
