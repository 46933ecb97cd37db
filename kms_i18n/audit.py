"""Who said what, and when it was committed: approvals, withdrawals, waivers and overrides.

The line itself names a reviewer; Git names the author of the commit that added it. With
``verify`` the two are held against each other, and a signature is asked for its own verdict.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n import acceptance, grounds, overrides, waivers, workspace
from kms_i18n import approvals as ledger
from kms_i18n.errors import RevisionError, phrase
from kms_i18n.results import Audit, Record
from kms_i18n.text import abbreviate
from kms_i18n.tree.log import Blobs, history, signature

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kms_i18n.bindings import Bindings
    from kms_i18n.model import Approval, Unit
    from kms_i18n.project import Project
    from kms_i18n.tree import WorkTree
    from kms_i18n.tree.log import Commit

_BAD = "BEXYR"
"""Git's letters for signatures that do not prove anything: bad, unknown, expired, revoked key."""


def records(tree: WorkTree, project: Project, locales: Sequence[str], *, verify: bool) -> Audit:
    """Return every line of the approvals, waivers and overrides files with the commit that added it.

    With ``verify``, also what speaks against the reviewer's being the one who committed it.
    """
    known = grounds.pairs(tree, project, locales)
    found: list[Record] = []
    for locale in locales:
        for path in sorted({bundle.approvals[locale] for bundle in project.bundles}):
            found += _approvals(tree, project, known, locale, path)
        for path in sorted({bundle.waivers[locale] for bundle in project.bundles}):
            found += _waivers(tree, project, locale, path)
    found += _overrides(tree, project)
    commits = _added(tree, sorted({record.path for record in found}))
    signed: dict[str, str] = {}
    done = [_committed(tree, record, commits, signed, verify=verify) for record in found]
    return Audit(tuple(sorted(done, key=Record.order)), (known.note,) if known.note else ())


def _approvals(
    tree: WorkTree, project: Project, known: Bindings, locale: str, path: str
) -> Iterator[Record]:
    """Yield the lines of one approvals file, and whether they count today."""
    lines = workspace.approvals(tree, path)
    standing = ledger.standing(lines)
    now = _standing(tree, project, locale)
    before = grounds.former(tree, project, locale)
    later = {old: now[name] for name, olds in before.items() for old in olds if name in now}
    carries = project.config.carry == "typographic"
    for line in lines:
        unit = now.get(line.fingerprint)
        if unit is None and carries:
            unit = later.get(line.fingerprint)
        origin = known.origins.get(locale, {}).get(line.fingerprint)
        entry = unit.entry if unit else origin.entry if origin else None
        if line.kind.startswith(ledger.WITHDRAWN):
            status = "withdrawal"
        elif line not in standing:
            status = "withdrawn"
        elif line.kind == ledger.ACCEPTED:
            status = _acceptance(line, unit, before)
        elif not ledger.may(project.config.reviewers, locale, line.kind, line.reviewer):
            status = "may not approve"
        elif unit:
            status = "holds" if line.fingerprint in now else "holds: the edit was accepted"
        else:
            status = "voided by a change"
        yield Record(
            "approval", path, locale, unit.segment.path if unit else "", line.kind, line.reviewer,
            line.date, status, line.note, abbreviate(entry.source, 60) if entry else "",
            f"{line.fingerprint}\t{line.kind}\t{line.reviewer}\t{line.date}\t{line.note}".rstrip(),
        )  # fmt: skip


def _acceptance(line: Approval, unit: Unit | None, before: Mapping[str, tuple[str, ...]]) -> str:
    """Return what a line is worth that says that an edit of the source changed no word."""
    if unit is None or unit.entry is None:
        return "voided by a change"
    source = acceptance.accepted(line)
    if source and acceptance.pair(unit.entry, source, unit.locale) in before.get(
        line.fingerprint, ()
    ):
        return "accepted edit"
    return "counts for nothing: the edit is not typographic"


def _waivers(tree: WorkTree, project: Project, locale: str, path: str) -> Iterator[Record]:
    """Yield the waivers of one file; ``check`` says which of them are void, and why."""
    if not tree.exists(path):
        return
    now = _standing(tree, project, locale)
    for line in waivers.parse(tree.read(path), path):
        unit = now.get(line.fingerprint)
        status = "waives" if unit else "voided by a change"
        text = f"{line.rule}\t{line.fingerprint}\t{line.reason}\t{line.who}\t{line.until}"
        yield Record(
            "waiver", path, locale, unit.segment.path if unit else "", line.rule, line.who,
            line.until, status, line.reason, "", text.rstrip(),
        )  # fmt: skip


def _standing(tree: WorkTree, project: Project, locale: str) -> dict[str, Unit]:
    """Return the units of a locale by the fingerprints of their pairs as they stand today."""
    return {
        ledger.bind(unit.entry, locale): unit
        for bundle in project.bundles
        for unit in workspace.units(tree, project, bundle, locale)
        if unit.entry
    }


def _overrides(tree: WorkTree, project: Project) -> Iterator[Record]:
    """Yield the lines of the overrides file; whether they are in force only a gate can say."""
    path = project.config.overrides
    if not tree.exists(path):
        return
    for line in overrides.parse(tree.read(path), path):
        text = f"{line.policy}\t{line.locale}\t{line.place}\t{line.until}\t{line.person}\t{line.reason}"
        yield Record(
            "override", path, line.locale, line.place, line.policy, line.person, line.until,
            f"until {line.until}", line.reason, "", text,
        )  # fmt: skip


def _added(tree: WorkTree, paths: Sequence[str]) -> dict[tuple[str, str], Commit]:
    """Return the first commit in which each line of the files stood."""
    found: dict[tuple[str, str], Commit] = {}
    if not paths:
        return found
    try:
        steps = list(history(tree.root, paths))
    except RevisionError:
        return found
    with Blobs(tree.root) as blobs:
        for step in steps:
            for path, blob in step.blobs.items():
                if blob is None:
                    continue
                for line in blobs.read(blob).decode("utf-8", "replace").splitlines():
                    found.setdefault((path, line.rstrip()), step.commit)
    return found


def _committed(
    tree: WorkTree,
    record: Record,
    commits: dict[tuple[str, str], Commit],
    signed: dict[str, str],
    *,
    verify: bool,
) -> Record:
    """Return a record with its commit and, if asked, with what is wrong about who made it."""
    commit = commits.get((record.path, record.text))
    if commit is None:
        problem = "is in no commit that can be read" if verify else ""
        return record.made("", "", problem)
    author = f"{commit.author} <{commit.email}>"
    if not verify:
        return record.made(commit.name, author, "")
    if not ledger.same_person(record.reviewer, commit.email, commit.author, author):
        return record.made(commit.name, author, f"was committed by {author}")
    if commit.name not in signed:
        signed[commit.name] = signature(tree.root, commit.name)
    letter = signed[commit.name]
    problem = f"its commit has a signature that proves nothing ({letter})" if letter in _BAD else ""
    return record.made(commit.name, author, problem if letter else "")


def require_history(tree: WorkTree) -> None:
    """Raise ``KmsError`` where there is no history that identities could be held against."""
    try:
        next(iter(history(tree.root, ["*"])), None)
    except RevisionError as error:
        error.advice = phrase("Identities can be verified only in a Git repository.")
        raise
