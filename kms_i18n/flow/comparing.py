"""How a document changed, and what each change does to its translations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.align import align
from kms_i18n.flow.texts import by_text
from kms_i18n.marks import marks
from kms_i18n.model import ChangeKind, State
from kms_i18n.results import Delta, Difference
from kms_i18n.states import state

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kms_i18n.model import Catalog, Change, Segment


def compare(
    name: str,
    old: Sequence[Segment],
    new: Sequence[Segment],
    labels: tuple[str, str],
    catalogs: Mapping[str, Catalog | None],
    locale: str = "en",
) -> Difference:
    """Return how a document changed, with marked words and what each change does to each locale.

    ``locale`` is that of the source, for the class of each change. The marks of a split or merge
    are those of the texts joined.

    A segment whose text stayed but whose path changed is no difference unless it moved.
    """
    deltas: list[Delta] = []
    changes = align(old, new, locale)
    stayed = _ends([i for c in changes if c.new for i in c.old])
    known = _ends([j for c in changes if c.old for j in c.new])
    for change in changes:
        if change.kind is ChangeKind.SAME:
            continue
        before = tuple(old[i] for i in change.old)
        after = tuple(new[j] for j in change.new)
        edge = (
            "" if before and after else _edge(change.new or change.old, known if after else stayed)
        )
        woven = tuple(marks(" ".join(s.text for s in before), " ".join(s.text for s in after)))
        effects = {
            code: effect
            for code, catalog in sorted(catalogs.items())
            if (effect := _effect(change, before, after, catalog))
        }
        deltas.append(Delta(change, before, after, woven, effects, edge))
    return Difference(name, labels[0], labels[1], tuple(deltas))


def _ends(indices: Sequence[int]) -> tuple[int, int] | None:
    """Return the first and the last of the segments that are in both revisions."""
    return (min(indices), max(indices)) if indices else None


def _edge(indices: Sequence[int], ends: tuple[int, int] | None) -> str:
    """Return whether segments stand above or below all that is in both revisions, in a word."""
    if ends is None or ends[0] <= indices[0] <= ends[1]:
        return ""
    return "above" if indices[0] < ends[0] else "below"


def _effect(
    change: Change, before: Sequence[Segment], after: Sequence[Segment], catalog: Catalog | None
) -> str:
    """Return what a change does to one locale, in a word; empty: nothing."""
    entries = by_text(catalog) if catalog else {}
    now = [entry for segment in after if (entry := entries.get(segment.text))]
    if now and len(now) == len(after):
        # The catalog has followed already: its own state is the truth.
        found = min(map(state, now))
        return found.label if found < State.TRANSLATED else ""
    if change.kind is ChangeKind.MOVED:
        return ""
    if not before:
        return "untranslated"
    if not after:
        return "obsolete"
    known = [entries[segment.text] for segment in before if segment.text in entries]
    return "stale" if any(entry.translated for entry in known) else "untranslated"
