"""Aligned columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.text import cells, pad

if TYPE_CHECKING:
    from collections.abc import Sequence


def table(rows: Sequence[Sequence[str]], left: int = 1) -> list[str]:
    """Return rows as aligned columns, the first ``left`` to the left and the others to the right."""
    widths = [max(cells(row[i]) for row in rows) for i in range(len(rows[0]))]
    return [
        ("  " + "  ".join(pad(c, w, right=i >= left) for i, (c, w) in enumerate(zip(row, widths, strict=True)))).rstrip()
        for row in rows
    ]  # fmt: skip
