"""The catalog writes ។ in two ways, with a blank before it and without; this one is in the minority.

Bad (km):
  source: One.
  target: មួយ។
  source: Two.
  target: ពីរ។
  source: Three.
  target: បី ។

Good (km):
  source: One.
  target: មួយ ។
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "info"
LOCALES: tuple[str, ...] = ("km",)

ROLL_UP = True

_SPACED = re.compile("(?<=\\S)[ \u00a0](។)(?!ល)")
_CLOSE = re.compile("(?<=[^\\s\u00a0ល។])(។)(?!ល)")


def check_catalog(corpus: Corpus) -> Iterator[Hit]:
    """Yield each ។ of the minority, as the majority writes it."""
    found = [
        [
            (message, match)
            for message in corpus.messages
            if "។" in message.target
            for match in pattern.finditer(message.target)
        ]
        for pattern in (_SPACED, _CLOSE)
    ]
    spaced, close = found
    if len(spaced) == len(close):
        return
    usual = "with a blank" if len(spaced) > len(close) else "without a blank"
    for message, match in min(found, key=len):
        fixed = "\u00a0។" if len(spaced) > len(close) else "។"
        yield Hit(f"most ។ of this catalog are {usual} before", *match.span(), fixed, message)
