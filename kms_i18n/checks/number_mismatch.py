"""A number of the source is missing in the translation, or is another number.

Numbers of two and more digits are looked at, in any digit script: 1970 and ១៩៧០ are equal.
Grouping (1,000, 1 000) and the decimal sign (2.5, 2,5) may be the language's own, hours may be counted to
12 or 24, and numbers up to twenty, and round ones, may be spelled out. Numbers of a list (១ ២ ៣) are never joined.

Bad (fr):
  source: In force since 1970
  target: En vigueur depuis 1971

Bad (km):
  source: In force since 1970
  target: តាំងពីឆ្នាំ១៩៧១

Good (km):
  source: In force since 1970
  target: តាំងពីឆ្នាំ១៩៧០

Good (fr):
  source: At 5:30 pm, 1,234.5 m
  target: À 17 h 30, 1<U+202F>234,5 m

Good (fr):
  source: Python 2.4 and earlier
  target: avant Python 2.5
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit, Message, _numbers
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "error"
LOCALES: tuple[str, ...] = ()


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose digits are not those of the source."""
    return corpus.once(_numbers.unequal)


def check(message: Message) -> Iterator[Hit]:
    """Yield each number that the translation has lost; one with a stand-in is named with it."""
    for number, other in _numbers.lost(message).items():
        if other:
            yield Hit(tr("the number {number} of the source is missing; here is {other}", number=number, other=other))  # fmt: skip
        else:
            yield Hit(tr("the number {number} of the source is missing", number=number))
