"""The laws of approvals: a set of lines that grows, and means the same in whatever order it grew."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kms_i18n import approvals
from kms_i18n.model import Approval

_NAMES = ("first@example.org", "second@example.org", "ឈ្មោះ")
_DAYS = ("2026-01-30", "2026-01-31", "2026-02-01")
_PRINTS = tuple(f"1:{digit * 64}" for digit in "0a")

_lines = st.builds(
    Approval,
    st.sampled_from(_PRINTS),
    st.sampled_from(("linguistic", "legal", "-linguistic", "-legal")),
    st.sampled_from(_NAMES),
    st.sampled_from(_DAYS),
    st.sampled_from(("", "read twice", "កំណត់ចំណាំ")),
)
_files = st.sets(_lines, max_size=8).map(approvals.dump)


def _union(*files: bytes) -> bytes:
    """Return what Git's union merge may leave: the lines of all files, in some order, repeated."""
    return b"".join(files)


def _meaning(data: bytes) -> bytes:
    return approvals.dump(approvals.parse(data, "approvals.tsv"))


@given(_files, _files, _files)
def test_merging_is_commutative_associative_and_idempotent(a: bytes, b: bytes, c: bytes) -> None:
    assert _meaning(_union(a, b)) == _meaning(_union(b, a))
    assert _meaning(_union(_meaning(_union(a, b)), c)) == _meaning(_union(a, _union(b, c)))
    assert _meaning(_union(a, a)) == a == _meaning(a)


@given(_files, _files)
def test_what_stands_after_a_merge_stood_on_a_side_or_was_withdrawn_on_one(
    a: bytes, b: bytes
) -> None:
    def standing(data: bytes) -> frozenset[Approval]:
        return approvals.standing(approvals.parse(data, "approvals.tsv"))

    both = standing(_union(a, b))
    assert both <= standing(a) | standing(b)
    withdrawn = {
        (line.fingerprint, line.kind.removeprefix("-"), line.reviewer)
        for line in approvals.parse(_union(a, b), "x")
        if line.kind.startswith("-")
    }
    lost = (standing(a) | standing(b)) - both
    assert {(line.fingerprint, line.kind, line.reviewer) for line in lost} <= withdrawn


@given(st.sets(_lines, max_size=8))
def test_only_those_who_may_count_and_only_of_the_kind_they_may(lines: set[Approval]) -> None:
    reviewers = {"fr": {"legal": [_NAMES[0].upper()]}}
    counted = {a for some in approvals.valid(lines, "fr", reviewers).values() for a in some}
    standing = approvals.standing(lines)
    assert counted == {a for a in standing if (a.kind, a.reviewer) == ("legal", _NAMES[0])}
    everybody = {a for some in approvals.valid(lines, "km", reviewers).values() for a in some}
    assert everybody == standing
