"""How many messages of a catalog stand where, without decoding what need not be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kms_i18n import po_index
from kms_i18n.errors import CatalogError
from kms_i18n.limits import DEFAULT as DEFAULT_LIMITS
from kms_i18n.po_refusal import refuse

if TYPE_CHECKING:
    from kms_i18n.limits import Limits
    from kms_i18n.model import Catalog


class Counts(NamedTuple):
    """How many messages stand where; the header is none of them, obsolete ones count apart."""

    translated: int
    fuzzy: int
    untranslated: int
    obsolete: int


def counts(catalog: Catalog | bytes, path: str = "", limits: Limits = DEFAULT_LIMITS) -> Counts:
    """Return what ``msgfmt --statistics`` counts, and the obsolete entries.

    Two differences on purpose: a message with any empty plural form is untranslated, and the
    header never counts. A blank translation counts as translated here; gates see it as missing.
    Bytes raise what ``po.parse`` raises.
    """
    if isinstance(catalog, bytes):
        check(catalog, path, limits)
        found = po_index.index(catalog, limits.plural_forms)
        if found is not None:
            return Counts(*po_index.tally(found))
    # Only now: a regular file is counted without the nouns and the strict reader.
    from kms_i18n import po_read

    if isinstance(catalog, bytes):
        return Counts(*po_read.tally(catalog, path, limits))
    return Counts(*po_read.tallied(catalog.entries))


def check(data: bytes, path: str, limits: Limits) -> None:
    """Raise ``CatalogError`` for bytes that are no catalog, or one beyond the limits."""
    if len(data) > limits.file_bytes:
        raise CatalogError(
            "the file has {size} bytes; {most} is the limit",
            path=path, line=1, hint="Split it, or raise the limit.", size=len(data), most=limits.file_bytes,
        )  # fmt: skip
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = "the file is UTF-16"
        raise CatalogError(message, path=path, line=1, column=1, hint="Convert it to UTF-8.")
    if (nul := data.find(b"\0")) >= 0:
        refuse(data, nul, "a NUL character", "Remove it.", path)
    if b"\r" in data and b"\n" not in data:
        hint = "Convert it to LF line ends; gettext would see one long line."
        refuse(data, data.index(b"\r"), "lines end with CR alone", hint, path)
    start = 0
    while len(data) - start > limits.line_bytes:
        end = data.rfind(b"\n", start, start + limits.line_bytes + 1)
        if end < 0:
            message = "the line has more than {most} bytes"
            hint = "Break it, or raise the limit."
            refuse(data, start, message, hint, path, most=limits.line_bytes)
        start = end + 1
