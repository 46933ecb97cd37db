"""A decimal number with a unit has a point; French has a comma.

Section numbers, versions and numbers without a unit are left alone.

Bad (fr):
  source: about 2.5 million people
  target: environ 2.5 millions de personnes

Good (fr):
  source: about 2.5 million people
  target: environ 2,5 millions de personnes

Good (fr):
  source: section 6.24 of version 2.5
  target: section 6.24 de la version 2.5
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "warning"
LOCALES: tuple[str, ...] = ("fr",)

_UNIT = r"(?:%|€|km|cm|mm|kg|ko|Mo|Go|secondes?|minutes?|heures?|jours?|ans|mois|mètres?|millions?|milliards?|fois|euros?|degrés?)"
_HINT = expression(r"\d\.\d")
_SOUGHT = expression(rf"\.(?<=\d\.)\d{{1,2}}[ \u00a0\u202f]?{_UNIT}")
_POINT = expression(rf"(?<![\w.,-])(\d{{1,3}})\.(\d{{1,2}})(?=[ \u00a0\u202f]?{_UNIT}(?!\w))")


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose translation has a point between digits, and a unit behind them."""
    return corpus.having(target=(_SOUGHT,))


def check(message: Message) -> Iterator[Hit]:
    """Yield each such number, with a comma; it stands in the source, so it is placed as a whole."""
    if _HINT.search(message.target) is None:
        return
    for match in _POINT.finditer(message.masked_target):
        yield Hit(
            tr("{right}, not {wrong}", right=f"{match[1]},{match[2]}", wrong=match[0]),
            match.start(),
            match.start(),
        )
