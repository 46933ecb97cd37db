"""The glossary knows a term in whatever form it stands, and refuses what is no glossary."""

from __future__ import annotations

import pytest

from kms_i18n import glossary
from kms_i18n.errors import KmsError

HEAD = ",".join(glossary.COLUMNS) + "\n"


def _glossary(locale: str, *rows: str) -> glossary.Glossary:
    return glossary.parse((HEAD + "\n".join(rows) + "\n").encode(), "glossary.csv", locale)


@pytest.mark.parametrize(
    ("term", "target"),
    [
        ("droit de l'homme", "leurs droits de l’homme"),
        ("identité khmère", "l'identité khmère"),
        ("peuple khmer", "les peuples khmers"),
        ("concession foncière", "des concessions foncières"),
        ("national", "les droits nationaux"),
        ("national", "la culture nationale"),
        ("citoyen", "citoyennes et citoyens"),
        ("État de droit", "un véritable État\u00a0de\u00a0droit"),
        ("souveraineté", "SOUVERAINETÉ"),
    ],
)
def test_a_french_term_may_be_inflected(term: str, target: str) -> None:
    assert _glossary("fr").says(target, term)


@pytest.mark.parametrize(
    ("term", "target"),
    [
        ("souveraineté", "le souverain"),
        ("État de droit", "l'état des lieux"),
        ("paix", "payer"),
        ("droit de l'homme", "le droit du sol"),
    ],
)
def test_another_french_word_is_not_the_term(term: str, target: str) -> None:
    assert not _glossary("fr").says(target, term)


@pytest.mark.parametrize(
    ("term", "target"),
    [
        ("សន្តិភាព", "ដើម្បី\u200bសន្ដិ\u200bភាព"),
        ("ព្រំដែនគោក និងព្រំដែនសមុទ្រ", "ព្រំដែន\u200bគោក\u200bនិង\u200bព្រំដែន\u200bសមុទ្រ"),
        ("អធិបតេយ្យ", "អធិបតេយ្យភាព"),
    ],
)
def test_a_khmer_term_may_have_zwsp_and_either_subscript(term: str, target: str) -> None:
    assert _glossary("km").says(target, term)


def test_a_term_within_a_longer_term_does_not_count() -> None:
    found = _glossary("fr", "law,loi,,,H", "law on immigration,loi sur l'immigration,,,H")
    assert [t.term for t in found.used("the laws on immigration")] == ["law on immigration"]
    assert [t.term for t in found.used("the law on immigration")] == ["law on immigration"]
    assert {t.term for t in found.used("the law on immigration and a law")} == {
        "law on immigration", "law",
    }  # fmt: skip


def test_a_term_of_the_source_may_be_plural_and_in_any_case() -> None:
    found = _glossary("fr", "human right,droit de l'homme,,,H", "country,pays,,,H")
    assert [t.term for t in found.used("Human Rights of all countries")] == [
        "human right", "country",
    ]  # fmt: skip


def test_candidates_recur_are_no_function_words_and_have_no_entry() -> None:
    sources = ["the land reform of the Kingdom", "a land reform and its law", "with the law of it"]
    found = glossary.candidates(sources, _glossary("fr", "law,loi,,,H"))
    assert found == [("land reform", 2)]


@pytest.mark.parametrize(
    ("data", "line", "says"),
    [
        (b"term;translation\n", 1, "does not name the columns"),
        (b"\xff\xfe", 1, "not UTF-8"),
        ((HEAD + "a,b,c\n").encode(), 2, "3 fields"),
        ((HEAD + ",b,,,H\n").encode(), 2, "without a translation"),
        ((HEAD + "a,,,,H\n").encode(), 2, "without a translation"),
        ((HEAD + "a,b,,,X\n").encode(), 2, "confidence"),
        ((HEAD + 'a,"b,,,H\n').encode(), 2, "not CSV"),
    ],
)
def test_what_is_no_glossary_is_refused_at_its_line(data: bytes, line: int, says: str) -> None:
    with pytest.raises(KmsError) as caught:
        glossary.parse(data, "po/fr/glossary.csv", "fr")
    assert says in caught.value.message
    assert (caught.value.path, caught.value.line) == ("po/fr/glossary.csv", line)
    assert caught.value.hint
