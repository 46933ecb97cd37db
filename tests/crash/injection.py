"""Stops a command at one system call: a kill, an error of the disk, or an editor's save there.

strace does it to the real program. The calls are those that an undisturbed run made to change
something in the project's folder; each is stopped in a run of its own, so none is missed.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

CALLS = (
    *("openat", "creat", "write", "pwrite64", "writev", "pwritev", "pwritev2", "sendfile"),
    *("copy_file_range", "fallocate", "truncate", "ftruncate", "fsync", "fdatasync"),
    *("rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat", "unlink"),
    *("unlinkat", "mkdir", "mkdirat", "rmdir", "chmod", "fchmod", "fchmodat", "chown", "fchown"),
    *("fchownat", "utimensat", "setxattr", "fsetxattr", "flock"),
)
"""What changes a file or a folder, and ``flock``, with which a run of ours begins."""
PATIENCE = 30.0
"""Seconds until a run that should have ended or stopped is given up."""
_CLOCK = re.compile(rb'(?m)^"(?:PO-Revision-Date|POT-Creation-Date|X-Generator|Generated-By): .*\n')
Files = dict[str, bytes]


@dataclass(frozen=True)
class Call:
    """One system call of a run: the ``ordinal``-th of its ``name``, counted from 1."""

    name: str
    ordinal: int
    shown: str


@dataclass
class End:
    """How a run ended: exit code (negative: killed by that signal), what it said, strace's log."""

    code: int
    said: str
    log: str = ""

    @property
    def crashed(self) -> bool:
        """Whether it ended with a fault of the program."""
        return "Traceback" in self.said or "internal error" in self.said


@dataclass
class Trial:
    """What one stopped run left behind."""

    call: Call
    end: End
    damaged: list[str]
    """Files that are neither as they were nor as they should be."""
    litter: list[str]
    """Temporary files left, and files rescued."""
    healed: bool = True
    """Whether a rerun brings every file to its new content and leaves nothing else."""
    lost: bool = False
    """Whether an editor's save is nowhere any more."""
    done: bool = True
    """Whether every file had its new content."""


@dataclass
class Case:
    """A command on a project; ``seed`` is copied for each run."""

    name: str
    arguments: Sequence[str]
    seed: Path
    old: Files = field(default_factory=dict)
    new: Files = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)

    @property
    def changed(self) -> list[str]:
        """The files that the command changes."""
        paths = self.old.keys() | self.new.keys()
        return sorted(path for path in paths if self.old.get(path) != self.new.get(path))


@cache
def unavailable() -> str:
    """Return why nothing can be stopped here; empty if it can."""
    if shutil.which("strace") is None:
        return "strace is not installed (apt-get install strace)"
    tried = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, text=True)
    return f"strace may not trace here: {tried.stderr.strip()[:80]}" if tried.returncode else ""


def contents(folder: Path) -> Files:
    """Return every file of a project, Git's own left out, and lines that only tell the time."""
    found = (path for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(folder).as_posix(): path for path in found}
    return {
        name: _CLOCK.sub(b"", path.read_bytes())
        for name, path in sorted(names.items())
        if not name.startswith(".git/")
    }


def temporary(path: str) -> bool:
    """Return whether a file is one that no project asks for."""
    name = path.rpartition("/")[2]
    return name.startswith(".kms-i18n-") or ".rescued" in name


class Bench:
    """Runs commands on copies of a project; use it in a ``with`` statement."""

    def __init__(self, scratch: Path) -> None:
        self.scratch = Path(os.path.realpath(scratch))
        self.count = 0

    def __enter__(self) -> Self:
        command = [sys.executable, str(Path(__file__).with_name("server.py"))]
        pipe = subprocess.PIPE
        self.server = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
        return self

    def __exit__(self, *_: object) -> None:
        self.server.communicate()

    def warm(self, folder: Path, *commands: Sequence[str]) -> None:
        """Let the commands run once, so that each run after that starts at once."""
        self._ask({"warm": [list(each) for each in commands], "folder": str(folder)})

    def _ask(self, request: object) -> int:
        assert self.server.stdin is not None
        assert self.server.stdout is not None
        self.server.stdin.write(f"{json.dumps(request)}\n")
        self.server.stdin.flush()
        return int(json.loads(self.server.stdout.readline()))

    def fresh(self, seed: Path) -> Path:
        """Return a new copy of a project."""
        self.count += 1
        folder = self.scratch / f"run{self.count}"
        shutil.copytree(seed, folder, symlinks=True)
        return folder

    def run(
        self,
        folder: Path,
        arguments: Sequence[str],
        strace: Sequence[str] = (),
        stopped: Callable[[], None] | None = None,
    ) -> End:
        """Run a command, under strace if there are options for it.

        ``stopped`` is called when the run stands still (SIGSTOP); then it goes on.
        """
        output, log = self.scratch / "output", self.scratch / "log"
        request = {
            "folder": str(folder),
            "output": str(output),
            "arguments": _placed(arguments, folder),
        }
        child = self._ask(request)
        tracer = _attached(child, log, strace) if strace else None
        if stopped is not None:
            self._release()
            _wait_until_stopped(log)
            stopped()
            os.kill(child, signal.SIGCONT)
            code = self._answer()
        else:
            code = self._ask("go")
        if tracer is not None:
            tracer.communicate(timeout=PATIENCE)
        said = output.read_text(encoding="utf-8", errors="replace") if output.exists() else ""
        return End(code, said, log.read_text(errors="replace") if strace else "")

    def _release(self) -> None:
        assert self.server.stdin is not None
        self.server.stdin.write('"go"\n')
        self.server.stdin.flush()

    def _answer(self) -> int:
        assert self.server.stdout is not None
        return int(json.loads(self.server.stdout.readline()))

    # ── one command ──

    def measure(self, name: str, arguments: Sequence[str], seed: Path) -> Case:
        """Return a case with its files before and after an undisturbed run, and its calls."""
        case = Case(name, arguments, seed, contents(seed))
        folder = self.fresh(seed)
        end = self.run(folder, arguments, ["-e", f"trace={','.join(CALLS)}"])
        assert end.code == 0, end.said
        case.new = contents(folder)
        case.calls = _modifying(end.log, str(folder))
        assert case.changed, "the command changes nothing"
        shutil.rmtree(folder)
        return case

    def kill(self, case: Case, call: Call) -> Trial:
        """Kill the run on entering a call."""
        trial = self._inject(case, call, "signal=SIGKILL")
        assert "killed by SIGKILL" in trial.end.log, (call, trial.end)
        return trial

    def refuse(self, case: Case, call: Call, error: str) -> Trial:
        """Let a call fail once with an error of the disk."""
        trial = self._inject(case, call, f"error={error}")
        assert "(INJECTED)" in trial.end.log, (call, trial.end)
        return trial

    def _inject(self, case: Case, call: Call, what: str) -> Trial:
        folder = self.fresh(case.seed)
        end = self.run(folder, case.arguments, _options(call, what))
        now = contents(folder)
        again = self.run(folder, case.arguments)
        healed = again.code == 0 and contents(folder) == case.new
        shutil.rmtree(folder)
        litter = [path for path in now if path not in case.old and path not in case.new]
        done = {path: now.get(path) for path in case.new} == case.new
        return Trial(call, end, _damaged(case, now), litter, healed, done=done)

    def interrupt(self, case: Case, call: Call, path: str, *, in_place: bool) -> Trial | None:
        """Let an editor save a file right after a call; None if there is no folder for it yet."""
        folder = self.fresh(case.seed)
        words = (case.old.get(path) or b"") + f"# an editor's words in {path}\n".encode()
        possible = False

        def save() -> None:
            nonlocal possible
            possible = (folder / path).parent.is_dir()
            if possible and in_place:
                (folder / path).write_bytes(words)
            elif possible:
                beside = (folder / path).with_name("editor.tmp")
                beside.write_bytes(words)
                beside.replace(folder / path)

        end = self.run(folder, case.arguments, _options(call, "signal=SIGSTOP"), save)
        now = contents(folder)
        shutil.rmtree(folder)
        if not possible:
            return None
        others = {name: data for name, data in now.items() if data != words}
        lost = words not in now.values()
        damaged = [name for name in _damaged(case, others) if name != path]
        litter = [path for path in now if path not in case.old and path not in case.new]
        return Trial(call, end, damaged, litter, lost=lost)


def _placed(arguments: Sequence[str], folder: Path) -> list[str]:
    """Return arguments with the run's folder where they say ``{dir}``."""
    return [each.replace("{dir}", str(folder)) for each in arguments]


def _attached(child: int, log: Path, strace: Sequence[str]) -> subprocess.Popen[str]:
    """Return strace, looking at a process from now on."""
    log.unlink(missing_ok=True)
    command = ["strace", "-p", str(child), "-y", "-s", "0", "-o", str(log), *strace]
    tracer = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert tracer.stderr is not None
    line = tracer.stderr.readline()
    assert "attached" in line, line
    return tracer


def _options(call: Call, what: str) -> list[str]:
    return ["-e", f"trace={call.name}", "-e", f"inject={call.name}:{what}:when={call.ordinal}"]


def _wait_until_stopped(log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while "stopped by SIGSTOP" not in (log.read_text(errors="replace") if log.exists() else ""):
        assert time.monotonic() < end, "the run was never stopped"
        time.sleep(0.002)


def _modifying(log: str, folder: str) -> list[Call]:
    """Return the calls of a log that change something in a folder."""
    counts: dict[str, int] = {}
    found: list[Call] = []
    for line in log.splitlines():
        named = re.match(r"(\w+)\((.*)", line)
        if named is None:
            continue
        name, rest = named.groups()
        counts[name] = counts.get(name, 0) + 1
        reads = name == "openat" and not re.search(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC", rest)
        ours = folder in rest and "/.git/" not in rest and '"/dev/' not in rest
        if ours and not reads:
            found.append(Call(name, counts[name], rest.replace(folder, "")[:240]))
    return found


def _damaged(case: Case, now: Files) -> list[str]:
    """Return the files that are neither as they were nor as they should be."""
    paths = case.old.keys() | case.new.keys()
    allowed = {path: (case.old.get(path), case.new.get(path)) for path in paths}
    return sorted(path for path in paths if now.get(path) not in allowed[path])
