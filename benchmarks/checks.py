"""Compare the checks with translate-toolkit's pofilter: speed, and how much of finished work each flags.

    python -m venv PEER && PEER/bin/pip install translate-toolkit
    python benchmarks/checks.py --pofilter PEER/bin/pofilter CATALOG.po… [--runs 3]

Both programs run as whole processes on the same files, by turns in one run; what is compared is the least CPU
time of each, without its time on an empty catalog; the ratio of the medians and that of the whole times, start-up
included, stand beside it. pofilter runs with its defaults, this program with the default profile.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from kms_i18n import po

EMPTY = po.new_catalog({"Language": "fr", "Content-Type": "text/plain; charset=UTF-8"})


def main() -> None:
    """Print a line a catalog: units per second of each, their ratio, and the share of units flagged."""
    parser = argparse.ArgumentParser(description="Speed and noise beside pofilter.")
    parser.add_argument("catalogs", nargs="+", type=Path)
    parser.add_argument("--pofilter", required=True)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    ours = [sys.executable, "-m", "kms_i18n", "check", "--format", "json"]
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.po"
        empty.write_bytes(EMPTY)
        for path in options.catalogs:
            catalog = po.parse(path.read_bytes(), path.name)
            units = sum(entry.translated and not entry.fuzzy for entry in catalog.live)
            locale = catalog.locale or path.parent.name
            peer = [options.pofilter, "--language", locale, "--progress=none"]
            commands = (
                [*ours, "-l", locale, str(path)],
                [*ours, "-l", locale, str(empty)],
                [*peer, str(path), f"{folder}/out.po"],
                [*peer, str(empty), f"{folder}/none.po"],
            )
            rounds = [[_seconds(command) for command in commands] for _ in range(options.runs)]
            whole, start, their_whole, their_start = map(min, zip(*rounds, strict=True))
            mine, theirs = whole - start, their_whole - their_start
            middle = [median(row[0] - row[1] for row in rounds), median(row[2] - row[3] for row in rounds)]  # fmt: skip
            print(
                f"{path.name}: {units} units; this {units / mine:.0f}/s, pofilter {units / theirs:.0f}/s, "
                f"ratio {theirs / mine:.1f} (of medians {middle[1] / middle[0]:.1f}; start-up included {their_whole / whole:.1f}); flagged: this {_flagged(ours, locale, path, units)}, "
                f"pofilter {_share(_entries(Path(folder) / 'out.po'), units)}"
            )


def _seconds(command: list[str]) -> float:
    """Return the CPU time of a program and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    # Both may keep their bytecode, as installed programs do.
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(
        command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=kept
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _flagged(command: list[str], locale: str, path: Path, units: int) -> str:
    done = subprocess.run([*command, "-l", locale, str(path)], check=False, capture_output=True)
    findings = json.loads(done.stdout)["findings"]
    errors = {f["line"] for f in findings if f["severity"] == "error"}
    worse = {f["line"] for f in findings if f["severity"] in {"error", "warning"}}
    return f"errors {_share(len(errors), units)}, with warnings {_share(len(worse), units)}"


def _entries(path: Path) -> int:
    """Return how many entries pofilter has written out: those with at least one finding."""
    if not path.is_file():
        return 0
    return len(re.findall(r'(?m)^msgid "', path.read_text(encoding="utf-8", errors="replace"))) - 1


def _share(count: int, units: int) -> str:
    return f"{100 * count / max(units, 1):.2f} %"


if __name__ == "__main__":
    main()
