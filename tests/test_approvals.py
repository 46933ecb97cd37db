"""Approving, revoking and reviewing, through the real command and real Git."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.projects import mission_project

if TYPE_CHECKING:
    from pathlib import Path

KINDS = (
    "kinds: [linguistic, legal]\nreviewers: {fr: {linguistic: [a@example.org, b@example.org]}}\n"
)


def _kms(folder: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kms_i18n", *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        input=given,
    )


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=True)
    return done.stdout.decode()


def _commit(folder: Path, message: str) -> None:
    _git(folder, "add", "-A", ".")
    _git(folder, "commit", "-q", "-m", message)


def _states(folder: Path, locale: str = "fr") -> dict[str, int]:
    done = _kms(folder, "status", "-l", locale, "--format", "json")
    states: dict[str, int] = json.loads(done.stdout)["coverage"][0]["segments"]
    return states


def _waiting(folder: Path, *arguments: str) -> dict[str, dict[str, object]]:
    done = _kms(folder, "review", "-l", "fr", "--format", "json", *arguments)
    return {item["segment"]: item for item in json.loads(done.stdout)["waiting"]}


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())


@pytest.fixture
def project(tmp_path: Path) -> Path:
    mission_project(tmp_path)
    (tmp_path / ".gitattributes").write_text("po/*/approvals.tsv merge=union\n")
    _git(tmp_path, "init", "-q", "-b", "main", ".")
    _commit(tmp_path, "start")
    return tmp_path


ALL = ("approve", "-l", "fr", "--all-translated", "--yes")


def test_two_branches_that_each_approve_everything_merge_to_the_union(project: Path) -> None:
    _git(project, "branch", "other")
    assert _kms(project, *ALL, "--by", "a@example.org", "--date", "2026-01-31").returncode == 0
    _commit(project, "a approves")
    _git(project, "switch", "-q", "other")
    assert _kms(project, *ALL, "--by", "b@example.org", "--date", "2026-02-01").returncode == 0
    _commit(project, "b approves")
    _git(project, "merge", "-q", "-m", "merge", "main")
    lines = (project / "po/fr/approvals.tsv").read_text().splitlines()
    assert len(lines) == 30
    assert {line.split("\t")[2] for line in lines} == {"a@example.org", "b@example.org"}
    assert _states(project)["approved"] == 15


def test_one_changed_character_voids_exactly_the_approval_of_its_pair(project: Path) -> None:
    _kms(project, *ALL, "--by", "a@example.org", "--date", "2026-01-31")
    catalog = project / "po/fr/mission.po"
    before = catalog.read_bytes()
    assert _waiting(project, "--by", "a@example.org") == {}
    _replace(catalog, "pauvreté", "pauvretè")
    assert _states(project)["approved"] == 14
    found = _waiting(project, "--by", "a@example.org")
    assert list(found) == ["c/3"]
    gate = json.loads(_kms(project, "gate", "-l", "fr", "--format", "json").stdout)
    assert [r["segment"] for d in gate["demands"] for r in d["reasons"]] == ["c/3"]
    catalog.write_bytes(before)
    assert _states(project)["approved"] == 15
    source = project / "source/mission.txt"
    _replace(source, "Fight poverty", "fight poverty")
    assert _states(project) == {
        "approved": 14, "translated": 0, "draft": 0, "stale": 0, "untranslated": 1,
    }  # fmt: skip


def test_review_shows_source_and_translation_as_they_changed_since_my_approval(
    project: Path,
) -> None:
    _kms(project, *ALL, "--by", "a@example.org", "--date", "2026-01-31")
    _commit(project, "approved")
    _replace(project / "source/mission.txt", "Fight poverty", "Fight hunger")
    _kms(project, "update")
    catalog = project / "po/fr/mission.po"
    text = catalog.read_bytes().decode().replace("pauvreté", "faim")
    text = re.sub(r"#, fuzzy\n#\| msgid .*\n", "", text)
    catalog.write_bytes(text.encode())
    (item,) = _waiting(project, "--by", "a@example.org").values()
    assert item["since"] == "2026-01-31"
    assert ["-", "poverty"] in item["source"]  # type: ignore[operator]
    assert ["+", "faim"] in item["target"]  # type: ignore[operator]
    new = _waiting(project, "--by", "b@example.org")
    assert len(new) == 15
    assert {value["since"] for value in new.values()} == {""}
    chosen = _kms(
        project, "approve", "-l", "fr", "--modified-after-review", "--by", "a@example.org"
    )
    assert chosen.returncode == 0
    assert _waiting(project, "--by", "a@example.org") == {}


def test_selections_choose_by_path_document_state_revision_and_file(project: Path) -> None:
    def count(*arguments: str, given: str = "") -> int:
        path = project / "po/fr/approvals.tsv"
        path.unlink(missing_ok=True)
        who = ("--by", "a@example.org")
        assert _kms(project, "approve", "-l", "fr", *arguments, *who, given=given).returncode == 0
        return len(path.read_text().splitlines()) if path.exists() else 0

    assert count("c/*") == 6
    assert count("source/mission.txt:c/2", "title") == 2
    assert count("--document", "source/mission.txt", "c/*") == 6
    assert count("--state", "translated") == 15
    assert count("--state", "approved") == 0
    assert count("--from", "-", given="# read aloud\nc/1\n\nsource/mission.txt:d\n") == 2
    _replace(project / "po/fr/mission.po", "pauvreté", "misère")
    assert count("--since", "HEAD") == 1
    _replace(project / "po/fr/mission.po", "en 1970", "en 1971")
    assert count("--rule", "number-mismatch") == 1


def test_a_revoked_approval_stays_revoked_through_a_merge(project: Path) -> None:
    _kms(project, *ALL, "--by", "a@example.org", "--date", "2026-01-31")
    _commit(project, "approved")
    _git(project, "switch", "-q", "-c", "other")
    _kms(project, *ALL, "--by", "b@example.org", "--kind", "linguistic", "--date", "2026-01-31")
    _commit(project, "others approve")
    _git(project, "switch", "-q", "main")
    who = ("--by", "a@example.org", "--date", "2026-02-01", "--reason", "a disputed term")
    assert _kms(project, "revoke", "-l", "fr", "c/3", *who).returncode == 0
    _commit(project, "revoked")
    _git(project, "merge", "-q", "-m", "merge", "other")
    assert list(_waiting(project, "--by", "a@example.org")) == ["c/3"]
    again = ("approve", "-l", "fr", "c/3", "--by", "a@example.org", "--date")
    refused = _kms(project, *again, "2026-02-01")
    assert refused.returncode == 2
    assert "withdrew this approval" in refused.stderr
    assert _kms(project, *again, "2026-02-02").returncode == 0
    assert _waiting(project, "--by", "a@example.org") == {}


def test_who_and_when_come_from_git_and_never_from_a_clock(project: Path) -> None:
    _kms(project, "approve", "-l", "fr", "title")
    line = (project / "po/fr/approvals.tsv").read_text().strip().split("\t")
    day = _git(project, "log", "-1", "--format=%cs").strip()
    assert line[1:] == ["linguistic", "translator@example.org", day]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("approve", "-l", "fr"), "no segments are named"),
        (("approve", "-l", "fr", "x/9"), "no segment x/9"),
        (("approve", "-l", "fr", "--all-translated"), "15 segments would be approved at once"),
        (("approve", "-l", "fr", "title", "--kind", "leagl"), 'unknown kind "leagl"'),
        (("approve", "-l", "fr", "title", "--by", "c@example.org"), "may not give linguistic"),
        (("approve", "-l", "fr", "title", "--by", "a\tb"), "must not hold tabs"),
        (("approve", "-l", "fr", "--since", "nowhere"), "no revision"),
        (("revoke", "-l", "fr", "title", "--by", "a@example.org", "--reason", "x"), "no linguistic approval"),
    ],
)  # fmt: skip
def test_what_cannot_be_approved_is_refused_with_a_way_out(
    project: Path, arguments: tuple[str, ...], words: str
) -> None:
    with (project / "kms-i18n.yaml").open("a") as config:
        config.write(KINDS)
    done = _kms(project, *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert not (project / "po/fr/approvals.tsv").exists()


def test_approving_twice_is_approving_once(project: Path) -> None:
    _kms(project, *ALL, "--by", "a@example.org", "--date", "2026-01-31")
    before = (project / "po/fr/approvals.tsv").read_bytes()
    assert _kms(project, *ALL, "--by", "A@example.org", "--date", "2026-02-01").returncode == 0
    assert (project / "po/fr/approvals.tsv").read_bytes() == before
