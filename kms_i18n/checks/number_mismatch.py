"""A number of the source is missing in the translation.

Numbers of two and more digits are looked at, in any digit script: 1970 and ១៩៧០ are equal.
Grouping (1,000, 1 000) and the decimal sign (2.5, 2,5) may be the language's own, and numbers up
to twenty may be spelled out.

Bad (fr):
  source: In force since 1970
  target: En vigueur depuis 1971

Good (km):
  source: In force since 1970
  target: តាំងពីឆ្នាំ១៩៧០
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kms_i18n.checks import Hit, Message

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "error"
LOCALES: tuple[str, ...] = ()

_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ’']\d+)*")
_SPELLED = 20
_LEAST_DIGITS = 2


def check(message: Message) -> Iterator[Hit]:
    """Yield each number that the translation has lost."""
    runs = re.findall(r"\d+", message.target)
    digits = ["".join(str(int(digit)) for digit in run) for run in runs]
    together = {
        "".join(str(int(c)) for c in m[0] if c.isdigit()) for m in _NUMBER.finditer(message.target)
    }
    seen: set[str] = set()
    for match in re.finditer(r"\d+(?:[.,]\d+)*", message.masked_source):
        number = "".join(str(int(character)) for character in match[0] if character.isdigit())
        if len(number) < _LEAST_DIGITS or int(number) <= _SPELLED or number in seen:
            continue
        seen.add(number)
        if number not in together and number not in digits and not _half_day(match[0], digits):
            yield Hit(f"the number {match[0]} of the source is missing")


def _half_day(number: str, digits: list[str]) -> bool:
    """Return whether a number with parts has all its parts: 10.30 and 10 h 30."""
    parts = [part for part in re.split(r"[.,]", number) if part]
    return len(parts) > 1 and all(part in digits for part in parts)
