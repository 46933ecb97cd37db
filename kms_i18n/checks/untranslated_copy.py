"""The translation is the source itself.

Names, titles of works and code are the same in every language; a sentence with at least two English
function words is prose, and prose is not. Nothing is said in an editorial catalog, where copies are right, nor of
code and lists that stand as they are (po4a flags them `no-wrap`), nor of references to pictures.

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
from kms_i18n.expressions import expression
from kms_i18n.messages import tr
from kms_i18n.text import ZWSP, normal

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "error"
LOCALES: tuple[str, ...] = ()

_FUNCTION_WORD = expression(
    r"\b(?:a|an|and|are|as|at|be|been|but|by|can|could|did|does|for|from|has|have|he|her|his|how|if|in|is|"
    r"it|its|may|must|no|not|of|on|or|our|shall|she|should|so|such|than|that|the|their|them|then|there|"
    r"these|they|this|those|to|us|was|we|were|what|when|where|which|who|will|with|would|you|your)\b",
    re.IGNORECASE,
)
_WORD = expression(r"[^\W\d_]+")
_LEAST = 2
_START = 4
_STAYS = expression("[!-~\u1780-\u17d1\u17d4-\u17d6]")
"""Some characters that end a text as they stand, whatever is folded for comparing."""
_LEAST_WORDS = 4
_PICTURE = "external ref="
"""How itstool writes a picture of a document."""


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose source and translation begin alike."""
    if corpus.is_editorial:
        return []
    sources, targets = corpus.sources.lasts, corpus.targets.lasts
    certain = {c: c if _STAYS.match(c) else "" for c in {*sources, *targets}}
    return [
        message
        for message, one, two in zip(corpus.messages, sources, targets, strict=True)
        if (one == two or not certain[one] or not certain[two])
        and _begin_alike(message.source[:_START], message.target[:_START])
    ]


def _begin_alike(one: str, two: str) -> bool:
    """Return whether texts that begin like this may be equal but for blanks, ZWSPs and composition."""
    if one[:1] != two[:1]:
        return one[:1].isspace() or two[:1].isspace()
    both = one + two
    # A mark behind the last letter would belong to it.
    return one[:-1] == two[:-1] or not (both.isascii() and both.isalpha())


def _as_many_words(one: str, two: str) -> bool:
    """Return whether texts may be equal for comparing: most are told apart by this, in no time."""
    return len(one.split()) == len(two.split()) or ZWSP in one or ZWSP in two


def check(message: Message) -> Iterator[Hit]:
    """Yield one hit for a copy of English prose."""
    source, target = message.source, message.target
    if message.is_editorial or not _as_many_words(source, target):
        return
    if len(_WORD.findall(source)) < _LEAST_WORDS or normal(source) != normal(target):
        return
    words = _WORD.findall(message.masked_source)
    content = [w for w in words if not _FUNCTION_WORD.fullmatch(w)]
    title = bool(content) and all(word[0].isupper() for word in content)
    prose = len(words) >= _LEAST_WORDS and len(words) - len(content) >= _LEAST and not title
    if prose and "no-wrap" not in message.entry.flags and not source.startswith(_PICTURE):
        yield Hit(tr("the translation is the source text"))
