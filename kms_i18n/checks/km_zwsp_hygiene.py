"""A zero-width space stands at an edge, beside a blank or beside another one, where it separates nothing.

Bad (km):
  source: Khmer people
  target: ប្រជាជន<U+200B><U+200B>ខ្មែរ

Good (km):
  source: Khmer people
  target: ប្រជាជន<U+200B>ខ្មែរ
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.checks._joined import EDGE
from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "info"
LOCALES: tuple[str, ...] = ("km",)

ROLL_UP = True

_SOUGHT = expression(f"\u200b(?:(?=[{EDGE}\u200b \u00a0\n])|(?<=[{EDGE} \u00a0\n]\u200b))")
# The character first: the search jumps from one to the next, and nearly all stand between letters.
_USELESS = expression("\u200b(?:(?![^\u200b \u00a0\n])\u200b*|(?<![^ \u00a0\n]\u200b))")


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose translation has a ZWSP at an edge or beside a blank."""
    return corpus.having(target=(_SOUGHT,))


def check(message: Message) -> Iterator[Hit]:
    """Yield each that can go; between letters one stays."""
    text = message.target
    says = tr("a zero-width space that separates nothing")
    for match in _USELESS.finditer(text):
        start, end = match.span()
        fixed = ""
        if end - start > 1:  # one alone stands at an edge or beside a blank
            before, after = text[start - 1 : start], text[end : end + 1]
            if before and after and not before.isspace() and not after.isspace():
                fixed = "\u200b"
        yield Hit(says, start, end, fixed)
