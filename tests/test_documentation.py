"""Every console block of the README and the tutorial does what it says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def _environment(home: Path) -> dict[str, str]:
    return {
        "HOME": str(home),
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "NO_COLOR": "1",
    }


def _steps(block: str) -> list[tuple[str, str]]:
    parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


def _matches(expected: str, printed: str) -> bool:
    pattern = re.escape(expected).replace(re.escape("...\n"), r"(?:.*\n)*")
    return re.fullmatch(pattern, printed) is not None


def _run_page(page: Path, folder: Path, home: Path) -> int:
    count = 0
    for block in _BLOCK.findall(page.read_text(encoding="utf-8")):
        for command, expected in _steps(block):
            done = subprocess.run(
                ["bash", "-c", f"{command} 2>&1"],
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


@pytest.mark.parametrize("page", ["README.md", "docs/tutorial.md"])
def test_every_command_on_the_page_prints_what_the_page_shows(page: str, tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    if page == "README.md":
        for name in ("source", "po"):
            shutil.copytree(ROOT / name, folder / name)
        shutil.copy(ROOT / "kms-i18n.yaml", folder)
    assert _run_page(ROOT / page, folder, tmp_path) > 3
