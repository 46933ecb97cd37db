"""Both formats over awkward files: nothing is dropped, nothing moves, markers stay outside."""

from __future__ import annotations

from pathlib import Path

import pytest

from kms_i18n import formats
from kms_i18n.errors import DocumentError
from kms_i18n.formats import Format

CORPUS = sorted((Path(__file__).parent / "corpus/documents").iterdir())


def _shape(text: str) -> list[tuple[str, int, str]]:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    return [(t.type, t.nesting, t.tag) for t in tokens if t.type != "inline"]


def _paths(name: str, text: str) -> list[str]:
    return [segment.path for segment in formats.extract(name, text.encode()).segments]


def test_the_corpus_is_there() -> None:
    assert len(CORPUS) >= 30


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_the_identity_reproduces_an_awkward_file_byte_for_byte(path: Path) -> None:
    data = path.read_bytes()
    document = formats.extract(path.name, data)
    assert document.render(lambda segment: segment.text).encode() == data
    for segment in document.segments:
        assert segment.text == segment.text.strip()
        assert segment.text


@pytest.mark.parametrize(
    "path", [p for p in CORPUS if p.suffix == ".md"], ids=lambda path: path.name
)
def test_translating_every_segment_keeps_the_blocks_of_a_markdown_file(path: Path) -> None:
    document = formats.extract(path.name, path.read_bytes())
    rendered = document.render(lambda segment: segment.text + "z")
    assert _shape(rendered) == _shape(document.text)


def test_bullets_belong_to_the_clause_above_them() -> None:
    text = "Title\n\nIntro:\n\na- one\n\n• x\n\n• y\n\nb- two\n\n• z\n\ng – last\n"
    assert _paths("x.txt", text) == ["title", "p1", "a", "a/1", "a/2", "b", "b/1", "g"]


def test_a_letter_i_after_h_is_a_letter_and_alone_it_is_a_numeral() -> None:
    assert _paths("x.txt", "h) eight\n\ni) nine\n\nj) ten\n") == ["h", "i", "j"]
    assert _paths("x.txt", "i) one\n\nii) two\n\nv) five\n") == ["i", "ii", "v"]


def test_a_second_clause_of_one_letter_gets_a_path_of_its_own() -> None:
    assert _paths("x.txt", "a- one\n\na- two\n") == ["a", "a~2"]


def test_markdown_paths_follow_the_sections() -> None:
    text = "# A\n\ntext\n\n- x\n- y\n  - z\n\n## B\n\n> q\n\n| a |\n|---|\n| b |\n"
    wanted = ["h1", "h1/p1", "h1/l1/1", "h1/l1/2", "h1/l1/2/1", "h1.1", "h1.1/q1/p1"]
    assert _paths("x.md", text) == [*wanted, "h1.1/t1/r1c1", "h1.1/t1/r2c1"]


def test_headings_above_a_segment_are_its_context() -> None:
    document = formats.extract("x.md", b"# A\n\n## B\n\ntext\n")
    assert document.segments[-1].headings == ("A", "B")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("x.txt", b"a\ncaf\xe9", "not UTF-8"),
        ("x.txt", b"a\0b", "NUL"),
        ("x.docx", b"a", "no format reads"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(name: str, data: bytes, words: str) -> None:
    with pytest.raises(DocumentError, match=words):
        formats.extract(name, data)


@pytest.mark.parametrize("name", formats.names())
def test_every_module_in_the_folder_is_a_format(name: str) -> None:
    assert isinstance(formats.load(name), Format)
    assert formats.load(name).SUFFIXES
