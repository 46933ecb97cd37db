"""All texts of a catalog as one: what is rare is found by one search, not by one a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

EDGE = "\0"
"""Stands before the first text, between any two and behind the last; it is in none of them."""

_SUBSTITUTE = "\x01"
"""Stands for a NUL in a text: to the searches another control character is as good."""


class Joined:
    """The texts of a catalog, sources or translations, in one string."""

    __slots__ = ("ends", "text")

    def __init__(self, texts: Sequence[str]) -> None:
        self.text = EDGE + EDGE.join(texts) + EDGE
        if self.text.count(EDGE) != len(texts) + 1 and texts:
            kept = (text.replace(EDGE, _SUBSTITUTE) for text in texts)
            self.text = EDGE + EDGE.join(kept) + EDGE
        self.ends = list(accumulate(len(text) + 1 for text in texts))
        """Where the edge behind each text stands."""

    def number(self, place: int) -> int:
        """Return which text a place is in; of an edge, the one behind it."""
        return bisect_right(self.ends, place)

    def start(self, number: int) -> int:
        """Return where a text begins."""
        return self.ends[number - 1] + 1 if number else 1

    def numbers(self, wanted: Wanted) -> Iterator[int]:
        """Yield which texts have ``wanted``, in order and each once.

        An expression may name ``EDGE``. It must not be one that finds less in a longer text: after
        each find the search goes on with the next text.
        """
        find = self._find(wanted)
        ends = self.ends
        place = find(0)
        while place >= 0:
            number = bisect_right(ends, place)
            if number == len(ends):
                break
            yield number
            place = find(ends[number])

    def _find(self, wanted: Wanted) -> Callable[[int], int]:
        """Return what finds the first place from another place on; -1: none."""
        text = self.text
        if isinstance(wanted, str):
            return partial(text.find, wanted)
        if not isinstance(wanted, re.Pattern):
            return partial(wanted, text)
        search = wanted.search

        def find(start: int) -> int:
            found = search(text, start)
            return found.start() if found else -1

        return find


def folded(texts: Sequence[str], fold: Callable[[str], str]) -> list[str]:
    """Return ``fold`` of each text; it is called once, for all of them together.

    It must do with a text what it does with the same text between two edges.
    """
    found = fold(EDGE.join(texts)).split(EDGE)
    return found if len(found) == len(texts) else list(map(fold, texts))


def repeated(keys: Sequence[str]) -> list[int]:
    """Return which of the texts are there more than once, in order."""
    counts = Counter(keys)
    return [number for number, key in enumerate(keys) if counts[key] > 1]


if TYPE_CHECKING:
    Wanted = str | re.Pattern[str] | Callable[[str, int], int]
    """A text, an expression, or a function like ``str.find``."""
