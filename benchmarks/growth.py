"""How time grows with the size of a catalog: four times the text may take six times as long.

    python benchmarks/growth.py

Prints, for texts that other readers are quadratic on, the CPU time at 100 KB and the growth up to
400 KB, of everything that is done with a catalog. Exits with 1 if anything grows faster than sixfold.
"""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING
from unittest import mock

from kms_i18n import po, po_index, po_layout
from kms_i18n.errors import CatalogError

if TYPE_CHECKING:
    from collections.abc import Callable

SMALL, LARGE, MOST = 100_000, 400_000, 6.0
FLOOR = 0.002
"""Seconds below which a measured time says more about the machine than about the program."""

HEADER = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
ENTRY = b'msgid "a"\nmsgstr "%s"\n'

SHAPES: dict[str, Callable[[int], bytes]] = {
    "one long word": lambda n: ENTRY % (b"x" * n),
    "one long Khmer word": lambda n: ENTRY % ("ខ".encode() * (n // 3)),
    "one long line of words": lambda n: ENTRY % (b"word " * (n // 5)),
    "one long line of references": lambda n: b"#:" + b" a.c:1" * (n // 6) + b"\n" + ENTRY % b"",
    "one long line of flags": lambda n: b"#," + b" c-format," * (n // 10) + b"\n" + ENTRY % b"",
    "many quotes": lambda n: ENTRY % (b'\\"' * (n // 2)),
    "many backslashes": lambda n: ENTRY % (b"\\\\" * (n // 2)),
    "many comments": lambda n: b"# a comment\n" * (n // 12) + ENTRY % b"b",
    "many lines of flags": lambda n: b"#, fuzzy\n" * (n // 9) + ENTRY % b"b",
    "many blank lines": lambda n: b"\n" * n + ENTRY % b"b",
    "many continuation lines": lambda n: ENTRY % (b'line"\n"' * (n // 7)),
    "many line ends in a text": lambda n: ENTRY % (b"a\\n" * (n // 3)),
    "many entries": lambda n: b"".join(
        b'msgid "message %d"\nmsgstr "text"\n\n' % i for i in range(n // 35)
    ),
    "many obsolete entries": lambda n: b"".join(
        b'#~ msgid "message %d"\n#~ msgstr "text"\n\n' % i for i in range(n // 40)
    ),
    "many entries, the last one bad": lambda n: (
        b"".join(b'msgid "message %d"\nmsgstr "text"\n\n' % i for i in range(n // 35)) + b"msgstr"
    ),
}


def read(data: bytes) -> None:
    """Parse a file and decode every entry."""
    tuple(po.parse(data).entries)


def strictly(data: bytes) -> None:
    """Parse a file without the index."""
    with mock.patch.object(po_index, "index", return_value=None):
        read(data)


def revise(data: bytes) -> None:
    """Change every entry, and put the file together."""
    catalog = po.parse(data)
    changes = {"fuzzy": True, "references": ["a:1"], "translator_comments": ["b"]}
    blocks = [
        (entry, po.revise(catalog, entry, targets=[f"{entry.target} c"], **changes))  # type: ignore[arg-type]
        for entry in catalog.entries
        if not entry.is_header
    ]
    po.compose(catalog, blocks)


def style(data: bytes) -> None:
    """Find out how a file is laid out."""
    po_layout.style_of.cache_clear()
    po.style_of(data)


JOBS: dict[str, Callable[[bytes], object]] = {
    "count": po.counts,
    "read": read,
    "strict": strictly,
    "style": style,
    "revise": revise,
}


def seconds(job: Callable[[bytes], object], data: bytes) -> float:
    """Return the least CPU time of three runs; a refusal is a result like any other."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        with suppress(CatalogError):
            job(data)
        best = min(best, time.process_time() - start)
    return best


def main() -> int:
    """Print the table; return the exit code."""
    worst = 0.0
    print(f"{'':32}" + "".join(f"{job:>18}" for job in JOBS))
    for shape, make in SHAPES.items():
        cells = []
        for job in JOBS.values():
            small, large = (seconds(job, HEADER + make(size)) for size in (SMALL, LARGE))
            growth = large / max(small, FLOOR)
            worst = max(worst, growth)
            cells.append(f"{small * 1000:9.1f} ms {growth:5.1f}x")
        print(f"{shape:32}" + "".join(f"{cell:>18}" for cell in cells), flush=True)
    print(f"worst growth: {worst:.1f}; {MOST:.0f} is the limit")
    return int(worst > MOST)


if __name__ == "__main__":
    sys.exit(main())
