"""For GitLab: a code quality report, a JSON array that a merge request shows."""

from __future__ import annotations

import json
from functools import singledispatch
from hashlib import sha256
from typing import Any

from kms_i18n.model import Severity
from kms_i18n.reports._remarks import remarks
from kms_i18n.results import Findings, Verdict

_SEVERITY = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}

SHOWS = ("Findings", "Verdict")


@singledispatch
def render(result: Any) -> str:
    """Return a JSON array, also where there is nothing to settle; fingerprints differ."""
    raise TypeError(f"no code quality report for {type(result).__name__}")


@render.register(Findings)
@render.register(Verdict)
def _report(result: Findings | Verdict) -> str:
    seen: dict[str, int] = {}
    rows: list[dict[str, Any]] = []
    for remark in remarks(result):
        seen[remark.fingerprint] = number = seen.get(remark.fingerprint, 0) + 1
        name = sha256(f"{remark.fingerprint} {number}".encode()).hexdigest()
        rows.append(
            {
                "description": remark.sentence,
                "check_name": remark.rule,
                "fingerprint": name,
                "severity": _SEVERITY[remark.severity],
                "location": {"path": remark.path, "lines": {"begin": max(remark.line, 1)}},
            }
        )
    return json.dumps(rows, indent=2, sort_keys=True) + "\n"
