"""No command leaves the project: not by its configuration, a link, or a reference in a catalog."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.projects import mission_project

ROOT = Path(__file__).resolve().parent.parent
WHO = ("--by", "reviewer@example.org", "--date", "2026-01-31")
WATCH = (
    "import sys\n"
    "def look(event, arguments):\n"
    "    if event in ('open', 'os.scandir', 'os.listdir') and 'forbidden' in str(arguments[0]):\n"
    "        print('OPENED', arguments[0], file=sys.stderr)\n"
    "sys.addaudithook(look)\n"
    "from kms_i18n.cli import main; main(sys.argv[1:])"
)
COMMANDS = (
    ("status",), ("check",), ("gate", "draft"), ("diff",), ("extract",), ("update",), ("format",),
    ("approve", "-l", "fr", "title", *WHO), ("publish",),
)  # fmt: skip


def kms(folder: Path, *arguments: str, watched: bool = False) -> subprocess.CompletedProcess[str]:
    start = ["-c", WATCH] if watched else ["-m", "kms_i18n"]
    return subprocess.run(
        [sys.executable, *start, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = mission_project(tmp_path / "project")
    (tmp_path / "project-2").mkdir()
    return folder


def outside(project: Path) -> set[str]:
    """Return what lies beside the project."""
    found = project.parent.rglob("*")
    return {str(p.relative_to(project.parent)) for p in found if not p.is_relative_to(project)}


AWAY = [
    "../{name}.x",
    "../project-2/{locale}/{name}.x",
    "/{name}.x",
    "po/../../{name}.x",
    ".git/{name}",
]


@pytest.mark.parametrize("away", AWAY)
@pytest.mark.parametrize("key", ["template", "catalog", "approvals", "output"])
def test_a_path_of_the_configuration_that_leads_out_is_refused_with_its_line(
    project: Path, key: str, away: str
) -> None:
    path = project / "kms-i18n.yaml"
    text = re.sub(rf"(?m)^  {key}: .*$", f"  {key}: '{away}'", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    line = text.split(f"  {key}: ", maxsplit=1)[0].count("\n") + 1
    before = outside(project)
    command = {"approvals": ("approve", "-l", "fr", "title", *WHO), "output": ("publish",)}
    done = kms(project, *command.get(key, ("update",)))
    assert done.returncode == 2, done.stdout
    assert f"kms-i18n.yaml:{line}:" in done.stderr
    assert outside(project) == before


LINKS = {
    "po/mission.pot": ("extract",),
    "po/fr/mission.po": ("update",),
    "po/km/mission.po": ("format",),
    "po/fr/approvals.tsv": ("approve", "-l", "fr", "title", *WHO),
    "reports/fr/mission.txt": ("publish",),
}


@pytest.mark.parametrize("inside", [True, False])
@pytest.mark.parametrize("path", LINKS)
def test_a_symbolic_link_in_the_place_of_an_output_is_refused_and_its_target_stays(
    project: Path, path: str, inside: bool
) -> None:
    data = (project / path).read_bytes() if (project / path).exists() else b""
    target = (project if inside else project.parent) / "target"
    # Not up to date, so that there is something to write.
    target.write_bytes(data.replace(b"#: source/mission.txt:c\n", b"").replace(b"\n\n", b"\n\n\n"))
    if path == "po/mission.pot":
        target.write_bytes(b"")
    kept = target.read_bytes()
    (project / path).unlink(missing_ok=True)
    (project / path).parent.mkdir(parents=True, exist_ok=True)
    (project / path).symlink_to(os.path.relpath(target, (project / path).parent))
    done = kms(project, *LINKS[path])
    assert done.returncode == 2, done.stdout + done.stderr
    assert "symbolic link" in done.stderr
    assert (project / path).is_symlink()
    assert target.read_bytes() == kept


def test_a_folder_that_is_a_link_to_the_outside_is_no_way_out(project: Path) -> None:
    (project / "reports").symlink_to("../project-2")
    done = kms(project, "publish")
    assert done.returncode == 2
    assert "symbolic link" in done.stderr
    assert outside(project) == {"project-2"}


def test_no_command_opens_what_a_reference_of_a_catalog_names(project: Path) -> None:
    os.mkfifo(project.parent / "forbidden-pipe")
    (project.parent / "forbidden.txt").write_text("secret")
    (project / "forbidden-folder").mkdir()
    names = [
        "../forbidden.txt:1",
        "/forbidden",
        "../forbidden-pipe:1",
        "forbidden-folder/x.txt:c/1",
    ]
    for path in project.glob("po/**/*.po*"):
        text = path.read_text(encoding="utf-8")
        for name in names:
            text = re.sub(r"(?m)^(#: source.*)$", rf"\1\n#: {name}", text)
        path.write_text(text, encoding="utf-8")
    assert b"forbidden" in (project / "po/fr/mission.po").read_bytes()
    for command in COMMANDS:
        done = kms(project, *command, watched=True)
        assert done.returncode in (0, 1), done.stderr
        assert "OPENED" not in done.stderr, (command, done.stderr)
    watch = kms(project, "status", "../forbidden.txt", watched=True)
    assert "OPENED" in watch.stderr  # the watch would have seen it
