"""How alike two texts are: by their words, weighted by how rare they are, and by their letters.

Markers and numbers are handled apart: a clause that was only re-lettered is the same clause, and
of two clauses that differ in a number alone the one with the right number is the right one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from math import log
from typing import TYPE_CHECKING, NamedTuple

from kms_i18n.text import normal, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_MARKER = re.compile(
    r"(?:[-*+•◦–—]|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivxlc]{1,5}|[ក-អ])\s?[.):–-]|§\s?\d+)\s+"
)
_LIKE = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "…": "."}
)

POSTINGS = 100
"""Most texts that one word of a query is followed to: the nearest by place are looked at."""
RARE = 24
"""Most words of a query that are followed, the rarest first."""


class Shape(NamedTuple):
    """What of a text is compared."""

    text: str
    """Normal form in lower case, plain quotes and dashes, without its list marker."""
    marker: str
    words: tuple[str, ...]
    """Its words or, in scripts without spaces, its clusters; numbers left out."""
    numbers: tuple[str, ...]
    bag: Mapping[str, int]
    """Its words, each with how often it occurs."""


def shape(text: str) -> Shape:
    """Return what of a text is compared; a text that is nothing but a marker keeps it."""
    plain = normal(text).casefold().translate(_LIKE)
    found = _MARKER.match(plain)
    body = plain[found.end() :] if found else plain
    if not body:
        found, body = None, plain
    pieces = [token for token in tokens(body) if token[0].isalnum()]
    words = tuple(piece for piece in pieces if not piece[0].isdigit())
    numbers = tuple(piece for piece in pieces if piece[0].isdigit())
    return Shape(body, found[0].strip() if found else "", words, numbers, Counter(words))


def joined(shapes: Sequence[Shape]) -> Shape:
    """Return the shape of texts that stand one after the other."""
    bag: Counter[str] = Counter()
    for one in shapes:
        bag.update(one.bag)
    return Shape(
        " ".join(one.text for one in shapes),
        shapes[0].marker,
        tuple(word for one in shapes for word in one.words),
        tuple(number for one in shapes for number in one.numbers),
        bag,
    )


class Lexicon:
    """How much each word tells, learnt from the texts at hand: a rare one tells more."""

    def __init__(self, shapes: Iterable[Shape]) -> None:
        self._texts = 1
        self._with: Counter[str] = Counter()
        for one in shapes:
            self._texts += 1
            self._with.update(one.bag.keys())
        self._weights: dict[str, float] = {}

    def weight(self, word: str) -> float:
        """Return ln(1 + texts / texts with the word)."""
        known = self._weights.get(word)
        if known is None:
            known = self._weights[word] = log(1 + self._texts / (self._with[word] or 1))
        return known

    def total(self, one: Shape) -> float:
        """Return the weight of all words of a text."""
        return sum(self.weight(word) * times for word, times in one.bag.items())

    def shared(self, one: Shape, other: Shape) -> float:
        """Return the weight of the words that both have, as often as both have them."""
        if len(one.bag) > len(other.bag):
            one, other = other, one
        theirs = other.bag
        return sum(
            self.weight(word) * min(times, theirs[word])
            for word, times in one.bag.items()
            if word in theirs
        )


class Likeness(NamedTuple):
    """How alike two texts are, seen in several ways; each 0 to 1 but ``weight``."""

    words: float
    """Twice the weight of the shared words by the weight of all."""
    letters: float
    """Twice the letters in common order by all letters: gettext's own measure."""
    held: float
    """The part of the shorter one, by weight, that the longer one holds."""
    weight: float
    """The weight of the shared words."""
    ratio: float
    """The weight of the shorter one by that of the longer one."""

    @property
    def mean(self) -> float:
        """The mean of words and letters: what a change's score says."""
        return (self.words + self.letters) / 2


class Texts:
    """Many texts in their order, with an index of their words: finds what is like a text.

    A look-up costs the same however many texts there are: of a frequent word, only the places
    nearest to where the text is expected are followed.
    """

    def __init__(self, shapes: Sequence[Shape], lexicon: Lexicon) -> None:
        self.shapes = shapes
        self.lexicon = lexicon
        self.totals = [lexicon.total(one) for one in shapes]
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        self._wordings: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for index, one in enumerate(shapes):
            for word in one.bag:
                self._places[word].append(index)
            self._wordings[one.words].append(index)

    def near(self, one: Shape, place: int) -> dict[int, float]:
        """Return the texts that share words with one, and the weight of the shared rare words."""
        found: defaultdict[int, float] = defaultdict(float)
        weight = self.lexicon.weight
        known = sorted(
            ((weight(word), word) for word in one.bag if word in self._places), reverse=True
        )
        for value, word in known[:RARE]:
            for index in _nearest(self._places[word], place, POSTINGS):
                found[index] += value
        return found

    def worded(self, one: Shape, place: int) -> list[int]:
        """Return the texts with the same words, whatever their numbers and marker; the nearest."""
        return _nearest(self._wordings.get(one.words, []), place, 4)

    def likeness(self, index: int, one: Shape, total: float) -> Likeness:
        """Return how alike a text is to one of these."""
        return compare(self.shapes[index], one, self.totals[index], total, self.lexicon)


def compare(one: Shape, other: Shape, total: float, others: float, lexicon: Lexicon) -> Likeness:
    """Return how alike two texts are; ``total`` and ``others`` are the weights of their words."""
    from rapidfuzz.distance import Indel

    letters = Indel.normalized_similarity(one.text, other.text)
    shared = lexicon.shared(one, other)
    less, more = min(total, others), max(total, others)
    if not less:  # no word at all on one side: the letters decide
        same = float(one.words == other.words) * letters
        return Likeness(same, letters, same, shared, float(less == more))
    return Likeness(2 * shared / (less + more), letters, shared / less, shared, less / more)


def _nearest(places: list[int], place: int, count: int) -> list[int]:
    """Return the ``count`` sorted places nearest to one."""
    if len(places) <= count:
        return places
    first = max(0, min(bisect_left(places, place) - count // 2, len(places) - count))
    return places[first : first + count]
