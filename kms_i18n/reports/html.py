"""For everybody: one self-contained page that loads nothing and works from a file."""

from __future__ import annotations

from functools import cache, singledispatch
from importlib.resources import files
from typing import Any

from kms_i18n.messages import spoken, tr
from kms_i18n.overview import Overview
from kms_i18n.reports import _overview, _segments
from kms_i18n.reports._element import element, page


@singledispatch
def render(result: Any) -> str:
    """Return a result as a page."""
    raise TypeError(f"no page for {type(result).__name__}")


@render.register
def _(result: Overview) -> str:
    """Return the whole report: what keeps a release, then where, then every text."""
    body = element(
        "body",
        element("a", tr("Skip to the texts"), href="#texts", class_="skip"),
        _overview.head(result),
        element(
            "main",
            _overview.verdicts(result),
            _overview.matrix(result),
            _overview.past(result),
            _segments.filters(result),
            _segments.heatmap(result),
            _segments.texts(result),
            _overview.provenance(result),
        ),
    )
    return page(spoken(), f"{tr('Translation report')}: {result.title}", body, asset("page.css"), asset("page.js"))  # fmt: skip


@cache
def asset(name: str) -> str:
    """Return a file of the program's own that a page holds."""
    return (files("kms_i18n.reports") / name).read_text(encoding="utf-8")
