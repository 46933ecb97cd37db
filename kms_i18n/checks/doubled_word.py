"""A word stands twice in a row.

French pronouns that rightly do (vous vous, nous nous), the Khmer repetition sign ៗ, and what is doubled in
the source are left alone.

Bad (fr):
  source: the rights of the people
  target: les droits du du peuple

Good (fr):
  source: you see each other
  target: vous vous voyez

Good (km):
  source: slowly
  target: យឺត ៗ
"""

from __future__ import annotations

import re
from itertools import compress, count, islice
from operator import contains, itemgetter
from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.checks._joined import EDGE
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "warning"
LOCALES: tuple[str, ...] = ()

_TWICE = re.compile(r"(?<![\w'’.-])([^\W\d_]{2,})([ \u00a0\n\u200b]+)\1(?![\w'’-])", re.IGNORECASE)
_SHORTEST = 2
_LETTERS = re.compile(rf"[^\W\d_]{{{_SHORTEST},}}")
_RIGHT = {
    "vous",
    "nous",
    "bla",
    "blah",
    "ha",
    "très",
    "pas",
    "that",
    "had",
    "tout",
    "non",
    "si",
    "ping",
    "km",
}
_LEAST = 3


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages in which a word begins with letters that the one before it ends with."""
    # As the search folds case: letter by letter.
    text = corpus.targets.text.replace("\u0130", "i").lower().replace("ς", "σ")
    words = text.replace("\u200b", " ").replace(EDGE, f" {EDGE} ").split()
    # Nearly all are told apart by the first two letters.
    beginnings = map(itemgetter(slice(_SHORTEST)), islice(words, 1, None))
    found: list[Message] = []
    place = number = 0
    for after in compress(count(1), map(contains, words, beginnings)):
        letters = _LETTERS.match(words[after])
        if letters and words[after - 1].endswith(letters[0]):
            number += words[place:after].count(EDGE)
            place = after
            if not found or found[-1] is not corpus.messages[number - 1]:
                found.append(corpus.messages[number - 1])
    return found


def check(message: Message) -> Iterator[Hit]:
    """Yield each doubled word; in Khmer only where blanks or ZWSPs set it apart."""
    words = message.masked_target.replace("\u200b", " ").lower().split()
    if not any(map(str.startswith, words[1:], words)):
        return  # nearly always: the search below takes ten times as long
    for match in _TWICE.finditer(message.masked_target):
        word = match[1].lower()
        if word in _RIGHT or (message.language == "km" and len(word) < _LEAST):
            continue
        if _TWICE.search(message.source) is None:
            yield Hit(tr("{word} stands twice", word=match[1]), *match.span())
