"""A command speaks the reader's language at a terminal; what machines read is English."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from kms_i18n import messages
from kms_i18n.cli import _help, group
from kms_i18n.errors import KmsError
from tests.projects import mission_project

ROOT = Path(__file__).resolve().parent.parent
REPORTS = [
    "status", "gate release", "check", "todo", "diff", "update --dry-run", "extract --dry-run",
    "publish --dry-run", "publish --policy release --dry-run", "review --by Reader -l fr --date 2026-01-31",
    "glossary list", "audit", "status po",
]  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a copy of the project with an edited source, so that there is something to say."""
    mission_project(tmp_path)
    source = tmp_path / "source/mission.txt"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("concrete solidarity", "practical solidarity"), encoding="utf-8")
    assert _run(tmp_path, "update -l fr").exit_code == 0
    return tmp_path


def _run(folder: Path, command: str, **environment: str) -> Result:
    found = CliRunner().invoke(group, ["-C", str(folder), *command.split()], env=environment)
    if isinstance(found.exception, KmsError):
        return found
    assert found.exception is None or isinstance(found.exception, SystemExit), found.exception
    return found


@pytest.mark.parametrize("command", REPORTS)
@pytest.mark.parametrize("language", ["fr", "km"])
def test_a_report_at_a_terminal_speaks_the_language_of_the_environment(
    language: str, command: str, project: Path
) -> None:
    english = _run(project, command)
    spoken = _run(project, command, LANGUAGE=language)
    assert spoken.exit_code == english.exit_code
    assert spoken.output != english.output
    assert len(spoken.output.splitlines()) == len(english.output.splitlines())
    assert _run(project, f"--language {language} {command}").output == spoken.output


@pytest.mark.parametrize(
    ("language", "command", "line"),
    [
        ("fr", "status", "source/mission.txt: 15 segments, 322 mots"),
        ("km", "status", "source/mission.txt: ផ្នែកអត្ថបទ 15, 322 ពាក្យ"),
        ("fr", "gate release", "contrôle release\xa0: refusé"),
        ("fr", "gate draft", "contrôle draft\xa0: refusé"),
        ("km", "gate release", "ការត្រួតពិនិត្យ release៖ ត្រូវបានបដិសេធ"),
        ("fr", "gate release", "      po/fr/mission.po:34: a: périmé, doit être approuvé"),
        ("km", "gate release", "      po/fr/mission.po:34: a: ហួសសម័យ តែត្រូវជា បានអនុម័ត"),
        ("fr", "todo fr", "1 texte, 22 mots de la source"),
        ("fr", "update -l fr --dry-run", "rien à écrire\xa0: tout est à jour"),
        ("km", "update -l fr --dry-run", "fr  mission  រក្សាទុក 15"),
    ],
)
def test_the_words_of_a_report_are_those_of_the_catalog(
    language: str, command: str, line: str, project: Path
) -> None:
    assert line in _run(project, command, LANGUAGE=language).output.splitlines()


@pytest.mark.parametrize("form", ["json", "csv", "github", "markdown", "junit"])
def test_what_machines_and_pull_requests_read_is_english_whatever_the_environment(
    form: str, project: Path
) -> None:
    english = _run(project, f"gate release --format {form}")
    assert english.output
    assert _run(project, f"gate release --format {form}", LANGUAGE="km").output == english.output


def test_a_run_that_also_writes_for_machines_says_everything_in_english(project: Path) -> None:
    for file in ("plain.json", "french.json"):
        command = f"gate release --output json:{project / file}"
        language = "fr" if file == "french.json" else ""
        assert _run(project, command, LANGUAGE=language).output.startswith("gate release: refused")
    assert (project / "french.json").read_bytes() == (project / "plain.json").read_bytes()


def test_a_document_speaks_the_language_that_was_asked_for(project: Path) -> None:
    assert "## Couverture" in _run(project, "--language fr status --format markdown").output
    asked = {"KMS_I18N_LANGUAGE": "fr_CA.UTF-8"}
    assert "## Couverture" in _run(project, "status --format markdown", **asked).output
    assert "mots" in _run(project, "status", LANGUAGE="km", **asked).output


def test_a_language_that_the_program_does_not_speak_is_refused_where_it_is_asked_for(
    project: Path,
) -> None:
    found = _run(project, "--language tlh status")
    assert str(found.exception).startswith('the program does not speak "tlh"')
    assert _run(project, "status", LANGUAGE="tlh").output == _run(project, "status").output


def test_the_help_names_the_languages_that_there_are(project: Path) -> None:
    *first, last = messages.languages()
    assert f"Speak {', '.join(first)} or {last};" in _run(project, "--help").output


NAMES = group.list_commands(click.Context(group))


@pytest.mark.parametrize("language", ["fr", "km"])
@pytest.mark.parametrize("name", ["", *NAMES])
def test_help_speaks_the_language_of_the_environment_and_english_again_after(
    name: str, language: str
) -> None:
    english = CliRunner().invoke(group, [*name.split(), "--help"]).output
    spoken = CliRunner().invoke(group, [*name.split(), "-h"], env={"LANGUAGE": language}).output
    asked = CliRunner().invoke(group, ["--language", language, *name.split(), "--help"]).output
    again = CliRunner().invoke(group, [*name.split(), "--help"]).output
    command = group.get_command(click.Context(group), name) if name else group
    assert command is not None
    said = "".join(spoken.split())
    with messages.speaking(language):
        for text in _help.texts(command):
            assert "".join(messages.tr(text).split()) in re.sub(r"\[[^]]*\]$", "", said), text
        assert spoken.startswith(messages.tr("Usage: ").strip())
    assert "Show this message and exit." not in spoken
    assert spoken == asked
    assert again == english
    assert english.startswith("Usage: ")


@pytest.mark.parametrize(
    ("command", "language", "line"),
    [
        ("status -l tlh", "fr", "langue inconnue «\u00a0tlh\u00a0»\n  La configuration a\u00a0: en, fr, km."),
        ("gate nope", "km", "មិនស្គាល់គោលការណ៍ «nope»"),
        ("gate nope --format json", "en", 'unknown policy "nope"'),
        ("explain nope", "fr", "il n’y a pas de règle nommée 'nope'"),
        ("--language tlh status", "fr", "le programme ne parle pas «\u00a0tlh\u00a0»"),
        ("check --since nope", "fr", "pas de dépôt Git ici"),
    ],
)  # fmt: skip
def test_an_error_is_told_in_the_language_that_the_command_speaks(
    command: str, language: str, line: str, project: Path
) -> None:
    found = _run(project, command, LANGUAGE=language if language != "en" else "fr")
    error = found.exception
    assert isinstance(error, KmsError)
    assert error.language == language
    with messages.speaking(error.language):
        assert line in messages.told(error)


def test_an_error_ends_the_program_in_the_language_of_the_environment(project: Path) -> None:
    command = [sys.executable, "-m", "kms_i18n", "status", "-l", "tlh"]
    environment = {**os.environ, "LANGUAGE": "fr"}
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.startswith("erreur\u00a0: langue inconnue «\u00a0tlh\u00a0»\n")


def test_what_a_check_says_is_english_for_machines_and_the_readers_for_people(
    project: Path,
) -> None:
    command = "check -l en --select source-glued-word"
    assert "Srok et approach sont collés" in _run(project, command, LANGUAGE="fr").output
    for form in ("json", "sarif", "github"):
        found = _run(project, f"{command} --format {form}", LANGUAGE="fr").output
        assert "Srok and approach are glued" in found


def test_the_headings_of_an_explanation_speak_and_its_examples_stay(project: Path) -> None:
    english = _run(project, "explain km-encoding").output
    spoken = _run(project, "explain km-encoding", LANGUAGE="fr").output
    assert "\nFautif (km):\n" in spoken
    assert "*erreur; km*" in spoken
    for word, said in (("Bad", "Fautif"), ("Good", "Correct"), ("*error;", "*erreur;")):
        spoken = spoken.replace(said, word)
    assert spoken == english


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "km_KH"}, "km"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "km_KH.UTF-8"}, "km"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": ""}, "fr"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "de:km:fr"}, "km"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "en:fr"}, "en"),
        ({"LC_ALL": "C", "LANGUAGE": "fr"}, "en"),
        ({"LANG": "POSIX", "LANGUAGE": "fr"}, "en"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "fr@euro"}, "fr"),
        ({"LANG": "../../x"}, "en"),
    ],
)
def test_the_environment_is_read_as_gettext_reads_it(
    environment: dict[str, str], language: str
) -> None:
    assert messages.preferred(environment) == language


def test_english_reads_no_catalog_of_ours(project: Path) -> None:
    messages._parsed.cache_clear()
    messages._single.cache_clear()
    assert _run(project, "gate release", LC_ALL="C").exit_code == 1
    assert _run(project, "status --help", LC_ALL="C").exit_code == 0
    assert isinstance(_run(project, "gate nope", LC_ALL="C").exception, KmsError)
    assert messages._parsed.cache_info().currsize == 0


def test_our_own_catalogs_pass_our_own_status_and_checks() -> None:
    counted = json.loads(_run(ROOT, "status kms_i18n/locale --format json").output)
    for catalog in counted["catalogs"]:
        assert catalog["translated"] > 150
        assert (catalog["fuzzy"], catalog["untranslated"]) == (0, 0)
    found = _run(ROOT, "check --strict kms_i18n/locale")
    assert (found.exit_code, found.output) == (0, "no findings in 2 catalogs\n")
