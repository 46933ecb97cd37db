"""The gate, end to end: what never counts as complete, who may open it, and what it publishes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from kms_i18n import approvals, po
from tests.projects import mission_project

if TYPE_CHECKING:
    from pathlib import Path

HEADER = (
    'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
)
CONFIG = """\
source_locale: en
documents: [source/*.txt]
locales: {fr: , km: }
kinds: [linguistic, legal]
policies:
  draft: {minimum: {translated: 100}, forbid: [stale, draft, untranslated]}
  release:
    extends: draft
    minimum: {approved: 100}
    four_eyes: true
    fallback: refuse
"""


def _kms(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kms_i18n", *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
    )


def _git(folder: Path, *arguments: str, who: str = "translator") -> str:
    world = {"GIT_AUTHOR_EMAIL": f"{who}@example.org", "GIT_AUTHOR_NAME": who.title()}
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        capture_output=True,
        check=True,
        env={**os.environ, **world},
    )
    return done.stdout.decode().strip()


def _commit(folder: Path, message: str, who: str = "translator") -> str:
    _git(folder, "add", "-A", ".")
    _git(folder, "commit", "-q", "-m", message, who=who)
    return _git(folder, "rev-parse", "HEAD")


def _verdict(folder: Path, *arguments: str) -> dict[str, object]:
    done = _kms(folder, "gate", *arguments, "--format", "json")
    assert done.stdout, done.stderr
    verdict: dict[str, object] = json.loads(done.stdout)
    assert done.returncode == (0 if verdict["passed"] else 1)
    return verdict


def _reasons(verdict: dict[str, object]) -> list[tuple[str, str, str]]:
    demands = verdict["demands"]
    assert isinstance(demands, list)
    return [
        (r["locale"], r["rule"], r["segment"])
        for d in demands
        if not d["met"]
        for r in d["reasons"]
    ]


@pytest.fixture
def law(tmp_path: Path) -> Path:
    (tmp_path / "source").mkdir()
    (tmp_path / "source/law.txt").write_text("Law of the land\n")
    (tmp_path / "kms-i18n.yaml").write_text(CONFIG.replace("{fr: , km: }", "{fr: }"))
    (tmp_path / "po/fr").mkdir(parents=True)
    return tmp_path


# ── What never counts as complete ────────────────────────────────────────────────────────────

INCOMPLETE = {
    "empty": 'msgid "Law of the land"\nmsgstr ""\n',
    "blanks": 'msgid "Law of the land"\nmsgstr " \\n\\t"\n',
    "no-break and zero-width spaces": 'msgid "Law of the land"\nmsgstr "\u00a0\u200b"\n',
    "one plural form": 'msgid "Law of the land"\nmsgid_plural "Laws"\nmsgstr[0] "Loi"\nmsgstr[1] ""\n',
    "fuzzy": '#, fuzzy\nmsgid "Law of the land"\nmsgstr "Loi du pays"\n',
    "fuzzy before a second flag line": '#, fuzzy\n#, no-wrap\nmsgid "Law of the land"\nmsgstr "Loi du pays"\n',
    "obsolete": '#~ msgid "Law of the land"\n#~ msgstr "Loi du pays"\n',
    "another source": 'msgid "Law of the sea"\nmsgstr "Loi de la mer"\n',
    "copy": 'msgid "Law of the land"\nmsgstr "Law of the land"\n',
}


@pytest.mark.parametrize("name", sorted(INCOMPLETE))
def test_what_is_not_translated_never_passes(law: Path, name: str) -> None:
    (law / "po/fr/law.po").write_text(HEADER + INCOMPLETE[name], encoding="utf-8")
    verdict = _verdict(law, "draft")
    rule = "untranslated-copy" if name == "copy" else "minimum"
    assert rule in {found for _, found, _ in _reasons(verdict)}


def test_a_fuzzy_header_makes_no_entry_complete_and_hides_none(law: Path) -> None:
    path = law / "po/fr/law.po"
    path.write_text("#, fuzzy\n" + HEADER + INCOMPLETE["empty"])
    assert not _verdict(law, "draft")["passed"]
    path.write_text("#, fuzzy\n" + HEADER + 'msgid "Law of the land"\nmsgstr "Loi du pays"\n')
    assert _verdict(law, "draft")["passed"]


def test_a_file_with_bare_carriage_returns_is_refused_not_counted(law: Path) -> None:
    good = HEADER + 'msgid "Law of the land"\nmsgstr "Loi du pays"\n'
    (law / "po/fr/law.po").write_bytes(good.replace("\n", "\r").encode())
    done = _kms(law, "gate", "draft")
    assert done.returncode == 2
    assert "po/fr/law.po:1" in done.stderr


def test_an_approval_for_another_locale_or_kind_of_text_never_counts(law: Path) -> None:
    (law / "kms-i18n.yaml").write_text(CONFIG)
    entry = HEADER + 'msgid "Law of the land"\nmsgstr "Loi du pays"\n'
    for locale in ("fr", "km"):
        (law / f"po/{locale}").mkdir(exist_ok=True)
        (law / f"po/{locale}/law.po").write_text(entry.replace("fr", locale))
    _kms(law, "approve", "-l", "fr", "p1", "--by", "a", "--date", "2026-01-31")
    shutil.copy(law / "po/fr/approvals.tsv", law / "po/km/approvals.tsv")
    status = json.loads(_kms(law, "status", "--format", "json").stdout)["coverage"]
    assert [(x["locale"], x["segments"]["approved"]) for x in status] == [("fr", 1), ("km", 0)]


# ── The mission text ─────────────────────────────────────────────────────────────────────────


@pytest.fixture
def mission(tmp_path: Path) -> Path:
    config = mission_project(tmp_path) / "kms-i18n.yaml"
    text = config.read_text(encoding="utf-8")
    config.write_text(
        text.replace("  release:\n", "  release:\n    four_eyes: true\n"), encoding="utf-8"
    )
    _git(tmp_path, "init", "-q", "-b", "main", ".")
    _commit(tmp_path, "start")
    return tmp_path


def _approve(folder: Path, who: str) -> None:
    for locale in ("en", "fr", "km"):
        done = _kms(
            folder,
            "approve",
            "-l",
            locale,
            "--all-translated",
            "--yes",
            "--by",
            f"{who}@example.org",
        )
        assert done.returncode == 0, done.stderr


def test_the_mission_waits_for_approvals_opens_after_them_and_shuts_at_one_word(
    mission: Path,
) -> None:
    waiting = _verdict(mission, "release", "-l", "km", "-l", "fr")
    assert waiting["left"] == {
        "fr": {"segments": 15, "words": 322},
        "km": {"segments": 15, "words": 322},
    }
    _approve(mission, "translator")
    own = _verdict(mission, "release")
    assert {rule for _, rule, _ in _reasons(own)} == {"four-eyes"}
    assert len(_reasons(own)) == 45
    _approve(mission, "reviewer")
    _commit(mission, "approve", "reviewer")
    assert _verdict(mission, "release")["passed"]
    catalog = mission / "po/fr/mission.po"
    catalog.write_bytes(catalog.read_bytes().replace("pauvreté".encode(), "misère".encode()))
    assert _reasons(_verdict(mission, "release")) == [("fr", "minimum", "c/3")]


def test_publishing_under_a_gate_writes_all_with_manifests_or_nothing(mission: Path) -> None:
    refused = _kms(mission, "publish", "--policy", "release")
    assert refused.returncode == 1
    assert "the gate release is shut (45 reasons)" in refused.stdout
    assert not (mission / "reports").exists()
    _approve(mission, "reviewer")
    assert _kms(mission, "publish", "--policy", "release").returncode == 0
    output = mission / "reports/fr/mission.txt"
    manifest = json.loads(output.with_name("mission.txt.manifest.json").read_text())
    assert manifest["coverage"]["segments"]["approved"] == 15
    assert sorted(manifest["files"]) == [
        "po/fr/approvals.tsv", "po/fr/mission.po", "reports/fr/mission.txt", "source/mission.txt",
    ]  # fmt: skip
    assert _kms(mission, "verify").returncode == 0
    before = output.read_bytes()
    catalog = mission / "po/fr/mission.po"
    catalog.write_bytes(catalog.read_bytes().replace("pauvreté".encode(), b""))
    assert _kms(mission, "publish", "--policy", "release").returncode == 1
    assert output.read_bytes() == before
    shutil.rmtree(mission / ".git")
    checked = _kms(mission, "verify")
    assert checked.returncode == 1
    assert "changed  po/fr/mission.po" in checked.stdout
    assert "12 files of 3 manifests, 1 not as published" in checked.stdout


@pytest.mark.parametrize("data", [b"{", b"[]", b"[" * 100_000, b'{"schema": "other"}', b"\xff"])
def test_what_is_no_manifest_is_refused(mission: Path, data: bytes) -> None:
    path = mission / "reports/fr/mission.txt.manifest.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    done = _kms(mission, "verify")
    assert done.returncode == 2
    assert "mission.txt.manifest.json: not a manifest" in done.stderr


# ── What only Git knows ──────────────────────────────────────────────────────────────────────


def test_an_override_counts_once_committed_until_its_day_and_is_shown(mission: Path) -> None:
    day = _git(mission, "log", "-1", "--format=%cs")
    line = f"release\t*\t*\t{day}\teditor@example.org\tthe printer waits\n"
    (mission / "po/overrides.tsv").write_text(line)
    assert not _verdict(mission, "release")["passed"]
    _commit(mission, "override")
    verdict = _verdict(mission, "release")
    assert verdict["passed"]
    assert verdict["overrides"] == [
        {"policy": "release", "locale": "*", "place": "*", "until": day,
         "person": "editor@example.org", "reason": "the printer waits"},
    ]  # fmt: skip
    assert "the printer waits" in _kms(mission, "gate", "release").stdout
    (mission / "po/overrides.tsv").write_text(line.replace(day, "2001-01-01"))
    _commit(mission, "too late")
    assert not _verdict(mission, "release")["passed"]


def test_a_ratchet_grace_and_a_freeze_read_the_revisions_they_name(mission: Path) -> None:
    config = mission / "kms-i18n.yaml"
    config.write_text(
        config.read_text(encoding="utf-8")
        + "  ratchet: {base: main}\n  frozen: {freeze: start}\n"
        + "  patient: {minimum: {translated: 100}, grace: 3}\n  lost: {base: nowhere}\n",
        encoding="utf-8",
    )
    _commit(mission, "policies")
    _git(mission, "tag", "start")
    _git(mission, "switch", "-q", "-c", "work")
    for name in ("ratchet", "frozen", "patient"):
        assert _verdict(mission, name)["passed"], name
    source = mission / "source/mission.txt"
    source.write_bytes(source.read_bytes().replace(b"Fight poverty", b"Fight hunger"))
    _kms(mission, "update")
    assert ("fr", "ratchet", "c/3") in _reasons(_verdict(mission, "ratchet"))
    assert ("en", "freeze", "c/3") in _reasons(_verdict(mission, "frozen"))
    assert _verdict(mission, "patient")["passed"]
    assert not _verdict(mission, "draft")["passed"]
    lost = _kms(mission, "gate", "lost")
    assert lost.returncode == 2
    assert 'no revision "nowhere"' in lost.stderr


def test_grace_ends_by_the_day_of_the_last_commit(
    mission: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = mission / "kms-i18n.yaml"
    text = config.read_text(encoding="utf-8")
    config.write_text(
        text + "  patient: {minimum: {translated: 100}, grace: 3}\n", encoding="utf-8"
    )
    source = mission / "source/mission.txt"
    source.write_bytes(source.read_bytes().replace(b"Fight poverty", b"Fight hunger"))
    _kms(mission, "update")
    for day, passes in (("2030-01-01", True), ("2030-01-04", True), ("2030-01-05", False)):
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"{day}T12:00:00+0000")
        _git(mission, "add", "-A")
        _git(mission, "commit", "-q", "--allow-empty", "-m", day)
        assert _verdict(mission, "patient")["passed"] is passes, day


def test_audit_holds_the_reviewer_against_the_author_of_the_commit(mission: Path) -> None:
    _approve(mission, "reviewer")
    _commit(mission, "approved", "reviewer")
    day = _git(mission, "log", "-1", "--format=%cs")
    (mission / "po/overrides.tsv").write_text(f"release\t*\t*\t{day}\teditor@example.org\twhy\n")
    entry = next(iter(po.parse((mission / "po/fr/mission.po").read_bytes(), locale="fr").live))
    waiver = f"some-rule\t{approvals.bind(entry, 'fr')}\ta quotation\teditor@example.org\n"
    (mission / "po/fr/waivers.tsv").write_text(waiver)
    name = _commit(mission, "override", "editor")
    clean = _kms(mission, "audit", "--verify-identity", "--format", "json")
    assert clean.returncode == 0
    records = json.loads(clean.stdout)["records"]
    assert len(records) == 47
    waived = [(r["segment"], r["status"], r["commit"]) for r in records if r["what"] == "waiver"]
    assert waived == [("title", "waives", name)]
    assert [r["commit"] for r in records if r["what"] == "override"] == [name]
    _kms(mission, "approve", "-l", "fr", "title", "--by", "somebody@example.org")
    assert _kms(mission, "audit").returncode == 0
    _commit(mission, "in another's name", "translator")
    forged = _kms(mission, "audit", "--verify-identity", "-l", "fr")
    assert forged.returncode == 1
    assert "problem: was committed by Translator <translator@example.org>" in forged.stdout
    catalog = mission / "po/fr/mission.po"
    catalog.write_bytes(re.sub("pauvreté".encode(), "misère".encode(), catalog.read_bytes()))
    told = _kms(mission, "audit", "-l", "fr", "--format", "json")
    voided = [r for r in json.loads(told.stdout)["records"] if r["status"] == "voided by a change"]
    assert [r["source"] for r in voided] == ["Fight poverty and corruption;"]


def test_a_verdict_of_no_commit_and_no_repository_is_a_verdict(law: Path) -> None:
    (law / "po/fr/law.po").write_text(HEADER + 'msgid "Law of the land"\nmsgstr "Loi du pays"\n')
    assert _verdict(law, "draft")["notes"]
    _git(law, "init", "-q", ".")
    assert _verdict(law, "draft")["passed"]
    _commit(law, "start")
    assert _verdict(law, "draft")["notes"] == []
