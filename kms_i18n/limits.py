"""What a catalog may cost: larger ones are refused before they are read."""

from __future__ import annotations

from typing import NamedTuple


class Limits(NamedTuple):
    """The most that a catalog may hold."""

    file_bytes: int = 32 * 1024 * 1024
    line_bytes: int = 1024 * 1024
    plural_forms: int = 10


DEFAULT = Limits()
