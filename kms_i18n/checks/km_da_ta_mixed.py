"""The catalog spells one word with coeng da and with coeng ta, which look the same; this one is in the minority.

A search finds only one of them. Which is right is for the project to say; nothing is rewritten unasked.

Bad (km):
  source: begin
  target: ចាប់ផ្តើម
  source: begin again
  target: ចាប់ផ្តើម
  source: started
  target: ចាប់ផ្ដើម

Good (km):
  source: begin
  target: ចាប់ផ្តើម
  source: end
  target: បញ្ចប់ជាក់ស្ដែង
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kms_i18n import khmer
from kms_i18n.checks import Corpus, Hit, Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kms_i18n.checks._joined import Joined

SEVERITY = "info"
LOCALES: tuple[str, ...] = ("km",)

ROLL_UP = True

# The syllable with the subscript, and the letters of the ones around it: enough to know the word by.
_DA, _TA = "\u17d2\u178a", "\u17d2\u178f"
_MARKS = "[\u17b6-\u17d1\u17dd]*"
_BASE = "[\u1780-\u17b3]"
_REST = f"(?:\u17d2{_BASE})*{_MARKS}"
_WORD = re.compile(
    f"{_BASE}(?:{_REST}{_BASE})?(?:\u17d2{_BASE})*?\u17d2[\u178a\u178f]{_MARKS}(?:{_BASE}{_REST})?"
)


def check_catalog(corpus: Corpus) -> Iterator[Hit]:
    """Yield each spelling of the minority, as the majority spells that word."""
    fewer, more = sorted((_DA, _TA), key=corpus.targets.text.count)
    seldom = corpus.having(target=(fewer,))
    # Of two spellings of one word, one has the letter that is written more seldom.
    words = {khmer.fold(match[0]) for message in seldom for match in _WORD.finditer(message.target)}
    numbers = {message.order for message in seldom}.union(_alike(corpus.targets, words, more))
    found: dict[str, dict[str, list[tuple[Message, re.Match[str]]]]] = {}
    for message in map(corpus.messages.__getitem__, sorted(numbers)):
        for match in _WORD.finditer(message.target):
            if (word := khmer.fold(match[0])) in words:
                found.setdefault(word, {}).setdefault(match[0], []).append((message, match))
    for _, spellings in sorted(found.items()):
        usual, *rare = sorted(spellings, key=lambda s: (-len(spellings[s]), s))
        for spelling in rare:
            for message, match in spellings[spelling]:
                yield Hit(f"mostly spelled {usual} here", *match.span(), usual, message)


def _alike(texts: Joined, words: Iterable[str], letter: str) -> Iterator[int]:
    """Yield the texts with a place where one of some words may be written with this letter."""
    around = {word[i - 1] + word[i + 2 : i + 3] for word in words for i in _places(word, _TA)}
    text = texts.text
    for place in _places(text, letter):
        before = text[place - 1]
        if before in around or before + text[place + 2] in around:
            yield texts.number(place)


def _places(text: str, letter: str) -> Iterator[int]:
    place = text.find(letter)
    while place >= 0:
        yield place
        place = text.find(letter, place + 1)
