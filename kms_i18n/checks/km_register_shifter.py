"""A muusikatoan stands on ស, ហ or អ under a high vowel, where only a triisap changes anything.

These letters are of the first register already; what was meant is the second (អ៊ី, not អ៉ី).

Bad (km):
  source: Icelandic
  target: អ<U+17C9>ីស្លង់

Good (km):
  source: Icelandic
  target: អ<U+17CA>ីស្លង់
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "warning"
LOCALES: tuple[str, ...] = ("km",)

_SOUGHT = expression("\u17c9(?=[\u17b7-\u17ba\u17be])")
_WRONG = expression(
    "([\u179f\u17a0\u17a2](?:\u17d2[\u179f\u17a0\u17a2])?)\u17c9(?=[\u17b7-\u17ba\u17be])"
)


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose translation has a muusikatoan under a high vowel."""
    return corpus.having(target=(_SOUGHT,))


def check(message: Message) -> Iterator[Hit]:
    """Yield each such letter, with the shifter that was meant."""
    if "\u17c9" in message.target:
        for match in _WRONG.finditer(message.target):
            yield Hit(
                tr("the register shifter should be a triisap"), *match.span(), f"{match[1]}\u17ca"
            )
