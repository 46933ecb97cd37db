"""The fuzzer, run short; and that it sees what it looks for."""

from __future__ import annotations

import random
import shutil

import pytest

from kms_i18n import po
from tests import fuzz_po
from tests.corpus.po.awkward import A, H

MSGFMT = shutil.which("msgfmt") is not None


def test_damaged_catalogs_break_no_law() -> None:
    found = fuzz_po.run(range(1500), seed=11, every=15 if MSGFMT else 0)
    assert [(culprit.law, culprit.detail) for culprit in found.culprits] == []
    assert found.files == 1500
    assert found.accepted > 100
    assert found.edits > 200
    assert found.compared == (100 if MSGFMT else 0)


def test_written_catalogs_break_no_law() -> None:
    found = fuzz_po.written(range(25), seed=11, every=int(MSGFMT))
    assert [(culprit.law, culprit.detail) for culprit in found.culprits] == []


def test_the_same_seed_gives_the_same_files() -> None:
    files = fuzz_po.corpus()
    one, other = (fuzz_po.mutant(random.Random("11 7"), files) for _ in range(2))
    assert one == other


REVISE, EDIT, COMPOSE = po.revise, po.edit, po.compose
FAULTS = {
    "compose": (lambda *given: COMPOSE(*given).rstrip(), "changes the file"),
    "revise": (lambda *given, **fields: REVISE(*given, **fields).strip(), "changes nothing changes"),
    "edit": (lambda *given, **fields: EDIT(*given, **fields) + b"\n#", "outside the entry"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_the_engine_is_seen(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fault, says = FAULTS[name]
    monkeypatch.setattr(po, name, fault)
    culprits = fuzz_po.run(range(300), seed=11, every=0).culprits
    assert any(says in culprit.detail for culprit in culprits)


@pytest.mark.gettext
def test_a_translation_read_otherwise_than_gettext_reads_it_is_seen() -> None:
    from tests.oracles import msgfmt

    data = H + A
    other = po.parse(data.replace(b'"b"', b'"c"'))
    said = msgfmt.disagreement(data, msgfmt.ask(data), "", other)
    assert said == "b'a': msgfmt b'b', expected b'c'"
    draft = po.parse(H + b"#, fuzzy\n" + A)
    assert "counts" in msgfmt.disagreement(data, msgfmt.ask(data), "", draft)
    assert "we refuse (x)" in msgfmt.disagreement(data, msgfmt.ask(data), "x", None)


def test_an_error_that_is_not_the_documented_one_is_a_culprit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(_: bytes, path: str) -> None:
        raise IndexError(path)

    monkeypatch.setattr(po, "parse", broken)
    (culprit, *_) = fuzz_po.run(range(3), seed=11, every=0).culprits
    assert culprit.detail == "IndexError: x.po"


def test_the_command_tells_what_it_compared(capsys: pytest.CaptureFixture[str]) -> None:
    assert fuzz_po.main(["--n", "40", "--msgfmt", "0", "--written", "2"]) == 0
    said = capsys.readouterr().out
    assert "40 mutants: " in said
    assert "0 mutants compared with msgfmt" in said
    assert "2 catalogs of 20 random entries written" in said
