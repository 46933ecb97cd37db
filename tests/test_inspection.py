"""Checks of a whole project: what is chosen, what is let pass, what is mended."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
from pathlib import Path

import pytest

from kms_i18n import checks, cli, po
from tests.projects import mission_project

ROOT = Path(__file__).resolve().parent.parent


def _kms(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command in this process, in a folder: a process of its own takes a second."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            cli.main(list(arguments))
        except SystemExit as stop:
            code = int(stop.code or 0)
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


def _findings(folder: Path, *arguments: str) -> list[dict[str, str]]:
    done = _kms(folder, "check", "--format", "json", *arguments)
    assert done.returncode in {0, 1}, done.stderr
    return json.loads(done.stdout)["findings"]


def _rules(folder: Path, *arguments: str) -> set[str]:
    return {finding["rule"] for finding in _findings(folder, *arguments)}


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=True)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a copy of this project, committed on 31 January 2026."""
    mission_project(tmp_path)
    _git(tmp_path, "init", "-q", ".")
    _git(tmp_path, "add", ".")
    date = {"GIT_COMMITTER_DATE": "2026-01-31T23:30:00+0700"}
    subprocess.run(
        ["git", "commit", "-qm", "start"],
        cwd=tmp_path,
        env={**os.environ, **date},
        check=True,
    )
    return tmp_path


def _replace(folder: Path, path: str, old: str, new: str) -> None:
    file = folder / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def _break_khmer(folder: Path) -> None:
    _replace(folder, "po/km/mission.po", "ខ្មែរម្ចាស់ស្រុក", "ខែ្មរម្ចាស់ស្រុក")


# ── Our own texts ────────────────────────────────────────────────────────────────────────────


def test_our_khmer_and_french_catalogs_pass_the_strict_profile() -> None:
    done = _kms(ROOT, "check", "-l", "km", "-l", "fr", "--profile", "strict")
    assert (done.returncode, done.stdout) == (0, "no findings in 2 catalogs\n")


def test_the_source_is_told_its_glued_word_and_its_two_other_spellings_of_the_name() -> None:
    found = {(f["rule"], f["segment"], f["evidence"]) for f in _findings(ROOT, "-l", "en")}
    assert {
        ("source-glued-word", "p1", "Srokapproach"),
        ("source-name-spelling", "p1", "Khmer M'Chas Srokapproach"),
        ("source-name-spelling", "c", "Khmer M' Chas Srok"),
        ("source-missing-word", "a", "threatens"),
        ("editorial-correction", "p1", ""),
    } <= found


def test_the_bullets_that_the_capture_glued_to_words_are_found() -> None:
    from kms_i18n import formats

    path = "source/archive/mission-web-capture.txt"
    document = formats.extract(path, (ROOT / path).read_bytes())
    found = list(checks.run_source(checks.Source((document,)), ["source-glued-bullet"]))
    assert len(found) == 6
    assert {finding.evidence for finding in found} == {"A"}


def test_a_finding_in_the_source_has_the_place_in_its_file() -> None:
    found = next(f for f in _findings(ROOT, "-l", "en") if f["rule"] == "source-glued-word")
    line = (ROOT / found["path"]).read_text(encoding="utf-8").split("\n")[int(found["line"]) - 1]
    assert line[int(found["column"]) - 1 :].startswith("Srokapproach")


# ── Choosing ─────────────────────────────────────────────────────────────────────────────────


def test_an_error_makes_the_exit_code_1_and_names_its_place(project: Path) -> None:
    _break_khmer(project)
    done = _kms(project, "check", "-l", "km")
    assert done.returncode == 1
    assert "po/km/mission.po:17:" in done.stdout
    assert "[km-encoding] (title)" in done.stdout


def test_only_selected_rules_run_and_ignored_ones_do_not(project: Path) -> None:
    _break_khmer(project)
    assert _rules(project, "--select", "km-encoding") == {"km-encoding"}
    assert "km-encoding" not in _rules(project, "--ignore", "km-encoding")


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_rule_is_refused_with_the_nearest_one(option: str) -> None:
    done = _kms(ROOT, "check", option, "km-encodign")
    assert done.returncode == 2
    assert "did you mean km-encoding?" in done.stderr


def test_warnings_fail_in_the_strict_profile_only(project: Path) -> None:
    _replace(project, "po/fr/mission.po", "la disparition", "la la disparition")
    assert _kms(project, "check", "-l", "fr").returncode == 0
    assert _kms(project, "check", "-l", "fr", "--profile", "strict").returncode == 1
    assert _kms(project, "check", "-l", "fr", "--strict").returncode == 1


def test_access_keys_are_looked_at_in_the_software_profile_only(tmp_path: Path) -> None:
    head = po.new_catalog({"Language": "fr", "Content-Type": "text/plain; charset=UTF-8"})
    (tmp_path / "x.po").write_bytes(head + b'\nmsgid "_File"\nmsgstr "Fichier"\n')
    assert _rules(tmp_path, "x.po") == set()
    assert _rules(tmp_path, "x.po", "--profile", "software") == {"accelerator-mismatch"}


def test_plain_po_files_need_no_project_and_take_their_locale_from_the_header(
    tmp_path: Path,
) -> None:
    head = po.new_catalog({"Language": "km", "Content-Type": "text/plain; charset=UTF-8"})
    (tmp_path / "x.po").write_bytes(head + '\nmsgid "Khmer"\nmsgstr "ខែ្មរ"\n'.encode())
    (found,) = _findings(tmp_path, "x.po")
    assert (found["rule"], found["locale"], found["line"], found["column"]) == (
        "km-encoding", "km", 9, 9,
    )  # fmt: skip
    assert _rules(tmp_path, "-l", "fr", "x.po") == {"wrong-script"}


def test_list_shows_at_least_45_rules_with_severity_and_locales() -> None:
    rows = _kms(ROOT, "check", "--list").stdout.splitlines()
    assert len(rows) >= 45
    assert {row.split()[1] for row in rows} == {"error", "warning", "info"}
    assert any(row.split() == ["km-encoding", "error", "message", "km"] for row in rows)


@pytest.mark.parametrize("rule", checks.names())
def test_explain_prints_the_page_of_every_rule(rule: str) -> None:
    page = checks.page(rule)
    assert page.startswith(f"## {rule}\n")
    assert "Bad (" in page
    assert "Good (" in page


def test_explain_prints_a_page_and_refuses_an_unknown_rule() -> None:
    assert _kms(ROOT, "explain", "km-encoding").stdout == checks.page("km-encoding")
    assert _kms(ROOT, "explain", "nonsense").returncode == 2


# ── Letting pass ─────────────────────────────────────────────────────────────────────────────


def test_a_baseline_lets_pass_what_it_knows_wherever_it_moves_and_nothing_new(
    project: Path,
) -> None:
    _break_khmer(project)
    assert _kms(project, "check", "--write-baseline", "known.tsv").returncode == 0
    done = _kms(project, "check", "--baseline", "known.tsv")
    assert done.returncode == 0
    assert "in the baseline" in done.stdout
    _replace(project, "po/km/mission.po", "msgid", "# a remark that moves every line\nmsgid")
    assert _kms(project, "check", "--baseline", "known.tsv").returncode == 0
    _replace(project, "po/km/mission.po", "វិធីសាស្ត្រ", "វិធីសាស្រ្ត")
    assert _kms(project, "check", "--baseline", "known.tsv").returncode == 1


def test_since_looks_only_at_units_that_are_new_or_changed(project: Path) -> None:
    _break_khmer(project)
    _git(project, "commit", "-qam", "broken")
    assert _rules(project, "-l", "km", "--since", "HEAD") == set()
    assert _rules(project, "-l", "km", "--since", "HEAD~1") == {"km-encoding"}
    assert _kms(project, "check", "--since", "nonsense").returncode == 2


def _fingerprint(folder: Path, rule: str) -> str:
    return next(f["fingerprint"] for f in _findings(folder) if f["rule"] == rule)


def _waive(folder: Path, locale: str, *fields: str) -> None:
    (folder / f"po/{locale}/waivers.tsv").write_text("\t".join(fields) + "\n", encoding="utf-8")


def test_a_waiver_lets_one_finding_pass_until_the_text_changes(project: Path) -> None:
    _break_khmer(project)
    known = _fingerprint(project, "km-encoding")
    _waive(project, "km", "km-encoding", known, "quoted as printed", "reviewer@example.org")
    done = _kms(project, "check", "-l", "km")
    assert done.returncode == 0
    assert "1 waived" in done.stdout
    assert _kms(project, "gate", "draft").returncode == 0
    _replace(project, "po/km/mission.po", "បេសកកម្មរបស់", "បេសកកម្ម")
    done = _kms(project, "check", "-l", "km")
    assert done.returncode == 1
    assert "po/km/waivers.tsv:1: this waiver of km-encoding is void: the text has changed" in done.stdout  # fmt: skip
    assert _kms(project, "gate", "draft").returncode == 1


@pytest.mark.parametrize(
    ("until", "today", "code"),
    [
        ("2026-02-01", None, 0),  # the last commit is of 31 January
        ("2026-01-30", None, 1),
        ("2026-03-01", "2026-03-01", 0),
        ("2026-03-01", "2026-03-02", 1),
    ],
)
def test_a_dated_waiver_ends_with_its_day(
    project: Path, until: str, today: str | None, code: int
) -> None:
    _break_khmer(project)
    known = _fingerprint(project, "km-encoding")
    _waive(project, "km", "km-encoding", known, "quoted", "reviewer@example.org", until)
    options = ["--today", today] if today else []
    done = _kms(project, "check", "-l", "km", *options)
    assert done.returncode == code
    assert (f"void: it ended on {until}" in done.stdout) == bool(code)


def test_without_a_reason_there_is_no_waiver(project: Path) -> None:
    _waive(project, "km", "km-encoding", "1:" + "0" * 64, "", "reviewer@example.org")
    done = _kms(project, "check", "-l", "km")
    assert done.returncode == 2
    assert "po/km/waivers.tsv:1: a waiver without a reason" in done.stderr


# ── Severities of the project's own ──────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ("checks: {rules: {km-encoding: warning}}", 0),
        ("checks: {rules: {km-encoding: none}}", 0),
        ("checks: {rules: {km-encoding: none}, locales: {km: {km-encoding: error}}}", 1),
        ("checks: {documents: {'source/*.txt': {km-encoding: info}}}", 0),
        ("checks: {documents: {'notes/*.txt': {km-encoding: info}}}", 1),
        ("checks: {profile: strict, rules: {km-encoding: warning}}", 1),
    ],
)
def test_the_project_says_how_bad_a_finding_is(project: Path, settings: str, code: int) -> None:
    _break_khmer(project)
    with (project / "kms-i18n.yaml").open("a", encoding="utf-8") as file:
        file.write(f"\n{settings}\n")
    assert _kms(project, "check", "-l", "km").returncode == code


def test_a_misspelt_rule_in_the_configuration_is_refused_at_its_line(project: Path) -> None:
    with (project / "kms-i18n.yaml").open("a", encoding="utf-8") as file:
        file.write("\nchecks:\n  rules:\n    km-encodign: info\n")
    done = _kms(project, "check")
    assert done.returncode == 2
    assert 'unknown rule "km-encodign"; did you mean "km-encoding"?' in done.stderr


# ── Mending ──────────────────────────────────────────────────────────────────────────────────


def test_fix_changes_the_named_places_and_no_other_byte(project: Path) -> None:
    path = project / "po/km/mission.po"
    right = path.read_bytes()
    _break_khmer(project)
    broken = path.read_bytes()
    shown = _kms(project, "check", "-l", "km", "--fix", "--dry-run")
    assert path.read_bytes() == broken
    assert "(U+1781 U+17C2 U+17D2 U+1798) -> " in shown.stdout
    assert _kms(project, "check", "-l", "km", "--fix", "--check").returncode == 1
    assert path.read_bytes() == broken
    done = _kms(project, "check", "-l", "km", "--fix")
    assert done.returncode == 0, done.stderr
    assert path.read_bytes() == right
    assert _kms(project, "check", "-l", "km", "--fix", "--check").returncode == 0


def test_fix_shows_blanks_as_code_points_and_leaves_what_is_waived(project: Path) -> None:
    _replace(project, "po/fr/mission.po", "corruption\u202f;", "corruption ;")
    shown = _kms(project, "check", "-l", "fr", "--fix", "--dry-run").stdout
    assert 'fr-nbsp-breakable: "<U+0020>;" -> "<U+202F>;"' in shown
    known = next(f for f in _findings(project) if f["rule"] == "fr-nbsp-breakable")["fingerprint"]
    _waive(project, "fr", "fr-nbsp-breakable", known, "the house style", "reviewer@example.org")
    assert "nothing to fix" in _kms(project, "check", "-l", "fr", "--fix", "--dry-run").stdout


def test_fixing_makes_the_findings_go_away_and_fixing_again_does_nothing(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source/a.txt").write_text("Why?\n\nAim: heart of the State.\n", encoding="utf-8")
    (tmp_path / "kms-i18n.yaml").write_text(
        "source_locale: en\ndocuments: [source/*.txt]\nlocales: {fr: }\n", encoding="utf-8"
    )
    assert _kms(tmp_path, "update").returncode == 0
    path = tmp_path / "po/fr/a.po"
    text = path.read_text(encoding="utf-8")
    text = text.replace('msgid "Why?"\nmsgstr ""', 'msgid "Why?"\nmsgstr "Pourquoi?"')
    text = text.replace('State."\nmsgstr ""', 'State."\nmsgstr "But: coeur de l’Etat  , 2ème."')
    path.write_text(text, encoding="utf-8")
    assert len(_findings(tmp_path, "-l", "fr")) >= 5
    assert _kms(tmp_path, "check", "--fix").returncode == 0
    assert "Pourquoi\u202f?" in path.read_text(encoding="utf-8")
    assert "But\u00a0: cœur" in path.read_text(encoding="utf-8")
    once = path.read_bytes()
    assert _kms(tmp_path, "check", "--fix", "--check").returncode == 0
    assert path.read_bytes() == once


def test_plain_po_files_are_mended_and_waived_without_a_project(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: km\\n"\n\n'
    file.write_text(f'{head}# kept\nmsgid "Khmer"\nmsgstr "ខែ្មរ"\n', encoding="utf-8")
    shown = _kms(tmp_path, "check", "--fix", "--check", "a.po")
    assert (shown.returncode, shown.stdout.count("->")) == (1, 1)
    (found,) = _findings(tmp_path, "a.po")
    (tmp_path / "w.tsv").write_text(f"km-encoding\t{found['fingerprint']}\tr\tb@example.org\n")
    assert _findings(tmp_path, "--waivers", "w.tsv", "a.po") == []
    before = file.read_bytes()
    assert _kms(tmp_path, "check", "--fix", "--waivers", "w.tsv", "a.po").returncode == 0
    assert file.read_bytes() == before
    assert _kms(tmp_path, "check", "--fix", "a.po").returncode == 0
    assert file.read_bytes() == before.replace("ខែ្មរ".encode(), "ខ្មែរ".encode())
    assert _findings(tmp_path, "a.po") == []
    assert _kms(tmp_path, "check", "--waivers", "w.tsv").returncode == 2


def test_matters_of_style_are_one_line_a_file_with_their_number(tmp_path: Path) -> None:
    head = po.new_catalog({"Language": "fr", "Content-Type": "text/plain; charset=UTF-8"})
    rows = "".join(f'\nmsgid "Why {n}?"\nmsgstr "Pourquoi {n} ?"\n' for n in "abcdefgh")
    (tmp_path / "x.po").write_bytes(head + rows.encode())
    (found,) = _findings(tmp_path, "x.po")
    assert found["message"].endswith("(8 places in this file)")


# ── Glossary ─────────────────────────────────────────────────────────────────────────────────


def test_the_glossary_is_listed_checked_and_searched_for_candidates(project: Path) -> None:
    listed = json.loads(_kms(project, "glossary", "list", "-l", "km", "--format", "json").stdout)
    assert {t["confidence"] for t in listed["terms"]} == {"H", "M"}
    assert len(listed["terms"]) >= 27
    assert _kms(project, "glossary", "check").returncode == 0
    _replace(project, "po/fr/mission.po", "souveraineté", "suzeraineté")
    done = _kms(project, "glossary", "check")
    assert done.returncode == 1
    assert "suzeraineté must not be said for sovereignty" in done.stdout
    found = _kms(project, "glossary", "candidates", "-l", "fr", "--format", "json").stdout
    terms = {t["term"]: t["count"] for t in json.loads(found)["terms"]}
    assert terms["khmer people"] == 3
    assert "human right" not in terms
