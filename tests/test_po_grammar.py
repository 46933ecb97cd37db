"""The grammar of PO files as documented: each decision, the limits, the remarks, the two tables."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kms_i18n import po
from kms_i18n.errors import CatalogError, KmsError
from kms_i18n.limits import Limits
from tests.corpus.po import awkward
from tests.corpus.po.awkward import BOM, A, H
from tests.corpus.po.disagreements import GETTEXT, POLIB, table
from tests.oracles import polibs

if TYPE_CHECKING:
    from kms_i18n.model import Entry

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs/reference/po-grammar.md").read_text(encoding="utf-8")


def refusal(data: bytes) -> CatalogError:
    """Return the error with which a file is refused."""
    with pytest.raises(CatalogError) as found:
        po.parse(data, "x.po")
    return found.value


def last(data: bytes) -> Entry:
    return po.parse(data).entries[-1]


# ── the page ──


def test_the_tables_of_the_page_are_the_list_that_the_tests_read() -> None:
    gettext, polib = PAGE.split("## Where ")[1:]
    assert re.findall("(?:^\\|.*\n)+", gettext, re.MULTILINE) == [
        table(GETTEXT, "GNU gettext 0.21")
    ]
    assert re.findall("(?:^\\|.*\n)+", polib, re.MULTILINE) == [table(POLIB, "polib 1.2")]


def test_the_limits_of_the_page_are_those_of_the_program() -> None:
    defaults = Limits()
    assert (defaults.file_bytes, defaults.line_bytes) == (32 << 20, 1 << 20)
    assert "| a file | 32 MiB |" in PAGE
    assert "| a line | 1 MiB |" in PAGE
    assert f"| plural forms of a message | {defaults.plural_forms} |" in PAGE


CASES = {case.name: case for case in awkward.CASES}
LISTED = {name: row for row in POLIB for name in row.cases}


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_polib_agrees_but_where_the_list_says_why_it_does_not(
    case: awkward.Case, tmp_path: Path
) -> None:
    path = tmp_path / "x.po"
    path.write_bytes(case.data)
    if len(case.data) > 100_000:
        pytest.skip("polib takes seconds for it")
    assert bool(polibs.difference(path)) == (case.name in LISTED)


def test_every_row_on_polib_names_cases_that_exist() -> None:
    assert all(row.cases for row in POLIB)
    assert set(LISTED) <= set(CASES)
    assert len(LISTED) == sum(len(row.cases) for row in POLIB)


# ── the decisions ──


def test_lines_end_at_lf_only() -> None:
    entry = last(H + b'# x\rmsgid "forged"\rmsgstr "owned"\n' + A)
    assert entry.translator_comments == ('x\rmsgid "forged"\rmsgstr "owned"',)
    assert entry.line == 5
    assert last(H + "# \u2028\x85\f\x1c\n".encode() + A).line == 5


def test_a_file_with_cr_alone_is_refused_and_never_an_empty_catalog() -> None:
    for data in (A, H + A, b"# x\n" + A, BOM + A):
        error = refusal(data.replace(b"\n", b"\r"))
        assert "CR alone" in error.message
        assert error.hint


def test_a_byte_order_mark_is_accepted_kept_and_told() -> None:
    catalog = po.parse(BOM + H + A)
    assert catalog.entries[0].span.start == 3
    assert po.edit(catalog, catalog.entries[1], targets=("c",)) == BOM + H + A.replace(b"b", b"c")
    assert [text for _, text, _ in po.remarks(catalog) if "byte order mark" in text]


def test_mixed_line_ends_are_kept() -> None:
    data = H + A.replace(b"\n", b"\r\n") + b'msgid "c"\nmsgstr "d"\n'
    catalog = po.parse(data)
    assert po.compose(catalog, catalog.entries) == data
    edited = po.edit(catalog, catalog.entries[1], targets=("x\ny",), fuzzy=True)
    assert edited.startswith(H + b'#, fuzzy\r\nmsgid "a"\r\nmsgstr ""\r\n"x\\n"\r\n"y"\r\n')
    assert edited.endswith(b'msgid "c"\nmsgstr "d"\n')


def test_the_character_set_is_the_headers_and_no_other_charset_in_the_file_counts() -> None:
    decoys = b'# charset=utf-16\nmsgid "charset=rot13"\nmsgstr "charset=utf-7"\n\n'
    assert (
        po.parse(decoys + awkward.header("ISO-8859-15") + b'msgid "a"\nmsgstr "\xa4"\n')
        .entries[-1]
        .target
        == "€"
    )


@pytest.mark.parametrize("name", ["rot13", "base64", "zlib", "hex", "utf-16", "utf-7", "idna"])
def test_a_name_that_is_no_real_character_set_is_refused(name: str) -> None:
    assert name in refusal(awkward.header(name) + A).message


def test_bytes_that_contradict_the_character_set_are_refused_with_line_column_and_byte() -> None:
    error = refusal(H + 'msgid "ខ '.encode() + b'\xe9"\nmsgstr "b"\n')
    assert (error.line, error.column) == (4, 10)
    assert error.message == "byte 0xE9 is not UTF-8"


def test_octal_and_hexadecimal_escapes_are_bytes_of_the_character_set() -> None:
    assert last(H + rb'msgid "\303\251\x41"' + b'\nmsgstr "b"\n').source == "éA"
    assert last(awkward.header("ISO-8859-1") + rb'msgid "\351"' + b'\nmsgstr "b"\n').source == "é"


@pytest.mark.parametrize("name", ["NUL in a text", "NUL in a comment", "an octal escape of NUL"])
def test_nul_is_refused_wherever_it_stands(name: str) -> None:
    assert "NUL" in refusal(CASES[name].data).message


@pytest.mark.parametrize("index", ["10", "2", "٠", "²", "०", "", "N", "-1", "99999999999"])
def test_plural_forms_are_numbered_in_ascii_digits_without_gaps(index: str) -> None:
    data = H + awkward.plural(b'msgstr[0] "x"\n', f'msgstr[{index}] "y"\n'.encode())
    assert refusal(data).line == 7


def test_two_headers_and_duplicate_keys_are_refused_with_both_lines() -> None:
    error = refusal(H + H)
    assert (error.line, error.message) == (4, "a second header; the first is in line 1")
    error = refusal(H + A + b'\n#~ msgid "a"\n#~ msgstr "c"\n')
    assert (error.line, error.message) == (7, "the same message as in line 4")
    error = refusal(b'msgid "a" msgstr "b" msgid "a" msgstr "b"')
    assert (error.line, error.message) == (1, "the same message as in line 1")


def test_fuzzy_in_one_of_two_lines_of_flags_is_fuzzy() -> None:
    for first, second in ((b"fuzzy", b"c-format"), (b"c-format", b"fuzzy")):
        assert last(H + b"#, " + first + b"\n#, " + second + b"\n" + A).fuzzy


def test_an_empty_plural_form_means_untranslated() -> None:
    data = H + awkward.plural(b'msgstr[0] "x"\n', b'msgstr[1] ""\n')
    assert po.counts(data).untranslated == 1
    assert not last(data).translated


@pytest.mark.parametrize(
    "blank", [" ", "\u00a0", "\u202f", "\u200b", " \u200b\\n", "\u3000", "\u2060"]
)
def test_a_translation_of_blanks_or_zero_width_spaces_is_untranslated_for_gates(blank: str) -> None:
    data = H + f'msgid "a"\nmsgstr "{blank}"\n'.encode()
    assert not last(data).translated
    assert po.counts(data).translated == 1  # as msgfmt counts


def test_merge_conflict_markers_are_refused_with_that_word() -> None:
    data = H + b"<<<<<<< HEAD\n" + A + b"=======\n" + A + b">>>>>>> topic\n"
    error = refusal(data)
    assert error.message.startswith("merge conflict")
    assert (error.line, error.column) == (4, 1)


def test_an_empty_context_is_not_an_absent_one() -> None:
    catalog = po.parse(H + A + b'msgctxt ""\n' + A)
    assert [entry.context for entry in catalog.entries] == [None, None, ""]


def test_every_field_of_an_entry_is_read() -> None:
    data = (
        "# translator\n#. extracted\n#: a.txt:c/2 \u2068b c.txt\u2069:3\n#, fuzzy, c-format\n"
        '#~| msgctxt "pc"\n#~| msgid "ps"\n#~| msgid_plural "pp"\n'
        '#~ msgctxt ""\n#~ msgid "s"\n#~ msgid_plural "p"\n#~ msgstr[0] "x"\n#~ msgstr[1] ""\n'
        "# the end\n"
    ).encode()
    (entry,) = po.parse(data).entries
    assert entry.translator_comments == ("translator",)
    assert entry.extracted_comments == ("extracted",)
    assert entry.references == ("a.txt:c/2", "b c.txt:3")
    assert entry.flags == ("fuzzy", "c-format")
    assert (entry.previous_context, entry.previous_source, entry.previous_plural) == (
        "pc",
        "ps",
        "pp",
    )
    assert (entry.context, entry.source, entry.source_plural) == ("", "s", "p")
    assert entry.targets == ("x", "")
    assert entry.obsolete
    assert data[entry.span.end :] == b"# the end\n"


def test_the_header_is_read_wherever_it_stands() -> None:
    catalog = po.parse(A + b'msgid ""\nmsgstr "Language: km\\nX: y: z\\n"\n')
    assert po.header_fields(catalog) == {"Language": "km", "X": "y: z"}
    assert catalog.locale == "km"


def test_u0004_is_refused_when_read_and_when_written() -> None:
    assert "U+0004" in refusal(H + b'msgid "a\\4"\nmsgstr ""\n').message
    catalog = po.parse(H + A)
    with pytest.raises(CatalogError, match=r"U\+0004"):
        po.edit(catalog, catalog.entries[1], targets=("\4",))
    with pytest.raises(CatalogError, match=r"U\+0004"):
        po.write_entry("a", context="\4")


# ── layouts in which an edit once went wrong; the fuzzer found them ──


@pytest.mark.parametrize(
    ("data", "changes"),
    [
        (b'#~ msgctxt "c" msgid "a" msgstr "b"\n', {"context": None}),
        (b'#~ msgid "a" msgstr "b"\n', {"targets": ("x\ny",)}),
        (b'#~ msgid "a" msgstr "b"\n', {"obsolete": False}),
        (b'#~| msgid "p" msgid_plural "q"\n' + b"#~ " + A.replace(b"\n", b" "), {"previous_plural": "x\ny"}),
        (b'#~ #~ msgid "a"\n#~ msgstr "b"\n', {"obsolete": False}),
        (b'#~ msgid "a"\n\\\n#~ msgstr "b"\n', {"obsolete": False}),
        (b'msgid "a" msgstr "b"\n', {"obsolete": True}),
        (b'msgid "a\\\nb"\nmsgstr "b"\n', {"obsolete": True}),
        (b'msgid "z" msgstr "y" msgid "a" msgstr "b" msgid "c" msgstr "d"\n', {"obsolete": True}),
        (b'msgid "z" msgstr "y" msgid "a" msgstr "b"\n', {"previous_source": "x"}),
        (b"# C:\\\n#, fuzzy\n" + A, {"fuzzy": False}),
    ],
)  # fmt: skip
def test_an_edit_in_an_odd_layout_reads_back_as_itself(
    data: bytes, changes: dict[str, object]
) -> None:
    catalog = po.parse(H + data)
    index = next(i for i, e in enumerate(catalog.entries) if e.source.startswith("a"))
    after = po.parse(po.edit(catalog, catalog.entries[index], **changes)).entries
    assert len(after) == len(catalog.entries)
    assert {name: getattr(after[index], name) for name in changes} == changes
    names = {"source", "targets", "context", "obsolete", "fuzzy", "translator_comments"}
    for old, new in zip(catalog.entries, after, strict=True):
        mine = names - set(changes) if old is catalog.entries[index] else names
        assert all(_bare(getattr(old, name)) == _bare(getattr(new, name)) for name in mine)


def _bare(value: object) -> object:
    """Return a field without the blank that keeps a comment from joining the next line to it."""
    return value if value != ("C:\\ ",) else ("C:\\",)


# ── remarks and limits, through the commands ──


def kms(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kms_i18n", *arguments],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        (BOM + H + A, 1, "byte order mark"),
        (H + b"# a\rb\n" + A, 4, "carriage return"),
        (A, 1, "no header"),
        (H.replace(b'8\\n"', b'8\\n"\n"Language: ../../../x\\n"') + A, 2, "no locale code"),
        (H.replace(b'8\\n"', b'8\\n"\n"PO-Revision-Date: not a date\\n"') + A, 2, "no date"),
        (H.replace(b'8\\n"', b'8\\n"\n"Plural-Forms: nplurals=42; plural=0;\\n"') + A, 2, "1 to 10"),
        (H.replace(b'8\\n"', b'8\\n"\n"Plural-Forms: nplurals=2; plural=f();\\n"') + A, 2, "formula"),
    ],
)  # fmt: skip
def test_what_is_accepted_but_should_be_mended_is_told(data: bytes, line: int, said: str) -> None:
    ((where, text, values),) = po.remarks(po.parse(data))
    assert where == line
    assert said in KmsError(text, **values).message


def test_there_is_nothing_to_remark_on_an_ordinary_catalog_or_a_template() -> None:
    for path in (*ROOT.glob("po/**/*.po"), *ROOT.glob("po/*.pot")):
        assert list(po.remarks(po.parse(path.read_bytes()))) == []
    fields = {"PO-Revision-Date": "YEAR-MO-DA HO:MI+ZONE", "Language": ""}
    fields["Plural-Forms"] = "nplurals=INTEGER; plural=EXPRESSION;"
    crlf = po.new_catalog(fields).replace(b"\n", b"\r\r\n")
    assert list(po.remarks(po.parse(crlf))) == []


def test_check_tells_the_remarks_on_a_file_as_warnings(tmp_path: Path) -> None:
    (tmp_path / "x.po").write_bytes(BOM + H + A)
    done = kms(tmp_path, "check", "x.po")
    assert done.returncode == 0
    assert "x.po:1:1" in done.stdout
    assert "[po-remark]" in done.stdout
    assert kms(tmp_path, "check", "--strict", "x.po").returncode == 1
    assert "po-remark" not in kms(tmp_path, "check", "--ignore", "po-remark", "x.po").stdout
    assert "po-remark" in kms(tmp_path, "check", "--select", "po-remark", "x.po").stdout
    assert "po-remark" not in kms(tmp_path, "check", "--select", "km-encoding", "x.po").stdout
    assert "po-remark" in kms(tmp_path, "check", "--list").stdout


@pytest.mark.parametrize(
    ("limit", "said"),
    [("file_bytes: 200", "200 is the limit"), ("line_bytes: 60", "more than 60 bytes"), ("plural_forms: 1", "more than 1 plural")],
)  # fmt: skip
def test_the_limits_of_the_configuration_hold_for_the_catalogs_of_the_project(
    tmp_path: Path, limit: str, said: str
) -> None:
    from kms_i18n import comparison, inspection, project, upkeep, workspace
    from kms_i18n.tree import WorkTree

    config = "source_locale: en\ndocuments: [a.txt]\nlocales: {fr: }\n"
    (tmp_path / "a.txt").write_text("Title\n\nText.\n", "utf-8")
    (tmp_path / "po/fr").mkdir(parents=True)
    plural = po.write_entry("x", ("y" * 60, "z"), source_plural="xs", style=po.Style(width=0))
    (tmp_path / "po/fr/a.po").write_bytes(po.new_catalog({"Language": "fr"}, [plural]))
    (tmp_path / "kms-i18n.yaml").write_text(config, "utf-8")
    tree = WorkTree(tmp_path)
    assert list(workspace.coverages(tree, project.load(tree), ["fr"]))
    (tmp_path / "kms-i18n.yaml").write_text(f"{config}limits: {{{limit}}}\n", "utf-8")
    loaded = project.load(tree)
    for verb in (
        lambda: list(workspace.coverages(tree, loaded, ["fr"])),
        lambda: inspection.inspect(tree, loaded, ["fr"]),
        lambda: upkeep.updated(tree, loaded, loaded.bundles[0], "fr"),
        lambda: list(comparison.differences(tree, loaded, None, None)),
    ):
        with pytest.raises(KmsError, match=said):
            verb()
