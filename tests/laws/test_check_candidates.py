"""The checks look only where they can find something; they never find less for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kms_i18n import checks, glossary, po
from kms_i18n.checks import Corpus, Message
from kms_i18n.model import Catalog, Entry, Span
from tests.strategies import catalogs
from tests.test_check_tables import NOOP, POSITIVE
from tests.test_checks import corpus_of

if TYPE_CHECKING:
    from collections.abc import Sequence

RULES = [name for name in checks.names() if hasattr(checks.load(name), "candidates")]
LOCALES = ["fr", "km", "fr_CA", "en", "de"]

# What the searches look for, what they look back and ahead at, and what folds in odd ways.
PIECES = [
    *" \t\n\u00a0\u202f\u200b\u00ad\u202e\x00\x01\x07\x1f\ufeff\ufffc()[]{}«»\"'’`_&~@%/\\-.,;:!?…។៕៖ៗ",
    "  ", "\n\n", "\u200b\u200b", "« ", ":)", "8)", "](", "``x``", "`a b`", "<b>", "</b>", "<a href='x'>",
    "<script", "<!--", "javascript:x", "java\nscript :x", "DATA:x", "fıle:x", "ſcript", "&#106;", "&colon;",
    "&Tab;", "&foo;", "%s", "%d", "%(name)s", "{{ x }}", "${x}", "{x}", "a@b.org", "https://example.org/x",
    "www.example.org", "mailto:a", "--dry-run", "/etc/passwd", "~/x", "12", "1970", "5", "10:00", "១០:០០", "2.5 km",
    "1,234", "1 000", "១២", "१२", "..", "...", " ,", " .", "។។", "។ ", " ។", "៖:", ":\u00a0:", "the", "du", "Le",
    "İi", "Σς", "σ", "été", "Etat", "A partir", "Ca", "Ile", "coeur", "OEuvre", "2ème", "1ère", "le 18 Mars 1970",
    "50 %", "5€", "TODO", "???", "[MT]", "#-#-#-#-#", "<<<<<<< ", "\\n", "Ã©", "áž", "â€", "\u0430", "\u03bc",
    "\u0e23", "\u17d2", "\u17d2\u178a", "\u17d2\u178f", "\u17d8", "អ\u17c9ី", "\u200d", "\u17dd", "ឝ", "ឧិ", "ឲ្យ",
    "ចាប់ផ្ដើម", "ខែ្មរ", "l'île", "l’île", "Bonne", "Gouvernance", "rdæFmμ", "\U0001f600", "word", "ខ្មែរ",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)
FLAGS = st.sampled_from([(), (), (), ("fuzzy",), ("c-format",), ("qt-format",)])


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Draw an entry whose translation often is, or is nearly, its source."""
    source = draw(TEXTS)
    target = draw(
        st.one_of(
            TEXTS, st.just(source), TEXTS.map(source.__add__), TEXTS.map(lambda t: t + source)
        )
    )
    plural = draw(st.one_of(st.none(), st.none(), TEXTS))
    targets = (target,) if plural is None else (target, draw(TEXTS))
    previous = draw(st.one_of(st.none(), st.none(), TEXTS))
    return Entry(
        Span(0, 0), 1, 1, source, targets, source_plural=plural, flags=draw(FLAGS), previous_source=previous
    )  # fmt: skip


def overlooked(corpus: Corpus) -> list[tuple[str, str, str]]:
    """Return rule, source and target of each message with a hit that the rule is not shown."""
    found = []
    for name in RULES:
        if not checks.applies(name, corpus.locale):
            continue
        rule = checks.load(name)
        shown: Sequence[Message] = rule.candidates(corpus)
        numbers = set(map(id, shown))
        assert len(numbers) == len(shown), f"{name} is shown a message twice"
        assert numbers <= set(map(id, corpus.messages))
        found += [
            (name, message.source, message.target)
            for message in corpus.messages
            if id(message) not in numbers and list(rule.check(message))
        ]
    return found


@given(st.lists(entries(), max_size=6), st.sampled_from(LOCALES))
def test_no_rule_overlooks_a_text_it_would_report(found: list[Entry], locale: str) -> None:
    corpus = Corpus(Catalog("x.po", locale, b"", tuple(found)), locale)
    assert overlooked(corpus) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_no_rule_overlooks_a_case_of_the_tables(locale: str) -> None:
    table = [case for case in (*POSITIVE, *NOOP) if case.locale == locale]
    found = [
        Entry(
            Span(0, 0), 1, 1, case.source, (case.target,) * (2 if case.plural else 1),
            flags=case.flags, source_plural=case.plural,
        )
        for case in table
    ]  # fmt: skip
    assert overlooked(Corpus(Catalog("x.po", locale, b"", tuple(found)), locale)) == []
    for entry in found:
        assert overlooked(Corpus(Catalog("x.po", locale, b"", (entry,)), locale)) == []


@pytest.mark.parametrize("name", checks.names())
def test_no_rule_overlooks_an_example(name: str) -> None:
    for example in checks.examples(name):
        assert overlooked(corpus_of(example)) == []


@given(catalogs.files())
def test_what_is_read_at_once_is_what_the_entries_say(data: bytes) -> None:
    catalog = po.parse(data)
    plain = po.plain(catalog)
    assert len(plain) == len(catalog.entries)
    for entry, pair in zip(catalog.entries, plain, strict=True):
        special = (
            entry.is_header or entry.obsolete or entry.fuzzy or entry.source_plural is not None
            or entry.previous_source is not None
        )  # fmt: skip
        if pair is not None:
            assert pair == (entry.source, entry.target)
            assert not special


def test_a_simple_entry_is_read_at_once() -> None:
    data = po.new_catalog({"Content-Type": "text/plain; charset=UTF-8"})
    data += b'\n#, c-format\nmsgctxt "a\\"b"\nmsgid ""\n"one\\n"\n"two"\nmsgstr "un\\\\n"\n\nmsgid "x"\nmsgstr ""\n'
    assert po.plain(po.parse(data)) == [None, ("one\ntwo", "un\\n"), ("x", "")]


def test_a_glossary_is_held_against_every_message() -> None:
    table = ",".join(glossary.COLUMNS) + "\nland,terre,,,H\n"
    terms = glossary.parse(table.encode(), "glossary.csv", "fr")
    entry = Entry(Span(0, 0), 1, 1, "our land", ("notre pays",))
    corpus = Corpus(Catalog("x.po", "fr", b"", (entry,)), "fr", glossary=terms)
    assert [f.rule for f in checks.run(corpus, ["glossary-term"])] == ["glossary-term"]
    assert overlooked(corpus) == []
