"""How alike two texts are: by their words, weighted by how rare they are, and by their letters.

Markers and numbers are handled apart: a clause that was only re-lettered is the same clause, and
of two clauses that differ in a number alone the one with the right number is the right one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from functools import cache, lru_cache
from math import log
from typing import TYPE_CHECKING, NamedTuple

from kms_i18n.text import normal, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_MARKER = re.compile(
    r"(?:[-*+•◦–—]|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivxlc]{1,5}|[ក-អ])\s?[.):–-]|§\s?\d+)\s+"
)
_LIKE = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "…": "."}
)

_WORD = re.compile(r"[^\W_]+")
_APART = {code: " " for code in range(128) if not chr(code).isalnum()}
"""Sets the words of an ASCII text apart, as ``_WORD`` finds them."""
_DIGIT = re.compile(r"\d")
_INTRICATE = re.compile("[^\0-\u02ff\u2000-\u200a\u2010-\u2027\u2030-\u205f]")
"""Where a word may be more than letters and digits: marks, and scripts without spaces.

Said by what is simple: ``re`` would take ten milliseconds over all that is not."""


class Reach(NamedTuple):
    """How far a look-up goes."""

    rare: int
    """Most words of a query that are followed, the rarest first."""
    followed: int
    """Most texts that one of them is followed to: the nearest by place are looked at."""
    near: int
    """Texts that it returns at most, and those that share as much as the last of them."""


NARROW = Reach(10, 24, 24)
WIDE = Reach(12, 100, 100)


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
    repeated: tuple[str, ...]
    """Those that occur more than once."""


@lru_cache(maxsize=1 << 15)
def shape(text: str) -> Shape:
    """Return what of a text is compared; a text that is nothing but a marker keeps it."""
    ascii_only = text.isascii()
    if ascii_only:
        plain = " ".join(text.split()).lower()
    else:
        plain = normal(text).casefold().translate(_LIKE)
    found = _MARKER.match(plain)
    body = plain[found.end() :] if found else plain
    if not body:
        found, body = None, plain
    if ascii_only:
        pieces = body.translate(_APART).split()
    elif _INTRICATE.search(body):
        pieces = [token for token in tokens(body) if token[0].isalnum()]
    else:
        pieces = _WORD.findall(body)
    numbers: tuple[str, ...] = ()
    if _DIGIT.search(body):
        numbers = tuple(piece for piece in pieces if piece[0].isdigit())
        pieces = [piece for piece in pieces if not piece[0].isdigit()]
    marker = found[0].strip() if found else ""
    return Shape(body, marker, tuple(pieces), numbers, *_bag(pieces))


def _bag(words: Sequence[str]) -> tuple[Mapping[str, int], tuple[str, ...]]:
    """Return words with how often each occurs, in the order of their first places; the repeated."""
    bag = dict.fromkeys(words, 1)
    if len(bag) == len(words):
        return bag, ()
    bag = Counter(words)
    return bag, tuple(word for word, often in bag.items() if often > 1)


def joined(shapes: Sequence[Shape]) -> Shape:
    """Return the shape of texts that stand one after the other."""
    words = tuple(word for one in shapes for word in one.words)
    return Shape(
        " ".join(one.text for one in shapes),
        shapes[0].marker,
        words,
        tuple(number for one in shapes for number in one.numbers),
        *_bag(words),
    )


class Lexicon:
    """How much each word tells, learnt from the texts at hand: a rare one tells more."""

    def __init__(self, texts: int, counts: Mapping[str, int]) -> None:
        """Learn from ``texts`` texts; ``counts`` says how many of them have each word."""
        self.unknown = log(2 + texts)
        self.weights = {word: log(1 + (1 + texts) / count) for word, count in counts.items()}
        """By word ln(1 + texts / texts with the word)."""

    def total(self, one: Shape) -> float:
        """Return the weight of all words of a text."""
        weights, unknown = self.weights, self.unknown
        return sum([weights.get(word, unknown) for word in one.words])

    def shared(self, one: Shape, other: Shape) -> float:
        """Return the weight of the words that both have, as often as both have them."""
        if len(one.bag) > len(other.bag):
            one, other = other, one
        weights, unknown, theirs = self.weights, self.unknown, other.bag
        shared = sum([weights.get(word, unknown) for word in one.bag if word in theirs])
        if one.repeated and other.repeated:
            bag = one.bag
            for word in one.repeated:
                more = min(bag[word], theirs.get(word, 0)) - 1
                if more > 0:
                    shared += more * weights.get(word, unknown)
        return shared


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

    mean: float
    """The mean of words and letters: what a change's score says."""


class Texts:
    """Many texts in their order, with an index of their words: finds what is like a text.

    A look-up costs the same however many texts there are: of a frequent word, only the places
    nearest to where the text is expected are followed.
    """

    def __init__(self, shapes: Mapping[int, Shape]) -> None:
        """Hold texts by their places, which rise."""
        self.shapes = shapes
        self.totals: dict[int, float] = dict.fromkeys(shapes, 0.0)
        """Weight of all words of each text; 0 until there is a lexicon."""
        self.places: defaultdict[str, list[int]] = defaultdict(list)
        """By word the indices of the texts that have it, rising."""
        for index, each in shapes.items():
            for word in each.bag:
                self.places[word].append(index)
        self._wordings: dict[tuple[str, ...], list[int]] | None = None
        self.lexicon = Lexicon(0, {})

    def counts(self) -> Counter[str]:
        """Return how many of the texts have each word."""
        return Counter({word: len(places) for word, places in self.places.items()})

    def weigh(self, lexicon: Lexicon) -> None:
        """Let words weigh what a lexicon says that was learnt from these texts."""
        self.lexicon = lexicon
        weight = lexicon.weights.__getitem__
        for index, each in self.shapes.items():
            self.totals[index] = sum(map(weight, each.words))

    def near(self, one: Shape, place: int, reach: Reach = NARROW) -> dict[int, float]:
        """Return the texts that share words with one, and the weight of the shared rare words."""
        places, weights = self.places, self.lexicon.weights
        known = [(weights[word], word) for word in one.bag if word in places]
        known.sort(reverse=True)
        found: defaultdict[int, float] = defaultdict(float)
        most = reach.followed
        for value, word in known[: reach.rare]:
            followed = places[word]
            for index in followed if len(followed) <= most else nearest(followed, place, most):
                found[index] += value
        if len(found) <= reach.near:
            return found
        floor = sorted(found.values())[-reach.near]
        return {index: value for index, value in found.items() if value >= floor}

    def worded(self, one: Shape, place: int) -> list[int]:
        """Return the texts with the same words, whatever their numbers and marker; the nearest."""
        if self._wordings is None:
            self._wordings = {}
            for index, each in self.shapes.items():
                self._wordings.setdefault(each.words, []).append(index)
        return nearest(self._wordings.get(one.words, []), place, 4)

    def likeness(self, index: int, one: Shape, total: float) -> Likeness:
        """Return how alike a text is to one of these."""
        return compare(self.shapes[index], one, self.totals[index], total, self.lexicon)


def compare(one: Shape, other: Shape, total: float, others: float, lexicon: Lexicon) -> Likeness:
    """Return how alike two texts are; ``total`` and ``others`` are the weights of their words."""
    letters = letters_shared()(one.text, other.text)
    shared = lexicon.shared(one, other)
    less, more = (total, others) if total < others else (others, total)
    if not less:  # no word at all on one side: the letters decide
        same = float(one.words == other.words) * letters
        return Likeness(same, letters, same, shared, float(less == more), (same + letters) / 2)
    words = 2 * shared / (less + more)
    return Likeness(words, letters, shared / less, shared, less / more, (words + letters) / 2)


@cache
def letters_shared() -> Callable[[str, str], float]:
    """Return what tells twice the letters in common order by all letters: gettext's own measure."""
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity


def nearest(places: list[int], place: int, count: int) -> list[int]:
    """Return the ``count`` sorted places nearest to one."""
    if len(places) <= count:
        return places
    first = max(0, min(bisect_left(places, place) - count // 2, len(places) - count))
    return places[first : first + count]
