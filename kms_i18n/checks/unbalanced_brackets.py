"""Brackets or guillemets of the translation do not pair, while those of the source do.

Enumerators such as `a)` at the beginning of a line, smileys, and apostrophes and code are left out.

Bad (fr):
  source: Fight (poverty)
  target: Lutter (contre la pauvreté

Bad (fr):
  source: the "State"
  target: l’« État

Good (fr):
  source: a) first
  target: a) premièrement

Good (km):
  source: (a) first
  target: ក) ដំបូង
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "error"
LOCALES: tuple[str, ...] = ()

_ENUMERATOR = expression(r"(?:^|(?<=[\s(]))\(?[\w\u1780-\u17e9]{1,4}[.:]?\)")
_BRACKET = expression(r"[()\[\]{}«»（）]")
_PAIR = {")": "(", "]": "[", "}": "{", "»": "«", "）": "（"}
_WIDE = str.maketrans("（）", "()")


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose translation has a bracket."""
    return corpus.having(target=tuple("()[]{}«»（）"))


def check(message: Message) -> Iterator[Hit]:
    """Yield the first bracket that has no partner."""
    if _pairs(message.target):
        return  # in the wrong order, or half in code, they are hardly ever a slip
    target = message.masked_target
    if _pairs(target):
        return
    start = _odd(target)
    if start is not None and _odd(message.masked_source) is None:
        yield Hit(tr("{sign} has no partner", sign=message.target[start]), start)


def _pairs(text: str) -> bool:
    """Return whether a text has as many closing brackets of each kind as opening ones."""
    return all(text.count(opening) == text.count(closing) for closing, opening in _PAIR.items())


def _odd(text: str) -> int | None:
    """Return where the first bracket without a partner stands, or None."""
    text = text.translate(_WIDE)
    open_: list[tuple[str, int]] = []
    spare: list[int] = []
    for match in _BRACKET.finditer(text):
        bracket, place = match[0], match.start()
        if bracket not in _PAIR:
            open_.append((bracket, place))
        elif open_ and open_[-1][0] == _PAIR[bracket]:
            open_.pop()
        else:
            spare.append(place)
    if spare:
        enumerators = {match.end() - 1 for match in _ENUMERATOR.finditer(text)}
        spare = [place for place in spare if place not in enumerators]
    return min([*spare, *(place for _, place in open_)], default=None)
