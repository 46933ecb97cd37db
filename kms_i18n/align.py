"""Which segment of the old revision became which of the new one.

Equal texts are paired first, in order; those that kept their order are the skeleton, and what lies
between its pairs is compared with what lay there before it is compared with strangers. What is
left is paired by all that speaks for a pair (``pairing``), one or more segments to one. Pure and
deterministic; ``align(a, a)`` is all ``same``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from kms_i18n.model import Change, ChangeKind
from kms_i18n.pairing import Revisions, judged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kms_i18n.model import Segment
    from kms_i18n.pairing import Pair

BAR = 0.0
"""Least log odds of a pair that is taken."""


def align(old: Sequence[Segment], new: Sequence[Segment]) -> list[Change]:
    """Return how ``old`` became ``new``: every index of either side occurs exactly once.

    New segments come first, in their order; then what was removed, in its old order.
    """
    exact = _equal([s.text for s in old], [s.text for s in new])
    skeleton = _longest_rising(exact)
    changes = [
        Change(ChangeKind.SAME if j in skeleton else ChangeKind.MOVED, (i,), (j,), moved=j not in skeleton)
        for j, i in exact.items()
    ]
    if len(exact) < len(new) and len(exact) < len(old):
        changes += [_change(pair) for pair in _selected(judged(Revisions(old, new, exact, skeleton)))]
    came = {j for change in changes for j in change.new}
    went = {i for change in changes for i in change.old}
    changes += [Change(ChangeKind.ADDED, (), (j,), 0.0) for j in range(len(new)) if j not in came]
    changes.sort(key=lambda change: change.new)
    removed = (i for i in range(len(old)) if i not in went)
    return changes + [Change(ChangeKind.REMOVED, (i,), (), 0.0) for i in removed]


def _change(pair: Pair) -> Change:
    """Return a pair as a change."""
    kind = ChangeKind.EDITED
    if len(pair.new) > 1:
        kind = ChangeKind.SPLIT
    elif len(pair.old) > 1:
        kind = ChangeKind.MERGED
    return Change(kind, pair.old, pair.new, min(pair.likeness.mean, 1.0))


def _selected(pairs: list[Pair]) -> list[Pair]:
    """Return the pairs to believe: the surest first, each segment once."""
    pairs = sorted(
        (pair for pair in pairs if pair.verdict >= BAR),
        key=lambda pair: (-round(pair.verdict, 9), pair.new, pair.old),
    )
    came: set[int] = set()
    went: set[int] = set()
    chosen: list[Pair] = []
    for pair in pairs:
        if came.isdisjoint(pair.new) and went.isdisjoint(pair.old):
            came.update(pair.new)
            went.update(pair.old)
            chosen.append(pair)
    return chosen


def _equal(old: list[str], new: list[str]) -> dict[int, int]:
    """Pair equal texts in order: new index to old index."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, text in reversed(list(enumerate(old))):
        places[text].append(index)
    return {index: places[text].pop() for index, text in enumerate(new) if places.get(text)}


def _longest_rising(pairs: dict[int, int]) -> set[int]:
    """Return the new indices of the longest run of pairs that kept their order (patience)."""
    tails: list[int] = []
    heads: list[int] = []
    before: dict[int, int | None] = {}
    for index in sorted(pairs):
        place = bisect_left(tails, pairs[index])
        before[index] = heads[place - 1] if place else None
        tails[place : place + 1] = [pairs[index]]
        heads[place : place + 1] = [index]
    kept: set[int] = set()
    last = heads[-1] if heads else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept
