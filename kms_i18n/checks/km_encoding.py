"""Khmer letters are stored in an order that programs cannot search, sort or compare.

Most wrong orders look exactly like the right one on a screen, so only a program sees them. The
order is: base, robat, subscripts (coeng ro last), register shifter, vowel, signs.

Bad (km):
  source: Khmer
  target: ខែ<U+17D2>មរ

Bad (km):
  source: person
  target: លេ<U+17B6>ក

Good (km):
  source: Khmer
  target: ខ្មែរ
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kms_i18n.checks import Hit, Message

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "error"
LOCALES = ("km",)

_RULES = {
    "coeng_late": (r"[\u17b6-\u17ca]\u17d2[\u1780-\u17b3]", "a subscript stands after a vowel or sign"),
    "vowels": (r"[\u17b6-\u17c5]{2}", "two vowels follow each other"),
    "sign_early": (
        r"[\u17c6-\u17c8\u17cb\u17cd-\u17d1][\u17b6-\u17c5]", "a sign stands before a vowel",
    ),
    "ro_first": (r"\u17d2\u179a\u17d2", "the subscript of ro stands before another subscript"),
    "doubled": (r"(?P<sign>[\u17c6-\u17d1])(?P=sign)", "a sign is doubled"),
    "shifter_late": (r"[\u17b6-\u17c8][\u17c9\u17ca]", "a register shifter stands after a vowel"),
    "dangling": (r"\u17d2(?![\u1780-\u17b3\u200d])", "a subscript sign has no letter"),
    "orphan": (
        r"(?<![\u1780-\u17d3\u17dd\u200c\u200d\u25cc])[\u17b6-\u17d3\u17dd]",
        "a mark has no letter to stand on",
    ),
    "deprecated": (r"[\u17a3\u17a4\u17b4\u17b5\u17d3\u17d8]", "a deprecated character"),
}  # fmt: skip
_WRONG = re.compile("|".join(f"(?P<{name}>{pattern})" for name, (pattern, _) in _RULES.items()))


def check(message: Message) -> Iterator[Hit]:
    """Yield each place where the order is wrong."""
    for match in _WRONG.finditer(message.target):
        name = next(name for name in _RULES if match[name] is not None)
        points = " ".join(f"U+{ord(character):04X}" for character in match[0])
        yield Hit(f"{_RULES[name][1]}: {points}", match.start())
