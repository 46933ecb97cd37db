"""The translation is the source itself.

Names, titles of works and code are the same in every language; a sentence with at least two English
function words is prose, and prose is not. Nothing is said in an editorial catalog, where copies are right.

Bad (fr):
  source: Fight for the rights of the people
  target: Fight for the rights of the people

Good (fr):
  source: Khmer M'Chas Srok
  target: Khmer M'Chas Srok

Good (fr):
  source: The Lord of the Rings
  target: The Lord of the Rings
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.messages import tr
from kms_i18n.text import normal

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "error"
LOCALES: tuple[str, ...] = ()

_FUNCTION_WORD = re.compile(
    r"\b(?:a|an|and|are|as|at|be|been|but|by|can|could|did|does|for|from|has|have|he|her|his|how|if|in|is|"
    r"it|its|may|must|no|not|of|on|or|our|shall|she|should|so|such|than|that|the|their|them|then|there|"
    r"these|they|this|those|to|us|was|we|were|what|when|where|which|who|will|with|would|you|your)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_LEAST = 2
_START = 4
_LEAST_WORDS = 4


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose source and translation begin alike."""
    if corpus.is_editorial:
        return []
    return [
        message
        for message in corpus.messages
        if _begin_alike(message.source[:_START], message.target[:_START])
    ]


def _begin_alike(one: str, two: str) -> bool:
    """Return whether texts that begin like this may be equal but for blanks, ZWSPs and composition."""
    if one[:1] != two[:1]:
        return one[:1].isspace() or two[:1].isspace()
    both = one + two
    # A mark behind the last letter would belong to it.
    return one[:-1] == two[:-1] or not (both.isascii() and both.isalpha())


def check(message: Message) -> Iterator[Hit]:
    """Yield one hit for a copy of English prose."""
    if message.source.strip()[:1] != message.target.strip()[:1]:
        return  # the first letter tells most texts apart without more work
    if message.is_editorial or normal(message.source) != normal(message.target):
        return
    words = _WORD.findall(message.masked_source)
    content = [w for w in words if not _FUNCTION_WORD.fullmatch(w)]
    title = bool(content) and all(word[0].isupper() for word in content)
    if len(words) >= _LEAST_WORDS and len(words) - len(content) >= _LEAST and not title:
        yield Hit(tr("the translation is the source text"))
