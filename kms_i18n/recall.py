"""The memory: for a text without a history, the likest text anywhere whose translation may serve.

In a document of our own, what stands close by is no memory: a new clause beside one that it
resembles is its sibling, the translator has that one under the eyes, and its translation put under
another text is the very mistake that a fuzzy catalog is feared for. So only what comes from
elsewhere is recalled. A gettext catalog is another matter: its messages have no structure, and in
its history a new message is mostly translated from the neighbour that it resembles.
"""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

from kms_i18n.similarity import NARROW, WIDE, Lexicon, Texts, nearest, shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kms_i18n.similarity import Reach, Shape

ENOUGH = 0.68
"""Least likeness of the letters of a text that is recalled; of few words, more is asked."""
FEW = 3
"""Up to so many words a text is short."""
ENOUGH_SHORT = 0.75
ELSEWHERE = 100
"""Segments that lie between a text and what is recalled for it, if both are in one document of
ours; between messages of a gettext catalog none must."""
SHORT = 40
"""Characters of a text that is compared with all that are as short: names share no word."""
CLOSE = 0.7
"""Least likeness asked for from which on a text shares so many words that few are followed."""
COMPARED = 2000
"""Most short texts that one is compared with."""


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
    known: Sequence[Known],
    wanted: Sequence[Known],
    *,
    elsewhere: int = ELSEWHERE,
    least: Sequence[float] = (),
) -> list[Recalled | None]:
    """Return for every wanted text the known one that is most like it, or None.

    ``least`` says of each, if given, how like it must be at least to be of use.

    Nothing is recalled that is equal, or that stands within ``elsewhere`` segments of the text in
    the same document. Always a suggestion and never a carried translation: whoever shows it says
    from which text it comes. The cost grows with the wanted texts, not with their product.
    """
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import extractOne

    memory = _Memory(known)
    equal = {one.text for one in known}
    found: list[Recalled | None] = []
    for one, bar in zip(wanted, least or repeat(0.0), strict=False):
        asked = shape(one.text)
        reach = NARROW if bar >= CLOSE else WIDE
        like = memory.like(asked, one.place or 0, reach)
        if elsewhere or one.text in equal:
            like = [
                index
                for index in like
                if known[index].text != one.text and not _close(known[index], one, elsewhere)
            ]
        choices = [memory.shapes[index].text for index in like]
        best = extractOne(
            asked.text, choices, scorer=Indel.normalized_similarity, score_cutoff=max(ENOUGH, bar)
        )
        if best is not None:
            words = min(len(asked.words), len(memory.shapes[like[best[2]]].words))
            if words <= FEW and best[1] < ENOUGH_SHORT:
                best = None
        found.append(best and Recalled(like[best[2]], best[1]))
    return found


class _Memory:
    """The known texts, found by their words; short ones all together."""

    def __init__(self, known: Sequence[Known]) -> None:
        self.shapes = [shape(one.text) for one in known]
        self.texts = Texts(dict(enumerate(self.shapes)))
        self.texts.lexicon = Lexicon(len(known), self.texts.counts())
        self.short = [i for i, one in enumerate(self.shapes) if len(one.text) <= SHORT]

    def like(self, asked: Shape, place: int, reach: Reach) -> list[int]:
        """Return the texts to compare with, in their order."""
        near = {*self.texts.near(asked, place, reach), *self.texts.worded(asked, place)}
        if len(asked.text) <= SHORT:
            near.update(nearest(self.short, place, COMPARED))
        return sorted(near)


def _close(one: Known, other: Known, elsewhere: int) -> bool:
    """Return whether two texts stand close to each other in one document."""
    if not elsewhere or one.document != other.document or one.place is None or other.place is None:
        return False
    return abs(one.place - other.place) <= elsewhere
