"""From which messages of a catalog those of its next template come.

A gettext catalog has no structure, and in its history a new message is mostly translated from the
one that it resembles, wherever that stands. So the alignment is outbid by a text of the catalog that
shares clearly more letters, and what it leaves over goes to the likest text, near or far.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kms_i18n.align import paired
from kms_i18n.model import Kind, Segment, Span
from kms_i18n.recall import Known, Recalled, recall

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

OUTBID = 0.06
"""How much more of its letters a text must share than the aligned one, to be taken instead."""
WHOLE = 0.8
"""Likeness above which a text has the better translation of a part or a whole that was cut."""


class Origin(NamedTuple):
    """Where a text comes from."""

    old: tuple[int, ...]
    """The earlier texts; several: they were merged."""
    parts: tuple[int, ...] = ()
    """Of an earlier text that was split, its parts in order, this one among them."""


def origins(
    old: Sequence[str],
    new: Sequence[str],
    wanted: Sequence[int],
    usable: Collection[int] | None = None,
    elsewhere: Sequence[str] = (),
) -> dict[int, Origin]:
    """Return where each of the ``wanted`` new texts comes from; those from nowhere are left out.

    ``usable`` are the old texts worth coming from (None: all). ``elsewhere`` are texts that stand
    in no order, such as those of obsolete entries: their indices follow the old ones.
    """
    asked = set(wanted)
    texts = [*old, *elsewhere]
    useful = set(range(len(texts))) if usable is None else set(usable)
    found: dict[int, Origin] = {}
    least: dict[int, float] = {}
    exact, _, pairs = paired(*_bare(old, new))
    for j in asked & exact.keys():
        if exact[j] in useful:
            found[j] = Origin((exact[j],))
    for pair in pairs:
        if useful.isdisjoint(pair.old):
            continue
        parts = pair.new if len(pair.new) > 1 else ()
        found |= {j: Origin(pair.old, parts) for j in pair.new if j in asked}
        if pair.several:
            least |= dict.fromkeys(asked.intersection(pair.new), WHOLE)
        elif pair.new[0] in asked:
            least[pair.new[0]] = _letters(texts[pair.old[0]], new[pair.new[0]]) + OUTBID
    least = {j: bar for j, bar in least.items() if bar < 1}
    least |= dict.fromkeys(asked - found.keys(), 0.0)
    for j, hit in _recalled(texts, new, dict(sorted(least.items())), useful):
        if hit.score > least[j]:
            found[j] = Origin((hit.known,))
    return found


def _recalled(
    texts: Sequence[str], new: Sequence[str], least: Mapping[int, float], useful: Collection[int]
) -> Iterator[tuple[int, Recalled]]:
    """Yield the likest useful text of some new ones, of each if it is at ``least`` so like."""
    if not least:
        return
    choice = sorted(useful)
    known = [Known(texts[i], place=i) for i in choice]
    wanted = [Known(new[j], place=j) for j in least]
    hits = recall(known, wanted, elsewhere=0, least=tuple(least.values()))
    for j, hit in zip(least, hits, strict=True):
        if hit is not None:
            yield j, hit._replace(known=choice[hit.known])


def _letters(one: str, other: str) -> float:
    from rapidfuzz.distance import Indel

    from kms_i18n.similarity import shape

    return Indel.normalized_similarity(shape(one).text, shape(other).text)


def _bare(*sides: Sequence[str]) -> list[list[Segment]]:
    """Return texts as segments without a structure."""
    nowhere = Span(0, 0)
    made = {
        text: Segment("", text, nowhere, Kind.PARAGRAPH, nowhere)
        for text in dict.fromkeys(text for texts in sides for text in texts)
    }
    return [[made[text] for text in texts] for texts in sides]
