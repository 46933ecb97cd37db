"""The catalog writes the apostrophe in two ways; this one is in the minority.

Bad (fr):
  source: the State
  target: l’État
  source: the law
  target: l’ordre
  source: the land
  target: l'île

Good (fr):
  source: the State
  target: l'État, Khmer M’Chas Srok
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "info"
LOCALES: tuple[str, ...] = ("fr",)

ROLL_UP = True

_STRAIGHT, _CURLY = (re.compile(rf"\b[^\W\d_]{{1,15}}{sign}[^\W\d_]+") for sign in "'’")


def check_catalog(corpus: Corpus) -> Iterator[Hit]:
    """Yield each apostrophe of the minority, as the majority writes it."""
    found = {
        sign: [
            (message, match)
            for message in corpus.messages
            if sign in message.target
            for match in pattern.finditer(message.masked_target)
            if match[0] not in message.source
        ]
        for sign, pattern in (("'", _STRAIGHT), ("’", _CURLY))
    }
    usual, rare = sorted(found, key=lambda sign: (-len(found[sign]), sign))
    if not found[rare] or len(found[rare]) == len(found[usual]):
        return
    sources = "\n".join(message.source for message in corpus.messages)
    for message, match in found[rare]:
        if match[0] in sources:
            continue  # a name of the source, kept as it is written there
        fixed = match[0].replace(rare, usual)
        yield Hit(f"most apostrophes of this catalog are {usual}", *match.span(), fixed, message)
