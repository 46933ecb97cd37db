"""Every noun of the program, as frozen values, and ``splice``, the only way a file is changed.

A document and a catalog are both "a text with spans". Whatever nobody names with a span
stays byte for byte as it was; that is how publishing and editing are lossless by construction.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, AnyStr, NamedTuple

from msgspec import Struct, field

from kms_i18n.limits import DEFAULT as DEFAULT_LIMITS
from kms_i18n.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence


class Span(NamedTuple):
    """A half-open range of a text: code points in a document, bytes in a catalog."""

    start: int
    end: int


def splice(text: AnyStr, edits: Iterable[tuple[Span, AnyStr]]) -> AnyStr:
    """Replace spans of ``text`` and touch nothing else.

    ``edits`` may come in any order and must not overlap; two insertions at one place keep
    their order. ``splice(text, [])`` is ``text``. Raises ``ValueError`` if two spans overlap
    or one lies outside the text.
    """
    pieces: list[AnyStr] = []
    position = 0
    for span, replacement in sorted(edits, key=lambda edit: edit[0]):
        if not position <= span.start <= span.end <= len(text):
            raise ValueError(f"span {span.start}:{span.end} overlaps another or leaves the text")
        pieces.append(text[position : span.start])
        pieces.append(replacement)
        position = span.end
    pieces.append(text[position:])
    return text[:0].join(pieces)


# ── Documents ────────────────────────────────────────────────────────────────────────────────


class Kind(StrEnum):
    """What a segment is in its document."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CLAUSE = "clause"
    ITEM = "item"
    QUOTE = "quote"
    CELL = "cell"


class Segment(Struct, frozen=True):
    """The smallest text that is translated: a title, paragraph, clause, list item or cell."""

    path: str
    """Where in the structure, unique in its document: ``title``, ``p1``, ``c``, ``c/2``."""
    text: str
    """What a translator sees (the msgid): no marker, no indentation, soft line breaks folded."""
    span: Span
    """Where the raw text stands in ``Document.text``; markers and outer blanks lie outside."""
    kind: Kind
    block: Span
    """The whole lines that exist for this segment alone, marker and line end included."""
    marker: str = ""
    """The list marker or clause label as written, without blanks: ``a-``, ``(iv)``, ``•``."""
    headings: tuple[str, ...] = ()
    """Texts of the headings above it, outermost first."""
    indent: str | None = ""
    """What each further line of a translation must begin with; None: only one line fits."""


class Document(Struct, frozen=True):
    """A source text with its segments, in order and disjoint."""

    path: str
    """Relative to the project root, with ``/``."""
    text: str
    """Exactly the decoded bytes: BOM, CRLF and NBSP included."""
    segments: tuple[Segment, ...]
    format: str
    """Name of the module under ``formats/`` that read it."""

    def line(self, offset: int) -> int:
        """Return the 1-based line of a code-point offset."""
        return self.text.count("\n", 0, offset) + 1

    def render(
        self,
        translate: Callable[[Segment], str | None],
        omit: Callable[[Segment], bool] | None = None,
    ) -> str:
        """Return the text with every segment's translation in its place.

        ``translate`` returns None, or the segment's own text, to keep the raw text as it stands:
        the identity gives back the same text, character for character. Segments that ``omit``
        names are left out with their whole block.
        """
        newline = "\r\n" if "\r\n" in self.text else "\n"
        edits: list[tuple[Span, str]] = []
        for segment in self.segments:
            if omit and omit(segment):
                edits.append((segment.block, ""))
                continue
            target = translate(segment)
            if target is None or target == segment.text:
                continue
            if segment.indent is None:
                target = " ".join(target.split("\n"))
            edits.append((segment.span, target.replace("\n", newline + (segment.indent or ""))))
        return splice(self.text, edits)


# ── Catalogs ─────────────────────────────────────────────────────────────────────────────────


_BLANKS = (
    " \t\n\v\f\r\x85\u00a0\u00ad\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
    "\u200a\u200b\u200c\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
"""Unicode's white space, and what is no wider than nothing."""


class Entry(Struct, frozen=True):
    """One message of a PO file, live or obsolete, with the place of its parts."""

    span: Span
    """Bytes of the whole entry: first comment line to the end of its last line."""
    line: int
    """1-based line of its ``msgid`` (of ``msgctxt`` where there is one)."""
    target_line: int
    """1-based line of its first ``msgstr``."""
    source: str
    """The msgid, decoded."""
    targets: tuple[str, ...]
    """The msgstr, or one per plural form, in order; at least one."""
    context: str | None = None
    """The msgctxt. None: there is none; the empty string is a context of its own."""
    source_plural: str | None = None
    flags: tuple[str, ...] = ()
    """As written, in order: ``fuzzy``, ``c-format``, …"""
    references: tuple[str, ...] = ()
    """``source/mission.txt:c/2``. Shown, never opened."""
    translator_comments: tuple[str, ...] = ()
    extracted_comments: tuple[str, ...] = ()
    previous_context: str | None = None
    previous_source: str | None = None
    """The source that the translation was written for, where the source moved on since."""
    previous_plural: str | None = None
    obsolete: bool = False

    @property
    def key(self) -> tuple[str | None, str]:
        """The identity of a message: its context and its text."""
        return (self.context, self.source)

    @property
    def target(self) -> str:
        """The translation; of a plural message, its first form."""
        return self.targets[0]

    @property
    def is_header(self) -> bool:
        """Whether this is the catalog's header: no context and an empty source."""
        return self.context is None and not self.source and not self.obsolete

    @property
    def fuzzy(self) -> bool:
        """Whether the translation needs work."""
        return "fuzzy" in self.flags

    @property
    def translated(self) -> bool:
        """Whether every form has a visible character; blanks and ZWSP alone say nothing."""
        return all(target.strip(_BLANKS) for target in self.targets)


class Catalog(Struct, frozen=True):
    """A PO file with its entries in file order."""

    path: str
    locale: str
    """From the configuration or the header's ``Language``; empty in a template."""
    data: bytes
    """The file as it is on disk."""
    entries: Sequence[Entry]
    """The header first where there is one; obsolete entries included. Immutable."""
    charset: str = "utf-8"

    @property
    def header(self) -> Entry | None:
        """The header entry, or None."""
        return next((entry for entry in self.entries if entry.is_header), None)

    @property
    def live(self) -> tuple[Entry, ...]:
        """The messages that count: neither header nor obsolete."""
        return tuple(e for e in self.entries if not e.obsolete and not e.is_header)


# ── Where a translation stands ───────────────────────────────────────────────────────────────


class State(IntEnum):
    """How far a translation has come; a later state includes the earlier ones."""

    UNTRANSLATED = 0
    STALE = 1
    """Fuzzy because the source moved on: the previous source is recorded."""
    DRAFT = 2
    """Fuzzy because the translator, or a tool, said so."""
    TRANSLATED = 3
    APPROVED = 4

    @property
    def label(self) -> str:
        """The word shown to users and used in the configuration."""
        return self.name.lower()


class Unit(Struct, frozen=True):
    """A segment in one locale: what must be translated, the entry that does it, and its state."""

    document: str
    locale: str
    segment: Segment
    entry: Entry | None
    """None: the catalog does not know the segment yet (run ``kms-i18n update``)."""
    state: State
    catalog: str
    """Path of the catalog, whether or not the entry exists."""
    words: int
    """Words of the source."""


class ChangeKind(StrEnum):
    """What happened to a segment between two revisions."""

    SAME = "same"
    MOVED = "moved"
    EDITED = "edited"
    SPLIT = "split"
    MERGED = "merged"
    ADDED = "added"
    REMOVED = "removed"


class ChangeClass(StrEnum):
    """What kind of change an edit is; never a reason to hide it."""

    TYPOGRAPHIC = "typographic"
    """Quotes, dashes, blanks, case, the punctuation at the end: nothing that is said."""
    WORDING = "wording"
    MEANING = "meaning"
    """A number, a name, a negation, a duty, a connective: something that a statement turns on."""
    STRUCTURE = "structure"
    """The same words in another place, or cut into other segments."""


class Change(Struct, frozen=True):
    """How segments of the old revision became segments of the new one."""

    kind: ChangeKind
    old: tuple[int, ...]
    """Indices into the old sequence; empty for ``added``."""
    new: tuple[int, ...]
    """Indices into the new sequence; empty for ``removed``."""
    score: float = 1.0
    """Similarity of the texts, 0 to 1."""
    moved: bool = False
    """Whether it stands elsewhere among its unchanged neighbours; edited ones can be moved too."""
    klass: ChangeClass | None = None
    """None: nothing changed."""


class Severity(StrEnum):
    """How bad a finding is. Gates use errors; warnings need ``--strict``; info never fails."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Finding(Struct, frozen=True):
    """What a check found, and where."""

    path: str
    """The catalog, relative to the project root."""
    line: int
    column: int
    """1-based code points in the line."""
    rule: str
    severity: Severity
    message: str
    locale: str = ""
    document: str = ""
    segment: str = ""
    """Structural path of the segment; empty on bare PO files without such references."""
    fingerprint: str = ""
    """Of the texts it is about; together with the rule it names the finding for good."""
    evidence: str = ""
    """The piece of text that is wrong; empty where it is about the whole."""
    fix: str | None = None
    """What belongs in place of the evidence, where that is beyond doubt."""
    start: int = 0
    """Where the evidence begins, in code points of the translation or segment."""

    def __lt__(self, other: Finding) -> bool:
        """Say which comes first: by place, then by rule."""
        return self._order < other._order

    @property
    def _order(self) -> tuple[object, ...]:
        return (self.path, self.line, self.column, self.rule, self.message, self.locale, self.start)


class Approval(Struct, frozen=True, order=True):
    """A reviewer's word for exactly one (locale, context, source, target)."""

    fingerprint: str
    kind: str
    reviewer: str
    date: str
    """ISO 8601, given by the reviewer; the program reads no clock."""
    note: str = ""


# ── What a project demands ───────────────────────────────────────────────────────────────────


KINDS = ("linguistic",)
"""The kinds of approval of a project that declares none."""


class Demand(Struct, frozen=True):
    """What one policy asks of one locale, document or section."""

    minimum: Mapping[State, float] = field(default_factory=dict)
    """Least share of the source, in percent, that must have reached each state."""
    forbid: frozenset[State] = frozenset()
    """States that no segment may be in."""
    findings: Severity | None = None
    """Findings of this severity or worse refuse the release; None: findings are not looked at."""
    measure: str = "words"
    """What shares are counted in: ``words`` of the source, or ``segments``."""
    approvals: Mapping[str, int] = field(default_factory=dict)
    """Kind to the number of reviewers who must have approved each segment."""
    four_eyes: bool = False
    """Whether somebody other than the author of the translation must have approved it."""


class Section(Struct, frozen=True):
    """A part of the documents with demands of its own."""

    demand: Demand
    document: str = ""
    """A glob; empty: every document."""
    path: str = ""
    """What the structural paths of its segments begin with; empty: all of a document."""
    locales: tuple[str, ...] = ()
    """Only in these locales; none: in all."""
    may_lag: bool = False
    """Whether nothing is demanded of it."""
    documents: frozenset[str] = frozenset()
    """The documents that the glob matches; filled in where there are files."""

    @property
    def label(self) -> str:
        """How messages call it: ``source/mission.txt:c``."""
        return ":".join(part for part in (self.document, self.path) if part) or "all"


class Policy(Struct, frozen=True):
    """A named set of demands, and what to publish where they are not met."""

    name: str
    demand: Demand
    locales: Mapping[str, Demand] = field(default_factory=dict)
    """Demands of single locales; they replace ``demand`` as a whole."""
    fallback: str = "source"
    """For a segment without a publishable translation: ``source``, ``stale``, ``omit``, ``refuse``."""
    sections: tuple[Section, ...] = ()
    """Demands of parts of documents; the last one that fits a segment counts."""
    base: str = ""
    """A revision that nothing may be worse than."""
    grace: int = 0
    """Days that a source segment may wait for its translation."""
    freeze: str = ""
    """A revision from which the source must not have changed."""
    notice: Mapping[str, str] = field(default_factory=dict)
    """Locale to what stands before a stale translation that is published."""

    def of(self, locale: str) -> Demand:
        """Return what this policy asks of ``locale``."""
        return self.locales.get(locale, self.demand)


class Override(Struct, frozen=True, order=True):
    """Somebody's word that a demand on some segments does not hold a release up, for a time."""

    policy: str
    locale: str
    """A locale, or ``*``."""
    place: str
    """``document``, ``document:path`` (and what is below the path), or ``*``."""
    until: str
    """Last day, ISO 8601, held against the day of the last commit."""
    person: str
    reason: str


class Locale(Struct, frozen=True):
    """A language the documents are kept in."""

    code: str
    role: str = "translation"
    """``translation``, or ``editorial``: same language as the source, holds corrections only."""


class DocumentPattern(Struct, frozen=True):
    """Which files are documents, and how they are read."""

    pattern: str
    """A glob relative to the project root."""
    format: str = ""
    """Name of a format module; empty: chosen by the file's suffix."""
    line: int = 0
    """Line in the configuration, for messages."""


class Checks(Struct, frozen=True):
    """How bad the project takes the findings of each rule: a severity, or ``none``."""

    profile: str = "default"
    rules: Mapping[str, str] = field(default_factory=dict)
    locales: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Locale to rule to severity; before ``rules``."""
    documents: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Glob of documents to rule to severity; before ``locales``, the last that matches."""


class Config(Struct, frozen=True):
    """The project's configuration, validated."""

    source_locale: str
    documents: tuple[DocumentPattern, ...]
    locales: Mapping[str, Locale]
    template: str = "po/{name}.pot"
    catalog: str = "po/{locale}/{name}.po"
    approvals: str = "po/{locale}/approvals.tsv"
    glossary: str = "po/{locale}/glossary.csv"
    waivers: str = "po/{locale}/waivers.tsv"
    overrides: str = "po/overrides.tsv"
    output: str = "reports/{locale}/{name}{suffix}"
    kinds: tuple[str, ...] = KINDS
    """The kinds of approval there are."""
    reviewers: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """Locale to kind to those who may approve; in a locale that is not named, anybody may."""
    carry: str = "none"
    """Whether approvals outlive an accepted edit of the source: ``typographic``, or ``none``."""
    policies: Mapping[str, Policy] = field(default_factory=dict)
    checks: Checks = field(default_factory=Checks)
    limits: Limits = DEFAULT_LIMITS


class Edit(Struct, frozen=True):
    """A file as it should be. ``old`` is what was read before; None: there was no file."""

    path: str
    new: bytes
    old: bytes | None
