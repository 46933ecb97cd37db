"""Awkward files of our own: counted or refused as they must be, and where gettext differs, why."""

from __future__ import annotations

import re
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from kms_i18n import po
from kms_i18n.errors import CatalogError
from tests.corpus.po import awkward
from tests.oracles import msgfmt

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = awkward.CASES
ACCEPTED = [case for case in CASES if case.counts is not None]
REFUSED = [case for case in CASES if case.counts is None]


def test_there_are_enough_cases_and_no_two_have_one_name() -> None:
    assert len(CASES) >= 300
    assert Counter(case.name for case in CASES).most_common(1)[0][1] == 1


@pytest.mark.parametrize("case", ACCEPTED, ids=lambda case: case.name)
def test_an_odd_file_is_counted_and_stays_byte_for_byte(case: awkward.Case) -> None:
    catalog = po.parse(case.data, "x.po")
    assert tuple(po.counts(catalog)) == case.counts
    assert po.compose(catalog, catalog.entries) == case.data
    for entry in catalog.entries[:50]:
        assert po.edit(catalog, entry, targets=entry.targets, fuzzy=entry.fuzzy) == case.data


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_a_bad_file_is_refused_with_line_and_column_and_what_to_do(case: awkward.Case) -> None:
    with pytest.raises(CatalogError, match=re.escape(case.says) or None) as refusal:
        po.parse(case.data, "x.po")
    assert (refusal.value.path, refusal.value.line) == ("x.po", case.line)
    assert refusal.value.column >= 1
    assert refusal.value.hint


@pytest.mark.gettext
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_gettext_agrees_but_where_the_list_says_why_it_does_not(case: awkward.Case) -> None:
    assert case.gettext in {"", *msgfmt.ROWS}
    answer = msgfmt.ask(case.data)
    assert _agrees(case, answer) == (not case.gettext)
    catalog = None if case.counts is None else po.parse(case.data)
    assert msgfmt.disagreement(case.data, answer, _refusal(case.data), catalog) == ""
    if catalog is not None:
        marked = set(msgfmt.expected(catalog).rows)
        assert marked | {case.gettext} - {""} == marked or case.gettext in _TABLES


_TABLES = {"characters that the tables of a character set differ on"}
"""Rows of which only the C library can say whether they matter for a file."""


def _agrees(case: awkward.Case, answer: msgfmt.Answer) -> bool:
    """Return whether msgfmt counts as the case says, or refuses on the same line or the next."""
    if answer.refused:
        near = {case.line - 1, case.line, case.line + 1}
        return case.counts is None and bool(answer.lines & near)
    return case.counts is not None and answer.counts == case.counts[:3] and not answer.edges


def _refusal(data: bytes) -> str:
    try:
        po.parse(data)
    except CatalogError as error:
        return error.message
    return ""


def test_every_disagreement_with_gettext_has_a_case() -> None:
    assert {case.gettext for case in CASES} - {""} == set(msgfmt.ROWS)


def _word(size: int) -> bytes:
    return awkward.H + b'msgid "' + b"xyz" * (size // 3) + b'"\nmsgstr "b"\n'


def _quotes(size: int) -> bytes:
    return awkward.H + b'msgid "' + b'\\"' * (size // 2) + b'"\nmsgstr "b"\n'


def _references(size: int) -> bytes:
    return awkward.H + b"#:" + b" a:1" * (size // 4) + b"\n" + awkward.A


def _comments(size: int) -> bytes:
    return awkward.H + b"# x\n" * (size // 4) + awkward.A


def _lines(size: int) -> bytes:
    return awkward.H + b'msgid ""\n' + b'"x"\n' * (size // 4) + b'msgstr "b"\n'


def _entries(size: int) -> bytes:
    return awkward.H + b"".join(b'msgid "%d"\nmsgstr ""\n' % n for n in range(size // 24))


def _brackets(size: int) -> bytes:
    return awkward.H + b"[" * size


def _khmer(size: int) -> bytes:
    return awkward.H + b'msgid "a"\nmsgstr "' + "ខ្មែរ ".encode() * (size // 16) + b'"\n'


SHAPES = [_word, _quotes, _references, _comments, _lines, _entries, _brackets, _khmer]


def _calls(work: Callable[[], object]) -> int:
    """Return how many functions a piece of work calls: the same on every machine, however busy."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def _read_and_write(data: bytes) -> None:
    try:
        catalog = po.parse(data)
    except CatalogError:
        return
    entry = catalog.entries[-1]
    po.edit(catalog, entry, targets=(entry.source + " x",), extracted_comments=("y",))
    po.write_entry(entry.source, entry.targets, references=entry.references)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__[1:])
def test_steps_grow_with_the_size_and_not_faster(shape: Callable[[int], bytes]) -> None:
    # What the steps cost in time is for benchmarks/growth.py to show.
    small, large = shape(25_000), shape(100_000)
    _read_and_write(shape(100))  # what is made once, is made
    assert (
        _calls(lambda: _read_and_write(large)) <= 6 * _calls(lambda: _read_and_write(small)) + 500
    )


def test_the_limits_can_be_changed() -> None:
    data = awkward.H + awkward.plural(*(b'msgstr[%d] "x"\n' % n for n in range(12)))
    assert po.parse(data, limits=po.Limits(plural_forms=12)).entries[1].targets == ("x",) * 12
    with pytest.raises(CatalogError, match="100 is the limit"):
        po.parse(data, limits=po.Limits(file_bytes=100))
    with pytest.raises(CatalogError, match="more than 20 bytes"):
        po.parse(data, limits=po.Limits(line_bytes=20))
