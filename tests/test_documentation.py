"""Every console block of the README and the guides does what it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.projects import mission_project

ROOT = Path(__file__).resolve().parent.parent
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_STEP = re.compile(r"^\$ (.*\n(?:>(?: .*)?\n)*)", re.MULTILINE)


def _environment(home: Path) -> dict[str, str]:
    return {
        "HOME": str(home),
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "NO_COLOR": "1",
    }


def _steps(block: str) -> list[tuple[str, str]]:
    """Return the commands of a block, each with what it prints; ``> `` continues a command."""
    parts = _STEP.split(block)[1:]
    commands = (re.sub("(?m)^> ?", "", command) for command in parts[::2])
    return list(zip(commands, parts[1::2], strict=True))


def _matches(expected: str, printed: str) -> bool:
    pattern = re.escape(expected).replace(re.escape("...\n"), r"(?:.*\n)*")
    return re.fullmatch(pattern, printed) is not None


def _run_page(page: Path, folder: Path, home: Path) -> int:
    count = 0
    for block in _BLOCK.findall(page.read_text(encoding="utf-8")):
        for command, expected in _steps(block):
            done = subprocess.run(
                ["bash", "-c", f"exec 2>&1\n{command}"],
                cwd=folder,
                env=_environment(home),
                capture_output=True,
                stdin=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
            )
            assert _matches(expected, done.stdout), f"$ {command}\n{done.stdout}"
            count += 1
    return count


PAGES = ["README.md", "docs/tutorial.md", "docs/reference/formats.md"]
PAGES += sorted(str(page.relative_to(ROOT)) for page in ROOT.glob("docs/how-to/*.md"))
EMPTY = {"docs/tutorial.md", "docs/reference/formats.md"}
"""Pages that begin in an empty folder; the others in a copy of this project."""


@pytest.mark.parametrize("page", PAGES)
def test_every_command_on_the_page_prints_what_the_page_shows(page: str, tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    if page not in EMPTY:
        mission_project(folder)
    assert _run_page(ROOT / page, folder, tmp_path) > 2


@pytest.mark.parametrize("page", [*PAGES, "docs/explanation/how-it-works.md", "CHANGELOG.md"])
def test_our_own_pages_are_documents_like_any_other(page: str) -> None:
    from kms_i18n import flow, formats, po

    data = (ROOT / page).read_bytes()
    document = formats.extract(page, data)
    assert len(document.segments) > 2
    empty = po.parse(po.new_catalog({"Language": "en"}), "po/en/guide.po", "en")
    copy = flow.update(empty, [document], editorial=True).data
    catalog = po.parse(copy, "po/en/guide.po", "en")
    assert {entry.target for entry in catalog.live} == {s.text for s in document.segments}
    units = flow.assess([document], catalog, "en", "en", [])
    assert flow.publish(document, units, "refuse").text.encode() == data
