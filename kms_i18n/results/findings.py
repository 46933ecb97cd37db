"""What the checks found, what of it was mended, and the terms of glossaries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from msgspec import Struct

if TYPE_CHECKING:
    from kms_i18n.model import Finding


class Findings(Struct, frozen=True):
    """What the checks found, in the order of files and lines."""

    schema: ClassVar[str] = "kms-i18n/findings/1"
    findings: tuple[Finding, ...]
    checked: int
    """Catalogs that were read."""
    waived: int = 0
    """Findings that a waiver lets pass."""
    known: int = 0
    """Findings that the baseline lets pass."""
    remarks: tuple[str, ...] = ()
    """Waivers that are void, and why; what could not be looked at, as history beyond a shallow clone."""

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        names = ("rule", "severity", "locale", "path", "line", "column", "message")
        more = ("document", "segment", "fingerprint", "evidence", "fix")
        rows = [{name: getattr(f, name) for name in (*names, *more)} for f in self.findings]
        return {
            "schema": self.schema,
            "findings": rows,
            "checked": self.checked,
            "waived": self.waived,
            "known": self.known,
            "remarks": list(self.remarks),
        }


class Repair(Struct, frozen=True):
    """One safe fix: what stood there and what takes its place."""

    finding: Finding
    old: str
    new: str

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        f = self.finding
        place = {"rule": f.rule, "path": f.path, "line": f.line, "column": f.column}
        return {**place, "old": self.old, "new": self.new}


class Repairs(Struct, frozen=True):
    """The fixes that ``check --fix`` makes, in the order of files and lines."""

    schema: ClassVar[str] = "kms-i18n/repairs/1"
    repairs: tuple[Repair, ...]
    written: bool = False
    """Whether they are made, or only shown."""

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        rows = [repair.data() for repair in self.repairs]
        return {"schema": self.schema, "written": self.written, "repairs": rows}


class TermRow(Struct, frozen=True):
    """A term of a glossary, or a phrase that has no entry."""

    locale: str
    term: str
    translations: tuple[str, ...] = ()
    confidence: str = ""
    note: str = ""
    count: int = 0
    """How many segments of the source have it."""

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {name: getattr(self, name) for name in self.__struct_fields__}


class Terms(Struct, frozen=True):
    """The terms of glossaries, or the candidates for them."""

    schema: ClassVar[str] = "kms-i18n/terms/1"
    terms: tuple[TermRow, ...]

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"schema": self.schema, "terms": [term.data() for term in self.terms]}
