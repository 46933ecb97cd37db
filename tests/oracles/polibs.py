"""polib as a third reader: where it comes to other messages than we do, or accepts what we refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polib

from kms_i18n import po
from kms_i18n.errors import CatalogError

if TYPE_CHECKING:
    from pathlib import Path


def said(entry: Any) -> tuple[Any, ...]:
    """Return what an entry of polib says."""
    forms = dict(sorted(entry.msgstr_plural.items()))
    texts = (entry.msgctxt, entry.msgid, entry.msgid_plural, entry.msgstr, forms)
    previous = (entry.previous_msgctxt, entry.previous_msgid, entry.previous_msgid_plural)
    before = tuple(text or "" for text in previous)
    return (*texts, *before, bool(entry.obsolete), sorted(entry.flags))


def difference(path: Path) -> str:
    """Return how polib reads a file otherwise than we do; empty if it does not.

    ``refuses``, ``accepts`` what we refuse, or reads ``other`` messages.
    """
    try:
        ours = [said(entry) for entry in po.to_polib(po.parse(path.read_bytes()))]
    except CatalogError:
        ours = None
    try:
        theirs = [said(entry) for entry in polib.pofile(str(path))]
    except (OSError, ValueError, LookupError):
        return "" if ours is None else "refuses"
    if ours is None:
        return "accepts"
    return "" if ours == theirs else "other"
