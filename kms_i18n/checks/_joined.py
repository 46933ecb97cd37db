"""All texts of a catalog as one: what is rare is found by one search, not by one a text."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from functools import cached_property, partial
from itertools import accumulate, chain, compress, count
from typing import TYPE_CHECKING, NamedTuple

from kms_i18n.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Collection, Iterator, Sequence

EDGE = "\0"
"""Stands before the first text, between any two and behind the last; it is in none of them."""

BYTE_EDGE = EDGE.encode()

_SUBSTITUTE = "\x01"
"""Stands for a NUL in a text: to the searches another control character is as good."""

ORDINARY = (
    f"{EDGE}\n -~\u00a0«»ÀÇÈÉÊÎÔàâäçèéêëîïôöùûüœ\u1780-\u179c\u179f-\u17a2\u17a5-\u17a7\u17a9-\u17b3\u17b6-\u17d0\u17d2"
    "\u17d4-\u17d7\u200b’“”…\u202f"
)
"""A class of characters that texts in English, French and Khmer are full of."""

_ODD = expression(f"[^{ORDINARY}]")
_PRINTABLE = bytes(range(32, 127)) + b"\n" + BYTE_EDGE
_SAMPLE = 2000
_MANY = 100


class At(NamedTuple):
    """An expression that begins with certain characters: they are found first, ten times as fast."""

    literal: str
    pattern: re.Pattern[str]
    """It is tried where the characters stand, and begins with them."""


class Rare(NamedTuple):
    """One of certain characters, none of which is ``ORDINARY``; or what has one of them."""

    is_needed: Callable[[str], bool]
    """Says of a character whether it is one of these."""
    pattern: re.Pattern[str] | None = None
    """Finds nothing where none of the characters is; None: each of them is wanted."""


class Joined:
    """The texts of a catalog, sources or translations, in one string."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.text = EDGE + EDGE.join(texts) + EDGE
        if self.text.count(EDGE) != len(texts) + 1 and texts:
            kept = (text.replace(EDGE, _SUBSTITUTE) for text in texts)
            self.text = EDGE + EDGE.join(kept) + EDGE
        self.ends = list(accumulate(map((1).__add__, map(len, texts))))
        """Where the edge behind each text stands."""

    @cached_property
    def odd(self) -> Collection[str]:
        """The characters of the texts that are not ``ORDINARY``, each once; perhaps others too."""
        text = self.data.translate(None, _PRINTABLE).decode("utf-8", "surrogatepass")
        if len(_ODD.findall(text, 0, _SAMPLE)) > _MANY:  # another script: all is odd in it
            return frozenset(text)
        return frozenset(_ODD.findall(text))

    @cached_property
    def data(self) -> bytes:
        """The text in UTF-8: what only looks at ASCII is faster there."""
        return self.text.encode("utf-8", "surrogatepass")

    @cached_property
    def firsts(self) -> list[str]:
        """The first character of each text; nothing of an empty one."""
        return [text[:1] for text in self.texts]

    @cached_property
    def lasts(self) -> list[str]:
        """The last character of each text."""
        return [text[-1:] for text in self.texts]

    @cached_property
    def lowered(self) -> str:
        """The text as a search that ignores case sees it: letter by letter, none more or less."""
        return self.text.replace("\u0130", "i").lower().replace("ς", "σ")

    @cached_property
    def caseless(self) -> str:
        """The text as ``str.casefold`` has it."""
        if "\u0130" in self.odd:  # the one letter that becomes two
            return self.text.casefold()
        text = self.lowered
        for letter in self.odd:
            if letter.casefold() != letter.lower():
                text = text.replace(letter.lower(), letter.casefold())
        return text

    @cached_property
    def words(self) -> list[str]:
        """What stands between blanks and ZWSPs, as in ``lowered``, and every edge as a word of its own."""
        return self.lowered.replace("\u200b", " ").replace(EDGE, f" {EDGE} ").split()

    @cached_property
    def vocabulary(self) -> Counter[str]:
        """How often each of ``words`` occurs."""
        return Counter(self.words)

    def of_words(self, places: Sequence[int]) -> list[int]:
        """Return which texts some of ``words`` are in, each once; ``places`` are in order."""
        found: list[int] = []
        number, edge = -1, -1
        for place in places:
            before = number
            while edge < place:
                # The edge behind the word of this place; it closes the text of that number.
                edge = self.words.index(EDGE, edge + 1)
                number += 1
            if number != before:
                found.append(number - 1)
        return found

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
        if isinstance(wanted, Rare):
            needed = [character for character in self.odd if wanted.is_needed(character)]
            if wanted.pattern is None:
                places = (self.numbers(character) for character in needed)
                yield from sorted(set(chain.from_iterable(places)))
                return
            if not needed:
                return
            wanted = wanted.pattern
        find = self._find(wanted)
        ends = self.ends
        place = find(0)
        while place >= 0:
            number = bisect_right(ends, place)
            if number == len(ends):
                break
            yield number
            place = find(ends[number])

    def _find(
        self, wanted: str | re.Pattern[str] | At | Callable[[str, int], int]
    ) -> Callable[[int], int]:
        """Return what finds the first place from another place on; -1: none."""
        text = self.text
        if isinstance(wanted, str):
            return partial(text.find, wanted)
        if isinstance(wanted, At):
            return partial(_find_at, *wanted, text)
        if callable(wanted):
            return partial(wanted, text)
        search = wanted.search

        def find(start: int) -> int:
            found = search(text, start)
            return found.start() if found else -1

        return find


def _find_at(literal: str, pattern: re.Pattern[str], text: str, start: int) -> int:
    """Return where, from ``start`` on, an expression that begins with a literal fits; -1 if nowhere."""
    place = text.find(literal, start)
    while place >= 0 and not pattern.match(text, place):
        place = text.find(literal, place + 1)
    return place


def repeated(keys: Sequence[str]) -> list[int]:
    """Return which of the texts are there more than once, in order."""
    counts = Counter(keys)
    if len(counts) == len(keys):
        return []
    twice = {key for key, number in counts.items() if number > 1}
    return list(compress(count(), map(twice.__contains__, keys)))


if TYPE_CHECKING:
    Wanted = str | re.Pattern[str] | At | Rare | Callable[[str, int], int]
    """A text, an expression, or a function like ``str.find``."""
