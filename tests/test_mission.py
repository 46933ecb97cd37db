"""The mission text, end to end, through the real command and real Git."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.projects import mission_project

ROOT = Path(__file__).resolve().parent.parent
CATALOGS = ("po/en/mission.po", "po/fr/mission.po", "po/km/mission.po")


def _kms(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kms_i18n", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
    )


def _git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=translator", "-c", "user.email=translator@example.org"]
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture
def project(tmp_path: Path) -> Path:
    mission_project(tmp_path)
    _git(tmp_path, "init", "-q", ".")
    _git(tmp_path, "add", ".")
    _git(tmp_path, "commit", "-qm", "start")
    return tmp_path


def _insert_clause_b(folder: Path) -> None:
    path = folder / "source/mission.txt"
    text = path.read_bytes().decode()
    for old, new in zip("gfedcb", "hgfedc", strict=True):
        text = re.sub(rf"(?m)^{old}(?=-|\s–)", new, text)
    text = text.replace("c-\u00a0", "b-\u00a0 A new clause that nobody has seen;\n\nc-\u00a0", 1)
    path.write_bytes(text.encode())


def test_the_words_of_the_capture_are_the_words_of_the_canonical_text() -> None:
    captured = (ROOT / "source/archive/mission-web-capture.txt").read_text(encoding="utf-8")
    canonical = (ROOT / "source/mission.txt").read_text(encoding="utf-8")
    kept = captured.split("bwd\u00a0fwd\n")[1].split("Read more:")[0]
    glued = re.sub(r"(?m)^A(?=Re-|Combat|Fight|Ensure|Reform)", "• ", kept)
    assert canonical.split() == glued.split()


def test_the_draft_policy_passes_and_the_release_policy_names_approvals(project: Path) -> None:
    assert _kms(project, "gate", "draft").returncode == 0
    refused = _kms(project, "gate", "release", "--format", "json")
    assert refused.returncode == 1
    verdict = json.loads(refused.stdout)
    for locale in ("en", "fr", "km"):
        demands = [d for d in verdict["demands"] if d["locale"] == locale and not d["met"]]
        assert [d["demand"].split(" ")[1] for d in demands] == ["approved"]
        assert len(demands[0]["reasons"]) == 15


def test_inserting_a_clause_keeps_every_translation_and_adds_one_entry(project: Path) -> None:
    _insert_clause_b(project)
    assert _kms(project, "update").returncode == 0
    for path in CATALOGS:
        lines = _git(project, "diff", "-U0", path).splitlines()
        changed = [x for x in lines if x[:1] in "+-" and x[:3] not in {"+++", "---"}]
        texts = [line[1:] for line in changed if not line[1:].startswith("#:")]
        added = "A new clause that nobody has seen;"
        assert texts == [f'msgid "{added}"', 'msgstr ""', ""]
        assert "fuzzy" not in (project / path).read_text(encoding="utf-8")
    status = json.loads(_kms(project, "status", "--format", "json").stdout)
    assert [row["segments"]["untranslated"] for row in status["coverage"]] == [1, 1, 1]
    assert _kms(project, "update", "--check").returncode == 0


def test_a_changed_clause_is_stale_with_its_previous_source(project: Path) -> None:
    path = project / "source/mission.txt"
    path.write_bytes(path.read_bytes().replace(b"Fight poverty", b"Do not fight poverty"))
    assert _kms(project, "update", "--check").returncode == 1
    assert _kms(project, "update").returncode == 0
    text = (project / "po/fr/mission.po").read_text(encoding="utf-8")
    assert '#, fuzzy\n#| msgid "Fight poverty and corruption;"\n' in text
    assert _kms(project, "gate", "draft").returncode == 1


def test_approving_everything_opens_the_gate_and_one_changed_word_shuts_it(project: Path) -> None:
    bullets = [f"c/{number}" for number in range(1, 7)]
    paths = ["title", "p1", "a", "b", "c", *bullets, "d", "e", "f", "g"]
    for locale in ("en", "fr", "km"):
        who = ["--by", "reviewer@example.org", "--date", "2026-01-31"]
        assert _kms(project, "approve", "-l", locale, *paths, *who).returncode == 0
    assert _kms(project, "gate", "release").returncode == 0
    catalog = project / "po/fr/mission.po"
    before = catalog.read_bytes()
    catalog.write_bytes(before.replace("pauvreté".encode(), "misère".encode()))
    shut = _kms(project, "gate", "release", "--format", "json")
    assert shut.returncode == 1
    reasons = [r for d in json.loads(shut.stdout)["demands"] for r in d["reasons"]]
    assert [(r["locale"], r["segment"]) for r in reasons] == [("fr", "c/3")]
    catalog.write_bytes(before)
    assert _kms(project, "gate", "release").returncode == 0


def test_identity_catalogs_publish_the_source_byte_for_byte(project: Path) -> None:
    shutil.rmtree(project / "po/en")
    assert _kms(project, "update", "-l", "en", "--accept-loss", "3").returncode == 0
    assert _kms(project, "publish", "-l", "en").returncode == 0
    published = (project / "reports/en/mission.txt").read_bytes()
    assert published == (project / "source/mission.txt").read_bytes()


def test_a_published_document_is_never_replaced_by_a_worse_one(project: Path) -> None:
    assert _kms(project, "publish", "-l", "fr").returncode == 0
    before = (project / "reports/fr/mission.txt").read_bytes()
    catalog = project / "po/fr/mission.po"
    text = catalog.read_text(encoding="utf-8")
    catalog.write_text(re.sub(r'msgstr "Lutter.*"', 'msgstr ""', text), encoding="utf-8")
    refused = _kms(project, "publish", "-l", "fr")
    assert refused.returncode == 1
    assert "14 translated segments" in refused.stdout
    assert (project / "reports/fr/mission.txt").read_bytes() == before


def test_commands_that_write_list_their_files_as_data(project: Path) -> None:
    def files(*arguments: str) -> dict[str, object]:
        done = _kms(project, *arguments, "--format", "json")
        result: dict[str, object] = json.loads(done.stdout)
        assert result.pop("schema") == "kms-i18n/files/1"
        return result

    path = "reports/fr/mission.txt"
    would = [{"path": path, "change": "would write", "reason": ""}]
    assert files("publish", "-l", "fr", "--dry-run") == {"files": would, "unchanged": 0}
    assert not (project / path).exists()
    written = [{"path": path, "change": "written", "reason": ""}]
    assert files("publish", "-l", "fr") == {"files": written, "unchanged": 0}
    assert files("publish", "-l", "fr") == {"files": [], "unchanged": 1}
    assert files("extract") == {"files": [], "unchanged": 1}
    assert files("update") == {"files": [], "unchanged": 4}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["status", "-l", "xx"], 'unknown locale "xx"'),
        (["gate", "nothing"], 'unknown policy "nothing"'),
        (["diff", "no-such-revision"], 'no revision "no-such-revision"'),
        (["diff", "--", "--output=x"], "'--output=x' is no revision"),
        (["--config", "missing.yaml", "status"], "missing.yaml"),
        (["-C", "nowhere", "status"], "no such folder"),
        (["status", "no-such.po"], "no such file"),
    ],
)
def test_a_wrong_word_on_the_command_line_is_answered_in_one_message(
    project: Path, arguments: list[str], words: str
) -> None:
    done = _kms(project, *arguments)
    assert done.returncode == 2
    assert words in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("path", "data", "place"),
    [
        ("source/mission.txt", b"Title\n\ncaf\xe9\n", "source/mission.txt:3:4"),
        ("kms-i18n.yaml", b"source_locale: en\npolices: {}\n", "kms-i18n.yaml:2:1"),
        ("po/fr/mission.po", b'msgid ""\nmsgstr ""\n\nmsgid Bonjour\n', "po/fr/mission.po:4"),
        ("po/fr/approvals.tsv", b"x\ty\n", "po/fr/approvals.tsv:1"),
    ],
)
def test_a_broken_file_is_refused_with_its_place_and_nothing_is_written(
    project: Path, path: str, data: bytes, place: str
) -> None:
    (project / path).write_bytes(data)
    before = _git(project, "status", "--short")
    done = _kms(project, "gate", "draft")
    assert done.returncode == 2
    assert place in done.stderr
    assert "Traceback" not in done.stderr
    assert _git(project, "status", "--short") == before


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom kms_i18n.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'deepdiff', 'babel', 'yaml', 'polib', 'markdown_it', 'rapidfuzz', 'asyncio'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr.strip() == "[]"
    assert "status" in done.stdout
