"""Laws of written Khmer, on syllables as they are and on letters in any order."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from kms_i18n import khmer

_BASES = [chr(c) for c in (*range(0x1780, 0x17A3), *range(0x17A5, 0x17B4))]
_VOWELS = [chr(c) for c in range(0x17B6, 0x17C6)]
_SIGNS = ["\u17c6", "\u17cb", "\u17cd", "\u17ce", "\u17cf", "\u17d0"]


@st.composite
def syllables(draw: st.DrawFn) -> str:
    """Return a syllable as the Khmer Encoding Structure has it."""
    subscripts = draw(st.lists(st.sampled_from(_BASES), max_size=2))
    subscripts.sort(key=lambda letter: letter == "\u179a")
    if subscripts[:1] == ["\u179a"]:
        del subscripts[1:]  # ro is one, and the last
    vowel = draw(st.sampled_from(["", *_VOWELS]))
    signs = ["", *(sign for sign in _SIGNS if (vowel, sign) != ("\u17bb", "\u17d0"))]
    return "".join(
        (
            draw(st.sampled_from(_BASES)),
            draw(st.sampled_from(["", "", "\u17cc"])),
            *("\u17d2" + letter for letter in subscripts),
            draw(st.sampled_from(["", "\u17c9", "\u17ca", "\u17ca\u200c"])),
            vowel,
            draw(st.sampled_from(signs)),
            draw(st.sampled_from(["", "\u17c7", "\u17c8"])),
        )
    )


_SEPARATORS = st.sampled_from(["", "", "\u200b", " ", "។ ", " abc ", "១២"])
texts = st.lists(st.tuples(syllables(), _SEPARATORS), max_size=12).map(
    lambda parts: "".join(a + b for a, b in parts)
)
anything = st.text(
    st.sampled_from([*map(chr, range(0x1780, 0x17DE)), "\u200b", "\u200c", "\u200d", " ", "a"]),
    max_size=24,
)


@given(texts)
def test_valid_text_has_no_fault_and_is_never_changed(text: str) -> None:
    assert khmer.valid(text)
    assert list(khmer.faults(text)) == []
    assert khmer.repair(text) == text


@given(anything)
def test_repairing_twice_is_repairing_once(text: str) -> None:
    once = khmer.repair(text)
    assert khmer.repair(once) == once


@given(anything)
def test_a_text_has_a_fault_exactly_if_it_is_not_valid(text: str) -> None:
    faults = list(khmer.faults(text))
    assert bool(faults) != khmer.valid(text)
    assert all(0 <= f.start < f.end <= len(text) for f in faults)
    assert all(khmer.valid(f.repaired) for f in faults if f.repaired is not None)
    assert all(a.end <= b.start for a, b in itertools.pairwise(faults))


@given(
    st.sampled_from(_BASES),
    st.sampled_from(_BASES),
    st.sampled_from(_VOWELS),
    st.sampled_from(["", "\u17c9", "\u17ca"]),
)
def test_a_subscript_after_its_vowel_is_found_and_goes_back_before_it(
    base: str, letter: str, vowel: str, shifter: str
) -> None:
    right = f"{base}\u17d2{letter}{shifter}{vowel}"
    wrong = f"{base}{shifter}{vowel}\u17d2{letter}"
    assert [fault.repaired for fault in khmer.faults(f"ក {wrong}។")] == [right]


@given(anything)
def test_folding_twice_is_folding_once_and_never_lengthens(text: str) -> None:
    once = khmer.fold(text)
    assert khmer.fold(once) == once
    assert len(once) <= len(text)
