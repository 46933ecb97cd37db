"""An update never builds on a loss: torn, emptied and deleted catalogs are refused."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kms_i18n import po, po_laws

if TYPE_CHECKING:
    from collections.abc import Callable

    from kms_i18n.model import Catalog

ROOT = Path(__file__).resolve().parent.parent
COUNT = 60
FRENCH = "po/fr/guide.po"
CONFIG = """\
source_locale: en
documents: [source/*.txt]
locales:
  en: {role: editorial}
  fr: {role: translation}
paths:
  template: po/{name}.pot
  catalog: po/{locale}/{name}.po
  approvals: po/{locale}/approvals.tsv
  output: out/{locale}/{name}{suffix}
policies:
  release: {minimum: {translated: 100}}
"""


def text(number: int) -> str:
    return f"Sentence {number} says something of its own about {'peace' * (number % 7)}."


def kms(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kms_i18n", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


def translated(data: bytes) -> bytes:
    """Return a catalog with every message translated."""
    catalog = po.parse(data)
    blocks = [po.revise(catalog, e, targets=(f"(fr) {e.source}",)) for e in catalog.live]
    return po.compose(catalog, blocks)


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project of 60 translated sentences, committed."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "source").mkdir()
    (folder / "kms-i18n.yaml").write_text(CONFIG)
    (folder / "source/guide.txt").write_text("\n\n".join(map(text, range(COUNT))) + "\n")
    assert kms(folder, "update").returncode == 0
    (folder / FRENCH).write_bytes(translated((folder / FRENCH).read_bytes()))
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "first")
    return folder


@pytest.fixture
def project(committed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(committed, tmp_path / "project"))


def entries(folder: Path, count: int) -> bytes:
    """Return the first ``count`` messages of the French catalog: a file torn between two."""
    catalog = po.parse((folder / FRENCH).read_bytes())
    return catalog.data[: catalog.live[count].span.start]


def tear(folder: Path) -> None:
    (folder / FRENCH).write_bytes(entries(folder, 25))


def empty(folder: Path) -> None:
    (folder / FRENCH).write_bytes(b"")


def header_only(folder: Path) -> None:
    (folder / FRENCH).write_bytes(entries(folder, 0))


def delete(folder: Path) -> None:
    (folder / FRENCH).unlink()


def blank(folder: Path) -> None:
    catalog = po.parse((folder / FRENCH).read_bytes())
    blocks = [po.revise(catalog, entry, targets=("",)) for entry in catalog.live]
    (folder / FRENCH).write_bytes(po.compose(catalog, blocks))


def look(folder: Path) -> bytes | None:
    return (folder / FRENCH).read_bytes() if (folder / FRENCH).exists() else None


@pytest.mark.parametrize(
    ("damage", "lost"), [(tear, 35), (empty, 60), (header_only, 60), (delete, 60), (blank, 60)]
)
def test_a_catalog_that_lost_translations_is_refused_and_stays(
    project: Path, damage: Callable[[Path], None], lost: int
) -> None:
    damage(project)
    before = look(project)
    for options in ((), ("--check",), ("--dry-run",), ("--accept-loss", str(lost - 1))):
        done = kms(project, "update", *options, "--format", "json")
        assert done.returncode == 1, done.stderr
        (refused,) = [f for f in json.loads(done.stdout)["files"] if f["change"] == "refused"]
        assert refused["path"] == FRENCH
        assert f"lost {lost} translations" in refused["reason"]
        assert "source/guide.txt:" in refused["reason"]
        assert f"--accept-loss {lost}" in refused["reason"]
        assert look(project) == before
    assert kms(project, "update", "--accept-loss", str(lost)).returncode == 0
    assert len(po.parse((project / FRENCH).read_bytes()).live) == COUNT


def test_the_places_that_are_named_are_those_that_lost_their_translation(project: Path) -> None:
    data = (project / FRENCH).read_bytes()
    (project / FRENCH).write_bytes(data.replace(b'msgstr "(fr) Sentence 7 ', b'msgstr ""\n# "'))
    (project / FRENCH).write_bytes(re.sub(rb'\n# ".*', b"", (project / FRENCH).read_bytes()))
    path = re.search(r"#: (\S+)\nmsgid \"Sentence 7 ", data.decode())
    assert path is not None
    done = kms(project, "update")
    assert (
        f"lost 1 translation since the last commit, whose sources are still there: {path[1]}."
        in (done.stdout)
    )


def test_other_catalogs_are_brought_along_all_the_same(project: Path) -> None:
    tear(project)
    with (project / "source/guide.txt").open("a") as document:
        document.write("\nOne more.\n")
    done = kms(project, "update")
    assert done.returncode == 1
    assert "wrote po/en/guide.po\n" in done.stdout
    assert b"One more." not in (project / FRENCH).read_bytes()


def test_what_a_translator_or_an_editor_of_the_source_does_is_no_loss(project: Path) -> None:
    document = project / "source/guide.txt"
    lines = document.read_text().split("\n\n")
    # Another word in the translation, a sentence removed, one edited and brought back.
    path = project / FRENCH
    path.write_bytes(path.read_bytes().replace(b"(fr) Sentence 3 says", b"(fr) Phrase 3 dit"))
    document.write_text("\n\n".join([lines[0].replace("own", "very own"), *lines[2:]]))
    assert kms(project, "update").returncode == 0
    document.write_text("\n\n".join(lines))
    assert kms(project, "update").returncode == 0
    assert b"#~" not in path.read_bytes()
    assert b"(fr) Phrase 3 dit" in path.read_bytes()


def test_translations_whose_source_is_gone_are_not_missed(project: Path) -> None:
    tear(project)
    (project / "source/guide.txt").write_text("\n\n".join(map(text, range(25))) + "\n")
    assert kms(project, "update").returncode == 0


def test_without_a_commit_nothing_is_compared(project: Path) -> None:
    shutil.rmtree(project / ".git")
    for prepare in (lambda: None, lambda: git(project, "init", "-q")):
        prepare()
        tear(project)
        done = kms(project, "update")
        assert (done.returncode, "note" in done.stderr) == (0, False)


def test_a_repository_that_git_refuses_is_told_and_not_compared_with(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tear(project)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    done = kms(project, "update")
    assert done.returncode == 0
    assert "not compared with the last commit: git refuses:" in done.stderr


def test_a_committed_catalog_that_cannot_be_read_is_no_hindrance(project: Path) -> None:
    whole = (project / FRENCH).read_bytes()
    (project / FRENCH).write_bytes(b"<<<<<<< ours\n")
    git(project, "commit", "-qam", "conflict")
    (project / FRENCH).write_bytes(whole)
    assert kms(project, "update").returncode == 0


# ── The promises that are checked before anything is written ─────────────────────────────────


def catalog(*blocks: bytes) -> Catalog:
    return po.parse(po.new_catalog({"Language": "fr"}, blocks), "fr.po")


PEACE = po.write_entry("Peace", ("Paix",))


@pytest.mark.parametrize(
    ("new", "broken"),
    [
        ([PEACE, po.write_entry("Land")], "would disappear: 'Terre'"),
        ([PEACE], "would disappear: 'Terre'"),
        ([PEACE, po.write_entry("Land", ("Terre",))], "would pass as finished: 'Land'"),
        ([PEACE, po.write_entry("Lands", ("Terre",))], "would pass as finished: 'Lands'"),
        (
            [
                PEACE.replace(b"msgid ", b"msgid  "),
                po.write_entry("Land", ("Terre",), flags=["fuzzy"]),
            ],
            "would be laid out anew: 'Peace'",
        ),
    ],
)
def test_an_update_that_breaks_a_promise_is_found(new: list[bytes], broken: str) -> None:
    old = catalog(PEACE, po.write_entry("Land", ("Terre",), flags=["fuzzy"]))
    with pytest.raises(po_laws.BrokenPromiseError, match=re.escape(broken)):
        po_laws.check_update(old, catalog(*new))


def test_an_update_that_keeps_its_promises_passes() -> None:
    old = catalog(PEACE, po.write_entry("Land", ("Land",)))
    gone = po.write_entry("Peace", ("Paix",), obsolete=True)
    po_laws.check_update(old, old)
    po_laws.check_update(old, catalog(po.write_entry("Land", ("Land",)), gone))
    edited = [PEACE, po.write_entry("Lands", ("Lands",))]
    po_laws.check_update(old, catalog(*edited), editorial=True)
    with pytest.raises(po_laws.BrokenPromiseError):
        po_laws.check_update(old, catalog(*edited))


def test_a_layout_that_says_something_else_is_found() -> None:
    with pytest.raises(po_laws.BrokenPromiseError, match="something else"):
        po_laws.check_format(catalog(PEACE), catalog(po.write_entry("Peace", ("Pais",))))


def test_a_fault_in_an_update_is_told_and_nothing_is_written(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from msgspec.structs import replace

    from kms_i18n import flow
    from kms_i18n.cli import main

    real = flow.update

    def forgetful(*arguments: object, **named: object) -> object:
        done = real(*arguments, **named)  # type: ignore[arg-type]
        return replace(done, data=done.data.replace(b'"(fr) Sentence 7 ', b'"" "'))

    (project / "source/guide.txt").write_text("\n\n".join(map(text, range(COUNT + 1))) + "\n")
    monkeypatch.setattr(flow, "update", forgetful)
    before = git(project, "status", "--short")
    with pytest.raises(SystemExit) as end:
        main(["-C", str(project), "update"])
    assert end.value.code == 3
    said = capsys.readouterr()
    assert "a translation would disappear" in said.err
    assert said.out == ""
    assert git(project, "status", "--short") == before
