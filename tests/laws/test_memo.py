"""What is remembered of the history is what reading it again would find, or it is not believed."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kms_i18n import bindings
from kms_i18n.model import Config, DocumentPattern, Locale
from kms_i18n.tree import memo

CONFIG = Config("en", (DocumentPattern("source/*.txt"),), {"fr": Locale("fr"), "km": Locale("km")})
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
_entries = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(("", "x", "y")), st.booleans()),
    max_size=3, unique_by=lambda entry: entry[0],
)  # fmt: skip
_commits = st.lists(
    st.tuples(st.sampled_from(("po/fr/d.po", "po/km/d.po")), _entries, st.booleans()),
    min_size=1, max_size=6,
)  # fmt: skip


def _catalog(entries: list[tuple[str, str, bool]]) -> bytes:
    rows = (
        f'\n{"#, fuzzy" + chr(10) if fuzzy else ""}msgid "{source}"\nmsgstr "{target}"\n'
        for source, target, fuzzy in entries
    )
    return (HEADER + "".join(rows)).encode()


def _git(folder: Path, *arguments: str, data: bytes = b"") -> None:
    subprocess.run(["git", *arguments], cwd=folder, input=data, check=True, capture_output=True)


def _grow(folder: Path, commits: list[tuple[str, list[tuple[str, str, bool]], bool]]) -> None:
    """Make the commits; one that merges has the one before its parent as another parent."""
    parts: list[bytes] = []
    for number, (path, entries, merge) in enumerate(commits, 1):
        data = _catalog(entries)
        lines = [
            f"commit refs/heads/main\nmark :{number}\ncommitter A <a@example.org> {1_700_000_000 + number} +0000\ndata 1\nx\n",
            f"from :{number - 1}\n" if number > 1 else "",
            f"merge :{number - 2}\n" if merge and number > 2 else "",
            f"M 100644 inline {path}\ndata {len(data)}\n",
        ]
        parts.append("".join(lines).encode() + data + b"\n\n")
    _git(folder, "init", "-q", "-b", "main", ".")
    _git(folder, "fast-import", "--quiet", "--force", data=b"".join(parts))


@settings(deadline=None, max_examples=12)
@given(_commits, _commits, st.integers(0, 2**16))
def test_a_memo_that_is_fresh_stale_or_damaged_changes_no_answer(
    before: list[tuple[str, list[tuple[str, str, bool]], bool]],
    after: list[tuple[str, list[tuple[str, str, bool]], bool]],
    place: int,
) -> None:
    with tempfile.TemporaryDirectory() as name, patch.object(bindings, "_WORTHWHILE", 1):
        root = Path(name)
        for commits in (before, [*before, *after], after):
            _grow(root, commits)
            remembered = [bindings.read(root, CONFIG) for _ in range(2)]
            note = root / ".kms-i18n/bindings"
            data = bytearray(note.read_bytes())
            data[place % len(data)] ^= 1
            note.write_bytes(bytes(data))
            damaged = bindings.read(root, CONFIG)
            note.unlink()
            anew = bindings.read(root, CONFIG)
            assert remembered == [anew, anew]
            assert damaged == anew
            assert sorted(p.name for p in (root / ".kms-i18n").iterdir()) == [
                ".gitignore",
                "bindings",
            ]


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    _git(tmp_path, "init", "-q", ".")
    memo.keep(tmp_path, "note", "1", ["line"])
    assert memo.recall(tmp_path, "note", "1") == ["line"]
    return tmp_path


def test_a_note_that_git_tracks_is_not_believed(kept: Path) -> None:
    _git(kept, "add", "-f", ".kms-i18n/note")
    assert memo.recall(kept, "note", "1") == []


def test_a_note_of_another_folder_or_version_is_not_believed(kept: Path) -> None:
    assert memo.recall(kept, "note", "2") == []
    (kept / ".kms-i18n").rename(kept / "old")
    (kept / ".kms-i18n").mkdir()
    (kept / ".kms-i18n/note").write_bytes((kept / "old/note").read_bytes())
    assert memo.recall(kept, "note", "1") == []


def test_a_folder_that_is_a_link_is_neither_read_nor_written(kept: Path) -> None:
    (kept / ".kms-i18n").rename(kept / "elsewhere")
    (kept / ".kms-i18n").symlink_to("elsewhere")
    assert memo.recall(kept, "note", "1") == []
    memo.keep(kept, "other", "1", ["line"])
    assert not (kept / "elsewhere/other").exists()
