"""What a verdict is based on, gathered from the working tree and from Git.

The history is read once: it tells who made each translation, which were bound to a source by a
merge, and how old each source text is. The day of the last commit is today; no clock is read.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kms_i18n import acceptance, bindings, overrides, po, workspace
from kms_i18n import approvals as ledger
from kms_i18n.errors import ConfigError, DocumentError, KmsError, RevisionError
from kms_i18n.exemption import in_force, old_pairs
from kms_i18n.inspection import inspect, levelled
from kms_i18n.pairs import RULE
from kms_i18n.policy import judge
from kms_i18n.results import Findings
from kms_i18n.scope import Evidence
from kms_i18n.tree import GitTree
from kms_i18n.tree.log import Blobs, commit, history
from kms_i18n.tree.paths import Glob

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kms_i18n.bindings import Bindings
    from kms_i18n.inspection import Options
    from kms_i18n.model import Approval, Catalog, Finding, Override, Policy, Unit
    from kms_i18n.project import Project
    from kms_i18n.results import Verdict
    from kms_i18n.tree import Tree, WorkTree


def verdict(tree: WorkTree, project: Project, policy: Policy, locales: Sequence[str]) -> Verdict:
    """Return whether a policy lets a release go out, over all documents.

    Raises ``RevisionError`` if the policy's base or freeze is a revision that Git does not know.
    """
    return judge(resolved(policy, project), gather(tree, project, policy, locales))


def resolved(policy: Policy, project: Project) -> Policy:
    """Return the policy with the documents that the globs of its sections mean."""
    paths = [document.path for document in project.documents]
    return replace(
        policy,
        sections=tuple(
            replace(section, documents=frozenset(filter(Glob(section.document).matches, paths)))
            if section.document
            else section
            for section in policy.sections
        ),
    )


def gather(tree: WorkTree, project: Project, policy: Policy, locales: Sequence[str]) -> Evidence:
    """Return everything that a policy asks about."""
    known = pairs(tree, project, locales)
    found = _evidence(tree, project, locales)
    by_locale = _by_locale(_findings(tree, project, locales, known))
    authors: dict[str, tuple[str, ...]] = {}
    for locale in locales:
        authors |= _authors(tree, project, known, locale)
    today = known.head.day if known.head else ""
    return replace(
        found,
        findings=by_locale,
        authors=authors,
        reviewers=project.config.reviewers,
        ages=_ages(tree, project, today) if policy.grace and today else {},
        base=_base(tree, project, policy.base, locales) if policy.base else None,
        frozen=_frozen(tree, project, policy.freeze) if policy.freeze else None,
        overrides=overrides.in_force(_overrides(tree, project) if today else (), today),
        source_locale=project.config.source_locale,
        notes=(known.note,) if known.note else (),
    )


def pairs(tree: WorkTree, project: Project, locales: Sequence[str]) -> Bindings:
    """Return every pair that the catalogs ever held, those of the working tree included."""
    known = bindings.read(tree.root, project.config)
    catalogs = {locale: list(_catalogs(tree, project, locale)) for locale in locales}
    return bindings.pending(tree.root, known, catalogs)


def findings(
    tree: WorkTree, project: Project, locales: Sequence[str], options: Options
) -> Findings:
    """Return what the checks find in the project's catalogs, false bindings included.

    Of these the baseline of ``options`` lets those pass that it knows. Raises ``KmsError`` as
    ``inspection.inspect`` does.
    """
    others = replace(
        options,
        select=[name for name in options.select if name != RULE],
        ignore=[name for name in options.ignore if name != RULE],
    )
    if options.select and not others.select:
        there = [b.catalogs[x] for b in project.bundles for x in locales]
        found = Findings((), sum(map(tree.exists, there)))
    else:
        found = inspect(tree, project, locales, others)
    notes = exceptions(tree, project)
    if RULE in options.ignore or (options.select and RULE not in options.select):
        return replace(found, remarks=(*found.remarks, *notes))
    known = pairs(tree, project, locales)
    false = list(_false_bindings(tree, project, locales, known))
    if options.since:
        places = {(f.path, f.locale) for f in false}
        before = {place: old_pairs(tree, *place, options.since) for place in places}
        false = [f for f in false if f.fingerprint not in before[f.path, f.locale]]
    held = in_force(tree, project, locales, options.today) if false else ()
    waived = len(false)
    false = [f for f in false if (f.rule, f.fingerprint) not in held]
    waived -= len(false)
    new = [f for f in false if (f.rule, f.fingerprint) not in options.baseline]
    return replace(
        found,
        findings=tuple(sorted([*found.findings, *new])),
        waived=found.waived + waived,
        known=found.known + len(false) - len(new),
        remarks=(*found.remarks, *([known.note] if known.note else []), *notes),
    )


def exceptions(tree: WorkTree, project: Project) -> tuple[str, ...]:
    """Return a sentence for each override in force: what it lets pass, until when, who and why."""
    try:
        today = commit(tree.root).day
    except RevisionError:
        return ()
    return tuple(
        f"override in force until {o.until}: {o.policy} {o.locale} {o.place}, by {o.person}: {o.reason}"
        for o in overrides.in_force(_overrides(tree, project), today)
    )


def approvals_of(tree: Tree, project: Project, locale: str) -> Mapping[str, frozenset[Approval]]:
    """Return the approvals of a locale that count, by fingerprint."""
    lines = _lines(tree, project, locale)
    if project.config.carry == "typographic":
        lines = acceptance.carried(lines, former(tree, project, locale))
    return ledger.valid(lines, locale, project.config.reviewers)


def former(tree: Tree, project: Project, locale: str) -> dict[str, tuple[str, ...]]:
    """Return which pairs each pair was before an edit of the source that somebody accepted.

    By fingerprint, as ``acceptance.former`` does.
    """
    lines = _lines(tree, project, locale)
    if not any(line.kind == ledger.ACCEPTED for line in lines):
        return {}
    entries = [e for catalog in _catalogs(tree, project, locale) for e in catalog.live]
    return acceptance.former(lines, entries, locale, project.config.source_locale)


def _lines(tree: Tree, project: Project, locale: str) -> frozenset[Approval]:
    """Return the lines of all approvals files of a locale."""
    paths = sorted({bundle.approvals[locale] for bundle in project.bundles})
    return frozenset(line for path in paths for line in workspace.approvals(tree, path))


def _evidence(tree: Tree, project: Project, locales: Sequence[str]) -> Evidence:
    """Return the units and approvals of a tree."""
    units: dict[str, list[Unit]] = {}
    for locale in locales:
        units[locale] = []
        for bundle in project.bundles:
            units[locale] += workspace.units(tree, project, bundle, locale)
    given = {locale: approvals_of(tree, project, locale) for locale in locales}
    return Evidence(units, approvals=given)


def _findings(
    tree: WorkTree, project: Project, locales: Sequence[str], known: Bindings
) -> list[Finding]:
    found = inspect(tree, project, locales).findings
    false = list(_false_bindings(tree, project, locales, known))
    held = in_force(tree, project, locales) if false else ()
    return sorted([*found, *(f for f in false if (f.rule, f.fingerprint) not in held)])


def _false_bindings(
    tree: WorkTree, project: Project, locales: Sequence[str], known: Bindings
) -> Iterator[Finding]:
    for locale in locales:
        given = {*approvals_of(tree, project, locale), *_accepted(tree, project, known, locale)}
        for catalog in _catalogs(tree, project, locale):
            for finding in bindings.findings(known, catalog, locale, given):
                if (taken := levelled(project, finding)) is not None:
                    yield taken


def _accepted(tree: WorkTree, project: Project, known: Bindings, locale: str) -> Iterator[str]:
    """Yield the pairs that an accepted edit made of pairs which somebody had finished."""
    for name, olds in former(tree, project, locale).items():
        if known.stands(locale, olds):
            yield name


def _authors(
    tree: WorkTree, project: Project, known: Bindings, locale: str
) -> dict[str, tuple[str, ...]]:
    """Return who wrote the translation of each pair, by fingerprint.

    Of an accepted edit, who wrote the pair it was before: accepting writes no translation.
    """
    found: dict[str, tuple[str, ...]] = {
        name: (origin.commit.email, origin.commit.author)
        for name, origin in known.origins.get(locale, {}).items()
        if origin.commit and not origin.hidden
    }
    writers = {
        name: [found[old] for old in reversed(olds) if old in found]
        for name, olds in former(tree, project, locale).items()
    }
    for name, some in writers.items():
        found.pop(name, None)
        if some:
            found[name] = some[0]
    return found


def _by_locale(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        found[finding.locale].append(finding)
    return dict(found)


def _catalogs(tree: Tree, project: Project, locale: str) -> Iterator[Catalog]:
    """Yield the catalogs of a locale that are there."""
    for path in sorted({bundle.catalogs[locale] for bundle in project.bundles}):
        if tree.exists(path):
            yield po.parse(tree.read(path), path, locale, project.config.limits)


def _base(tree: WorkTree, project: Project, revision: str, locales: Sequence[str]) -> Evidence:
    """Return the evidence of the base revision, read as the project is set up today."""
    from kms_i18n import project as projects

    with GitTree(tree.root, revision) as old:
        try:
            before = projects.load(old, config=project.config)
        except (ConfigError, DocumentError):  # the documents were elsewhere, or not there yet
            return Evidence({})
        found = _evidence(old, before, locales)
        by_locale = _by_locale(inspect(old, before, locales).findings)
        return replace(found, findings=by_locale)


def _frozen(tree: WorkTree, project: Project, revision: str) -> dict[str, list[str]]:
    """Return the texts that each document had at a revision."""
    from kms_i18n import project as projects

    with GitTree(tree.root, revision) as old:
        before = projects.load(old, config=project.config)
        return {d.path: [s.text for s in d.segments] for d in before.documents}


def _overrides(tree: WorkTree, project: Project) -> frozenset[Override]:
    """Return the overrides that are committed."""
    path = project.config.overrides
    with GitTree(tree.root, "HEAD") as head:
        return overrides.parse(head.read(path), path) if head.exists(path) else frozenset()


def _ages(tree: WorkTree, project: Project, today: str) -> dict[tuple[str, str], int]:
    """Return how many days ago each source text was first committed; 0 for what is not."""
    from kms_i18n import formats

    globs = [(pattern.pattern, pattern.format) for pattern in project.config.documents]
    first: dict[str, str] = {}
    with Blobs(tree.root) as blobs:
        for step in history(tree.root, [pattern for pattern, _ in globs]):
            for path, blob in sorted(step.blobs.items()):
                form = next(f for pattern, f in globs if Glob(pattern).matches(path))
                try:
                    data = blobs.read(blob) if blob else b""
                    texts = [s.text for s in formats.extract(path, data, form).segments]
                except KmsError:  # an old revision that cannot be read tells nothing
                    continue
                for text in texts:
                    first[text] = min(step.commit.day, first.get(text, step.commit.day))
    now = date.fromisoformat(today)
    return {
        (document.path, segment.text): (
            now - date.fromisoformat(first.get(segment.text, today))
        ).days
        for document in project.documents
        for segment in document.segments
    }
