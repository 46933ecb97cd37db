"""Everything about a project at one moment, as one value: what the report shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from msgspec import Struct

if TYPE_CHECKING:
    from kms_i18n.glossary import Term
    from kms_i18n.history import History
    from kms_i18n.marks import Mark
    from kms_i18n.model import Approval, Finding, Segment, State
    from kms_i18n.results import Coverage, Verdict


class Note(Struct, frozen=True):
    """A finding, and which characters of the translation it is about, where that is known."""

    finding: Finding
    form: int = 0
    """Which plural form."""
    offset: int | None = None
    """Code points from the start of that form."""


class Rendition(Struct, frozen=True):
    """One segment in one locale."""

    locale: str
    state: State
    targets: tuple[str, ...]
    """The translation, one text per plural form; none if the catalog does not know the segment."""
    catalog: str
    line: int
    """Of the first msgstr, 1-based; 0 if there is none."""
    words: int
    changed: tuple[Mark, ...] = ()
    """The source since it was approved, else last translated, woven; empty if it has not moved on."""
    notes: tuple[Note, ...] = ()
    approvals: tuple[Approval, ...] = ()
    precedent: Approval | None = None
    """The approval since which it ``changed``; None: since it was last translated."""
    terms: tuple[Term, ...] = ()
    """Those of the locale's glossary in the source, where the translation waits for work."""

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "locale": self.locale,
            "state": self.state.label,
            "targets": list(self.targets),
            "catalog": self.catalog,
            "line": self.line,
            "changed": [list(mark) for mark in self.changed],
            "precedent": self.precedent and _approval(self.precedent),
            "findings": [f"{n.finding.severity}: {n.finding.message}" for n in self.notes],
            "approvals": list(map(_approval, self.approvals)),
            "terms": [
                {
                    "term": term.term,
                    "translations": list(term.translations),
                    "forbidden": list(term.forbidden),
                    "note": term.note,
                }
                for term in self.terms
            ],
        }


def _approval(given: Approval) -> list[str]:
    return [given.kind, given.reviewer, given.date, given.note]


class Row(Struct, frozen=True):
    """One segment of a document in every locale."""

    segment: Segment
    line: int
    """In the document, 1-based."""
    words: int
    renditions: tuple[Rendition, ...]

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "path": self.segment.path,
            "kind": self.segment.kind,
            "text": self.segment.text,
            "line": self.line,
            "words": self.words,
            "locales": [rendition.data() for rendition in self.renditions],
        }


class Sheet(Struct, frozen=True):
    """One document with its segments in order."""

    document: str
    rows: tuple[Row, ...]

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"document": self.document, "segments": [row.data() for row in self.rows]}


class Origin(Struct, frozen=True):
    """A file that a report was made from."""

    path: str
    digest: str
    """SHA-256 of its bytes, hexadecimal."""
    committed: bool | None
    """Whether it is so in the revision; None where there is no revision to look at."""


class Overview(Struct, frozen=True):
    """Verdicts, coverage, every segment in every locale, the past, and what it was made from."""

    schema: ClassVar[str] = "kms-i18n/report/1"
    title: str
    source_locale: str
    locales: tuple[str, ...]
    verdicts: tuple[Verdict, ...]
    coverages: tuple[Coverage, ...]
    sheets: tuple[Sheet, ...]
    findings: tuple[Finding, ...]
    history: History | None
    """None where there is no Git repository."""
    version: str
    """Of the program."""
    revision: str
    """The commit that the working tree stands on; empty without one."""
    origins: tuple[Origin, ...]

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "schema": self.schema,
            "source_locale": self.source_locale,
            "verdicts": [verdict.data() for verdict in self.verdicts],
            "coverage": [coverage.data() for coverage in self.coverages],
            "documents": [sheet.data() for sheet in self.sheets],
            "history": self.history and self.history.data(),
            "version": self.version,
            "revision": self.revision,
            "files": {o.path: {"sha256": o.digest, "committed": o.committed} for o in self.origins},
        }
