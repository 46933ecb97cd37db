"""Which segment of the old revision became which of the new one, and what changed inside it.

Equal texts are paired first, in order. What is left is paired by similarity, the neighbours at
the same place in the document before strangers: a text that replaced another stands where the
other stood. Pure and deterministic; ``align(a, a)`` is all ``same``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple

from kms_i18n.model import Change, ChangeKind
from kms_i18n.text import normal, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kms_i18n.model import Segment

NEAR = 0.50
"""Least similarity of two texts that stand between the same unchanged neighbours."""
FAR = 0.60
"""Least similarity anywhere else: gettext's threshold, and its measure (2·LCS / total length)."""


class Mark(NamedTuple):
    """A stretch of text and what happened to it."""

    sign: Literal["=", "-", "+"]
    text: str


def align(old: Sequence[Segment], new: Sequence[Segment]) -> list[Change]:
    """Return how ``old`` became ``new``: every index of either side occurs exactly once.

    New segments come first, in their order; then what was removed, in its old order.
    """
    exact = _equal([s.text for s in old], [s.text for s in new])
    skeleton = _longest_rising(exact)
    edited = _similar(old, new, exact, skeleton)
    changes: list[Change] = []
    for index in range(len(new)):
        if index in exact:
            kind = ChangeKind.SAME if index in skeleton else ChangeKind.MOVED
            changes.append(Change(kind, (exact[index],), (index,)))
        elif index in edited:
            origin, score = edited[index]
            changes.append(Change(ChangeKind.EDITED, (origin,), (index,), score))
        else:
            changes.append(Change(ChangeKind.ADDED, (), (index,), 0.0))
    used = {*exact.values(), *(origin for origin, _ in edited.values())}
    removed = (i for i in range(len(old)) if i not in used)
    return changes + [Change(ChangeKind.REMOVED, (i,), (), 0.0) for i in removed]


def marks(old: str, new: str) -> list[Mark]:
    """Return ``old`` and ``new`` woven into one text, cut at words and, in Khmer, at clusters.

    The ``=`` and ``-`` stretches joined are ``old``, the ``=`` and ``+`` ones ``new``. A lone
    unchanged token between two changes is shown as changed: confetti is hard to read.
    """
    from rapidfuzz.distance import Indel

    before, after = tokens(old), tokens(new)
    found: list[Mark] = []
    for code in Indel.opcodes(before, after):
        gone = "".join(before[code.src_start : code.src_end])
        come = "".join(after[code.dest_start : code.dest_end])
        if code.tag == "equal":
            found.append(Mark("=", gone))
            continue
        found += [Mark("-", gone)] * bool(gone) + [Mark("+", come)] * bool(come)
    return list(_settled(found))


def _settled(found: list[Mark]) -> Iterator[Mark]:
    """Join neighbouring changes, and those that only blanks keep apart."""
    gone = come = ""
    for index, mark in enumerate(found):
        inner = 0 < index < len(found) - 1
        if mark.sign == "=" and not (inner and not mark.text.strip() and (gone or come)):
            if gone:
                yield Mark("-", gone)
            if come:
                yield Mark("+", come)
            gone = come = ""
            yield mark
            continue
        gone += mark.text if mark.sign in "=-" else ""
        come += mark.text if mark.sign in "=+" else ""
    if gone:
        yield Mark("-", gone)
    if come:
        yield Mark("+", come)


def _equal(old: list[str], new: list[str]) -> dict[int, int]:
    """Pair equal texts in order: new index to old index."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, text in reversed(list(enumerate(old))):
        places[text].append(index)
    return {index: places[text].pop() for index, text in enumerate(new) if places.get(text)}


def _longest_rising(pairs: dict[int, int]) -> set[int]:
    """Return the new indices of the longest run of pairs that kept their order (patience)."""
    tails: list[int] = []
    heads: list[int] = []
    before: dict[int, int | None] = {}
    for index in sorted(pairs):
        place = bisect_left(tails, pairs[index])
        before[index] = heads[place - 1] if place else None
        tails[place : place + 1] = [pairs[index]]
        heads[place : place + 1] = [index]
    kept: set[int] = set()
    last = heads[-1] if heads else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept


def _similar(
    old: Sequence[Segment], new: Sequence[Segment], exact: dict[int, int], skeleton: set[int]
) -> dict[int, tuple[int, float]]:
    """Pair what has no equal text by similarity, best first: new index to (old index, score)."""
    from rapidfuzz.distance import Indel

    taken = set(exact.values())
    left = [i for i in range(len(old)) if i not in taken]
    right = [i for i in range(len(new)) if i not in exact]
    new_anchors = sorted(skeleton)
    old_anchors = [exact[i] for i in new_anchors]
    texts = {i: normal(old[i].text).casefold() for i in left}
    scored: list[tuple[float, int, int]] = []
    for j in right:
        text = normal(new[j].text).casefold()
        gap = bisect_left(new_anchors, j)
        for i in left:
            near = bisect_left(old_anchors, i) == gap
            bar = NEAR if near else FAR
            score = Indel.normalized_similarity(texts[i], text, score_cutoff=bar)
            if score >= bar:
                bonus = 0.1 * near + 0.05 * (old[i].path == new[j].path)
                scored.append((score + bonus, i, j))
    pairs: dict[int, tuple[int, float]] = {}
    used: set[int] = set()
    for score, i, j in sorted(scored, key=lambda found: (-found[0], found[2], found[1])):
        if j not in pairs and i not in used:
            pairs[j] = (i, min(score, 1.0))
            used.add(i)
    return pairs
