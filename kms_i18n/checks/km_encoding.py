"""Khmer letters are stored in an order that programs cannot search, sort or compare.

Most wrong orders look exactly like the right one on a screen, so only a program sees them. The
order is: base, robat, subscripts (ro last), register shifter, one vowel, signs. Found are
subscripts after a vowel, two vowels, signs before a vowel, ro before another subscript, doubled signs,
shifters after a vowel, -u in place of a shifter, subscript signs and marks without a letter, deprecated
characters, and joiners where they mean nothing.

Bad (km):
  source: Khmer
  target: ខែ<U+17D2>មរ

Bad (km):
  source: person
  target: លេ<U+17B6>ក

Good (km):
  source: Khmer
  target: ខ្មែរ
"""

from __future__ import annotations

from itertools import compress, count
from typing import TYPE_CHECKING

from kms_i18n import khmer
from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.messages import tr
from kms_i18n.text import codepoint

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "error"
LOCALES: tuple[str, ...] = ("km",)


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose translation has Khmer in the wrong order."""
    words = corpus.targets.words
    # Each word is looked at once, however often it is there.
    wrong = _wrong(" ".join(corpus.targets.vocabulary))
    places = list(compress(count(), map(wrong.__contains__, words))) if wrong else []
    return [corpus.messages[number] for number in corpus.targets.of_words(places)]


def _wrong(words: str) -> set[str]:
    """Return those of some words that are in the wrong order."""
    found: set[str] = set()
    place = khmer.find_fault(words)
    while place >= 0:
        start, end = words.rfind(" ", 0, place + 1) + 1, words.find(" ", place)
        end = len(words) if end < 0 else end
        found.add(words[start:end])
        place = khmer.find_fault(words, end)
    return found


def check(message: Message) -> Iterator[Hit]:
    """Yield each place where the order is wrong."""
    for fault in khmer.faults(message.target):
        points = " ".join(map(codepoint, message.target[fault.start : fault.end]))
        yield Hit(tr(fault.message) + f": {points}", fault.start, fault.end, fault.repaired)
