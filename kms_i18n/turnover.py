"""What became of each translation between two revisions; added up, it is what coverage changed by."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, ClassVar

from msgspec import Struct

from kms_i18n.marks import marks
from kms_i18n.model import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kms_i18n.marks import Mark
    from kms_i18n.model import Unit


class Turn(Struct, frozen=True):
    """One segment in one locale, before and after."""

    document: str
    locale: str
    old: Unit | None
    """None: the segment is new."""
    new: Unit | None
    """None: the segment is gone."""
    marks: tuple[Mark, ...] = ()
    """The translation before and after, woven; empty if it is the same."""

    @property
    def path(self) -> str:
        """Structural path of the segment, as it is now or was last."""
        unit = self.new or self.old
        return unit.segment.path if unit else ""

    @property
    def redo(self) -> int:
        """Source words that must be translated, again or for the first time, because of it."""
        if self.new is None or self.new.state >= State.TRANSLATED:
            return 0
        fell = self.old is None or self.old.state >= State.TRANSLATED
        return self.new.words if fell else 0

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""

        def side(unit: Unit | None) -> dict[str, Any] | None:
            if unit is None:
                return None
            return {
                "path": unit.segment.path,
                "source": unit.segment.text,
                "target": unit.entry.target if unit.entry else "",
                "state": unit.state.label,
                "words": unit.words,
            }

        return {
            "document": self.document,
            "locale": self.locale,
            "before": side(self.old),
            "after": side(self.new),
            "marks": [list(mark) for mark in self.marks],
            "redo": self.redo,
        }


class Turnover(Struct, frozen=True):
    """Every translation that is not as it was, and the sums by document, locale and state."""

    schema: ClassVar[str] = "kms-i18n/turnover/1"
    before: str
    after: str
    turns: tuple[Turn, ...]

    @property
    def locales(self) -> list[str]:
        """The locales in which something changed, sorted."""
        return sorted({turn.locale for turn in self.turns})

    def redo(self, locale: str) -> int:
        """Return the source words to be translated, again or for the first time."""
        return sum(turn.redo for turn in self.turns if turn.locale == locale)

    def sums(self, locale: str, document: str = "") -> dict[State, tuple[int, int]]:
        """Return by how many segments and words each state grew, in one document or in all.

        Status before and these sums are status after.
        """
        segments: Counter[State] = Counter()
        counted: Counter[State] = Counter()
        for turn in self.turns:
            if turn.locale == locale and document in {"", turn.document}:
                for unit, sign in ((turn.old, -1), (turn.new, 1)):
                    if unit is not None:
                        segments[unit.state] += sign
                        counted[unit.state] += sign * unit.words
        return {s: (segments[s], counted[s]) for s in State if segments[s] or counted[s]}

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        documents = sorted({(turn.document, turn.locale) for turn in self.turns})
        return {
            "schema": self.schema,
            "before": self.before,
            "after": self.after,
            "turns": [turn.data() for turn in self.turns],
            "sums": [
                {
                    "document": document,
                    "locale": locale,
                    "states": {
                        state.label: {"segments": segments, "words": counted}
                        for state, (segments, counted) in self.sums(locale, document).items()
                    },
                }
                for document, locale in documents
            ],
            "redo": {locale: self.redo(locale) for locale in self.locales},
        }


def turnover(
    old: Mapping[str, Sequence[Unit]],
    new: Mapping[str, Sequence[Unit]],
    labels: tuple[str, str],
) -> Turnover:
    """Return what became of every unit; ``old`` and ``new`` are by locale, over all documents.

    Within a document the segments are aligned; each unit of either side is looked at once.
    """
    turns: list[Turn] = []
    for locale in sorted({*old, *new}):
        before, after = _by_document(old.get(locale, ())), _by_document(new.get(locale, ()))
        for document in sorted({*before, *after}):
            pairs = _pairs(before.get(document, []), after.get(document, []))
            for was, now in pairs:
                turn = _turn(document, locale, was, now)
                if turn:
                    turns.append(turn)
    return Turnover(labels[0], labels[1], tuple(turns))


def _by_document(units: Sequence[Unit]) -> dict[str, list[Unit]]:
    found: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        found[unit.document].append(unit)
    return found


def _pairs(old: list[Unit], new: list[Unit]) -> Iterator[tuple[Unit | None, Unit | None]]:
    """Yield which unit became which; of a split or merge the first ones, the others alone."""
    from kms_i18n.align import align

    for change in align([unit.segment for unit in old], [unit.segment for unit in new]):
        for was, now in zip_longest(change.old, change.new):
            yield (
                None if was is None else old[was],
                None if now is None else new[now],
            )


def _turn(document: str, locale: str, old: Unit | None, new: Unit | None) -> Turn | None:
    """Return what became of a unit; None if nothing did."""
    was = old.entry.target if old and old.entry else ""
    now = new.entry.target if new and new.entry else ""
    woven = tuple(marks(was, now)) if was != now else ()
    if old and new and not woven and (old.state, old.words) == (new.state, new.words):
        return None
    return Turn(document, locale, old, new, woven)
