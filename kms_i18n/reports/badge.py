"""For a README: a small SVG that needs no font and no server, with its words as title."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from kms_i18n.reports._badge import badge
from kms_i18n.reports._element import Element, element, serialise
from kms_i18n.results import Status, Verdict
from kms_i18n.text import cells

_COLOURS = {"good": "#256f3a", "middle": "#7a5b00", "bad": "#a3341b"}
"""Each has 5:1 or more under white letters."""

SHOWS = ("Status", "Verdict")


@singledispatch
def render(result: Any) -> str:
    """Return a result as a badge."""
    raise TypeError(f"no badge for {type(result).__name__}")


@render.register
def _(result: Status) -> str:
    """Return how much is translated."""
    return _drawn(result)


@render.register
def _(result: Verdict) -> str:
    """Return a policy's decision."""
    return _drawn(result)


def _drawn(result: Status | Verdict) -> str:
    """Return the two halves side by side; ``textLength`` fits whatever font there is."""
    label, message, level = badge(result)
    left, right = (7 * cells(text) + 12 for text in (label, message))
    said = f"{label}: {message}"
    return serialise(
        element(
            "svg",
            element("title", said),
            element("rect", width=left + right, height=20, rx=3, fill="#3d434a"),
            element("rect", x=left, width=right, height=20, rx=3, fill=_COLOURS[level]),
            element(
                "g", _text(label, 0, left), _text(message, left, right),
                fill="#fff", text_anchor="middle", font_size=11,
                font_family="Verdana,DejaVu Sans,Noto Sans,Noto Sans Khmer,sans-serif",
            ),
            xmlns="http://www.w3.org/2000/svg", width=left + right, height=20, role="img", aria_label=said,
        )
    ) + "\n"  # fmt: skip


def _text(text: str, start: int, width: int) -> Element:
    return element("text", text, x=start + width // 2, y=14, textLength=width - 12)
