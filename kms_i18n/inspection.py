"""The checks, applied to a project or to plain PO files: which rules, on what, and what is let pass.

Reads through the tree, returns findings and edits; nothing here writes. What is let pass is a
waiver's (with a reason), a baseline's (known when the checks were switched on), or old (``--since``).
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from kms_i18n import checks, po
from kms_i18n.approvals import bind
from kms_i18n.errors import KmsError
from kms_i18n.exemption import last_day, old_pairs
from kms_i18n.model import Finding, Severity
from kms_i18n.results import Findings
from kms_i18n.words import language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from kms_i18n.project import Project
    from kms_i18n.tree import Tree
    from kms_i18n.waivers import Waiver


class Options(Struct, frozen=True):
    """What the command line asks of the checks."""

    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    profile: str = ""
    """Empty: the configuration's, or default."""
    baseline: frozenset[tuple[str, str]] = frozenset()
    since: str = ""
    """A revision; only units that were not in it as they are now are looked at."""
    today: str = ""
    """ISO 8601; empty: the date of the last commit. The program reads no clock."""
    waivers: Mapping[Waiver, int] = field(default_factory=dict)
    """Of PO files alone: the lines of the file called ``waivers_path``; a project has its own."""
    waivers_path: str = ""


class Work(Struct, frozen=True):
    """One catalog with what belongs to it."""

    corpus: checks.Corpus
    waived: Mapping[Waiver, int] = field(default_factory=dict)
    waivers: str = ""
    """Path of the waivers."""


# ── A project ────────────────────────────────────────────────────────────────────────────────


def inspect(
    tree: Tree, project: Project, locales: Sequence[str], options: Options | None = None
) -> Findings:
    """Return what the checks find in a project's catalogs and in its source.

    The source is looked at where one of ``locales`` is of its language, or all are asked for.
    Raises ``KmsError`` for an unknown rule, profile or revision.
    """
    options = options or Options()
    rules = rules_of(project, options)
    today = options.today or last_day(tree)
    catalogs = list(works(tree, project, locales))
    found: list[Finding] = []
    for work in catalogs:
        mine = list(checks.run(work.corpus, rules))
        if options.since:
            old = old_pairs(tree, work.corpus.catalog.path, work.corpus.locale, options.since)
            mine = [f for f in mine if f.fingerprint in _current(work.corpus) - old]
        found += mine
    if not options.since and _reads_source(project, locales):
        found += _in_source(tree, project, rules)
    taken = [g for f in found if (g := levelled(project, f)) is not None]
    return _passed(taken, catalogs, options, today)


def profile(project: Project | None, options: Options) -> str:
    """Return the name of the profile that is asked for."""
    if options.profile or project is None:
        return options.profile or "default"
    return project.config.checks.profile


def rules_of(project: Project | None, options: Options) -> list[str]:
    """Return the ids of the rules that are asked for. Raises ``KmsError`` for an unknown one."""
    return checks.chosen(options.select, options.ignore, profile(project, options))


def works(tree: Tree, project: Project, locales: Sequence[str]) -> Iterator[Work]:
    """Yield every catalog that is there, with its documents, glossary and waivers."""
    from kms_i18n import waivers
    from kms_i18n.terminology import glossary_of

    source = project.config.source_locale
    for bundle in project.bundles:
        for locale in locales:
            path = bundle.catalogs[locale]
            data = _read(tree, path)
            if data is None:
                continue
            catalog = po.parse(data, path, locale, project.config.limits)
            terms = glossary_of(tree, bundle, locale)
            corpus = checks.Corpus(catalog, locale, source, bundle.documents, terms)
            file = bundle.waivers[locale]
            held = _read(tree, file)
            yield Work(corpus, waivers.parse(held, file) if held is not None else {}, file)


def _reads_source(project: Project, locales: Sequence[str]) -> bool:
    own = language(project.config.source_locale)
    every = set(locales) == set(project.config.locales)
    return every or any(language(locale) == own for locale in locales)


def _in_source(tree: Tree, project: Project, rules: Sequence[str]) -> Iterator[Finding]:
    from kms_i18n.terminology import glossary_of

    locale = project.config.source_locale
    for bundle in project.bundles:
        terms = glossary_of(tree, bundle, locale) if locale in bundle.glossaries else None
        yield from checks.run_source(checks.Source(bundle.documents, locale, terms), rules)


def levelled(project: Project, finding: Finding) -> Finding | None:
    """Return a finding as bad as the configuration says, or None if it is switched off."""
    asked = project.config.checks
    level = asked.rules.get(finding.rule)
    level = asked.locales.get(finding.locale, {}).get(finding.rule, level)
    for pattern, rules in asked.documents.items():
        if finding.document and fnmatchcase(finding.document, pattern):
            level = rules.get(finding.rule, level)
    if level == "none":
        return None
    return finding if level is None else replace(finding, severity=Severity(level))


def _passed(
    found: list[Finding], catalogs: Sequence[Work], options: Options, today: str
) -> Findings:
    """Return the findings without those that are waived or known, and what is to be said of waivers."""
    held = {w for work in catalogs for w in work.waived if w.holds(today)}
    waived = {(w.rule, w.fingerprint) for w in held}
    left = [f for f in found if (f.rule, f.fingerprint) not in waived]
    new = [f for f in left if (f.rule, f.fingerprint) not in options.baseline]
    return Findings(
        tuple(sorted(new)), len(catalogs), len(found) - len(left), len(left) - len(new),
        tuple(_remarks(catalogs, today)),
    )  # fmt: skip


def _remarks(catalogs: Sequence[Work], today: str) -> Iterator[str]:
    """Yield what became of waivers that no longer do anything."""
    current: dict[str, set[str]] = {}
    rows: dict[tuple[str, int], Waiver] = {}
    for work in catalogs:
        if not work.waived:
            continue
        known = current.setdefault(work.waivers, set())
        known |= _current(work.corpus) | _whole(work)
        rows |= {(work.waivers, line): waiver for waiver, line in work.waived.items()}
    held = {(w.rule, w.fingerprint) for w in rows.values() if w.holds(today)}
    for (path, line), waiver in sorted(rows.items()):
        if not waiver.holds(today):
            if (waiver.rule, waiver.fingerprint) in held:
                continue  # waived again since
            when = f"ended on {waiver.until}" if today else "has a date, and there is none to hold it to (--today)"  # fmt: skip
            yield f"{path}:{line}: this waiver of {waiver.rule} is void: it {when}"
        elif waiver.fingerprint not in current[path]:
            yield f"{path}:{line}: this waiver of {waiver.rule} is void: the text has changed"


def _current(corpus: checks.Corpus) -> set[str]:
    """Return the fingerprints of all texts of a catalog, its documents included."""
    found = {bind(entry, corpus.locale) for entry in corpus.catalog.live}
    segments = (s.text for document in corpus.documents for s in document.segments)
    return found | {checks.fingerprint(corpus.source_locale, text) for text in segments}


def _whole(work: Work) -> set[str]:
    """Return the fingerprints of findings that are about a catalog as a whole, as style is."""
    path, locale = work.corpus.catalog.path, work.corpus.locale
    names = (path, *(f"{path}\n{waiver.rule}" for waiver in work.waived))
    return {checks.fingerprint(locale, name) for name in names}


# ── Plain PO files ───────────────────────────────────────────────────────────────────────────


def inspect_files(
    names: Iterable[str],
    locale: str,
    options: Options | None = None,
    read: Callable[[str], bytes] | None = None,
) -> Findings:
    """Return what the checks find in PO files; the locale is theirs if none is given.

    ``read`` returns a file's bytes; without it the names are paths from here.
    """
    options = options or Options()
    if options.since:
        raise KmsError("--since needs a project", hint="Leave the file names out.")
    rules = rules_of(None, options)
    catalogs = [
        Work(corpus, options.waivers, options.waivers_path) for corpus in bare(names, locale, read)
    ]
    found = [finding for work in catalogs for finding in checks.run(work.corpus, rules)]
    return _passed(found, catalogs, options, options.today)


def bare(
    names: Iterable[str], locale: str, read: Callable[[str], bytes] | None = None
) -> Iterator[checks.Corpus]:
    """Yield the catalogs in PO files; arguments as of ``inspect_files``."""
    from kms_i18n.tree import read_file

    data = read or read_file
    for name in names:
        catalog = po.parse(data(name), name, locale)
        yield checks.Corpus(catalog, locale or catalog.locale)


def _read(tree: Tree, path: str) -> bytes | None:
    """Return a file's bytes, or None if there is none."""
    return tree.read(path) if tree.exists(path) else None
