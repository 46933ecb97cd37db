"""Where a line of a catalog may be broken, and how wide a text is: as GNU gettext decides."""

from __future__ import annotations

import re

from kms_i18n.text import cells

_PIECE = re.compile("[^ \u200b-]*(?:-+(?=[^\\W\\d])|[ \u200b]+|-|$)")


def pieces(text: str) -> list[str]:
    """Return the text cut wherever a line may end; joined again they are the text."""
    return [piece for piece in _PIECE.findall(text) if piece]


def columns(text: str) -> int:
    """Return how many terminal columns gettext takes a text to be."""
    return cells(text)
