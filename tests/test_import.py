"""Documents that were translated elsewhere, taken into catalogs: ``import-document``."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kms_i18n import adoption, flow, formats, po
from kms_i18n.bitext import bitext
from tests.projects import mission_project

if TYPE_CHECKING:
    from kms_i18n.model import Document

ROOT = Path(__file__).resolve().parent.parent
SOURCE = formats.extract("source/mission.txt", (ROOT / "source/mission.txt").read_bytes())
LOCALES = ("fr", "km")


def _published(locale: str) -> str:
    catalog = po.parse((ROOT / f"po/{locale}/mission.po").read_bytes(), "mission.po", locale)
    units = flow.assess([SOURCE], catalog, locale, "en")
    return flow.publish(SOURCE, units, "source").text


def _right(locale: str) -> dict[str, str]:
    catalog = po.parse((ROOT / f"po/{locale}/mission.po").read_bytes(), "mission.po", locale)
    return {entry.source: entry.target for entry in catalog.live}


def _empty(document: Document = SOURCE) -> bytes:
    return flow.update(po.parse(po.new_catalog({"Language": "fr"})), [document]).data


def _imported(text: str, data: bytes | None = None) -> tuple[bytes, adoption.Adoption]:
    catalog = po.parse(data or _empty(), "mission.po", "fr")
    return adoption.adopt(catalog, SOURCE, formats.extract("mission-fr.txt", text.encode()))


@pytest.mark.parametrize("locale", LOCALES)
def test_a_published_mission_comes_back_with_every_segment_right(locale: str) -> None:
    data, account = _imported(_published(locale))
    live = po.parse(data).live
    assert {entry.source: entry.target for entry in live} == _right(locale)
    assert not any(entry.fuzzy for entry in live)
    assert {unit.outcome for unit in account.units} == {"translated"}
    assert account.leftovers == ()


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("gone", range(15))
def test_a_missing_paragraph_makes_no_other_translation_surely_wrong(
    locale: str, gone: int
) -> None:
    blocks = _published(locale).split("\n\n")
    blocks = [block for block in blocks if block.strip()]
    del blocks[gone]
    data, account = _imported("\n\n".join(blocks))
    right = _right(locale)
    live = [entry for entry in po.parse(data).live if entry.target]
    sure = [entry for entry in live if not entry.fuzzy]
    assert all(entry.target == right[entry.source] for entry in sure)
    assert len(sure) >= 11
    assert sum(entry.target != right[entry.source] for entry in live) <= 1
    assert sum(unit.outcome == "missing" for unit in account.units) == 1


@pytest.mark.parametrize("locale", LOCALES)
def test_a_split_paragraph_is_joined_and_fuzzy(locale: str) -> None:
    right = _right(locale)
    whole = next(target for source, target in right.items() if source.startswith("Building good"))
    cut = whole.index("។ " if locale == "km" else ". ") + 2
    text = _published(locale).replace(whole, f"{whole[:cut].strip()}\n\n{whole[cut:]}")
    data, _ = _imported(text)
    entries = {entry.source: entry for entry in po.parse(data).live}
    assert {source: entry.target for source, entry in entries.items()} == right
    assert [e.source[:13] for e in entries.values() if e.fuzzy] == ["Building good"]


@pytest.mark.parametrize("locale", LOCALES)
def test_paragraphs_in_another_order_are_found_but_not_sure(locale: str) -> None:
    blocks = _published(locale).split("\n\n")
    (place,) = (k for k, block in enumerate(blocks) if block.startswith("d-"))
    blocks[place], blocks[place + 1] = blocks[place + 1], blocks[place]
    data, _ = _imported("\n\n".join(blocks))
    right = _right(locale)
    live = [entry for entry in po.parse(data).live if entry.target]
    assert all(entry.target == right[entry.source] for entry in live if not entry.fuzzy)
    moved = {entry.source[:15]: entry for entry in live if entry.fuzzy}
    assert moved["The restoration"].target == right[moved["The restoration"].source]


def test_a_translation_that_is_there_stays_and_the_other_is_listed() -> None:
    catalog = po.parse(_empty(), "mission.po", "fr")
    mine = po.edit(catalog, catalog.live[2], targets=("Ma version",))
    data, account = _imported(_published("fr"), mine)
    assert po.parse(data).live[2].target == "Ma version"
    (kept,) = (unit for unit in account.units if unit.outcome == "kept")
    assert kept.target == _right("fr")[catalog.live[2].source]


def test_an_untranslated_paragraph_is_no_finished_translation() -> None:
    data, _ = _imported(SOURCE.text)
    live = po.parse(data).live
    assert all(entry.target == entry.source and entry.fuzzy for entry in live)


def test_what_the_source_does_not_say_is_left_over_with_its_line() -> None:
    text = "# Sommaire 2019 2020 2021\n\n" * 3
    source = formats.extract("a.md", b"One paragraph about rice and its price in 1970.\n")
    given_ = formats.extract("a.fr.md", (text + "Un paragraphe sur le riz et son prix en 1970.\n").encode())  # fmt: skip
    data, account = adoption.adopt(po.parse(_empty(source)), source, given_)
    assert po.parse(data).live[0].target == "Un paragraphe sur le riz et son prix en 1970."
    assert [left.line for left in account.leftovers] == [1, 3, 5]


_SENTENCES = st.lists(
    st.sampled_from(["Peace.", "The land of 1970.", "ដីធ្លី", "a- one", "• two", "No; yes", "Law"]),
    max_size=9,
)


@given(_SENTENCES)
def test_a_document_beside_itself_gives_every_segment_its_own(texts: list[str]) -> None:
    document = formats.extract("law.txt", "\n\n".join(texts).encode())
    matches = bitext(document.segments, document.segments)
    assert [(m.old, m.new) for m in matches] == [((k,), (k,)) for k in range(len(matches))]
    assert all(match.sure for match in matches)
    data, _ = adoption.adopt(po.parse(_empty(document)), document, document, editorial=True)
    assert all(e.target == e.source and not e.fuzzy for e in po.parse(data).live)


@given(_SENTENCES, _SENTENCES)
def test_every_segment_of_both_documents_is_accounted_for_once(
    texts: list[str], others: list[str]
) -> None:
    old, new = (
        formats.extract("law.txt", "\n\n".join(side).encode()).segments for side in (texts, others)
    )
    matches = bitext(old, new)
    assert sorted(i for m in matches for i in m.old) == list(range(len(old)))
    assert sorted(j for m in matches for j in m.new) == list(range(len(new)))
    assert all(0 <= m.confidence <= 1 for m in matches)


# ── the command ──────────────────────────────────────────────────────────────────────────────


def _kms(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kms_i18n", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_the_command_says_what_it_would_do_and_then_does_it(tmp_path: Path) -> None:
    mission_project(tmp_path)
    catalog = tmp_path / "po/fr/mission.po"
    catalog.unlink()
    (tmp_path / "old.txt").write_text(_published("fr"), encoding="utf-8")
    command = ("import-document", "fr", "old.txt")
    assert _kms(tmp_path, *command, "--check").returncode == 1
    assert _kms(tmp_path, *command, "--dry-run").returncode == 0
    assert not catalog.exists()
    told = json.loads(_kms(tmp_path, *command, "--format", "json").stdout)
    assert [unit["outcome"] for unit in told["units"]] == ["translated"] * 15
    assert told["files"]["files"][0]["path"] == "po/fr/mission.po"
    assert {e.source: e.target for e in po.parse(catalog.read_bytes()).live} == _right("fr")
    assert _kms(tmp_path, *command, "--check").returncode == 0
    wrong = _kms(tmp_path, "import-document", "fr", "old.txt", "--document", "x.txt")
    assert (wrong.returncode, "source/mission.txt" in wrong.stderr) == (2, True)
    assert _kms(tmp_path, "import-document", "fr", "nothing.txt").returncode == 2
