"""Verdicts and findings as Markdown that no translation can reach into.

Every text that comes from a file stands in a code span, whose fence is longer than any run of
backticks in it: nothing in there is markup, a mention, a link or an instruction.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kms_i18n.reports._remarks import Remark, command_for, folded, remarks
from kms_i18n.text import safe_line

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
    lines = [f"## Gate {code(result.policy)}: {word}", ""]
    for locale, (segments, words) in result.left().items():
        lines.append(f"- {code(locale)}: {segments} segments, {words} source words left")
    lines += ["", "### Demands", ""]
    for demand in result.demands:
        sign = "ok" if demand.met else "**refused**"
        lines.append(f"- {sign} {code(demand.locale)} {code(demand.demand)}")
    found = remarks(result)
    if found:
        lines += ["", "### To do", "", *_groups(found)]
    if result.overrides:
        lines += ["", "### Overrides in force", ""]
        for override in result.overrides:
            what = f"{override.locale} {override.place}"
            lines.append(
                f"- {code(what)} until {code(override.until)}, by {code(override.person)}: {code(override.reason)}"
            )
    lines += ["", *(f"Note: {code(note)}" for note in result.notes)]
    return _cut(lines)


def findings(result: Findings) -> str:
    """Return a line for each group of findings."""
    number = len(result.findings)
    lines = [f"## Check: {number} finding{'s' * (number != 1)} in {result.checked} catalogs", ""]
    lines += _groups(remarks(result))
    lines += ["", *(f"Note: {code(note)}" for note in result.remarks)]
    return _cut(lines)


def code(text: str) -> str:
    """Return a text as a code span on one line; an empty one as nothing.

    The fence is one backtick longer than the longest run inside (CommonMark 0.31, 6.1).
    """
    shown = safe_line(text)
    if not shown:
        return ""
    fence = "`" * (max((len(run) for run in re.findall("`+", shown)), default=0) + 1)
    pad = " " if shown[0] in "` " or shown[-1] in "` " else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def _groups(found: list[Remark]) -> Iterator[str]:
    """Yield one line for all remarks that differ in their segment alone."""
    for first, group in folded(found):
        place = f"{first.path}:{first.line}" if first.line else first.path
        names = list(dict.fromkeys(remark.segment for remark in group if remark.segment))
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        shown = code(", ".join(names[:_SHOWN])) + more
        parts = [code(place), code(first.locale), shown, code(first.message)]
        line = f"- {first.severity} {' '.join(part for part in parts if part)}"
        if first.help:
            line += f", to do: {code(command_for(group))}"
        if first.who:
            line += f" by {code(', '.join(first.who))}"
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
