"""Expressions that are compiled on first use say what ``re`` says."""

from __future__ import annotations

import re

import pytest

from kms_i18n.expressions import expression


def test_an_expression_answers_as_a_compiled_one() -> None:
    late, early = expression(r"(?P<word>[a-z]+)", re.IGNORECASE), re.compile(r"(?P<word>[a-z]+)", re.IGNORECASE)  # fmt: skip
    text = "1 One 2 two"
    assert [m.span() for m in late.finditer(text)] == [m.span() for m in early.finditer(text)]
    assert late.sub("x", text) == early.sub("x", text) == "1 x 2 x"
    assert (late.pattern, late.flags, late.groups) == (early.pattern, early.flags, early.groups)
    assert late.groupindex == early.groupindex


def test_an_expression_of_bytes_searches_bytes() -> None:
    found = expression(rb"b+").search(b"abba")
    assert found is not None
    assert found[0] == b"bb"


def test_nothing_is_compiled_before_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[object] = []
    monkeypatch.setattr(re, "compile", lambda *made: compiled.append(made))
    expression("[a-z]")
    assert compiled == []


def test_a_wrong_expression_is_refused_when_it_is_used() -> None:
    wrong = expression("(")
    with pytest.raises(re.error):
        wrong.search("")
