"""Which segments of two revisions may be one text, and how sure that is.

Every new segment without an equal is compared with a few old ones: those that share its rarest
words, those that stand where it stands, and those that differ in numbers alone.
"""

from __future__ import annotations

from collections import defaultdict
from heapq import nsmallest
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct, field

from kms_i18n.beads import beads, whole
from kms_i18n.evidence import Evidence, Standing, at_best, evidence, verdict
from kms_i18n.model import Kind
from kms_i18n.revisions import SURE, Pair, Revisions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kms_i18n.similarity import Texts

_HEADS = {Kind.TITLE, Kind.HEADING}
SINGLES = 6
"""Candidates of a new segment by likeness as a whole."""
PARTS = 4
"""Candidates of a new segment that may be part of it, or it of them."""
RIVALS = 3
"""Texts of either kind that are looked at as rivals."""
BEAD = -0.5
"""Least log odds of a split or merge."""
ALIKE = 0.7
"""Least mean likeness of two texts that stand alone between the same neighbours to be one."""
AROUND = 3
"""Candidates on either side of the place where a segment is expected in its gap."""


class Board(Struct):
    """How the candidates of every segment stand to each other."""

    rows: defaultdict[int, list[tuple[float, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """By new segment: first judgement and old segment of each candidate."""
    columns: defaultdict[int, list[tuple[float, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """By old segment: first judgement and new segment of each candidate."""
    rivals: dict[int, float] = field(default_factory=dict)
    """By new segment that has a hopeful candidate: how like it the likest text is that it cannot come from."""


def judged(revisions: Revisions) -> list[Pair]:
    """Return every pair worth a thought, with its verdict: the log odds that the two are one.

    A pair that could not be taken is not looked at closely. A split or merge that holds is put before its parts: half a translation is no rival of a whole.
    """
    board = Board()
    singles: list[Pair] = []
    alone = _alone(revisions)
    for j in revisions.right:
        if j in alone:
            continue
        free, there = _near(revisions, j)
        candidates = _candidates(revisions, j, free)
        singles += candidates
        # A rival speaks against a pair: where nothing holds without one, none is looked for.
        if any(_hopeful(revisions, pair, 0.0) for pair in candidates):
            board.rivals[j] = _rival(revisions, j, there)
    for pair in singles:
        board.rows[pair.new[0]].append((pair.first, pair.old[0]))
        board.columns[pair.old[0]].append((pair.first, pair.new[0]))
    for ranked in (*board.rows.values(), *board.columns.values()):
        ranked.sort(reverse=True)
    several = beads(revisions, singles)
    for pair in singles:
        rival = board.rivals.get(pair.new[0])
        if rival is not None and _hopeful(revisions, pair, rival):
            pair.verdict = verdict(_weighed(revisions, pair, board), several=False)
    for bead in several:
        bead.verdict = max(bead.verdict, verdict(_weighed(revisions, bead, board), several=True))
    sure = {(pair.old[0], pair.new[0]): pair.verdict for pair in singles}
    several = [bead for bead in several if bead.verdict >= BEAD]
    for bead in several:
        parts = (sure.get((i, j), BEAD) for i in bead.old for j in bead.new)
        bead.verdict = max(bead.verdict, max(parts) + 0.01)
    return [*alone.values(), *singles, *several]


def _alone(revisions: Revisions) -> dict[int, Pair]:
    """Return the pairs that need no other evidence, by new segment.

    Either text stands alone between the same unchanged neighbours; both are much alike and have
    the same numbers. Nearly half of all edits are so, and for them nothing else is looked at.
    """
    before, after = revisions.before, revisions.after
    alone: dict[int, Pair] = {}
    for gap, (j, *others) in revisions.inside_new.items():
        old = revisions.inside_old.get(gap, [])
        if others or len(old) != 1:
            continue
        i = old[0]
        one, other = before.shapes[i], after.shapes[j]
        pair = revisions.pair(i, j, SURE)
        if pair.likeness.mean >= ALIKE and one.numbers == other.numbers:
            alone[j] = pair
            revisions.free.discard(i)
    return alone


def _hopeful(revisions: Revisions, pair: Pair, rival: float) -> bool:
    """Return whether a pair of single texts might be taken, were all else for it."""
    one = revisions.before.shapes[pair.old[0]]
    other = revisions.after.shapes[pair.new[0]]
    return at_best(one, other, pair.likeness, rival) >= BEAD


def _near(revisions: Revisions, j: int) -> tuple[dict[int, float], list[int]]:
    """Return the old texts that share words with a new one, the likest first.

    Those that are left over, each with the weight of the shared words; and the rivals: the likest
    of those that are still there.
    """
    before, free = revisions.before, revisions.free
    near = before.near(revisions.after.shapes[j], revisions.expected(j))
    ranked = _ranked(before, near, revisions.after.totals[j])
    there = islice((i for i in ranked if i not in free), RIVALS)
    return {i: near[i] for i in ranked if i in free}, list(there)


def _candidates(revisions: Revisions, j: int, near: Mapping[int, float]) -> list[Pair]:
    """Return the pairs of a new segment with the old ones that it may come from."""
    before, after = revisions.before, revisions.after
    one, total = after.shapes[j], after.totals[j]
    chosen = set(islice(near, SINGLES))
    if len(near) > SINGLES:
        totals = before.totals
        held = [(-shared / (min(totals[i], total) or 1), i) for i, shared in near.items()]
        chosen.update(i for _, i in nsmallest(PARTS, held))
    chosen |= {i for i in before.worded(one, revisions.expected(j)) if i in revisions.free}
    group = revisions.inside_old.get(revisions.gap_new[j], [])
    middle = int(revisions.rank_new[j] * len(group))
    chosen.update(group[max(0, middle - AROUND) : middle + AROUND + 1])
    pairs = []
    for i in sorted(chosen):
        found = before.likeness(i, one, total)
        pairs.append(Pair((i,), (j,), found, 20 * found.mean + 5 * revisions.place(i, j)))
    return pairs


def _rival(revisions: Revisions, j: int, there: Iterable[int]) -> float:
    """Return how like a new segment the likest text is that it cannot come from.

    That is an old text that is still there, or another new one. A new segment that is no more like
    a removed text than like these is more likely their sibling than its successor.
    """
    before, after = revisions.before, revisions.after
    one, total = after.shapes[j], after.totals[j]
    mine = revisions.new[j].text
    siblings = _ranked(after, after.near(one, j), total)
    others = islice((k for k in siblings if k != j and revisions.new[k].text != mine), RIVALS)
    likes = [before.likeness(i, one, total).mean for i in there]
    likes += [after.likeness(k, one, total).mean for k in others]
    return max(likes, default=0.0)


def _ranked(texts: Texts, near: Mapping[int, float], total: float) -> list[int]:
    """Return texts by the part of all words that is shared, the likest first."""
    totals = texts.totals
    ranked = [(-shared / (totals[k] + total or 1), k) for k, shared in near.items()]
    ranked.sort()
    return [k for _, k in ranked]


def _best(ranked: Sequence[tuple[float, int]], own: tuple[int, ...]) -> float:
    """Return the first judgement of the best candidate that is not the pair's own."""
    return next((value for value, other in ranked if other not in own), -9.0)


def _weighed(revisions: Revisions, pair: Pair, board: Board) -> Evidence:
    """Return all that speaks for and against a pair."""
    one, other = whole(revisions.before, pair.old), whole(revisions.after, pair.new)
    rival = board.rivals.get(pair.new[0], 0.0) if len(pair.new) == 1 else 0.0
    first, last = revisions.old[pair.old[0]], revisions.new[pair.new[0]]
    row = max(_best(board.rows[j], pair.old) for j in pair.new)
    column = max(_best(board.columns[i], pair.new) for i in pair.old)
    gain = 0.0
    if pair.several:
        parts = (v for j in pair.new for v, i in board.rows[j] if i in pair.old)
        gain = min(1.0, max(0.0, pair.first - max(parts, default=0.0)) / 5)
    places = [revisions.place(i, j) for i in pair.old for j in pair.new]
    standing = Standing(
        gap=float(revisions.gap_old[pair.old[0]] == revisions.gap_new[pair.new[0]]),
        place=max(places),
        kind=float((first.kind in _HEADS) != (last.kind in _HEADS)),
        headings=float(first.headings == last.headings),
        row=max(-1.0, min(0.0, (pair.first - row) / 5)),
        column=max(-1.0, min(0.0, (pair.first - column) / 5)),
        rival=rival,
        gain=gain,
    )
    return evidence(one, other, pair.likeness, standing)
