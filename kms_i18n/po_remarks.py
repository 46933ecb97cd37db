"""What is accepted in a catalog but should be mended: sentences for translators, with their lines.

Nothing here keeps a file from being read; gettext or another program may stumble over it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kms_i18n import plural, po_header
from kms_i18n.errors import CatalogError, phrase
from kms_i18n.expressions import expression
from kms_i18n.po_refusal import BOM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kms_i18n.model import Catalog, Entry

_BARE_CR = expression(rb"\r(?!\r*\n)")
_LANGUAGE = expression(r"[a-zA-Z]{2,3}([_-][A-Za-z]{4})?([_-]([A-Za-z]{2}|[0-9]{3}))?(@[a-zA-Z]+)?")
_DATE = expression(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2})? *(Z|[+-]\d{2}:?\d{2})?", re.ASCII)
_PLACEHOLDERS = {"YEAR-MO-DA HO:MI+ZONE", "nplurals=INTEGER; plural=EXPRESSION;", "LANGUAGE", ""}
"""What a template's header has until somebody fills it in."""


Remark = tuple[int, str, dict[str, object]]
"""A line, a sentence, and the values in its places."""


def remarks(catalog: Catalog) -> Iterator[Remark]:
    """Yield line and sentence for what is accepted but should be mended, in the file's order."""
    data = catalog.data
    if data.startswith(BOM):
        yield 1, phrase("the file begins with a byte order mark, which gettext refuses"), {}
    found: list[Remark] = []
    if catalog.header is None:
        found.append((1, phrase("the catalog has no header; UTF-8 is assumed"), {}))
    if bare := _BARE_CR.search(data):
        line = data.count(b"\n", 0, bare.start()) + 1
        text = phrase("a carriage return inside a line; some programs read a line end")
        found.append((line, text, {}))
    found += _of_header(catalog.header) if catalog.header else []
    yield from sorted(found, key=lambda row: row[:2])


def _of_header(header: Entry) -> Iterator[Remark]:
    """Yield what is wrong with the fields of a header that have a form."""
    fields = po_header.fields(header.target)
    line = header.target_line
    language = fields.get("Language", "")
    if language not in _PLACEHOLDERS and not _LANGUAGE.fullmatch(language):
        yield line, phrase("Language: {code!r} is no locale code"), {"code": language[:40]}
    for name in ("POT-Creation-Date", "PO-Revision-Date"):
        date = fields.get(name, "")
        if date not in _PLACEHOLDERS and not _DATE.fullmatch(date):
            text = phrase("{field}: {date!r} is no date such as 2026-01-31 12:00+0700")
            yield line, text, {"field": name, "date": date[:40]}
    if (rule := fields.get("Plural-Forms", "")) not in _PLACEHOLDERS:
        try:
            plural.parse(rule)
        except CatalogError as error:
            yield line, error.template, error.values
