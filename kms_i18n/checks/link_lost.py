"""A link of the source is missing in the translation.

Bad (fr):
  source: See https://example.org/guide
  target: Voir le guide

Good (fr):
  source: See https://example.org/guide
  target: Voir https://example.org/fr/guide
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "warning"
LOCALES: tuple[str, ...] = ()

_HOST = re.compile(r"(?<![\w.+-])(?:https?|ftp)://(?:[^\s/@<>\"']*@)?([\w.-]+)", re.IGNORECASE)
_INLINE = re.compile(r"\]\(([^()\s]+)")


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages of a source with a link."""
    return corpus.having(source=("://", "]("))


def check(message: Message) -> Iterator[Hit]:
    """Yield how many links are missing."""
    if "://" not in message.source and "](" not in message.source:
        return
    for pattern in (_HOST, _INLINE):
        wanted = len({match[1] for match in pattern.finditer(message.source)})
        found = len({match[1] for match in pattern.finditer(message.target)})
        if found < wanted:
            if pattern is _HOST:
                yield Hit(
                    tr("{found} addresses; the source has {wanted}", found=found, wanted=wanted)
                )
            else:
                yield Hit(tr("{found} links; the source has {wanted}", found=found, wanted=wanted))
            return
