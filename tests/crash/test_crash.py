"""The real commands, stopped at every system call that changes something in the project.

By default an editor saves one of the files at each call, in turn and in both ways; with
CRASH_MATRIX=full every file that the command writes, in both ways. ``python -m tests.crash``
prints the figures.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.crash import cases
from tests.crash.injection import Bench

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.crash.injection import Case, Trial

pytestmark = pytest.mark.strace
EXHAUSTIVE = os.environ.get("CRASH_MATRIX") == "full"


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    with tempfile.TemporaryDirectory() as scratch, Bench(Path(scratch)) as opened:
        yield opened


@pytest.fixture(scope="module")
def measured(bench: Bench) -> dict[str, Case]:
    return cases.measured(bench)


def whole(trial: Trial) -> None:
    """Hold what every stopped run is held to."""
    assert trial.damaged == [], trial
    assert not trial.end.crashed, trial
    assert trial.healed, trial


@pytest.mark.parametrize("command", cases.COMMANDS)
def test_every_command_changes_files_only_through_the_recipe(
    measured: dict[str, Case], command: str
) -> None:
    calls = measured[command].calls
    names = [call.name for call in calls]
    written = [call for call in calls if call.name == "openat"]
    assert len(calls) >= 8
    assert all("O_EXCL|O_NOFOLLOW" in call.shown and ".part" in call.shown for call in written)
    assert not {"truncate", "ftruncate", "symlink", "rename"} & set(names)
    # Every content is safely on disk before the first file is touched.
    assert names.index("renameat2") > max(i for i, name in enumerate(names) if name == "write")


@pytest.mark.parametrize("command", cases.COMMANDS)
def test_killed_at_any_call_every_file_is_old_or_new_and_a_rerun_finishes(
    bench: Bench, measured: dict[str, Case], command: str
) -> None:
    case = measured[command]
    for call in case.calls:
        whole(bench.kill(case, call))


@pytest.mark.parametrize("error", ["EIO", "ENOSPC"])
@pytest.mark.parametrize("command", cases.COMMANDS)
def test_refused_by_the_disk_at_any_call_it_is_told_and_a_rerun_finishes(
    bench: Bench, measured: dict[str, Case], command: str, error: str
) -> None:
    case = measured[command]
    for call in case.calls:
        trial = bench.refuse(case, call, error)
        whole(trial)
        # Removing a temporary file is the one thing that may fail without stopping the run.
        assert trial.end.code == (0 if call.name == "unlinkat" else 2), trial


@pytest.mark.parametrize("command", cases.COMMANDS)
def test_an_editors_save_at_any_call_is_never_lost(
    bench: Bench, measured: dict[str, Case], command: str
) -> None:
    case = measured[command]
    for number, call in enumerate(case.calls):
        files = case.changed if EXHAUSTIVE else [case.changed[number // 2 % len(case.changed)]]
        for path in files:
            for in_place in (True, False) if EXHAUSTIVE else (number % 2 == 0,):
                trial = bench.interrupt(case, call, path, in_place=in_place)
                if trial is not None:
                    assert not trial.lost, (path, in_place, trial)
                    assert trial.damaged == [], (path, in_place, trial)
                    assert trial.litter == [], (path, in_place, trial)
                    assert not trial.end.crashed, (path, in_place, trial)
                    assert trial.end.code == 0 or "changed while I worked" in trial.end.said
