"""For a terminal: what became of files, and whether they still are as they were published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.messages import tr
from kms_i18n.text import safe_line

if TYPE_CHECKING:
    from kms_i18n.results import Files, Verification


def files(result: Files) -> str:
    """Return a line per file that changed, would change or was refused."""
    lines = [
        _done(file.change, safe_line(file.path))
        + (f": {safe_line(file.reason)}" if file.reason else "")
        for file in result.files
    ]
    return "".join(f"{line}\n" for line in lines or [tr("nothing to write: all is up to date")])


def _done(change: str, path: str) -> str:
    """Return what became of a file, or would."""
    if change == "written":
        return tr("wrote {path}", path=path)
    if change == "would write":
        return tr("would write {path}", path=path)
    return tr("refused {path}", path=path) if change == "refused" else f"{change} {path}"


def verification(result: Verification) -> str:
    """Return a line per file that changed or is missing, and the sum."""
    bad = [file for file in result.files if file.state != "same"]
    lines = [f"{file.state}  {safe_line(file.path)} ({safe_line(file.manifest)})" for file in bad]
    manifests = len({file.manifest for file in result.files})
    lines.append(tr("{n} files of {manifests} manifests, {bad} not as published", n=len(result.files), manifests=manifests, bad=len(bad)))  # fmt: skip
    return "\n".join(lines) + "\n"
