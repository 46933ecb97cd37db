"""What catalogs cost here and elsewhere: ratios of CPU time, measured in one run.

    python benchmarks/catalogs.py FOLDER [--rounds N] [--peers PYTHON] [--only TABLES]
    python benchmarks/catalogs.py FOLDER --make N

FOLDER holds PO files; nothing in it is changed. ``--peers`` names an interpreter that has polib,
babel, translate-toolkit and rspolib installed, as far as they are wanted; msgfmt and git are taken
from the PATH. ``--make`` fills an empty FOLDER with N small catalogs, no two alike. All commands of
a table take turns; each figure is the median over the rounds of (peer / kms-i18n) in CPU seconds.
"""

from __future__ import annotations

import argparse
import os
import random
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
LIBRARIES = ("polib", "babel", "toolkit", "rspolib")


# As installed programs run: their modules are compiled once, and their output is buffered.
WORLD = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")} | {"LC_ALL": "C.UTF-8"}


class Run(NamedTuple):
    """What one run of a command took."""

    cpu: float
    wall: float
    mib: float


def run(command: str) -> Run:
    """Run a shell command and measure it with all that it started."""
    start = time.perf_counter()
    process = subprocess.Popen(
        ["/bin/sh", "-c", command],
        env=WORLD,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    return Run(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def table(title: str, commands: dict[str, str], rounds: int) -> None:
    """Print one table; the first command is what the others are compared with."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            measured = run(command)
            if number:  # the first round warms the caches of the system
                runs[name].append(measured)
    print(
        f"\n{title}\n{'':34}{'CPU s':>9}{'wall s':>9}{'MiB':>6}{'x CPU':>8}{'x wall':>8}  min..max"
    )
    ours = next(iter(runs.values()))
    for name, found in runs.items():
        cpu = [a.cpu / b.cpu for a, b in zip(found, ours, strict=True)]
        wall = [a.wall / b.wall for a, b in zip(found, ours, strict=True)]
        middle = Run(*(statistics.median(column) for column in zip(*found, strict=True)))
        print(
            f"{name:34}{middle.cpu:9.3f}{middle.wall:9.3f}{middle.mib:6.0f}"
            f"{statistics.median(cpu):8.2f}{statistics.median(wall):8.2f}  {min(cpu):.2f}..{max(cpu):.2f}",
            flush=True,
        )


def status(folder: Path, options: str) -> str:
    """Return the command that counts a folder here."""
    program = shlex.join([sys.executable, "-m", "kms_i18n", "status", str(folder)])
    return f"{program} --format json {options}"


def peer(python: str, library: str, job: str, place: Path) -> str:
    """Return the command by which a library does a job."""
    return shlex.join([python, str(HERE / "peers.py"), library, job, str(place)])


def installed(python: str) -> list[str]:
    """Return the libraries that an interpreter has."""
    modules = {"toolkit": "translate"}
    return [
        name
        for name in LIBRARIES
        if python and not subprocess.run(
            [python, "-c", f"import {modules.get(name, name)}"], stderr=subprocess.DEVNULL, check=False
        ).returncode
    ]  # fmt: skip


def cold(folder: Path, python: str, rounds: int) -> None:
    """Compare the counting of a whole tree."""
    commands = {
        "kms-i18n status": status(folder, "--no-cache"),
        "kms-i18n status --jobs 2": status(folder, "--no-cache --jobs 2"),
        "reading the bytes, counting nothing": peer(sys.executable, "read", "stats", folder),
    }
    if shutil.which("msgfmt"):
        find = f"find {shlex.quote(str(folder))} -name '*.po' -print0"
        commands["msgfmt, one process a file"] = (
            f"{find} | xargs -0 -n 1 msgfmt --statistics -o /dev/null"
        )
    for name in installed(python):
        commands[name] = peer(python, name, "stats", folder)
        if name == "toolkit":
            pocount = Path(python).parent / "pocount"
            commands["pocount --short"] = shlex.join([str(pocount), "--short", str(folder)])
    table("Counting", commands, rounds)


def warm(folder: Path, rounds: int) -> None:
    """Compare the counting of a tree that was counted before, in a copy."""
    with tempfile.TemporaryDirectory() as place:
        copy, git = Path(place, "tree"), Path(place, "git")
        shutil.copytree(folder, copy)
        repository = shlex.join(["git", f"--git-dir={git}", f"--work-tree={copy}"])
        run(f"{repository} init -q; {repository} add -A")
        time.sleep(2.5)  # what was written just now is not remembered
        remembering = status(copy, f"--cache {shlex.quote(place)}")
        run(remembering)
        changed = next(iter(sorted(copy.rglob("*.po"))))
        commands = {
            "kms-i18n status, nothing changed": remembering,
            "one file changed": f"echo '# changed' >> {shlex.quote(str(changed))}; {remembering}",
            "scandir and stat": peer(sys.executable, "scan", "stats", copy),
            "git status --porcelain": f"{repository} status --porcelain",
        }
        table("Counting again", commands, rounds)


def parse(folder: Path, python: str, rounds: int) -> None:
    """Compare the reading of every entry."""
    commands = {"kms-i18n, all fields": peer(sys.executable, "kms", "eager", folder)}
    commands["kms-i18n, index alone"] = peer(sys.executable, "kms", "lazy", folder)
    commands |= {name: peer(python, name, "eager", folder) for name in installed(python)}
    table("Reading entries", commands, rounds)


def edit(folder: Path, python: str, rounds: int) -> None:
    """Compare one edit in the largest file."""
    largest = max(folder.rglob("*.po"), key=lambda path: path.stat().st_size)
    entries = largest.read_bytes().count(b"\nmsgid ")
    commands = {"kms-i18n": peer(sys.executable, "kms", "edit", largest)}
    commands |= {n: peer(python, n, "edit", largest) for n in installed(python) if n == "polib"}
    table(f"One translation of {entries:,} changed, and the file saved", commands, rounds)


def start(rounds: int) -> None:
    """Compare the start of the program with that of the interpreter."""
    program = shlex.join([sys.executable, "-m", "kms_i18n"])
    commands = {
        "python -c pass": shlex.join([sys.executable, "-c", "pass"]),
        "kms-i18n --help": f"{program} --help",
        "kms-i18n --version": f"{program} --version",
        "kms-i18n status, this project": f"{program} -C {shlex.quote(str(HERE.parent))} status",
    }
    table("Starting (times of python -c pass)", commands, max(rounds, 9))


def make(folder: Path, count: int) -> None:
    """Fill a folder with small catalogs, of 3 to 90 messages, in sub-folders of 100."""
    for number in range(count):
        chance = random.Random(number)
        blocks = [BEGINNING.format(number)]
        for entry in range(chance.randrange(3, 90)):
            source = " ".join(chance.choices(WORDS, k=chance.randrange(3, 30)))
            target = " ".join(chance.choices(KHMER, k=chance.choice([0, *range(3, 12)])))
            flags = chance.choice(["#, fuzzy\n", *[""] * 9])
            first, rest = f"{entry} {source[:70]} ", source[70:]
            lines = f'""\n"{first}"\n"{rest}"' if rest else f'"{first}"'
            blocks.append(f'#: source/text.txt:p{entry}\n{flags}msgid {lines}\nmsgstr "{target}"\n')
        path = folder / f"{number // 100:03}" / f"{number:05}.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(blocks), encoding="utf-8")


WORDS = ["the", "clause", "of", "a", "text", "that", "is", "kept", "in", "Git", "and", "every", "language"]  # fmt: skip
KHMER = ["ខ្មែរ", "ភាសា", "អត្ថបទ", "ការបកប្រែ", "ប្រជាពលរដ្ឋ"]
BEGINNING = """\
# catalog {}
msgid ""
msgstr ""
"Language: km\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"""


def main() -> None:
    """Make a corpus, or measure one."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)  # fmt: skip
    reader.add_argument("folder", type=Path)
    reader.add_argument("--make", type=int, metavar="N")
    reader.add_argument("--rounds", type=int, default=3)
    reader.add_argument("--peers", default="", metavar="PYTHON")
    reader.add_argument("--only", default="cold,warm,parse,edit,start", metavar="TABLES")
    options = reader.parse_args()
    if options.make:
        make(options.folder, options.make)
        return
    found = [path.stat().st_size for path in options.folder.rglob("*.po")]
    print(f"{len(found):,} catalogs, {sum(found) / 1e6:.1f} MB, {options.rounds} rounds")
    only = options.only.split(",")
    if "cold" in only:
        cold(options.folder, options.peers, options.rounds)
    if "warm" in only:
        warm(options.folder, options.rounds)
    if "parse" in only:
        parse(options.folder, options.peers, options.rounds)
    if "edit" in only:
        edit(options.folder, options.peers, options.rounds)
    if "start" in only:
        start(options.rounds)


if __name__ == "__main__":
    main()
