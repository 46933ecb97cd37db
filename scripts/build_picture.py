"""Take the pictures of the report that the README shows, with Debian's Chromium.

    python scripts/build_picture.py

The report is that of the mission text in a repository with a short made-up past, so that every
part of it has something to show. Needs the packages of requirements-browser.lock, Chromium, and
fonts for Khmer (apt-get install chromium fonts-noto-core).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs/images"
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
]
"""Chromium asks nobody for anything, and runs as root in a container."""

_SECOND_HALF = re.compile(r"(?s)(#: source/mission\.txt:c/3\n.*)")
_TARGET = re.compile(r'msgstr (?:".*"\n?)+')
_CLAUSE = re.compile(r'(#: source/mission\.txt:e\n(?:.*\n)*?)msgstr (?:".*"\n)+')


def past(folder: Path) -> None:
    """Make a repository of the mission text in which every state and kind of finding occurs."""
    for name in ("source", "po"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "kms-i18n.yaml", folder)
    french, khmer = folder / "po/fr/mission.po", folder / "po/km/mission.po"
    full = {path: path.read_text(encoding="utf-8") for path in (french, khmer)}
    source = folder / "source/mission.txt"
    _git(folder, "init", "-q", ".")
    for path, text in full.items():
        path.write_text(_TARGET.sub('msgstr ""\n', text).replace('msgstr ""\n\n', _header(text), 1), encoding="utf-8")  # fmt: skip
    _commit(folder, "2026-01-09")
    half = _SECOND_HALF.sub(lambda found: _TARGET.sub('msgstr ""\n', found[1]), full[french])
    french.write_text(half, encoding="utf-8")
    _commit(folder, "2026-02-02")
    french.write_text(full[french], encoding="utf-8")
    _commit(folder, "2026-02-20")
    khmer.write_text(full[khmer], encoding="utf-8")
    _commit(folder, "2026-03-15")
    who = ["--by", "reviewer@example.org", "--date", "2026-03-20"]
    _kms(folder, "approve", "-l", "fr", "title", "p1", "a", "b", "c", "c/1", "c/2", "d", *who)
    _kms(
        folder, "approve", "-l", "en", "title", "p1", "a", "b", "c", "c/1", "c/4", "c/5", "d", *who
    )
    _commit(folder, "2026-03-20")
    data = source.read_bytes().replace(b"Combat all forms of", b"Combat every form of")
    source.write_bytes(data.replace(b"poverty and corruption", b"poverty, hunger and corruption"))
    _kms(folder, "update")
    _commit(folder, "2026-04-02")
    text_km = khmer.read_text(encoding="utf-8").replace("ឆ្នាំ១៩៧០", "ឆ្នំា១៩៧១", 1)
    khmer.write_text(_CLAUSE.sub(r'\1msgstr ""\n', text_km), encoding="utf-8")
    _commit(folder, "2026-04-20")
    _kms(folder, "report")


def _header(text: str) -> str:
    """Return the header's translation and the blank line after it, as a catalog has them."""
    start = text.index('msgstr ""')
    return text[start : text.index("\n\n", start) + 2]


def _kms(folder: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "kms_i18n", "-C", str(folder), *arguments]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)  # noqa: S603  fixed words


def _git(folder: Path, *arguments: str, day: str = "2026-01-01") -> None:
    who = {"NAME": "Translator", "EMAIL": "translator@example.org", "DATE": f"{day}T12:00:00Z"}
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}
    for key, value in who.items():
        environment |= {f"GIT_AUTHOR_{key}": value, f"GIT_COMMITTER_{key}": value}
    subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True)  # noqa: S603, S607  fixed words


def _commit(folder: Path, day: str) -> None:
    _git(folder, "add", "-A")
    _git(folder, "commit", "-qm", f"Work of {day}", day=day)


def main() -> int:
    """Take the pictures; say what is missing if they cannot be taken."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("no chromium here: apt-get install chromium fonts-noto-core", file=sys.stderr)
        return 2
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as driver:
        past(Path(name))
        browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        size = {"width": 1200, "height": 890}
        page = browser.new_page(viewport=size, color_scheme="light")  # type: ignore[arg-type]
        page.goto(f"file://{name}/reports/index.html")
        page.screenshot(path=PICTURES / "report.png")
        page.set_viewport_size({"width": 1200, "height": 720})
        page.evaluate("document.getElementById('0:c/2').scrollIntoView({behavior: 'instant'})")
        page.screenshot(path=PICTURES / "report-texts.png")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
