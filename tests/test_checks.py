"""Every rule keeps its promise: its own examples, severity and name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kms_i18n import checks, formats, glossary, po
from kms_i18n.checks import _joined
from kms_i18n.model import Catalog, Document, Finding, Severity

ROOT = Path(__file__).resolve().parent.parent


def _block(message: dict[str, str]) -> bytes:
    flags = tuple(filter(None, message.get("flags", "").split(", ")))
    targets = (message["target"],)
    plural = message.get("plural")
    if plural is not None:
        targets += tuple(message.get("forms", "").split(" | "))
    return po.write_entry(
        message["source"],
        targets,
        context=message.get("context"),
        source_plural=plural,
        flags=flags,
        previous_source=message.get("previous"),
    )


def _catalog(example: checks._page.Example) -> Catalog:
    fields = {"Language": example.locale, "Content-Type": "text/plain; charset=UTF-8"}
    if "header" in example.catalog:
        name, _, value = example.catalog["header"].partition(": ")
        fields[name] = value
    head = po.new_catalog(fields)
    data = head + b"".join(b"\n" + _block(message) for message in example.messages)
    return po.parse(data, "po/x.po", example.locale)


def _documents(example: checks._page.Example) -> tuple[Document, ...]:
    if "document" not in example.catalog:
        return ()
    text = example.catalog["text"]
    return (formats.extract(example.catalog["document"], text.encode()),)


def corpus_of(example: checks._page.Example) -> checks.Corpus:
    """Return the catalog of an example with its documents and its glossary."""
    terms = None
    if "term" in example.catalog:
        table = ",".join(glossary.COLUMNS) + "\n" + example.catalog["term"] + "\n"
        terms = glossary.parse(table.encode(), "glossary.csv", example.locale)
    return checks.Corpus(
        _catalog(example), example.locale, documents=_documents(example), glossary=terms
    )


def _findings(name: str, example: checks._page.Example) -> list[Finding]:
    if checks.scope(name) == "source":
        return list(checks.run_source(checks.Source(_documents(example), example.locale), [name]))
    return list(checks.run(corpus_of(example), [name]))


@pytest.mark.parametrize("name", checks.names())
def test_a_rule_finds_its_bad_examples_and_not_its_good_ones(name: str) -> None:
    examples = checks.examples(name)
    assert {example.bad for example in examples} == {True, False}
    for example in examples:
        found = _findings(name, example)
        assert bool(found) == example.bad, (example, found)
        assert {f.rule for f in found} <= {name}


@pytest.mark.parametrize("name", checks.names())
def test_a_rule_has_a_severity_and_a_page(name: str) -> None:
    assert checks.severity(name) in Severity
    assert checks.page(name).startswith(f"## {name}\n")


def test_a_rule_of_one_language_or_of_the_source_is_named_after_it() -> None:
    """The names tell which rules need not be imported for a catalog."""
    for name in checks.names():
        rule = checks.load(name)
        own = name.partition("-")[0]
        assert (own in {"fr", "km"}) == (len(rule.LOCALES) == 1), name
        assert own not in {"fr", "km"} or (own,) == rule.LOCALES, name
        assert hasattr(rule, "check_source") == name.startswith("source-"), name
        assert own not in {"fr", "km", "source"} or not hasattr(rule, "PROFILES"), name


def test_what_is_called_rare_is_none_of_the_characters_that_texts_are_full_of() -> None:
    ordinary = re.compile(f"[{_joined.ORDINARY}]")
    full = [chr(point) for point in range(0x10000) if ordinary.match(chr(point))]
    rare = [
        value
        for name in checks.names()
        for value in vars(checks.load(name)).values()
        if isinstance(value, _joined.Rare)
    ]
    assert rare
    assert [c for one in rare for c in full if one.is_needed(c)] == []
