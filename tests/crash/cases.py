"""The commands that write, each on a small project in which it has something to do."""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING

from kms_i18n import po

if TYPE_CHECKING:
    from pathlib import Path

    from tests.crash.injection import Bench, Case

FIRST = "Mission\n\na- Peace for all;\n\nb- Land for those who work it.\n"
SECOND = "Mission\n\na- Lasting peace for all;\n\nb- Law;\n\nc- Land for those who work it.\n"
WORDS = {
    "fr": {"Mission": "La mission", "Peace for all;": "La paix pour tous ;"},
    "km": {"Mission": "បេសកកម្ម"},
}
LATER = {
    "fr": {"Land for those who work it.": "La terre à qui la travaille."},
    "km": {"Land for those who work it.": "ដីសម្រាប់អ្នកធ្វើការ។"},
}
WHO = ("--by", "reviewer@example.org", "--date", "2026-01-31")
COMMANDS = {
    "update": ("update",),
    "format": ("format",),
    "approve": ("approve", "-l", "fr", "title", *WHO),
    "publish": ("publish",),
    "init": ("init", "--source", "source/*.txt", "-l", "fr", "-l", "km"),
}


def measured(bench: Bench) -> dict[str, Case]:
    """Return every command with its files and its calls."""
    bare, project = bench.scratch / "bare", bench.scratch / "project"
    lay(bare, FIRST)
    lay(project, FIRST)
    again = bench.scratch / "warm"
    lay(again, FIRST)
    bench.warm(again, COMMANDS["init"])
    _grown(bench, project)
    bench.warm(bench.fresh(project), *COMMANDS.values())
    seeds = dict.fromkeys(COMMANDS, project) | {"init": bare}
    return {name: bench.measure(name, COMMANDS[name], seeds[name]) for name in COMMANDS}


def lay(folder: Path, text: str) -> None:
    """Write a document into a repository of its own."""
    (folder / "source").mkdir(parents=True)
    (folder / "source/guide.txt").write_text(text, encoding="utf-8")
    git(folder, "init", "-q", "--template=")


def git(folder: Path, *arguments: str) -> None:
    """Run Git in a folder."""
    subprocess.run(["git", *arguments], cwd=folder, check=True, env=os.environ)


def _grown(bench: Bench, folder: Path) -> None:
    """Give a project translations, an approval, a published document, and then a newer source."""
    assert bench.run(folder, COMMANDS["init"]).code == 0
    _translate(folder, WORDS)
    assert bench.run(folder, ["publish", "-l", "fr"]).code == 0
    assert bench.run(folder, ["approve", "-l", "fr", "a", *WHO]).code == 0
    _translate(folder, LATER)
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "first")
    (folder / "source/guide.txt").write_text(SECOND, encoding="utf-8")


def _translate(folder: Path, texts: dict[str, dict[str, str]]) -> None:
    """Translate some texts, laid out as no program would."""
    for locale, words in texts.items():
        path = folder / f"po/{locale}/guide.po"
        for source, target in words.items():
            catalog = po.parse(path.read_bytes())
            entry = next(each for each in catalog.live if each.source == source)
            path.write_bytes(po.edit(catalog, entry, targets=(target,)))
        path.write_bytes(re.sub(rb"(?m)^msgstr ", b"  msgstr   ", path.read_bytes()))
