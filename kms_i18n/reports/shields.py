"""For badge servers: the JSON that the shields endpoint reads."""

from __future__ import annotations

import json
from functools import singledispatch
from typing import Any

from kms_i18n.reports._badge import badge
from kms_i18n.results import Status, Verdict

_COLOURS = {"good": "brightgreen", "middle": "yellow", "bad": "red"}

SHOWS = ("Status", "Verdict")


@singledispatch
def render(result: Any) -> str:
    """Return a result as an endpoint badge."""
    raise TypeError(f"no badge for {type(result).__name__}")


@render.register
def _(result: Status) -> str:
    """Return how much is translated."""
    return _endpoint(result)


@render.register
def _(result: Verdict) -> str:
    """Return a policy's decision."""
    return _endpoint(result)


def _endpoint(result: Status | Verdict) -> str:
    label, message, level = badge(result)
    data = {"schemaVersion": 1, "label": label, "message": message, "color": _COLOURS[level]}
    return json.dumps(data, indent=2, sort_keys=True) + "\n"
