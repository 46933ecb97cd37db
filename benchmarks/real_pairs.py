"""Revision pairs with a known answer, from the Git history of translated catalogs.

    python benchmarks/real_pairs.py OUT.json REPOSITORY:path/to/fr.po [...] [--steps N]

Two revisions of one catalog are a pair. A message whose text is new in the later one came from the
earlier message whose *translation* the translator kept: an indel similarity of at least 0.75 of
the two translations makes a source, less than 0.45 to every earlier one makes the message new,
and what lies between, or has no finished translation, says nothing and is not scored. A message
whose translation is two earlier ones joined is a merge, two whose translations are parts of an
earlier one a split. A source that is still in use in the later revision makes it a reuse.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

SURE = 0.75
NEW = 0.45
PART = 0.88
LEAST = 20
"""Characters of a translation that is looked for inside another."""


def history(repository: str, path: str) -> list[str]:
    """Return the commits of a catalog's first-parent history, oldest first."""
    log = ["git", f"--git-dir={repository}", "log", "--first-parent", "--format=%H", "--", path]
    return subprocess.run(log, check=True, capture_output=True, text=True).stdout.split()[::-1]


def catalog(repository: str, commit: str, path: str) -> list[dict[str, Any]]:
    """Return the live messages of a catalog at a commit: text, translation, document."""
    import polib

    show = ["git", f"--git-dir={repository}", "show", f"{commit}:{path}"]
    data = subprocess.run(show, check=True, capture_output=True).stdout
    with tempfile.NamedTemporaryFile(suffix=".po") as file:
        file.write(data)
        file.flush()
        entries = polib.pofile(file.name, wrapwidth=0)
    return [
        {
            "t": " ".join(e.msgid.split()),
            "v": "" if e.fuzzy else " ".join(e.msgstr.split()),
            "d": e.occurrences[0][0] if e.occurrences else "",
        }
        for e in entries
        if not e.obsolete and e.msgid.strip() and not e.msgid_plural
    ]


def judge(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what is known of every new text: its index, its sources (``any`` of), and the kind."""
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import Indel

    known = {m["t"] for m in old}
    alive = {m["t"] for m in new}
    pool = [i for i, m in enumerate(old) if m["v"]]
    wanted = [j for j, m in enumerate(new) if m["v"] and m["t"] not in known]
    if not wanted or not pool:
        return []
    values = [old[i]["v"] for i in pool]
    rows = process.cdist(
        [new[j]["v"] for j in wanted], values, scorer=Indel.normalized_similarity, workers=1
    )
    gone = [i for i in pool if old[i]["t"] not in alive]
    parts: dict[int, list[int]] = {}
    found: list[dict[str, Any]] = []
    for j, row in zip(wanted, rows, strict=True):
        best = float(row.max())
        if best >= SURE:
            hits = [pool[k] for k in (row >= best - 0.02).nonzero()[0]]
            fresh = [i for i in hits if old[i]["t"] not in alive]
            found.append({"j": j, "from": fresh or hits, "op": "edited" if fresh else "reuse"})
            continue
        text = new[j]["v"]
        inner = [
            i
            for i in gone
            if LEAST <= len(old[i]["v"]) < len(text) and fuzz.partial_ratio(old[i]["v"], text) >= 100 * PART
        ]
        if len(inner) >= 2 and sum(len(old[i]["v"]) for i in inner) >= 0.7 * len(text) and inner[-1] - inner[0] <= len(inner) + 1:
            found.append({"j": j, "from": inner, "op": "merged"})
            continue
        outer = [
            i
            for i in gone
            if LEAST <= len(text) < len(old[i]["v"]) and fuzz.partial_ratio(text, old[i]["v"]) >= 100 * PART
        ]
        for i in outer:
            parts.setdefault(i, []).append(j)
        if not outer and best < NEW:
            found.append({"j": j, "from": [], "op": "inserted"})
    for i, pieces in parts.items():
        if len(pieces) >= 2 and sum(len(new[j]["v"]) for j in pieces) >= 0.6 * len(old[i]["v"]):
            found += [{"j": j, "from": [i], "op": "split"} for j in pieces]
    seen: set[int] = set()
    unique = []
    for f in sorted(found, key=lambda f: f["j"]):
        if f["j"] not in seen:
            seen.add(f["j"])
            unique.append(f)
    return unique


def pairs(repository: str, path: str, steps: int) -> list[dict[str, Any]]:
    """Return up to ``steps`` revision pairs of a catalog, evenly over its history."""
    commits = history(repository, path)
    chosen = [commits[round(k * (len(commits) - 1) / steps)] for k in range(steps + 1)]
    made: list[dict[str, Any]] = []
    before: list[dict[str, Any]] = []
    for commit in dict.fromkeys(chosen):
        try:
            after = catalog(repository, commit, path)
        except (OSError, ValueError, subprocess.CalledProcessError):
            continue
        if before:
            truth = judge(before, after)
            if sum(bool(f["from"]) for f in truth) >= 5:
                name = f"{Path(repository).parent.name}:{path}@{commit[:10]}"
                made.append({"name": name, "old": before, "new": after, "truth": truth})
        before = after
    return made


def main() -> None:
    """Build pairs and write them as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("catalogs", nargs="+", metavar="REPOSITORY:PATH")
    parser.add_argument("--steps", type=int, default=6)
    options = parser.parse_args()
    made = []
    for name in options.catalogs:
        repository, _, path = name.partition(":")
        made += pairs(repository, path, options.steps)
    options.out.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    from collections import Counter

    for pair in made:
        print(pair["name"], len(pair["old"]), dict(Counter(f["op"] for f in pair["truth"])))


if __name__ == "__main__":
    main()
