"""A title is written with capitals on every word, as English does.

Bad (fr):
  source: Good Governance and Human Rights
  target: Bonne Gouvernance Et Droits Humains

Good (fr):
  source: Good Governance and Human Rights
  target: Bonne gouvernance et droits humains
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kms_i18n.checks import Corpus, Message

SEVERITY = "info"
LOCALES: tuple[str, ...] = ("fr",)

_WORD = expression(r"[^\W\d_]{4,}")
_CAPITAL = expression(r"[^\W\d_a-zß-öø-ÿ][^\W\d_]{3}")
_LEAST = 3
_LONGEST = 100


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose translation is short and has three long words with capitals."""
    return [
        message
        for message in corpus.messages
        if len(message.target) <= _LONGEST and len(_CAPITAL.findall(message.target)) >= _LEAST
    ]


def check(message: Message) -> Iterator[str]:
    """Yield one hit for three and more long words of which all have capitals, not all the source's."""
    if len(message.target) > _LONGEST:
        return
    words = _WORD.findall(message.masked_target)
    if len(words) < _LEAST or not all(w[0].isupper() and w[1:].islower() for w in words):
        return
    if sum(word in message.source for word in words) < len(words) - 1:
        yield tr("every word has a capital")
