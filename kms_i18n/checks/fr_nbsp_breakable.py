"""A plain space stands before `;` `:` `!` `?` `»` or after `«`: the line can break there.

Bad (fr):
  source: Why?
  target: Pourquoi ?

Good (fr):
  source: Why?
  target: Pourquoi<U+00A0>?
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.checks._joined import EDGE, At
from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "info"
LOCALES: tuple[str, ...] = ("fr",)

ROLL_UP = True

_BEFORE = expression(r" (?<=[^\s;:!?\ufffc] )([;:!?»])(?=[\s)\]»”\"]|$)")
_PLACE = expression(rf" .(?<=[^\s;:!?{EDGE}] .)(?=[\s)\]»”\"{EDGE}])", re.DOTALL)
_SOUGHT = tuple(At(f" {sign}", _PLACE) for sign in ";:!?»")
_AFTER = expression(r"« (?=\S)")
_SIGNS = (" :", " ;", " !", " ?", " »", "« ")
_SPACE = {":": "\u00a0", "»": "\u00a0"}


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose translation has a plain space there."""
    return corpus.having(target=(*_SOUGHT, "« "))


def check(message: Message) -> Iterator[Hit]:
    """Yield each such space, with the one that belongs there."""
    if not any(sign in message.target for sign in _SIGNS):
        return
    text = message.masked_target
    for match in _BEFORE.finditer(text):
        fixed = _SPACE.get(match[1], "\u202f") + match[1]
        yield Hit(
            tr("a breakable space before {sign}", sign=match[1]), match.start(), match.end(), fixed
        )
    if "« " in text:
        for match in _AFTER.finditer(text):
            yield Hit(tr("a breakable space after «"), *match.span(), "«\u00a0")
