"""A catalog as people read it: an entry a paragraph, each text on one line, a sentence at a time.

Made for ``git diff``: where a text begins and ends on lines of a fixed width, one changed word
changes all lines below it; here it changes one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kms_i18n.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kms_i18n.model import Catalog, Entry

_SENTENCE = re.compile(r"(?<=[.!?;:…。！？។៕])[\"'”’»)\]]*\s+|(?<=[។៕])(?=\S)|\n")


def listed(catalog: Catalog) -> str:
    """Return the header's fields, then every entry: where it stands, its state, source, translation.

    Places come first, so that the line Git names a change by is that of the entry.
    """
    blocks = [list(_block(entry)) for entry in catalog.entries]
    return "\n".join("".join(f"{line}\n" for line in block) for block in blocks)


def _block(entry: Entry) -> Iterator[str]:
    if entry.is_header:
        yield "header"
        yield from (f"  {safe_line(line)}" for line in entry.target.splitlines())
        return
    marks = [*(["obsolete"] if entry.obsolete else []), *entry.flags]
    place = " ".join(entry.references) or "entry"
    yield safe_line(f"{place}{' [' + ', '.join(marks) + ']' if marks else ''}")
    for comment in entry.translator_comments:
        yield f"  comment   {safe_line(comment)}".rstrip()
    for comment in entry.extracted_comments:
        yield f"  note      {safe_line(comment)}".rstrip()
    if entry.context is not None:
        yield from _text("context", entry.context)
    if entry.previous_source is not None:
        yield from _text("previous", entry.previous_source)
    yield from _text("source", entry.source)
    if entry.source_plural is not None:
        yield from _text("plural", entry.source_plural)
    for number, target in enumerate(entry.targets):
        yield from _text("target" if entry.source_plural is None else f"target {number}", target)


def _text(name: str, text: str) -> Iterator[str]:
    """Yield a text with its name before the first sentence."""
    pieces = [piece for piece in _pieces(text) if piece.strip()] or [""]
    for number, piece in enumerate(pieces):
        shown = safe_line(piece.rstrip(" "))
        yield f"  {'' if number else name:10}{shown}".rstrip(" ")


def _pieces(text: str) -> Iterator[str]:
    """Yield the sentences of a text; a line end stands at the end of the one it ends."""
    start = 0
    for found in _SENTENCE.finditer(text):
        yield text[start : found.end()]
        start = found.end()
    yield text[start:]
