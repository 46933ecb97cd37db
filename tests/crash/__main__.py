"""Stop every command at every system call, and print what became of the files.

    python -m tests.crash [--peers] [COMMAND...]

With ``--peers`` also gettext's programs, polib and Babel, as far as they are installed.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.crash import cases, peers
from tests.crash.injection import Bench, unavailable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.crash.injection import Case, Trial

HEAD = (
    "| writer | calls | killed: damaged | left litter | not healed | EIO: damaged | ENOSPC: damaged "
    "| tracebacks | exit 0, not done | editor saved: lost in silence |"
)


def row(bench: Bench, case: Case) -> str:
    """Return a command's line of the table."""
    calls = len(case.calls)
    killed = [bench.kill(case, call) for call in case.calls]
    refused = {
        error: [bench.refuse(case, call, error) for call in case.calls]
        for error in ("EIO", "ENOSPC")
    }
    saved = [trial for trials in _saves(bench, case) for trial in trials]
    stopped = [*killed, *refused["EIO"], *refused["ENOSPC"]]
    cells = [
        f"`{case.name}`",
        str(calls),
        _of([trial for trial in killed if trial.damaged], calls),
        str(sum(bool(trial.litter) for trial in killed)),
        str(sum(not trial.healed for trial in stopped)),
        *(_of([t for t in trials if t.damaged], calls) for trials in refused.values()),
        str(sum(trial.end.crashed for trial in [*stopped, *saved])),
        str(sum(t.end.code == 0 and not t.done for t in stopped)),
        _of([trial for trial in saved if trial.lost and trial.end.code == 0], len(saved)),
    ]
    return f"| {' | '.join(cells)} |"


def _of(bad: Sequence[Trial], count: int) -> str:
    return f"{len(bad)}/{count}" if not bad else f"**{len(bad)}/{count}**"


def _saves(bench: Bench, case: Case) -> list[list[Trial]]:
    """Return the trials of an editor saving each changed file, in place and by rename."""
    return [
        [
            trial
            for path in case.changed
            for in_place in (True, False)
            if (trial := bench.interrupt(case, call, path, in_place=in_place)) is not None
        ]
        for call in case.calls
    ]


def main(arguments: Sequence[str]) -> int:
    """Print the table; exit 1 if a command of ours damaged or lost anything."""
    if reason := unavailable():
        print(reason, file=sys.stderr)
        return 2
    wanted = [each for each in arguments if each != "--peers"] or list(cases.COMMANDS)
    with tempfile.TemporaryDirectory() as scratch, Bench(Path(scratch)) as bench:
        measured = cases.measured(bench)
        chosen = [measured[name] for name in wanted]
        others = list(peers.measured(bench).values()) if "--peers" in arguments else []
        print(HEAD)
        print("|---" * HEAD.count(" | ") + "|---|")
        for case in [*chosen, *others]:
            print(row(bench, case), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
