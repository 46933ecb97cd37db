"""Verdicts and findings as Markdown that no translation can reach into.

Every text that comes from a file stands in a code span, whose fence is longer than any run of
backticks in it: nothing in there is markup, a mention, a link or an instruction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.reports._literal import literal
from kms_i18n.reports._remarks import Remark, command_for, folded, remarks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kms_i18n.results import Findings, Verdict

LARGEST = 900 * 1024
"""Bytes; a step summary on GitHub may have 1 MiB, and is dropped whole if it has more."""
_SHOWN = 50
"""Segments that one line names."""


def verdict(result: Verdict) -> str:
    """Return the decision, what is left, every demand, and what there is to do."""
    word = "passed" if result.passed else "refused"
    lines = [f"## Gate {literal(result.policy)}: {word}", ""]
    for locale, (segments, words) in result.left().items():
        lines.append(f"- {literal(locale)}: {segments} segments, {words} source words left")
    lines += ["", "### Demands", ""]
    for demand in result.demands:
        sign = "ok" if demand.met else "**refused**"
        lines.append(f"- {sign} {literal(demand.locale)} {literal(demand.demand)}")
    found = remarks(result)
    if found:
        lines += ["", "### To do", "", *_groups(found)]
    if result.overrides:
        lines += ["", "### Overrides in force", ""]
        for override in result.overrides:
            what = f"{override.locale} {override.place}"
            lines.append(
                f"- {literal(what)} until {literal(override.until)}, by {literal(override.person)}: {literal(override.reason)}"
            )
    lines += ["", *(f"Note: {literal(note)}" for note in result.notes)]
    return _cut(lines)


def findings(result: Findings) -> str:
    """Return a line for each group of findings."""
    number = len(result.findings)
    lines = [f"## Check: {number} finding{'s' * (number != 1)} in {result.checked} catalogs", ""]
    lines += _groups(remarks(result))
    lines += ["", *(f"Note: {literal(note)}" for note in result.remarks)]
    return _cut(lines)


def _groups(found: list[Remark]) -> Iterator[str]:
    """Yield one line for all remarks that differ in their segment alone."""
    for first, group in folded(found):
        place = f"{first.path}:{first.line}" if first.line else first.path
        names = list(dict.fromkeys(remark.segment for remark in group if remark.segment))
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        shown = literal(", ".join(names[:_SHOWN])) + more if names else ""
        parts = [literal(x) if x else "" for x in (place, first.locale)] + [
            shown,
            literal(first.message),
        ]
        line = f"- {first.severity} {' '.join(part for part in parts if part)}"
        if first.help:
            line += f", to do: {literal(command_for(group))}"
        if first.who:
            line += f" by {literal(', '.join(first.who))}"
        yield line


def _cut(lines: list[str]) -> str:
    """Return the lines up to the largest size, and say how many were left out."""
    kept: list[str] = []
    size = 0
    for number, line in enumerate(lines):
        size += len(line.encode()) + 1
        if size > LARGEST:
            kept.append(f"\n{len(lines) - number} lines left out.")
            break
        kept.append(line)
    return "\n".join(kept).rstrip("\n") + "\n"
