"""A plain space, or none, stands between a number and `%` or `€`.

Bad (fr):
  source: 50% of the words
  target: 50 % des mots

Good (fr):
  source: 50% of the words
  target: 50<U+00A0>% des mots
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "info"
LOCALES: tuple[str, ...] = ("fr",)

ROLL_UP = True

_UNIT = expression(r"(?<![\w.,])(\d+(?:,\d+)?) ?([%€])(?![\w%])")


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose translation has such a sign."""
    return corpus.having(target=("%", "€"))


def check(message: Message) -> Iterator[Hit]:
    """Yield each such number."""
    if "%" in message.target or "€" in message.target:
        for match in _UNIT.finditer(message.masked_target):
            yield Hit(
                tr("no no-break space before {sign}", sign=match[2]),
                match.start(),
                match.end(),
                f"{match[1]}\u00a0{match[2]}",
            )
