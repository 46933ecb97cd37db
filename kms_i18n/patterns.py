"""Regular expressions that are compiled when they are first used.

A command starts with every room it might need, and uses few of their expressions. Type checkers
are told that ``compiled`` is ``re.compile``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

__all__ = ["compiled"]

if TYPE_CHECKING:
    from re import compile as compiled
else:

    class compiled:  # noqa: N801  (called as ``re.compile`` is)
        """Stands for the expression; a method that was asked for once is its own from then on."""

        def __init__(self, pattern: str | bytes, flags: int = 0) -> None:
            self._recipe = pattern, flags

        def __getattr__(self, name: str) -> Any:
            found = getattr(re.compile(*self._recipe), name)
            setattr(self, name, found)
            return found
