"""What the verbs answer: values that every report format can show.

``data()`` is the JSON form: plain values, sorted where order has no meaning, no clock, no path
of the machine. ``schema`` names it and its version.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from kms_i18n.model import ChangeKind, State

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kms_i18n.marks import Mark
    from kms_i18n.model import Change, Finding, Override, Segment, Unit
    from kms_i18n.turnover import Turnover


@dataclass(frozen=True, slots=True)
class Length:
    """How long the finished translations of a document are in one locale."""

    words: int
    characters: int
    """Code points, without zero-width spaces."""
    estimated: bool = False
    """Whether the words are estimated from the letters, for want of a dictionary."""

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"words": self.words, "characters": self.characters, "estimated": self.estimated}


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


@dataclass(frozen=True, slots=True)
class Status:
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


@dataclass(frozen=True, slots=True)
class Repair:
    """One safe fix: what stood there and what takes its place."""

    finding: Finding
    old: str
    new: str

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        f = self.finding
        place = {"rule": f.rule, "path": f.path, "line": f.line, "column": f.column}
        return {**place, "old": self.old, "new": self.new}


@dataclass(frozen=True, slots=True)
class Repairs:
    """The fixes that ``check --fix`` makes, in the order of files and lines."""

    schema: ClassVar[str] = "kms-i18n/repairs/1"
    repairs: tuple[Repair, ...]
    written: bool = False
    """Whether they are made, or only shown."""

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        rows = [repair.data() for repair in self.repairs]
        return {"schema": self.schema, "written": self.written, "repairs": rows}


@dataclass(frozen=True, slots=True)
class TermRow:
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
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of glossaries, or the candidates for them."""

    schema: ClassVar[str] = "kms-i18n/terms/1"
    terms: tuple[TermRow, ...]

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"schema": self.schema, "terms": [term.data() for term in self.terms]}


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that keeps a gate shut."""

    rule: str
    """The demand it breaks: ``minimum``, ``forbid``, ``approvals``, ``four-eyes``, ``ratchet``,
    ``freeze``, or the id of a check."""
    locale: str
    document: str
    segment: str
    path: str
    line: int
    message: str
    """What is, and what must be."""
    help: str
    """What would satisfy the demand."""
    command: str = ""
    """The command that does it; empty: it is done in an editor."""
    who: tuple[str, ...] = ()
    """Who can; empty: anybody."""
    words: int = 0
    """Source words left to do."""

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        values = {name: getattr(self, name) for name in self.__slots__}
        return {**values, "who": list(self.who)}


@dataclass(frozen=True, slots=True)
class Demanded:
    """One demand of a policy on one locale, and whether it is met."""

    rule: str
    """``minimum``, ``forbid``, ``approvals``, ``four-eyes``, ``findings``, ``ratchet``, ``freeze``."""
    locale: str
    demand: str
    """For people: ``approved 0.0 % of words, 100 % required``."""
    met: bool
    reasons: tuple[Reason, ...] = ()
    document: str = ""
    section: str = ""
    """The section of the policy that demands it; empty: the policy itself."""

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "rule": self.rule,
            "locale": self.locale,
            "document": self.document,
            "section": self.section,
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
    units: tuple[Unit, ...] = ()
    """Every segment in every locale that was judged; for reports that have a line for each."""
    overrides: tuple[Override, ...] = ()
    """Overrides in force: what they cover does not refuse."""
    notes: tuple[str, ...] = ()
    """What could not be looked at, such as history beyond a shallow clone."""

    @property
    def passed(self) -> bool:
        """Whether every demand is met."""
        return all(demand.met for demand in self.demands)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Every reason of every demand that is not met."""
        return tuple(r for demand in self.demands if not demand.met for r in demand.reasons)

    def left(self) -> dict[str, tuple[int, int]]:
        """Return segments and source words that await work, by locale, each counted once."""
        words: dict[str, dict[tuple[str, str], int]] = {}
        for reason in self.reasons:
            mine = words.setdefault(reason.locale, {})
            key = (reason.document, reason.segment)
            mine[key] = max(reason.words, mine.get(key, 0))
        return {locale: (len(some), sum(some.values())) for locale, some in sorted(words.items())}

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "schema": self.schema,
            "policy": self.policy,
            "passed": self.passed,
            "demands": [demand.data() for demand in self.demands],
            "left": {
                locale: {"segments": segments, "words": words}
                for locale, (segments, words) in self.left().items()
            },
            "overrides": [
                {name: getattr(override, name) for name in override.__slots__}
                for override in self.overrides
            ],
            "notes": list(self.notes),
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


@dataclass(frozen=True, slots=True)
class Difference:
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


@dataclass(frozen=True, slots=True)
class Differences:
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


@dataclass(frozen=True, slots=True)
class Waiting:
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
        values = {name: getattr(self, name) for name in self.__slots__}
        woven = {name: [list(mark) for mark in values[name]] for name in ("source", "target")}
        return {**values, **woven}


@dataclass(frozen=True, slots=True)
class Review:
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


@dataclass(frozen=True, slots=True)
class Record:
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
        return {name: getattr(self, name) for name in self.__slots__ if name != "text"}


@dataclass(frozen=True, slots=True)
class Audit:
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


@dataclass(frozen=True, slots=True)
class Verified:
    """One file that a manifest names."""

    manifest: str
    path: str
    state: str
    """``same``, ``changed`` or ``missing``."""

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Verification:
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
