"""PO catalogs: bytes ▶ entries with spans, and the bytes of a changed entry.

The only module that others use for PO syntax; the rooms behind this door are ``po_read`` (by
``po_index``, or strictly by ``po_syntax``), ``po_text`` (quoting), ``po_edit`` (changes by splice)
and ``po_write`` (new entries, as gettext writes them). A file that is read and not changed stays
byte for byte.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n import registry
from kms_i18n.limits import DEFAULT as DEFAULT_LIMITS
from kms_i18n.limits import Limits
from kms_i18n.po_counts import Counts, counts
from kms_i18n.po_entries import Entries
from kms_i18n.po_header import fields as _fields
from kms_i18n.po_read import parse

if TYPE_CHECKING:
    import polib

    from kms_i18n.model import Catalog, Entry
    from kms_i18n.po_compose import compose
    from kms_i18n.po_edit import KEEP, edit, revise, set_header
    from kms_i18n.po_layout import Style, style_of
    from kms_i18n.po_remarks import remarks
    from kms_i18n.po_write import new_catalog, write_entry

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
    "plain",
    "remarks",
    "revise",
    "set_header",
    "style_of",
    "to_polib",
    "write_entry",
]
__getattr__ = registry.doors(
    __name__,
    {
        "KEEP": "kms_i18n.po_edit",
        "Style": "kms_i18n.po_layout",
        "compose": "kms_i18n.po_compose",
        "edit": "kms_i18n.po_edit",
        "new_catalog": "kms_i18n.po_write",
        "remarks": "kms_i18n.po_remarks",
        "revise": "kms_i18n.po_edit",
        "set_header": "kms_i18n.po_edit",
        "style_of": "kms_i18n.po_layout",
        "write_entry": "kms_i18n.po_write",
    },
)


def plain(catalog: Catalog) -> list[tuple[str, str] | None]:
    """Return source and translation of each entry that is little more; None for the others.

    Plain is a live message with one translation, which may be empty, that is not fuzzy and has no
    previous source; of a file that was read strictly none is said to be.
    """
    entries = catalog.entries
    return entries.plain() if isinstance(entries, Entries) else [None] * len(entries)


def header_fields(catalog: Catalog) -> dict[str, str]:
    """Return the header's fields in their order; empty without a header."""
    header = catalog.header
    return _fields(header.target) if header else {}


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
