"""For a terminal: what waits for a reviewer, and who approved what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.messages import tr, trn
from kms_i18n.reports._work import woven
from kms_i18n.text import safe_line

if TYPE_CHECKING:
    from kms_i18n.results import Audit, Review


def review(result: Review) -> str:
    """Return one paragraph a segment: where it is, since when it changed, source and translation."""
    lines: list[str] = []
    for item in result.waiting:
        since = tr("changed since you approved it on {day}", day=item.since) if item.since else tr("new to you")  # fmt: skip
        place = f"{item.path}:{item.line}"
        lines.append(f"{item.locale}  {safe_line(item.segment)}  {safe_line(place)}  {since}")
        lines.append("    " + woven(item.source))
        lines += ["    " + woven(item.target), ""]
    words = sum(item.words for item in result.waiting)
    lines.append(
        trn(
            "{n} segment ({words} source words) waits for a {kind} approval of {reviewer}",
            "{n} segments ({words} source words) wait for a {kind} approval of {reviewer}",
            len(result.waiting), words=words, kind=result.kind, reviewer=safe_line(result.reviewer),
        )
    )  # fmt: skip
    return "\n".join(lines) + "\n"


def audit(result: Audit) -> str:
    """Return a line per approval or override: who, when, what, whether it counts, which commit."""
    lines: list[str] = []
    for record in result.records:
        place = " ".join(part for part in (record.locale, record.segment or record.source) if part)
        commit = record.commit[:10] or tr("not committed")
        said = (
            f"{record.date}  {record.reviewer}  {record.kind}  {place}  {record.status}  {commit}"
        )
        note = f": {record.note}" if record.note else ""
        lines.append(f"{record.what}  {safe_line(said)}{safe_line(note)}")
        if record.problem:
            lines.append("    " + tr("problem: {text}", text=safe_line(record.problem)))
    count = sum(bool(record.problem) for record in result.records)
    lines.append(tr("{n} lines, {problems} problems", n=len(result.records), problems=count))
    lines += [tr("note: {text}", text=safe_line(note)) for note in result.notes]
    return "\n".join(lines) + "\n"
