"""The memory: for a text without a history, the likest text anywhere whose translation may serve.

In a document of our own, what stands close by is no memory: a new clause beside one that it
resembles is its sibling, the translator has that one under the eyes, and its translation put under
another text is the very mistake that a fuzzy catalog is feared for. So only what comes from
elsewhere is recalled. A gettext catalog is another matter: its messages have no structure, and in
its history a new message is mostly translated from the neighbour that it resembles.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from kms_i18n.similarity import Lexicon, Texts, shape

if TYPE_CHECKING:
    from collections.abc import Sequence

ENOUGH = 0.68
"""Least likeness of the letters of a text that is recalled; of few words, more is asked."""
FEW = 3
"""Up to so many words a text is short."""
ENOUGH_SHORT = 0.75
ELSEWHERE = 100
"""Segments that lie between a text and what is recalled for it, if both are in one document of
ours; between messages of a gettext catalog none must."""
LOOKED_AT = 16
"""Texts that are compared letter by letter, those that share the most first."""


class Known(NamedTuple):
    """A text of the catalog, and where it stands."""

    text: str
    document: str = ""
    place: int | None = None
    """Index among the segments of the new revision; None: it is in no document any more."""


class Recalled(NamedTuple):
    """What is suggested for a text."""

    known: int
    """Index of the known text."""
    score: float
    """Likeness of the letters, 0 to 1: gettext's own measure."""


def recall(
    known: Sequence[Known], wanted: Sequence[Known], *, elsewhere: int = ELSEWHERE
) -> list[Recalled | None]:
    """Return for every wanted text the known one that is most like it, or None.

    Nothing is recalled that is equal, or that stands within ``elsewhere`` segments of the text in
    the same document. Always a suggestion and never a carried translation: whoever shows it says
    from which text it comes. The cost grows with the wanted texts, not with their product.
    """
    shapes = [shape(one.text) for one in known]
    memory = Texts(shapes, range(len(shapes)))
    lexicon = Lexicon(memory)
    memory.weigh(lexicon)
    found: list[Recalled | None] = []
    for one in wanted:
        asked = shape(one.text)
        total = lexicon.total(asked)
        place = one.place or 0
        near = memory.near(asked, place)
        for index in memory.worded(asked, place):
            near.setdefault(index, total)
        ranked = sorted(near, key=lambda i: (-near[i] / (memory.totals[i] + total or 1), i))
        best: Recalled | None = None
        apart = (i for i in ranked if known[i].text != one.text and not _close(known[i], one, elsewhere))
        for index in islice(apart, LOOKED_AT):
            score = memory.likeness(index, asked, total).letters
            words = min(len(asked.words), len(shapes[index].words))
            bar = ENOUGH if words > FEW else ENOUGH_SHORT
            if score >= bar and (best is None or score > best.score):
                best = Recalled(index, score)
        found.append(best)
    return found


def _close(one: Known, other: Known, elsewhere: int) -> bool:
    """Return whether two texts stand close to each other in one document."""
    if not elsewhere or one.document != other.document or one.place is None or other.place is None:
        return False
    return abs(one.place - other.place) <= elsewhere
