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
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "info"
LOCALES: tuple[str, ...] = ("km",)

ROLL_UP = True

# The syllable with the subscript, and the letters of the ones around it: enough to know the word by.
_MARKS = "[\u17b6-\u17d1\u17dd]*"
_BASE = "[\u1780-\u17b3]"
_REST = f"(?:\u17d2{_BASE})*{_MARKS}"
_WORD = re.compile(
    f"{_BASE}(?:{_REST}{_BASE})?(?:\u17d2{_BASE})*?\u17d2[\u178a\u178f]{_MARKS}(?:{_BASE}{_REST})?"
)


def check_catalog(corpus: Corpus) -> Iterator[Hit]:
    """Yield each spelling of the minority, as the majority spells that word."""
    found: dict[str, dict[str, list[tuple[Message, re.Match[str]]]]] = {}
    for message in corpus.having(target=("\u17d2\u178a", "\u17d2\u178f")):
        for match in _WORD.finditer(message.target):
            spellings = found.setdefault(khmer.fold(match[0]), {})
            spellings.setdefault(match[0], []).append((message, match))
    for _, spellings in sorted(found.items()):
        usual, *rare = sorted(spellings, key=lambda s: (-len(spellings[s]), s))
        for spelling in rare:
            for message, match in spellings[spelling]:
                yield Hit(
                    tr("mostly spelled {usual} here", usual=usual), *match.span(), usual, message
                )
