"""A document and its translation, side by side: which segment says which, and how sure that is.

No word of either language is known here. What speaks for a pair: lengths in proportion (Gale and
Church, 1993), kind, marker, numbers, words that both texts have, and above all the order of the
others. The sureness of a pair is its share in all ways to lay the two documents side by side
(forward and backward sums), lowered by what speaks against it. Nothing is all or nothing: where
a paragraph is missing, split or in another place, the rest stays sure.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from kms_i18n.model import Kind
from kms_i18n.text import normal, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kms_i18n.model import Segment

SURE = 0.9
"""Least confidence of a translation that is not fuzzy."""
BAND = 60
"""How far from the diagonal pairs are looked for, beside the difference of the lengths."""
_PRIORS = {
    (1, 1): math.log(0.95),
    (1, 0): math.log(0.01),
    (0, 1): math.log(0.01),
    (1, 2): math.log(0.015),
    (2, 1): math.log(0.015),
}
"""How often segments are paired, left out, put in, split and joined, before they are looked at."""
_HEADS = {Kind.TITLE, Kind.HEADING}
_NUMBER = re.compile(r"\d+")
_NEVER = float("-inf")
_APART = 3.0
"""Least evidence, in log odds, for a pair that breaks the order."""
_UNSURE = 0.5
"""Confidence of such a pair."""
_POOL = 300
"""Most segments of a side that are looked at for such pairs."""


class Match(NamedTuple):
    """Segments of a document and those of its translation that say them."""

    old: tuple[int, ...]
    """Indices of source segments; none: nothing in the source says this."""
    new: tuple[int, ...]
    """Indices of segments of the translation; none: it is not translated."""
    confidence: float
    """0 to 1."""

    @property
    def sure(self) -> bool:
        """Whether one segment is another's translation beyond reasonable doubt."""
        return len(self.old) == len(self.new) == 1 and self.confidence >= SURE


class _Piece(Struct, frozen=True):
    """What counts of one segment."""

    text: str
    kind: Kind
    marker: str
    numbers: Counter[str]
    words: frozenset[str]
    length: int


def bitext(source: Sequence[Segment], target: Sequence[Segment]) -> list[Match]:
    """Return the translation laid beside its source: every index of either side exactly once.

    In the order of the source; what the translation has more comes last, in its order. A document
    beside itself gives every segment its own.
    """
    sides = _Sides(source, target)
    path = _best(sides)
    total = _sums(sides)
    matches = [Match(m.old, m.new, _confidence(sides, m, total)) for m in path]
    return sorted(_reordered(sides, matches), key=lambda m: (not m.old, m.old, m.new))


class _Sides:
    """Both documents, and the evidence that any of their segments belong together."""

    def __init__(self, source: Sequence[Segment], target: Sequence[Segment]) -> None:
        self.old, self.new = [_piece(s) for s in source], [_piece(s) for s in target]
        self.rate = math.log(_ratio(self.old, self.new))
        lengths = [math.log(piece.length) for piece in self.new] or [0.0]
        self.mean = sum(lengths) / len(lengths)
        spread = sum((length - self.mean) ** 2 for length in lengths) / len(lengths)
        self.spread = max(0.7, math.sqrt(spread))
        self.width = BAND + abs(len(source) - len(target))
        self._known: dict[tuple[int, int, int, int], float] = {}
        counts = [Counter(w for p in side for w in p.words) for side in (self.old, self.new)]
        self.rare = {w for w, n in counts[0].items() if n == 1 == counts[1][w]}

    def near(self, i: int) -> range:
        """Return where in the translation the source's first ``i`` segments may end."""
        middle = i * len(self.new) // max(1, len(self.old))
        return range(max(0, middle - self.width), min(len(self.new), middle + self.width) + 1)

    def step(self, i: int, j: int, m: int, n: int) -> float:
        """Return the log odds that ``m`` segments from ``i`` and ``n`` from ``j`` are one text."""
        key = (i, j, m, n)
        if key not in self._known:
            prior = _PRIORS[m, n]
            self._known[key] = prior + self.evidence(i, j, m, n) if m and n else prior
        return self._known[key]

    def evidence(self, i: int, j: int, m: int, n: int) -> float:
        """Return what speaks for a pair beside how often there are such pairs."""
        old, new = self.old[i : i + m], self.new[j : j + n]
        if m == n == 1 and old[0].text == new[0].text:
            return 25.0
        lengths = self._lengths(old, new)
        return lengths + _structure(old, new) + _numbers(old, new) + self._shared(old, new)

    def _lengths(self, old: Sequence[_Piece], new: Sequence[_Piece]) -> float:
        """Return how much likelier these lengths are of a pair than of two texts at random."""
        one, other = (math.log(sum(p.length for p in side)) for side in (old, new))
        spread = math.sqrt(0.05 + 3 / math.exp(one))
        pair = _bell(other - one - self.rate, spread)
        return max(-12.0, pair - _bell(other - self.mean, self.spread))

    def _shared(self, old: Sequence[_Piece], new: Sequence[_Piece]) -> float:
        """Return what words say that each document has once, both of them: names, codes, loans."""
        both = set[str]().union(*(p.words for p in old)) & set[str]().union(*(p.words for p in new))
        return min(6.0, 2.0 * len(both & self.rare))


def _piece(segment: Segment) -> _Piece:
    text = normal(segment.text)
    folded = "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text.casefold())
    words = frozenset(t for t in tokens(folded) if len(t) > 2 and t.isalnum())  # noqa: PLR2004
    return _Piece(
        text, segment.kind, segment.marker.rstrip(".-–) \u00a0"), Counter(_NUMBER.findall(folded)),
        words, max(1, len(text)),
    )  # fmt: skip


def _ratio(old: Sequence[_Piece], new: Sequence[_Piece]) -> float:
    """Return how many characters the translation has for one of the source."""
    return max(1, sum(p.length for p in new)) / max(1, sum(p.length for p in old))


def _bell(x: float, spread: float) -> float:
    """Return the log of the normal density, without its constant."""
    return -0.5 * (x / spread) ** 2 - math.log(spread)


def _structure(old: Sequence[_Piece], new: Sequence[_Piece]) -> float:
    """Return what kind and marker say of the first segments of both sides."""
    one, other = old[0], new[0]
    score = 0.5 if one.kind is other.kind else -1.5
    if (one.kind in _HEADS) != (other.kind in _HEADS):
        score -= 2.0
    if one.marker == other.marker:
        return score + (2.0 if one.marker else 0.3)
    return score - (2.0 if one.marker and other.marker else 1.0)


def _numbers(old: Sequence[_Piece], new: Sequence[_Piece]) -> float:
    """Return what the numbers say; a translation may write one as a word."""
    one, other = (sum((p.numbers for p in side), Counter[str]()) for side in (old, new))
    if not one and not other:
        return 0.2
    same, all_ = (one & other).total(), (one | other).total()
    if same == all_:
        return min(6.0, 2.0 + same)
    return -4.0 * (1 - same / all_) if one and other else -2.5


# ── the order ────────────────────────────────────────────────────────────────────────────────


def _best(sides: _Sides) -> list[Match]:
    """Return the likeliest way to lay the documents side by side; in doubt one beside one."""
    came: dict[tuple[int, int], tuple[float, int, int]] = {(0, 0): (0.0, 0, 0)}
    for i in range(len(sides.old) + 1):
        for j in sides.near(i):
            for m, n in _PRIORS:
                before = came.get((i - m, j - n))
                if before is None or i < m or j < n or not (i or j):
                    continue
                score = before[0] + sides.step(i - m, j - n, m, n)
                if score > came.get((i, j), (_NEVER, 0, 0))[0] + 1e-9:
                    came[i, j] = (score, m, n)
    path: list[Match] = []
    i, j = len(sides.old), len(sides.new)
    while i or j:
        _, m, n = came[i, j]
        path.append(Match(tuple(range(i - m, i)), tuple(range(j - n, j)), 0.0))
        i, j = i - m, j - n
    return path[::-1]


class _Sums(NamedTuple):
    """Logs of the summed weights of all ways up to a place, and from it on."""

    until: dict[tuple[int, int], float]
    after: dict[tuple[int, int], float]


def _sums(sides: _Sides) -> _Sums:
    """Return the forward and backward sums over all ways to lay the documents side by side."""
    until = {(0, 0): 0.0}
    for i in range(len(sides.old) + 1):
        for j in sides.near(i):
            ways = [
                until[i - m, j - n] + sides.step(i - m, j - n, m, n)
                for m, n in _PRIORS
                if (i - m, j - n) in until
            ]
            if ways and (i or j):
                until[i, j] = _added(ways)
    after = {(len(sides.old), len(sides.new)): 0.0}
    for i in reversed(range(len(sides.old) + 1)):
        for j in reversed(sides.near(i)):
            ways = [
                after[i + m, j + n] + sides.step(i, j, m, n)
                for m, n in _PRIORS
                if (i + m, j + n) in after
            ]
            if ways:
                after[i, j] = _added(ways)
    return _Sums(until, after)


def _added(logs: Sequence[float]) -> float:
    most = max(logs)
    return most + math.log(sum(math.exp(one - most) for one in logs))


def _confidence(sides: _Sides, match: Match, sums: _Sums) -> float:
    """Return a pair's share in all ways, times the probability of what speaks for it alone."""
    if not match.old or not match.new:
        return 0.0
    i, j, m, n = match.old[0], match.new[0], len(match.old), len(match.new)
    way = sums.until[i, j] + sides.step(i, j, m, n) + sums.after[i + m, j + n]
    share = math.exp(min(0.0, way - sums.after[0, 0]))
    # Neighbours in order are worth as much as a marker that agrees.
    return share / (1 + math.exp(-2.5 - 1.5 * sides.evidence(i, j, m, n)))


def _reordered(sides: _Sides, matches: list[Match]) -> list[Match]:
    """Pair anew, but never as sure, what only the order holds together or what it leaves over."""
    weak = [m for m in matches if _weak(sides, m)]
    olds = [i for m in weak for i in m.old]
    news = [j for m in weak for j in m.new]
    found = sorted(
        (
            (-evidence, i, j)
            for i in olds[:_POOL]
            for j in news[:_POOL]
            if (evidence := sides.evidence(i, j, 1, 1)) >= _APART
        ),
    )
    went: set[int] = set()
    came: set[int] = set()
    pairs: list[Match] = []
    for _, i, j in found:
        if i not in went and j not in came:
            went.add(i)
            came.add(j)
            pairs.append(Match((i,), (j,), _UNSURE))
    kept = [m for m in matches if went.isdisjoint(m.old) and came.isdisjoint(m.new)]
    rest = [m for m in matches if not (went.isdisjoint(m.old) and came.isdisjoint(m.new))]
    pairs += [Match(m.old, (), 0.0) for m in rest if m.old and went.isdisjoint(m.old)]
    pairs += [Match((), m.new, 0.0) for m in rest if m.new and came.isdisjoint(m.new)]
    return kept + pairs


def _weak(sides: _Sides, match: Match) -> bool:
    """Return whether a match is none, or one that nothing but the order speaks for."""
    if len(match.old) > 1 or len(match.new) > 1:
        return False
    if not match.old or not match.new:
        return True
    return sides.evidence(match.old[0], match.new[0], 1, 1) < 0
