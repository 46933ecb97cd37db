"""A remembered count is the count: whatever happened to the files, and to the cache itself."""

from __future__ import annotations

import os
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kms_i18n import cache, counting, po
from kms_i18n.errors import KmsError

if TYPE_CHECKING:
    from collections.abc import Callable

ENTRY = b'msgid "%d"\nmsgstr "%s"\n\n'
NAMES = ["a.po", "b.po", "c.po"]


def catalog(kinds: list[bool]) -> bytes:
    """Return a catalog; all with equally many entries have the same size."""
    return b"".join(ENTRY % (n, b"x" if kind else b"") for n, kind in enumerate(kinds))


def swapped(data: bytes) -> bytes:
    """Return a catalog of the same size with other counts."""
    if b'msgstr ""' in data:
        return data.replace(b'msgstr ""\n\n', b'msgstr "y"\n', 1)
    return data.replace(b'"x"\n', b'""\n\n', 1)


def recounted(folder: Path) -> list[Any]:
    """Return what the files say without any cache."""
    rows = []
    for name in NAMES:
        path = str(folder / name)
        try:
            rows.append((path, *po.counts(Path(path).read_bytes(), path), None))
        except KmsError as error:
            rows.append((path, 0, 0, 0, 0, (error.line, error.column, error.message)))
        except FileNotFoundError:
            rows.append((path, 0, 0, 0, 0, (0, 0, "no such file")))
    return rows


def counted(folder: Path, told: list[str] | None = None, jobs: int = 1) -> list[Any]:
    memory = cache.Cache(f"{folder}/{cache.FOLDER}", ([] if told is None else told).append)
    rows = counting.count([str(folder / name) for name in NAMES], memory=memory, jobs=jobs)
    return [(*row[:5], row.error) for row in rows]


def write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def keep_times(path: Path, change: Callable[[], object]) -> None:
    """Change a file and set its mtime back, as some tools do; its ctime cannot be."""
    before = path.stat()
    change()
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def moved(folder: Path, old: str, new: str) -> None:
    if (folder / old).exists():
        (folder / old).replace(folder / new)


def break_cache(folder: Path, at: int, damage: bytes) -> None:
    path = folder / cache.FOLDER / cache.FILE
    if path.exists():
        data = path.read_bytes()
        at %= len(data) + 1
        path.write_bytes(data[:at] + damage + (data[at + 3 :] if at % 2 else b""))


STEPS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(NAMES), st.lists(st.booleans(), max_size=4)),
    st.tuples(st.just("swap"), st.sampled_from(NAMES), st.booleans()),
    st.tuples(st.just("move"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(st.just("damage"), st.integers(0, 5000), st.binary(max_size=4)),
    st.tuples(st.just("broken"), st.sampled_from(NAMES), st.just(b'msgid "a')),
    st.tuples(st.just("count"), st.just(0), st.just(0)),
)


def step(folder: Path, what: str, one: Any, two: Any) -> None:
    path = folder / str(one)
    if what == "write":
        path.write_bytes(catalog(two))
    elif what == "swap" and path.exists():
        change = lambda: path.write_bytes(swapped(path.read_bytes()))  # noqa: E731
        keep_times(path, change) if two else change()
    elif what == "move":
        moved(folder, one, two)
    elif what == "damage":
        break_cache(folder, one, two)
    elif what == "broken":
        path.write_bytes(two)


@settings(max_examples=60)
@given(st.lists(STEPS, max_size=8), st.sampled_from([cache.SETTLED, 0]))
def test_counts_from_the_cache_are_the_counts(steps: list[Any], settled: int) -> None:
    # With 0 as the margin the clock's own steps are all that is left to tell edits apart: what
    # is read after a step of the clock is safe, and each count waits for one.
    with TemporaryDirectory() as place, mock.patch.object(cache, "SETTLED", settled):
        folder = Path(place)
        for what, one, two in [*steps, ("count", 0, 0)]:
            step(folder, what, one, two)
            if what == "count":
                if not settled:
                    time.sleep(0.012)
                assert counted(folder) == recounted(folder)
        assert counted(folder) == recounted(folder)


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "SETTLED", -1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number, name in enumerate(NAMES):
        (tmp_path / name).write_bytes(catalog([True, False] * (number + 1)))
    return tmp_path


def reads(folder: Path, told: list[str] | None = None) -> int:
    """Return how many files had to be opened for counting."""
    with mock.patch.object(counting, "read_file", side_effect=counting.read_file) as read:
        assert counted(folder, told) == recounted(folder)
    return read.call_count


@pytest.mark.usefixtures("settled")
def test_an_unchanged_file_is_not_opened_again(folder: Path) -> None:
    time.sleep(0.02)
    assert [reads(folder), reads(folder)] == [3, 0]
    write(folder / "b.po", catalog([True] * 9))
    assert reads(folder) == 1


def test_a_file_written_a_moment_ago_is_always_read_again(folder: Path) -> None:
    assert [reads(folder), reads(folder)] == [3, 3]


def test_an_edit_in_the_same_tick_that_keeps_size_and_mtime_is_seen(folder: Path) -> None:
    path = folder / "a.po"
    for _ in range(200):
        counted(folder)
        keep_times(path, lambda: path.write_bytes(swapped(path.read_bytes())))
        assert counted(folder) == recounted(folder)


@pytest.mark.usefixtures("settled")
def test_a_renamed_file_is_found_by_its_content(folder: Path) -> None:
    time.sleep(0.02)
    counted(folder)
    moved(folder, "a.po", "c.po")
    with mock.patch("kms_i18n.counting.counts", side_effect=AssertionError):
        counted(folder)


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("cut", [0, 5, 40, 100, -1, -60])
def test_a_damaged_cache_is_told_once_and_counted_anew(folder: Path, cut: int) -> None:
    time.sleep(0.02)
    counted(folder)
    path = folder / cache.FOLDER / cache.FILE
    path.write_bytes(path.read_bytes()[:cut])
    told: list[str] = []
    assert reads(folder, told) == 3
    assert [line for line in told if "damaged" in line] == told
    assert len(told) == 1
    assert reads(folder) == 0


@pytest.mark.usefixtures("settled")
def test_a_cache_of_another_version_or_place_is_not_believed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    time.sleep(0.02)
    counted(folder)
    told: list[str] = []
    monkeypatch.setattr(cache, "__version__", "99.0")
    assert reads(folder, told) == 3
    assert reads(folder) == 0
    copied = (folder / cache.FOLDER / cache.FILE).read_bytes()
    (folder / cache.FOLDER).rename(tmp_path / "elsewhere")
    (folder / cache.FOLDER).mkdir()
    (folder / cache.FOLDER / cache.FILE).write_bytes(copied)
    assert reads(folder, told) == 3
    assert told == []


def test_the_cache_is_one_file_that_git_leaves_alone(folder: Path) -> None:
    counted(folder)
    place = folder / cache.FOLDER
    assert sorted(path.name for path in place.iterdir()) == [".gitignore", cache.FILE]
    assert (place / ".gitignore").read_bytes() == b"*\n"


def test_a_run_that_was_interrupted_leaves_nothing_and_one_that_was_killed_is_swept_up(
    folder: Path,
) -> None:
    place = folder / cache.FOLDER
    memory = cache.Cache(str(place), pytest.fail)
    rows = counting.count([str(folder / name) for name in NAMES], memory=memory)
    next(rows)
    assert len(list(place.iterdir())) == 2  # .gitignore, and the one that is being written
    killed = place / f"{cache.FILE}.0123456789ab"
    killed.touch()
    os.utime(killed, ns=(0, 0))
    rows.close()  # type: ignore[attr-defined]  (a generator)
    assert (place / cache.FILE).exists()
    counted(folder)
    assert sorted(path.name for path in place.iterdir()) == [".gitignore", cache.FILE]


def test_a_cache_whose_folder_is_a_link_is_left_alone(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (folder / cache.FOLDER).symlink_to(elsewhere)
    told: list[str] = []
    assert reads(folder, told) == 3
    assert "cannot hold a cache" in told[0]
    assert list(elsewhere.iterdir()) == []


@pytest.mark.usefixtures("settled")
def test_what_nobody_asks_for_goes_first_when_the_cache_is_full(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "MOST", 4)
    time.sleep(0.02)
    counted(folder)
    for name in NAMES[:2]:
        (folder / name).write_bytes(catalog([True] * 7 + [name == "a.po"]))
    time.sleep(0.02)
    assert [reads(folder), reads(folder)] == [2, 0]
    memory = cache.Cache(str(folder / cache.FOLDER), pytest.fail)
    assert len(memory.contents) == 4


def test_the_blob_id_is_the_one_that_git_gives() -> None:
    assert cache.blob(b"").hex() == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"


def test_processes_count_what_one_process_counts(folder: Path) -> None:
    names = [str(folder / name) for name in NAMES] * 150
    assert list(counting.count(names, jobs=2)) == list(counting.count(names))
    assert counted(folder, jobs=2) == recounted(folder)
