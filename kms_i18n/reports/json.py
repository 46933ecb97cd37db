"""For programs: one JSON document, keys sorted, with the name and version of its schema."""

from __future__ import annotations

import json
from typing import Any


def render(result: Any) -> str:
    """Return ``result.data()`` as JSON; what is not ASCII is escaped, so any pipe is safe."""
    return json.dumps(result.data(), indent=2, sort_keys=True, default=str) + "\n"
