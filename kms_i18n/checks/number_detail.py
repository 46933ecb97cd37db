"""A small or spelled-out number may differ from the source, or the translation has a number of its own.

Single digits, numbers of two digits and versions are often reworded rightly; this is a list to read through.

Bad (fr):
  source: Chapter 7
  target: Chapitre 8

Good (fr):
  source: one file, two pages
  target: 1 fichier, 2 pages
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit, Message, _numbers
from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "info"
LOCALES: tuple[str, ...] = ()

_WORDS = expression(
    r"(?i)\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|first|second|third|once|twice|"
    r"hundred|thousand|million|half|both|a)\b"
)


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose digits are not those of the source."""
    return corpus.once(_numbers.unequal)


def check(message: Message) -> Iterator[Hit]:
    """Yield the first number lost that stands for itself, and the first one added."""
    if not (_numbers.has_digit(message.source) or _numbers.has_digit(message.target)):
        return
    told = _numbers.lost(message)  # as errors
    for number in _numbers.numbers(message.masked_source):
        if number in told or _numbers.says(message.target, number):
            continue
        if len(_numbers.digits(number)) < 3:  # noqa: PLR2004
            yield Hit(tr("the number {number} of the source is not here", number=number))
            break
    strange = [
        number
        for number in _numbers.strange(message.masked_target, message.source)
        if number not in told.values()
    ]
    if strange and not _WORDS.search(message.source):
        yield Hit(tr("the number {number} is not in the source", number=strange[0]))
