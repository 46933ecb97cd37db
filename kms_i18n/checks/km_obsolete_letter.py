"""A letter or sign of older Khmer stands in a modern text.

ឝ, ឞ, ឨ, viriam, avakrahasanya and atthacan are of Sanskrit, Pali or older spelling.

Bad (km):
  source: science
  target: ឝាស្ត្រ

Good (km):
  source: science
  target: សាស្ត្រ
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.checks._joined import Rare
from kms_i18n.expressions import expression
from kms_i18n.messages import tr
from kms_i18n.text import codepoint

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "warning"
LOCALES: tuple[str, ...] = ("km",)

_LETTERS = "\u179d\u179e\u17a8\u17d1\u17dc\u17dd"
_OBSOLETE = expression(f"[{_LETTERS}]")
_RARE = Rare(frozenset(_LETTERS).__contains__)


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose translation has such a letter."""
    return corpus.having(target=(_RARE,))


def check(message: Message) -> Iterator[Hit]:
    """Yield each such letter."""
    for match in _OBSOLETE.finditer(message.target):
        yield Hit(
            tr("{letter} is not used in modern Khmer", letter=codepoint(match[0])), *match.span()
        )
