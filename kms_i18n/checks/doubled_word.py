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
from bisect import bisect_right
from itertools import compress, count, islice
from operator import eq
from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.checks._joined import EDGE

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "warning"
LOCALES: tuple[str, ...] = ()

_TWICE = re.compile(r"(?<![\w'’.-])([^\W\d_]{2,})([ \u00a0\n\u200b]+)\1(?![\w'’-])", re.IGNORECASE)
_RUN = re.compile(rf"[^\W\d_]+|{EDGE}")
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
    """Return the messages in which one run of letters follows its like, whatever stands between."""
    # As the search folds case: letter by letter.
    text = corpus.targets.text.replace("\u0130", "i").lower().replace("ς", "σ")
    runs = _RUN.findall(text)
    edges = list(compress(count(), map(EDGE.__eq__, runs)))
    twice = compress(count(), map(eq, runs, islice(runs, 1, None)))
    numbers = {bisect_right(edges, run) - 1 for run in twice if len(runs[run]) > 1}
    return [corpus.messages[number] for number in sorted(numbers)]


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
            yield Hit(f"{match[1]} stands twice", *match.span())
