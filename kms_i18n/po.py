"""PO catalogs: bytes ▶ entries with spans, and the bytes of a changed entry.

The only module that others use for PO syntax; the rooms behind this door are ``po_read`` (by
``po_index``, or strictly by ``po_syntax``), ``po_text`` (quoting), ``po_edit`` (changes by splice)
and ``po_write`` (new entries, as gettext writes them). A file that is read and not changed stays
byte for byte.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kms_i18n import po_syntax
from kms_i18n.po_edit import KEEP, compose, edit, revise, set_header
from kms_i18n.po_header import fields as _fields
from kms_i18n.po_header import plural_count
from kms_i18n.po_layout import Style, style_of
from kms_i18n.po_read import DEFAULT_LIMITS, Counts, Limits, counts, parse
from kms_i18n.po_write import new_catalog, write_entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polib

    from kms_i18n.model import Catalog, Entry

__all__ = [
    "DEFAULT_LIMITS",
    "KEEP",
    "Counts",
    "Limits",
    "Style",
    "compose",
    "counts",
    "edit",
    "header_fields",
    "new_catalog",
    "parse",
    "remarks",
    "revise",
    "set_header",
    "style_of",
    "to_polib",
    "write_entry",
]


def header_fields(catalog: Catalog) -> dict[str, str]:
    """Return the header's fields in their order; empty without a header."""
    header = catalog.header
    return _fields(header.target) if header else {}


def remarks(catalog: Catalog) -> Iterator[tuple[int, str]]:
    """Yield line and sentence for what is accepted but should be mended."""
    data = catalog.data
    if data.startswith(po_syntax.BOM):
        yield 1, "the file begins with a byte order mark, which gettext refuses"
    if found := _BARE_CR.search(data):
        line = data.count(b"\n", 0, found.start()) + 1
        yield line, "a carriage return inside a line; some programs read it as a line end"
    if catalog.header is None:
        yield 1, "the catalog has no header; UTF-8 is assumed"
    elif (forms := plural_count(catalog.header.target)) and forms > DEFAULT_LIMITS.plural_forms:
        yield catalog.header.target_line, f"nplurals={forms} is more than any language has"


_BARE_CR = re.compile(rb"\r(?!\n)")


def to_polib(catalog: Catalog) -> polib.POFile:
    """Return the catalog as polib's values, for scripts; nothing is ever written through them."""
    import polib

    file = polib.POFile(encoding=catalog.charset)
    file.metadata = header_fields(catalog)
    for entry in catalog.entries:
        if not entry.is_header:
            file.append(_polib_entry(entry))
    return file


def _polib_entry(entry: Entry) -> polib.POEntry:
    import polib

    plural = entry.source_plural is not None
    return polib.POEntry(
        msgid=entry.source,
        msgstr="" if plural else entry.target,
        msgid_plural=entry.source_plural or "",
        msgstr_plural=dict(enumerate(entry.targets)) if plural else {},
        msgctxt=entry.context,
        obsolete=entry.obsolete,
        flags=list(entry.flags),
        comment="\n".join(entry.extracted_comments),
        tcomment="\n".join(entry.translator_comments),
        occurrences=[(name, "") for name in entry.references],
        previous_msgctxt=entry.previous_context,
        previous_msgid=entry.previous_source,
        previous_msgid_plural=entry.previous_plural,
        linenum=entry.line,
    )
