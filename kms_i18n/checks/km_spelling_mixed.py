"""The catalog spells one word in two accepted ways; this one is in the minority: ឱ្យ, ឲ្យ and អោយ; ឬ and រឺ.

Bad (km):
  source: give
  target: ឱ្យ
  source: give it
  target: ឱ្យវា
  source: to give
  target: ឲ្យ

Good (km):
  source: give
  target: ឲ្យ
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit
from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "info"
LOCALES: tuple[str, ...] = ("km",)

ROLL_UP = True

_WORDS = (("ឱ្យ", "ឲ្យ", "អោយ"), ("ឬ", "រឺ"))
# រឺ is part of longer words too: it counts only where something sets it apart.
_FIND = {
    word: expression(word if word != "រឺ" else "(?:^|(?<=[\\s\u200b]))រឺ(?![\u1780-\u17d3])")
    for words in _WORDS
    for word in words
}


def check_catalog(corpus: Corpus) -> Iterator[Hit]:
    """Yield each spelling of a minority, as the majority spells it."""
    for words in _WORDS:
        found = {
            word: [
                (message, match)
                for message in corpus.having(target=(word,))
                for match in _FIND[word].finditer(message.target)
            ]
            for word in words
        }
        usual, *rare = sorted(found, key=lambda word: (-len(found[word]), word))
        for word in rare:
            if len(found[word]) < len(found[usual]):
                for message, match in found[word]:
                    yield Hit(
                        tr("mostly spelled {usual} here", usual=usual),
                        *match.span(),
                        usual,
                        message,
                    )
