"""``kms-i18n status`` on plain PO files: many at once, in their order, refused ones included."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

GOOD = b'msgid "a"\nmsgstr "b"\n\n#, fuzzy\nmsgid "c"\nmsgstr "d"\n\nmsgid "e"\nmsgstr ""\n\n#~ msgid "f"\n#~ msgstr "g"\n'


def run(folder: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "kms_i18n", "status", *arguments]
    return subprocess.run(command, cwd=folder, input=stdin, capture_output=True)


def rows(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    document = json.loads(done.stdout)
    assert document["schema"] == "kms-i18n/catalogs/1"
    found: list[dict[str, Any]] = document["catalogs"]
    return found


def test_paths_from_a_list_come_out_in_its_order_with_the_reason_for_each_refusal(
    tmp_path: Path,
) -> None:
    (tmp_path / "good.po").write_bytes(GOOD)
    (tmp_path / "bad.po").write_bytes(GOOD + b"msgstr\n")
    (tmp_path / "sub").mkdir()
    os.mkfifo(tmp_path / "pipe.po")
    listed = b"good.po\n\nbad.po\nmissing.po\npipe.po\ngood.po\n\xff.po\na\0b\n"
    done = run(tmp_path, "--files-from", "-", "--format", "json", stdin=listed)
    assert done.returncode == 2
    assert done.stderr == b""
    found = rows(done)
    counts = {"translated": 1, "fuzzy": 1, "untranslated": 1, "obsolete": 1}
    assert found[0] == found[4] == {"path": "good.po", **counts}
    assert found[1]["path"] == "bad.po"
    assert (found[1]["error"]["line"], found[1]["error"]["column"]) == (13, 1)
    assert found[2]["error"] == {"line": 0, "column": 0, "message": "no such file"}
    assert found[3]["error"]["message"] == "is no regular file"
    assert [row["path"] for row in found[5:]] == ["\udcff.po", "a\0b"]


def test_a_folder_stands_for_the_catalogs_below_it(tmp_path: Path) -> None:
    for name in ("z.po", "a/b.po", "a/.hidden/c.po", "a/not.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(GOOD)
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    for folder in (".", "./"):
        found = rows(run(tmp_path, folder, "z.po", "--format", "json"))
        assert [row["path"] for row in found] == ["a/.hidden/c.po", "a/b.po", "z.po", "z.po"]


def test_words_are_counted_when_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_bytes(GOOD.replace(b'"a"', b'"two words"'))
    (row,) = rows(run(tmp_path, "a.po", "--words", "--format", "json"))
    assert row["words"] == {"translated": 2, "fuzzy": 1, "untranslated": 1}
    assert b"words translated" in run(tmp_path, "a.po", "--words").stdout


def test_a_list_that_is_missing_is_an_error_of_usage(tmp_path: Path) -> None:
    done = run(tmp_path, "--files-from", "no.txt")
    assert done.returncode == 2
    assert b"no.txt" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_cache_is_written_for_a_large_project_or_on_request_only(tmp_path: Path) -> None:
    def kept() -> list[str]:
        return sorted(path.name for path in tmp_path.iterdir() if path.suffix != ".po")

    for number in range(120):
        (tmp_path / f"{number}.po").write_bytes(GOOD)
    whole = run(tmp_path, ".").stdout
    assert kept() == []  # no project here
    (tmp_path / "kms-i18n.yaml").write_text("source_locale: en\n")
    assert run(tmp_path, "1.po").stdout
    assert run(tmp_path, ".", "--no-cache").stdout == whole
    assert kept() == ["kms-i18n.yaml"]
    assert [run(tmp_path, ".").stdout, run(tmp_path, ".", "--jobs", "2").stdout] == [whole] * 2
    assert kept() == [".kms-i18n", "kms-i18n.yaml"]
    (tmp_path / "elsewhere").mkdir()
    assert run(tmp_path, "1.po", "--cache", "elsewhere").returncode == 0
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == [".kms-i18n"]


HEAVY = ("asyncio", "babel", "deepdiff", "jinja2", "markdown_it", "numpy", "polib", "rich")
UNUSED = ("difflib", "kms_i18n.align", "kms_i18n.carry", "kms_i18n.checks", "kms_i18n.recall")
UNREAD = ("kms_i18n.po_edit", "kms_i18n.po_write", "kms_i18n.tree.writing", "kms_i18n.upkeep")
UNASKED = ("dataclasses", "json", "kms_i18n.model", "pathlib", "subprocess", "yaml")


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (
            ["--help"],
            (*HEAVY, *UNASKED, "kms_i18n.cli.status", "kms_i18n.reports", "kms_i18n.text"),
        ),
        (["--version"], (*HEAVY, *UNASKED, "kms_i18n.cli.status", "kms_i18n.text", "textwrap")),
        (["status"], (*HEAVY, *UNUSED, *UNREAD, "rapidfuzz", "subprocess", "json", "hashlib")),
        (
            ["status", "po"],
            (*HEAVY, *UNREAD, "yaml", "kms_i18n.flow", "pathlib", "hashlib", "concurrent"),
        ),
        (["gate", "draft"], (*HEAVY, "rapidfuzz")),
        (["check"], (*HEAVY, "rapidfuzz")),
        (["update", "--check"], HEAVY),
        (["publish", "--check"], HEAVY),
        (["diff"], HEAVY),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_a_command_loads_no_more_than_it_needs(
    arguments: list[str], unwanted: tuple[str, ...]
) -> None:
    program = (
        "import sys\nfrom kms_i18n import cli\n"
        "try: cli.main(sys.argv[1:])\n"
        "finally: print('\\n'.join(['', 'LOADED', *sys.modules]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
    )
    assert done.returncode in {0, 1}, done.stderr
    loaded = set(done.stdout.partition("LOADED\n")[2].split())
    assert "kms_i18n.cli" in loaded
    assert sorted(loaded & set(unwanted)) == []
