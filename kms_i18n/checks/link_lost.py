"""A link of the source is missing in the translation.

Bad (fr):
  source: See https://example.org/guide
  target: Voir le guide

Good (fr):
  source: See https://example.org/guide
  target: Voir https://example.org/fr/guide
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.checks._links import hosts
from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "warning"
LOCALES: tuple[str, ...] = ()

_INLINE = expression(r"\]\(([^()\s]+)")


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages of a source with a link."""
    return corpus.having(source=("://", "]("))


def check(message: Message) -> Iterator[Hit]:
    """Yield how many links are missing."""
    source, target = message.source, message.target
    wanted, found = len(hosts(source)), len(hosts(target))
    if found < wanted:
        yield Hit(tr("{found} addresses; the source has {wanted}", found=found, wanted=wanted))
        return
    wanted, found = (len(set(_INLINE.findall(text))) for text in (source, target))
    if found < wanted:
        yield Hit(tr("{found} links; the source has {wanted}", found=found, wanted=wanted))
