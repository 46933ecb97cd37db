"""How documents changed between two revisions, and what that does to each locale."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, ClassVar

from msgspec import Struct, field

from kms_i18n.model import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kms_i18n.marks import Mark
    from kms_i18n.model import Change, Segment
    from kms_i18n.turnover import Turnover


class Delta(Struct, frozen=True):
    """One change of the source, with its words marked and what it does to each locale."""

    change: Change
    old: tuple[Segment, ...]
    """None where it was added, several where they were merged."""
    new: tuple[Segment, ...]
    """None where it was removed, several where one was split."""
    marks: tuple[Mark, ...]
    """Of the texts joined, where there are several on a side."""
    effects: Mapping[str, str] = field(default_factory=dict)
    """Locale to the state its translation falls to."""
    edge: str = ""
    """Of what was added or removed: ``above`` or ``below`` all that is in both revisions."""

    @property
    def place(self) -> str:
        """Where it is now, or was: ``c/2``; several as ``c/2, c/3``."""
        return _paths(self.new or self.old)

    @property
    def former(self) -> str:
        """Where it was, if that is elsewhere; empty: nowhere else."""
        was = _paths(self.old)
        return was if self.new and was != self.place else ""

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "kind": self.change.kind,
            "class": self.change.klass,
            "moved": self.change.moved,
            "score": round(self.change.score, 3),
            "old": [_piece(segment) for segment in self.old],
            "new": [_piece(segment) for segment in self.new],
            "marks": [list(mark) for mark in self.marks],
            "effects": dict(sorted(self.effects.items())),
            "edge": self.edge,
        }


class Difference(Struct, frozen=True):
    """How a document changed between two revisions."""

    schema: ClassVar[str] = "kms-i18n/diff/1"
    document: str
    before: str
    after: str
    deltas: tuple[Delta, ...]

    def kinds(self) -> dict[str, Counter[str]]:
        """Return how many changes of each kind there are, by class; in the order of the kinds."""
        found = {str(kind): Counter[str]() for kind in ChangeKind}
        for delta in self.deltas:
            found[delta.change.kind][str(delta.change.klass or "")] += 1
        return {kind: classes for kind, classes in found.items() if classes}

    def effects(self) -> dict[str, Counter[str]]:
        """Return how many changes do what, by locale."""
        found: dict[str, Counter[str]] = {}
        for delta in self.deltas:
            for locale, effect in delta.effects.items():
                found.setdefault(locale, Counter())[effect] += 1
        return dict(sorted(found.items()))

    def structure(self) -> dict[str, Any]:
        """Return DeepDiff's description of every change, by path; ``-title``: it was removed.

        Only ever of two segments that were aligned before: lists of them are never given to it.
        """
        from deepdiff import DeepDiff

        return {
            ("" if delta.new else "-") + delta.place: DeepDiff(
                _joined(delta.old), _joined(delta.new), verbose_level=2
            ).to_dict()
            for delta in self.deltas
        }

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "document": self.document,
            "before": self.before,
            "after": self.after,
            "changes": [delta.data() for delta in self.deltas],
            "kinds": {kind: dict(sorted(some.items())) for kind, some in self.kinds().items()},
            "effects": {
                locale: dict(sorted(some.items())) for locale, some in self.effects().items()
            },
            "moved": sum(delta.change.moved for delta in self.deltas),
            "structure": self.structure(),
        }


class Differences(Struct, frozen=True):
    """The differences of every document that was compared."""

    schema: ClassVar[str] = "kms-i18n/diff/1"
    differences: tuple[Difference, ...]
    turnover: Turnover | None = None
    """What became of each translation; None where two files were compared, or no revision named."""
    form: str = "word"
    """For people: ``word`` marks words, ``structure`` leaves the texts out, ``stat`` only counts."""

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        found = {"schema": self.schema, "documents": [d.data() for d in self.differences]}
        return {**found, "turnover": self.turnover.data()} if self.turnover else found


def _paths(segments: Sequence[Segment]) -> str:
    return ", ".join(segment.path for segment in segments)


def _piece(segment: Segment) -> dict[str, str]:
    """Return the JSON form of one segment of a change."""
    names = ("path", "text", "kind", "marker")
    return {name: str(getattr(segment, name)) for name in names}


def _joined(segments: Sequence[Segment]) -> dict[str, str]:
    """Return what is compared of one side of a change; nothing where there is no segment."""
    pieces = [_piece(segment) for segment in segments]
    joints = {"path": ", ", "text": " ", "kind": ", ", "marker": ", "}
    return {name: joint.join(p[name] for p in pieces) for name, joint in joints.items() if pieces}
