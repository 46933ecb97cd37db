"""A template's notes on an entry, put in place of those it has: the translator's stay."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kms_i18n import po_comments
from kms_i18n.po_layout import GETTEXT_WIDTH, style_of
from kms_i18n.po_write import encode, write_entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kms_i18n.model import Catalog, Entry

_ITS_OWN = (b"#.", b"#:", b"#,", b"#!")
_UNUSUAL = (b"\r", b"\v", b"\f", b"\\\n")
"""In a block: line ends of another kind, and a backslash that joins lines."""

_DECIDED = ("-format", "wrap")
"""Ends of the flags that the template decides about."""

# What most comment lines are made of, each as we would write it: the translator's, extracted
# ones, references, flags. Whatever fits is read, compared and written without decoding.
_LINE = rb"[^\n\r\v\f]"
_WORD = rb"[^ \t\n\r\v\f]++"
_REFERRING = re.compile(rb"#: %s(?: %s)*+\n" % (_WORD, _WORD))
_USUAL = re.compile(
    rb"((?:#(?![.:,!~|])%s*+\n)*+)((?:#\.(?: %s++)?\n)*+)((?:%s)*+)(#,%s*+\n)?"
    % (_LINE, _LINE, _REFERRING.pattern, _LINE)
)

_ODD = re.compile(rb"^#(?:[^ \n]| $)", re.MULTILINE)
"""A translator's line that we would write in another way."""


def merged_flags(own: Sequence[str], wanted: Sequence[str], *, fuzzy: bool) -> tuple[str, ...]:
    """Return the flags of a message: the template's, and its own that the template says nothing of."""
    flags = ["fuzzy"] if fuzzy else []
    flags += [flag for flag in wanted if flag != "fuzzy"]
    kept = (f for f in own if not f.endswith(_DECIDED) and not f.startswith("range:"))
    flags += [flag for flag in kept if flag not in {"fuzzy", *flags}]
    return tuple(flags)


def merged_comments(own: bytes, wanted: bytes, *, fuzzy: bool = False) -> bytes | None:
    """Return the comment lines of an entry with the notes and flags of a template's entry.

    Both as they stand in a tidy file (``po_blocks``). What says the same already stays as it is,
    unless it becomes ``fuzzy``. None: they are of an unusual make, and must be decoded;
    ``with_notes`` says the same then.
    """
    if not fuzzy:
        if own == wanted:
            return own
        short = len(wanted) <= GETTEXT_WIDTH
        if short and _REFERRING.fullmatch(own) and _REFERRING.fullmatch(wanted):
            return wanted
    usual, named = _USUAL.fullmatch(own), _USUAL.fullmatch(wanted)
    if usual is None or named is None:
        return None
    said, flags = _flag_line(usual[4] or b"", named[4] or b"", fuzzy=fuzzy)
    places = _places(usual[3])
    if said and not fuzzy and usual[2] == named[2] and places == _places(named[3]):
        return own
    lines = usual[3].count(b"\n")
    single = lines > 1 and lines == len(places)
    return b"".join([usual[1], named[2], _referring(named[3], single=single), flags])


def new_comments(wanted: bytes) -> bytes | None:
    """Return the comment lines of a template's entry for one that is new; None: as above."""
    named = _USUAL.fullmatch(wanted)
    if named is None or _ODD.search(named[1]):
        return None
    flags = _flag_line(b"", named[4] or b"", fuzzy=False)[1]
    return b"".join([named[1], named[2], _referring(named[3], single=False), flags])


def _referring(lines: bytes, *, single: bool) -> bytes:
    """Return lines of references, as ``_USUAL`` has them, as we would write them."""
    if not single and len(lines) <= GETTEXT_WIDTH and lines.count(b"\n") <= 1:
        return lines
    names = [name.decode() for name in _places(lines)]
    told = po_comments.reference_lines(names, 0 if single else GETTEXT_WIDTH)
    return "".join(f"{line}\n" for line in told).encode()


def _places(lines: bytes) -> list[bytes]:
    """Return the references of lines as ``_USUAL`` has them."""
    return [word for line in lines.splitlines() for word in line[len(b"#: ") :].split(b" ")]


def without_references(comments: bytes) -> bytes | None:
    """Return comment lines without references; None: they are of an unusual make."""
    usual = _USUAL.fullmatch(comments)
    return b"".join([usual[1], usual[2], usual[4] or b""]) if usual else None


@lru_cache(maxsize=1 << 10)
def _flag_line(own: bytes, wanted: bytes, *, fuzzy: bool) -> tuple[bool, bytes]:
    """Return whether two lines of flags come to the first one, and the line that they come to."""
    mine, theirs = (po_comments.flags(line.decode().rstrip("\n")) for line in (own, wanted))
    flags = merged_flags(mine, theirs, fuzzy=fuzzy or "fuzzy" in mine)
    return set(flags) == set(mine), f"#, {', '.join(flags)}\n".encode() if flags else b""


def with_notes(
    catalog: Catalog, data: bytes, entry: Entry, noted: Entry, flags: Sequence[str]
) -> bytes:
    """Return ``data``, the bytes of an entry, with the notes of ``noted`` and with these flags.

    Notes are extracted comments and references. ``entry`` says what the bytes say. All lines that
    are no notes and no flags keep their bytes.
    """
    if any(mark in data for mark in _UNUSUAL):
        return _anew(catalog, entry, noted, flags)
    lines = data.splitlines(keepends=True)
    count = 0
    kept: list[bytes] = []
    while count < len(lines) and lines[count][:1] == b"#" and lines[count][1:2] not in b"|~":
        if lines[count][:2] not in _ITS_OWN:
            kept.append(lines[count])
        count += 1
    rest = lines[count:]
    if not rest or any(line.lstrip()[:2] in _ITS_OWN for line in rest):
        return _anew(catalog, entry, noted, flags)
    referring = [line for line in lines[:count] if line[:2] == b"#:"]
    single = len(referring) > 1 and len(referring) == len(entry.references)
    new = po_comments.comment_lines(po_comments.EXTRACTED, noted.extracted_comments)
    new += po_comments.reference_lines(noted.references, 0 if single else GETTEXT_WIDTH)
    if flags:
        new.append(f"#, {', '.join(flags)}")
    notes = encode("".join(f"{line}\n" for line in new), catalog.charset)
    return b"".join([*kept, notes, *rest])


def _anew(catalog: Catalog, entry: Entry, noted: Entry, flags: Sequence[str]) -> bytes:
    """Return an entry in an unusual layout written as gettext would."""
    return write_entry(
        entry.source,
        entry.targets,
        context=entry.context,
        source_plural=entry.source_plural,
        flags=flags,
        references=noted.references,
        extracted_comments=noted.extracted_comments,
        translator_comments=entry.translator_comments,
        previous_context=entry.previous_context,
        previous_source=entry.previous_source,
        previous_plural=entry.previous_plural,
        style=style_of(catalog.data),
        charset=catalog.charset,
    )
