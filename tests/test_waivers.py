"""A waiver is a line with a reason; two branches that waive never conflict."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kms_i18n import waivers
from kms_i18n.errors import KmsError

KNOWN = "1:" + "ab" * 32

_words = st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=12)
_held = st.builds(
    waivers.Waiver,
    st.sampled_from(["km-encoding", "fr-nbsp-missing"]),
    st.text("0123456789abcdef", min_size=64, max_size=64).map("1:".__add__),
    _words,
    _words,
    st.sampled_from(["", "2026-01-31"]),
)


@given(st.lists(_held, max_size=5))
def test_what_is_written_is_read_again(held: list[waivers.Waiver]) -> None:
    data = waivers.dump(held)
    assert set(waivers.parse(data, "w.tsv")) == set(held)
    assert waivers.dump(waivers.parse(data, "w.tsv")) == data


@given(st.lists(_held, max_size=4), st.lists(_held, max_size=4))
def test_the_lines_of_two_branches_together_are_the_waivers_of_both(
    one: list[waivers.Waiver], two: list[waivers.Waiver]
) -> None:
    merged = waivers.dump(one) + waivers.dump(two)
    assert set(waivers.parse(merged, "w.tsv")) == {*one, *two}


def test_a_dated_waiver_holds_to_the_end_of_its_day_and_never_without_a_day() -> None:
    waiver = waivers.Waiver("a", KNOWN, "b", "c", "2026-01-31")
    assert [waiver.holds(day) for day in ("2026-01-31", "2026-02-01", "")] == [True, False, False]
    assert waivers.Waiver("a", KNOWN, "b", "c").holds("")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (f"km-encoding\t{KNOWN}", "without a reason"),
        (f"km-encoding\t{KNOWN}\t \twho", "without a reason"),
        (f"km-encoding\t{KNOWN}\treason", "without a reason"),
        (f"km-encoding\t{KNOWN}\treason\t", "not a waiver"),
        (f"km-encoding\t{KNOWN}\treason\twho\t31.1.2026", "not a waiver"),
        (f"km-encoding\t{KNOWN}\treason\twho\t2026-13-01", "not a waiver"),
        (f"km-encoding\t{KNOWN}\trea\x1bson\twho", "not a waiver"),
        ("km-encoding\t1:xyz\treason\twho", "no rule and fingerprint"),
        ("<<<<<<< HEAD", "no rule and fingerprint"),
    ],
)
def test_what_is_no_waiver_is_refused_at_its_line(line: str, says: str) -> None:
    with pytest.raises(KmsError) as caught:
        waivers.parse(f"# a remark\n\n{line}\n".encode(), "po/km/waivers.tsv")
    assert says in caught.value.message
    assert caught.value.line == 3


def test_a_baseline_is_read_as_it_was_written() -> None:
    pairs = {("a", KNOWN), ("b", KNOWN)}
    assert waivers.parse_baseline(waivers.dump_baseline(pairs), "b.tsv") == pairs
    with pytest.raises(KmsError):
        waivers.parse_baseline(f"a\t{KNOWN}\tx\n".encode(), "b.tsv")
