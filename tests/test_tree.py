"""Files from disk and from Git: confined, the same from both, and written without loss."""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kms_i18n.errors import (
    ChangedMeanwhileError,
    ConfinementError,
    KmsError,
    RevisionError,
)
from kms_i18n.model import Edit
from kms_i18n.tree import GitTree, Tree, WorkTree, is_repository, read_file, write
from kms_i18n.tree import folder as folder_room
from kms_i18n.tree import rename as rename_room

if TYPE_CHECKING:
    from collections.abc import Iterator

KHMER = "ឯកសារ/បេសកកម្ម.txt"


def lay(root: Path, files: dict[str, str]) -> None:
    """Write files below a folder."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode())


def git(root: Path, *arguments: str) -> str:
    """Run git with an identity of its own and no configuration of the machine."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(root),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "translator",
        "GIT_AUTHOR_EMAIL": "translator@example.org",
        "GIT_COMMITTER_NAME": "translator",
        "GIT_COMMITTER_EMAIL": "translator@example.org",
    }
    done = subprocess.run(
        ["git", *arguments], cwd=root, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


FILES = {
    "source/mission.txt": "Mission\n",
    "source/notes.md": "# Notes\n",
    "source/archive/old.txt": "Old\n",
    "source/.hidden.txt": "hidden\n",
    "source/.cache/x.txt": "hidden\n",
    KHMER: "បេសកកម្ម\n",
    "name with\nline end.txt": "odd\n",
    "po/km/mission.po": 'msgid ""\nmsgstr ""\n',
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a project in a sub-folder of a repository, committed."""
    project = tmp_path / "repository" / "project"
    lay(project, FILES)
    lay(project.parent, {"secret.txt": "outside\n"})
    (project / "link.txt").symlink_to("source/mission.txt")
    (project / "out.txt").symlink_to("../secret.txt")
    (project / "absolute.txt").symlink_to("/etc/hostname")
    (project / "round.txt").symlink_to("round.txt")
    (project / "folder").symlink_to("source")
    git(project.parent, "init", "-q")
    git(project.parent, "add", "-A")
    git(project.parent, "commit", "-q", "-m", "first")
    return project


@pytest.fixture(params=["disk", "git"])
def tree(root: Path, request: pytest.FixtureRequest) -> Iterator[Tree]:
    """Yield the project from disk and from its commit."""
    if request.param == "disk":
        yield WorkTree(root, limit=1000)
    else:
        with GitTree(root, "HEAD", limit=1000) as opened:
            yield opened


# ── Reading, the same from both ──────────────────────────────────────────────────────────────


def test_files_are_read_as_they_are(tree: Tree) -> None:
    for path, text in FILES.items():
        assert tree.exists(path)
        assert tree.read(path) == text.encode()
    assert tree.read("./source//mission.txt") == b"Mission\n"


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("source/*.txt", ["source/mission.txt"]),
        ("source/**/*.txt", ["source/archive/old.txt", "source/mission.txt"]),
        ("source/**", ["source/archive/old.txt", "source/mission.txt", "source/notes.md"]),
        ("**/*.po", ["po/km/mission.po"]),
        ("source/.h*", ["source/.hidden.txt"]),
        ("source/[mn]*.?*", ["source/mission.txt", "source/notes.md"]),
        ("source/mission.txt", ["source/mission.txt"]),
        ("*/*/mission.po", ["po/km/mission.po"]),
        ("ឯក*/*", [KHMER]),
        ("*.txt", ["link.txt", "name with\nline end.txt"]),
        ("folder/*.txt", []),
        ("**/config", []),
        ("source", []),
        ("SOURCE/*", []),
    ],
)
def test_globs_match_the_same_files_on_disk_and_in_git(
    tree: Tree, pattern: str, expected: list[str]
) -> None:
    assert tree.files(pattern) == expected


def test_a_symbolic_link_is_followed_inside_the_project_only(tree: Tree) -> None:
    assert tree.read("link.txt") == b"Mission\n"
    for path in ("out.txt", "absolute.txt"):
        with pytest.raises(ConfinementError, match="symbolic link"):
            tree.read(path)
    with pytest.raises(KmsError):
        tree.read("round.txt")


OUTSIDE = ["../secret.txt", "source/../../secret.txt", "/etc/passwd", ".git/config", "a/.GIT/x"]


@pytest.mark.parametrize("path", [*OUTSIDE, "", ".", "a\0b", "a\ud800"])
def test_a_path_that_leads_out_is_refused(tree: Tree, path: str) -> None:
    for ask in (tree.read, tree.exists, tree.files):
        with pytest.raises(ConfinementError):
            ask(path)


def test_what_cannot_be_read_is_told_in_words(tree: Tree) -> None:
    with pytest.raises(KmsError, match="no such file") as missing:
        tree.read("source/none.txt")
    assert missing.value.hint
    assert not tree.exists("source/none.txt")
    assert not tree.exists("source/mission.txt/below")
    with pytest.raises(KmsError, match="is a folder, not a file"):
        tree.read("source")
    assert tree.exists("source")


def test_a_file_over_the_limit_is_refused(root: Path) -> None:
    size = len(FILES[KHMER].encode())
    with GitTree(root, "HEAD", limit=size) as exact:
        assert len(exact.read(KHMER)) == size
    assert len(WorkTree(root, limit=size).read(KHMER)) == size
    with pytest.raises(KmsError, match="larger than"):
        WorkTree(root, limit=size - 1).read(KHMER)
    with GitTree(root, "HEAD", limit=size - 1) as small:
        with pytest.raises(KmsError, match="larger than"):
            small.read(KHMER)
        assert small.read("source/mission.txt") == b"Mission\n"


# ── The working tree ─────────────────────────────────────────────────────────────────────────


def test_a_root_must_be_a_folder(root: Path) -> None:
    with pytest.raises(KmsError, match="no such folder"):
        WorkTree(root / "none")
    with pytest.raises(KmsError, match="no such folder"):
        WorkTree(root / "source/mission.txt")


def test_a_named_pipe_holds_nobody_up(root: Path) -> None:
    os.mkfifo(root / "pipe.txt")
    with pytest.raises(KmsError, match="no regular file"):
        WorkTree(root).read("pipe.txt")
    assert "pipe.txt" not in WorkTree(root).files("*.txt")


def test_a_neighbour_with_the_same_beginning_is_outside(root: Path) -> None:
    lay(root.parent, {"project-2/x.txt": "x"})
    (root / "near.txt").symlink_to("../project-2/x.txt")
    with pytest.raises(ConfinementError):
        WorkTree(root).read("near.txt")


def test_a_file_name_that_is_not_utf8_is_named_when_a_glob_meets_it(root: Path) -> None:
    (root / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"x")
    with pytest.raises(KmsError, match="not UTF-8") as refused:
        WorkTree(root).files("*.txt")
    assert refused.value.path == "caf\\xe9.txt"


def test_a_glob_opens_only_folders_that_can_match(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    scan = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: opened.append(str(path)) or scan(path))
    WorkTree(root).files("source/*.txt")
    assert opened == [str(root), f"{root}/source/"] or opened == [str(root), f"{root}/source"]


def test_a_file_that_the_user_names_may_be_anywhere(root: Path) -> None:
    assert read_file(root / "out.txt") == b"outside\n"
    with pytest.raises(KmsError, match="no such file"):
        read_file(str(root / "none"))
    with pytest.raises(KmsError, match="is a folder"):
        read_file(root)
    with pytest.raises(KmsError, match="larger than"):
        read_file(root / "out.txt", limit=3)


def test_a_repository_is_known_by_its_folder(root: Path) -> None:
    assert is_repository(root.parent)
    assert not is_repository(root)


# ── A Git revision ───────────────────────────────────────────────────────────────────────────


def test_an_earlier_revision_is_read_as_it_was(root: Path) -> None:
    lay(root, {"source/mission.txt": "Mission, second\n", "new.txt": "new\n"})
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "second")
    with GitTree(root, "HEAD~1") as first, GitTree(root, "HEAD") as second:
        assert first.read("source/mission.txt") == b"Mission\n"
        assert second.read("source/mission.txt") == b"Mission, second\n"
        assert second.commit == git(root, "rev-parse", "HEAD")
        with pytest.raises(KmsError, match="no such file at HEAD~1") as missing:
            first.read("new.txt")
    assert not isinstance(missing.value, RevisionError)


@pytest.mark.parametrize("revision", ["nonesuch", "HEAD~9", "HEAD:source", "0" * 40, "v1^{tree}"])
def test_an_unknown_revision_is_told_when_it_is_named(root: Path, revision: str) -> None:
    with pytest.raises(RevisionError, match="knows no revision"):
        GitTree(root, revision)


@pytest.mark.parametrize("revision", ["--output=owned", "-h", "", "HEAD\n", "a\0b", "\x1b[31m"])
def test_a_revision_is_never_an_option(root: Path, revision: str) -> None:
    with pytest.raises(RevisionError, match="is no revision"):
        GitTree(root, revision)
    assert not (root / "owned").exists()


def test_without_a_repository_or_without_git_the_reason_is_told(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(RevisionError, match="no Git repository here"):
        GitTree(empty, "HEAD")
    git(empty, "init", "-q")
    with pytest.raises(RevisionError, match="knows no revision"):
        GitTree(empty, "HEAD")
    monkeypatch.setenv("PATH", str(empty))
    with pytest.raises(RevisionError, match="git is not installed"):
        GitTree(root, "HEAD")


def test_git_runs_nothing_that_the_repository_names(root: Path) -> None:
    owned = root.parent / "owned"
    program = root.parent / "program"
    program.write_text(f"#!/bin/sh\ntouch '{owned}'\n")
    program.chmod(0o755)
    for key in ("core.fsmonitor", "diff.x.textconv", "core.pager", "core.sshCommand"):
        git(root, "config", key, str(program))
    lay(root, {".gitattributes": "*.txt diff=x filter=x\n"})
    git(root, "config", "filter.x.smudge", str(program))
    with GitTree(root, "HEAD") as opened:
        opened.files("**/*.txt")
        opened.read("source/mission.txt")
    assert not owned.exists()


def test_the_repository_of_a_hook_does_not_stand_in_for_the_folders(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "-q")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git/index"))
    with GitTree(root, "HEAD") as opened:
        assert opened.read("source/mission.txt") == b"Mission\n"


def test_a_submodule_is_a_folder_that_no_glob_matches(root: Path) -> None:
    commit = git(root, "rev-parse", "HEAD")
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{commit},project/module.txt")
    git(root, "commit", "-q", "-m", "module")
    with GitTree(root, "HEAD") as opened:
        assert "module.txt" not in opened.files("*.txt")
        with pytest.raises(KmsError, match="is a folder"):
            opened.read("module.txt")


def test_one_process_hands_out_all_contents_and_ends_with_the_tree(root: Path) -> None:
    with GitTree(root, "HEAD") as opened:
        opened.read("source/mission.txt")
        process = opened._blobs._process
        assert process is not None
        for _ in range(20):
            opened.read(KHMER)
        assert opened._blobs._process is process
    assert process.poll() is not None


def test_when_git_dies_the_reason_is_told(root: Path) -> None:
    with GitTree(root, "HEAD") as opened:
        opened.read("source/mission.txt")
        process = opened._blobs._process
        assert process is not None
        process.kill()
        process.wait()
        with pytest.raises(RevisionError, match="git"):
            opened.read(KHMER)


# ── Writing ──────────────────────────────────────────────────────────────────────────────────


def listing(root: Path) -> list[str]:
    """Return all files below a folder."""
    return sorted(str(p.relative_to(root)) for p in root.rglob("*") if not p.is_dir())


@pytest.fixture
def work(tmp_path: Path) -> WorkTree:
    """Return a small project without Git."""
    lay(tmp_path, {"po/a.po": "old a", "po/b.po": "old b"})
    return WorkTree(tmp_path)


def test_files_are_replaced_made_and_left_alone(work: WorkTree) -> None:
    before = (work.root / "po/b.po").stat()
    edits = [
        Edit("po/new/c.po", b"new c", None),
        Edit("po/b.po", b"old b", b"old b"),
        Edit("po/a.po", b"new a", b"old a"),
    ]
    assert write(work, edits) == ["po/a.po", "po/new/c.po"]
    assert work.read("po/a.po") == b"new a"
    assert work.read("po/new/c.po") == b"new c"
    after = (work.root / "po/b.po").stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)
    assert listing(work.root) == ["po/a.po", "po/b.po", "po/new/c.po"]


def test_the_mode_is_kept_and_a_new_file_has_the_usual_one(work: WorkTree) -> None:
    (work.root / "po/a.po").chmod(0o640)
    old = os.umask(0o027)
    try:
        write(work, [Edit("po/a.po", b"x", b"old a"), Edit("po/n.po", b"x", None)])
    finally:
        os.umask(old)
    assert (work.root / "po/a.po").stat().st_mode & 0o777 == 0o640
    assert (work.root / "po/n.po").stat().st_mode & 0o777 == 0o640


def test_a_file_that_is_new_already_is_not_reported(work: WorkTree) -> None:
    assert write(work, [Edit("po/a.po", b"old a", b"something earlier")]) == []
    assert write(work, []) == []


@pytest.mark.parametrize("old", [b"other", None])
def test_a_file_that_changed_since_it_was_read_stays(work: WorkTree, old: bytes | None) -> None:
    edits = [Edit("po/b.po", b"new b", b"old b"), Edit("po/a.po", b"new a", old)]
    with pytest.raises(ChangedMeanwhileError) as changed:
        write(work, [*edits, Edit("new/folder/x.po", b"x", None)])
    assert changed.value.path == "po/a.po"
    assert work.read("po/a.po") == b"old a"
    assert work.read("po/b.po") == b"old b"
    assert sorted(p.name for p in work.root.iterdir()) == ["po"]
    assert listing(work.root) == ["po/a.po", "po/b.po"]


def test_a_file_that_was_removed_meanwhile_is_not_brought_back(work: WorkTree) -> None:
    (work.root / "po/a.po").unlink()
    with pytest.raises(ChangedMeanwhileError):
        write(work, [Edit("po/a.po", b"new a", b"old a")])
    assert listing(work.root) == ["po/b.po"]


@pytest.mark.parametrize("path", ["../x", "/x", ".git/config", "po/.git/hooks/x", "out/x", ""])
def test_nothing_is_written_outside_or_into_gits_folder(work: WorkTree, path: str) -> None:
    (work.root / "out").symlink_to(work.root.parent)
    with pytest.raises(ConfinementError):
        write(work, [Edit("po/b.po", b"new b", b"old b"), Edit(path, b"x", None)])
    assert work.read("po/b.po") == b"old b"
    assert not (work.root.parent / "x").exists()


def test_a_link_into_gits_folder_is_no_way_in(work: WorkTree) -> None:
    (work.root / ".git/hooks").mkdir(parents=True)
    (work.root / "out").symlink_to(".git/hooks")
    with pytest.raises(ConfinementError):
        write(work, [Edit("out/pre-commit", b"x", None)])


@pytest.mark.parametrize("target", ["a.po", "../../outside", "nowhere"])
def test_a_symbolic_link_is_not_written_through_nor_replaced(work: WorkTree, target: str) -> None:
    (work.root / "po/link.po").symlink_to(target)
    with pytest.raises(ConfinementError, match="is a symbolic link"):
        write(work, [Edit("po/link.po", b"x", b"old a")])
    assert (work.root / "po/link.po").is_symlink()
    assert work.read("po/a.po") == b"old a"


def test_a_folder_and_a_read_only_file_are_refused_with_a_hint(work: WorkTree) -> None:
    with pytest.raises(KmsError, match="is a folder"):
        write(work, [Edit("po", b"x", None)])
    with pytest.raises(KmsError, match="cannot be written"):
        write(work, [Edit("po/a.po/x", b"x", None)])
    (work.root / "po/a.po").chmod(0o444)
    with pytest.raises(KmsError, match="read-only") as refused:
        write(work, [Edit("po/a.po", b"x", b"old a")])
    assert "chmod" in refused.value.hint


def test_two_edits_of_one_file_are_a_fault_of_the_program(work: WorkTree) -> None:
    with pytest.raises(ValueError, match="two edits"):
        write(work, [Edit("po/a.po", b"x", b"old a"), Edit("./po/a.po", b"y", b"old a")])


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS])
def test_what_the_disk_refuses_is_told_and_leaves_nothing(
    work: WorkTree, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(KmsError, match=r"po/a\.po: cannot be written"):
        write(work, [Edit("po/a.po", b"x", b"old a"), Edit("new/x", b"x", None)])
    assert listing(work.root) == ["po/a.po", "po/b.po"]
    assert work.read("po/a.po") == b"old a"


def test_a_very_long_file_name_is_written_too(work: WorkTree) -> None:
    path = f"po/{'ក' * 85}"
    assert write(work, [Edit(path, b"x", None)]) == [path]
    assert write(work, [Edit(path, b"y", b"x")]) == [path]


def test_a_folder_that_another_run_writes_in_is_waited_for(work: WorkTree) -> None:
    handle = os.open(work.root / "po", os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    start = time.monotonic()
    with pytest.raises(KmsError, match="another kms-i18n is writing in this folder") as locked:
        write(work, [Edit("po/a.po", b"x", b"old a")], lock_timeout=0.1)
    assert 0.1 <= time.monotonic() - start < 5
    assert locked.value.path == "po"
    assert work.read("po/a.po") == b"old a"
    os.close(handle)
    assert write(work, [Edit("po/a.po", b"x", b"old a")], lock_timeout=0) == ["po/a.po"]


def test_a_file_system_without_locks_is_written_to_all_the_same(
    work: WorkTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr(fcntl, "flock", refuse)
    assert write(work, [Edit("po/a.po", b"x", b"old a")]) == ["po/a.po"]


def test_nothing_heavy_is_imported_before_something_is_written() -> None:
    heavy = "'ctypes', 'subprocess', 'tempfile', 'yaml'"
    code = f"import sys, kms_i18n.tree; print([m for m in ({heavy}) if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parent.parent, capture_output=True
    )
    assert done.stdout == b"[]\n"


# ── A system that cannot exchange ────────────────────────────────────────────────────────────


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.EINVAL, errno.EPERM])
def test_without_the_exchange_files_are_compared_and_replaced(
    work: WorkTree, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def cannot(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(rename_room, "_renameat2", cannot)
    edits = [Edit("po/a.po", b"new a", b"old a"), Edit("po/c.po", b"new c", None)]
    assert write(work, edits) == ["po/a.po", "po/c.po"]
    assert listing(work.root) == ["po/a.po", "po/b.po", "po/c.po"]
    with pytest.raises(ChangedMeanwhileError):
        write(work, [Edit("po/b.po", b"x", b"other")])


# ── What a killed run leaves ─────────────────────────────────────────────────────────────────


def leave(work: WorkTree, old: bytes | None, new: bytes, content: bytes) -> str:
    """Put a temporary file into ``po`` as a killed run leaves it."""
    name = folder_room._temporary("a.po", old, new)
    (work.root / "po" / name).write_bytes(content)
    return name


@pytest.mark.parametrize("content", [b"earlier a", b"old a"])
def test_a_leftover_with_known_content_goes_even_if_nothing_is_written(
    work: WorkTree, content: bytes
) -> None:
    leave(work, b"earlier a", b"old a", content)
    told: list[str] = []
    assert write(work, [Edit("po/a.po", b"old a", b"old a")], tell=told.append) == []
    assert listing(work.root) == ["po/a.po", "po/b.po"]
    assert told == []


def test_an_unfinished_leftover_goes(work: WorkTree) -> None:
    name = leave(work, b"old a", b"new a", b"ne").removesuffix(".tmp")
    (work.root / "po" / f"{name}.tmp").rename(work.root / "po" / f"{name}.part")
    write(work, [Edit("po/a.po", b"new a", b"old a")])
    assert listing(work.root) == ["po/a.po", "po/b.po"]


def test_a_leftover_with_unknown_content_is_rescued_and_told(work: WorkTree) -> None:
    told: list[str] = []
    for content in (b"saved by a translator", b"saved again"):
        leave(work, b"earlier a", b"old a", content)
        write(work, [Edit("po/a.po", b"old a", b"old a")], tell=told.append)
    assert work.read("po/a.po.rescued") == b"saved by a translator"
    assert work.read("po/a.po.rescued-2") == b"saved again"
    assert [line.split(":")[0] for line in told] == ["po/a.po.rescued", "po/a.po.rescued-2"]


def test_a_leftover_with_a_strange_name_is_rescued_and_a_link_is_left_alone(work: WorkTree) -> None:
    (work.root / "po/.kms-i18n-x.tmp").write_bytes(b"work")
    (work.root / "po/.kms-i18n-y.tmp").symlink_to("a.po")
    write(work, [Edit("po/a.po", b"old a", b"old a")], tell=lambda _: None)
    assert work.read("po/kms-i18n-x.tmp.rescued") == b"work"
    assert (work.root / "po/.kms-i18n-y.tmp").is_symlink()


def test_what_is_rescued_is_told_on_stderr(
    work: WorkTree, capsys: pytest.CaptureFixture[str]
) -> None:
    leave(work, b"earlier a", b"old a", b"work")
    write(work, [Edit("po/a.po", b"old a", b"old a")])
    assert "po/a.po.rescued: kept" in capsys.readouterr().err
