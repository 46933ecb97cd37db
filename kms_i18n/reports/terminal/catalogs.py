"""Counts of plain PO files for a terminal: a row a catalog."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from kms_i18n.messages import tr, trn
from kms_i18n.reports.terminal._table import table
from kms_i18n.text import safe_line

if TYPE_CHECKING:
    from kms_i18n.results import CatalogStatus


def catalogs(result: CatalogStatus) -> str:
    """Return one row a catalog, in the order they were named, and their sum."""
    head = [tr("catalog"), tr("translated"), tr("fuzzy"), tr("untranslated"), tr("obsolete")]
    counted = [count for count in result.catalogs if not count.error]
    fields = map(attrgetter, ("translated", "fuzzy", "untranslated", "obsolete"))
    columns: list[list[int]] = [list(map(field, counted)) for field in fields]
    if any(count.words for count in counted):
        head += [tr("words translated"), tr("fuzzy"), tr("untranslated")]
        columns += [[(count.words or (0, 0, 0))[place] for count in counted] for place in range(3)]
    names = [safe_line(count.path) for count in counted]
    rows = [head, *zip(names, *(map(str, column) for column in columns), strict=True)]
    if len(result.catalogs) > 1:
        total = [str(sum(column)) for column in columns]
        rows.append([trn("{n} catalog", "{n} catalogs", len(counted)), *total])
    errors = []
    for path, (line, column, message) in ((c.path, c.error) for c in result.catalogs if c.error):
        place = f"{path}:{line}:{column}" if line else path
        errors.append(f"{safe_line(place)}: {safe_line(message)}")
    return "\n".join([*table(rows), *errors]) + "\n"
