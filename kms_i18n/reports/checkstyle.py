"""For Jenkins, reviewdog and others that read Checkstyle: XML, the findings of each file together."""

from __future__ import annotations

from functools import singledispatch
from typing import Any
from xml.sax.saxutils import quoteattr

from kms_i18n.reports._remarks import Remark, remarks
from kms_i18n.results import Findings, Verdict

SHOWS = ("Findings", "Verdict")


@singledispatch
def render(result: Any) -> str:
    """Return a Checkstyle document; without files where there is nothing to settle."""
    raise TypeError(f"no Checkstyle form of {type(result).__name__}")


@render.register(Findings)
@render.register(Verdict)
def _document(result: Findings | Verdict) -> str:
    files: dict[str, list[Remark]] = {}
    for remark in remarks(result):
        files.setdefault(remark.path, []).append(remark)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<checkstyle version="4.3">']
    for path, found in sorted(files.items()):
        lines.append(f"  <file name={quoteattr(path)}>")
        lines += [_error(remark) for remark in found]
        lines.append("  </file>")
    return "\n".join([*lines, "</checkstyle>"]) + "\n"


def _error(remark: Remark) -> str:
    column = f' column="{remark.column}"' if remark.column else ""
    source = quoteattr(f"kms-i18n.{remark.rule}")
    return (
        f'    <error line="{max(remark.line, 1)}"{column} severity="{remark.severity}" '
        f"message={quoteattr(remark.sentence)} source={source}/>"
    )
