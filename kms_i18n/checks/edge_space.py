"""The translation begins or ends with blanks that the source has not, or lacks those that it has.

Bad (fr):
  source: Peace
  target: Paix<U+0020>

Good (fr):
  source: Name:<U+0020>
  target: Nom :<U+0020>
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kms_i18n.checks import Hit, Message

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "info"
LOCALES: tuple[str, ...] = ()

ROLL_UP = True

_EDGES = re.compile(r"(?P<before>[ \t\u00a0\u202f]*)(?P<text>.*?)(?P<after>[ \t\u00a0\u202f]*)", re.DOTALL)


def check(message: Message) -> Iterator[Hit]:
    """Yield each edge that differs."""
    source, target = _EDGES.fullmatch(message.source), _EDGES.fullmatch(message.target)
    if source is None or target is None or not target["text"]:
        return
    for edge, wanted in (("before", source["before"]), ("after", source["after"])):
        if target[edge] != wanted:
            text = f"{len(target[edge])} blanks {edge} the text; the source has {len(wanted)}"
            yield Hit(text, *target.span(edge), wanted)
