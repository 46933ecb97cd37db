"""Coverage as it is shown: of the documents of a project, and of plain catalogs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

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


class CatalogCount(NamedTuple):
    """What ``msgfmt --statistics`` says of one PO file, or why it cannot be read."""

    path: str
    translated: int = 0
    fuzzy: int = 0
    untranslated: int = 0
    obsolete: int = 0
    words: tuple[int, int, int] | None = None
    """Source words translated, fuzzy, untranslated; None: nobody asked for them."""
    error: tuple[int, int, str] | None = None
    """Line, column (both 0 for a file that could not be opened) and message."""

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        if self.error:
            line, column, message = self.error
            return {
                "path": self.path,
                "error": {"line": line, "column": column, "message": message},
            }
        names = ("translated", "fuzzy", "untranslated")
        return {
            "path": self.path,
            "translated": self.translated,
            "fuzzy": self.fuzzy,
            "untranslated": self.untranslated,
            "obsolete": self.obsolete,
            **({} if self.words is None else {"words": dict(zip(names, self.words, strict=True))}),
        }


class CatalogStatus(Struct, frozen=True):
    """Counts of plain PO files, in the order they were named."""

    schema: ClassVar[str] = "kms-i18n/catalogs/1"
    catalogs: tuple[CatalogCount, ...]

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"schema": self.schema, "catalogs": [c.data() for c in self.catalogs]}
