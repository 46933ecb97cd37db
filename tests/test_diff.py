"""What ``diff`` says: kinds, classes, notes, counts, its schema, and PO files in ``git diff``."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from kms_i18n import flow, formats, listing, po, reports
from kms_i18n.results import Difference, Differences

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = json.loads((ROOT / "kms_i18n/schemas/diff-1.schema.json").read_text(encoding="utf-8"))
CAPTURE, MISSION = "source/archive/mission-web-capture.txt", "source/mission.txt"
_OLD = """The law

a- The court hears both parties. It rules within ten days of that.

b- The State will protect the land.

c- Rice is stored in the villages.

d- Fishing grounds belong to those villages that tend them.
"""
_NEW = """The law

a- The court hears both parties.

b- It rules within ten days of that.

c- Fishing grounds belong to those villages that tend them.

d- The State will not protect the land.

e- Rice is stored in the villages.
"""


def _compared(old: str, new: str, locale: str = "en") -> Difference:
    sides = [formats.extract("law.txt", text.encode()).segments for text in (old, new)]
    return flow.compare("law.txt", sides[0], sides[1], ("a", "b"), {}, locale)


def _kms(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kms_i18n", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_what_was_cleaned_in_the_capture_reads_like_an_editors_note() -> None:
    done = _kms("diff", "--exit-code", CAPTURE, MISSION)
    assert (done.returncode, done.stderr) == (1, "")
    assert "9 changes: 6 edited (6 wording); 3 removed (3 meaning)" in done.stdout
    assert (
        done.stdout.count("note: a mark glued to the first word, “A”, became the marker •\n") == 6
    )
    removed = re.findall(
        r"  (\S+)  removed, meaning\n    \[-(.*)-\]\n    note: (.*)\n", done.stdout
    )
    assert removed == [
        ("title", "Mission KMS", "stood above all that is in both"),
        ("p1", "05-DSC_0116 small start\u00a0stop\u00a0bwd\u00a0fwd", "stood above all that is in both"),
        ("p10", "Read more: Mission KMS", "stood below all that is in both"),
    ]  # fmt: skip
    assert _kms("diff", "--exit-code", MISSION, MISSION).returncode == 0


def test_every_segment_of_a_split_is_shown_and_every_change_has_its_class() -> None:
    found = _compared(_OLD, _NEW)
    kinds = {d.place: (d.change.kind, d.change.klass, d.change.moved) for d in found.deltas}
    assert kinds == {
        "a, b": ("split", "structure", False),
        "c": ("moved", "structure", True),
        "d": ("edited", "meaning", False),
    }
    for name in ("text", "markdown", "html", "json", "csv"):
        shown = reports.render(name, Differences((found,)))
        for word in ("split", "structure", "moved", "edited", "meaning"):
            assert word in shown, (name, word)
        for sentence in ("The court hears both parties.", "It rules within ten days of that."):
            assert sentence in shown, (name, sentence)


def test_a_merge_is_a_split_read_backwards_in_the_diff_as_well() -> None:
    (merged,) = (d for d in _compared(_NEW, _OLD).deltas if d.change.kind == "merged")
    assert (merged.former, merged.place) == ("a, b", "a")
    assert len(merged.old) == 2


def test_structure_leaves_the_texts_out_and_stat_only_counts() -> None:
    found = _compared(_OLD, _NEW)
    for name in ("text", "markdown"):
        outline = reports.render(name, Differences((found,), form="structure"))
        assert "split" in outline
        assert "court hears" not in outline
        counts = reports.render(name, Differences((found,), form="stat"))
        assert "meaning" in counts
        assert len(counts.splitlines()) < len(outline.splitlines())
    assert found.kinds() == {
        "moved": {"structure": 1},
        "edited": {"meaning": 1},
        "split": {"structure": 1},
    }


def test_the_class_is_that_of_the_sources_language() -> None:
    old, new = "Le travail est libre.\n\nFin.\n", "Le travail n'est pas libre.\n\nFin.\n"
    assert _compared(old, new, "fr").kinds() == {"edited": {"meaning": 1}}


@pytest.mark.parametrize("texts", [(_OLD, _NEW), (_NEW, _OLD), (_OLD, ""), (_OLD, _OLD)])
def test_json_follows_the_published_schema(texts: tuple[str, str]) -> None:
    Draft7Validator.check_schema(SCHEMA)
    data = json.loads(reports.render("json", Differences((_compared(*texts),))))
    assert list(Draft7Validator(SCHEMA).iter_errors(data)) == []
    del data["documents"][0]["kinds"]
    assert list(Draft7Validator(SCHEMA).iter_errors(data))


def test_deepdiff_describes_each_change_by_its_path() -> None:
    structure = _compared(_OLD, _NEW).structure()
    assert set(structure) == {"a, b", "c", "d"}
    changed = structure["d"]["values_changed"]["root['text']"]
    assert (changed["old_value"], changed["new_value"]) == (
        "The State will protect the land.",
        "The State will not protect the land.",
    )
    assert set(_compared(_OLD, "").structure()) == {f"-{path}" for path in ("title", *"abcd")}


# ── git ──────────────────────────────────────────────────────────────────────────────────────


def test_a_listing_has_a_paragraph_an_entry_and_a_line_a_sentence() -> None:
    entry = po.write_entry(
        "One. Two.", ("Un. Deux.\n\x1b[31m",), flags=("fuzzy",), references=("law.txt:a",),
        previous_source="One.", translator_comments=("mind", ""),
    )  # fmt: skip
    listed = listing.listed(po.parse(po.new_catalog({"Language": "fr"}, [entry])))
    assert listed.split("\n\n")[1] == (
        "law.txt:a [fuzzy]\n  comment   mind\n  comment\n  previous  One.\n  source    One.\n            Two.\n"
        "  target    Un.\n            Deux.⏎\n            <U+001B>[31m\n"
    )


def _git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=translator", "-c", "user.email=translator@example.org"]
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, capture_output=True, check=True
    )
    return done.stdout.decode()


def test_git_diff_shows_one_word_of_one_entry(tmp_path: Path) -> None:
    page = (ROOT / "docs/how-to/compare-revisions.md").read_text(encoding="utf-8")
    attributes = re.search(r"```gitattributes\n(.*?)```", page, re.DOTALL)
    assert attributes
    command = re.search(r'git config diff\.po\.textconv "kms-i18n (.*)"', page)
    assert command
    _git(tmp_path, "init", "-q", ".")
    (tmp_path / ".gitattributes").write_text(attributes[1], encoding="utf-8")
    catalog = tmp_path / "fr.po"
    data = (ROOT / "po/fr/mission.po").read_bytes()
    catalog.write_bytes(data)
    _git(tmp_path, "add", ".")
    _git(tmp_path, "commit", "-qm", "start")
    _git(tmp_path, "config", "diff.po.textconv", f"{sys.executable} -m kms_i18n {command[1]}")
    catalog.write_bytes(data.replace(b"Lutter contre la", b"Combattre la", 1))
    lines = [line for line in _git(tmp_path, "diff", "-U0").splitlines() if line[0] in "+-"][2:]
    assert lines == [
        "-  target    Lutter contre la pauvreté et la corruption\u202f;",
        "+  target    Combattre la pauvreté et la corruption\u202f;",
    ]
    assert "[-Lutter contre-]{+Combattre+}" in _git(tmp_path, "diff", "--word-diff", "-U0")
    # A file that is torn is shown as it is: Git would show nothing if its converter failed.
    catalog.write_bytes(data[:-9] + b'"\nmsgid')
    assert "+msgid" in _git(tmp_path, "diff").replace(" ", "")  # fmt: skip
