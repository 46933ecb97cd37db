"""Every kind of bad input, through the command: exit 2, one message with its place, nothing written."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.projects import mission_project

if TYPE_CHECKING:
    from collections.abc import Callable

CONFIG = "kms-i18n.yaml"
FRENCH = "po/fr/mission.po"


def kms(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kms_i18n", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return mission_project(tmp_path / "project")


def content(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def put(name: str, data: bytes) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes(data)


def directory(name: str) -> Callable[[Path], object]:
    def make(folder: Path) -> None:
        (folder / name).unlink(missing_ok=True)
        (folder / name).mkdir(parents=True)

    return make


def configured(old: str, new: str) -> Callable[[Path], object]:
    def change(folder: Path) -> None:
        text = (folder / CONFIG).read_text(encoding="utf-8")
        assert old in text
        (folder / CONFIG).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def link(name: str, target: str) -> Callable[[Path], object]:
    def make(folder: Path) -> None:
        (folder / name).unlink(missing_ok=True)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).symlink_to(target)

    return make


CASES = {
    "a source that is not UTF-8": (put("source/mission.txt", b"a\nb\xe9\n"), "source/mission.txt:2:2"),
    "a source that is a directory": (directory("source/mission.txt"), f"{CONFIG}:7:"),
    "a catalog that is not UTF-8": (put(FRENCH, b'msgid "a"\nmsgstr "\xe9"\n'), f"{FRENCH}:2:9"),
    "a catalog that is torn": (put(FRENCH, b'msgid "a"\nmsgstr "b'), f"{FRENCH}:2"),
    "a catalog with a merge conflict": (put(FRENCH, b"<<<<<<< ours\n"), f"{FRENCH}:1"),
    "a catalog that is a directory": (directory(FRENCH), FRENCH),
    "a configuration that is no YAML": (put(CONFIG, b"a: [\n"), f"{CONFIG}:2"),
    "a configuration that is not UTF-8": (put(CONFIG, b"a: \xff\n"), f"{CONFIG}:1"),
    "a configuration that is a directory": (directory(CONFIG), CONFIG),
    "an empty configuration": (put(CONFIG, b""), CONFIG),
    "a document outside the project": (configured("source/*.txt", "../*.txt"), f"{CONFIG}:"),
    "a document at an absolute path": (configured("source/*.txt", "/etc/passwd"), f"{CONFIG}:"),
    "a catalog outside the project": (
        configured("po/{locale}/{name}.po", "../{locale}.po"),
        f"{CONFIG}:",
    ),
    "a catalog that is a link to the outside": (link(FRENCH, "../../../outside.po"), FRENCH),
    "an approvals file that is a directory": (directory("po/fr/approvals.tsv"), "po/fr/approvals.tsv"),
}  # fmt: skip
COMMANDS = (
    ("status",),
    ("update",),
    ("check",),
    ("gate", "draft"),
    ("publish",),
    ("approve", "-l", "fr", "title", "--by", "reviewer@example.org", "--date", "2026-01-31"),
)
SILENT = {
    # These need no approvals, so an approvals file in disorder does not stop them.
    ("update", "an approvals file that is a directory"),
    ("check", "an approvals file that is a directory"),
}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: str(command[0]))
@pytest.mark.parametrize("case", CASES)
def test_bad_input_is_refused_with_its_place_and_nothing_is_written(
    project: Path, case: str, command: tuple[str, ...]
) -> None:
    if (command[0], case) in SILENT:
        pytest.skip("not read by this command")
    damage, place = CASES[case]
    (project.parent / "outside.po").write_bytes(b'msgid "a"\nmsgstr "b"\n')
    damage(project)
    before = content(project.parent)
    done = kms(project, *command)
    assert done.returncode == 2, done.stdout + done.stderr
    assert place in done.stderr
    assert "Traceback" not in done.stderr
    assert "kms-i18n." not in done.stdout
    assert re.search(r"\w", done.stderr.replace(place, ""))
    assert content(project.parent) == before


@pytest.mark.parametrize("option", ["--by", "--kind", "--note"])
@pytest.mark.parametrize("value", ["a\tb", "a\nb", "a\x1bb", "a\u202eb"])
def test_an_approval_that_could_not_be_read_again_is_not_written(
    project: Path, option: str, value: str
) -> None:
    who = ["--by", "reviewer@example.org", "--date", "2026-01-31", option, value]
    done = kms(project, "approve", "-l", "fr", "title", *who)
    assert done.returncode == 2, done.stdout
    assert re.search("must not hold|unknown kind|cannot be written down", done.stderr)
    assert not (project / "po/fr/approvals.tsv").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
@pytest.mark.parametrize("arguments", [["status"], ["--help"], ["gate", "draft"]], ids=" ".join)
def test_an_answer_that_cannot_be_written_is_no_yes(project: Path, arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kms_i18n", *arguments],
            cwd=project,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode == 2
    assert done.stderr == "error: the output cannot be written: No space left on device\n"


@pytest.mark.parametrize("arguments", [["status"], ["--help"], ["gate", "draft"]], ids=" ".join)
def test_an_answer_that_nobody_hears_is_no_yes(project: Path, arguments: list[str]) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "kms_i18n", *arguments],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    with process.stderr as errors:
        assert errors.read() == b""
    assert process.wait() == 1
