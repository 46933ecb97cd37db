"""For CI servers that show test results: JUnit XML, one case per segment and locale.

Of a verdict every segment is a case, those that are fine too; of findings there is a case per
segment in which something was found. What is about no segment is a case by the name of its rule.
"""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from kms_i18n.model import Severity
from kms_i18n.reports._remarks import Remark, remarks
from kms_i18n.results import Findings, Verdict
from kms_i18n.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Mapping

Cases = dict[str, list[Remark]]

SHOWS = ("Findings", "Verdict")


@singledispatch
def render(result: Any) -> str:
    """Return a JUnit document: a suite per document and locale."""
    raise TypeError(f"no JUnit form of {type(result).__name__}")


@render.register
def _verdict(result: Verdict) -> str:
    suites: dict[str, Cases] = {}
    for unit in result.units:
        suite = f"{safe_line(unit.document)} {unit.locale}"
        suites.setdefault(suite, {})[safe_line(unit.segment.path)] = []
    return _document(f"kms-i18n gate {result.policy}", _filled(suites, remarks(result)))


@render.register
def _findings(result: Findings) -> str:
    return _document("kms-i18n check", _filled({}, remarks(result)))


def _filled(suites: dict[str, Cases], found: list[Remark]) -> dict[str, Cases]:
    """Return the suites with each remark in the case that it is about."""
    for remark in found:
        suite = suites.setdefault(f"{remark.document or remark.path} {remark.locale}".strip(), {})
        suite.setdefault(remark.segment or remark.rule, []).append(remark)
    return suites


def _document(name: str, suites: Mapping[str, Cases]) -> str:
    """Return the whole document; a finding below error does not fail its case."""
    cases = [case for suite in suites.values() for case in suite.values()]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<testsuites name={quoteattr(name)} {_sums(cases)}>",
    ]
    for title, suite in sorted(suites.items()):
        lines.append(f"  <testsuite name={quoteattr(title)} {_sums(list(suite.values()))}>")
        for segment, found in suite.items():
            lines += _case(title, segment, found)
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _sums(cases: list[list[Remark]]) -> str:
    failures = sum(any(r.severity is Severity.ERROR for r in found) for found in cases)
    return f'tests="{len(cases)}" failures="{failures}" errors="0" skipped="0"'


def _case(suite: str, segment: str, found: list[Remark]) -> list[str]:
    """Return the lines of one case."""
    head = f"    <testcase classname={quoteattr(suite)} name={quoteattr(segment)}"
    if not found:
        return [f"{head}/>"]
    lines = [f"{head} file={quoteattr(found[0].path)}>"]
    errors = [remark for remark in found if remark.severity is Severity.ERROR]
    if errors:
        rule, message = quoteattr(errors[0].rule), quoteattr(errors[0].message)
        body = escape("\n".join(_place(remark) for remark in errors))
        lines.append(f"      <failure type={rule} message={message}>{body}</failure>")
    others = [remark for remark in found if remark.severity is not Severity.ERROR]
    if others:
        body = escape("\n".join(f"{r.severity}: {_place(r)}" for r in others))
        lines.append(f"      <system-out>{body}</system-out>")
    return [*lines, "    </testcase>"]


def _place(remark: Remark) -> str:
    return f"{remark.path}:{remark.line}: [{remark.rule}] {remark.sentence}"
