"""New entries and new catalogs, laid out as GNU gettext lays them out.

``msgcat`` has nothing to change in what is written here: order of the lines, width, where a
line is broken, when a text begins with an empty line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n import po_comments
from kms_i18n.errors import CatalogError
from kms_i18n.po_layout import GETTEXT_STYLE, GETTEXT_WIDTH, UNBROKEN, Style, text_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


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
    style: Style = GETTEXT_STYLE,
    charset: str = "utf-8",
) -> bytes:
    """Return the lines of a new entry, with a line end after the last one.

    Raises ``CatalogError`` for what no catalog can hold: NUL, U+0004, a lone surrogate, a line end
    in a comment, a character that the catalog's character set does not know.
    """
    lines = po_comments.comment_lines(po_comments.TRANSLATOR, translator_comments)
    lines += po_comments.comment_lines(po_comments.EXTRACTED, extracted_comments)
    lines += po_comments.reference_lines(references, GETTEXT_WIDTH)
    named = sorted(flags, key=lambda flag: flag != "fuzzy")
    if named:
        lines.append(f"#, {', '.join(named)}")
    if "no-wrap" in named:
        style = Style(style.eol, UNBROKEN, style.split)
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
            refuse_separator(text)
            lines += text_lines(keyword, text, style, first=prefix)
    return encode("".join(line + style.eol for line in lines), charset)


def refuse_separator(text: str) -> None:
    """Raise ``CatalogError`` for U+0004 between quotes, where every gettext refuses it."""
    if "\4" in text:
        raise CatalogError("a catalog's texts cannot hold U+0004", hint="Remove it.")


def encode(text: str, charset: str) -> bytes:
    """Return the bytes of a text; ``CatalogError`` names the character that has none."""
    if "\0" in text:
        raise CatalogError("a catalog cannot hold a NUL character", hint="Remove it.")
    try:
        return text.encode(charset)
    except UnicodeEncodeError as error:
        bad = ord(text[error.start])
        raise CatalogError(
            "U+{letter:04X} cannot be written in {charset}",
            hint="Convert the catalog to UTF-8 (msgconv -t UTF-8).",
            letter=bad,
            charset=charset.upper(),
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
