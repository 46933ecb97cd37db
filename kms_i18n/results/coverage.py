"""Coverage as it is shown: of the documents of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from msgspec import Struct

from kms_i18n.model import State

if TYPE_CHECKING:
    from collections.abc import Mapping


class Length(Struct, frozen=True):
    """How long the finished translations of a document are in one locale."""

    words: int
    characters: int
    """Code points, without zero-width spaces."""
    estimated: bool = False
    """Whether the words are estimated from the letters, for want of a dictionary."""

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"words": self.words, "characters": self.characters, "estimated": self.estimated}


class Coverage(Struct, frozen=True):
    """How much of one document is in which state in one locale."""

    document: str
    locale: str
    role: str
    catalog: str
    segments: Mapping[State, int]
    words: Mapping[State, int]
    """Words of the source: the base of every percentage."""
    target: Length | None = None
    """None: nobody asked for it."""

    def share(self, least: State) -> float:
        """Return the percentage of source words at ``least`` or better, rounded down to 0.1.

        Rounded down so that 100 % means all. A document without words is complete.
        """
        total = sum(self.words.values())
        done = sum(count for state, count in self.words.items() if state >= least)
        return (done * 1000 // total) / 10 if total else 100.0

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "document": self.document,
            "locale": self.locale,
            "role": self.role,
            "catalog": self.catalog,
            "segments": {s.label: self.segments.get(s, 0) for s in State},
            "words": {s.label: self.words.get(s, 0) for s in State},
            "percent": {s.label: self.share(s) for s in State if s is not State.UNTRANSLATED},
            **({} if self.target is None else {"target": self.target.data()}),
        }


class Status(Struct, frozen=True):
    """Coverage per document and locale."""

    schema: ClassVar[str] = "kms-i18n/status/1"
    coverages: tuple[Coverage, ...]
    remarks: tuple[str, ...] = ()
    """The overrides in force."""

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        rows = [coverage.data() for coverage in self.coverages]
        return {"schema": self.schema, "coverage": rows, "remarks": list(self.remarks)}
