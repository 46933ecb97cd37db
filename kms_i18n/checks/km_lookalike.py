"""Two letters are written for one that looks the same: ឧិ for ឱ, ព្ញ for ឭ, ប្ញ for ឫ, ព្ឋ for ឰ.

The pairs look alike in most fonts; a search for one does not find the other.

Bad (km):
  source: opportunity
  target: ឧិកាស

Good (km):
  source: opportunity
  target: ឱកាស
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "info"
LOCALES: tuple[str, ...] = ("km",)

_ALIKE = {
    "\u17a7\u17b7": "\u17b1",
    "\u1796\u17d2\u1789": "\u17ad",
    "\u1794\u17d2\u1789": "\u17ab",
    "\u1796\u17d2\u178b": "\u17b0",
}
_PAIRS = expression("|".join(_ALIKE))


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose translation has such a pair."""
    return corpus.having(target=tuple(_ALIKE))


def check(message: Message) -> Iterator[Hit]:
    """Yield each pair; which one is meant is for the translator to say."""
    for match in _PAIRS.finditer(message.target):
        yield Hit(
            tr("looks like {other}: {found}", other=_ALIKE[match[0]], found=match[0]), *match.span()
        )
