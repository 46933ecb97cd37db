"""What waits for a reviewer, and who approved what: the answers of ``review``, ``audit`` and ``verify``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from kms_i18n.marks import Mark


class Waiting(Struct, frozen=True):
    """One segment that waits for a reviewer."""

    locale: str
    document: str
    segment: str
    path: str
    line: int
    words: int
    since: str
    """Day of the reviewer's last approval of an earlier pair; empty: it is new to them."""
    source: tuple[Mark, ...]
    """The approved source woven into the one of today."""
    target: tuple[Mark, ...]

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        values = {name: getattr(self, name) for name in self.__struct_fields__}
        woven = {name: [list(mark) for mark in values[name]] for name in ("source", "target")}
        return {**values, **woven}


class Review(Struct, frozen=True):
    """What waits for one reviewer."""

    schema: ClassVar[str] = "kms-i18n/review/1"
    reviewer: str
    kind: str
    waiting: tuple[Waiting, ...]

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "schema": self.schema,
            "reviewer": self.reviewer,
            "kind": self.kind,
            "waiting": [item.data() for item in self.waiting],
        }


class Record(Struct, frozen=True):
    """One line of an approvals, waivers or overrides file, and the commit that added it."""

    what: str
    """``approval``, ``waiver`` or ``override``."""
    path: str
    locale: str
    segment: str
    """Of an approval, where its pair stands today; empty: nowhere. Of an override, its place."""
    kind: str
    """The kind of approval, the rule that is waived, or the policy that is overridden."""
    reviewer: str
    date: str
    status: str
    """``holds``, ``voided by a change``, ``withdrawn``, ``withdrawal``, ``may not approve``, ``until …``."""
    note: str
    source: str
    """The beginning of the source that was approved, where it is known."""
    text: str
    """The line as it stands."""
    commit: str = ""
    """The commit that added it; empty: none that can be read."""
    author: str = ""
    problem: str = ""
    """What speaks against the reviewer's being who committed it; empty: nothing, or not asked."""

    def made(self, commit: str, author: str, problem: str) -> Record:
        """Return the record with its commit."""
        return replace(self, commit=commit, author=author, problem=problem)

    def order(self) -> tuple[str, ...]:
        """Return what records are sorted by."""
        return (self.what, self.path, self.date, self.reviewer, self.segment, self.text)

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {name: getattr(self, name) for name in self.__struct_fields__ if name != "text"}


class Audit(Struct, frozen=True):
    """Every approval, withdrawal, waiver and override of a project."""

    schema: ClassVar[str] = "kms-i18n/audit/1"
    records: tuple[Record, ...]
    notes: tuple[str, ...] = ()

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "schema": self.schema,
            "records": [record.data() for record in self.records],
            "notes": list(self.notes),
        }


class Verified(Struct, frozen=True):
    """One file that a manifest names."""

    manifest: str
    path: str
    state: str
    """``same``, ``changed`` or ``missing``."""

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {name: getattr(self, name) for name in self.__struct_fields__}


class Verification(Struct, frozen=True):
    """Whether published documents are still what their manifests say."""

    schema: ClassVar[str] = "kms-i18n/verification/1"
    files: tuple[Verified, ...]

    @property
    def passed(self) -> bool:
        """Whether every file is the same."""
        return all(file.state == "same" for file in self.files)

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        rows = [file.data() for file in self.files]
        return {"schema": self.schema, "passed": self.passed, "files": rows}
