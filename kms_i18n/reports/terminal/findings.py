"""What the checks found for a terminal, and the terms of glossaries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kms_i18n.messages import tr, trn
from kms_i18n.text import cells, codepoint, pad, safe_line

if TYPE_CHECKING:
    from kms_i18n.results import Findings, Repairs, Terms

_COMMANDS = ("::", "##", "%%", "section_")
_UNSEEN = re.compile("[^\\S\n]|[\u00ad\u200b-\u200f\u2060\ufeff]")


def findings(result: Findings) -> str:
    """Return one line a finding, as compilers do, then what became of waivers, and the sum."""
    lines = [
        f"{_file(f.path)}:{f.line}:{f.column}: {f.severity}: {safe_line(f.message)} [{f.rule}]"
        + (f" ({safe_line(f.segment)})" if f.segment else "")
        for f in result.findings
    ]
    lines += [tr("note: {text}", text=safe_line(remark)) for remark in result.remarks]
    catalogs = trn("{n} catalog", "{n} catalogs", result.checked)
    if result.findings:
        said = trn("{n} finding in {catalogs}", "{n} findings in {catalogs}", len(result.findings), catalogs=catalogs)  # fmt: skip
    else:
        said = tr("no findings in {catalogs}", catalogs=catalogs)
    passed = [
        text
        for number, text in (
            (result.waived, tr("{n} waived", n=result.waived)),
            (result.known, tr("{n} in the baseline", n=result.known)),
        )
        if number
    ]
    lines.append(said + (f" ({', '.join(passed)})" if passed else ""))
    return "\n".join(lines) + "\n"


def repairs(result: Repairs) -> str:
    """Return one line a fix, with the code points of what cannot be seen."""
    lines = [
        f"{_file(r.finding.path)}:{r.finding.line}:{r.finding.column}: {r.finding.rule}: "
        f"{_points(r.old)} -> {_points(r.new)}"
        for r in result.repairs
    ]
    files = trn("{n} catalog", "{n} catalogs", len({r.finding.path for r in result.repairs}))
    count = len(result.repairs)
    if not lines:
        lines.append(tr("nothing to fix"))
    elif result.written:
        lines.append(trn("{n} fix made in {catalogs}", "{n} fixes made in {catalogs}", count, catalogs=files))  # fmt: skip
    else:
        lines.append(trn("{n} fix to make in {catalogs}", "{n} fixes to make in {catalogs}", count, catalogs=files))  # fmt: skip
    return "\n".join(lines) + "\n"


def terms(result: Terms) -> str:
    """Return one row a term: its locale, how often the source has it, and what is said for it."""
    rows = [[tr("locale"), tr("segments"), tr("term"), "", tr("translations")]]
    for row in result.terms:
        said = " | ".join(row.translations) + (f"  ({row.note})" if row.note else "")
        rows.append(
            [row.locale, str(row.count), safe_line(row.term), row.confidence, safe_line(said)]
        )
    widths = [max(cells(row[i]) for row in rows) for i in range(4)]
    lines = ["  ".join([*map(pad, row[:4], widths), row[4]]).rstrip() for row in rows]
    return "\n".join(lines if result.terms else [tr("no terms")]) + "\n"


def _file(path: str) -> str:
    """Return a path as the beginning of a line, which no CI system takes for a command."""
    shown = safe_line(path)
    return f"./{shown}" if shown.lstrip().startswith(_COMMANDS) else shown


def _points(text: str) -> str:
    """Return a text in quotes, blanks and invisible characters as code points, Khmer with its own."""
    shown = _UNSEEN.sub(lambda found: f"<{codepoint(found[0])}>", text)
    khmer = [codepoint(c) for c in text if "\u1780" <= c <= "\u17ff"]
    return f'"{safe_line(shown)}"' + (f" ({' '.join(khmer)})" if khmer else "")
