"""For GitHub Actions: annotations on the lines of a pull request.

A step may make ten of each kind, and GitHub drops the rest without a word. So remarks that differ
in their segment alone are one annotation, the worst come first, and the tenth says how many more
there are. See docs.github.com, "Workflow commands for GitHub Actions".
"""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from kms_i18n.model import Severity
from kms_i18n.reports._remarks import Remark, command_for, folded, remarks
from kms_i18n.results import Findings, Verdict

LIMIT = 10
"""Annotations of one kind that a step may make."""
_SHOWN = 12
"""Segments that one annotation names."""
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}

SHOWS = ("Findings", "Verdict")


@singledispatch
def render(result: Any) -> str:
    """Return workflow commands, one a line; nothing where there is nothing to settle."""
    raise TypeError(f"no annotations for {type(result).__name__}")


@render.register(Findings)
@render.register(Verdict)
def _annotations(result: Findings | Verdict) -> str:
    lines: list[str] = []
    groups = list(folded(remarks(result)))
    for severity, command in _COMMANDS.items():
        mine = [(first, group) for first, group in groups if first.severity is severity]
        shown = mine if len(mine) <= LIMIT else mine[: LIMIT - 1]
        lines += [_annotation(command, first, group) for first, group in shown]
        if rest := mine[len(shown) :]:
            count = sum(len(group) for _, group in rest)
            lines.append(f"::{command} title=kms-i18n::and {count} more: see the log of this step")
    return "".join(f"{line}\n" for line in lines)


def _annotation(command: str, first: Remark, group: list[Remark]) -> str:
    """Return one workflow command. A column is given only with a line, as GitHub wants it."""
    properties = {"file": first.path}
    if first.line:
        properties["line"] = str(first.line)
        if first.column > 1:
            properties["col"] = str(first.column)
    properties["title"] = f"kms-i18n {first.rule}"
    names = list(dict.fromkeys(remark.segment or remark.path for remark in group))
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    text = f"{first.locale} {', '.join(names[:_SHOWN])}{more}: {first.message}"
    if first.help:
        text += f"\nto do: {command_for(group)}"
    shown = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{command} {shown}::{_data(text)}"


def _data(text: str) -> str:
    """Return a text as the data of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Return a text as a property of a workflow command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
