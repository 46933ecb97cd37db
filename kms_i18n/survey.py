"""One look at a whole project: the overview that the report shows."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kms_i18n import __version__, approvals, flow, grounds, replay, workspace
from kms_i18n.errors import KmsError, RevisionError
from kms_i18n.inspection import Options
from kms_i18n.marks import marks
from kms_i18n.model import Edit, State
from kms_i18n.overview import Note, Origin, Overview, Rendition, Row, Sheet
from kms_i18n.precedents import precedents
from kms_i18n.terminology import glossary_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kms_i18n.glossary import Glossary
    from kms_i18n.history import History
    from kms_i18n.marks import Mark
    from kms_i18n.model import Approval, Entry, Finding, Unit
    from kms_i18n.project import Bundle, Project
    from kms_i18n.results import Coverage
    from kms_i18n.tree import WorkTree

    Found = Mapping[tuple[str, str, str], list[Finding]]
    Before = Mapping[tuple[str, str, str], tuple[Entry, Approval] | None]


def overview(
    tree: WorkTree, project: Project, locales: Sequence[str], history: History | None = None
) -> Overview:
    """Return everything about a project as it is on disk now, in these locales."""
    found = grounds.findings(tree, project, locales, Options()).findings
    by_place: defaultdict[tuple[str, str, str], list[Finding]] = defaultdict(list)
    for finding in found:
        by_place[finding.path, finding.document, finding.segment].append(finding)
    sheets: list[Sheet] = []
    covered: list[Coverage] = []
    units = [
        {locale: workspace.units(tree, project, bundle, locale) for locale in locales}
        for bundle in project.bundles
    ]
    every = [unit for mine in units for some in mine.values() for unit in some]
    before = {_key(u): was for u, was in zip(every, precedents(tree, project, every), strict=True)}
    for bundle, mine in zip(project.bundles, units, strict=True):
        sheets += _sheets(tree, project, bundle, mine, (by_place, before))
        for document in bundle.documents:
            for locale in locales:
                role, path = project.config.locales[locale].role, bundle.catalogs[locale]
                covered.append(flow.cover(mine[locale], document.path, locale, role, path))
    verdicts = (
        grounds.verdict(tree, project, policy, locales)
        for _, policy in sorted(project.config.policies.items())
    )
    revision, origins = _origins(tree, project, locales)
    first = next((row.segment.text for sheet in sheets for row in sheet.rows), "")
    return Overview(
        first if len(sheets) == 1 else ", ".join(bundle.name for bundle in project.bundles[:3]),
        project.config.source_locale,
        tuple(locales),
        tuple(verdicts),
        tuple(covered),
        tuple(sheets),
        found,
        history,
        __version__,
        revision,
        origins,
    )


def _sheets(
    tree: WorkTree,
    project: Project,
    bundle: Bundle,
    units: Mapping[str, Sequence[Unit]],
    known: tuple[Found, Before],
) -> Iterator[Sheet]:
    """Yield every document of a bundle with each segment in each locale."""
    found, before = known
    words = {
        locale: workspace.approved(
            tree, project, bundle, locale, [unit.entry for unit in mine if unit.entry]
        )
        for locale, mine in units.items()
    }
    terms = {locale: glossary_of(tree, bundle, locale) for locale in units}
    rows: defaultdict[str, list[tuple[Unit, ...]]] = defaultdict(list)
    for same in zip(*units.values(), strict=True):
        rows[same[0].document].append(same)
    for document in bundle.documents:
        yield Sheet(
            document.path,
            tuple(
                Row(
                    same[0].segment,
                    document.line(same[0].segment.span.start),
                    same[0].words,
                    tuple(
                        _helped(
                            _rendition(unit, words[unit.locale], found),
                            unit,
                            terms[unit.locale],
                            before[_key(unit)],
                        )
                        for unit in same
                    ),
                )
                for same in rows[document.path]
            ),
        )


def _rendition(unit: Unit, words: Mapping[str, frozenset[Approval]], found: Found) -> Rendition:
    """Return how a unit is shown."""
    entry = unit.entry
    if entry is None:
        return Rendition(unit.locale, unit.state, (), unit.catalog, 0, unit.words)
    changed: tuple[Mark, ...] = ()
    if unit.state in {State.STALE, State.DRAFT} and entry.previous_source is not None:
        changed = tuple(marks(entry.previous_source, entry.source))
    return Rendition(
        unit.locale,
        unit.state,
        entry.targets if entry.translated else (),
        unit.catalog,
        entry.target_line,
        unit.words,
        changed,
        tuple(_notes(entry, unit, found)),
        tuple(sorted(words.get(approvals.bind(entry, unit.locale), ()))),
    )


def _helped(
    shown: Rendition, unit: Unit, terms: Glossary | None, before: tuple[Entry, Approval] | None
) -> Rendition:
    """Return a translation with how its source changed since it was approved, and with its terms."""
    if before and unit.entry and shown.state < State.APPROVED:
        entry, approval = before
        if entry.source != unit.entry.source:
            woven = tuple(marks(entry.source, unit.entry.source))
            shown = replace(shown, changed=woven, precedent=approval)
    if terms is None or (shown.state >= State.TRANSLATED and not shown.notes):
        return shown
    return replace(shown, terms=tuple(terms.used(unit.segment.text)))


def _key(unit: Unit) -> tuple[str, str, str]:
    return unit.locale, unit.document, unit.segment.path


def _notes(entry: Entry, unit: Unit, found: Found) -> Iterator[Note]:
    """Yield the findings of a unit with the place in the translation that each is about."""
    document, _, path = (entry.references or ("",))[0].rpartition(":")
    for finding in found.get((unit.catalog, document, path), ()):
        form = _form(entry, finding)
        yield Note(finding, form or 0, finding.start if form is not None else None)


def _form(entry: Entry, finding: Finding) -> int | None:
    """Return the plural form in which a finding's evidence stands; None if it is about the whole."""
    what, start = finding.evidence, finding.start
    forms = (n for n, text in enumerate(entry.targets) if text.startswith(what, start))
    return next(forms, None) if what else None


def _origins(
    tree: WorkTree, project: Project, locales: Sequence[str]
) -> tuple[str, tuple[Origin, ...]]:
    """Return the commit, and every file that was read with whether the commit has it so."""
    from kms_i18n.tree import GitTree

    paths = {document.path for document in project.documents}
    for bundle in project.bundles:
        paths |= {bundle.catalogs[locale] for locale in locales}
        paths |= {bundle.approvals[locale] for locale in locales}
    data = {path: tree.read(path) for path in sorted(paths) if tree.exists(path)}
    revision = ""
    committed: dict[str, bool | None] = dict.fromkeys(data, None)
    try:
        with GitTree(tree.root, "HEAD") as head:
            revision = head.commit
            for path, content in data.items():
                committed[path] = head.exists(path) and head.read(path) == content
    except RevisionError:
        pass  # no repository, or none with a commit: the digests speak for the files
    origins = (
        Origin(path, sha256(content).hexdigest(), committed[path]) for path, content in data.items()
    )
    return revision, tuple(origins)


# ── the page ─────────────────────────────────────────────────────────────────────────────────


def page(
    tree: WorkTree,
    project: Project,
    locales: Sequence[str],
    path: str,
    language: str = "en",
    *,
    past: bool = True,
) -> Edit:
    """Return the report as a file at ``path``.

    Raises ``KmsError`` if the path holds something that is no report, or for a language that the
    program does not speak.
    """
    from kms_i18n import messages, reports

    if language not in messages.languages():
        known = ", ".join(messages.languages())
        hint = "It speaks: {known}."
        raise KmsError(
            'the report does not speak "{locale}"', hint=hint, locale=language, known=known
        )
    old = tree.read(path) if tree.exists(path) else None
    if old is not None and _GENERATOR not in old[:4096]:
        raise KmsError("is no report, and stays", path=path, hint="Name another file.")
    history = None
    if past:
        with suppress(RevisionError):  # no repository, or no commit yet
            history = replay.project_history(tree.root, project)
    with messages.speaking(language):  # what a policy demands is said when it is judged
        result = overview(tree, project, locales, history)
        return Edit(path, reports.render("html", result).encode(), old)


_GENERATOR = b'<meta name="generator" content="kms-i18n"/>'
