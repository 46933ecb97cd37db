"""Refusals of a catalog: the error that names line and column of a byte."""

from __future__ import annotations

import re
from typing import NoReturn

from kms_i18n.errors import CatalogError
from kms_i18n.expressions import expression

BOM = b"\xef\xbb\xbf"

_CONFLICT = expression(rb"^(?:<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|\Z)", re.MULTILINE)


def place(data: bytes, offset: int) -> tuple[int, int]:
    """Return line and column (1-based, in code points) of a byte offset."""
    start = data.rfind(b"\n", 0, offset) + 1
    before = data[start:offset].removeprefix(BOM if start == 0 else b"")
    return data.count(b"\n", 0, offset) + 1, len(before.decode("utf-8", "replace")) + 1


def refuse(
    data: bytes, offset: int, message: str, hint: str = "", path: str = "", **values: object
) -> NoReturn:
    """Raise the error that names the place of ``offset``; ``values`` stand in its sentences.

    A file with merge-conflict markers is refused for these, whatever else they broke.
    """
    if marker := _CONFLICT.search(data):
        offset, values = marker.start(), {}
        message = "merge conflict: Git left its markers in the file"
        hint = "Choose one side of each conflict, remove the marker lines, and save."
    line, column = place(data, offset)
    raise CatalogError(message, path=path, line=line, column=column, hint=hint, **values)
