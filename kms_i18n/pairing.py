"""What speaks for and against two segments being one: the evidence, and what it comes to.

The weights are those of a logistic regression on revisions with a known answer; ``docs/alignment.md``
says which. Structure (kind, headings, place) is evidence like any other and never a condition.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kms_i18n.model import Kind
from kms_i18n.similarity import Lexicon, Likeness, Shape, Texts, compare, joined, shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kms_i18n.model import Segment

_HEADS = {Kind.TITLE, Kind.HEADING}
SINGLES = 6
"""Candidates of a new segment by likeness as a whole."""
PARTS = 4
"""Candidates of a new segment that may be part of it, or it of them."""
AROUND = 3
"""Candidates on either side of the place where a segment is expected in its gap."""


class Evidence(NamedTuple):
    """What is known of a pair, each about 0 to 1."""

    words: float
    letters: float
    held: float
    ratio: float
    square: float
    weight: float
    short: float
    gap: float
    place: float
    kind: float
    headings: float
    numbers: float
    marker: float
    row: float
    column: float
    ahead: float
    behind: float
    rival: float
    crowd: float
    several: float
    gain: float


@dataclass(slots=True)
class Pair:
    """Old and new segments that may be one text; one side has one segment, the other one or more."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    likeness: Likeness
    first: float
    """A first judgement by likeness and place, for telling a pair's rivals."""
    evidence: Evidence | None = None
    verdict: float = 0.0


class Revisions:
    """Two revisions side by side: which texts are left over, where each is expected."""

    def __init__(
        self,
        old: Sequence[Segment],
        new: Sequence[Segment],
        exact: dict[int, int],
        skeleton: set[int],
    ) -> None:
        self.old, self.new = old, new
        shapes = [shape(s.text) for s in old], [shape(s.text) for s in new]
        lexicon = Lexicon([*shapes[0], *shapes[1]])
        self.before, self.after = Texts(shapes[0], lexicon), Texts(shapes[1], lexicon)
        taken = set(exact.values())
        self.left = [i for i in range(len(old)) if i not in taken]
        self.right = [j for j in range(len(new)) if j not in exact]
        self.free = set(self.left)
        self._new_anchors = sorted(skeleton)
        self._old_anchors = [exact[j] for j in self._new_anchors]
        self.gap_old = {i: bisect_left(self._old_anchors, i) for i in self.left}
        self.gap_new = {j: bisect_left(self._new_anchors, j) for j in self.right}
        self.inside_old = _grouped(self.gap_old)
        self.inside_new = _grouped(self.gap_new)
        self.rank_old = {i: (k + 0.5) / len(g) for g in self.inside_old.values() for k, i in enumerate(g)}
        self.rank_new = {j: (k + 0.5) / len(g) for g in self.inside_new.values() for k, j in enumerate(g)}

    def expected(self, j: int) -> int:
        """Return where in the old revision a new segment would stand had nothing moved."""
        gap = self.gap_new[j]
        if not gap:
            return j
        return self._old_anchors[gap - 1] + j - self._new_anchors[gap - 1]

    def place(self, i: int, j: int) -> float:
        """Return how well two segments' places agree: 0 in different gaps, 0.5 to 1 in one."""
        if self.gap_old[i] != self.gap_new[j]:
            return 0.0
        return 1 - min(0.5, abs(self.rank_old[i] - self.rank_new[j]))


def _grouped(gaps: dict[int, int]) -> dict[int, list[int]]:
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for index, gap in gaps.items():
        groups[gap].append(index)
    return groups


def judged(revisions: Revisions) -> list[Pair]:
    """Return every pair worth a thought, with its verdict: the log odds that the two are one."""
    rivals: dict[int, float] = {}
    singles: list[Pair] = []
    for j in revisions.right:
        found, rivals[j] = _candidates(revisions, j)
        singles += found
    pairs = singles + _beads(revisions, singles)
    rows, columns = _best(singles, new=True), _best(singles, new=False)
    for pair in pairs:
        pair.evidence = _evidence(revisions, pair, rows, columns, rivals)
        pair.verdict = verdict(pair.evidence)
    return pairs


def _candidates(revisions: Revisions, j: int) -> tuple[list[Pair], float]:
    """Return the old segments that a new one may come from, and how like it its best rival is.

    A rival is a text that it cannot come from, since that is still there, or another new text.
    """
    before, after = revisions.before, revisions.after
    one, total = after.shapes[j], after.totals[j]
    place = revisions.expected(j)
    near = before.near(one, place)
    free = [i for i in near if i in revisions.free]
    chosen = set(_top(free, SINGLES, lambda i: near[i] / (before.totals[i] + total or 1)))
    chosen |= set(_top(free, PARTS, lambda i: near[i] / (min(before.totals[i], total) or 1)))
    chosen |= {i for i in before.worded(one, place) if i in revisions.free}
    group = revisions.inside_old.get(revisions.gap_new[j], [])
    middle = int(revisions.rank_new[j] * len(group))
    chosen |= set(group[max(0, middle - AROUND) : middle + AROUND + 1])
    pairs = []
    for i in sorted(chosen):
        found = before.likeness(i, one, total)
        pairs.append(Pair((i,), (j,), found, 20 * found.mean + 5 * revisions.place(i, j)))
    others = _top(
        (i for i in near if i not in revisions.free), 3,
        lambda i: near[i] / (before.totals[i] + total or 1),
    )  # fmt: skip
    rivals = [before.likeness(i, one, total).mean for i in others]
    near = after.near(one, j)
    mine = revisions.new[j].text
    others = _top(
        (k for k in near if k != j and revisions.new[k].text != mine), 3,
        lambda k: near[k] / (after.totals[k] + total or 1),
    )  # fmt: skip
    rivals += [after.likeness(k, one, total).mean for k in others]
    return pairs, max(rivals, default=0.0)


def _top(indices: Iterable[int], count: int, key) -> list[int]:
    return sorted(indices, key=lambda index: (-key(index), index))[:count]


def _beads(revisions: Revisions, singles: list[Pair]) -> list[Pair]:
    """Return the splits and merges: a segment and a run of neighbours that it holds in parts."""
    wholes: defaultdict[tuple[bool, int], set[int]] = defaultdict(set)
    best: defaultdict[tuple[bool, int], float] = defaultdict(float)
    for pair in singles:
        i, j = pair.old[0], pair.new[0]
        less = revisions.before.totals[i] > revisions.after.totals[j]
        if pair.likeness.held >= 0.55:
            wholes[less, i if less else j].add(j if less else i)
        for key in ((True, i), (False, j)):
            best[key] = max(best[key], pair.likeness.mean)
    beads: list[Pair] = []
    for (split, whole), parts in sorted(wholes.items()):
        for run in _runs(sorted(parts)):
            old, new = ((whole,), run) if split else (run, (whole,))
            found = _joined(revisions, old, new)
            if found.mean >= 0.55 and found.mean > best[split, whole]:
                place = sum(revisions.place(i, j) for i in old for j in new) / len(run)
                beads.append(Pair(old, new, found, 20 * found.mean + 5 * place))
    return beads


def _runs(parts: list[int]) -> list[tuple[int, ...]]:
    """Return the runs of two or more neighbours: every two and three, and the longest."""
    runs: set[tuple[int, ...]] = set()
    start = 0
    for stop in range(1, len(parts) + 1):
        if stop < len(parts) and parts[stop] == parts[stop - 1] + 1:
            continue
        whole = tuple(parts[start:stop])
        if len(whole) > 1:
            runs.add(whole)
        runs |= {whole[k : k + n] for n in (2, 3) for k in range(len(whole) - n + 1)}
        start = stop
    return sorted(runs)


def _joined(revisions: Revisions, old: tuple[int, ...], new: tuple[int, ...]) -> Likeness:
    before, after = revisions.before, revisions.after
    return compare(
        joined([before.shapes[i] for i in old]),
        joined([after.shapes[j] for j in new]),
        sum(before.totals[i] for i in old),
        sum(after.totals[j] for j in new),
        before.lexicon,
    )


def _best(singles: list[Pair], *, new: bool) -> dict[int, list[tuple[float, int]]]:
    """Return the two best first judgements of every new (or old) segment, and with whom."""
    found: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for pair in singles:
        mine, other = (pair.new[0], pair.old[0]) if new else (pair.old[0], pair.new[0])
        found[mine].append((pair.first, other))
    return {index: sorted(values, reverse=True)[:8] for index, values in found.items()}


def _evidence(revisions, pair, rows, columns, rivals) -> Evidence:
    """Return what speaks for and against a pair."""
    old, new = pair.old, pair.new
    like = pair.likeness
    one = joined([revisions.before.shapes[i] for i in old]) if len(old) > 1 else revisions.before.shapes[old[0]]
    other = joined([revisions.after.shapes[j] for j in new]) if len(new) > 1 else revisions.after.shapes[new[0]]
    first, last = revisions.old[old[0]], revisions.new[new[0]]
    row = max((v for j in new for v, i in rows.get(j, []) if i not in old), default=-9.0)
    column = max((v for i in old for v, j in columns.get(i, []) if j not in new), default=-9.0)
    rival = max(rivals[j] for j in new) if len(new) == 1 else 0.0
    margin = like.mean - rival if len(new) == 1 else 0.0
    several = len(old) + len(new) > 2
    gain = 0.0
    if several:
        ones = [v for j in new for v, i in rows.get(j, []) if i in old]
        gain = min(5.0, max(0.0, pair.first - max(ones, default=0.0))) / 5
    return Evidence(
        words=like.words,
        letters=like.letters,
        held=like.held,
        ratio=like.ratio,
        square=like.mean**2,
        weight=min(like.weight, 20.0) / 20,
        short=1 / (1 + min(len(one.words), len(other.words))),
        gap=float(revisions.gap_old[old[0]] == revisions.gap_new[new[0]]),
        place=max(revisions.place(i, j) for i in old for j in new),
        kind=float((first.kind in _HEADS) != (last.kind in _HEADS)),
        headings=float(first.headings == last.headings),
        numbers=_numbers(one, other),
        marker=float(one.marker == other.marker),
        row=max(-1.0, min(0.0, (pair.first - row) / 5)),
        column=max(-1.0, min(0.0, (pair.first - column) / 5)),
        ahead=max(0.0, margin),
        behind=max(0.0, -margin),
        rival=rival,
        crowd=rival * rival,
        several=float(several),
        gain=gain,
    )


def _numbers(one: Shape, other: Shape) -> float:
    """Return the part of the numbers that both have; 1 where there are none."""
    most = max(len(one.numbers), len(other.numbers))
    if not most:
        return 1.0
    return (Counter(one.numbers) & Counter(other.numbers)).total() / most


BIAS = 0.0
WEIGHTS = Evidence(*[0.0] * len(Evidence._fields))


def verdict(evidence: Evidence) -> float:
    """Return the log odds that a pair with this evidence is one text."""
    return BIAS + sum(weight * value for weight, value in zip(WEIGHTS, evidence, strict=True))
