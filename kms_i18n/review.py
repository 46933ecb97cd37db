"""Reviewing: which translations are meant, who says what of them, and what waits for whom."""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from kms_i18n import approvals as ledger
from kms_i18n import grounds, workspace
from kms_i18n.errors import KmsError, RevisionError
from kms_i18n.inspection import Options
from kms_i18n.marks import marks
from kms_i18n.model import Approval, Edit, State
from kms_i18n.precedents import precedents
from kms_i18n.results import Review, Waiting
from kms_i18n.tree import GitTree
from kms_i18n.tree.log import commit, identity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kms_i18n.model import Entry, Unit
    from kms_i18n.project import Project
    from kms_i18n.tree import WorkTree


class Selection(Struct, frozen=True):
    """Which segments are meant; every condition that is set must hold."""

    segments: tuple[str, ...] = ()
    """``c/2``, ``c/*`` or ``source/mission.txt:c/2``; each must match something."""
    documents: tuple[str, ...] = ()
    states: tuple[State, ...] = ()
    rules: tuple[str, ...] = ()
    """Only segments in which one of these checks finds something."""
    since: str = ""
    """A revision: only pairs that it did not have."""
    modified: bool = False
    """Only segments that somebody approved once and that changed since."""
    everything: bool = False


class Word(Struct, frozen=True):
    """What a reviewer says: the parts of an approval that are the same for many segments."""

    kind: str
    reviewer: str
    date: str
    note: str = ""


def word(tree: WorkTree, project: Project, kind: str, by: str, day: str, note: str) -> Word:
    """Return a reviewer's word; who and when come from Git where they are not given.

    Raises ``KmsError`` if neither does, or the project knows no such kind.
    """
    if kind not in project.config.kinds:
        kinds = ", ".join(project.config.kinds)
        hint = "The configuration has: {known}."
        raise KmsError('unknown kind "{kind}"', hint=hint, kind=kind, known=kinds)
    reviewer = by or identity(tree.root)
    if not reviewer:
        raise KmsError("Git does not know who you are", hint="Say it with --by NAME.")
    if not day:
        try:
            day = commit(tree.root).day
        except RevisionError:
            message = "no commit to take the date from"
            raise KmsError(message, hint="Say it with --date YYYY-MM-DD.") from None
    if not all(text.isprintable() for text in (reviewer, note)) or not reviewer.strip():
        raise KmsError("names and notes must not hold tabs or line ends", hint="Write one line.")
    return Word(kind, reviewer, day, note.strip())


def chosen(
    tree: WorkTree, project: Project, locales: Sequence[str], selection: Selection
) -> list[Unit]:
    """Return the units that a selection means.

    Raises ``KmsError`` for a segment that does not exist, or that is named and not translated.
    """
    units = [
        unit
        for locale in locales
        for bundle in project.bundles
        for unit in workspace.units(tree, project, bundle, locale)
    ]
    found = [unit for unit in units if _named(unit, selection.segments)]
    for pattern in selection.segments:
        if not any(_named(unit, (pattern,)) for unit in units):
            hint = "kms-i18n review and kms-i18n gate name segments by their paths, such as c/2."
            raise KmsError("no segment {pattern}", hint=hint, pattern=pattern)
    if selection.documents:
        found = [unit for unit in found if unit.document in selection.documents]
    if selection.states:
        found = [unit for unit in found if unit.state in selection.states]
    if selection.rules:
        options = Options(select=selection.rules)
        findings = grounds.findings(tree, project, locales, options).findings
        places = {(f.locale, f.document, f.segment) for f in findings}
        found = [u for u in found if (u.locale, u.document, u.segment.path) in places]
    if selection.since:
        old = _pairs_at(tree, project, locales, selection.since)
        found = [u for u in found if u.entry and ledger.bind(u.entry, u.locale) not in old]
    if selection.modified:
        changed = {id(unit) for unit, was in _history(tree, project, found) if was}
        found = [unit for unit in found if id(unit) in changed]
    return found


def approved(
    tree: WorkTree, project: Project, units: Sequence[Unit], said: Word, *, strict: bool
) -> list[Edit]:
    """Return the approvals files with a reviewer's word for some units.

    With ``strict`` a unit that is not translated is an error, else it is left out. Raises
    ``KmsError`` if the reviewer may not, or withdrew the same word on that day or later.
    """
    lines = Lines(tree, project)
    for unit in units:
        _must(project, unit.locale, said)
        if unit.entry is None or unit.state < State.TRANSLATED:
            if strict:
                raise KmsError(
                    "{segment} is {state} in {locale}",
                    path=unit.catalog,
                    line=unit.entry.target_line if unit.entry else 0,
                    hint="Only a finished translation can be approved.",
                    segment=unit.segment.path, state=unit.state.label, locale=unit.locale,
                )  # fmt: skip
            continue
        name = ledger.bind(unit.entry, unit.locale)
        mine = {a for a in lines.of(unit) if a.fingerprint == name and _same(a, said)}
        if any(not a.kind.startswith(ledger.WITHDRAWN) for a in ledger.standing(mine)):
            continue
        new = Approval(name, said.kind, said.reviewer, said.date, said.note)
        if new not in ledger.standing({*mine, new}):
            raise KmsError(
                "{name} withdrew this approval of {segment} on {day} or later",
                hint="Give a later day with --date.",
                name=said.reviewer, segment=unit.segment.path, day=said.date,
            )  # fmt: skip
        lines.of(unit).add(new)
    return lines.edits()


def revoked(
    tree: WorkTree, project: Project, units: Sequence[Unit], said: Word, of: str
) -> list[Edit]:
    """Return the approvals files with the approvals of ``of`` for some units withdrawn.

    Raises ``KmsError`` if there is nothing to withdraw.
    """
    lines = Lines(tree, project)
    count = 0
    owner = replace(said, reviewer=of or said.reviewer)
    before = {x: grounds.former(tree, project, x) for x in {unit.locale for unit in units}}
    for unit in units:
        if unit.entry is None:
            continue
        name = ledger.bind(unit.entry, unit.locale)
        names = {name, *before[unit.locale].get(name, ())}
        for approval in ledger.standing(lines.of(unit)):
            if approval.fingerprint not in names or not _same(approval, owner):
                continue
            if said.date < approval.date:
                hint = "Give that day or a later one with --date."
                raise KmsError("this approval is of {day}", hint=hint, day=approval.date)
            by = f" (withdrawn by {said.reviewer})" if owner.reviewer != said.reviewer else ""
            line = replace(
                approval, kind=ledger.WITHDRAWN + said.kind, date=said.date, note=said.note + by
            )
            lines.of(unit).add(line)
            count += 1
    if not count:
        hint = "kms-i18n audit lists all approvals."
        text = "no {kind} approval of {name} stands there"
        raise KmsError(text, hint=hint, kind=said.kind, name=owner.reviewer)
    return lines.edits()


def waiting(tree: WorkTree, project: Project, locales: Sequence[str], said: Word) -> Review:
    """Return what waits for a reviewer: finished pairs that they have not approved as they stand.

    Where they approved an earlier pair, both are woven into one text, source and translation.
    Locales in which they may not approve are left out.
    """
    mine = [x for x in locales if ledger.may(project.config.reviewers, x, said.kind, said.reviewer)]
    units = [
        unit
        for locale in mine
        for bundle in project.bundles
        for unit in workspace.units(tree, project, bundle, locale)
        if unit.state >= State.TRANSLATED
    ]
    given = {locale: grounds.approvals_of(tree, project, locale) for locale in mine}
    found: list[Waiting] = []
    for unit, was in _history(tree, project, units, said):
        assert unit.entry is not None  # noqa: S101 (it is translated)
        stands = given[unit.locale].get(ledger.bind(unit.entry, unit.locale), frozenset())
        if any(_same(approval, said) for approval in stands):
            continue
        before, approval = was or (None, None)
        source = "" if before is None else before.source
        target = "" if before is None else before.target
        found.append(
            Waiting(
                unit.locale, unit.document, unit.segment.path, unit.catalog, unit.entry.target_line,
                unit.words, approval.date if approval else "",
                tuple(marks(source or unit.entry.source, unit.entry.source)),
                tuple(marks(target or unit.entry.target, unit.entry.target)),
            )
        )  # fmt: skip
    return Review(said.reviewer, said.kind, tuple(found))


class Lines:
    """The lines of approvals files while they are added to; bundles may share a file."""

    def __init__(self, tree: WorkTree, project: Project) -> None:
        self.tree = tree
        self.paths = {
            (locale, document.path): path
            for bundle in project.bundles
            for locale, path in bundle.approvals.items()
            for document in bundle.documents
        }
        self.files: dict[str, set[Approval]] = {}

    def of(self, unit: Unit) -> set[Approval]:
        """Return the lines of the file that belongs to a unit, to be added to."""
        path = self.paths[unit.locale, unit.document]
        if path not in self.files:
            self.files[path] = set(workspace.approvals(self.tree, path))
        return self.files[path]

    def edits(self) -> list[Edit]:
        """Return the files as they should be."""
        edits = []
        for path, lines in sorted(self.files.items()):
            old = self.tree.read(path) if self.tree.exists(path) else None
            if lines or old:
                edits.append(Edit(path, _dumped(lines, path), old))
        return edits


def _dumped(lines: set[Approval], path: str) -> bytes:
    """Return an approvals file that says what it should when it is read again."""
    data = ledger.dump(lines)
    try:
        again = ledger.parse(data, path)
    except KmsError:
        again = frozenset()
    if again != lines:
        hint = "Use printable characters only, no tabs and no line ends, and no blank at the end."
        raise KmsError("the reviewer, kind or note cannot be written down", path=path, hint=hint)
    return data


def _named(unit: Unit, patterns: Sequence[str]) -> bool:
    """Return whether a unit's path, with or without its document, matches; of none, every one."""
    full = f"{unit.document}:{unit.segment.path}"
    return not patterns or any(
        fnmatchcase(full if ":" in pattern else unit.segment.path, pattern) for pattern in patterns
    )


def _must(project: Project, locale: str, said: Word) -> None:
    """Raise ``KmsError`` if the reviewer may not approve."""
    reviewers = project.config.reviewers
    if not ledger.may(reviewers, locale, said.kind, said.reviewer):
        names = ", ".join(reviewers[locale].get(said.kind, ()))
        hint = (
            "By the configuration these may: {names}."
            if names
            else "By the configuration nobody may."
        )
        raise KmsError(
            "{name} may not give {kind} approvals in {locale}",
            hint=hint, name=said.reviewer, kind=said.kind, locale=locale, names=names,
        )  # fmt: skip


def _same(approval: Approval, said: Word) -> bool:
    """Return whether an approval, or its withdrawal, is this reviewer's of this kind."""
    kind = approval.kind.removeprefix(ledger.WITHDRAWN)
    return kind == said.kind and ledger.same_person(approval.reviewer, said.reviewer)


def _pairs_at(tree: WorkTree, project: Project, locales: Sequence[str], revision: str) -> set[str]:
    """Return the fingerprints of all pairs that a revision had."""
    from kms_i18n import po

    found: set[str] = set()
    with GitTree(tree.root, revision) as old:
        for locale in locales:
            for path in sorted({bundle.catalogs[locale] for bundle in project.bundles}):
                if old.exists(path):
                    live = po.parse(old.read(path), path, locale, project.config.limits).live
                    found.update(ledger.bind(entry, locale) for entry in live if not entry.fuzzy)
    return found


def _history(
    tree: WorkTree, project: Project, units: Sequence[Unit], said: Word | None = None
) -> Iterator[tuple[Unit, tuple[Entry, Approval] | None]]:
    """Yield each unit with the pair that was approved before it, and that approval, if any."""
    counts = partial(_same, said=said) if said else None
    yield from zip(units, precedents(tree, project, units, counts), strict=True)
