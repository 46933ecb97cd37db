"""For people at a terminal: aligned columns, every text made safe to show."""

from __future__ import annotations

from importlib import import_module
from typing import Any

_ROOMS = {
    "Adoption": "difference",
    "Audit": "review",
    "CatalogStatus": "coverage",
    "Credits": "history",
    "Differences": "difference",
    "Explanation": "difference",
    "Files": "files",
    "Findings": "findings",
    "History": "history",
    "Repairs": "findings",
    "Review": "review",
    "Status": "coverage",
    "Terms": "findings",
    "Turnover": "difference",
    "Verdict": "verdict",
    "Verification": "files",
    "WorkList": "history",
}
"""Who shows what: a command loads the room of its own result, and no other."""


def shows(kind: type) -> bool:
    """Return whether results of a type have a text form."""
    return kind.__name__ in _ROOMS


def render(result: Any) -> str:
    """Return a result as lines of text. Raises ``KeyError`` if it has no text form."""
    room = import_module(f"kms_i18n.reports.terminal.{_ROOMS[type(result).__name__]}")
    return str(room.render(result))
