"""Splits and merges: a segment and several others that make it up, before they are weighed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kms_i18n.revisions import SURE, Pair
from kms_i18n.similarity import compare, joined

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kms_i18n.revisions import Revisions
    from kms_i18n.similarity import Likeness, Shape, Texts

HELD = 0.55
"""Least part of a segment's words that a longer one holds for it to be a part of it."""
QUOTED = 3
"""Least words of a part that is told by standing word for word in another text."""
COVERED = 0.7
"""Least share of a text that such parts make up for nothing else to be asked."""


def beads(revisions: Revisions, singles: list[Pair]) -> list[Pair]:
    """Return the splits and merges: a segment and a run of neighbours that it holds in parts."""
    wholes: defaultdict[tuple[bool, int], set[int]] = defaultdict(set)
    best: defaultdict[tuple[bool, int], float] = defaultdict(float)
    for pair in singles:
        i, j = pair.old[0], pair.new[0]
        less = revisions.before.totals[i] > revisions.after.totals[j]
        if pair.likeness.held >= HELD:
            wholes[less, i if less else j].add(j if less else i)
        for key in ((True, i), (False, j)):
            best[key] = max(best[key], pair.likeness.mean)
    found_beads: list[Pair] = []
    for (split, one), parts in sorted(wholes.items()):
        runs = _runs(sorted(parts))
        quoted, covered = _quoted(revisions, one, parts, split=split)
        if len(quoted) > 1 and quoted not in runs:
            runs.append(quoted)
        for run in runs:
            old, new = ((one,), run) if split else (run, (one,))
            found = _joined(revisions, old, new)
            if found.mean >= HELD and found.mean > best[split, one]:
                place = sum(revisions.place(i, j) for i in old for j in new) / len(run)
                bead = Pair(old, new, found, 20 * found.mean + 5 * place)
                if run == quoted and covered >= COVERED:
                    bead.verdict = SURE + found.mean
                found_beads.append(bead)
    return found_beads


def _runs(parts: list[int]) -> list[tuple[int, ...]]:
    """Return the runs of two or more neighbours: every two and three, and the longest.

    Two may have a stranger between them: a text can be cut and another set in between.
    """
    runs: set[tuple[int, ...]] = {
        (one, one + 2) for one in parts if one + 2 in parts and one + 1 not in parts
    }
    start = 0
    for stop in range(1, len(parts) + 1):
        if stop < len(parts) and parts[stop] == parts[stop - 1] + 1:
            continue
        whole = tuple(parts[start:stop])
        if len(whole) > 1:
            runs.add(whole)
        runs |= {whole[k : k + n] for n in (2, 3) for k in range(len(whole) - n + 1)}
        start = stop
    return sorted(runs)


def _quoted(
    revisions: Revisions, whole: int, parts: Iterable[int], *, split: bool
) -> tuple[tuple[int, ...], float]:
    """Return the parts that stand word for word in a whole, in their order there, and their share.

    A list that becomes one message an item is cut so, wherever the items stand.
    """
    one, others = revisions.before, revisions.after
    if not split:
        one, others = others, one
    text = one.shapes[whole].text
    places = {
        part: text.find(others.shapes[part].text)
        for part in parts
        if len(others.shapes[part].words) >= QUOTED
    }
    found = sorted((at, part) for part, at in places.items() if at >= 0)
    covered = sum(len(others.shapes[part].text) for _, part in found)
    return tuple(part for _, part in found), covered / (len(text) or 1)


def _joined(revisions: Revisions, old: tuple[int, ...], new: tuple[int, ...]) -> Likeness:
    before, after = revisions.before, revisions.after
    return compare(
        whole(before, old),
        whole(after, new),
        sum(before.totals[i] for i in old),
        sum(after.totals[j] for j in new),
        before.lexicon,
    )


def whole(texts: Texts, indices: tuple[int, ...]) -> Shape:
    """Return the shape of one or more texts of a revision as one text."""
    return (
        joined([texts.shapes[k] for k in indices]) if len(indices) > 1 else texts.shapes[indices[0]]
    )
