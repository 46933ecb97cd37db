"""What the verbs answer: values that every report format can show.

``data()`` is the JSON form: plain values, sorted where order has no meaning, no clock, no path
of the machine. ``schema`` names it and its version.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from kms_i18n.model import State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kms_i18n.align import Mark
    from kms_i18n.model import Change, Finding, Segment
    from kms_i18n.turnover import Turnover


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of one document is in which state in one locale."""

    document: str
    locale: str
    role: str
    catalog: str
    segments: Mapping[State, int]
    words: Mapping[State, int]
    """Words of the source: the base of every percentage."""

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
        }


@dataclass(frozen=True, slots=True)
class Status:
    """Coverage per document and locale."""

    schema: ClassVar[str] = "kms-i18n/status/1"
    coverages: tuple[Coverage, ...]

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"schema": self.schema, "coverage": [c.data() for c in self.coverages]}


@dataclass(frozen=True, slots=True)
class CatalogCount:
    """What ``msgfmt --statistics`` says of one PO file, or why it cannot be read."""

    path: str
    translated: int = 0
    fuzzy: int = 0
    untranslated: int = 0
    obsolete: int = 0
    words: tuple[int, int, int] = (0, 0, 0)
    """Source words translated, fuzzy, untranslated."""
    error: tuple[int, int, str] | None = None
    """Line, column and message."""

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        if self.error:
            line, column, message = self.error
            return {
                "path": self.path,
                "error": {"line": line, "column": column, "message": message},
            }
        return {
            "path": self.path,
            "translated": self.translated,
            "fuzzy": self.fuzzy,
            "untranslated": self.untranslated,
            "obsolete": self.obsolete,
            "words": dict(zip(("translated", "fuzzy", "untranslated"), self.words, strict=True)),
        }


@dataclass(frozen=True, slots=True)
class CatalogStatus:
    """Counts of plain PO files, in the order they were named."""

    schema: ClassVar[str] = "kms-i18n/catalogs/1"
    catalogs: tuple[CatalogCount, ...]

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"schema": self.schema, "catalogs": [c.data() for c in self.catalogs]}


@dataclass(frozen=True, slots=True)
class Findings:
    """What the checks found, in the order of files and lines."""

    schema: ClassVar[str] = "kms-i18n/findings/1"
    findings: tuple[Finding, ...]
    checked: int
    """Catalogs that were read."""

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        names = ("rule", "severity", "locale", "path", "line", "column", "message")
        rows = [
            {name: getattr(f, name) for name in (*names, "document", "segment")}
            for f in self.findings
        ]
        return {"schema": self.schema, "findings": rows}


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that keeps a gate shut."""

    locale: str
    document: str
    segment: str
    path: str
    line: int
    message: str
    help: str
    """The command that helps, or what to do."""
    words: int = 0
    """Source words left to do."""

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Demanded:
    """One demand of a policy on one locale, and whether it is met."""

    locale: str
    demand: str
    """For people: ``approved 0.0 % of words, 100 % required``."""
    met: bool
    reasons: tuple[Reason, ...] = ()

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "locale": self.locale,
            "demand": self.demand,
            "met": self.met,
            "reasons": [reason.data() for reason in self.reasons],
        }


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a policy lets a release go out, and every reason if not."""

    schema: ClassVar[str] = "kms-i18n/verdict/1"
    policy: str
    demands: tuple[Demanded, ...]

    @property
    def passed(self) -> bool:
        """Whether every demand is met."""
        return all(demand.met for demand in self.demands)

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "schema": self.schema,
            "policy": self.policy,
            "passed": self.passed,
            "demands": [demand.data() for demand in self.demands],
        }


@dataclass(frozen=True, slots=True)
class File:
    """What a command did, or would do, with a file."""

    path: str
    change: str
    """``written``, ``would write`` or ``refused``."""
    reason: str = ""
    """Why it was refused."""

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"path": self.path, "change": self.change, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Files:
    """What became of the files of a command that writes; files that stay as they are count too."""

    schema: ClassVar[str] = "kms-i18n/files/1"
    files: tuple[File, ...]
    unchanged: int = 0
    """How many files are already as they should be."""

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "schema": self.schema,
            "files": [file.data() for file in self.files],
            "unchanged": self.unchanged,
        }


@dataclass(frozen=True, slots=True)
class Delta:
    """One change of the source, with its words marked and what it does to each locale."""

    change: Change
    old: Segment | None
    new: Segment | None
    marks: tuple[Mark, ...]
    effects: Mapping[str, str] = field(default_factory=dict)
    """Locale to the state its translation falls to."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How a document changed between two revisions."""

    schema: ClassVar[str] = "kms-i18n/diff/1"
    document: str
    before: str
    after: str
    deltas: tuple[Delta, ...]
    structure: Mapping[str, Any]
    """DeepDiff's description of each changed segment, by structural path."""

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "document": self.document,
            "before": self.before,
            "after": self.after,
            "changes": [_delta(delta) for delta in self.deltas],
            "structure": dict(self.structure),
        }


@dataclass(frozen=True, slots=True)
class Differences:
    """The differences of every document that was compared."""

    schema: ClassVar[str] = "kms-i18n/diff/1"
    differences: tuple[Difference, ...]
    turnover: Turnover | None = None
    """What became of each translation; None where two files were compared, or no revision named."""

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        found = {"schema": self.schema, "documents": [d.data() for d in self.differences]}
        return {**found, "turnover": self.turnover.data()} if self.turnover else found


def _delta(delta: Delta) -> dict[str, Any]:
    """Return the JSON form of one change."""
    return {
        "kind": delta.change.kind,
        "old": delta.old and {"path": delta.old.path, "text": delta.old.text},
        "new": delta.new and {"path": delta.new.path, "text": delta.new.text},
        "score": round(delta.change.score, 3),
        "marks": [list(mark) for mark in delta.marks],
        "effects": dict(sorted(delta.effects.items())),
    }
