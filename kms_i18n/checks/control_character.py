"""The translation has a control, bidirectional or invisible character that its source has not.

Such characters hide or reorder words on a reader's screen, and on the reviewer's. The zero-width
space separates words in Khmer and is content there.

Bad (fr):
  source: Lock the door.
  target: Fermez <U+202E>la porte.

Good (km):
  source: Lock the door.
  target: បិទ<U+200B>ទ្វារ។
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.checks._joined import EDGE, Rare
from kms_i18n.expressions import expression
from kms_i18n.messages import tr
from kms_i18n.text import codepoint

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "error"
LOCALES: tuple[str, ...] = ()

# Controls but TAB and LF, bidirectional controls, word joiner and BOM, replacement, annotation, private
# use and tag characters. The joiners are left out: Khmer, emoji and Persian need them.
_HIDDEN = expression(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffd"
    "\ue000-\uf8ff\U000e0000-\U000e007f]"
)


def _is_hidden(character: str) -> bool:
    # Nearly always the first question is enough, and nothing is compiled.
    hidden = not character.isprintable() or character in "\ufffc\ufffd"
    return hidden and character != EDGE and _HIDDEN.match(character) is not None


_RARE = Rare(_is_hidden)


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose translation has such a character."""
    return corpus.having(target=(_RARE,))


def check(message: Message) -> Iterator[Hit]:
    """Yield each such character once."""
    seen: set[str] = set()
    for match in _HIDDEN.finditer(message.target):
        character = match[0]
        if character not in seen:
            seen.add(character)
            yield Hit(tr("{what} is not in the source", what=codepoint(character)), *match.span())
