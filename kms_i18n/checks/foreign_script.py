"""A letter of another script stands among those of the language: a slip of the keyboard, or a lookalike.

In Khmer: Thai, Lao, Burmese, Cyrillic or Greek letters. Elsewhere: a word that mixes Latin letters with
Cyrillic or Greek ones that look the same. What the source has too is left alone.

Bad (km):
  source: Russian
  target: ភាសា<U+0E23><U+0E31>រូស្ស៉ី

Bad (fr):
  source: the State
  target: l’Ét<U+0430>t

Good (fr):
  source: 5 µm
  target: 5 μm
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.messages import tr
from kms_i18n.text import codepoint

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "error"
LOCALES: tuple[str, ...] = ()

# Greek letters beside digits and Latin letters are units and formulas.
_STRAY = re.compile("[\u0400-\u052f\u0e01-\u0eff\u1000-\u109f\u0370-\u03ff]+")
_MIXED = re.compile(
    "(?:[A-Za-z\u00c0-\u024f][\u0391-\u03a9\u03b1-\u03c9\u0400-\u052f]|[\u0391-\u03a9\u03b1-\u03c9\u0400-\u052f][A-Za-z\u00c0-\u024f])"
)
_ANY = re.compile("[\u0370-\u052f\u0e01-\u0eff\u1000-\u109f]")
_UNIT = re.compile("[\u03bc\u03a9\u03c0\u0394\u03b1\u03b2\u03b3\u03bb\u03c3](?![\u0370-\u03ff])")


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose translation has a letter of these scripts."""
    return corpus.having(target=(_ANY,))


def check(message: Message) -> Iterator[Hit]:
    """Yield each stray letter once."""
    if message.target.isascii():
        return
    if _ANY.search(message.target) is None:
        return
    pattern = _STRAY if message.language == "km" else _MIXED
    for match in pattern.finditer(message.target):
        if any(c in message.source for c in match[0] if ord(c) > 0x36F) or _UNIT.search(match[0]):  # noqa: PLR2004
            continue
        points = " ".join(codepoint(c) for c in match[0] if ord(c) > 0x36F)  # noqa: PLR2004
        yield Hit(tr("a letter of another script: {points}", points=points), *match.span())
        return
