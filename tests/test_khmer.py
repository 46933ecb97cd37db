"""Khmer that is stored in the wrong order is found, and put in order where that is certain."""

from __future__ import annotations

from pathlib import Path

import pytest

from kms_i18n import khmer

CORPUS = Path(__file__).resolve().parent / "corpus/khmer"


def _lines(name: str) -> list[str]:
    text = (CORPUS / name).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("#")]


WRONG = [(*line.split("\t"), "")[:3] for line in _lines("wrong.tsv")]
RIGHT = _lines("right.txt")


def test_the_tables_hold_at_least_43_wrong_and_40_right_texts_of_every_kind() -> None:
    assert len({wrong for _, wrong, _ in WRONG}) >= 43
    assert len(set(RIGHT)) >= 40
    assert len({kind for kind, _, _ in WRONG}) >= 15


@pytest.mark.parametrize(("kind", "wrong"), [row[:2] for row in WRONG])
def test_a_wrong_order_is_found_at_its_place(kind: str, wrong: str) -> None:
    assert not khmer.valid(wrong), kind
    faults = list(khmer.faults(wrong))
    assert faults
    assert all(fault.message and wrong[fault.start : fault.end] for fault in faults)


@pytest.mark.parametrize(("kind", "wrong", "right"), WRONG)
def test_a_wrong_order_is_repaired_where_that_is_certain(kind: str, wrong: str, right: str) -> None:
    repaired = khmer.repair(wrong)
    assert repaired == (right or wrong), kind
    assert khmer.valid(repaired) == bool(right)


@pytest.mark.parametrize("text", RIGHT)
def test_a_right_order_is_left_alone(text: str) -> None:
    assert khmer.valid(text)
    assert list(khmer.faults(text)) == []
    assert khmer.repair(text) == text


def test_a_misspelt_word_is_not_turned_into_another_one() -> None:
    """ប់ូន្តែ was meant as ប៉ុន្តែ: putting it in order would hide the slip."""
    fault = next(khmer.faults("ប់ូន្តែ"))
    assert fault.repaired is None


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("ចាប់ផ្តើម", "ចាប់ផ្ដើម"),
        ("ឱ្យ", "ឲ្យ"),
        ("ឱ្យ", "អោយ"),
        ("ប្រជាជន\u200bខ្មែរ", "ប្រជាជនខ្មែរ"),
    ],
)
def test_spellings_that_readers_take_as_equal_are_equal_when_compared(one: str, two: str) -> None:
    assert khmer.fold(one) == khmer.fold(two)
    assert khmer.fold(khmer.fold(one)) == khmer.fold(one)


def test_different_words_stay_different_when_compared() -> None:
    assert khmer.fold("ឬ") != khmer.fold("រឺ")
    assert khmer.fold("ដី") != khmer.fold("តី")


def test_a_joiner_after_khmer_punctuation_is_no_khmer() -> None:
    assert khmer.valid("។\u200c")
    assert list(khmer.faults("។\u200c")) == []
