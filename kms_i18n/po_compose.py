"""A catalog's file put together again from its entries, some of them changed, moved or new.

Law: all entries in their order are the file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kms_i18n import po_layout
from kms_i18n.errors import CatalogError
from kms_i18n.model import Catalog, Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kms_i18n.model import Span

_BLANK_LINE = re.compile(rb"[ \t\r\n]*\n[ \t\r]*")

Block = Entry | bytes | tuple[Entry, bytes]
"""A piece of a catalog to compose: an entry as it is, new bytes, or an entry's new bytes."""
Piece = tuple[int | None, bytes]
"""Bytes of an entry, and its number in the file; None: it is new."""


def compose(catalog: Catalog, blocks: Iterable[Block]) -> bytes:
    """Return the file made of the catalog's beginning, the blocks in order, and its end.

    The beginning is everything up to and including the header entry; the header may be given as
    the first block, or left out. Between two entries that followed each other before, the bytes
    between them stay; everywhere else stands one blank line. Comments after the last entry stay
    last. All entries in their order give back ``catalog.data``.

    Raises ``ValueError`` for an entry given twice, ``CatalogError`` if the order of entries
    changes in a file with ``domain`` lines, where that would change their meaning.
    """
    data = catalog.data
    entries = catalog.entries
    index = {entry.span: number for number, entry in enumerate(entries)}
    pieces = [(_owner(block, index), _bytes(block, data)) for block in blocks]
    header = next((number for number, entry in enumerate(entries) if entry.is_header), None)
    return arranged(catalog, pieces, [entry.span for entry in entries], header)


def arranged(
    catalog: Catalog,
    pieces: Sequence[Piece],
    spans: Sequence[tuple[int, int]],
    header: int | None,
) -> bytes:
    """Return what ``compose`` returns, of entries by number; ``spans`` says where each stands."""
    data = catalog.data
    count = len(spans)
    pieces = _headed(pieces, header, data, spans)
    if not count:
        return _begun(catalog, pieces)
    eol = po_layout.eol_of(data).encode()
    starts = [start for start, _ in spans] + [len(data)]
    gaps = [data[end:following] for (_, end), following in zip(spans, starts[1:], strict=True)]
    output = [data[: starts[0]]]
    follows = [owner for owner, _ in pieces[1:]]
    for (owner, block), following in zip(pieces, follows, strict=False):
        output.append(block)
        if owner is not None and following == owner + 1:
            output.append(gaps[owner])
        else:
            gap = gaps[owner] if owner is not None and owner + 1 < count else b""
            output.append(_between(block, gap, eol, catalog))
    for owner, block in pieces[-1:]:
        unmoved = owner is not None and owner + 1 == count
        output += [block, gaps[-1] if unmoved else _ending(block, gaps[-1], eol)]
    return b"".join(output)


def _headed(
    pieces: Sequence[Piece], header: int | None, data: bytes, spans: Sequence[tuple[int, int]]
) -> list[Piece]:
    """Return the pieces with the header among them, which may have been left out."""
    owners = [owner for owner, _ in pieces]
    known = [owner for owner in owners if owner is not None]
    if len(set(known)) < len(known):
        raise ValueError("an entry was given twice")
    whole = list(pieces)
    if header is not None and header not in owners:
        after = owners.index(header - 1) + 1 if header - 1 in owners else 0
        start, end = spans[header]
        whole.insert(after, (header, data[start:end]))
    return whole


def _begun(catalog: Catalog, pieces: Sequence[Piece]) -> bytes:
    """Return a file that had no entries with its first ones."""
    data = catalog.data
    eol = po_layout.eol_of(data).encode()
    output = [data]
    if data.strip(b" \t\r\n") and pieces:
        output.append(_separator(data, eol))
    for number, (_, block) in enumerate(pieces, 1):
        last = number == len(pieces)
        output += [block, _ending(block, b"", eol) if last else _between(block, b"", eol, catalog)]
    return b"".join(output)


def _owner(block: Block, index: Mapping[Span, int]) -> int | None:
    if isinstance(block, bytes):
        return None
    entry = block if isinstance(block, Entry) else block[0]
    if entry.span not in index:
        raise ValueError("an entry of another catalog")
    return index[entry.span]


def _bytes(block: Block, data: bytes) -> bytes:
    if isinstance(block, bytes):
        return block
    return data[block.span.start : block.span.end] if isinstance(block, Entry) else block[1]


def _separator(block: bytes, eol: bytes) -> bytes:
    return eol if block.endswith(b"\n") else eol * 2


def _between(block: bytes, gap: bytes, eol: bytes, catalog: Catalog) -> bytes:
    """Return what stands after a block whose follower is another one than before."""
    if b"domain" in gap:
        message = "entries of a catalog with domain lines cannot be moved"
        raise CatalogError(message, path=catalog.path, hint="Split it into one file per domain.")
    if gap.strip(b" \t\r\n"):
        return gap if gap.endswith((b"\n\n", b"\n\r\n")) else gap + _separator(gap, eol)
    return gap if _BLANK_LINE.fullmatch(gap) else _separator(block, eol)


def _ending(block: bytes, gap: bytes, eol: bytes) -> bytes:
    """Return the end of a file whose last entry is another one than before."""
    if gap.strip():
        return gap if gap.startswith((b"\n", b"\r\n")) else _separator(block, eol) + gap
    return b"" if block.endswith(b"\n") else eol
