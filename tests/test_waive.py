"""``waive`` writes a line for each finding that is meant, and touches nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kms_i18n import waivers
from kms_i18n.errors import KmsError
from tests.test_inspection import _break_khmer, _findings, _git, _kms, _replace, project

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

__all__ = ["project"]  # a fixture

KNOWN = "1:" + "ab" * 32
WORD = ("--reason", "printed so", "--by", "translator@example.org")


def _waive(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return _kms(folder, "waive", "km-encoding", "-l", "km", *arguments)


def test_a_finding_is_waived_by_its_segment_or_its_line_and_no_other(project: Path) -> None:
    _break_khmer(project)
    _replace(project, "po/km/mission.po", "របស់ខ្មែរម្ចាស់", "របស់ខែ្មរម្ចាស់")
    first, second = _findings(project, "-l", "km")
    done = _waive(project, first["segment"], *WORD)
    assert (done.returncode, done.stdout) == (0, "wrote po/km/waivers.tsv\n")
    assert done.stderr == "1 finding of km-encoding waived\n"
    line = f"km-encoding\t{first['fingerprint']}\tprinted so\ttranslator@example.org\n"
    file = project / "po/km/waivers.tsv"
    assert file.read_text(encoding="utf-8") == line
    assert _findings(project, "-l", "km") == [second]
    assert _waive(project, f"{second['path']}:{second['line']}", *WORD).returncode == 0
    assert _findings(project, "-l", "km") == []
    assert line in file.read_text(encoding="utf-8")


def test_nothing_is_waived_without_a_reason_a_place_and_a_finding(project: Path) -> None:
    _break_khmer(project)
    for arguments, says in (
        (("title", "--reason", " "), "no reason, no waiver"),
        (("title", "--reason", "a\tb"), "must not hold tabs"),
        ((*WORD,), "no findings are named"),
        (("title", "--all", *WORD), "exclude each other"),
        (("c/99", *WORD), "no finding of km-encoding at c/99"),
        (("title", *WORD, "--until", "2026-01-30"), "void already"),
    ):
        done = _waive(project, *arguments)
        assert (done.returncode, done.stdout) == (2, ""), arguments
        assert says in done.stderr
    assert "Missing option '--reason'" in _kms(project, "waive", "a", "-l", "km").stderr
    done = _kms(project, "waive", "km-encodin", "-l", "km", "--all", *WORD)
    assert "did you mean km-encoding?" in done.stderr
    assert not (project / "po/km/waivers.tsv").exists()


def test_a_dry_run_writes_nothing_and_check_says_so(project: Path) -> None:
    _break_khmer(project)
    assert _waive(project, "--all", *WORD, "--dry-run").stdout == "would write po/km/waivers.tsv\n"
    assert _waive(project, "--all", *WORD, "--check").returncode == 1
    assert not (project / "po/km/waivers.tsv").exists()


def test_what_is_waived_is_no_finding_to_waive_until_its_day_is_over(project: Path) -> None:
    _break_khmer(project)
    assert _waive(project, "--all", *WORD, "--until", "2026-01-31").returncode == 0
    assert "no finding of km-encoding" in _waive(project, "--all", *WORD).stderr
    (found,) = _findings(project, "-l", "km", "--today", "2026-02-01")
    late = _kms(project, "check", "-l", "km", "--today", "2026-02-01")
    assert "this waiver of km-encoding is void: it ended on 2026-01-31" in late.stdout
    again = f"km-encoding\t{found['fingerprint']}\tprinted so\tb@example.org\n"
    with (project / "po/km/waivers.tsv").open("a", encoding="utf-8") as file:
        file.write(again)
    assert "void" not in _kms(project, "check", "-l", "km", "--today", "2026-02-01").stdout


def test_a_matter_of_style_is_waived_for_its_file_and_not_called_void(tmp_path: Path) -> None:
    (tmp_path / "kms-i18n.yaml").write_text(
        "source_locale: en\nlocales: {fr: {}}\ndocuments: [source/a.txt]\n"
    )
    (tmp_path / "source").mkdir()
    (tmp_path / "source/a.txt").write_text("Wait\n\nSave\n\nOpen it\n")
    _git(tmp_path, "init", "-q", ".")
    assert _kms(tmp_path, "update").returncode == 0
    _git(tmp_path, "add", ".")
    _git(tmp_path, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "a")
    catalog = tmp_path / "po/fr/a.po"
    text = catalog.read_text(encoding="utf-8")
    for source, target in (("Wait", "Attendez…"), ("Save", "Gardez…"), ("Open it", "Ouvrez...")):
        text = text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{target}"')
    catalog.write_text(text, encoding="utf-8")
    rule = "ellipsis-style-mixed"
    assert [f["rule"] for f in _findings(tmp_path, "--select", rule)] == [rule]
    assert _kms(tmp_path, "waive", rule, "-l", "fr", "--all", *WORD).returncode == 0
    done = _kms(tmp_path, "check", "--select", rule)
    assert done.stdout == "no findings in 1 catalog (1 waived)\n"


def test_lines_and_remarks_that_are_there_keep_their_bytes() -> None:
    old = f"# by hand\r\nb-rule\t{KNOWN}\tr\tw\r\n\r\na-rule\t{KNOWN}\tr\tw".encode()
    new = waivers.added(old, "w.tsv", [waivers.Waiver("aa-rule", KNOWN, "r", "w")])
    assert new.decode() == (
        f"# by hand\r\naa-rule\t{KNOWN}\tr\tw\r\nb-rule\t{KNOWN}\tr\tw\r\n\r\na-rule\t{KNOWN}\tr\tw\r\n"
    )
    with pytest.raises(KmsError):
        waivers.added(b"", "w.tsv", [waivers.Waiver("a", KNOWN, "r", "w\tx")])


_held = st.builds(
    waivers.Waiver,
    st.sampled_from(["km-encoding", "fr-nbsp-missing"]),
    st.text("0123456789abcdef", min_size=64, max_size=64).map("1:".__add__),
    st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=8),
    st.just("translator@example.org"),
)


@given(st.lists(_held, max_size=4), st.lists(_held, max_size=4), st.booleans())
def test_adding_keeps_every_line_and_gives_the_file_that_dump_writes(
    old: list[waivers.Waiver], new: list[waivers.Waiver], cut: bool
) -> None:
    data = waivers.dump(old)
    found = waivers.added(data[:-1] if cut else data, "w.tsv", new)
    assert found == waivers.dump([*old, *new])
    assert waivers.added(found, "w.tsv", new) == found
