"""Waiving: which findings are meant, in whose name they stand, and the lines that say so."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from msgspec import Struct

from kms_i18n import grounds, waivers
from kms_i18n.errors import KmsError
from kms_i18n.exemption import last_day
from kms_i18n.inspection import Options
from kms_i18n.model import Edit
from kms_i18n.tree.log import identity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kms_i18n.model import Finding
    from kms_i18n.project import Project
    from kms_i18n.tree import WorkTree


class Leave(Struct, frozen=True):
    """What somebody says of findings of one rule: why they may stand, who says so, and how long."""

    rule: str
    reason: str
    who: str
    until: str = ""
    """ISO 8601: the last day on which it holds; empty: until the text changes."""


def leave(tree: WorkTree, rule: str, reason: str, by: str, until: str) -> Leave:
    """Return somebody's word; who comes from Git where it is not given.

    Raises ``KmsError`` without a reason or a name, and for a day that is over already.
    """
    reason = reason.strip()
    if not reason:
        hint = "Say with --reason why the finding may stand."
        raise KmsError("no reason, no waiver", hint=hint)
    who = by.strip() or identity(tree.root)
    if not who:
        raise KmsError("Git does not know who you are", hint="Say it with --by NAME.")
    if not (reason.isprintable() and who.isprintable()):
        raise KmsError("names and reasons must not hold tabs or line ends", hint="Write one line.")
    today = last_day(tree)
    if until and today > until:
        raise KmsError(
            "a waiver until {until} is void already",
            hint="Today is {today}, the day of the last commit.", until=until, today=today,
        )  # fmt: skip
    return Leave(rule, reason, who, until)


def chosen(
    tree: WorkTree, project: Project, locales: Sequence[str], rule: str, places: Sequence[str]
) -> list[Finding]:
    """Return the findings of a rule at some places that nothing lets pass yet; of none, everywhere.

    A place is a segment (``c/2``, ``c/*``, ``source/mission.txt:c/2``) or a line as ``check`` shows
    it (``po/km/mission.po:17``). Raises ``KmsError`` for an unknown rule, and for a place without
    a finding.
    """
    found = grounds.findings(tree, project, locales, Options(select=(rule,))).findings
    hint = "`kms-i18n check --select {rule}` shows where there are any."
    for place in places:
        if not any(_at(finding, place) for finding in found):
            raise KmsError("no finding of {rule} at {place}", hint=hint, rule=rule, place=place)
    if not found:
        raise KmsError("no finding of {rule}", hint=hint, rule=rule)
    return [f for f in found if not places or any(_at(f, place) for place in places)]


def _at(finding: Finding, place: str) -> bool:
    """Return whether a finding is in a segment, or on a line of a file."""
    names = (
        finding.segment, f"{finding.document}:{finding.segment}", f"{finding.path}:{finding.line}",
        f"{finding.path}:{finding.line}:{finding.column}",
    )  # fmt: skip
    return any(name and fnmatchcase(name, place) for name in names)


def waived(
    tree: WorkTree,
    project: Project,
    locales: Sequence[str],
    findings: Sequence[Finding],
    word: Leave,
) -> list[Edit]:
    """Return the waivers files with a line for each finding; every other line stays as it is.

    A finding in a text of a locale that has no waivers file, as the source may be, goes into the
    file of the first of ``locales``.
    """
    lines: dict[str, set[waivers.Waiver]] = {}
    for finding in findings:
        files = [
            bundle.waivers.get(finding.locale) or bundle.waivers[locales[0]]
            for bundle in project.bundles
            if finding.path in bundle.catalogs.values()
            or finding.path in {document.path for document in bundle.documents}
        ]
        new = waivers.Waiver(word.rule, finding.fingerprint, word.reason, word.who, word.until)
        lines.setdefault(files[0], set()).add(new)
    edits = []
    for path, new_lines in sorted(lines.items()):
        old = tree.read(path) if tree.exists(path) else None
        edits.append(Edit(path, waivers.added(old or b"", path, new_lines), old))
    return edits
