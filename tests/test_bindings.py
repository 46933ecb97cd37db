"""False bindings: what a merge joined that nobody wrote, replayed with real Git."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from kms_i18n import po
from kms_i18n.pairs import Reader, bound

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = (
    "The first line of this clause says what the people of the land are owed by their State, and "
    "the second line goes on for as long as lawyers go on, until the third line ends it all."
)
EDITED = SOURCE.replace("are owed by", "must pay to")  # as long: no line is broken elsewhere
TARGET = "La traduction que quelqu'un a écrite pour la première phrase."
CONFIG = """\
source_locale: en
documents: [source/*.txt]
locales: {fr: }
policies: {release: {minimum: {translated: 100}}}
"""


def _kms(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kms_i18n", *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
    )


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=True)
    return done.stdout.decode().strip()


def _commit(folder: Path, message: str) -> str:
    _git(folder, "add", "-A", ".")
    _git(folder, "commit", "-q", "-m", message)
    return _git(folder, "rev-parse", "HEAD")


def _write(folder: Path, text: str) -> None:
    (folder / "source").mkdir(exist_ok=True)
    (folder / "source/law.txt").write_text(f"Law\n\n{text}\n")
    assert _kms(folder, "update").returncode == 0


def _fill(folder: Path, source: str, target: str) -> None:
    path = folder / "po/fr/law.po"
    catalog = po.parse(path.read_bytes(), str(path), "fr")
    (entry,) = [e for e in catalog.live if e.source == source]
    path.write_bytes(po.edit(catalog, entry, targets=(target,), fuzzy=False))


def _found(folder: Path) -> list[dict[str, object]]:
    done = _kms(folder, "check", "--format", "json")
    findings: list[dict[str, object]] = json.loads(done.stdout)["findings"]
    assert done.returncode == any(f["severity"] == "error" for f in findings)
    return [f for f in findings if f["rule"] == "false-binding"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "kms-i18n.yaml").write_text(CONFIG)
    _git(tmp_path, "init", "-q", "-b", "main", ".")
    _write(tmp_path, SOURCE)
    _fill(tmp_path, "Law", "Loi")
    _commit(tmp_path, "start")
    return tmp_path


@pytest.fixture
def merged(project: Path) -> Path:
    """Branch A fills a msgstr, branch B rewrites its msgid; Git merges the two without a word."""
    _git(project, "switch", "-q", "-c", "translator")
    _fill(project, SOURCE, TARGET)
    _commit(project, "translate")
    _git(project, "switch", "-q", "main")
    _write(project, EDITED)
    _commit(project, "edit the source")
    _git(project, "merge", "-q", "-m", "merge", "translator")
    return project


def test_a_silent_merge_is_found_named_and_refused(merged: Path) -> None:
    catalog = po.parse((merged / "po/fr/law.po").read_bytes(), "po/fr/law.po", "fr")
    (entry,) = [e for e in catalog.live if e.source == EDITED]
    assert (entry.target, entry.fuzzy) == (TARGET, False), "git no longer merges this silently"
    (finding,) = _found(merged)
    assert finding["segment"] == "p1"
    assert (finding["path"], finding["line"]) == ("po/fr/law.po", entry.target_line)
    assert str(finding["message"]).startswith("nobody wrote this translation for this source")
    gate = _kms(merged, "gate")
    assert gate.returncode == 1
    assert "[false-binding]" in gate.stdout
    assert _kms(merged, "check", "--ignore", "false-binding").returncode == 0


@pytest.mark.gettext
def test_msgfmt_finds_nothing_in_a_silent_merge(merged: Path) -> None:
    done = subprocess.run(
        ["msgfmt", "--check", "--statistics", "-o", "/dev/null", "po/fr/law.po"],
        cwd=merged,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0
    assert "2 translated messages." in done.stderr


def test_an_approval_or_a_new_translation_settles_a_false_binding(merged: Path) -> None:
    approve = _kms(
        merged, "approve", "-l", "fr", "--rule", "false-binding", "--by", "x@example.org"
    )
    assert approve.returncode == 0
    assert _found(merged) == []
    (merged / "po/fr/approvals.tsv").unlink()
    assert len(_found(merged)) == 1
    _fill(merged, EDITED, TARGET + " Revue.")
    assert _found(merged) == []


def test_a_merge_that_is_not_committed_yet_is_looked_at_too(project: Path) -> None:
    _git(project, "switch", "-q", "-c", "translator")
    _fill(project, SOURCE, TARGET)
    _commit(project, "translate")
    _git(project, "switch", "-q", "main")
    _write(project, EDITED)
    _commit(project, "edit the source")
    _git(project, "merge", "-q", "--no-commit", "translator")
    (finding,) = _found(project)
    assert "the merge going on here" in str(finding["message"])


def test_a_rewritten_msgid_that_keeps_its_translation_unmarked_is_found(project: Path) -> None:
    _fill(project, SOURCE, TARGET)
    _commit(project, "translate")
    path = project / "po/fr/law.po"
    path.write_bytes(path.read_bytes().replace(b"are owed by", b"must pay to"))
    (project / "source/law.txt").write_text(f"Law\n\n{EDITED}\n")
    (finding,) = _found(project)
    assert "was written for" in str(finding["message"])
    name = _commit(project, "squashed")
    (finding,) = _found(project)
    assert name[:10] in str(finding["message"])


def test_a_stale_translation_whose_mark_is_taken_off_is_the_translators_word(project: Path) -> None:
    _fill(project, SOURCE, TARGET)
    _commit(project, "translate")
    _write(project, EDITED)
    _commit(project, "update marks it fuzzy")
    path = project / "po/fr/law.po"
    path.write_text(re.sub(r"#, fuzzy\n(#\|.*\n)+", "", path.read_text()))
    assert _found(project) == []
    _commit(project, "still right")
    assert _found(project) == []


def test_moved_catalogs_changed_references_and_shared_words_are_no_false_bindings(
    project: Path,
) -> None:
    _fill(project, SOURCE, TARGET)
    _commit(project, "translate")
    path = project / "po/fr/law.po"
    path.write_text(path.read_text().replace("#: source/law.txt:p1", "#: source/law.txt:p2"))
    _commit(project, "references")
    (project / "source/law.txt").write_text(f"Law\n\n{SOURCE}\n\nStatute\n")
    _kms(project, "update")
    _fill(project, "Statute", "Loi")
    _commit(project, "two sources, one word")
    assert _found(project) == []


def test_a_shallow_clone_says_how_far_it_looked(merged: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    _git(merged, "clone", "-q", "--depth", "1", f"file://{merged}", str(clone))
    done = _kms(clone, "check")
    assert done.returncode == 0
    assert "note: shallow clone: history was read 1 commit back" in done.stdout
    _git(clone, "fetch", "-q", "--unshallow")
    assert len(_found(clone)) == 1


def test_without_git_the_check_says_what_it_cannot_know(merged: Path) -> None:
    shutil.rmtree(merged / ".git")
    done = _kms(merged, "check")
    assert done.returncode == 0
    assert "note: no Git history here" in done.stdout


def test_catalogs_are_cut_at_blank_lines_only_where_entries_end() -> None:
    header = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    reader = Reader()
    usual = header + b'msgid "a"\nmsgstr "b"\n\n#~ msgid "c"\n#~ msgstr "d"\n'
    assert len(reader.pieces(usual)) == 3
    odd = header + b'msgid "a"\n\nmsgstr "b"\n'
    assert reader.pieces(odd) == {odd}
    assert [e.source for e in reader.entries(reader.pieces(odd))] == ["a"]
    latin = header.replace(b"UTF-8", b"ISO-8859-1") + 'msgid "a"\nmsgstr "é"\n'.encode("latin-1")
    assert [e.target for e in reader.entries(reader.pieces(latin))] == ["é"]
    assert list(reader.entries(reader.pieces(b"no catalog at all"))) == []


def test_a_pair_that_a_commit_leaves_alone_is_not_its_work() -> None:
    reader = Reader()
    old = reader.pieces(b'msgid "a"\nmsgstr "A"\n\nmsgid "b"\nmsgstr "B"\n')
    new = reader.pieces(b'# seen\nmsgid "a"\nmsgstr "A"\n\nmsgid "b2"\nmsgstr "B"\n')
    made = list(bound(reader, [old], new, merge=False))
    assert [(m.entry.source, m.suspect, m.former) for m in made] == [("b2", "rebound", "b")]
    assert list(bound(reader, [new, old], new, merge=True)) == []


def test_a_severity_in_the_configuration_holds_for_false_bindings_too(merged: Path) -> None:
    path = merged / "kms-i18n.yaml"
    for level, severities, code in (("warning", ["warning"], 0), ("none", [], 0)):
        path.write_text(CONFIG + f"checks: {{rules: {{false-binding: {level}}}}}\n")
        assert [f["severity"] for f in _found(merged)] == severities
        assert _kms(merged, "gate").returncode == code
    path.write_text(CONFIG + "checks: {rules: {false-bindng: warning}}\n")
    assert 'did you mean "false-binding"?' in _kms(merged, "check").stderr


def test_since_leaves_out_the_false_bindings_that_a_revision_had(merged: Path) -> None:
    for revision, code in (("HEAD", 0), ("HEAD^1", 1)):
        done = _kms(merged, "check", "--since", revision, "--select", "false-binding")
        assert done.returncode == code, revision


def test_an_override_in_force_is_told_by_status_check_and_gate(merged: Path) -> None:
    line = "release\tfr\tsource/law.txt\t2999-12-31\teditor@example.org\tprinting day\n"
    (merged / "po/overrides.tsv").write_text(line)
    assert "printing day" not in _kms(merged, "status").stdout, "it is not committed"
    _commit(merged, "let it pass")
    said = "override in force until 2999-12-31: release fr source/law.txt, by editor@example.org: printing day"
    for command in ("status", "check"):
        for form in ("text", "markdown"):
            assert said in _kms(merged, command, "--format", form).stdout, (command, form)
    assert "printing day" in _kms(merged, "gate").stdout


def test_a_waiver_lets_a_false_binding_pass_with_its_reason(merged: Path) -> None:
    word = ("--reason", "read again after the merge", "--by", "x@example.org")
    assert _kms(merged, "waive", "false-binding", "-l", "fr", "p1", *word).returncode == 0
    assert _found(merged) == []
    done = _kms(merged, "check", "--select", "false-binding")
    assert (done.returncode, done.stdout) == (0, "no findings in 1 catalog (1 waived)\n")
    assert "[false-binding]" not in _kms(merged, "gate").stdout
    _fill(merged, EDITED, TARGET + " !")
    _fill(merged, EDITED, TARGET)
    assert _found(merged) == []
