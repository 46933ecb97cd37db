"""Two blanks follow each other in the translation and not in the source.

Bad (fr):
  source: peace and justice
  target: paix <U+0020>et justice

Good (fr):
  source: Peace.  Justice.
  target: Paix.  Justice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "info"
LOCALES: tuple[str, ...] = ()

ROLL_UP = True

_DOUBLE = expression(r"(?<=\S) {2,}(?=\S)")


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose translation has two blanks in a row."""
    return corpus.having(target=("  ",))


def check(message: Message) -> Iterator[Hit]:
    """Yield each run of blanks."""
    if "  " in message.target and "  " not in message.source:
        for match in _DOUBLE.finditer(message.masked_target):
            yield Hit(tr("two blanks"), *match.span(), " ")
