"""How well and how fast segments are aligned, against the peers, in one run.

    python benchmarks/alignment.py                     growth from 1 to 50,000 segments
    python benchmarks/alignment.py --tree POTS POS     a folder of catalogs and one of templates
    python benchmarks/alignment.py --real REPOSITORY:po/fr.po ...   pairs from Git histories

``predict`` is what a scorer of revision pairs calls: for every new segment, the old ones whose
translation it receives. Peers are used where they are installed: gettext's msgmerge on the PATH;
polib, Babel and the Translate Toolkit in the Python that runs this.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import real_pairs

from kms_i18n import po
from kms_i18n.align import align
from kms_i18n.descent import origins
from kms_i18n.model import Kind, Segment, Span
from kms_i18n.recall import Known, recall

Texts = list[dict[str, Any]]

NOWHERE = Span(0, 0)
KINDS = {"h": Kind.HEADING, "i": Kind.ITEM}
SIZES = (1, 100, 500, 1_000, 5_000, 20_000, 50_000)
DROPPED, EDITED = 0.02, 0.1
"""Part of the texts that is replaced, part that is left out too, and part that is edited."""
ROUNDS = 3
PEER_LIMIT = 5_000
"""Most segments that msgmerge with fuzzy matching is run on unless asked: it is quadratic."""


def segments(found: Texts) -> list[Segment]:
    """Return texts as segments: ``t`` the text, ``k`` its kind, ``s`` the headings above it."""
    return [
        Segment(
            str(place),
            " ".join(one["t"].split()),
            NOWHERE,
            KINDS.get(one.get("k", ""), Kind.PARAGRAPH),
            NOWHERE,
            headings=tuple(one.get("s", ())),
        )
        for place, one in enumerate(found)
    ]


def predict(old: Texts, new: Texts, *, memory: bool = True) -> list[list[int]]:
    """Return for every new text the old ones whose translation it gets, as ``update`` does it.

    ``d`` names the document a text is in; without it, all are in one.
    """
    before, after = segments(old), segments(new)
    found: list[list[int]] = [[] for _ in new]
    for change in align(before, after):
        for j in change.new:
            found[j] = list(change.old)
    wanted = [j for j, origin in enumerate(found) if not origin]
    if not memory or not wanted:
        return found
    places = {one.text: j for j, one in reversed(list(enumerate(after)))}
    known = [
        Known(one.text, old[i].get("d", ""), places.get(one.text, i))
        for i, one in enumerate(before)
    ]
    asked = [Known(after[j].text, new[j].get("d", ""), j) for j in wanted]
    for j, hit in zip(wanted, recall(known, asked), strict=True):
        if hit:
            found[j] = [hit.known]
    return found


def descended(old: Texts, new: Texts) -> list[list[int]]:
    """Return for every new text the old ones whose translation it gets from ``update --pot``."""
    texts = [" ".join(one["t"].split()) for one in old], [" ".join(one["t"].split()) for one in new]
    known: dict[str, int] = {}
    for i, text in enumerate(texts[0]):
        known.setdefault(text, i)
    wanted = [j for j, text in enumerate(texts[1]) if text not in known]
    told = origins(texts[0], texts[1], wanted, {i for i, one in enumerate(old) if one["v"]})
    return [
        [known[text]] if text in known else list(told[j].old) if j in told else []
        for j, text in enumerate(texts[1])
    ]


# ── growth ───────────────────────────────────────────────────────────────────────────────────


def revisions(count: int, seed: int = 1) -> tuple[list[str], list[str]]:
    """Return ``count`` texts and their next revision: 10 % edited, 2 % dropped, 2 % new."""
    rng = random.Random(f"{seed}/{count}")
    syllables = [a + b for a in "bcdfghklmnprstvw" for b in ("a", "e", "i", "o", "u", "an", "er")]
    words = ["".join(rng.choices(syllables, k=rng.randint(1, 3))) for _ in range(6_000)]
    odds = [1 / (rank + 3) for rank in range(len(words))]

    def text() -> str:
        return " ".join(rng.choices(words, odds, k=rng.randint(6, 24))).capitalize() + "."

    old = list(dict.fromkeys(text() for _ in range(count)))
    new: list[str] = []
    for one in old:
        chance = rng.random()
        if chance < DROPPED:
            new.append(text())
        elif chance < 2 * DROPPED:
            continue
        elif chance < 2 * DROPPED + EDITED:
            pieces = one.split()
            for place in rng.sample(range(len(pieces)), rng.randint(1, 3)):
                pieces[place] = rng.choice(words)
            new.append(" ".join(pieces))
        else:
            new.append(one)
    return old, list(dict.fromkeys(new))


def growth(limit: int) -> None:
    """Print CPU seconds of an update by size, ours and msgmerge's, on the same files.

    Of several rounds, in which all take turns, the least counts: the machine may be busy. One
    segment shows what starting costs.
    """
    heads = ("align", "update", "update -N", "msgmerge", "msgmerge -N")
    print(f"{'segments':>9}" + "".join(f"{head:>12}" for head in heads) + "   CPU seconds")
    for count in SIZES:
        old, new = revisions(count)
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "old.po").write_bytes(catalog(old, translated=True))
            Path(folder, "new.pot").write_bytes(catalog(new, translated=False))
            rounds = [_round(folder, old, new, fuzzy=count <= limit) for _ in range(ROUNDS)]
        cells = [
            None if None in row else min(filter(None, row)) for row in zip(*rounds, strict=True)
        ]
        shown = "".join(f"{'not run' if c is None else f'{c:.2f}':>12}" for c in cells)
        print(f"{count:>9}{shown}", flush=True)


def _round(folder: str, old: list[str], new: list[str], *, fuzzy: bool) -> list[float | None]:
    """Return the CPU seconds of each, once."""
    start = time.process_time()
    align(segments([{"t": t} for t in old]), segments([{"t": t} for t in new]))
    told = time.process_time() - start
    return [
        told,
        update(folder),
        update(folder, "-N"),
        msgmerge(folder, "--previous") if fuzzy else None,
        msgmerge(folder, "-N"),
    ]


def tree(templates: str, catalogs: str, rounds: int) -> None:
    """Print CPU seconds of bringing a folder of catalogs up to a folder of templates."""
    names = sorted(str(p.relative_to(catalogs)) for p in Path(catalogs).rglob("*.po"))
    pots = str(Path(templates).resolve())
    told: dict[str, list[float]] = {}
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            for options in ([], ["-N"]):
                work = Path(folder, f"work{len(options)}")
                shutil.copytree(catalogs, work)
                ours = [sys.executable, "-m", "kms_i18n", "update", "--pot", pots, *options, "."]
                head = " ".join(["update", *options])
                told.setdefault(head, []).append(seconds(ours, str(work)))
                merging = ["msgmerge", "-q", *(options or ["--previous"]), "-o", "/dev/null"]
                runs = ([*merging, name, f"{pots}/{name}t"] for name in names)
                spent = sum(seconds(run, str(Path(catalogs))) for run in runs)
                told.setdefault(" ".join(["msgmerge", *options]), []).append(spent)
    print(f"{len(names)} catalogs, least of {rounds}, CPU seconds")
    for head, spent_each in told.items():
        print(f"{head:12} {min(spent_each):.2f}")


def update(folder: str, *options: str) -> float:
    """Return the CPU seconds of one ``kms-i18n update --pot``, start-up and writing included."""
    shutil.copy(Path(folder, "old.po"), Path(folder, "ours.po"))
    command = [sys.executable, "-m", "kms_i18n", "update", "--pot", "new.pot", *options, "ours.po"]
    return seconds(command, folder)


def catalog(texts: list[str], *, translated: bool) -> bytes:
    """Return a catalog of these texts."""
    head = po.new_catalog({"Language": "fr", "Content-Type": "text/plain; charset=UTF-8"})
    blocks = [
        po.write_entry(text, (f"[{text}]" if translated else "",), references=(f"law.md:{place}",))
        for place, text in enumerate(texts)
    ]
    return head + b"".join(b"\n" + block for block in blocks)


def msgmerge(folder: str, *options: str) -> float:
    """Return the CPU seconds of one run of msgmerge."""
    return seconds(["msgmerge", "-q", *options, "-o", "/dev/null", "old.po", "new.pot"], folder)


def seconds(command: list[str], folder: str) -> float:
    """Return the CPU seconds of a process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


# ── real pairs ───────────────────────────────────────────────────────────────────────────────


def real(names: list[str], steps: int, peers: list[str]) -> None:
    """Print how each method does on the revisions of real catalogs."""
    methods = {"kms-i18n": descended, **{name: real_pairs.PEERS[name] for name in peers}}
    stats = {name: Counter[tuple[str, str]]() for name in methods}
    spent: Counter[str] = Counter()
    for name in names:
        repository, _, path = name.partition(":")
        for pair in real_pairs.pairs(repository, path, steps):
            for method, run in methods.items():
                start = time.perf_counter()
                found = run(pair["old"], pair["new"])
                spent[method] += round(1000 * (time.perf_counter() - start))
                real_pairs.count(pair["truth"], found, stats[method])
    for method, counted in stats.items():
        print(f"{method:10} {real_pairs.summary(counted)} {spent[method] / 1000:.1f} s")


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--real", nargs="+", metavar="REPOSITORY:CATALOG")
    parser.add_argument("--steps", type=int, default=6, help="revisions a catalog")
    parser.add_argument(
        "--peers", nargs="*", default=["msgmerge"], choices=sorted(real_pairs.PEERS)
    )
    parser.add_argument("--tree", nargs=2, metavar=("POTS", "POS"))
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="of --tree")
    parser.add_argument("--limit", type=int, default=PEER_LIMIT, help="most segments for msgmerge")
    options = parser.parse_args()
    if options.tree:
        tree(*options.tree, options.rounds)
    elif options.real:
        real(options.real, options.steps, options.peers)
    else:
        growth(options.limit)


if __name__ == "__main__":
    main()
