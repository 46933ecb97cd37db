"""Where in a file a finding stands, and the fingerprint by which it is known again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kms_i18n.approvals import bind
from kms_i18n.expressions import expression
from kms_i18n.messages import trn
from kms_i18n.model import Finding
from kms_i18n.text import fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable

    from kms_i18n.checks._message import Message
    from kms_i18n.checks._subject import Corpus, Hit
    from kms_i18n.model import Catalog, Document, Entry, Segment, Severity

_QUOTED = expression(r'\s*(?:#~\s*)?(?:msgstr(?:\[(\d{1,3})\])?\s*)?"')
_ESCAPED = expression(r"\\(?:x[0-9A-Fa-f]{1,2}|[0-7]{1,3}|.)", re.DOTALL)


def lines(catalog: Catalog) -> list[str]:
    """Return the lines of a catalog's file as they are written, for ``place``."""
    return catalog.data.decode(catalog.charset, "replace").split("\n")


def place(rows: list[str], entry: Entry, form: int, offset: int) -> tuple[int, int]:
    """Return line and column (1-based, code points) of a place in an entry's translation.

    ``offset`` counts code points of the decoded plural form ``form``; past its end means the
    closing quote. Falls back to the first ``msgstr`` if the file does not hold the entry there.
    """
    number = _first_row(rows, entry, form)
    found = (entry.target_line, 1)
    for row in range(number, len(rows) + 1):
        quoted = _QUOTED.match(rows[row - 1])
        if quoted is None or (row > number and "msgstr" in quoted[0]):
            break
        column, passed = _walk(rows[row - 1], quoted.end(), offset)
        found = (row, column + 1)
        if passed == offset and not _at_end(rows[row - 1], column):
            break
        offset -= passed
    return found


class Placer:
    """Turns hits in one catalog into findings."""

    def __init__(self, corpus: Corpus, severity: Callable[[str], Severity]) -> None:
        self.corpus = corpus
        self.severity = severity
        """Returns how bad the findings of a rule are."""
        self.rows: list[str] = []

    def message(self, name: str, hit: Hit, message: Message) -> Finding:
        """Return the finding for a hit in one translation."""
        self.rows = self.rows or lines(self.corpus.catalog)
        line, column = place(self.rows, message.entry, message.form, hit.start)
        document, segment = _reference(message.entry)
        evidence = message.target[hit.start : hit.end]
        return Finding(
            self.corpus.catalog.path, line, column, name, self.severity(name), hit.message,
            self.corpus.locale, document, segment,
            bind(message.entry, self.corpus.locale), evidence, hit.fix, hit.start,
        )  # fmt: skip

    def style(self, name: str, hit: Hit, message: Message, count: int) -> Finding:
        """Return the one finding for a matter of style: the first place, and how many there are."""
        text = trn("{what} ({n} place in this file)", "{what} ({n} places in this file)", count, what=hit.message)  # fmt: skip
        known = bind_text(self.corpus.locale, f"{self.corpus.catalog.path}\n{name}")
        first = self.message(name, hit, message)
        return replace(first, message=text, fingerprint=known, fix=None)

    def catalog(self, name: str, hit: Hit) -> Finding:
        """Return the finding for a hit that is about the whole catalog."""
        header = self.corpus.catalog.header
        line = hit.at if isinstance(hit.at, int) else header.target_line if header else 1
        path, locale = self.corpus.catalog.path, self.corpus.locale
        known = bind_text(locale, path)
        return Finding(
            path, line, 1, name, self.severity(name), hit.message, locale, fingerprint=known
        )


def in_source(
    locale: str, owner: tuple[Document, Segment], rule: tuple[str, Severity], hit: Hit
) -> Finding:
    """Return the finding of a rule, with its severity, for a hit in a source document."""
    document, segment = owner
    name, severity = rule
    line, column = in_document(document, segment, hit.start)
    return Finding(
        document.path, line, column, name, severity, hit.message, locale, document.path, segment.path,
        bind_text(locale, segment.text), segment.text[hit.start : hit.end], hit.fix, hit.start,
    )  # fmt: skip


def _reference(entry: Entry) -> tuple[str, str]:
    """Return document and structural path of an entry: those of its first reference."""
    if not entry.references:
        return "", ""
    document, colon, path = entry.references[0].rpartition(":")
    if not colon:
        return path, ""
    return document, "" if path.isdecimal() else path


def bind_text(locale: str, text: str) -> str:
    """Return the fingerprint of a text that is no translation."""
    return fingerprint(locale, None, text, "")


def in_document(document: Document, segment: Segment, offset: int) -> tuple[int, int]:
    """Return line and column (1-based, code points) of a place in a segment's text.

    A segment's text is its raw text with soft line breaks folded: the place is found by counting
    what is not blank.
    """
    wanted = len("".join(segment.text[:offset].split()))
    start = segment.span.start
    for position in range(segment.span.start, segment.span.end):
        if not document.text[position].isspace():
            start = position
            if wanted == 0:
                break
            wanted -= 1
    return document.line(start), start - document.text.rfind("\n", 0, start)


def _first_row(rows: list[str], entry: Entry, form: int) -> int:
    row = entry.target_line
    while form and row < len(rows):
        row += 1
        quoted = _QUOTED.match(rows[row - 1])
        if quoted is None:
            return entry.target_line
        if quoted[1] is not None and int(quoted[1]) == form:
            break
    return row


def _walk(row: str, column: int, offset: int) -> tuple[int, int]:
    """Return the column after ``offset`` characters from ``column``, or of the closing quote."""
    passed = 0
    while passed < offset and column < len(row) and row[column] != '"':
        escaped = _ESCAPED.match(row, column)
        column = escaped.end() if escaped else column + 1
        # An escaped byte inside a multi-byte character is no character of its own.
        passed += 0 if escaped and _continues(escaped[0]) else 1
    return column, passed


def _continues(escape: str) -> bool:
    if escape[1] == "x" and len(escape) > len("\\x"):
        return int(escape[2:], 16) & 0xC0 == 0x80  # noqa: PLR2004, FURB166 - UTF-8, RFC 3629
    return escape[1].isdigit() and int(escape[1:], 8) & 0xC0 == 0x80  # noqa: PLR2004 - as above


def _at_end(row: str, column: int) -> bool:
    return column >= len(row) or row[column] == '"'
