"""Laws of where lines end: looking near one place finds what looking everywhere finds."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kms_i18n import po_breaks, po_layout

WORDS = st.sampled_from(
    [
        *("a", "word", "well-known", "https://example.org/a/b?c", "1,000", "(a)", "--", "x" * 90),
        *('\\"q\\"', "", " ", "\\n", "\\\\", "foo.", "-5", "%", "/"),
    ]
)
QUOTED = st.lists(WORDS, max_size=40).map(" ".join)


@given(QUOTED, st.integers(0, 200), st.integers(0, 100))
def test_the_cut_near_a_place_is_the_last_before_it_or_the_first_behind(
    quoted: str, low: int, room: int
) -> None:
    cuts = list(po_breaks.cuts(quoted))
    fitting = [cut for cut in cuts if low < cut <= low + room]
    behind = [cut for cut in cuts if cut > low + room]
    assert po_breaks.cut_near(quoted, low, low + room) == [*fitting[-1:], *behind, len(quoted)][0]


@given(QUOTED)
def test_the_first_piece_ends_at_the_first_cut(quoted: str) -> None:
    assert po_breaks.first_piece(quoted) == quoted[: next(po_breaks.cuts(quoted), None)]


@given(QUOTED, st.integers(1, 120))
def test_a_long_text_is_broken_as_a_short_one(quoted: str, width: int) -> None:
    style = po_layout.Style(width=width)
    text = quoted.replace("\\", "")
    lines = po_layout.text_lines("msgid", text, style)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(po_layout, "_LONG", 0)
        assert po_layout.text_lines("msgid", text, style) == lines


def test_what_is_called_narrow_takes_one_column_a_character() -> None:
    characters = [c for c in map(chr, range(sys.maxunicode + 1)) if po_breaks.narrow(c)]
    assert len(characters) > 700
    assert all(po_breaks._width(character) == 1 for character in characters)
