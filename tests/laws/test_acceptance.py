"""The laws of accepted edits: whatever lines somebody writes, no change of meaning passes."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kms_i18n import acceptance, approvals
from kms_i18n.model import Approval, ChangeClass, Entry, Span

# Each is typographic beside some others; "may" and "May", -5 and 5 are not, though "MAY" is beside both.
_SOURCES = (
    "It's 5 people", "It’s 5 people", "it’s 5 people.", "It's -5 people", "It's not 5 people",
    "they may go", "They MAY go", "They May go", "THEY MAY GO", "They must go", "1-2 to go", "12 to go",
)  # fmt: skip
_TARGETS = ("ils y vont", "ឈ្មោះ")


def _entry(source: str, target: str) -> Entry:
    return Entry(Span(0, 0), 1, 1, source, (target,))


_entries = st.builds(_entry, st.sampled_from(_SOURCES), st.sampled_from(_TARGETS))
_claims = st.builds(
    lambda entry, source: acceptance.line(entry, (source,), "fr", "a@example.org", "2026-01-31"),
    _entries,
    st.sampled_from(_SOURCES),
)
_approved = st.builds(
    lambda entry: Approval(
        approvals.bind(entry, "fr"), "linguistic", "b@example.org", "2026-01-30"
    ),
    _entries,
)
_lines = st.frozensets(st.one_of(_claims, _approved), max_size=30)


def _counting(lines: frozenset[Approval], entry: Entry) -> bool:
    before = acceptance.former(lines, [entry], "fr", "en")
    valid = approvals.valid(acceptance.carried(lines, before), "fr", {})
    return approvals.bind(entry, "fr") in valid


@given(_lines, _entries)
def test_what_counts_was_approved_for_the_same_target_and_a_source_of_the_same_words(
    lines: frozenset[Approval], entry: Entry
) -> None:
    given_for = {a.fingerprint for a in lines if a.kind == "linguistic"}
    alike = [
        source
        for source in _SOURCES
        if approvals.bind(replace(entry, source=source), "fr") in given_for
        and acceptance.change_class((source,), (entry.source,), "en") is ChangeClass.TYPOGRAPHIC
    ]
    if _counting(lines, entry):
        assert alike
    if approvals.bind(entry, "fr") in given_for:
        assert _counting(lines, entry)


@given(st.permutations(_SOURCES[:3]), st.sampled_from(_TARGETS))
def test_a_chain_of_accepted_edits_carries_an_approval_to_its_end(
    sources: list[str], target: str
) -> None:
    steps = pairwise(sources)
    lines = {
        acceptance.line(_entry(new, target), (old,), "fr", "a", "2026-01-31") for old, new in steps
    }
    word = Approval(
        approvals.bind(_entry(sources[0], target), "fr"), "linguistic", "b", "2026-01-30"
    )
    assert _counting(frozenset({*lines, word}), _entry(sources[-1], target))
    fuzzy = replace(_entry(sources[-1], target), flags=("fuzzy",))
    assert not acceptance.former(lines, [fuzzy], "fr", "en")


@given(_lines, _entries)
def test_without_an_approval_nothing_counts(lines: frozenset[Approval], entry: Entry) -> None:
    claims = frozenset(a for a in lines if a.kind == approvals.ACCEPTED)
    assert not _counting(claims, entry)


@given(st.text(max_size=60))
def test_a_line_is_read_as_it_was_written_whatever_the_source(source: str) -> None:
    made = acceptance.line(_entry("x", "y"), (source,), "fr", "a", "2026-01-31")
    (again,) = approvals.parse(approvals.dump({made}), "approvals.tsv")
    assert acceptance.accepted(again) == (source,)


@given(st.text(max_size=60))
def test_a_note_that_is_no_source_says_nothing(note: str) -> None:
    made = Approval("1:" + "0" * 64, approvals.ACCEPTED, "a", "2026-01-31", note)
    found = acceptance.accepted(made)
    assert found is None or all(isinstance(text, str) for text in found)
