"""The same sentence is translated in several ways.

Looked at are sources of four and more words that are equal but for case and the last sign. Shorter ones may rightly
need different words in different places, and so may those that their contexts set apart.

Bad (fr):
  source: Rights of the Khmer people
  target: Droits du peuple khmer
  source: Rights of the Khmer people.
  target: Les droits des Khmers.

Good (fr):
  source: Rights of the Khmer people
  target: Droits du peuple khmer
  source: Rights of the Khmer people.
  target: Droits du peuple khmer.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kms_i18n import khmer
from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.checks._joined import EDGE, repeated
from kms_i18n.expressions import expression
from kms_i18n.messages import tr
from kms_i18n.text import normal

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "warning"
LOCALES: tuple[str, ...] = ()

_LEAST = 4
_BARE = expression(r"[^\W_](?:.*[^\W_])?", re.DOTALL)


def check_catalog(corpus: Corpus) -> Iterator[Hit]:
    """Yield each translation that differs from the first of the same source."""
    if corpus.is_editorial:
        return
    known, sources = corpus.single, corpus.sources.caseless.split(EDGE)[1:]
    keys = [sources[message.order].strip(" .:;!?…") for message in known]
    first: dict[str, Message] = {}
    for number in repeated(keys):
        message = known[number]
        if len(message.source.split()) < _LEAST:
            continue
        other = first.setdefault(keys[number], message)
        if other.target != message.target and _key(other.target) != _key(message.target):
            line = other.entry.target_line
            yield Hit(
                tr("the same source is translated otherwise at line {line}", line=line), at=message
            )


@lru_cache(maxsize=256)
def _key(text: str) -> str:
    """Return a text for comparing: without case, outer signs, accelerators and spelling variants."""
    found = _BARE.search(normal(text).replace("’", "'"))
    bare = khmer.fold(found[0]).casefold() if found else ""
    return re.sub(r"[_&~](?=\w)|\s", "", bare)
