"""One translation counts in Khmer digits and in Latin digits.

Either is right; both in one sentence are a slip. Digits in names, codes, versions and beside Latin
letters are not looked at.

Bad (km):
  source: from 12 to 15
  target: ពី ១២ ដល់ 15

Good (km):
  source: from 12 to 15
  target: ពី ១២ ដល់ ១៥

Good (km):
  source: 12 MPEG-4 files
  target: ឯកសារ MPEG-4 ចំនួន ១២
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n import khmer
from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "warning"
LOCALES: tuple[str, ...] = ("km",)

_DIGITS = tuple("០១២៣៤៥៦៧៨៩")
_LATIN = expression(
    "(?:^|(?<=[\u1780-\u17dd\u200b])|(?<=[\u1780-\u17dd] ))[0-9]+(?=[\u1780-\u17dd\u200b]|[\\s។៕]*$| [\u1780-\u17dd])"
)


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose translation has Khmer digits."""
    return corpus.having(target=_DIGITS)


def check(message: Message) -> Iterator[Hit]:
    """Yield the first number in Latin digits beside Khmer text, if there are Khmer digits too."""
    if khmer.DIGITS.search(message.target):
        match = _LATIN.search(message.masked_target)
        if match:
            yield Hit(tr("Khmer and Latin digits are mixed"), match.start())
