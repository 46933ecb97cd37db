"""A template's notes on an entry, put in place of those it has: the translator's stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n import po_comments
from kms_i18n.po_layout import GETTEXT_WIDTH, style_of
from kms_i18n.po_write import encode, write_entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kms_i18n.model import Catalog, Entry

_ITS_OWN = (b"#.", b"#:", b"#,", b"#!")
_UNUSUAL = (b"\r", b"\v", b"\f", b"\\\n")
"""In a block: line ends of another kind, and a backslash that joins lines."""


def with_notes(
    catalog: Catalog, data: bytes, entry: Entry, noted: Entry, flags: Sequence[str]
) -> bytes:
    """Return ``data``, the bytes of an entry, with the notes of ``noted`` and with these flags.

    Notes are extracted comments and references. ``entry`` says what the bytes say. All lines that
    are no notes and no flags keep their bytes.
    """
    if any(mark in data for mark in _UNUSUAL):
        return _anew(catalog, entry, noted, flags)
    lines = data.splitlines(keepends=True)
    count = 0
    kept: list[bytes] = []
    while count < len(lines) and lines[count][:1] == b"#" and lines[count][1:2] not in b"|~":
        if lines[count][:2] not in _ITS_OWN:
            kept.append(lines[count])
        count += 1
    rest = lines[count:]
    if not rest or any(line.lstrip()[:2] in _ITS_OWN for line in rest):
        return _anew(catalog, entry, noted, flags)
    referring = [line for line in lines[:count] if line[:2] == b"#:"]
    single = len(referring) > 1 and len(referring) == len(entry.references)
    new = po_comments.comment_lines(po_comments.EXTRACTED, noted.extracted_comments)
    new += po_comments.reference_lines(noted.references, 0 if single else GETTEXT_WIDTH)
    if flags:
        new.append(f"#, {', '.join(flags)}")
    notes = encode("".join(f"{line}\n" for line in new), catalog.charset)
    return b"".join([*kept, notes, *rest])


def _anew(catalog: Catalog, entry: Entry, noted: Entry, flags: Sequence[str]) -> bytes:
    """Return an entry in an unusual layout written as gettext would."""
    return write_entry(
        entry.source,
        entry.targets,
        context=entry.context,
        source_plural=entry.source_plural,
        flags=flags,
        references=noted.references,
        extracted_comments=noted.extracted_comments,
        translator_comments=entry.translator_comments,
        previous_context=entry.previous_context,
        previous_source=entry.previous_source,
        previous_plural=entry.previous_plural,
        style=style_of(catalog.data),
        charset=catalog.charset,
    )
