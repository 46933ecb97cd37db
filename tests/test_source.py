"""Accepted edits of the source, with real Git: what may stand stands, and nothing else does."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from kms_i18n import approvals, po
from kms_i18n.acceptance import change_class, line
from kms_i18n.cli import group
from kms_i18n.model import ChangeClass

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from kms_i18n.model import Entry

SOURCE = "The people's money will be spent on 12 schools."
CURLY = SOURCE.replace("'", "’")
NEGATED = SOURCE.replace("will", "will not")
TARGET = "L’argent du peuple ira à 12 écoles."
CONFIG = """\
source_locale: en
documents: [source/*.txt]
locales: {fr: }
approvals: {carry: typographic}
policies:
  release:
    minimum: {approved: 100}
    four_eyes: true
"""
BY = ("--by", "reviewer@example.org", "--date", "2026-01-31")


def _kms(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(group, ["-C", str(folder), *arguments])


def _git(folder: Path, *arguments: str, who: str = "translator") -> str:
    names = {f"GIT_{role}_{x}": f"{who}@example.org" if x == "EMAIL" else who for role in ("AUTHOR", "COMMITTER") for x in ("NAME", "EMAIL")}  # fmt: skip
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        capture_output=True,
        check=True,
        env={**os.environ, **names},
    )
    return done.stdout.decode().strip()


def _commit(folder: Path, message: str, who: str = "translator") -> None:
    _git(folder, "add", "-A", ".")
    _git(folder, "commit", "-q", "-m", message, who=who)


def _write(folder: Path, text: str) -> None:
    (folder / "source/law.txt").write_text(f"Law\n\n{text}\n", encoding="utf-8")
    assert _kms(folder, "update").exit_code == 0


def _fill(folder: Path, **targets: str) -> None:
    path = folder / "po/fr/law.po"
    for entry in po.parse(path.read_bytes(), str(path), "fr").live:
        catalog = po.parse(path.read_bytes(), str(path), "fr")
        mine = next(e for e in catalog.live if e.key == entry.key)
        target = targets.get(mine.source, TARGET)
        path.write_bytes(po.edit(catalog, mine, targets=(target,), fuzzy=False, previous_source=None))  # fmt: skip


def _states(folder: Path) -> dict[str, int]:
    (row,) = json.loads(_kms(folder, "status", "--format", "json").stdout)["coverage"]
    return {state: count for state, count in row["segments"].items() if count}


def _rules(folder: Path) -> set[str]:
    done = _kms(folder, "gate", "release", "--format", "json")
    verdict = json.loads(done.stdout)
    assert done.exit_code == (0 if verdict["passed"] else 1)
    return {r["rule"] for demand in verdict["demands"] for r in demand["reasons"]}


def _entry(folder: Path, source: str) -> Entry:
    path = folder / "po/fr/law.po"
    return next(e for e in po.parse(path.read_bytes(), str(path), "fr").live if e.source == source)


@pytest.fixture
def law(tmp_path: Path) -> Path:
    """A project whose every text is translated by one person and approved by another."""
    (tmp_path / "source").mkdir()
    (tmp_path / "kms-i18n.yaml").write_text(CONFIG)
    _git(tmp_path, "init", "-q", "-b", "main", ".")
    _write(tmp_path, SOURCE)
    _fill(tmp_path, Law="Loi")
    _commit(tmp_path, "translate")
    done = _kms(tmp_path, "approve", "-l", "fr", "--all-translated", "--yes", *BY)
    assert done.exit_code == 0, done.stderr
    _commit(tmp_path, "approve", "reviewer")
    assert _rules(tmp_path) == set()
    return tmp_path


@pytest.mark.parametrize("between", [True, False], ids=["update committed", "in one commit"])
def test_an_edit_of_type_alone_keeps_translation_and_approval(law: Path, *, between: bool) -> None:
    _write(law, CURLY)
    if between:
        _commit(law, "curl the apostrophe", "editor")
    assert _states(law) == {"stale": 1, "approved": 1}
    shown = _kms(law, "source", "accept", *BY, "--check")
    assert shown.exit_code == 1
    assert "accepted; its approvals stay" in shown.stdout
    assert "people[-'-]{+’+}s" in shown.stdout
    assert _states(law) == {"stale": 1, "approved": 1}
    assert _kms(law, "source", "accept", *BY).exit_code == 0
    assert not _entry(law, CURLY).fuzzy
    assert _entry(law, CURLY).previous_source is None
    for _ in range(2):
        assert _states(law) == {"approved": 2}
        assert _rules(law) == set()
        assert _kms(law, "check").exit_code == 0
        assert "0 segments" in _kms(law, "review", *BY).stdout
        _commit(law, "accept", "editor") if _git(law, "status", "--porcelain") else None
    audit = json.loads(_kms(law, "audit", "--format", "json").stdout)["records"]
    assert sorted((r["kind"], r["status"]) for r in audit) == [
        ("linguistic", "holds"),
        ("linguistic", "holds: the edit was accepted"),
        ("source-accepted", "accepted edit"),
    ]
    again = _kms(law, "source", "accept", *BY, "--check")
    assert (again.exit_code, again.stdout) == (0, "no documents to compare\n")


def _approved_now(folder: Path) -> int:
    done = _kms(folder, "history", "--format", "json")
    assert done.exit_code == 0, done.stderr
    return int(json.loads(done.stdout)["points"][-1]["locales"]["fr"]["approved"])


def test_history_counts_the_approvals_that_an_accepted_edit_left_standing(law: Path) -> None:
    _write(law, CURLY)
    _commit(law, "curl the apostrophe", "editor")
    assert _approved_now(law) == 1
    assert _kms(law, "source", "accept", *BY).exit_code == 0
    _commit(law, "accept", "editor")
    assert _states(law) == {"approved": 2}
    assert [_approved_now(law) for _ in range(2)] == [2, 2]  # counted, then remembered
    path = law / "kms-i18n.yaml"
    path.write_text(CONFIG.replace("approvals: {carry: typographic}\n", ""))
    assert _approved_now(law) == 1
    path.write_text(CONFIG)
    assert _kms(law, "revoke", "-l", "fr", "p1", *BY, "--reason", "disputed").exit_code == 0
    _commit(law, "revoke", "reviewer")
    assert _approved_now(law) == 1


def test_without_the_key_the_translation_stands_and_the_approval_does_not(law: Path) -> None:
    path = law / "kms-i18n.yaml"
    path.write_text(CONFIG.replace("approvals: {carry: typographic}\n", ""))
    _write(law, CURLY)
    done = _kms(law, "source", "accept", "p1", *BY)
    assert done.exit_code == 0
    assert "accepted; its approvals end" in done.stdout
    assert _states(law) == {"translated": 1, "approved": 1}
    assert _rules(law) == {"minimum"}
    path.write_text(CONFIG)
    assert _rules(law) == set()


def test_a_change_of_meaning_is_named_and_refused_and_nothing_is_written(law: Path) -> None:
    _write(law, NEGATED)
    before = (law / "po/fr/law.po").read_bytes(), (law / "po/fr/approvals.tsv").read_bytes()
    done = _kms(law, "source", "accept", "p1", *BY)
    assert done.exit_code == 1
    assert "stays stale: a change of meaning" in done.stdout
    assert "{+not +}" in done.stdout or "{+ not+}" in done.stdout
    assert _kms(law, "source", "accept", *BY).exit_code == 0
    assert (
        (law / "po/fr/law.po").read_bytes(),
        (law / "po/fr/approvals.tsv").read_bytes(),
    ) == before
    assert _states(law) == {"stale": 1, "approved": 1}


def test_a_source_that_is_flipped_back_is_approved_as_before(law: Path) -> None:
    files = {p: p.read_bytes() for p in (law / "po/fr/law.po", law / "source/law.txt")}
    _write(law, CURLY)
    assert _kms(law, "source", "accept", *BY).exit_code == 0
    _commit(law, "accept", "editor")
    for path, data in files.items():
        path.write_bytes(data)
    assert _states(law) == {"approved": 2}
    assert _rules(law) == set()
    _git(law, "checkout", "-q", "--", ".")
    _write(law, SOURCE)
    assert _states(law) == {"stale": 1, "approved": 1}
    assert _kms(law, "source", "accept", *BY).exit_code == 0
    assert _states(law) == {"approved": 2}
    assert _rules(law) == set()


def test_a_forged_line_makes_no_change_of_meaning_pass(law: Path) -> None:
    _write(law, NEGATED)
    _fill(law, Law="Loi")
    entry = _entry(law, NEGATED)
    path = law / "po/fr/approvals.tsv"
    held = approvals.parse(path.read_bytes(), str(path))
    worthless = "counts for nothing: the edit is not typographic"
    claims = {SOURCE: worthless, NEGATED: worthless, NEGATED.replace(".", " ."): "accepted edit"}
    for claimed, status in claims.items():
        forged = line(entry, (claimed,), "fr", "forger@example.org", "2026-01-31")
        path.write_bytes(approvals.dump({*held, forged}))
        assert _rules(law) == {"false-binding", "minimum"}
        assert _states(law) == {"translated": 1, "approved": 1}
        audit = json.loads(_kms(law, "audit", "--format", "json").stdout)["records"]
        assert [r["status"] for r in audit if r["kind"] == "source-accepted"] == [status]


def test_who_accepts_an_edit_is_not_taken_for_the_translator(law: Path) -> None:
    (law / "po/fr/approvals.tsv").unlink()
    own = ("--by", "translator@example.org", "--date", "2026-01-31")
    assert _kms(law, "approve", "-l", "fr", "--all-translated", "--yes", *own).exit_code == 0
    assert _rules(law) == {"four-eyes"}
    _commit(law, "approve")
    _write(law, CURLY)
    assert _kms(law, "source", "accept", *BY).exit_code == 0
    _commit(law, "accept", "editor")
    assert _rules(law) == {"four-eyes"}


def test_an_approval_that_is_withdrawn_after_the_edit_stays_withdrawn(law: Path) -> None:
    _write(law, CURLY)
    assert _kms(law, "source", "accept", *BY).exit_code == 0
    done = _kms(law, "revoke", "-l", "fr", "p1", *BY, "--reason", "the term is disputed")
    assert done.exit_code == 0, done.stderr
    assert _states(law) == {"translated": 1, "approved": 1}


def test_a_translation_that_nobody_finished_for_the_former_source_stays_stale(law: Path) -> None:
    _write(law, NEGATED)
    _commit(law, "negate", "editor")
    path = law / "po/fr/law.po"
    entry = _entry(law, NEGATED)
    curly = NEGATED.replace("'", "’")
    catalog = po.parse(path.read_bytes(), str(path), "fr")
    path.write_bytes(po.edit(catalog, entry, source=curly, previous_source=NEGATED))
    (law / "source/law.txt").write_text(f"Law\n\n{curly}\n", encoding="utf-8")
    done = _kms(law, "source", "accept", "p1", *BY)
    assert done.exit_code == 1
    assert "no commit shows this translation finished for the former source" in done.stdout


@pytest.mark.parametrize(
    ("old", "new", "klass"),
    [
        ("It's", "It’s", ChangeClass.TYPOGRAPHIC),
        ("2020-2021", "2020–2021", ChangeClass.TYPOGRAPHIC),
        ("a  b.", "a b", ChangeClass.TYPOGRAPHIC),
        ("it is -5 here", "it is 5 here", ChangeClass.MEANING),
        ("pay 1-2 riel", "pay 12 riel", ChangeClass.MEANING),
        ("they re-sign", "they resign", ChangeClass.WORDING),
        ("12 schools", "13 schools", ChangeClass.MEANING),
        ("may go", "must go", ChangeClass.MEANING),
    ],
)
def test_only_the_same_words_and_numbers_are_typographic(
    old: str, new: str, klass: ChangeClass
) -> None:
    assert change_class((old,), (new,), "en") is klass
    assert change_class((old, old), (old, new), "en") is klass
    assert change_class((old,), (old, new), "en") is ChangeClass.STRUCTURE
