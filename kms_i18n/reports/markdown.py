"""For step summaries and comments: Markdown that no translation can reach into."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from kms_i18n.reports import _summary
from kms_i18n.results import Findings, Verdict


@singledispatch
def render(result: Any) -> str:
    """Return Markdown, cut at the end of a line where a step summary would be too large."""
    raise TypeError(f"no Markdown form of {type(result).__name__}")


render.register(Verdict, _summary.verdict)
render.register(Findings, _summary.findings)
