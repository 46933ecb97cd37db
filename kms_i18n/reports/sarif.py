"""For code scanning: SARIF 2.1.0, OASIS "Static Analysis Results Interchange Format".

Each result names the segment as a logical location, and has a fingerprint that stays when lines
move, so that an alert is the same alert after an edit elsewhere.
"""

from __future__ import annotations

import json
from functools import singledispatch
from typing import Any
from urllib.parse import quote

from kms_i18n import __version__
from kms_i18n.model import Severity
from kms_i18n.reports._remarks import Remark, remarks
from kms_i18n.results import Findings, Verdict

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_LARGEST = 25_000
"""Results that GitHub takes of one run; the rest would make it refuse the file."""

SHOWS = ("Findings", "Verdict")


@singledispatch
def render(result: Any) -> str:
    """Return a SARIF log with one run."""
    raise TypeError(f"no SARIF form of {type(result).__name__}")


@render.register
def _verdict(result: Verdict) -> str:
    return _log(remarks(result), f"gate/{result.policy}/", result.notes)


@render.register
def _findings(result: Findings) -> str:
    return _log(remarks(result), "check/", result.remarks)


def _log(found: list[Remark], category: str, notes: tuple[str, ...]) -> str:
    rules = sorted({remark.rule for remark in found})
    shown = found[:_LARGEST]
    said = [*notes, *([f"{len(found) - _LARGEST} results left out"] if shown != found else [])]
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "kms-i18n",
                "semanticVersion": __version__,
                "rules": [{"id": rule, "shortDescription": {"text": rule}} for rule in rules],
            }
        },
        "automationDetails": {"id": f"kms-i18n/{category}"},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    {"level": "note", "message": {"text": text}} for text in said
                ],
            }
        ],
        "results": [_result(remark, rules.index(remark.rule)) for remark in shown],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, sort_keys=True) + "\n"


def _result(remark: Remark, rule: int) -> dict[str, Any]:
    place: dict[str, Any] = {
        "artifactLocation": {"uri": quote(remark.path), "uriBaseId": "%SRCROOT%"}
    }
    if remark.line:
        place["region"] = {"startLine": remark.line, "startColumn": max(remark.column, 1)}
    location: dict[str, Any] = {"physicalLocation": place}
    if remark.segment:
        name = f"{remark.document}:{remark.segment}"
        location["logicalLocations"] = [{"fullyQualifiedName": name, "kind": "element"}]
    return {
        "ruleId": remark.rule,
        "ruleIndex": rule,
        "level": _LEVEL[remark.severity],
        "message": {"text": remark.sentence},
        "locations": [location],
        "partialFingerprints": {"kmsSegment/v1": remark.fingerprint},
    }
