"""For pipes: one JSON object a line."""

from __future__ import annotations

import json
from functools import singledispatch
from typing import TYPE_CHECKING, Any

from kms_i18n.history import History
from kms_i18n.results import CatalogStatus, Findings, Status
from kms_i18n.worklist import WorkList

if TYPE_CHECKING:
    from collections.abc import Iterable

SHOWS = ("CatalogStatus", "Findings", "History", "Status", "WorkList")


@singledispatch
def render(result: Any) -> str:
    """Return a result as lines of JSON."""
    raise TypeError(f"no JSON Lines for {type(result).__name__}")


def _lines(rows: Iterable[dict[str, Any]]) -> str:
    return "".join(json.dumps(row, sort_keys=True) + "\n" for row in rows)


@render.register
def _(result: History) -> str:
    """Return a line a revision."""
    return _lines(point.data() for point in result.points)


@render.register
def _(result: Status) -> str:
    """Return a line per document and locale."""
    return _lines(coverage.data() for coverage in result.coverages)


@render.register
def _(result: CatalogStatus) -> str:
    """Return a line a catalog."""
    return _lines(count.data() for count in result.catalogs)


@render.register
def _(result: Findings) -> str:
    """Return a line a finding."""
    return _lines(result.data()["findings"])


@render.register
def _(result: WorkList) -> str:
    """Return a line a task."""
    return _lines(task.data() for task in result.tasks)
