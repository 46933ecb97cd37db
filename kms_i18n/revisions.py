"""Two revisions side by side: which texts are left over, and where each of them is expected."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from math import inf
from typing import TYPE_CHECKING

from msgspec import Struct

from kms_i18n.similarity import Lexicon, Texts, shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kms_i18n.model import Segment
    from kms_i18n.similarity import Likeness


SURE = 10.0
"""Log odds of a pair that needs no other evidence."""
NUMBERED = 40
"""Most characters of a text that is a number with its word."""
_NUMBERED = re.compile(r"\w+\W+\d[\d.]*\W?|\d[\d.]*\W+\w+\W?")


class Pair(Struct):
    """Old and new segments that may be one text; one side has one segment, the other one or more."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    likeness: Likeness
    first: float
    """A first judgement by likeness and place, for telling a pair's rivals."""
    verdict: float = -inf
    """Log odds that they are one, as far as that was looked at."""

    @property
    def several(self) -> bool:
        """Whether it is a split or a merge."""
        return len(self.old) > 1 or len(self.new) > 1


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
        taken = set(exact.values())
        self.left = [i for i in range(len(old)) if i not in taken]
        self.right = [j for j in range(len(new)) if j not in exact]
        shapes = {i: shape(segment.text) for i, segment in enumerate(old)}
        self.before = Texts(shapes)
        # A new text with an equal is found through that one: only the others need an index.
        self.after = Texts({j: shape(new[j].text) for j in self.right})
        counts = self.before.counts()
        counts.update(counts)  # Equal texts count once on either side, those that are left once.
        counts.subtract(word for i in self.left for word in shapes[i].bag)
        counts.update(self.after.counts())
        lexicon = Lexicon(len(old) + len(new), counts)
        self.before.weigh(lexicon)
        self.after.weigh(lexicon)
        self.free = set(self.left)
        self._new_anchors = sorted(skeleton)
        self._old_anchors = [exact[j] for j in self._new_anchors]
        self.gap_old = {i: bisect_left(self._old_anchors, i) for i in self.left}
        self.gap_new = {j: bisect_left(self._new_anchors, j) for j in self.right}
        self.inside_old = _grouped(self.gap_old)
        self.inside_new = _grouped(self.gap_new)
        self.rank_old = {
            i: (k + 0.5) / len(g) for g in self.inside_old.values() for k, i in enumerate(g)
        }
        self.rank_new = {
            j: (k + 0.5) / len(g) for g in self.inside_new.values() for k, j in enumerate(g)
        }

    def expected(self, j: int) -> int:
        """Return where in the old revision a new segment would stand had nothing moved."""
        gap = self.gap_new[j]
        if not gap:
            return j
        return self._old_anchors[gap - 1] + j - self._new_anchors[gap - 1]

    def pair(self, i: int, j: int, verdict: float) -> Pair:
        """Return two texts that are left over as a pair that needs no other evidence."""
        found = self.before.likeness(i, self.after.shapes[j], self.after.totals[j])
        return Pair((i,), (j,), found, 20 * found.mean + 5, verdict + found.mean)

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


def numbered(text: str) -> bool:
    """Return whether a text is a number with its word, such as ``Article 14``.

    When articles are renumbered, the one that is called 14 now is not the one that was.
    """
    return len(text) <= NUMBERED and bool(_NUMBERED.fullmatch(text.strip()))
