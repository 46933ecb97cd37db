"""The output formats: one file each, ``render(result) -> str``; the file is the registration."""

from __future__ import annotations

import sys
from typing import Any, Protocol, cast

from kms_i18n import registry


class Report(Protocol):
    """What a module in this folder must have."""

    def render(self, result: Any) -> str:
        """Return the result as text that ends with a line end."""
        ...


def names() -> list[str]:
    """Return the names of the formats, sorted."""
    return registry.names(sys.modules[__name__])


def render(name: str, result: Any) -> str:
    """Return a result in the format called ``name``. Raises ``KeyError`` if there is none."""
    return cast("Report", registry.load(sys.modules[__name__], name)).render(result)
