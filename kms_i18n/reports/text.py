"""For people at a terminal: aligned columns, every text made safe to show."""

from __future__ import annotations

from importlib import import_module
from typing import Any

_FORMS = {
    "Adoption": ("difference", "adoption"),
    "Audit": ("review", "audit"),
    "CatalogStatus": ("catalogs", "catalogs"),
    "Credits": ("history", "credit_table"),
    "Differences": ("difference", "differences"),
    "Explanation": ("difference", "explanation"),
    "Files": ("files", "files"),
    "Findings": ("findings", "findings"),
    "History": ("history", "history"),
    "Repairs": ("findings", "repairs"),
    "Review": ("review", "review"),
    "Status": ("coverage", "status"),
    "Terms": ("findings", "terms"),
    "Turnover": ("difference", "turnover"),
    "Verdict": ("verdict", "verdict"),
    "Verification": ("files", "verification"),
    "WorkList": ("history", "work_list"),
}
"""Room and function that show a result: a command loads the room of its own, and no other."""


def shows(kind: type) -> bool:
    """Return whether results of a type have a text form."""
    return kind.__name__ in _FORMS


def render(result: Any) -> str:
    """Return a result as lines of text. Raises ``KeyError`` if it has no text form."""
    room, form = _FORMS[type(result).__name__]
    return str(getattr(import_module(f"kms_i18n.reports.terminal.{room}"), form)(result))
