"""The catalog writes the apostrophe in two ways; this one is in the minority.

Bad (fr):
  source: the State
  target: l’État
  source: the law
  target: l’ordre
  source: the land
  target: l'île

Good (fr):
  source: the State
  target: l'État, Khmer M’Chas Srok
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit
from kms_i18n.checks._joined import EDGE
from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from kms_i18n.checks import Message

SEVERITY = "info"
LOCALES: tuple[str, ...] = ("fr",)

ROLL_UP = True

# The sign first: the search jumps from one to the next.
_SIGNS = {sign: expression(rf"{sign}(?<=[^\W\d_]{sign})[^\W\d_]+") for sign in "'’"}
_SOUGHT = {sign: expression(rf"{sign}(?<=[^\W\d_]{sign})[^\W\d_]") for sign in _SIGNS}
_BEFORE = expression(r"[^\W\d_]{1,15}$")


def check_catalog(corpus: Corpus) -> Iterator[Hit]:
    """Yield each apostrophe of the minority, as the majority writes it."""
    fewer, other = sorted(_SIGNS, key=corpus.targets.text.count)
    found = {fewer: list(_places(corpus, fewer))}
    # Of the sign that is seen more often it is enough to know that it wins.
    found[other] = list(islice(_places(corpus, other), len(found[fewer]) + 1))
    usual, rare = sorted(found, key=lambda sign: (-len(found[sign]), sign))
    if not found[rare] or len(found[rare]) == len(found[usual]):
        return
    sources = EDGE.join(message.source for message in corpus.having(source=(rare,)))
    for message, start, end in found[rare]:
        word = message.target[start:end]
        if word not in sources:  # else a name, kept as it is written there
            fixed = word.replace(rare, usual)
            yield Hit(
                tr("most apostrophes of this catalog are {usual}", usual=usual),
                start,
                end,
                fixed,
                message,
            )


def _places(corpus: Corpus, sign: str) -> Iterator[tuple[Message, int, int]]:
    """Yield each word with this apostrophe that the source has not."""
    for message in corpus.having(target=(_SOUGHT[sign],)):
        for start, end in _words(message.masked_target, _SIGNS[sign]):
            if message.target[start:end] not in message.source:
                yield message, start, end


def _words(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield where each word with an apostrophe stands."""
    for match in pattern.finditer(text):
        before = _BEFORE.search(text, max(0, match.start() - 15), match.start())
        if before:
            yield before.start(), match.end()
