"""For a terminal: how documents changed, what became of their translations, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.messages import tr
from kms_i18n.reports import _changes, _work
from kms_i18n.reports.terminal import files
from kms_i18n.text import safe_line

if TYPE_CHECKING:
    from kms_i18n.fates import Adoption, Explanation
    from kms_i18n.results import Difference, Differences
    from kms_i18n.turnover import Turnover


def differences(result: Differences) -> str:
    """Return every document's changes; a document without any says so."""
    if not result.differences:
        return tr("no documents to compare") + "\n"
    parts = [_difference(d, result.form) for d in result.differences]
    if result.turnover:
        parts.append("".join(f"{line}\n" for line in _work.sums(result.turnover)))
    return "\n".join(parts)


def _difference(result: Difference, form: str) -> str:
    """Return one paragraph a change: its place, kind, class, effects, marked words and notes."""
    title = f"{safe_line(result.document)}: {safe_line(result.before)} -> {safe_line(result.after)}"
    if not result.deltas:
        return f"{title}\n  " + tr("no changes") + "\n"
    lines = [title, *_changes.counted(result)]
    if form != "stat":
        for delta in result.deltas:
            lines += ["", *_changes.paragraph(delta, texts=form == "word")]
    return "\n".join(lines) + "\n"


def turnover(result: Turnover) -> str:
    """Return a paragraph a translation that is not as it was, its source beside it, then the sums."""
    head = f"{safe_line(result.before)} -> {safe_line(result.after)}"
    if not result.turns:
        return f"{head}\n  " + tr("no translation changed") + "\n"
    parts = ["\n".join(_work.turn(turn)) for turn in result.turns]
    return "\n\n".join([head, *parts, "\n".join(_work.sums(result))]) + "\n"


def explanation(result: Explanation) -> str:
    """Return a paragraph per entry that is not simply kept: its state, why, and from which text."""
    lines = [line for catalog in result.catalogs for line in _changes.explained(catalog)]
    return "".join(f"{line}\n" for line in lines) + files.files(result.files)


def adoption(result: Adoption) -> str:
    """Return a paragraph per unit that needs a look, what is left over, the sums, and the files."""
    lines = _changes.adopted(result)
    written = files.files(result.files) if result.files else ""
    return "".join(f"{line}\n" for line in lines) + written
