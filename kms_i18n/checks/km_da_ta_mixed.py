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

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from kms_i18n import khmer
from kms_i18n.checks import Corpus, Hit
from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "info"
LOCALES: tuple[str, ...] = ("km",)

ROLL_UP = True

# The syllable with the subscript, and the letters of the ones around it: enough to know the word by.
_DA, _TA = "\u17d2\u178a", "\u17d2\u178f"
_MARKS = "[\u17b6-\u17d1\u17dd]*"
_BASE = "[\u1780-\u17b3]"
_REST = f"(?:\u17d2{_BASE})*{_MARKS}"
_WORD = expression(
    f"{_BASE}(?:{_REST}{_BASE})?(?:\u17d2{_BASE})*?\u17d2[\u178a\u178f]{_MARKS}(?:{_BASE}{_REST})?"
)


def check_catalog(corpus: Corpus) -> Iterator[Hit]:
    """Yield each spelling of the minority, as the majority spells that word."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for word, number in corpus.targets.vocabulary.items():  # no blank and no ZWSP is in a match
        if _DA in word or _TA in word:
            for spelling in _WORD.findall(word):
                counts[khmer.fold(spelling)][spelling] += number
    for _, spellings in sorted(counts.items()):
        usual, *rare = sorted(spellings, key=lambda s: (-spellings[s], s))
        for spelling in rare:
            for message in corpus.having(target=(spelling,)):
                for match in _WORD.finditer(message.target):
                    if match[0] == spelling:
                        text = tr("mostly spelled {usual} here", usual=usual)
                        yield Hit(text, *match.span(), usual, message)
