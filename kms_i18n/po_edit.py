"""Changes to a catalog: one entry at a time, by splice, in the file's own style.

Laws: only bytes inside the entry's span change; a field that is not named stays byte for byte;
a field set to the value it has changes nothing.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from kms_i18n import (
    po_charset,
    po_comments,
    po_header,
    po_layout,
    po_rewrap,
    po_syntax,
    po_write,
)
from kms_i18n.model import Catalog, Entry, Span, splice
from kms_i18n.po_refusal import BOM

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kms_i18n.po_syntax import Part


class Keep(Enum):
    """The one value that means: this field stays as it is."""

    KEEP = "keep"


KEEP = Keep.KEEP
"""Leave this field as it is."""

_LINE_END = re.compile(rb"[ \t\r\f\v]*+\n")
_NEWLINE = re.compile(rb"(?<!\\)\n")
_SWALLOWING = re.compile(
    rb"^[ \t]*#[^~|\n][^\n]*\\(?=\n[ \t\r\f\v]*+(?!\n|\Z|#(?![~|])))", re.MULTILINE
)
_OBSOLETE = re.compile(rb"(?:[ \t\r\f\v]|\\\n)*+((?:#~(\|)?(?:[ \t\r\f\v]*+(?=#~))?)+ ?)")
_PREVIOUS = re.compile(rb"(?:[ \t\r\f\v]|\\\n)*+(#\|)")


def revise(  # noqa: PLR0913  (an entry has that many fields)
    catalog: Catalog,
    entry: Entry,
    *,
    source: str | Keep = KEEP,
    source_plural: str | Keep | None = KEEP,
    targets: Sequence[str] | Keep = KEEP,
    context: str | Keep | None = KEEP,
    fuzzy: bool | Keep = KEEP,
    references: Sequence[str] | Keep = KEEP,
    extracted_comments: Sequence[str] | Keep = KEEP,
    translator_comments: Sequence[str] | Keep = KEEP,
    previous_context: str | Keep | None = KEEP,
    previous_source: str | Keep | None = KEEP,
    previous_plural: str | Keep | None = KEEP,
    obsolete: bool | Keep = KEEP,
) -> bytes:
    """Return the bytes of one entry with the named fields changed and nothing else.

    Raises ``CatalogError`` for a text that the catalog cannot hold, ``ValueError`` for fields
    that do not fit together (several targets without a plural, a previous plural without a
    previous source).
    """
    block = _Block(catalog, entry)
    block.comments(po_comments.TRANSLATOR, translator_comments, entry.translator_comments)
    block.comments(po_comments.EXTRACTED, extracted_comments, entry.extracted_comments)
    block.references(references)
    block.fuzzy(new=fuzzy)
    block.previous(
        entry.previous_context if previous_context is KEEP else previous_context,
        entry.previous_source if previous_source is KEEP else previous_source,
        entry.previous_plural if previous_plural is KEEP else previous_plural,
    )
    block.field("msgctxt", entry.context, context)
    block.field("msgid", entry.source, source)
    block.field("msgid_plural", entry.source_plural, source_plural)
    plural = entry.source_plural if source_plural is KEEP else source_plural
    block.targets(tuple(entry.targets if targets is KEEP else targets), plural=plural is not None)
    changed = splice(block.data, block.edits)
    if obsolete is not KEEP and obsolete != entry.obsolete:
        changed = _toggled(changed, block.style.eol, obsolete=obsolete)
        if obsolete and not block.own_line:  # The mark makes the rest of its line obsolete.
            changed = block.style.eol.encode() + changed
    return block.encode(_shielded(changed) if block.edits else changed)


def edit(catalog: Catalog, entry: Entry, **fields: object) -> bytes:
    """Return the whole file with one entry revised; every byte outside its span stays."""
    block = revise(catalog, entry, **fields)  # type: ignore[arg-type]
    return splice(catalog.data, [(entry.span, block)])


def set_header(catalog: Catalog, fields: Mapping[str, str | None]) -> bytes:
    """Return the whole file with header fields set (None: removed); others stay as they are.

    A catalog without a header gets one.
    """
    for name, value in fields.items():
        po_comments.refuse_line_ends(f"{name}{value or ''}", "a header field")
    if (header := catalog.header) is not None:
        return edit(catalog, header, targets=(po_header.with_fields(header.target, fields),))
    style = po_layout.style_of(catalog.data)
    text = po_header.with_fields("", fields)
    block = po_write.write_entry("", (text,), style=style, charset=catalog.charset)
    start = len(BOM) if catalog.data.startswith(BOM) else 0
    if catalog.data[start:].strip():
        block += style.eol.encode()
    return splice(catalog.data, [(Span(start, start), block)])


class _Block:
    """One entry's bytes (as UTF-8), its parts, and the edits gathered so far."""

    def __init__(self, catalog: Catalog, entry: Entry) -> None:
        start = entry.span.start
        raw = catalog.data[start : entry.span.end]
        self.own_line = catalog.data[max(start - 1, 0) : start] in {b"", b"\n"} or (
            start == len(BOM) and catalog.data.startswith(BOM)
        )
        self.charset = catalog.charset
        utf8 = self.charset == po_charset.DEFAULT
        self.data = raw if utf8 else raw.decode(self.charset).encode()
        self.message = next(po_syntax.messages(self.data, catalog.path))
        style = po_layout.style_of(catalog.data)
        width = po_layout.UNBROKEN if "no-wrap" in entry.flags else style.width
        self.style = po_layout.Style(_eol(self.data, style.eol), width, style.split)
        self.entry = entry
        self.edits: list[tuple[Span, bytes]] = []
        self.lines = [
            (part, self._text(part)) for part in self.message.parts if part.kind == "comment"
        ]

    def encode(self, data: bytes) -> bytes:
        """Return changed bytes in the catalog's own character set."""
        return data if self.charset == po_charset.DEFAULT else data.decode().encode(self.charset)

    # ── comments ──

    def comments(self, which: int, new: Sequence[str] | Keep, old: Sequence[str]) -> None:
        if new is KEEP or tuple(new) == tuple(old):
            return
        held = [(part, po_comments.text(text)) for part, text in self._kind(which)]
        lines = po_comments.comment_lines(which, new)
        self._lines(which, held, list(zip(lines, new, strict=True)))

    def references(self, new: Sequence[str] | Keep) -> None:
        if new is KEEP or tuple(new) == self.entry.references:
            return
        held = [
            (part, " ".join(po_comments.references(text)))
            for part, text in self._kind(po_comments.REFERENCES)
        ]
        single = len(held) > 1 and len(held) == len(self.entry.references)
        lines = po_comments.reference_lines(new, 0 if single else po_layout.GETTEXT_WIDTH)
        said = [" ".join(po_comments.references(line)) for line in lines]
        self._lines(po_comments.REFERENCES, held, list(zip(lines, said, strict=True)))

    def fuzzy(self, *, new: bool | Keep) -> None:
        if new is KEEP or new == self.entry.fuzzy:
            return
        held = self._kind(po_comments.FLAGS)
        if new and not held:
            self._insert(self._place(po_comments.FLAGS), ["#, fuzzy"])
        elif new:
            part, text = held[0]
            self._replace(Span(part.at, part.end), po_comments.with_fuzzy(text))
        else:
            for part, text in held:
                if (rest := po_comments.without_fuzzy(text)) == "":
                    self._remove(part)
                elif rest != text:
                    self._replace(Span(part.at, part.end), rest)

    def _kind(self, which: int) -> list[tuple[Part, str]]:
        return [(part, text) for part, text in self.lines if po_comments.kind(text) == which]

    def _text(self, part: Part) -> str:
        return self.data[part.at : part.end].decode().removesuffix("\r")

    def _lines(self, which: int, held: list[tuple[Part, str]], new: list[tuple[str, str]]) -> None:
        """Replace lines of one kind; equal ones at the beginning and the end stay untouched."""
        first = 0
        while first < min(len(held), len(new)) and held[first][1] == new[first][1]:
            first += 1
        last = 0
        while last < min(len(held), len(new)) - first and held[-1 - last][1] == new[-1 - last][1]:
            last += 1
        middle = held[first : len(held) - last]
        wanted = [line for line, _ in new[first : len(new) - last]]
        for (part, _), line in zip(middle, wanted, strict=False):
            self._replace(Span(part.at, self._comment_end(part)), line)
        for part, _ in middle[len(wanted) :]:
            self._remove(part)
        if rest := wanted[len(middle) :]:
            after = middle[-1] if middle else held[first - 1] if first else None
            if after is not None:
                self._append(after[0], rest)
            else:
                self._insert(held[0][0].start if held else self._place(which), rest)

    def _comment_end(self, part: Part) -> int:
        return part.end - (self.data[part.end - 1 : part.end] == b"\r")

    def _place(self, which: int) -> int:
        """Return where the first line of a kind belongs: before the first part of a later kind."""
        for part, text in self.lines:
            if po_comments.kind(text) > which:
                return part.start
        return next(part.start for part in self.message.parts if part.kind != "comment")

    # ── texts ──

    def field(self, keyword: str, old: str | None, new: str | Keep | None) -> None:
        """Set, add or remove msgctxt, msgid or msgid_plural."""
        if new is KEEP or new == old:
            return
        part = self.message.find(keyword)
        if part is not None and new is not None:
            self._rewrite(part, keyword, new)
        elif part is not None:
            self._remove(part)
        elif new is not None and keyword == "msgctxt":
            self._insert(self._own("msgid").start, self._new("msgctxt", new))
        elif new is not None:
            self._append(self._own("msgid"), self._new("msgid_plural", new))

    def targets(self, new: tuple[str, ...], *, plural: bool) -> None:
        """Set the translations; one, or one per plural form."""
        if not new or (not plural and len(new) > 1):
            raise ValueError(f"{len(new)} targets do not fit a message with plural={plural}")
        old = self.entry.targets
        held = [part for part in self.message.parts if part.kind.startswith("msgstr")]
        was_plural = self.entry.source_plural is not None
        for index, (part, text) in enumerate(zip(held, new, strict=False)):
            if plural != was_plural or text != old[index]:
                self._rewrite(part, f"msgstr[{index}]" if plural else "msgstr", text)
        for part in held[len(new) :]:
            self._remove(part)
        added = [
            line
            for index in range(len(held), len(new))
            for line in self._new(f"msgstr[{index}]", new[index])
        ]
        if added:
            self._append(held[-1], added)

    def previous(self, *new: str | None) -> None:
        """Set the previous context, source and plural; gettext wants a source in any case."""
        entry = self.entry
        old = (entry.previous_context, entry.previous_source, entry.previous_plural)
        if new == old:
            return
        if new[1] is None and new != (None, None, None):
            raise ValueError("a previous context or plural needs a previous source")
        keywords = ("msgctxt", "msgid", "msgid_plural")
        prefix = "#~| " if entry.obsolete else "#| "
        place = next(p.start for p in self.message.parts if p.kind != "comment")
        lines: list[str] = []
        for keyword, text, present in zip(keywords, new, old, strict=True):
            part = self.message.find(f"|{keyword}")
            if part is None:
                if text is not None:
                    po_write.refuse_separator(text)
                    lines += po_layout.text_lines(keyword, text, self.style, first=prefix)
                continue
            if lines:
                self._insert(part.start, lines)
                lines = []
            if text is None:
                self._remove(part)
            elif text != present:
                self._rewrite(part, keyword, text)
            place = self._after(part)
        if lines:
            self._insert(place, lines)

    def _own(self, keyword: str) -> Part:
        part = self.message.find(keyword)
        assert part is not None  # noqa: S101  (the grammar wants one)
        return part

    def _new(self, keyword: str, text: str) -> list[str]:
        """Return the lines of a keyword that the entry does not have yet."""
        po_write.refuse_separator(text)
        first = "#~ " if self.entry.obsolete else ""
        return po_layout.text_lines(keyword, text, self.style, first=first)

    def _rewrite(self, part: Part, keyword: str, text: str) -> None:
        """Write a keyword's text anew, with the prefixes and indentation of its lines."""
        first = self.data[part.start : part.at].decode()
        rest = re.sub(r"[^#~| \t]", "", first) if "#" in first or first.isspace() else ""
        if (
            part.start == part.at
            and part.start
            and (self.entry.obsolete or part.kind.startswith("|"))
        ):
            # It stands behind another keyword, whose mark speaks for the whole line.
            rest = {"#~": "#~ ", "|": "#| ", "#~|": "#~| "}[
                "#~" * self.entry.obsolete + "|" * part.kind.startswith("|")
            ]
        if len(part.strings) > 1:
            start = part.strings[1][0] - 1
            lead = self.data[self.data.rfind(b"\n", 0, start) + 1 : start]
            if not lead.strip(b"#~| \t"):
                rest = lead.decode()
        po_write.refuse_separator(text)
        old = [self.data[start:end].decode() for start, end in part.strings]
        lines = po_rewrap.rewrapped(keyword, text, self.style, old, first=first, rest=rest)
        self._replace(Span(part.start, part.end), self.style.eol.join(lines))

    # ── edits ──

    def _replace(self, span: Span, text: str) -> None:
        po_write.encode(text, self.charset)
        self.edits.append((span, text.encode()))

    def _insert(self, offset: int, lines: Iterable[str]) -> None:
        """Insert lines before an offset; where something stands before it, on a new line."""
        above = self.own_line if not offset else self.data[offset - 1] == ord("\n")
        text = "".join(line + self.style.eol for line in lines)
        self._replace(Span(offset, offset), text if above else self.style.eol + text)

    def _append(self, part: Part, lines: Iterable[str]) -> None:
        """Insert lines after a part; where its line ends, or on a new line."""
        offset = self._comment_end(part) if part.kind == "comment" else part.end
        self._replace(Span(offset, offset), "".join(self.style.eol + line for line in lines))

    def _after(self, part: Part) -> int:
        found = _LINE_END.match(self.data, part.end)
        return found.end() if found else part.end

    def _remove(self, part: Part) -> None:
        """Remove a part with its line; where another follows on the line, leave the line's mark."""
        after = self._after(part)
        alone = self.data[after - 1 : after] == b"\n" or after == len(self.data)
        self.edits.append((Span(part.start if alone else part.at, after), b""))


def _shielded(data: bytes) -> bytes:
    """Return a block in which no comment swallows the line below it, as gettext reads a backslash.

    The line of flags or comments that stood below it may just have been removed.
    """
    return _SWALLOWING.sub(rb"\g<0> ", data)


def _eol(data: bytes, fallback: str) -> str:
    if b"\n" not in data:
        return fallback
    return "\r\n" if data.count(b"\r\n") * 2 > data.count(b"\n") else "\n"


def _toggled(data: bytes, eol: str, *, obsolete: bool) -> bytes:
    """Return a block with ``#~`` put before each line that is no comment, or taken away.

    A line that a backslash joins to the one above it has no mark of its own.
    """
    edits: list[tuple[Span, bytes]] = []
    for part in next(po_syntax.messages(data)).parts:
        own_line = not part.start or data[part.start - 1] == ord("\n")
        starts = [part.start] if own_line else []
        if part.kind != "comment":
            starts += [found.end() for found in _NEWLINE.finditer(data, part.start, part.end)]
        edits += [_prefixed(data, start, part.kind, obsolete=obsolete) for start in starts]
    toggled = splice(data, edits)
    # What follows on the same line would become obsolete with it.
    return toggled if toggled.endswith(b"\n") or not obsolete else toggled + eol.encode()


def _prefixed(data: bytes, start: int, kind: str, *, obsolete: bool) -> tuple[Span, bytes]:
    if not obsolete:
        found = _OBSOLETE.match(data, start)
        if found is None:
            return Span(start, start), b""
        return Span(found.start(1), found.end()), b"#| " if found[2] else b""
    if kind == "comment":
        return Span(start, start), b""
    if kind.startswith("|") and (found := _PREVIOUS.match(data, start)):
        return Span(found.start(1), found.end()), b"#~|"
    return Span(start, start), b"#~ "
