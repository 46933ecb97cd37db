"""Why each entry of a catalog got what it got, when the catalog followed its documents."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kms_i18n.model import ChangeClass
    from kms_i18n.results import Files

KINDS = ("same", "moved", "respelled", "edited", "split", "merged", "returned", "revived", "recalled", "added", "removed")  # fmt: skip
"""``respelled``: only blanks, composition of letters or ZWSP changed. ``returned``: the text that the
translation was written for is back. ``revived``: an obsolete entry's text is back. ``recalled``: the
translation of the likest text elsewhere, as a suggestion."""


class Fate(NamedTuple):
    """What became of one text in a catalog, and why."""

    text: str
    """Of what was removed: the text that is gone."""
    kind: str
    """One of ``KINDS``."""
    sources: tuple[str, ...] = ()
    """The texts whose translation it got."""
    score: float | None = None
    """Likeness, 0 to 1; None: nothing was compared."""
    klass: ChangeClass | None = None
    moved: bool = False


def tallied(fates: Sequence[Fate]) -> Counter[str]:
    """Return how many texts had which kind of fate."""
    return Counter(fate.kind for fate in fates)


class Explained(Struct, frozen=True):
    """One catalog with the fates of its texts."""

    path: str
    locale: str
    fates: tuple[Fate, ...]
    places: Mapping[str, Sequence[str]]
    """Text to where it stands."""
    states: Mapping[str, str]
    """Text to the state of its entry now; not there: it has none."""

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "path": self.path,
            "locale": self.locale,
            "entries": [
                {
                    "text": fate.text,
                    "places": list(self.places.get(fate.text, ())),
                    "kind": fate.kind,
                    "class": fate.klass,
                    "moved": fate.moved,
                    "score": None if fate.score is None else round(fate.score, 3),
                    "sources": list(fate.sources),
                    "state": self.states.get(fate.text),
                }
                for fate in self.fates
            ],
        }


class Explanation(Struct, frozen=True):
    """What an update does to each entry, and to the files."""

    schema: ClassVar[str] = "kms-i18n/explanation/1"
    catalogs: tuple[Explained, ...]
    files: Files

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        found = [catalog.data() for catalog in self.catalogs]
        return {"schema": self.schema, "catalogs": found, "files": self.files.data()}


# ── documents that were translated elsewhere ─────────────────────────────────────────────────

OUTCOMES = ("translated", "fuzzy", "same", "kept", "missing")
"""``same``: the catalog says it already. ``kept``: the catalog says something else, which stays."""


class Adopted(Struct, frozen=True):
    """What became of one source segment."""

    path: str
    source: str
    target: str
    """From the translated document; empty: there is nothing."""
    outcome: str
    """One of ``OUTCOMES``."""
    confidence: float
    from_paths: tuple[str, ...] = ()
    """Where the translation stands in its document."""

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "path": self.path,
            "source": self.source,
            "target": self.target,
            "outcome": self.outcome,
            "confidence": round(self.confidence, 3),
            "from": list(self.from_paths),
        }


class Leftover(Struct, frozen=True):
    """What the translated document says and the source does not."""

    line: int
    """1-based, in the translated document."""
    text: str

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"line": self.line, "text": self.text}


class Adoption(Struct, frozen=True):
    """A translated document in a catalog: unit by unit, and what is left over."""

    schema: ClassVar[str] = "kms-i18n/import/1"
    document: str
    locale: str
    file: str
    units: tuple[Adopted, ...]
    leftovers: tuple[Leftover, ...]
    files: Files | None = None
    """What became of the catalog's file, once that is known."""

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "schema": self.schema,
            "document": self.document,
            "locale": self.locale,
            "file": self.file,
            "units": [unit.data() for unit in self.units],
            "leftovers": [leftover.data() for leftover in self.leftovers],
            "files": self.files.data() if self.files else None,
        }
