"""Bytes ▶ the entries of a catalog: regular files by the index, all others strictly.

Which of the two reads a file decides nothing but the time it takes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n import po_charset, po_counts, po_entries, po_index, po_syntax, po_text
from kms_i18n.errors import CatalogError
from kms_i18n.limits import DEFAULT as DEFAULT_LIMITS
from kms_i18n.model import Catalog, Entry, Span
from kms_i18n.po_comments import comments_of
from kms_i18n.po_header import fields
from kms_i18n.po_refusal import BOM, refuse

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kms_i18n.limits import Limits


def parse(
    data: bytes, path: str = "", locale: str = "", limits: Limits = DEFAULT_LIMITS
) -> Catalog:
    """Return the catalog that the bytes of a PO file are; spans are offsets in ``data``.

    ``locale`` defaults to the header's ``Language``. Raises ``CatalogError`` with line and
    column for anything that gettext refuses, and for what readers disagree about: see
    docs/reference/po-grammar.md.
    """
    po_counts.check(data, path, limits)
    text, charset, found = _read(data, path, limits)
    if found is not None:
        entries: Sequence[Entry] = po_entries.Entries(found)
        header = None if found.header is None else entries[found.header]
    else:
        entries = _strict(text, charset, path, limits)
        header = next((entry for entry in entries if entry.is_header), None)
    if charset != po_charset.DEFAULT:
        entries = _original_spans(entries, text, charset)
    if header is not None:
        locale = locale or fields(header.target).get("Language", "")
    return Catalog(path, locale, data, entries, charset)


def tally(data: bytes, path: str, limits: Limits) -> tuple[int, int, int, int]:
    """Return how many messages are translated, fuzzy, untranslated and obsolete, as ``Counts``.

    ``data`` has passed ``po_counts.check``.
    """
    text, charset, found = _read(data, path, limits)
    return tallied(_strict(text, charset, path, limits)) if found is None else po_index.tally(found)


def tallied(entries: Iterable[Entry]) -> tuple[int, int, int, int]:
    """Return the same of entries."""
    counts = [0, 0, 0, 0]
    for entry in entries:
        if entry.obsolete:
            counts[3] += 1
        elif not entry.is_header:
            counts[2 if "" in entry.targets else 1 if entry.fuzzy else 0] += 1
    return counts[0], counts[1], counts[2], counts[3]


def _read(data: bytes, path: str, limits: Limits) -> tuple[bytes, str, po_index.Index | None]:
    """Return the file as UTF-8, its character set, and where its entries are if it is regular."""
    found = po_index.index(data, limits.plural_forms)
    if found is not None:
        return data, po_charset.DEFAULT, found
    charset = _charset(data, path)
    text = _transcoded(data, charset, path)
    if text != data:
        found = po_index.index(text, limits.plural_forms, charset)
    return text, charset, found


def _strict(data: bytes, charset: str, path: str, limits: Limits) -> tuple[Entry, ...]:
    """Return the entries as the strict reader finds them, or its refusal."""
    start = len(BOM) if data.startswith(BOM) else 0
    entries: list[Entry] = []
    seen: dict[tuple[str | None, str], int] = {}
    for message in po_syntax.messages(data, path, start):
        _check_forms(data, message, limits, path)
        entry = _entry(data, message, charset, path)
        _check_key(entry, message, seen, path)
        entries.append(entry)
    return tuple(entries)


def _charset(data: bytes, path: str) -> str:
    """Return Python's name for the character set that the header names; UTF-8 without one."""
    header = _header_message(data, path)
    return po_charset.DEFAULT if header is None else _declared(data, header, path)


def _header_message(data: bytes, path: str) -> po_syntax.Message | None:
    start = len(BOM) if data.startswith(BOM) else 0
    try:
        for message in po_syntax.messages(data, path, start):
            source = message.find("msgid")
            if message.obsolete or message.find("msgctxt") or source is None:
                continue
            if all(start == end for start, end in source.strings):
                return message
    except CatalogError:
        pass  # The same error, with the right column, comes when the whole file is read.
    return None


def _declared(data: bytes, message: po_syntax.Message, path: str) -> str:
    target = next(part for part in message.parts if part.kind.startswith("msgstr"))
    header = b"".join(data[start:end] for start, end in target.strings).decode("latin-1")
    name = po_charset.declared(header)
    codec = po_charset.codec(name)
    if codec is None:
        at = max(data.find(b"charset=", target.start), target.start)
        hint = "Convert the file to UTF-8 and say so."
        refuse(data, at, "unknown character set {name!r}", hint, path, name=name[:40])
    if data.startswith(BOM) and codec != po_charset.DEFAULT:
        hint = "Remove the mark, or convert the file to UTF-8 and say so in the header."
        text = "a UTF-8 mark, but charset={name}"
        refuse(data, target.start, text, hint, path, name=name)
    return codec


def _transcoded(data: bytes, charset: str, path: str) -> bytes:
    """Return the file as UTF-8. Raises ``CatalogError`` where a byte contradicts the header."""
    try:
        text = data.decode(charset)
    except UnicodeDecodeError as error:
        hint = "Convert the file to UTF-8, or name its real character set in the header."
        byte, name = data[error.start], charset.upper()
        refuse(
            data,
            error.start,
            "byte 0x{byte:02X} is not {charset}",
            hint,
            path,
            byte=byte,
            charset=name,
        )
    if charset == po_charset.DEFAULT:
        return data
    if text.encode(charset) != data:
        message = "the bytes are not unambiguous {charset}"
        hint = "Convert the file to UTF-8."
        raise CatalogError(message, path=path, line=1, hint=hint, charset=charset.upper())
    return text.encode()


def _entry(data: bytes, message: po_syntax.Message, charset: str, path: str) -> Entry:
    texts: dict[str, str] = {}
    targets: list[str] = []
    lines: list[str] = []
    line = target_line = 0
    for part in message.parts:
        kind = part.kind
        if kind == "comment":
            lines.append(data[part.at : part.end].decode())
            continue
        try:
            text = po_text.unquote(data, part.strings, charset)
        except po_text.TextError as error:
            refuse(data, error.offset, error.message, error.hint, path, **error.values)
        if kind.startswith("msgstr"):
            target_line = target_line or part.line
            targets.append(text)
        else:
            texts[kind] = text
            line = line or (0 if kind.startswith("|") else part.line)
    comments = comments_of(lines)
    return Entry(
        Span(message.start, message.end),
        line,
        target_line,
        texts["msgid"],
        tuple(targets),
        texts.get("msgctxt"),
        texts.get("msgid_plural"),
        comments.flags,
        comments.references,
        comments.translator,
        comments.extracted,
        texts.get("|msgctxt"),
        texts.get("|msgid"),
        texts.get("|msgid_plural"),
        message.obsolete,
    )


def _check_forms(data: bytes, message: po_syntax.Message, limits: Limits, path: str) -> None:
    forms = [part for part in message.parts if part.kind == "msgstr[]"]
    if len(forms) > limits.plural_forms:
        hint = "No language has that many; remove the surplus ones, or raise the limit."
        most = limits.plural_forms
        refuse(data, forms[most].at, "more than {most} plural forms", hint, path, most=most)


def _check_key(
    entry: Entry, message: po_syntax.Message, seen: dict[tuple[str | None, str], int], path: str
) -> None:
    """Refuse a second entry with one key, obsolete ones included; both lines are named."""
    count = len(seen)
    line = next(part.line for part in message.parts if part.kind == "msgid")
    first = seen.setdefault(entry.key, line)
    if len(seen) == count:
        header = entry.key == (None, "")
        what = (
            "a second header; the first is in line {first}"
            if header
            else "the same message as in line {first}"
        )
        hint = "Keep one of the two, or set them apart with msgctxt."
        raise CatalogError(what, path=path, line=line, column=1, hint=hint, first=first)


def _original_spans(entries: Iterable[Entry], text: bytes, charset: str) -> tuple[Entry, ...]:
    """Return the entries with their spans counted in the file's own bytes."""
    from msgspec.structs import replace

    moved: list[Entry] = []
    read = written = 0
    for entry in entries:
        offsets = []
        for offset in entry.span:
            written += len(text[read:offset].decode().encode(charset))
            read = offset
            offsets.append(written)
        moved.append(replace(entry, span=Span(*offsets)))
    return tuple(moved)
