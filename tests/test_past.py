"""What Git remembers, counted without a checkout, is what a checkout counts."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kms_i18n import po
from kms_i18n.history import Tally
from kms_i18n.replay import plain_history
from tests.projects import mission_project


def _git(folder: Path, *arguments: str, day: int = 1) -> str:
    stamp = f"2026-{1 + day // 28:02}-{1 + day % 28:02}T12:00:00Z"
    environment = {**os.environ, "GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp}
    command = ["git", "-c", "init.defaultBranch=main", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)  # fmt: skip
    return done.stdout.strip()


def _commit(folder: Path, message: str, day: int = 1) -> str:
    _git(folder, "add", "-A")
    _git(folder, "commit", "-q", "--allow-empty", "-m", message, day=day)
    return _git(folder, "rev-parse", "HEAD")


def _kms(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kms_i18n", *arguments],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL,
    )  # fmt: skip


def _catalog(locale: str, chance: random.Random) -> str:
    head = f'msgid ""\nmsgstr ""\n"Language: {locale}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    entries = []
    for number in range(chance.randint(1, 12)):
        fuzzy = "#, fuzzy\n" if chance.random() < 0.3 else ""
        target = f"t {number}" if chance.random() < 0.7 else ""
        gone = "#~ " if chance.random() < 0.1 else ""
        entries.append(f'{fuzzy if not gone else ""}{gone}msgid "s {number}"\n{gone}msgstr "{target}"\n')  # fmt: skip
    return "\n".join([head, *entries])


def _naive(folder: Path, commit: str) -> dict[str, Tally]:
    """Check a commit out and count what is there, file by file."""
    _git(folder, "checkout", "-q", commit)
    sums: dict[str, list[int]] = {}
    for path in sorted(folder.rglob("*.po")):
        catalog = po.parse(path.read_bytes())
        found = sums.setdefault(catalog.locale, [0, 0, 0])
        for index, number in enumerate(po.counts(catalog)[:3]):
            found[index] += number
    return {locale: Tally(*found) for locale, found in sorted(sums.items()) if sum(found)}


def test_fifty_revisions_count_as_a_checkout_of_each_does(tmp_path: Path) -> None:
    chance = random.Random(7)
    _git(tmp_path, "init", "-q", ".")
    commits = []
    for number in range(50):
        for _ in range(chance.randint(1, 3)):
            locale = chance.choice(["fr", "km", "pt_BR"])
            path = tmp_path / "po" / locale / f"{chance.choice('abc')}.po"
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists() and chance.random() < 0.2:
                path.unlink()
            else:
                path.write_text(_catalog(locale, chance), encoding="utf-8")
        if number == 20:  # a side branch that is merged
            _git(tmp_path, "checkout", "-q", "-b", "side")
            (tmp_path / "po/side.po").write_text(_catalog("de", chance), encoding="utf-8")
            _commit(tmp_path, "side", number)
            _git(tmp_path, "checkout", "-q", "-")
            _git(tmp_path, "merge", "-q", "--no-ff", "side", "-m", "merge", day=number)
        commits.append(_commit(tmp_path, str(number), number))
    _git(tmp_path, "branch", "-q", "all")
    history = plain_history(tmp_path, ["**/*.po"], "all")
    assert {point.commit for point in history.points} >= {c for c in commits if _changes(tmp_path, c)}  # fmt: skip
    assert len(history.points) >= 50
    for point in history.points:
        assert point.tallies == _naive(tmp_path, point.commit)
    _git(tmp_path, "checkout", "-q", "all")
    assert plain_history(tmp_path, ["**/*.po"]) == history
    assert _git(tmp_path, "status", "--porcelain") == ""


def _changes(folder: Path, commit: str) -> bool:
    return bool(_git(folder, "show", "--format=", "--name-only", commit))


@pytest.fixture
def project(tmp_path: Path, made_once: Path) -> Path:
    """Return a copy of a project with a past."""
    return Path(shutil.copytree(made_once, tmp_path / "project"))


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a past: begun, translated, approved, and its source edited."""
    folder = tmp_path_factory.mktemp("past") / "project"
    mission_project(folder)
    _git(folder, "init", "-q", ".")
    empty = folder / "po/fr/mission.po"
    full = empty.read_bytes()
    empty.unlink()
    _kms(folder, "update", "-l", "fr")
    _commit(folder, "begin", 1)
    empty.write_bytes(full)
    _commit(folder, "translate", 2)
    _git(folder, "tag", "v1")
    who = ["--by", "reviewer@example.org", "--date", "2026-01-31"]
    _kms(folder, "approve", "-l", "fr", "a", "b", "c/2", *who)
    _commit(folder, "approve", 3)
    source = folder / "source/mission.txt"
    text = source.read_bytes().replace(b"all forms of injustice", b"every injustice")
    source.write_bytes(text.replace(b"Fight poverty and corruption;", b"Fight poverty;"))
    _commit(folder, "edit the source", 4)
    _kms(folder, "update")
    _commit(folder, "bring the catalogs along", 5)
    return folder


def test_the_history_of_a_project_counts_words_and_approvals(project: Path) -> None:
    found = json.loads(_kms(project, "history", "--format", "json").stdout)
    assert [point["date"] for point in found["points"]] == [f"2026-01-{d:02}" for d in range(2, 7)]
    french = [point["locales"]["fr"] for point in found["points"]]
    assert [row["translated"] for row in french] == [0, 15, 15, 15, 13]
    assert [row["approved"] for row in french] == [0, 0, 3, 3, 2]
    status = json.loads(_kms(project, "status", "-l", "fr", "--format", "json").stdout)
    words = status["coverage"][0]["words"]
    assert french[-1]["words_translated"] == words["translated"] + words["approved"]
    assert french[-1]["words_approved"] == words["approved"]
    tagged = json.loads(_kms(project, "history", "--tags", "--format", "json").stdout)
    assert [point["tags"] for point in tagged["points"]] == [["v1"]]
    for name in ("csv", "jsonl", "svg", "markdown", "html"):
        assert _kms(project, "history", "--format", name).returncode == 0


def test_a_shallow_clone_says_that_older_revisions_are_missing(
    project: Path, tmp_path: Path
) -> None:
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth", "1", project.as_uri(), clone], check=True)
    assert "shallow clone" in _kms(clone, "history").stdout
    assert "shallow clone" not in _kms(project, "history").stdout


REVISIONS = ["HEAD~4", "HEAD~3", "HEAD~2", "HEAD~1", "HEAD"]


def test_status_after_is_status_before_and_what_the_difference_says(project: Path) -> None:
    states = ("untranslated", "stale", "draft", "translated", "approved")
    at: dict[str, dict[tuple[str, str], dict[str, tuple[int, int]]]] = {}
    for revision in REVISIONS:
        _git(project, "checkout", "-q", revision.replace("HEAD", "main"))
        rows = json.loads(_kms(project, "status", "--format", "json").stdout)["coverage"]
        at[revision] = {
            (row["document"], row["locale"]): {
                s: (row["segments"][s], row["words"][s]) for s in states
            }
            for row in rows
        }
    _git(project, "checkout", "-q", "main")
    pairs = [(0, 2), (2, 4), (0, 4), (4, 1), (3, 3)]
    for a, b in ((REVISIONS[i], REVISIONS[j]) for i, j in pairs):
        said = json.loads(_kms(project, "diff", a, b, "--format", "json").stdout)["turnover"]
        sums = {(row["document"], row["locale"]): row["states"] for row in said["sums"]}
        for key, before in at[a].items():
            grown = sums.get(key, {})
            after = {
                s: (
                    before[s][0] + grown.get(s, {}).get("segments", 0),
                    before[s][1] + grown.get(s, {}).get("words", 0),
                )
                for s in states
            }
            assert after == at[b][key], (a, b, key)


def test_the_difference_of_a_locale_shows_its_texts_with_the_source_beside_them(
    project: Path,
) -> None:
    shown = _kms(project, "diff", "-l", "fr", "v1~1", "v1").stdout
    assert "c/3  fr  untranslated -> translated" in shown
    assert "source  Fight poverty and corruption;" in shown
    assert "{+Lutter contre la pauvreté" in shown
    stale = _kms(project, "diff", "-l", "fr", "HEAD~1", "HEAD").stdout
    assert "c/2  fr  untranslated -> stale" in stale


def test_the_work_list_puts_stale_texts_first_and_says_what_changed(project: Path) -> None:
    catalog = project / "po/fr/mission.po"
    text = catalog.read_text(encoding="utf-8")
    start = text.index("#: source/mission.txt:e\n")
    end = text.index("\n\n", start)
    entry = text[start:end]
    catalog.write_text(
        text.replace(entry, entry[: entry.index("msgstr")] + 'msgstr ""'), encoding="utf-8"
    )
    tasks = json.loads(_kms(project, "todo", "fr", "--format", "json").stdout)["tasks"]
    assert [(t["segment"], t["todo"]) for t in tasks] == [
        ("c/2", "stale"), ("c/3", "stale"), ("e", "untranslated"),
    ]  # fmt: skip
    assert tasks[0]["blocks"] == ["draft", "release"]
    assert ["-", "all forms of "] in tasks[0]["changed"] or ["-", "all forms of"] in tasks[0]["changed"]  # fmt: skip
    assert tasks[1]["before"] == "Combat every injustice and impunity of all offences and crimes."
    shown = _kms(project, "todo", "fr", "-n", "1").stdout
    line = next(n for n, row in enumerate(catalog.read_text(encoding="utf-8").splitlines(), 1) if "Combattre" in row)  # fmt: skip
    place = shown.splitlines()[0].split(": ")[0]
    assert place.startswith("po/fr/mission.po:")
    assert abs(int(place.rpartition(":")[2]) - line) <= 1


def test_an_editor_is_opened_at_the_first_entry(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    script = project.parent / "vi"
    script.write_text('#!/bin/sh\nprintf "%s\\n" "$@" > "$0.said"\nexit 7\n')
    script.chmod(0o755)
    monkeypatch.setenv("VISUAL", f"{script} -n")
    assert _kms(project, "todo", "fr", "--open").returncode == 7
    said = (project.parent / "vi.said").read_text().splitlines()
    assert said[0] == "-n"
    assert said[1].startswith("+")
    assert said[2] == str(project / "po/fr/mission.po")


@pytest.mark.parametrize(
    ("editor", "words"),
    [
        ("nano", ["nano", "+3", "/a b.po"]),
        ("emacsclient -n", ["emacsclient", "-n", "+3", "/a b.po"]),
        ("code --wait", ["code", "--wait", "--goto", "/a b.po:3"]),
        ("'/my editors/subl'", ["/my editors/subl", "/a b.po:3"]),
        ("poedit", ["poedit", "/a b.po"]),
    ],
)
def test_editors_are_told_the_line_as_each_wants_it(editor: str, words: list[str]) -> None:
    from kms_i18n.tree.editor import command

    assert command(editor, "/a b.po", 3) == words


@pytest.mark.parametrize("editor", ["", "'unclosed"])
def test_an_editor_that_cannot_be_read_is_an_error_of_the_user(editor: str) -> None:
    from kms_i18n.errors import KmsError
    from kms_i18n.tree.editor import command

    with pytest.raises(KmsError, match="EDITOR"):
        command(editor, "/a", 1)


def test_a_report_never_replaces_what_is_no_report(project: Path) -> None:
    before = (project / "po/fr/mission.po").read_bytes()
    done = _kms(project, "report", "--output", "po/fr/mission.po")
    assert (done.returncode, "is no report" in done.stderr) == (2, True)
    assert (project / "po/fr/mission.po").read_bytes() == before
    assert _kms(project, "report", "--output", "../outside.html").returncode == 2
    assert not (project.parent / "outside.html").exists()
    assert _kms(project, "report", "--check").returncode == 1
    assert not (project / "reports").exists()
    assert _kms(project, "report").returncode == 0
    first = (project / "reports/index.html").read_bytes()
    assert _kms(project, "report", "--check").returncode == 0
    assert str(project).encode() not in first
    assert _kms(project, "report", "--language", "xx").returncode == 2


def test_every_translation_is_its_authors_until_somebody_else_answers_for_it(
    project: Path,
) -> None:
    def texts() -> dict[str, dict[str, object]]:
        rows = json.loads(_kms(project, "blame", "fr", "--format", "json").stdout)["texts"]
        return {row["segment"]: row for row in rows}

    before = texts()
    translated = _git(project, "rev-parse", "v1")
    hands = {path: row["translated"] for path, row in before.items()}
    assert {hand["commit"] for hand in hands.values()} == {translated}  # type: ignore[index]
    assert [path for path, hand in hands.items() if not hand["current"]] == ["c/2", "c/3"]  # type: ignore[index]
    assert hands["c/3"]["source"] == "Fight poverty and corruption;"  # type: ignore[index]
    approval = {
        "kind": "linguistic", "reviewer": "reviewer@example.org", "date": "2026-01-31",
        "commit": _git(project, "rev-parse", "main~2"),
    }  # fmt: skip
    assert before["a"]["approved"] == [approval]
    assert before["c/2"]["approved"] == []

    catalog = project / "po/fr/mission.po"
    text = catalog.read_text(encoding="utf-8")
    start = text.index("#: source/mission.txt:c/3\n")
    end = text.index("\nmsgid", start) + 1
    kept = "".join(row for row in text[start:end].splitlines(True) if row[:2] not in {"#,", "#|"})
    catalog.write_text(text[:start] + kept + text[end:], encoding="utf-8")
    assert texts()["c/3"]["translated"] is None
    confirmed = _commit(project, "confirm", 6)
    hand = texts()["c/3"]["translated"]
    assert (hand["commit"], hand["current"]) == (confirmed, True)  # type: ignore[index]
    shown = _kms(project, "blame", "fr").stdout
    assert "for an older source" in shown
    assert _kms(project, "blame", "--format", "csv").returncode == 0


def test_what_was_approved_is_what_the_source_is_held_against(project: Path) -> None:
    """An approved text, edited and brought along without a new approval, then edited again."""

    def rendition(path: str) -> dict[str, object]:
        tasks = json.loads(_kms(project, "todo", "fr", "--format", "json").stdout)["tasks"]
        return {task["segment"]: task for task in tasks}[path]

    first = rendition("c/2")
    assert first["precedent"] == ["linguistic", "reviewer@example.org", "2026-01-31", ""]
    catalog = project / "po/fr/mission.po"
    old = po.parse(catalog.read_bytes())
    entries = [entry for entry in old.entries if not entry.is_header]
    assert "every injustice" in next(e.source for e in entries if e.references[0].endswith(":c/2"))
    blocks = [
        po.revise(old, entry, fuzzy=False, previous_source=None)
        if entry.references[0].endswith(":c/2") else entry
        for entry in entries
    ]  # fmt: skip
    catalog.write_bytes(po.compose(old, blocks))
    _commit(project, "bring it along without an approval", 6)
    source = project / "source/mission.txt"
    source.write_bytes(source.read_bytes().replace(b"every injustice", b"each injustice"))
    _kms(project, "update", "-l", "fr")
    _commit(project, "edit it again", 7)
    second = rendition("c/2")
    assert second["state"] == "stale"
    assert second["precedent"] == first["precedent"]
    signs = {sign: [t for s, t in second["changed"] if s == sign] for sign in "-+"}  # type: ignore[attr-defined]
    assert "all forms of" in "".join(signs["-"])
    assert "every" not in "".join(signs["-"] + signs["+"])
    said = _kms(project, "todo", "fr").stdout
    assert "since   approved by reviewer@example.org on 2026-01-31 (linguistic)" in said
    _kms(project, "report", "--no-history")
    page = (project / "reports/index.html").read_text(encoding="utf-8")
    assert "The source since reviewer@example.org approved it on 2026-01-31:" in page
    assert page.count("The source since this translation:") == 2  # c/3 in French and in Khmer


def test_a_task_has_the_terms_of_its_source_and_its_neighbours(project: Path) -> None:
    glossary = project / "po/fr/glossary.csv"
    head = "term,translations,note,forbidden,confidence\n"
    glossary.write_text(f"{head}poverty,pauvreté|misère,of people,indigence,H\nhealth,santé,,,H\n", encoding="utf-8")  # fmt: skip
    tasks = json.loads(_kms(project, "todo", "fr", "--format", "json").stdout)["tasks"]
    task = next(task for task in tasks if task["segment"] == "c/3")
    assert [term["term"] for term in task["terms"]] == ["poverty"]
    assert task["terms"][0]["translations"] == ["pauvreté", "misère"]
    assert task["before"].startswith("Combat every injustice")
    assert task["after"]
    said = _kms(project, "todo", "fr").stdout
    assert "    term    poverty: pauvreté | misère; not: indigence (of people)\n" in said
    assert "health" not in said
    assert "term: `poverty` → `pauvreté | misère`" in _kms(project, "todo", "fr", "--format", "markdown").stdout  # fmt: skip
