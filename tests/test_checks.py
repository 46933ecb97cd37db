"""Every rule keeps its promise: its own examples, severity and name."""

from __future__ import annotations

from pathlib import Path

import pytest

from kms_i18n import checks, po
from kms_i18n.model import Entry, Severity, Span

ROOT = Path(__file__).resolve().parent.parent


def _messages(example: checks._page.Example) -> list[checks.Message]:
    targets = (example.target,)
    entry = Entry(Span(0, 0), 1, 1, example.source, targets, flags=example.flags)
    return list(checks.messages(entry, example.locale))


@pytest.mark.parametrize("name", checks.names())
def test_a_rule_finds_its_bad_examples_and_not_its_good_ones(name: str) -> None:
    examples = checks.examples(name)
    assert {example.bad for example in examples} == {True, False}
    for example in examples:
        hits = [hit for m in _messages(example) for hit in checks.inspect(m, [name])]
        assert bool(hits) == example.bad, example
        for _, hit in hits:
            assert 0 <= hit.offset <= len(example.target)


@pytest.mark.parametrize("name", checks.names())
def test_a_rule_has_a_severity_and_a_page(name: str) -> None:
    assert checks.severity(name) in Severity
    assert checks.page(name).startswith(f"## {name}\n")


@pytest.mark.parametrize("locale", ["en", "fr", "km"])
def test_our_own_catalogs_have_no_finding(locale: str) -> None:
    path = f"po/{locale}/mission.po"
    catalog = po.parse((ROOT / path).read_bytes(), path, locale)
    assert [f for f in checks.run(catalog.live, catalog=catalog) if f.severity == "error"] == []


WRONG_ORDERS = ["ខែ្មរ", "ស្រ្តី", "លេាក", "មេីល", "ចំា", "កំុ", "់ក", "ស្តង់់"]
RIGHT_ORDERS = ["ខ្មែរ", "ស្ត្រី", "លោក", "មើល", "ចាំ", "កុំ", "ស៊ី", "ប៉ុន្តែ", "ធម៌", "ទ\u200bទ"]


@pytest.mark.parametrize("text", WRONG_ORDERS)
def test_a_wrong_order_of_khmer_letters_is_found(text: str) -> None:
    message = checks.Message("km", "x", text, Entry(Span(0, 0), 1, 1, "x", (text,)))
    assert list(checks.inspect(message, ["km-encoding"]))


@pytest.mark.parametrize("text", RIGHT_ORDERS)
def test_a_right_order_of_khmer_letters_is_not(text: str) -> None:
    message = checks.Message("km", "x", text, Entry(Span(0, 0), 1, 1, "x", (text,)))
    assert not list(checks.inspect(message, ["km-encoding"]))


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("1,000 people", "1\u202f000 personnes", "fr"),
        ("2.5 km", "2,5 km", "fr"),
        ("18 March 1970", "ថ្ងៃទី ១៨ ខែមីនា ឆ្នាំ១៩៧០", "km"),
        ("twenty or 20 of them", "vingt d'entre eux", "fr"),
    ],
)
def test_a_number_may_be_written_as_the_language_does(
    source: str, target: str, locale: str
) -> None:
    message = checks.Message(locale, source, target, Entry(Span(0, 0), 1, 1, source, (target,)))
    assert not list(checks.inspect(message, ["number-mismatch"]))
