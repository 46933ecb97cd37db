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

from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kms_i18n.checks import Corpus, Message

SEVERITY = "info"
LOCALES: tuple[str, ...] = ()


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages that are corrected."""
    if not corpus.is_editorial:
        return []
    return [message for message in corpus.messages if message.source != message.target]


def check(message: Message) -> Iterator[str]:
    """Yield one hit for an entry whose text differs from the source, with the words that do."""
    if message.source == message.target or not message.is_editorial:
        return
    old, new = message.source.split(), message.target.split()
    most = min(len(old), len(new))
    first = next((i for i in range(most) if old[i] != new[i]), most)
    last = next((i for i in range(most - first) if old[-1 - i] != new[-1 - i]), most - first)
    # One word on either side, so that an inserted word has a place.
    was = " ".join(old[max(first - 1, 0) : len(old) - last + 1])
    now = " ".join(new[max(first - 1, 0) : len(new) - last + 1])
    yield tr("the source says {was!r}, the editorial text {now!r}", was=was, now=now)
