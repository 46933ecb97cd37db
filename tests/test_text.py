"""What a reader sees of a text: display safety, clusters, cells, comparison, fingerprints."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest

from kms_i18n import text
from kms_i18n.combining import MARKS

KHMER = "ខ្មែរ"
HOSTILE = [
    *(chr(code) for code in range(0x20) if chr(code) not in "\n\t"),
    *(chr(code) for code in range(0x7F, 0xA0)),
    *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c",
    *"\u2028\u2029\u00ad\ufeff\u2060\u180e\u17b4\u17b5\u3164\U000e0041\ud800\udfff",
]


@pytest.mark.parametrize("character", HOSTILE, ids=text.codepoint)
def test_what_is_invisible_or_moves_the_cursor_is_shown_by_its_code_point(character: str) -> None:
    assert text.safe(f"a{character}b") == f"a<U+{ord(character):04X}>b"


def test_an_escape_sequence_reaches_no_terminal() -> None:
    shown = text.safe("\x1b]8;;http://example.org\x07x\x1b[31m\u009b2J")
    assert shown == "<U+001B>]8;;http://example.org<U+0007>x<U+001B>[31m<U+009B>2J"


@pytest.mark.parametrize(
    "harmless",
    [
        "a\tb\nc",
        "ភាសា\u200bខ្មែរ",
        "ក\u200cខ\u200d",
        "10\u00a0%",
        "1\u202f234",
        "L’État «\u00a0x\u00a0»",
        "👩‍👩‍👧",
    ],
)
def test_ordinary_text_is_shown_as_it_is(harmless: str) -> None:
    assert text.safe(harmless) == harmless


def test_one_line_stays_one_line() -> None:
    assert text.safe_line("a\r\nb\nc\td\re") == "a⏎b⏎c d<U+000D>e"


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        (KHMER, ["ខ្មែ", "រ"]),
        ("ស្ត្រី", ["ស្ត្រី"]),
        ("សិទ្ធិ", ["សិ", "ទ្ធិ"]),
        ("ជា\u200bតិ", ["ជា", "\u200b", "តិ"]),
        ("e\u0301te", ["e\u0301", "t", "e"]),
        ("a\r\nb", ["a", "\r\n", "b"]),
        ("👩\u200d👩\u200d👧!", ["👩\u200d👩\u200d👧", "!"]),
        ("", []),
    ],
)
def test_clusters_are_what_a_reader_calls_characters(whole: str, parts: list[str]) -> None:
    assert text.clusters(whole) == parts


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("Fight poverty,  now", ["Fight", " ", "poverty", ",", "  ", "now"]),
        ("l’e\u0301tat", ["l", "’", "e\u0301tat"]),
        ("ឆ្នាំ១៩៧០ ។", ["ឆ្នាំ", "១៩៧០", " ", "។"]),
        ("ខ្មែរ\u200bNGO", ["ខ្មែ", "រ", "\u200b", "NGO"]),
        ("日本 go", ["日", "本", " ", "go"]),
        ("a_b", ["a", "_", "b"]),
    ],
)
def test_tokens_are_words_but_clusters_in_khmer(whole: str, parts: list[str]) -> None:
    assert text.tokens(whole) == parts


@pytest.mark.parametrize(
    ("shown", "columns"),
    [
        (KHMER, 3),
        ("État", 4),
        ("E\u0301tat", 4),
        ("日本", 4),
        ("a\u200bb", 2),
        ("", 0),
        ("한국", 4),
    ],
)
def test_cells_are_terminal_columns(shown: str, columns: int) -> None:
    assert text.cells(shown) == columns


def test_a_column_of_khmer_and_latin_lines_up() -> None:
    assert text.pad(KHMER, 6) == KHMER + "   "
    assert text.pad("longer", 3) == "longer"


@pytest.mark.parametrize(
    ("whole", "width", "short"),
    [
        ("short", 5, "short"),
        ("longer", 5, "long…"),
        ("one two", 5, "one…"),
        (KHMER, 2, "…"),
        (KHMER, 3, KHMER),
        ("ខ្មែរខ្មែរ", 4, "ខ្មែរ…"),
        ("abc", 1, "…"),
        ("abc", 0, ""),
    ],
)
def test_a_text_is_abbreviated_between_clusters(whole: str, width: int, short: str) -> None:
    assert text.abbreviate(whole, width) == short


def test_texts_are_compared_without_regard_to_blanks_zwsp_and_composition() -> None:
    assert text.normal(" e\u0301\u00a0 a\n") == "é a"
    assert text.normal("ភាសា\u200bខ្មែរ") == text.normal("ភាសាខ្មែរ")
    assert text.normal("State") != text.normal("state")


def test_a_fingerprint_tells_every_field_apart() -> None:
    made = [
        text.fingerprint("km", None, "a", "b"),
        text.fingerprint("km", "", "a", "b"),
        text.fingerprint("fr", None, "a", "b"),
        text.fingerprint("km", None, "ab", ""),
        text.fingerprint("km", None, "", "ab"),
        text.fingerprint("km", "a", "", "b"),
        text.fingerprint("km", None, "a", "b\u200b"),
        text.fingerprint("km", None, "a", "\ud800"),
    ]
    assert len(set(made)) == len(made)
    assert all(re.fullmatch("1:[0-9a-f]{64}", one) for one in made)


def test_the_fingerprint_recipe_never_changes_unnoticed() -> None:
    """Approvals in the world are bound to this value; a new recipe needs a new version."""
    assert text.fingerprint("km", None, "State of law", "នីតិរដ្ឋ") == (
        "1:bbecd084c2d6d819638865e36d5aca951c066601a0078b86a94abe85e24de753"
    )


def test_the_marks_written_down_are_those_of_unicode() -> None:
    mark = re.compile(f"[{MARKS}]")
    for character in map(chr, range(sys.maxunicode + 1)):
        category = unicodedata.category(character)
        # What Unicode made a mark after this Python was made is unassigned to it.
        assert bool(mark.match(character)) is (category[0] == "M") or category == "Cn", character
