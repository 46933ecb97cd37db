"""Law 9: a write is all or nothing, whatever stops it and whoever writes at the same time.

Every step that touches the disk is stopped once, in turn: by a kill, by an error of the disk, by
another program's save. The steps are counted, not drawn, so that none is missed.
"""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kms_i18n.errors import ChangedMeanwhileError, KmsError
from kms_i18n.model import Edit
from kms_i18n.tree import WorkTree, write
from kms_i18n.tree import rename as rename_room
from kms_i18n.tree.paths import Glob

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

STEPS = ("open", "rename", "replace", "unlink", "link", "fsync", "fchmod", "mkdir", "rmdir")
ORIGINAL = {name: getattr(os, name) for name in STEPS}
OLD = {"po/a.po": b'msgid "a"\nmsgstr ""\n', "po/b.po": b"old b", "reports/c.txt": None}
NEW = {
    "po/a.po": 'msgid "a"\nmsgstr "ក"\n'.encode(),
    "po/b.po": b"",
    "reports/c.txt": b"new c",
}
FILES = sorted(OLD)
SAVED = b"saved by a translator"


class Killed(BaseException):
    """The process is gone: nothing that comes after touches the disk."""


@contextmanager
def counted(before: Callable[[int], None], *, exchanging: bool = True) -> Iterator[None]:
    """Call ``before`` with the number of each step that touches the disk, then take the step."""
    count = 0

    def step(function: Callable[..., Any]) -> Callable[..., Any]:
        def taken(*arguments: Any, **named: Any) -> Any:
            nonlocal count
            count += 1
            before(count)
            return function(*arguments, **named)

        return taken

    def cannot(*_: object) -> None:
        raise OSError(errno.ENOSYS, "no exchange")

    call = rename_room._renameat2 if exchanging else cannot
    steps = {name: step(function) for name, function in ORIGINAL.items()}
    with mock.patch.object(rename_room, "_renameat2", step(call)), mock.patch.multiple(os, **steps):
        yield


def lay(root: Path) -> WorkTree:
    """Return a tree with the old files."""
    for path, data in OLD.items():
        if data is not None:
            (root / path).parent.mkdir(exist_ok=True)
            (root / path).write_bytes(data)
    return WorkTree(root)


def edits(tree: WorkTree) -> list[Edit]:
    """Return the edits that a command makes from what it reads."""
    return [Edit(p, NEW[p], tree.read(p) if tree.exists(p) else None) for p in FILES]


def contents(root: Path) -> dict[str, bytes | None]:
    """Return what stands at each file."""
    return {p: (root / p).read_bytes() if (root / p).exists() else None for p in FILES}


def strangers(root: Path) -> list[str]:
    """Return the files that nobody asked for."""
    names = {str(p.relative_to(root)) for p in root.rglob("*") if p.is_file()}
    return sorted(names - set(FILES))


def stopped(tree: WorkTree, before: Callable[[int], None], told: list[str], **how: bool) -> str:
    """Write under ``before`` and return how it ended."""
    wanted = edits(tree)
    try:
        with counted(before, **how):
            write(tree, wanted, tell=told.append)
    except Killed:
        return "killed"
    except ChangedMeanwhileError:
        return "changed"
    except KmsError:
        return "refused"
    return "written"


def in_turn(run: Callable[[Path, int], bool]) -> int:
    """Run with the first, second, … step stopped, until a run comes to its end; return how many."""
    for number in range(1, 200):
        with tempfile.TemporaryDirectory() as folder:
            if not run(Path(folder), number):
                return number - 1
    raise AssertionError("no end")


@pytest.mark.parametrize("exchanging", [True, False])
def test_killed_at_any_step_every_file_is_old_or_new_and_a_rerun_finishes(exchanging: bool) -> None:
    def run(root: Path, number: int) -> bool:
        def before(step: int) -> None:
            if step >= number:
                raise Killed

        tree, told = lay(root), list[str]()
        end = stopped(tree, before, told, exchanging=exchanging)
        for path, data in contents(root).items():
            assert data in (OLD[path], NEW[path]), (number, path)
        write(tree, edits(tree), tell=told.append)
        assert contents(root) == NEW
        assert strangers(root) == []
        assert told == []
        return end == "killed"

    assert in_turn(run) >= 20


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC])
def test_refused_at_any_step_every_file_is_as_it_was_and_a_rerun_finishes(number: int) -> None:
    def run(root: Path, at: int) -> bool:
        reached = False

        def before(step: int) -> None:
            nonlocal reached
            if step == at:
                reached = True
                raise OSError(number, os.strerror(number))

        tree, told = lay(root), list[str]()
        end = stopped(tree, before, told)
        assert contents(root) == (NEW if end == "written" else OLD), at
        write(tree, edits(tree), tell=told.append)
        assert contents(root) == NEW
        assert strangers(root) == []
        return reached

    assert in_turn(run) >= 20


def test_when_the_disk_refuses_everything_from_some_step_on_nothing_is_torn_or_lost() -> None:
    def run(root: Path, at: int) -> bool:
        reached = False

        def before(step: int) -> None:
            nonlocal reached
            if step >= at:
                reached = True
                raise OSError(errno.EIO, os.strerror(errno.EIO))

        tree = lay(root)
        stopped(tree, before, [])
        for path, data in contents(root).items():
            assert data in (OLD[path], NEW[path]), (at, path)
        write(tree, edits(tree))
        assert contents(root) == NEW
        assert strangers(root) == []
        return reached

    assert in_turn(run) >= 20


def in_place(path: Path) -> None:
    path.write_bytes(SAVED)


def by_rename(path: Path) -> None:
    beside = path.with_name("saving")
    beside.write_bytes(SAVED)
    beside.rename(path)


@pytest.mark.parametrize("save", [in_place, by_rename])
@pytest.mark.parametrize("victim", FILES)
def test_a_save_at_any_step_stays_and_the_run_changes_all_or_nothing(
    save: Callable[[Path], None], victim: str
) -> None:
    ends: set[str] = set()

    def run(root: Path, number: int) -> bool:
        reached = saved = False

        def before(step: int) -> None:
            nonlocal reached, saved
            if step == number:
                reached = True
                if (root / victim).parent.is_dir():
                    saved = True
                    with mock.patch.multiple(os, **ORIGINAL):
                        save(root / victim)

        tree, told = lay(root), list[str]()
        end = stopped(tree, before, told)
        ends.add(end)
        now = contents(root)
        if saved:
            assert now.pop(victim) == SAVED, number
        expected = NEW if end == "written" else OLD
        assert now == {path: expected[path] for path in now}, number
        assert strangers(root) == [], number
        return reached

    assert in_turn(run) >= 20
    assert ends == {"changed", "written"}


def test_of_two_saves_at_any_two_steps_the_last_stands_and_the_run_tears_nothing() -> None:
    def pair(first: int) -> Callable[[Path, int], bool]:
        def run(root: Path, number: int) -> bool:
            reached = False

            def before(step: int) -> None:
                nonlocal reached
                if step in (first, first + number):
                    reached = step > first
                    with mock.patch.multiple(os, **ORIGINAL):
                        by_rename(root / "po/a.po")
                        if step > first:
                            (root / "po/a.po").write_bytes(b"saved last")

            tree = lay(root)
            end = stopped(tree, before, [])
            if reached:
                assert (root / "po/a.po").read_bytes() == b"saved last", (first, number)
            others = {p: d for p, d in contents(root).items() if p != "po/a.po"}
            expected = NEW if end == "written" else OLD
            assert others == {path: expected[path] for path in others}
            kept = [name for name in strangers(root) if not name.endswith(".rescued")]
            assert kept == [], (first, number)
            return reached

        return run

    assert sum(in_turn(pair(first)) for first in range(1, 40)) > 100


# ── Globs ────────────────────────────────────────────────────────────────────────────────────

names = st.sampled_from(["a", "b", "ab", "a.txt", "b.txt", "ក", "x-y"])
paths = st.lists(names, min_size=1, max_size=4).map("/".join)
parts = st.sampled_from(["*", "**", "a", "a*", "*.txt", "?", "[ab]", "*b", "ក", "[!a]*"])
patterns = st.lists(parts, min_size=1, max_size=4).map("/".join)


@settings(max_examples=60, deadline=None)
@given(st.sets(paths, max_size=8), st.lists(patterns, min_size=1, max_size=6))
def test_disk_pattern_and_pathlib_agree_on_what_a_glob_matches(
    wanted: set[str], globs: list[str]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for path in sorted(wanted, key=len, reverse=True):
            if not any((root / path).is_dir() or p.is_file() for p in (root / path).parents):
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_bytes(b"")
        files = sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file())
        for glob in globs:
            found = WorkTree(root).files(glob)
            assert found == [path for path in files if Glob(glob).matches(path)]
            same = f"{glob}/*" if glob.endswith("**") else glob
            theirs = {p.relative_to(root).as_posix() for p in root.glob(same) if p.is_file()}
            assert found == sorted(theirs)


def test_a_glob_of_many_stars_is_matched_in_no_time() -> None:
    path = "/".join(["a" * 200] * 200)
    glob = Glob("**/" + "/".join(["*a*a*a*a*a*a*a*b", "**"] * 15))
    assert not glob.matches(path)
