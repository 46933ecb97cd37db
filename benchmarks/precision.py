"""Print what the checks find in a folder of finished PO catalogs, with a seeded sample to judge.

    python benchmarks/precision.py FOLDER [-l LOCALE] [--rule RULE] [--sample 12] [--seed 1]

The locale of a catalog is that of its header unless ``-l`` is given. For each rule: how many findings, in how
many units, then the sample: source, translation, and what the rule says. Fuzzy, obsolete and empty
entries are not finished and are left out. Figures are of this run; nothing is remembered.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kms_i18n import checks, po
from kms_i18n.errors import KmsError
from kms_i18n.text import abbreviate, safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kms_i18n.model import Catalog, Entry, Finding

WIDTH = 400


def catalogs(folder: Path, locale: str) -> Iterator[Catalog]:
    """Yield every readable catalog with its finished entries only."""
    for path in sorted(folder.rglob("*.po")):
        try:
            catalog = po.parse(path.read_bytes(), str(path.relative_to(folder)), locale)
        except KmsError as error:
            print(f"left out: {error}", file=sys.stderr)
            continue
        done = tuple(e for e in catalog.entries if e.is_header or (_done(e) and not e.fuzzy))
        yield replace(catalog, entries=done)


def _done(entry: Entry) -> bool:
    return not entry.obsolete and any(entry.targets)


def main() -> None:
    """Run every rule over the folder and print the figures."""
    parser = argparse.ArgumentParser(description="Findings and samples per rule.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("-l", "--locale", default="")
    parser.add_argument("--rule", action="append", default=[])
    parser.add_argument("--sample", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rules = checks.chosen(options.rule, profile="default")
    found: defaultdict[str, list[tuple[Finding, Entry | None]]] = defaultdict(list)
    units = 0
    for catalog in catalogs(options.folder, options.locale):
        corpus = checks.Corpus(catalog, options.locale or catalog.locale)
        entries = {entry.target_line: entry for entry in catalog.live}
        lines = sorted(entries)
        units += len(lines)
        for finding in checks.run(corpus, rules, rolled=False):
            line = max((n for n in lines if n <= finding.line), default=0)
            found[finding.rule].append((finding, entries.get(line)))
    _summary(found, units)
    for rule in sorted(found):
        _sample(rule, found[rule], options.sample, options.seed)


def _summary(found: dict[str, list[tuple[Finding, Entry | None]]], units: int) -> None:
    print(f"{units} units")
    for name, severities in (("errors", {"error"}), ("errors and warnings", {"error", "warning"})):
        flagged = {
            (f.path, e.line)
            for rows in found.values()
            for f, e in rows
            if e and f.severity in severities
        }
        print(f"{name} flag {len(flagged)} units, {100 * len(flagged) / max(units, 1):.2f} %")
    for rule, rows in sorted(found.items(), key=lambda item: (rows_severity(item[1]), item[0])):
        where = {(f.path, f.line) for f, _ in rows}
        print(f"  {rows[0][0].severity:8} {rule:26} {len(rows):6} findings {len(where):6} places")


def rows_severity(rows: list[tuple[Finding, Entry | None]]) -> int:
    """Return the order of a rule's severity: errors first."""
    return ["error", "warning", "info"].index(rows[0][0].severity)


def _sample(rule: str, rows: list[tuple[Finding, Entry | None]], size: int, seed: int) -> None:
    # Equal translations of one slip count once: a sample is of different texts.
    distinct = {(e.source, e.targets): (f, e) for f, e in rows if e}
    chosen = random.Random(f"{seed} {rule}").sample(sorted(distinct), min(size, len(distinct)))
    print(f"\n## {rule}: {len(chosen)} of {len(distinct)} different texts")
    for key in chosen:
        finding, entry = distinct[key]
        print(f"- {finding.path}:{finding.line}: {safe_line(finding.message)}")
        if entry is not None:
            print(f"    {abbreviate(safe_line(entry.source), WIDTH)}")
            for target in entry.targets[:2]:
                print(f"    {abbreviate(safe_line(target), WIDTH)}")


if __name__ == "__main__":
    main()
