"""GNU gettext's msgfmt as a second reader: what it says of a file, and what it would say of ours.

``expected`` computes msgfmt's answer from our own reading, with the disagreements of
``tests.corpus.po.disagreements`` put in one by one; so counts and every byte of every translation
are compared also in files on which we differ on purpose.
"""

from __future__ import annotations

import re
import struct
import subprocess
from typing import TYPE_CHECKING, NamedTuple

from kms_i18n import po_comments, po_syntax
from kms_i18n.po_refusal import BOM
from tests.corpus.po.disagreements import GETTEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kms_i18n.model import Catalog, Entry

ROWS = {row.name: row for row in GETTEXT}
MULTIBYTE = {"big5", "big5hkscs", "cp932", "cp949", "cp950", "gb18030", "gbk", "johab", "shift_jis"}
DIALECTS = {*MULTIBYTE, "tis-620", "euc_jp", "euc_kr", "gb2312"}
"""Character sets of which Python's and the C library's tables differ."""
READ_ON = {"byte order mark", "a header of double bytes that end in a backslash"}
"""The disagreements where gettext refuses what we read."""
_EDGES = "entries do not both (?:begin|end) with '"
_DATE = re.compile(rb"^POT-Creation-Date:[^\n]*\n?", re.MULTILINE)
"""msgfmt leaves this field out, so that the same catalog compiles to the same bytes."""
_SYSTEM = re.compile(r"<PRI|%[^a-zA-Z]*I")
"""Such formats of C differ between machines; msgfmt keeps their messages in a table of its own."""
_COUNT = re.compile(r"(\d+) (translated|fuzzy|untranslated)")


class Answer(NamedTuple):
    """What msgfmt makes of a file."""

    refused: str
    """Its first error; empty if it accepts the file."""
    lines: frozenset[int]
    """The lines that its errors name."""
    counts: tuple[int, int, int]
    """Translated, fuzzy, untranslated."""
    messages: dict[bytes, bytes]
    """The compiled catalog: key to translation, as they stand in it."""
    edges: bool
    """Whether it complains of line ends at the edges of texts, which is no matter of grammar."""


def ask(data: bytes) -> Answer:
    """Return msgfmt's answer to the bytes of a catalog."""
    command = ["msgfmt", "--statistics", "-o", "-", "-"]
    done = subprocess.run(command, input=data, capture_output=True)
    said = done.stderr.decode(errors="replace")
    edges = re.search(_EDGES, said) is not None
    errors = [
        line
        for line in said.splitlines()
        if not re.search(_EDGES, line)
        and not _COUNT.match(line)
        and not re.match(r"msgfmt: found \d+ fatal", line)
    ]
    only_edges = edges and not any("error" in line.lower() for line in errors)
    refused = bool(done.returncode) and not (only_edges and _COUNT.search(said))
    # Behind a duplicate on one line, msgfmt tells of further errors but forgets its exit code.
    refused = refused or "end-of-file within string" in said
    numbers = {word: int(number) for number, word in _COUNT.findall(said)}
    counts = [numbers.get(word, 0) for word in ("translated", "fuzzy", "untranslated")]
    found = re.findall(r"^<stdin>:(\d+)", said, re.MULTILINE)
    return Answer(
        (errors or [said])[0] if refused else "",
        frozenset(map(int, found)),
        (counts[0], counts[1], counts[2]),
        {} if refused else messages(done.stdout),
        edges,
    )


def check(data: bytes) -> str:
    """Return what ``msgfmt --check`` has against a catalog; empty if it accepts it."""
    command = ["msgfmt", "--check", "-o", "/dev/null", "-"]
    done = subprocess.run(command, input=data, capture_output=True)
    return done.stderr.decode(errors="replace") if done.returncode else ""


def messages(compiled: bytes) -> dict[bytes, bytes]:
    """Return what a compiled catalog holds; both parts keep their NUL and context marks."""
    if not compiled:
        return {}
    _, _, count, originals, translations = struct.unpack_from("<5I", compiled)

    def text(table: int, index: int) -> bytes:
        length, offset = struct.unpack_from("<2I", compiled, table + 8 * index)
        return compiled[offset : offset + length]

    return {text(originals, index): text(translations, index) for index in range(count)}


class Expected(NamedTuple):
    """What msgfmt must answer if our reading is right."""

    counts: tuple[int, int, int]
    messages: dict[bytes, bytes]
    rows: frozenset[str]
    """The disagreements that the file makes use of."""
    edges: bool
    unsure: frozenset[bytes]
    """Keys that msgfmt may keep in a table of its own."""


def expected(catalog: Catalog) -> Expected:
    """Return msgfmt's answer as it follows from our reading of a catalog."""
    found = [0, 0, 0]
    compiled: dict[bytes, bytes] = {}
    rows = set(_rows_of_file(catalog))
    unsure: set[bytes] = set()
    edges = False
    for entry in catalog.live:
        fuzzy = _fuzzy(catalog, entry)
        if fuzzy != entry.fuzzy:
            rows.add(_flag_row(catalog, entry))
        place = 2 if entry.target == "" else 1 if fuzzy else 0
        if "" in entry.targets and entry.target:
            rows.add("an empty plural form")
        found[place] += 1
        if place == 0:
            edges = edges or _torn(entry)
            key, text = _message(catalog, entry)
            compiled[key] = text
            if "c-format" in entry.flags and _SYSTEM.search((key + text).decode(catalog.charset)):
                unsure.add(key)
    header = catalog.header
    if header is not None and header.target == "":
        found[2] += 1
    elif header is not None:
        key, text = _message(catalog, header)
        compiled[key] = _DATE.sub(b"", text, count=1)
    if edges:
        rows.add("a line end at one edge only")
    counts = (found[0], found[1], found[2])
    return Expected(counts, compiled, frozenset(rows), edges, frozenset(unsure))


def _rows_of_file(catalog: Catalog) -> Iterator[str]:
    """Yield the disagreements that are none of a single entry."""
    header = catalog.header
    if catalog.data.startswith(BOM):
        yield "byte order mark"
    if header is not None and header.target == "":
        yield "a header without a field"
    if header is not None and catalog.charset in MULTIBYTE and _backslash_inside(catalog):
        yield "a header of double bytes that end in a backslash"


def _backslash_inside(catalog: Catalog) -> bool:
    """Return whether a character of the header has a byte that reads as a backslash."""
    text = catalog.header.target if catalog.header else ""
    return any(b"\\" in char.encode(catalog.charset)[1:] for char in text)


def _flags(catalog: Catalog, entry: Entry) -> list[bytes]:
    """Return the lines of flags as gettext reads them: a backslash swallows the line below."""
    data = catalog.data[entry.span.start : entry.span.end].decode(catalog.charset).encode()
    lines = []
    swallowed = 0
    for part in next(po_syntax.messages(data)).parts:
        if part.kind != "comment":
            continue
        line = data[part.at : part.end]
        if part.line != swallowed and line[1:2] in {b",", b"!"}:
            lines.append(line)
        swallowed = part.line + 1 if line.endswith(b"\\") else 0
    return lines


def _fuzzy(catalog: Catalog, entry: Entry) -> bool:
    lines = _flags(catalog, entry)
    return bool(lines) and "fuzzy" in po_comments.flags(lines[-1].decode())


def _flag_row(catalog: Catalog, entry: Entry) -> str:
    many = len(_flags(catalog, entry)) > 1
    return "two `#,` lines" if many else "a comment that ends with a backslash"


def _message(catalog: Catalog, entry: Entry) -> tuple[bytes, bytes]:
    """Return key and translation as a compiled catalog has them."""
    key = "" if entry.context is None else f"{entry.context}\x04"
    key += entry.source
    if entry.source_plural is not None:
        key += f"\0{entry.source_plural}"
    return key.encode(catalog.charset), "\0".join(entry.targets).encode(catalog.charset)


def _torn(entry: Entry) -> bool:
    """Return whether texts of one message begin or end with a line end and others do not."""
    if entry.source == "":  # msgfmt takes it for a header, whatever its context
        return False
    texts = [entry.source, *entry.targets]
    texts += [] if entry.source_plural is None else [entry.source_plural]
    return any(len({bool(re.search(p, text)) for text in texts}) > 1 for p in (r"\A\n", r"\n\Z"))


def disagreement(data: bytes, answer: Answer, refusal: str, catalog: Catalog | None) -> str:
    """Return what is wrong between msgfmt's answer and ours; empty if the list allows for it.

    ``refusal`` is our message where we refuse the file; ``catalog`` our reading where we do not.
    """
    if catalog is None:
        if answer.refused or any(
            row.refusal and re.search(row.refusal, refusal) for row in GETTEXT
        ):
            return ""
        return f"we refuse ({refusal}), msgfmt accepts"
    ours = expected(catalog)
    if answer.refused:
        table = catalog.charset in DIALECTS and "invalid multibyte" in answer.refused
        known = table or bool(ours.rows & READ_ON)
        return "" if known else f"we accept, msgfmt: {answer.refused}"
    if answer.counts != ours.counts:
        return f"counts: msgfmt {answer.counts}, expected {ours.counts}"
    if answer.edges != ours.edges:
        return f"line ends at edges: msgfmt {answer.edges}, expected {ours.edges}"
    if b"domain" in data:  # with one file to write, msgfmt puts every domain into it
        return ""
    return _first(answer.messages, ours.messages, ours.unsure)


def _first(theirs: dict[bytes, bytes], ours: dict[bytes, bytes], unsure: frozenset[bytes]) -> str:
    """Return the first message on which two catalogs differ; empty if they agree."""
    for key in sorted((theirs.keys() | ours.keys()) - unsure):
        if theirs.get(key) != ours.get(key):
            return f"{key!r}: msgfmt {theirs.get(key)!r}, expected {ours.get(key)!r}"
    return ""
