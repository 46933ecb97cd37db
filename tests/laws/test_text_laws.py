"""Laws of text: nothing is lost in cutting, nothing hostile is left in showing."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from kms_i18n import text

PIECES = [
    "ខ្មែរ", "ស្ត្រី", "នីតិរដ្ឋ", "\u17d2", "\u17c6", "ា", "។", "១៩៧០", "\u200b", "\u200d", "\u200c",
    "a- ", "• ", "L’État", "e\u0301", "\u0301", "«\u00a0", "\u202f!", "\r\n", "\n", "\r", "\t", " ",
    "\ufeff", "\u202e", "\x1b[31m", "\ud800", "日本", "ภาษา", "👩\u200d👧", "🇰🇭", "_", "{name}", "%s",
]  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.characters()), max_size=12).map("".join)


@given(TEXTS)
def test_clusters_and_tokens_joined_again_are_the_text(whole: str) -> None:
    assert "".join(text.clusters(whole)) == whole
    assert "".join(text.tokens(whole)) == whole


@given(TEXTS)
def test_no_token_starts_inside_a_cluster(whole: str) -> None:
    starts = {0}
    for cluster in text.clusters(whole):
        starts.add(max(starts) + len(cluster))
    position = 0
    for token in text.tokens(whole):
        assert position in starts
        position += len(token)


@given(TEXTS)
def test_what_is_shown_is_safe_and_safe_once_is_enough(whole: str) -> None:
    shown = text.safe(whole)
    shown.encode()
    assert text.safe(shown) == shown
    assert not any(
        unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} and c not in "\n\t" for c in shown
    )
    assert "\n" not in text.safe_line(whole)


@given(TEXTS, st.integers(min_value=0, max_value=30))
def test_an_abbreviated_or_padded_text_keeps_its_width(whole: str, width: int) -> None:
    line = text.safe_line(whole)
    short = text.abbreviate(line, width)
    assert text.cells(short) <= width
    assert text.cells(text.pad(short, width)) == width


@given(TEXTS)
def test_the_normal_form_is_its_own_normal_form(whole: str) -> None:
    once = text.normal(whole)
    assert text.normal(once) == once
