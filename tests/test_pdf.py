"""Published PDFs: what stands on paper, and what a reader gets who copies it, is the translation."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from kms_i18n import pdf, pdf_text, project, text, tree, words, workspace
from kms_i18n.cli import group
from kms_i18n.edition import Branch, Edition, Passage, edition
from kms_i18n.errors import KmsError
from kms_i18n.model import Kind, Segment, Span
from tests.projects import mission_project

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
PDFTOTEXT = shutil.which("pdftotext")
needs_pdftotext = pytest.mark.skipif(
    PDFTOTEXT is None, reason="pdftotext is not installed (apt-get install poppler-utils)"
)


def _mission(locale: str, *, bilingual: bool = False) -> Edition:
    folder = tree.WorkTree(ROOT)
    found = project.load(folder, "kms-i18n.yaml")
    bundle = next(iter(found.bundles))
    units = workspace.units(folder, found, bundle, locale)
    return edition(bundle.documents[0], units, (locale, "en"), "source", bilingual=bilingual)


def _document(*texts: str, locale: str = "km", kind: Kind = Kind.PARAGRAPH) -> Edition:
    span = Span(0, 1)
    passages = [
        Passage(Segment(f"p{number}", "x", span, kind, span), said, locale)
        for number, said in enumerate(texts, 1)
    ]
    return Edition("x.md", locale, "en", tuple(passages), bilingual=False, missing=())


def _texts(found: Edition) -> list[str]:
    def walk(branches: tuple[Branch, ...]) -> Iterator[str]:
        for branch in branches:
            yield branch.passage.segment.marker
            if found.bilingual:
                yield branch.passage.segment.text
            yield branch.passage.text
            yield from walk(branch.below)

    return list(walk(found.branches))


def _read(data: bytes, folder: Path) -> str:
    path = folder / "read.pdf"
    path.write_bytes(data)
    command = [str(PDFTOTEXT), "-raw", "-enc", "UTF-8", str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def _unspaced(said: str) -> str:
    return re.sub(r"\s", "", said)


@pytest.mark.pdf
@needs_pdftotext
@pytest.mark.parametrize("locale", ["en", "fr", "km"])
def test_what_is_copied_from_a_pdf_is_the_translation_but_for_line_ends(
    locale: str, tmp_path: Path
) -> None:
    found = _mission(locale)
    assert _unspaced(_read(pdf.render(found), tmp_path)) == _unspaced("".join(_texts(found)))


@pytest.mark.pdf
@needs_pdftotext
@pytest.mark.parametrize("locale", ["en", "fr", "km"])
def test_a_bilingual_pdf_holds_the_source_before_each_passage_over_two_pages(
    locale: str, tmp_path: Path
) -> None:
    found = _mission(locale, bilingual=True)
    got = _unspaced(_read(pdf.render(found), tmp_path))
    assert got.count("1/2") == got.count("2/2") == 1
    wanted = list(filter(None, map(_unspaced, _texts(found))))
    parts = got.replace("1/2\x0c", "").replace("1/2", "").replace("2/2", "")
    assert sorted(parts) == sorted("".join(wanted))
    assert sum(part in parts for part in wanted) >= len(wanted) - 2  # one row goes over the page


@pytest.mark.pdf
@needs_pdftotext
@pytest.mark.parametrize("locale", ["km", "lo", "th", "hi", "vi", "fr"])
def test_signs_that_stand_apart_from_their_letters_are_read_once(
    locale: str, tmp_path: Path
) -> None:
    said = {
        "km": "ម្មម្មម្ម ក្នុក្នុង កម្ពុជា កម្ពុ(ជា) ) ( \\ ស្ត្រី",
        "lo": "ສະບາຍດີ ນີ້",
        "th": "สวัสดีชาวโลก ผู้ที่",
        "hi": "क्षेत्र स्त्री",
        "vi": "Tiếng Việt ữ ặ ề",
        "fr": "œuvre fi fl ffi e\u0301 C’est 1\u202f234\u202f567 « là »",
    }[locale]
    try:
        made = pdf.render(_document(said, locale=locale))
    except KmsError as error:
        pytest.skip(str(error))
    assert _unspaced(_read(made, tmp_path)) == _unspaced(said)


@pytest.mark.pdf
@needs_pdftotext
def test_a_text_is_data_whatever_it_would_mean_to_typst(tmp_path: Path) -> None:
    hostile = [
        '#read("/etc/passwd") #eval("1") #import "@preview/x:1.0.0"',
        "$x$ @ref <label> *b* _e_ `c` = h - i + j / k: l // m /* n */ \\ \" ' ~ -- --- ...",
        "\\u{1F600} [a] {b} (c",
        "#",
    ]
    for kind in (Kind.PARAGRAPH, Kind.TITLE, Kind.CLAUSE):
        made = pdf.render(_document(*hostile, locale="fr", kind=kind))
        assert _unspaced(_read(made, tmp_path)) == _unspaced("".join(hostile))


def _cut_at_three(line: str, _: str) -> list[str]:
    """Return a line cut into words of three clusters, as no dictionary would."""
    found = text.clusters(line)
    return ["".join(found[start : start + 3]) for start in range(0, len(found), 3)]


@pytest.mark.pdf
@needs_pdftotext
def test_khmer_lines_end_where_the_dictionary_ends_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភមយរលវសហឡអ" * 12
    monkeypatch.setattr(words, "_icu", lambda: _cut_at_three)
    lines = _read(pdf.render(_document(said)), tmp_path).strip().splitlines()
    assert "".join(lines) == said
    assert len(lines) > 3
    assert [len(line) % 3 for line in lines] == [0] * len(lines)


@pytest.mark.pdf
@needs_pdftotext
def test_a_word_that_fits_on_no_line_is_broken_rather_than_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "_icu", lambda: lambda line, _: [line])
    said = "ការកសាងសាមគ្គីភាពជាក់ស្ដែងក្នុងចំណោមខ្មែរ" * 12
    lines = _read(pdf.render(_document(said)), tmp_path).strip().splitlines()
    assert "".join(lines) == said
    assert len(lines) > 5


@pytest.mark.pdf
def test_the_same_document_gives_the_same_bytes_without_a_date_and_tagged() -> None:
    found = _mission("km", bilingual=True)
    made = pdf.render(found)
    assert made == pdf.render(found)
    assert b"CreationDate" not in made
    assert b"CreateDate" not in made
    for tag in (b"/S/H1", b"/S/L/", b"/S/LI", b"/S/Lbl", b"/S/LBody", b"/S/P", b"/Lang(km)"):
        assert tag in made, tag
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made


@pytest.mark.pdf
def test_headings_begin_at_the_first_level_and_leave_none_out() -> None:
    made = pdf.render(_document("Un", "Deux", locale="fr", kind=Kind.HEADING))
    assert b"/S/H1" in made
    deep = Segment("h", "x", Span(0, 1), Kind.HEADING, Span(0, 1), headings=("a", "b", "c"))
    passages = (*_document("Un", locale="fr", kind=Kind.TITLE).passages, Passage(deep, "Sous", "fr"))  # fmt: skip
    made = pdf.render(Edition("x.md", "fr", "en", passages, bilingual=False, missing=()))
    assert b"/S/H2" in made
    assert b"/S/H4" not in made


@pytest.mark.pdf
def test_no_pdf_is_made_with_letters_that_no_font_has(monkeypatch: pytest.MonkeyPatch) -> None:
    import typst

    monkeypatch.setattr(pdf, "_fonts", lambda: typst.Fonts(include_system_fonts=False))
    assert pdf.render(_mission("fr")).startswith(b"%PDF-")
    with pytest.raises(KmsError, match=r"no font on this machine has .* \(U\+17") as error:
        pdf.render(_mission("km"))
    assert "fonts-noto-core" in error.value.hint


@pytest.mark.pdf
def test_lists_deeper_than_typst_goes_are_refused_with_what_helps() -> None:
    span = Span(0, 1)
    paths = ["/".join("a" for _ in range(depth)) for depth in range(1, 70)]
    passages = tuple(Passage(Segment(p, "x", span, Kind.ITEM, span, "-"), "x", "fr") for p in paths)
    with pytest.raises(KmsError, match="too deep") as error:
        pdf.render(Edition("x.md", "fr", "en", passages, bilingual=False, missing=()))
    assert "--to html" in error.value.hint


def test_without_typst_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(KmsError, match="needs Typst") as error:
        pdf.render(_document("x"))
    assert "kms-i18n[pdf]" in error.value.hint


# ── The command ──────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return mission_project(tmp_path)


def _run(folder: Path, command: str) -> Result:
    return CliRunner().invoke(group, ["-C", str(folder), *command.split()])


@pytest.mark.pdf
def test_publishing_again_changes_nothing_and_a_dry_run_writes_nothing(copy: Path) -> None:
    path = copy / "reports/km/mission.pdf"
    assert _run(copy, "publish --to pdf -l km --dry-run").exit_code == 0
    assert not path.exists()
    assert _run(copy, "publish --to pdf -l km").exit_code == 0
    assert path.read_bytes().startswith(b"%PDF-1.7")
    assert _run(copy, "publish --to pdf -l km --check").exit_code == 0
    assert _run(copy, "publish --to pdf -l km --bilingual --check").exit_code == 1
    refused = _run(copy, "publish --to pdf -l km --policy release")
    assert (refused.exit_code, "the gate release is shut" in refused.stdout) == (1, True)


@pytest.mark.pdf
def test_a_pdf_is_never_replaced_by_a_worse_one_and_replaces_nothing_else(copy: Path) -> None:
    path = copy / "reports/fr/mission.pdf"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"%PDF-1.7 somebody's own")
    refused = _run(copy, "publish --to pdf -l fr --allow-worse")
    assert (refused.exit_code, "no page of this program" in refused.stdout) == (1, True)
    path.unlink()
    assert _run(copy, "publish --to pdf -l fr").exit_code == 0
    before = path.read_bytes()
    catalog = copy / "po/fr/mission.po"
    said = catalog.read_text(encoding="utf-8")
    catalog.write_text(re.sub(r'msgstr "Lutter.*"', 'msgstr ""', said), encoding="utf-8")
    worse = _run(copy, "publish --to pdf -l fr")
    assert (worse.exit_code, "14 translated passages" in worse.stdout) == (1, True)
    assert path.read_bytes() == before
    assert _run(copy, "publish --to pdf -l fr --allow-worse").exit_code == 0


# ── The text of a PDF ────────────────────────────────────────────────────────────────────────


@given(st.binary())
def test_a_file_that_typst_did_not_write_stays_as_it_is(data: bytes) -> None:
    assert pdf_text.mended(data, ["x"]) == (data, 1)
    assert pdf_text.mended(b"%PDF-1.7\nstartxref\n9\n" + data, ["x"])[1] == 1


@given(st.binary(max_size=20), st.binary(max_size=5))
def test_a_string_of_glyphs_is_read_as_it_was_written(glyphs: bytes, rest: bytes) -> None:
    escaped = re.sub(rb"[\\()]", lambda found: b"\\" + found[0], glyphs)
    written = b"(" + escaped + b")"
    assert pdf_text._string(written + rest, 0) == (glyphs, len(written))


@pytest.mark.pdf
def test_mending_changes_nothing_that_is_seen(tmp_path: Path) -> None:
    import typst

    source = (
        b'#set document(title: "x", date: none)\n#set text(font: sys.inputs.font)\n#sys.inputs.text'
    )
    said = "កម្ពុជា ក្នុង ខ្លួន កម្ពុជា"
    font = next(name for name in sorted(typst.Fonts().families()) if "Khmer" in name)
    raw = typst.compile(source, sys_inputs={"text": said, "font": font}, pdf_standards=["ua-1"])
    made, failed = pdf_text.mended(raw, [said])
    assert failed == 0
    pdftoppm = shutil.which("pdftoppm")
    if pdftoppm is None:
        pytest.skip("pdftoppm is not installed (apt-get install poppler-utils)")
    pictures = []
    for number, data in enumerate((raw, made)):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(data)
        command = [pdftoppm, "-r", "100", "-png", str(path)]
        pictures.append(subprocess.run(command, capture_output=True, check=True).stdout)
    assert pictures[0] == pictures[1]
    assert raw != made
