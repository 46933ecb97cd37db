"""Regular expressions that are compiled when they are first used: most runs need few of them."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _Expression:
    """Stands for a compiled expression, which it makes when it is first asked for anything."""

    def __init__(self, pattern: Any, flags: int) -> None:
        self._made = pattern, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._made), name)
        setattr(self, name, found)  # asked once: from now on as fast as the expression itself
        return found


def expression(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what can all that ``re.compile(pattern, flags)`` can; a wrong one raises on first use."""
    return cast("re.Pattern[AnyStr]", _Expression(pattern, flags))
