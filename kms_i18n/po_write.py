"""New entries and new catalogs, laid out as GNU gettext lays them out.

``msgcat`` has nothing to change in what is written here: order of the lines, width, where a
line is broken, when a text begins with an empty line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kms_i18n import po_breaks, po_comments, po_text
from kms_i18n.errors import CatalogError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

GETTEXT_WIDTH = 79


@dataclass(frozen=True, slots=True)
class Style:
    """How a file lays out its lines."""

    eol: str = "\n"
    width: int = GETTEXT_WIDTH
    """Columns of the longest line; 0: texts are broken after ``\\n`` only."""


@lru_cache(maxsize=16)
def style_of(data: bytes) -> Style:
    """Return the style of a file: its line ends, and whether it breaks long texts."""
    crlf = data.count(b"\r\n") * 2 > data.count(b"\n")
    return Style("\r\n" if crlf else "\n", 0 if _is_unwrapped(data) else GETTEXT_WIDTH)


_LONG = re.compile(rb'^(?:#~ ?|#\|)?[^"#\n]*"[^\n]{80,}"\r?$', re.MULTILINE)
_WRAPPED = re.compile(rb'[^n\\]"\r?\n(?:#~ ?)?"')


def _is_unwrapped(data: bytes) -> bool:
    """Whether long texts that could be broken stand on one line, more often than not."""
    long = sum(1 for found in _LONG.finditer(data) if found[0].count(b" ") > 5)
    return long > len(_WRAPPED.findall(data))


def text_lines(
    keyword: str, text: str, width: int, *, first: str = "", rest: str | None = None
) -> list[str]:
    """Return the lines of a keyword with its text.

    ``first`` and ``rest`` stand before the first and the further lines (``#~ ``). An empty
    string comes first if the text has more than one line, or does not fit behind the keyword.
    """
    rest = first if rest is None else rest
    room = width - len(rest) - 2 if width else 0
    lead = len(first) + len(keyword) - len(rest) + 1
    portions = [part for part in re.split(r"(?<=\n)", text) if part]
    if not portions:
        return [f'{first}{keyword} ""']
    lines = _broken(po_text.quote(portions[0]), room, lead)
    if len(portions) == 1 and len(lines) == 1 and not (room and lead > room):
        return [f'{first}{keyword} "{lines[0]}"']
    lines = [line for part in portions for line in _broken(po_text.quote(part), room, 0)]
    return [f'{first}{keyword} ""', *(f'{rest}"{line}"' for line in lines)]


def _broken(quoted: str, room: int, column: int) -> list[str]:
    """Return a quoted text in lines of ``room`` columns; the first begins at ``column``."""
    if not room or column + len(quoted) * 2 <= room:
        return [quoted]
    lines = [""]
    for piece in po_breaks.pieces(quoted):
        wide = po_breaks.columns(piece)
        if lines[-1] and column + wide > room:
            lines.append("")
            column = 0
        lines[-1] += piece
        column += wide
    return lines


def write_entry(  # noqa: PLR0913  (an entry has that many fields)
    source: str,
    targets: Sequence[str] = ("",),
    *,
    context: str | None = None,
    source_plural: str | None = None,
    flags: Iterable[str] = (),
    references: Iterable[str] = (),
    extracted_comments: Iterable[str] = (),
    translator_comments: Iterable[str] = (),
    previous_context: str | None = None,
    previous_source: str | None = None,
    previous_plural: str | None = None,
    obsolete: bool = False,
    style: Style = Style(),
    charset: str = "utf-8",
) -> bytes:
    """Return the lines of a new entry, with a line end after the last one.

    Raises ``CatalogError`` for what no catalog can hold: NUL, a lone surrogate, a line end in a
    comment, a character that the catalog's character set does not know.
    """
    lines = po_comments.comment_lines(po_comments.TRANSLATOR, translator_comments)
    lines += po_comments.comment_lines(po_comments.EXTRACTED, extracted_comments)
    lines += po_comments.reference_lines(references, GETTEXT_WIDTH)
    named = sorted(flags, key=lambda flag: flag != "fuzzy")
    if named:
        lines.append(f"#, {', '.join(named)}")
    previous = "#~| " if obsolete else "#| "
    live = "#~ " if obsolete else ""
    keywords: list[tuple[str, str, str | None]] = [
        (previous, "msgctxt", previous_context),
        (previous, "msgid", previous_source),
        (previous, "msgid_plural", previous_plural),
        (live, "msgctxt", context),
        (live, "msgid", source),
        (live, "msgid_plural", source_plural),
    ]
    if source_plural is None:
        keywords.append((live, "msgstr", targets[0]))
    else:
        keywords += [(live, f"msgstr[{index}]", each) for index, each in enumerate(targets)]
    for prefix, keyword, text in keywords:
        if text is not None:
            lines += text_lines(keyword, text, style.width, first=prefix)
    return encode("".join(line + style.eol for line in lines), charset)


def encode(text: str, charset: str) -> bytes:
    """Return the bytes of a text; ``CatalogError`` names the character that has none."""
    if "\0" in text:
        raise CatalogError("a catalog cannot hold a NUL character", hint="Remove it.")
    try:
        return text.encode(charset)
    except UnicodeEncodeError as error:
        bad = ord(text[error.start])
        message = f"U+{bad:04X} cannot be written in {charset.upper()}"
        raise CatalogError(
            message, hint="Convert the catalog to UTF-8 (msgconv -t UTF-8)."
        ) from None


def new_catalog(
    header: Mapping[str, str],
    entries: Iterable[bytes] = (),
    *,
    comments: Iterable[str] = (),
    fuzzy: bool = False,
) -> bytes:
    """Return a new UTF-8 catalog: header fields in their order, then blocks of ``write_entry``.

    ``comments`` stand above the header. The fields that say how the file is written are added
    where they are missing.
    """
    fields = {"MIME-Version": "1.0", "Content-Type": "text/plain; charset=UTF-8"}
    fields["Content-Transfer-Encoding"] = "8bit"
    fields = {**header, **{name: value for name, value in fields.items() if name not in header}}
    for name, value in fields.items():
        po_comments.refuse_line_ends(f"{name}{value}", "a header field")
    text = "".join(f"{name}: {value}\n" for name, value in fields.items())
    flags = ("fuzzy",) if fuzzy else ()
    first = write_entry("", (text,), translator_comments=comments, flags=flags)
    return b"\n".join([first, *entries])
