"""Aligned columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.text import cells

if TYPE_CHECKING:
    from collections.abc import Sequence


def table(rows: Sequence[Sequence[str]], left: int = 1) -> list[str]:
    """Return rows as aligned columns, the first ``left`` to the left and the others to the right."""
    columns = [
        _aligned(column, right=number >= left)
        for number, column in enumerate(zip(*rows, strict=True))
    ]
    return [("  " + "  ".join(row)).rstrip() for row in zip(*columns, strict=True)]


def _aligned(column: Sequence[str], *, right: bool) -> list[str]:
    """Return texts with blanks up to the width of the widest; ``right`` puts them first."""
    joined = "".join(column)
    sizes = list(map(len if joined.isascii() and joined.isprintable() else cells, column))
    width = max(sizes)
    padded = zip(column, (" " * (width - size) for size in sizes), strict=True)
    return [blanks + text if right else text + blanks for text, blanks in padded]
