r"""List items of the source begin with the remains of a bullet, glued to the first word: `ARe-examine`, `ACombat`.

A bullet of a symbol font becomes a letter when a page is copied; it stands before a capital, in two and more items.

Bad (en):
  document: a.txt
  text: They will:\n\nAFight poverty\n\nACombat crime\n
  source: x
  target: x

Good (en):
  document: a.txt
  text: They will:\n\nFight poverty\n\nA Cambodian law\n\nACLs\n
  source: x
  target: x
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.checks import Hit, Source
from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from kms_i18n.model import Segment

SEVERITY = "warning"
LOCALES: tuple[str, ...] = ()

_GLUED = expression(r"([A-Zo§·•ü])(?=[A-Z][a-z]+(?:-[a-z]+)?\b)")
_LEAST = 2


def check_source(source: Source) -> Iterator[Hit]:
    """Yield each such item, without the letter."""
    found: dict[str, list[tuple[Segment, re.Match[str]]]] = {}
    for _, segment in source.segments():
        match = _GLUED.match(segment.text)
        if match:
            found.setdefault(match[1], []).append((segment, match))
    for letter, places in sorted(found.items()):
        if len(places) >= _LEAST:
            for segment, match in places:
                yield Hit(
                    tr("{letter} is the remains of a bullet", letter=letter),
                    *match.span(),
                    "",
                    segment,
                )
