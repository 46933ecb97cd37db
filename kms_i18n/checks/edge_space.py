"""The translation begins or ends with blanks that the source has not, or lacks those that it has.

Bad (fr):
  source: Peace
  target: Paix<U+0020>

Good (fr):
  source: Name:<U+0020>
  target: Nom :<U+0020>
"""

from __future__ import annotations

from itertools import compress, count
from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "info"
LOCALES: tuple[str, ...] = ()

ROLL_UP = True

_BLANKS = " \t\u00a0\u202f"
_BLANK = frozenset(_BLANKS)


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages of which source or translation has a blank at an edge."""
    edges = (
        places
        for texts in (corpus.sources, corpus.targets)
        for places in (texts.firsts, texts.lasts)
    )
    found = {
        number
        for places in edges
        if not _BLANK.isdisjoint(places)
        for number in compress(count(), map(_BLANK.__contains__, places))
    }
    return [corpus.messages[number] for number in sorted(found)]


def check(message: Message) -> Iterator[Hit]:
    """Yield each edge that differs."""
    source, target = message.source, message.target
    text = target.strip(_BLANKS)
    if not text:
        return
    before = source[: len(source) - len(source.lstrip(_BLANKS))]
    after = source[len(source.rstrip(_BLANKS)) :]
    start = target.index(text)
    end = start + len(text)
    if target[:start] != before:
        says = tr(
            "{found} blanks before the text; the source has {wanted}",
            found=start,
            wanted=len(before),
        )
        yield Hit(says, 0, start, before)
    if target[end:] != after:
        says = tr(
            "{found} blanks after the text; the source has {wanted}",
            found=len(target) - end,
            wanted=len(after),
        )
        yield Hit(says, end, len(target), after)
