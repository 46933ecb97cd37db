"""Which segment of the old revision became which of the new one.

Equal texts are paired first, in order; those that kept their order are the skeleton, and what lies
between its pairs is compared with what lay there before it is compared with strangers. What is
left is paired by all that speaks for a pair (``pairing``), one or more segments to one. Pure and
deterministic; ``align(a, a)`` is all ``same``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from kms_i18n.model import Change, ChangeClass, ChangeKind
from kms_i18n.pairing import judged
from kms_i18n.revisions import SURE, Pair, Revisions, numbered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kms_i18n.model import Segment

BAR = -0.5
"""Least log odds of a pair that is taken."""


def align(
    old: Sequence[Segment], new: Sequence[Segment], locale: str = "en", *, classes: bool = True
) -> list[Change]:
    """Return how ``old`` became ``new``: every index of either side occurs exactly once.

    New segments come first, in their order; then what was removed, in its old order. ``locale`` is
    that of the texts, for the class of each change; without ``classes``, edits are all called
    changes of meaning, which is quicker.
    """
    exact, skeleton, pairs = paired(old, new)
    changes = [_kept(i, j, moved=j not in skeleton) for j, i in exact.items()]
    stays = _in_order(pairs, {j: exact[j] for j in skeleton})
    changes += [
        _edited(old, new, pair, locale if classes else None, moved=pair.new[0] not in stays)
        for pair in pairs
    ]
    came = {*exact, *(j for pair in pairs for j in pair.new)}
    went = {*exact.values(), *(i for pair in pairs for i in pair.old)}
    changes += [_new(j) for j in range(len(new)) if j not in came]
    changes.sort(key=lambda change: change.new)
    removed = (i for i in range(len(old)) if i not in went)
    return changes + [_gone(i) for i in removed]


class Paired(NamedTuple):
    """Which texts are one; every index of either side occurs once at most."""

    exact: dict[int, int]
    """Equal texts: new index to old index."""
    skeleton: set[int]
    """The new indices of those that kept their order."""
    pairs: list[Pair]
    """The others."""


def paired(old: Sequence[Segment], new: Sequence[Segment]) -> Paired:
    """Return which segments of ``old`` and ``new`` are one: what ``align`` tells of as changes."""
    exact = _equal([s.text for s in old], [s.text for s in new])
    beside = {**exact, -1: -1, len(new): len(old)}
    loose = {j: i for j, i in exact.items() if _adrift(i, j, beside) and numbered(new[j].text)}
    exact = {j: i for j, i in exact.items() if j not in loose}
    skeleton = _longest_rising(exact)
    astray = {j: i for j, i in exact.items() if j not in skeleton and numbered(new[j].text)}
    exact = {j: i for j, i in exact.items() if j not in astray}
    loose |= astray
    pairs: list[Pair] = []
    if len(exact) < min(len(new), len(old)):
        revisions = Revisions(old, new, exact, skeleton)
        pairs = _chosen(revisions, judged(revisions), exact)
    came = {*exact, *(j for pair in pairs for j in pair.new)}
    went = {*exact.values(), *(i for pair in pairs for i in pair.old)}
    exact |= {j: i for j, i in loose.items() if j not in came and i not in went}
    return Paired(exact, skeleton, pairs)


def _new(j: int) -> Change:
    """Return the change of a segment that came from nowhere."""
    return Change(ChangeKind.ADDED, (), (j,), 0.0, klass=ChangeClass.MEANING)


def _gone(i: int) -> Change:
    """Return the change of a segment that became nothing."""
    return Change(ChangeKind.REMOVED, (i,), (), 0.0, klass=ChangeClass.MEANING)


def _kept(i: int, j: int, *, moved: bool) -> Change:
    """Return the change of a segment whose text stayed."""
    if moved:
        return Change(ChangeKind.MOVED, (i,), (j,), moved=True, klass=ChangeClass.STRUCTURE)
    return Change(ChangeKind.SAME, (i,), (j,))


def _edited(
    old: Sequence[Segment], new: Sequence[Segment], pair: Pair, locale: str | None, *, moved: bool
) -> Change:
    """Return a pair as a change. Words that only stand in other segments are of ``structure``."""
    before = " ".join(old[i].text for i in pair.old)
    after = " ".join(new[j].text for j in pair.new)
    klass = ChangeClass.MEANING
    if locale is not None:
        from kms_i18n.classes import classify

        klass = classify(before, after, locale)
    if before == after or (pair.several and klass is ChangeClass.TYPOGRAPHIC):
        klass = ChangeClass.STRUCTURE
    kind = ChangeKind.EDITED
    if pair.several:
        kind = ChangeKind.SPLIT if len(pair.new) > 1 else ChangeKind.MERGED
    return Change(kind, pair.old, pair.new, min(pair.likeness.mean, 1.0), moved=moved, klass=klass)


def _in_order(pairs: list[Pair], fixed: dict[int, int]) -> set[int]:
    """Return the new indices that stand in the old order among the unchanged ones."""
    fixed_old, fixed_new = sorted(fixed.values()), sorted(fixed)
    inside = {
        pair.new[0]: pair.old[0]
        for pair in pairs
        if bisect_left(fixed_old, pair.old[0]) == bisect_left(fixed_new, pair.new[0])
    }
    return _longest_rising(fixed | inside)


def _adrift(i: int, j: int, beside: dict[int, int]) -> bool:
    """Return whether neither neighbour of two equal texts, nor an end, stayed beside them."""
    return beside.get(j + 1) != i + 1 and beside.get(j - 1) != i - 1


def _chosen(revisions: Revisions, pairs: list[Pair], exact: dict[int, int]) -> list[Pair]:
    """Return the pairs to believe.

    When articles are renumbered, the new name of one is like the old name of another. So what is a
    number with its word goes with what stands below it, whatever that is called now.
    """
    named = {j for j in revisions.right if numbered(revisions.new[j].text)}
    if not named:
        return _selected(pairs)
    chosen = _selected([pair for pair in pairs if named.isdisjoint(pair.new)])
    origin = exact | {pair.new[0]: pair.old[0] for pair in chosen if not pair.several}
    called = [pair for pair in pairs if not named.isdisjoint(pair.new)]
    for j in named & {j - 1 for j in origin}:
        i = origin[j + 1] - 1
        if i in revisions.gap_old and numbered(revisions.old[i].text):
            called.append(revisions.pair(i, j, SURE))
    return _selected([*chosen, *called])


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
