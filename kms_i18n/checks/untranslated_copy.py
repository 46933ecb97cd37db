"""The translation is the source itself.

Names and code are the same in every language; a text with at least two English function words is
prose, and prose is not. Nothing is said in an editorial catalog, where copies are right.

Bad (fr):
  source: Fight for the rights of the people
  target: Fight for the rights of the people

Good (fr):
  source: Khmer M'Chas Srok
  target: Khmer M'Chas Srok
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kms_i18n.checks import Hit, Message
from kms_i18n.text import normal

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "error"
LOCALES: tuple[str, ...] = ()

_FUNCTION_WORD = re.compile(
    r"\b(?:a|an|and|are|as|at|be|by|for|from|has|have|in|is|it|its|not|of|on|or|our|so|that|the|their|"
    r"they|this|to|was|we|were|which|who|will|with|you|your)\b",
    re.IGNORECASE,
)
_LEAST = 2


def check(message: Message) -> Iterator[Hit]:
    """Yield one hit for a copy of English prose."""
    if message.is_editorial or normal(message.source) != normal(message.target):
        return
    if len(_FUNCTION_WORD.findall(message.masked_source)) >= _LEAST:
        yield Hit("the translation is the source text")
