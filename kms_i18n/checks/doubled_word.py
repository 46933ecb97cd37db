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
from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "warning"
LOCALES: tuple[str, ...] = ()

_TWICE = expression(r"(?<![\w'’.-])([^\W\d_]{2,})([ \u00a0\n\u200b]+)\1(?![\w'’-])", re.IGNORECASE)
_SHORTEST = 2
_LETTERS = expression(rf"[^\W\d_]{{{_SHORTEST},}}")
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
_INDENTED = expression("\n[ \u00a0]")


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages in which a word begins with letters that the one before it ends with."""
    words = corpus.targets.words
    # Nearly all are told apart by the first two letters.
    beginnings = map(itemgetter(slice(_SHORTEST)), islice(words, 1, None))
    places = [
        after
        for after in compress(count(1), map(contains, words, beginnings))
        if _meet(words[after - 1], words[after])
    ]
    return [corpus.messages[number] for number in corpus.targets.of_words(places)]


def _meet(one: str, two: str) -> bool:
    """Return whether the first ends with the letters that the second begins with."""
    letters = _LETTERS.match(two)
    return letters is not None and one.endswith(letters[0])


def check(message: Message) -> Iterator[Hit]:
    """Yield each doubled word; in Khmer only where blanks or ZWSPs set it apart."""
    words = message.masked_target.replace("\u200b", " ").lower().split()
    if not any(map(str.startswith, words[1:], words)):
        return  # nearly always: the search below takes ten times as long
    for match in _TWICE.finditer(message.masked_target):
        word = match[1].lower()
        second = message.target[match.end() - len(word) : match.end()]
        if match[1].isupper() != second.isupper() or _INDENTED.search(match[2]):
            continue  # `groupe GROUPE` names a value; a line of a table begins anew
        if word in _RIGHT or (message.language == "km" and len(word) < _LEAST):
            continue
        if _TWICE.search(message.source) is None:
            yield Hit(tr("{word} stands twice", word=match[1]), *match.span())
