"""New entries are laid out as gettext lays them out: msgcat has nothing to change in them."""

from __future__ import annotations

import re
import subprocess
from typing import Any

import pytest
from hypothesis import assume, given, settings

from kms_i18n import po
from kms_i18n.errors import CatalogError
from tests.strategies import catalogs

HEADER = {"Language": "km", "Plural-Forms": "nplurals=2; plural=n != 1;"}
LATIN = (
    "The M'Chas Srok approach, based on well-being, takes the State-of-law as its aim; it leaves "
    "(nearly) nothing to chance: see https://example.org/a/very/long/path/that/has/no/end?x=1."
)
KHMER = (
    "សង្គមខ្មែរ ត្រូវតែ មាននីតិរដ្ឋ ដើម្បីឱ្យប្រជាពលរដ្ឋទាំងអស់ រស់នៅក្នុងសន្តិភាព និងសេចក្ដីថ្លៃថ្នូរ។ "
    "នៅឆ្នាំ១៩៧០\u200bប្រទេសកម្ពុជា\u200bបានធ្លាក់ចូលក្នុងសង្គ្រាម។"
)


def msgcat(data: bytes, *options: str) -> bytes:
    """Return what msgcat makes of a catalog; its warnings about escapes are no errors."""
    result = subprocess.run(
        ["msgcat", "--force-po", *options, "-"], input=data, capture_output=True
    )
    errors = [
        line for line in result.stderr.decode().splitlines() if "internationalized" not in line
    ]
    assert (result.returncode, errors) == (0, [])
    return result.stdout


def test_a_new_entry_has_its_lines_in_gettexts_order() -> None:
    block = po.write_entry(
        "the people", ("le peuple",),
        context="title", flags=("no-wrap", "fuzzy"), references=("a.txt:c/2", "mes textes.txt:3"),
        extracted_comments=("clause", ""), translator_comments=("à revoir",),
        previous_source="people", previous_context="heading",
    )  # fmt: skip
    assert block.decode().splitlines() == [
        "# à revoir",
        "#. clause",
        "#.",
        "#: a.txt:c/2 \u2068mes textes.txt\u2069:3",
        "#, fuzzy, no-wrap",
        '#| msgctxt "heading"',
        '#| msgid "people"',
        'msgctxt "title"',
        'msgid "the people"',
        'msgstr "le peuple"',
    ]


def test_a_long_khmer_text_is_broken_behind_blanks_and_zwsp_and_never_inside_a_cluster() -> None:
    from kms_i18n.text import clusters

    lines = re.findall('^"(.*)"$', po.write_entry("x", (KHMER * 3,)).decode(), re.MULTILINE)
    assert "".join(lines) == KHMER * 3
    assert all(line[-1] in " \u200b។" for line in lines[:-1])
    assert [each for line in lines for each in clusters(line)] == clusters(KHMER * 3)


@pytest.mark.gettext
@pytest.mark.parametrize("text", [LATIN, KHMER, LATIN + "\n" + KHMER, "a\n", "\na\n\nb", '\t"q"\\'])
@pytest.mark.parametrize("obsolete", [False, True])
def test_msgcat_has_nothing_to_change_in_a_new_catalog(text: str, obsolete: bool) -> None:
    entry = po.write_entry(
        text, (KHMER,), context=text, previous_source=LATIN, flags=("fuzzy",), obsolete=obsolete
    )
    plural = po.write_entry("one", (text, LATIN), source_plural=text, obsolete=obsolete)
    data = po.new_catalog(HEADER, [entry, plural], comments=["Draft."], fuzzy=True)
    assert msgcat(data) == data


@pytest.mark.gettext
@pytest.mark.parametrize("length", range(60, 85))
def test_lines_are_as_long_as_gettext_makes_them(length: int) -> None:
    blocks = [
        po.write_entry(f"{number} " + "word " * 6 + "x" * (length - 32) + end, ("ខ" * length,))
        for number, end in enumerate(["", " y", "\n", "-y", ", y", " ", "។y"])
    ]
    data = po.new_catalog(HEADER, blocks)
    assert msgcat(data) == data


@pytest.mark.gettext
@settings(max_examples=50)
@given(catalogs.tidy_files())
def test_msgcat_agrees_with_any_new_catalog(data: bytes) -> None:
    # gettext 0.21 takes an isolated name for two words unless it is an entry's first reference.
    names = [line for line in data.decode().splitlines(keepends=True) if line.startswith("#:")]
    assume("\u2068" not in "".join(names).replace("#: \u2068", "", 1) or not names)
    assume(not any("\u2068" in line for line in names) or len(names) == 1)
    assert msgcat(data) == data


@pytest.mark.gettext
@settings(max_examples=40)
@given(catalogs.entries())
def test_msgfmt_accepts_what_is_written(fields: dict[str, Any]) -> None:
    # gettext wants source and target to begin and end with a line end alike.
    texts = (fields["source"], fields.get("source_plural", "x\n"), *fields["targets"])
    if len({text[:1] == "\n" for text in texts if text}) > 1 or len({t[-1:] for t in texts}) > 1:
        fields["targets"] = ("",) * len(fields["targets"])
    fields["flags"] = tuple(flag for flag in fields.get("flags", ()) if flag != "c-format")
    count = len(fields["targets"])
    header = {"Language": "km", "Plural-Forms": f"nplurals={count}; plural=0;"}
    header |= {"Project-Id-Version": "x", "PO-Revision-Date": "2026-01-01 00:00+0000"}
    header |= {"Last-Translator": "Translator <translator@example.org>", "Language-Team": "Khmer"}
    data = po.new_catalog(header, [po.write_entry(**fields)])
    result = subprocess.run(
        ["msgfmt", "--check", "-o", "/dev/null", "-"], input=data, capture_output=True
    )
    assert result.returncode == 0, result.stderr.decode()


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"source": "a\0b"}, "NUL"),
        ({"source": "\ud800"}, r"U\+D800 cannot be written"),
        ({"source": "ខ", "charset": "iso8859-1"}, r"U\+1781 cannot be written in ISO8859-1"),
        ({"source": "a", "translator_comments": ["x\rmsgid"]}, "line end"),
        ({"source": "a", "extracted_comments": ["x\ny"]}, "line end"),
        ({"source": "a", "references": ["x\n#, fuzzy"]}, "line end"),
    ],
)
def test_what_no_catalog_can_hold_is_refused(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(CatalogError, match=message):
        po.write_entry(**fields)


def test_a_comment_that_ends_with_a_backslash_does_not_swallow_the_next_line() -> None:
    block = po.write_entry("a", ("b",), translator_comments=["C:\\"])
    assert block == b'# C:\\ \nmsgid "a"\nmsgstr "b"\n'


def test_a_new_catalog_says_how_it_is_written() -> None:
    catalog = po.parse(po.new_catalog({"Language": "km", "X-Generator": "kms"}))
    assert list(po.header_fields(catalog).items()) == [
        ("Language", "km"),
        ("X-Generator", "kms"),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
    ]
    assert catalog.locale == "km"


def test_a_header_field_with_a_line_end_is_refused() -> None:
    with pytest.raises(CatalogError, match="line end"):
        po.new_catalog({"Language": "km\nX: y"})


def test_line_breaking_classes_are_those_that_msgcat_was_seen_to_use() -> None:
    from kms_i18n.po_classes import break_class

    seen = {
        "a": "AL", "ក": "AL", "្": "AL", "ា": "AL", "។": "BA", "៕": "BA", "៖": "NS", "ៗ": "AL",
        "៛": "PR", "០": "NU", "\u200b": "ZW", "\u00a0": "GL", "\u202f": "GL", "«": "QU", "—": "B2",
        "–": "BA", "-": "HY", "/": "SY", ",": "IS", "!": "EX", "…": "IN", "%": "PO", "$": "PR",
        "(": "OP", ")": "CP", "}": "CL", "「": "OW", "日": "ID", "ぁ": "NS", "한": "H3", "가": "H2",
        "א": "HL", "\u0301": "CM", "\u2060": "WJ", "\u200d": "ZWJ", "👩": "EB", "🇰": "RI",
    }  # fmt: skip
    assert {character: break_class(character) for character in seen} == seen


# ── Changed texts of several lines ───────────────────────────────────────────────────────────


@pytest.mark.gettext
@pytest.mark.parametrize("text", [LATIN, KHMER * 2, LATIN + "\n" + KHMER, "a\nb\nc\n"])
def test_a_changed_text_is_broken_as_msgcat_would_break_it(text: str) -> None:
    data = po.new_catalog(HEADER, [po.write_entry("x", (text,))])
    catalog = po.parse(data)
    for cut in range(1, len(text), 7):
        for new in (text[:cut] + "ថ្មី " + text[cut:], text[:cut], text[:cut] + text[cut + 9 :]):
            edited = po.edit(catalog, catalog.live[0], targets=(new,))
            assert po.parse(edited).live[0].target == new
            assert msgcat(edited) == edited


def test_lines_before_a_change_stay_as_another_program_broke_them() -> None:
    lines = ['"one two "', '"three four five six "', '"seven "', '"eight"']
    data = b'msgid "x"\nmsgstr ""\n' + "\n".join(lines).encode() + b"\n"
    catalog = po.parse(data)

    def changed(old: str, new: str) -> list[str]:
        target = catalog.live[0].target.replace(old, new)
        return po.edit(catalog, catalog.live[0], targets=(target,)).decode().splitlines()[2:]

    assert changed("eight", "nine") == [*lines[:2], '"seven nine"']
    assert changed("seven", "7")[:1] == lines[:1]
    assert changed("six", "6")[:1] == lines[:1]
    assert changed("eight", "eight nine") == [*lines[:3], '"eight nine"']


@pytest.mark.gettext
@pytest.mark.parametrize("control", ["\x01", "\x1b", "\x7f"])
@pytest.mark.parametrize("length", range(68, 80))
def test_control_characters_take_no_column_as_in_gettext(control: str, length: int) -> None:
    text = "word " + "x" * (length - 7) + f" {control} "
    data = po.new_catalog(HEADER, [po.write_entry(text)])
    assert msgcat(data) == data
