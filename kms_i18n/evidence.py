"""What speaks for and against two segments being one text, and what it comes to.

The weights are those of two logistic regressions, for pairs and for splits and merges, on revisions
with a known answer; that of ``sibling`` was chosen after them. ``docs/alignment.md`` says on which.
Structure (kind, headings, place, marker) is evidence like any other and never a condition.
"""

from __future__ import annotations

from collections import Counter
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kms_i18n.similarity import Likeness, Shape


class Evidence(NamedTuple):
    """What is known of a pair; every part is 0 to 1 but ``row`` and ``column``: -1 to 0."""

    words: float
    letters: float
    held: float
    ratio: float
    square: float
    """The square of the mean likeness."""
    high: float
    """What the mean likeness has above 0.75: near-equal texts are not told apart by more of it."""
    weight: float
    """The weight of the shared words, full at 20: five or six rare words."""
    short: float
    """1 by 1 + the words of the shorter text: few words prove little."""
    gap: float
    """Whether both stand between the same unchanged neighbours."""
    place: float
    """How well their places there agree."""
    kind: float
    """Whether one is a heading and the other is not."""
    headings: float
    """Whether the same headings stand above both."""
    numbers: float
    """The part of their numbers that both have."""
    marker: float
    """Whether both have the same list marker."""
    row: float
    """How far the pair is behind another old segment for the same new one."""
    column: float
    """How far the pair is behind another new segment for the same old one."""
    ahead: float
    """How much more alike they are than the new one and any text it cannot come from."""
    behind: float
    rival: float
    """How like the new one the likest text is that it cannot come from."""
    sibling: float
    """1 if that text is much alike and the old one is no more so: then it is one of a mould."""
    gain: float
    """Of a split or merge: how much better the whole fits than its best part."""


MOULD = 0.6
"""Likeness from which on two texts are of one mould."""
_SINGLE = {
    "words": 1.21,
    "letters": 10.86,
    "ratio": -2.35,
    "high": -8.35,
    "weight": 1.0,
    "short": 5.61,
    "place": 0.77,
    "kind": -3.94,
    "headings": 0.71,
    "numbers": 2.73,
    "marker": 1.18,
    "row": 4.45,
    "column": 1.94,
    "ahead": 6.19,
    "behind": -5.34,
    "rival": -1.11,
    "sibling": -1.4,
}
_SINGLE_BIAS = -11.25
_SEVERAL = {
    "words": -9.73,
    "letters": 46.55,
    "held": -6.94,
    "ratio": -6.17,
    "square": 4.45,
    "short": 2.0,
    "gap": 2.86,
    "place": -2.09,
    "row": 5.08,
    "column": 12.92,
    "gain": 0.66,
}
_SEVERAL_BIAS = -25.79
_OF_SINGLE = [_SINGLE.get(name, 0.0) for name in Evidence._fields], _SINGLE_BIAS
_OF_SEVERAL = [_SEVERAL.get(name, 0.0) for name in Evidence._fields], _SEVERAL_BIAS


def verdict(found: Evidence, *, several: bool) -> float:
    """Return the log odds that a pair is one text; ``several``: that it is a split or a merge."""
    weights, bias = _OF_SEVERAL if several else _OF_SINGLE
    told: float = sum(map(mul, weights, found))
    return bias + told


_AT_BEST = _SINGLE_BIAS + sum(_SINGLE[name] for name in ("place", "headings", "numbers", "marker"))
"""What all that is not said by the words and letters of a pair comes to at best."""


def at_best(one: Shape, other: Shape, like: Likeness, rival: float) -> float:
    """Return what the verdict on a pair cannot be above: for those not worth a closer look."""
    mean = like.mean
    margin = mean - rival
    return (
        _AT_BEST
        + _SINGLE["words"] * like.words
        + _SINGLE["letters"] * like.letters
        + _SINGLE["ratio"] * like.ratio
        + _SINGLE["weight"] * min(like.weight, 20.0) / 20
        + _SINGLE["short"] / (1 + min(len(one.words), len(other.words)))
        + (_SINGLE["ahead"] if margin > 0 else -_SINGLE["behind"]) * margin
        + _SINGLE["rival"] * rival
    )


class Standing(NamedTuple):
    """What is known of a pair beside its texts: where both stand, and how others compare."""

    gap: float
    place: float
    kind: float
    headings: float
    row: float
    column: float
    rival: float
    gain: float


def evidence(one: Shape, other: Shape, like: Likeness, standing: Standing) -> Evidence:
    """Return all that speaks for and against two texts being one."""
    mean = like.mean
    margin = mean - standing.rival
    return Evidence(
        words=like.words,
        letters=like.letters,
        held=like.held,
        ratio=like.ratio,
        square=mean * mean,
        high=max(0.0, mean - 0.75),
        weight=min(like.weight, 20.0) / 20,
        short=1 / (1 + min(len(one.words), len(other.words))),
        gap=standing.gap,
        place=standing.place,
        kind=standing.kind,
        headings=standing.headings,
        numbers=_numbers(one, other),
        marker=float(one.marker == other.marker),
        row=standing.row,
        column=standing.column,
        ahead=max(0.0, margin),
        behind=max(0.0, -margin),
        rival=standing.rival,
        sibling=float(margin <= 0 and standing.rival > MOULD),
        gain=standing.gain,
    )


def _numbers(one: Shape, other: Shape) -> float:
    """Return the part of the numbers that both have; 1 where there are none."""
    most = max(len(one.numbers), len(other.numbers))
    if not most or one.numbers == other.numbers:
        return 1.0
    return (Counter(one.numbers) & Counter(other.numbers)).total() / most
