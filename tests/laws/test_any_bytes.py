"""Any bytes give a result or a refusal that says where: never a traceback, never silent loss."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kms_i18n import approvals, config, formats
from kms_i18n.errors import KmsError
from kms_i18n.model import Approval

_PIECES = (
    "# Title", "a- one", "b. two", "• three", "1) four", "- item", "> quote", "| a | b |", "|---|---|",
    "```", "~~~ x", "<!-- c", "-->", "<div>", "[l]: /u", "---", "===", "title: x", "    code", "\t- x",
    "*a* `b` [c](d)", "1. x", "\\", "&amp;", "សន្តិភាព", "l’été", "\u00a0", "\u200b", "\ufeff", "\0", "\x1b[31m",
    "\r", "\u2028", "  ", "* * *", "![i](p)", "$$", ":::", "[^1]: n", "Term", ": definition",
)  # fmt: skip

_documents = st.lists(st.sampled_from(_PIECES), max_size=12).flatmap(
    lambda pieces: st.sampled_from(["\n", "\r\n", "\n\n", " ", "\n  ", "\n> "]).map(
        lambda end: end.join(pieces)
    )
)


@pytest.mark.parametrize("path", ["a.txt", "a.md"])
@given(data=st.binary(max_size=80) | _documents.map(str.encode))
@example("# a\n\ufeff\nb".encode())
def test_a_document_is_read_and_given_back_or_refused_with_its_line(path: str, data: bytes) -> None:
    try:
        document = formats.extract(path, data)
    except KmsError as error:
        assert error.path == path
        assert error.line >= 1
        return
    assert document.render(lambda segment: segment.text).encode() == data
    ends = 0
    for segment in document.segments:
        assert segment.text.strip()
        assert ends <= segment.span.start < segment.span.end
        ends = segment.span.end


_YAML = (
    "source_locale: en", "documents:", "  - source/*.txt", "locales:", "  fr: {}", "  km: {role: x}", "policies:",
    "  r: {minimum: {approved: 100}}", "a: &a [1]", "b: *a", "<<: *a", "- x", "{", "}", "[", "!!python/object:os.system",
    "\t", "'", '"', "? k", ": v", "%YAML 1.9", "---", "...", "no: yes", "documents: 3", "\x07", "|", ">-", "# c", "៛: ខ",
)  # fmt: skip


@given(
    st.binary(max_size=60)
    | st.lists(st.sampled_from(_YAML), max_size=9).map(lambda lines: "\n".join(lines).encode())
)
def test_a_configuration_is_read_or_every_problem_has_its_place(data: bytes) -> None:
    try:
        config.parse(data, "kms-i18n.yaml")
    except KmsError as error:
        assert str(error).startswith("kms-i18n.yaml:")


_word = Approval("1:" + "0" * 64, "linguistic", "reviewer@example.org", "2026-01-31")
_line = approvals.dump([_word]).splitlines()[-1]
_fields = st.sampled_from([*_line.split(b"\t"), b"", b"x", b"2026-02-30", b"\xff", b"\0", b"1:zz"])


@given(
    st.binary(max_size=60)
    | st.lists(
        st.lists(_fields, max_size=6).map(b"\t".join) | st.just(_line) | st.just(b"<<<<<<< ours")
    ).map(b"\n".join)
)
def test_an_approvals_file_is_read_or_refused_with_its_line(data: bytes) -> None:
    try:
        words = approvals.parse(data, "approvals.tsv")
    except KmsError as error:
        assert error.path == "approvals.tsv"
        assert error.line >= 1
        return
    assert approvals.parse(approvals.dump(words), "approvals.tsv") == words
