"""What Git remembers of files: which commit changed which, from which blob to which."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from kms_i18n.errors import RevisionError
from kms_i18n.tree.log import Blobs, commit, history, reach

if TYPE_CHECKING:
    from pathlib import Path


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=True)
    return done.stdout.decode().strip()


def _commit(root: Path, subject: str, **files: str | None) -> str:
    for name, text in files.items():
        path = root / "po" / f"{name}.po"
        path.parent.mkdir(exist_ok=True)
        if text is None:
            path.unlink()
        else:
            path.write_text(text)
    _git(root, "add", "-A", ".")
    _git(root, "commit", "-q", "--allow-empty", "-m", subject)
    return _git(root, "rev-parse", "HEAD")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    _git(tmp_path, "init", "-q", "-b", "main", ".")
    return tmp_path


def test_the_log_names_each_change_oldest_first_with_its_author(root: Path) -> None:
    first = _commit(root, "one", fr="1")
    _commit(root, "elsewhere", en="x")
    last = _commit(root, ":100644 \x01 a subject that looks like a record", fr=None)
    steps = list(history(root, ["po/fr.po"]))
    assert [step.commit.name for step in steps] == [first, last]
    assert steps[0].commit.email == "translator@example.org"
    assert steps[1].commit.subject.startswith(":100644")
    assert steps[1].blobs == {"po/fr.po": None}
    assert steps[1].before == {"po/fr.po": (steps[0].blobs["po/fr.po"],)}
    assert commit(root).name == last


def test_a_merge_names_only_what_neither_parent_had(root: Path) -> None:
    _commit(root, "start", fr="1\n\n\n\n2\n", km="1\n")
    _git(root, "switch", "-q", "-c", "side")
    _commit(root, "side", fr="1\n\n\n\nside\n", km="side\n")
    _git(root, "switch", "-q", "main")
    _commit(root, "main", fr="main\n\n\n\n2\n")
    _git(root, "merge", "-q", "side", "-m", "merge")
    *_, merge = history(root, ["po/*.po"])
    assert len(merge.commit.parents) == 2
    assert list(merge.blobs) == ["po/fr.po"]
    with Blobs(root) as blobs:
        olds = dict(blobs.each(blob for blob in merge.before["po/fr.po"] if blob))
        assert set(olds.values()) == {b"1\n\n\n\nside\n", b"main\n\n\n\n2\n"}
        assert blobs.read(merge.blobs["po/fr.po"] or "") == b"main\n\n\n\nside\n"


def test_along_the_first_parent_blobs_add_up_to_the_tree_of_each_commit(root: Path) -> None:
    _commit(root, "start", fr="1", km="1")
    _git(root, "switch", "-q", "-c", "side")
    _commit(root, "side", fr="side", km=None)
    _git(root, "switch", "-q", "main")
    _commit(root, "main", en="main")
    _git(root, "merge", "-q", "side", "-m", "merge")
    state: dict[str, str] = {}
    for step in history(root, ["po/*.po"], first_parent=True):
        state |= {path: blob for path, blob in step.blobs.items() if blob}
        for path in (path for path, blob in step.blobs.items() if blob is None):
            del state[path]
        listed = _git(root, "ls-tree", "-r", step.commit.name).splitlines()
        assert state == {line.split("\t")[1]: line.split()[2] for line in listed}
        assert step.commit.subject != "side"


def test_many_blobs_are_handed_out_in_the_order_asked(root: Path) -> None:
    names = [_commit(root, str(n), fr=str(n) * 2000) for n in range(3)]
    blobs = [_git(root, "rev-parse", f"{name}:po/fr.po") for name in names] * 100
    with Blobs(root) as opened:
        assert [data[:1] for _, data in opened.each(blobs)] == [b"0", b"1", b"2"] * 100
        with pytest.raises(RevisionError, match="no content"):
            opened.read("0" * 40)


def test_a_shallow_clone_says_that_its_history_ends_early(root: Path, tmp_path: Path) -> None:
    for number in range(4):
        _commit(root, str(number), fr=str(number))
    whole = reach(root)
    assert (whole.shallow, whole.commits) == (False, 4)
    clone = tmp_path / "clone"
    _git(root, "clone", "-q", "--depth", "2", f"file://{root}", str(clone))
    assert (reach(clone).shallow, reach(clone).commits) == (True, 2)
    assert [step.commit.subject for step in history(clone, ["po/*.po"])] == ["2", "3"]


def test_without_commits_the_history_says_so(root: Path) -> None:
    for ask in (lambda: list(history(root, ["*"])), lambda: reach(root), lambda: commit(root)):
        with pytest.raises(RevisionError, match="knows no revision"):
            ask()


def test_paths_are_those_below_the_folder_that_was_asked(root: Path) -> None:
    _commit(root, "start", fr="1")
    (step,) = history(root / "po", ["*.po"])
    assert list(step.blobs) == ["fr.po"]
