"""Coverage at every commit: `kms-i18n history` against checking commits out for msgfmt.

    python benchmarks/history.py REPOSITORY [--revision main] [--sample 5] [--glob '**/*.po']

REPOSITORY is a clone of any project with PO files. It is cloned again into a temporary folder, so
that nothing in it changes. The naive way is measured on a few commits spread over the history and
compared with the program's figures there; both ways run one after the other, in the same minute.
Printed are seconds per 1,000 commits, wall clock and processor, and the ratios.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kms_i18n.replay import plain_history

if TYPE_CHECKING:
    from collections.abc import Callable

    from kms_i18n.history import Point

_COUNTED = re.compile(rb"(\d+) (translated|fuzzy|untranslated)")


@dataclass
class Cost:
    """What something took: seconds on the wall, and of all processors."""

    wall: float
    work: float

    def per_thousand(self, commits: int) -> str:
        """Return both figures for 1,000 commits."""
        return f"{self.wall * 1000 / commits:9.2f} s wall {self.work * 1000 / commits:9.2f} s work"


def measured(do: Callable[[], object]) -> tuple[object, Cost]:
    """Run something and return its answer with its cost, child processes included."""
    wall, work = time.perf_counter(), _work()
    answer = do()
    return answer, Cost(time.perf_counter() - wall, _work() - work)


def _work() -> float:
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(sum(resource.getrusage(kind)[:2]) for kind in kinds)


def naive(folder: Path, commit: str, glob: str) -> tuple[int, int, int]:
    """Check a commit out and let msgfmt count each catalog; sums of translated, fuzzy and not."""
    git = ["git", "-C", str(folder), "checkout", "--quiet", "--force", commit]
    subprocess.run(git, check=True)
    sums = {"translated": 0, "fuzzy": 0, "untranslated": 0}
    for path in sorted(folder.glob(glob)):
        command = ["msgfmt", "--statistics", "--output-file", os.devnull, str(path)]
        said = subprocess.run(
            command, capture_output=True, env={**os.environ, "LC_ALL": "C"}, check=False
        )
        for number, word in _COUNTED.findall(said.stderr):
            sums[word.decode()] += int(number)
    return sums["translated"], sums["fuzzy"], sums["untranslated"]


def program(point: Point) -> tuple[int, int, int]:
    """Return the program's sums at a commit, over all locales."""
    found = point.tallies.values()
    return sum(t.translated for t in found), sum(t.fuzzy for t in found), sum(t.untranslated for t in found)  # fmt: skip


def main() -> int:
    """Print the costs of both ways and whether they agree."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("repository", type=Path)
    parser.add_argument("--revision", default="HEAD")
    parser.add_argument("--sample", type=int, default=5)
    parser.add_argument("--glob", default="**/*.po")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "clone"
        clone = ["git", "clone", "--quiet", "--no-checkout", str(asked.repository), str(folder)]
        subprocess.run(clone, check=True)
        look = lambda: plain_history(folder, [asked.glob], asked.revision)  # noqa: E731
        history, cold = measured(look)
        _, warm = measured(look)
        points = history.points  # type: ignore[attr-defined]
        count = len(points)
        if not count:
            parser.error(f"no commit up to {asked.revision} touched {asked.glob}")
        print(f"{count} commits, {history.unread} versions unreadable or missing")  # type: ignore[attr-defined]
        print(f"kms-i18n history, first time  {cold.per_thousand(count)} per 1,000 commits")
        print(f"kms-i18n history, again       {warm.per_thousand(count)} per 1,000 commits")
        chosen = points[:: max(count // asked.sample, 1)][-asked.sample :]
        agreed, cost = 0, Cost(0.0, 0.0)
        for point in chosen:
            found, one = measured(lambda point=point: naive(folder, point.commit, asked.glob))
            cost = Cost(cost.wall + one.wall, cost.work + one.work)
            agreed += found == program(point)
        print(f"checkout and msgfmt           {cost.per_thousand(len(chosen))} per 1,000 commits, from {len(chosen)}")  # fmt: skip
        wall, work = (
            (cost.wall / len(chosen)) / (cold.wall / count),
            (cost.work / len(chosen)) / (cold.work / count),
        )
        print(f"ratio                         {wall:9.0f} × wall {work:9.0f} × work")
        print(f"the same counts at {agreed} of {len(chosen)} commits")
    return int(agreed != len(chosen))


if __name__ == "__main__":
    sys.exit(main())
