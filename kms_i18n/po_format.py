"""A whole catalog in gettext's own layout, on request only.

Entries keep their order, obsolete ones stand last; comments, references, flags and texts stand
in gettext's order, broken where gettext breaks them. ``msgcat`` has nothing to change in the
result, except where it drops or misreads something; that is kept here as it was.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kms_i18n import po_charset, po_comments, po_syntax, po_write
from kms_i18n.errors import CatalogError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kms_i18n.model import Catalog, Entry

_FORMATS = (
    *("c", "objc", "python", "python-brace", "java", "java-printf", "csharp", "javascript"),
    *("scheme", "lisp", "elisp", "librep", "ruby", "sh", "awk", "lua", "object-pascal"),
    *("smalltalk", "qt", "qt-plural", "kde", "kde-kuit", "boost", "tcl", "perl", "perl-brace"),
    *("php", "gcc-internal", "gfc-internal", "ycp"),
)
"""Languages of format strings, in the order in which gettext 0.21 writes their flags."""
_LAST = ("wrap", "no-wrap")
# gettext 0.21 makes flags of `#!` and newer ones of `#=`; neither is a translator's words.
_AS_IT_IS = ("#!", "#=")
_RANGE = re.compile(r"^range:[ \t]*")
_MARK = re.compile(r"#[~|]*[ \t]*")


def formatted(catalog: Catalog) -> bytes:
    """Return a catalog laid out as ``msgcat`` would, LF line ends and no byte order mark.

    Nothing is dropped: fuzzy marks of empty translations, unknown flags, obsolete entries without
    a translation and comments behind the last entry stay, though ``msgcat`` drops them. Raises
    ``CatalogError`` for a file with ``domain`` lines, whose entries cannot be moved.
    """
    data = catalog.data
    entries = sorted(catalog.entries, key=lambda entry: entry.obsolete)
    blocks = [_entry(catalog, entry) for entry in entries]
    blocks += _comments_between(catalog)
    return b"\n".join(blocks) if blocks or not data.strip(b" \t\r\n") else data


def _entry(catalog: Catalog, entry: Entry) -> bytes:
    """Return the block of one entry."""
    comments = _comment_lines(catalog, entry)
    try:
        block = po_write.write_entry(
            entry.source,
            entry.targets,
            context=entry.context,
            source_plural=entry.source_plural,
            flags=_flags(entry.flags),
            references=dict.fromkeys(entry.references),
            previous_context=entry.previous_context,
            previous_source=entry.previous_source,
            previous_plural=entry.previous_plural,
            obsolete=entry.obsolete,
            charset=catalog.charset,
        )
    except CatalogError as error:
        error.path, error.line = catalog.path, entry.line
        raise
    return "".join(f"{line}\n" for line in comments).encode(catalog.charset) + block


def _comment_lines(catalog: Catalog, entry: Entry) -> list[str]:
    """Return the translator's lines of an entry and then the extracted ones, as gettext has them."""
    text = catalog.data[entry.span.start : entry.span.end].decode(catalog.charset)
    utf8 = text.encode()
    message = next(po_syntax.messages(utf8, catalog.path))
    lines: dict[int, list[str]] = {po_comments.TRANSLATOR: [], po_comments.EXTRACTED: []}
    for part in message.parts:
        if part.kind == "comment":
            line = utf8[part.at : part.end].decode().removesuffix("\r")
            if (which := po_comments.kind(line)) in lines:
                lines[which].append(_comment(line, which))
    return [line for each in lines.values() for line in each]


def _comment(line: str, which: int) -> str:
    """Return a comment line with one blank behind its mark."""
    if line.startswith(_AS_IT_IS):
        return line
    mark = "#." if which == po_comments.EXTRACTED else "#"
    text = po_comments.text(line)
    return f"{mark} {text}" if text else mark


def _flags(flags: Iterable[str]) -> list[str]:
    """Return flags in gettext's order, each once; those that gettext does not know stand last."""
    return sorted(dict.fromkeys(_RANGE.sub("range: ", flag) for flag in flags), key=_rank)


def _rank(flag: str) -> int:
    if flag == "fuzzy":
        return -1
    kind = re.fullmatch(r"(?:no-|possible-|impossible-)?([a-z-]+)-format", flag)
    if kind and kind[1] in _FORMATS:
        return _FORMATS.index(kind[1])
    behind = len(_FORMATS)
    if flag.startswith("range:"):
        return behind
    return behind + 1 + _LAST.index(flag) if flag in _LAST else behind + len(_LAST) + 1


def _comments_between(catalog: Catalog) -> Iterator[bytes]:
    """Yield the comments that belong to no entry: those behind the last one.

    Raises ``CatalogError`` for ``domain`` lines: what stands between two entries is nothing else.
    """
    data, position = catalog.data, 0
    utf8 = catalog.charset == po_charset.DEFAULT
    for entry in catalog.entries:
        _refuse_domain(catalog, position, entry.span.start)
        position = entry.span.end
    rest = data[position:]
    text = rest.decode() if utf8 else rest.decode(catalog.charset)
    if not catalog.entries:
        text = text.removeprefix("\ufeff")
    _refuse_domain(catalog, position, len(data))
    lines = [line.removesuffix("\r").rstrip(" \t") for line in text.split("\n")]
    kept = [line for line in lines if line == "" or _MARK.fullmatch(line) is None or line == "#"]
    if block := "\n".join(kept).strip("\n"):
        yield f"{block}\n".encode(catalog.charset)


def _refuse_domain(catalog: Catalog, start: int, end: int) -> None:
    """Raise ``CatalogError`` if a ``domain`` line stands between two entries."""
    if found := re.search(rb"^[ \t]*(?:#~[ \t]*)?domain", catalog.data[start:end], re.MULTILINE):
        line = catalog.data.count(b"\n", 0, start + found.start()) + 1
        hint = "Split it into one file per domain."
        message = "a catalog with domain lines cannot be laid out"
        raise CatalogError(message, path=catalog.path, line=line, hint=hint)
