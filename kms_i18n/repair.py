"""The safe fixes of ``check --fix``: each changes one place of one translation and touches nothing else.

Only a rule knows what is safe; here its fixes are put into the catalogs, without those of findings
that are waived, switched off or left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n import checks, po
from kms_i18n.inspection import bare, inspect, inspect_files, rules_of, works
from kms_i18n.model import Edit, Span, splice
from kms_i18n.results import Repair

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kms_i18n.inspection import Options
    from kms_i18n.model import Entry, Finding
    from kms_i18n.project import Project
    from kms_i18n.results import Findings
    from kms_i18n.tree import WorkTree


def repairs(
    tree: WorkTree, project: Project, locales: Sequence[str], options: Options
) -> tuple[list[Edit], list[Repair]]:
    """Return the catalogs with every safe fix applied that is not waived or known, and each change."""
    left = inspect(tree, project, locales, options)
    corpora = [work.corpus for work in works(tree, project, locales)]
    return _all_repaired(corpora, rules_of(project, options), left)


def file_repairs(
    tree: WorkTree, paths: Sequence[str], locale: str, options: Options
) -> tuple[list[Edit], list[Repair]]:
    """Return PO files of a tree with their safe fixes; the locale is theirs if none is given."""
    left = inspect_files(paths, locale, options, tree.read)
    return _all_repaired(bare(paths, locale, tree.read), rules_of(None, options), left)


def _all_repaired(
    corpora: Iterable[checks.Corpus], rules: Sequence[str], left: Findings
) -> tuple[list[Edit], list[Repair]]:
    """Return the catalogs with the fixes of what nothing lets pass, and each change."""
    edits: list[Edit] = []
    done: list[Repair] = []
    wanted = {(f.rule, f.fingerprint) for f in left.findings}
    for corpus in corpora:
        rolled = {f.rule for f in left.findings if f.path == corpus.catalog.path}
        data, changes = _repaired(corpus, rules, wanted, rolled)
        edits.append(Edit(corpus.catalog.path, data, corpus.catalog.data))
        done += changes
    return edits, done


def _repaired(
    corpus: checks.Corpus, rules: Sequence[str], wanted: set[tuple[str, str]], rolled: set[str]
) -> tuple[bytes, list[Repair]]:
    """Return a catalog's bytes with its fixes, and each change."""
    found: dict[int, list[tuple[int, Finding]]] = {}
    for place, finding in checks.fixes(corpus, rules):
        style = checks.rolls_up(finding.rule) and finding.rule in rolled
        if style or (finding.rule, finding.fingerprint) in wanted:
            found.setdefault(place.entry.target_line, []).append((place.form, finding))
    blocks: list[Entry | bytes] = []
    done: list[Repair] = []
    for entry in corpus.catalog.entries:
        if entry.is_header:
            continue
        targets, changes = _mended(entry, found.get(entry.target_line, []))
        done += changes
        blocks.append(po.revise(corpus.catalog, entry, targets=targets) if changes else entry)
    data = po.compose(corpus.catalog, blocks) if done else corpus.catalog.data
    return data, done


def _mended(
    entry: Entry, rows: Sequence[tuple[int, Finding]]
) -> tuple[tuple[str, ...], list[Repair]]:
    """Return an entry's translations with the fixes that do not overlap, the earliest first."""
    targets = list(entry.targets)
    done: list[Repair] = []
    for form, target in enumerate(entry.targets):
        spans: list[tuple[Span, str]] = []
        for number, finding in sorted(rows, key=lambda row: (row[1].start, row[1].rule)):
            start, end = finding.start, finding.start + len(finding.evidence)
            if number != form or finding.fix is None or any(start < s.end for s, _ in spans):
                continue
            spans.append((Span(start, end), finding.fix))
            done.append(Repair(finding, finding.evidence, finding.fix))
        targets[form] = splice(target, spans)
    return tuple(targets), done
