"""A catalog may say anything: what is shown of it stays text, through the real commands."""

from __future__ import annotations

import csv as sheets
import io
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from kms_i18n import po
from kms_i18n.reports import csv
from kms_i18n.text import safe
from tests.projects import mission_project
from tests.test_reports import HOSTILE, _blocks, _tree

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = [text for text in HOSTILE if "\x00" not in text and "\ud800" not in text]
PLACES = 15
BATCHES = [(TEXTS * 2)[n : n + PLACES] for n in range(0, len(TEXTS), PLACES)]
"""One for each project; the last begins again with the first texts to fill its places."""


def _kms(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "kms_i18n", "-C", str(folder), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL)  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def _project(folder: Path, says: dict[int, str]) -> Path:
    """Return a repository in which French says, at some places, what a test wants; first nothing."""
    mission_project(folder)
    path = folder / "po/fr/mission.po"
    catalog = po.parse(path.read_bytes())
    entries = [entry for entry in catalog.entries if not entry.is_header]

    def write(targets: dict[int, str], *, fuzzy: bool) -> None:
        blocks = [
            po.revise(catalog, e, targets=[targets.get(n, "")], fuzzy=fuzzy and bool(targets.get(n)))
            for n, e in enumerate(entries)
        ]  # fmt: skip
        path.write_bytes(po.compose(catalog, blocks))

    write({}, fuzzy=False)
    environment = {**os.environ, "GIT_AUTHOR_DATE": "2026-01-31T12:00:00Z", "GIT_COMMITTER_DATE": "2026-01-31T12:00:00Z"}  # fmt: skip
    for command in ("init -q -b main .", "add -A", "commit -q -m begin"):
        subprocess.run(["git", *command.split()], cwd=folder, env=environment, check=True)
    write(says, fuzzy=True)
    return folder


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return projects that hold every hostile text, and last one that says only ``x``."""
    made = tmp_path_factory.mktemp
    return [
        *(_project(made("hostile"), dict(enumerate(texts))) for texts in BATCHES),
        _project(made("plain"), dict.fromkeys(range(PLACES), "x")),
    ]  # fmt: skip


def test_pages_of_a_hostile_catalog_have_the_elements_of_a_plain_one(hostile: list[Path]) -> None:
    *bad, plain = hostile
    for folder in hostile:
        _kms(folder, "report", "--no-history")
    for folder in bad:
        page = (folder / "reports/index.html").read_text(encoding="utf-8")
        wanted = (plain / "reports/index.html").read_text(encoding="utf-8")
        # What the checks find differs with the text; what kinds of elements there are does not.
        known = {found[0] for found in _tree(wanted)} | {"mark", "/mark"}
        assert {found[0] for found in _tree(page)} <= known
        assert page.count("<script") == wanted.count("<script") == 1
        assert re.findall(r"<[^<>]*\son\w+=", page) == []
        assert [x for x in re.findall(r'(?:href|src)="([^"]*)"', page) if x[0] != "#"] == []
        assert re.search("[\u202a-\u202e\u2066-\u2069\x1b]", page) is None


@pytest.mark.parametrize("command", [["diff", "-l", "fr", "HEAD"], ["diff", "HEAD"], ["history"]])
def test_the_shape_of_a_page_and_of_markdown_is_that_of_a_plain_catalog(
    command: list[str], hostile: list[Path]
) -> None:
    *bad, plain = hostile
    for form, shape in (("html", _tree), ("markdown", _blocks)):
        wanted = shape(_kms(plain, *command, "--format", form))
        for folder in bad:
            assert shape(_kms(folder, *command, "--format", form)) == wanted


def test_a_work_list_keeps_to_its_lines_and_cells(hostile: list[Path]) -> None:
    *bad, _ = hostile
    for texts, folder in zip(BATCHES, bad, strict=True):
        blocks = _blocks(_kms(folder, "todo", "fr", "--format", "markdown"))
        assert {kind for kind, name in blocks if kind != "inline"} == {
            f"{block}_{end}"
            for block in ("heading", "bullet_list", "list_item", "paragraph")
            for end in ("open", "close")
        }
        spans = {name for kind, name in blocks if kind == "inline" and name}
        assert spans <= {"code_inline", "strong_open", "strong_close", "softbreak"}
        rows = list(sheets.DictReader(io.StringIO(_kms(folder, "todo", "fr", "--format", "csv"), newline="")))  # fmt: skip
        said = {csv.unquoted(row["target"]) for row in rows} - {""}
        assert said == set(map(safe, texts))
        for row in rows:
            assert not any(cell.lstrip(" \u00a0\u3000")[:1] in set("=+@＝＋＠") for cell in row.values() if cell)  # fmt: skip
        shown = _kms(folder, "todo", "fr")
        assert re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown) is None
