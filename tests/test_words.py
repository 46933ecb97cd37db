"""How many words a text has."""

from __future__ import annotations

import pytest

from kms_i18n import words


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("", "en", 0),
        (" – … « » 。", "fr", 0),
        ("Mission of Khmer M'Chas Srok", "en", 5),
        ("in our Cambodia’s territory; and/or re-examine", "en", 6),
        ("settled – de facto – in groups", "en", 5),
        ("word—word", "en", 2),
        ("L’État de droit\u00a0: oui\u202f!", "fr", 4),
        ("«\u00a0Khmers maîtres\u00a0»", "fr", 2),
        ("1\u202f234\u00a0567 personnes", "fr", 2),
        ("E\u0301tat", "fr", 1),
        ("since 1970.", "en", 2),
        ("日本語 text", "ja", 4),
        ("대한 漢字 국", "ko", 3),
        ("១៩៧០", "km", 1),
        ("។", "km", 0),
        ("ក", "km", 1),
    ],
)
def test_words_are_counted_as_translators_count_them(text: str, locale: str, expected: int) -> None:
    assert words.count(text, locale) == expected


def test_khmer_words_separated_by_zwsp_are_counted_exactly() -> None:
    assert words.count("យើង\u200bជា\u200bប្រជាជន\u200bខ្មែរ", "km") == 4


def test_khmer_words_without_zwsp_are_estimated_from_letters_and_signs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(words, "_icu", lambda: None)
    sentence = "មនុស្សទាំងអស់កើតមកមានសេរីភាព"
    assert words.count(sentence, "km") == round(len(sentence) / words.LETTERS_PER_WORD)


def test_digits_and_latin_words_beside_khmer_count_as_words() -> None:
    alone = words.count("នៅឆ្នាំ", "km")
    assert words.count("នៅឆ្នាំ១៩៧០ UNESCO", "km") == alone + 2


@pytest.mark.parametrize(
    ("locale", "guess"),
    [("km", True), ("km_KH", True), ("th", True), ("fr", False), ("en-GB", False)],
)
def test_only_languages_without_spaces_are_estimated(
    locale: str, guess: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "_icu", lambda: None)
    assert words.estimated(locale) is guess


@pytest.fixture
def dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in for ICU: every two letters are a word."""

    def pairs(text: str, code: str) -> list[str]:
        assert code == "km"
        return [text[i : i + 2] for i in range(0, len(text), 2)]

    monkeypatch.setattr(words, "_icu", lambda: pairs)


@pytest.mark.usefixtures("dictionary")
def test_with_a_dictionary_khmer_words_are_counted_and_no_longer_guessed() -> None:
    assert words.count("កខគឃង", "km") == 3
    assert words.count("កខ\u200bគឃង", "km") == 2  # the text itself knows better
    assert words.exact("km_KH")
    assert not words.estimated("km_KH")
    assert words.boundaries("កខគឃ", "km") == ["កខ", "គឃ"]


def test_without_a_dictionary_words_are_cut_at_blanks_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_icu", lambda: None)
    assert words.estimated("km")
    text = "ក ខ\u200bគឃង។"
    assert words.boundaries(text, "km") == ["ក", " ", "ខ", "\u200b", "គឃង។"]
    assert "".join(words.boundaries(text, "km")) == text


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("១៩៧០", "1970"),
        ("๑๙๗๐ ໑໙໗໐ ၁၉၇၀", "1970 1970 1970"),
        ("١٩٧٠ ۱۹۷۰", "1970 1970"),
        ("१९७० ১৯৭০ １９７０ 𝟏𝟗𝟕𝟎", "1970 1970 1970 1970"),
        ("x² ½ ①", "x² ½ ①"),
    ],
)
def test_digits_of_every_script_are_folded(text: str, folded: str) -> None:
    assert words.folded_digits(text) == folded


def test_every_decimal_digit_of_unicode_is_folded_to_its_value() -> None:
    import sys
    import unicodedata

    digits = [c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(c) == "Nd"]
    assert len(digits) >= 600
    assert all(words.folded_digits(c) == str(int(c)) for c in digits)
