"""A placeholder of the source is missing in the translation, or the translation has one too many.

Only messages that are flagged as having a format are looked at (``c-format``,
``python-brace-format``, …): elsewhere a percent sign is a percent sign.

Bad (fr):
  source: %d files
  target: des fichiers
  flags: c-format

Good (fr):
  source: 50 % of the words
  target: la moitié des mots
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from kms_i18n.checks import Hit, Message

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "error"
LOCALES: tuple[str, ...] = ()

_PERCENT = re.compile(
    r"%(?:%|(?:\(\w+\)|\d+\$)?[#0 +'-]*\d*(?:\.\d+)?(?:hh|h|ll|l|j|z|t|L)?[A-Za-z@])"
)
_BRACE = re.compile(r"\{\{|\}\}|\{[^{}\s]*\}")


def check(message: Message) -> Iterator[Hit]:
    """Yield each placeholder that is missing or added."""
    formats = [f for f in message.entry.flags if f.endswith("-format") and not f.startswith("no-")]
    if not formats:
        return
    pattern = _BRACE if any("brace" in name for name in formats) else _PERCENT
    literal = {"%%", "{{", "}}"}
    wanted = Counter(p for p in pattern.findall(message.source) if p not in literal)
    found = Counter(p for p in pattern.findall(message.target) if p not in literal)
    plural_may_spell_out = message.entry.source_plural is not None
    for name in sorted((wanted - found).keys()):
        if not plural_may_spell_out:
            yield Hit(f"the placeholder {name} is missing")
    for name in sorted((found - wanted).keys()):
        yield Hit(f"the placeholder {name} is not in the source", message.target.find(name))
