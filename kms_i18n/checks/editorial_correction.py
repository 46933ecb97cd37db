"""The editorial catalog corrects the canonical text here.

The canonical text stays as it was published; this lists what its owners may want to take over.

Bad (en):
  source: Khmer M'Chas Srokapproach
  target: Khmer M'Chas Srok approach

Good (en):
  source: Fight poverty and corruption
  target: Fight poverty and corruption
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.checks import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "info"
LOCALES: tuple[str, ...] = ()

def check(message: Message) -> Iterator[str]:
    """Yield one hit for an entry whose text differs from the source, with the words that do."""
    if not message.is_editorial or message.source == message.target:
        return
    old, new = message.source.split(), message.target.split()
    first = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
    last = next(
        (i for i, (a, b) in enumerate(zip(old[::-1], new[::-1], strict=False)) if a != b), 0
    )
    was = " ".join(old[first : max(len(old) - last, first + 1)])
    now = " ".join(new[first : max(len(new) - last, first + 1)])
    yield f"the source says {was!r}, the editorial text {now!r}"
