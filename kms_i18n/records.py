"""The small files that a project keeps beside its catalogs: one line a record, tabs between fields.

Approvals, overrides, waivers and baselines are read alike, so that Git can merge them all by union:
the order of lines means nothing, and blank lines and those that begin with ``#`` say nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.errors import KmsError

if TYPE_CHECKING:
    from collections.abc import Iterator


def text_of(data: bytes, path: str) -> str:
    """Return the text of such a file. Raises ``KmsError`` with the line if it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise KmsError("not UTF-8", path=path, line=line, hint="Save the file as UTF-8.") from None


def rows(data: bytes, path: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the 1-based line and the fields of every record. Raises as ``text_of`` does."""
    for number, line in enumerate(text_of(data, path).split("\n"), start=1):
        row = line.removesuffix("\r")
        if row.strip() and not row.startswith("#"):
            yield number, row.split("\t")
