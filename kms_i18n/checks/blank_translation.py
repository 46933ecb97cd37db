"""The translation has no visible character.

Blanks, no-break spaces and zero-width spaces count as a translation for gettext, and an empty line is
published.

Bad (fr):
  source: Peace
  target: <U+00A0>

Good (fr):
  source: Peace
  target: Paix
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.checks._joined import EDGE
from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kms_i18n.checks import Corpus, Message

SEVERITY = "error"
LOCALES: tuple[str, ...] = ()

_INVISIBLE = "[\\s\u200b-\u200f\u2060\ufeff\u00ad]*"
_BLANK = expression(_INVISIBLE)
_EDGES = expression(f"{EDGE}{_INVISIBLE}{EDGE}")


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose translation cannot be seen."""
    return corpus.having(target=(_EDGES,))


def check(message: Message) -> Iterator[str]:
    """Yield one hit if nothing can be seen."""
    if _BLANK.fullmatch(message.target) and not _BLANK.fullmatch(message.source):
        yield tr("the translation is blank")
