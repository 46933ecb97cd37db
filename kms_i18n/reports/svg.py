"""For documents and slides: a history as a drawing of its own."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from kms_i18n.history import History
from kms_i18n.reports._element import Element, element, serialise
from kms_i18n.reports._plot import plot

# A drawing that stands alone brings its style along; in a page the page's own style holds.
_STYLE = (
    "text{font:12px system-ui,Noto Sans,Noto Sans Khmer,sans-serif;fill:#545a61}"
    ".figure{text-anchor:end;dominant-baseline:middle}.name{fill:#1c1f23;font-weight:600;dominant-baseline:middle}"
    ".rule{stroke:#dcd8cf}path{fill:none;stroke-width:2.2}.scope{stroke:#545a61;stroke-width:1.2}"
    ".line-0{stroke:#1f6fb2}.line-1{stroke:#b4480f}.line-2{stroke:#1c7a45}"
    ".line-3{stroke:#8a2c8f}.line-4{stroke:#7a6000}.line-5{stroke:#a01c3c}"
)

SHOWS = ("History",)


@singledispatch
def render(result: Any) -> str:
    """Return a result as a drawing."""
    raise TypeError(f"no drawing of {type(result).__name__}")


@render.register
def _(result: History) -> str:
    """Return the lines of translated words per locale."""
    drawing = plot(result)
    ground = element("rect", width="100%", height="100%", fill="#fff")
    children = (element("style", _STYLE), ground, *drawing.children)
    return serialise(Element(drawing.name, drawing.attributes, children)) + "\n"
