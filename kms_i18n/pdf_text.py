"""The text in a PDF, so that what is searched, copied and read aloud is what was written.

Typst sets a sign that stands higher or lower than its letter apart from it, and names the whole
cluster at both: of ``កម្ពុជា`` a reader copies ``កម្ពុម្ពុជា``. Here every repetition is told from
the text that was meant and marked as standing for nothing (``ActualText``, PDF 1.7, 14.9.4).
Nothing that is seen changes. Knows just the files that Typst 0.15 writes: one table of references,
one stream a page, every text in a section of its own that the structure tree lists in order.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, NamedTuple

from kms_i18n.pdf_file import File

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPERATOR = re.compile(
    rb"/\w+<</MCID (?P<section>\d+)>>BDC|(?P<artifact>/Artifact\b[^()]*?BDC)"
    rb"|/Span<</ActualText<FEFF(?P<said>[0-9A-F]*)>>>BDC|(?P<end>\bEMC\b)"
    rb"|/(?P<font>f\d+) [\d.]+ Tf|(?P<array>\[)(?=[^\]\[()]*\()|(?P<text>\()"
)
_NUMBER = re.compile(rb"\s*(-?[\d.]+)")
_UNSEEN = re.compile("[\\s\u200b-\u200d\u2060]")
"""What leaves no trace on paper, or stays behind at the end of a line."""
_NOTHING = b"/Span<</ActualText<FEFF>>>BDC "


class _Fragment(NamedTuple):
    """One glyph, or several that are named together, and the text that they stand for."""

    start: int
    """Where in the stream what would be replaced begins."""
    end: int
    text: str
    glyph: int
    """Which glyph of the operator it is; -1: all that the name before it is for."""


class _Show(NamedTuple):
    """An operator that shows glyphs, with the gaps between them."""

    items: tuple[bytes, ...]
    """Glyphs as 4 hexadecimal digits, gaps as numbers with a blank before."""


def mended(data: bytes, texts: Sequence[str]) -> tuple[bytes, int]:
    """Return a PDF in which each text stands once, and how many texts could not be held against it.

    ``texts`` are what was set, in the order of the structure. The PDF stays as it is where it is not
    built as Typst builds it; then all of them count.
    """
    wanted = [shown for text in texts if (shown := _UNSEEN.sub("", text))]
    try:
        return _mended(data, wanted)
    except (IndexError, KeyError, ValueError, zlib.error):
        return data, len(wanted)


def _mended(data: bytes, wanted: Sequence[str]) -> tuple[bytes, int]:
    file = File(data)
    leaves = file.texts()
    if len(leaves) != len(wanted):
        return data, len(wanted)
    pages = sorted({section.page for leaf in leaves for section in leaf})
    streams = {page: file.reference(page, b"Contents") for page in pages}
    contents = {page: file.stream(number) for page, number in streams.items()}
    found = {page: _fragments(contents[page], file.fonts(page)) for page in pages}
    surplus: dict[int, list[_Fragment]] = {page: [] for page in pages}
    failed = 0
    for leaf, text in zip(leaves, wanted, strict=True):
        rows = [(page, each) for page, number in leaf for each in found[page].get(number, [])]
        extra = _repeated([each.text for _, each in rows], text)
        failed += extra is None
        for index in extra or ():
            page, fragment = rows[index]
            surplus[page].append(fragment)
    for page, fragments in surplus.items():
        if fragments:
            file.put(streams[page], _silenced(contents[page], fragments))
    return file.data(), failed


def _repeated(texts: Sequence[str], wanted: str) -> list[int] | None:
    """Return which fragments repeat the one before; None if the others are not the text wanted."""
    at = 0
    last = ""
    extra: list[int] = []
    for index, raw in enumerate(texts):
        text = _UNSEEN.sub("", raw)
        if text and wanted.startswith(text, at):
            at += len(text)
            last = text
        elif text == last and text:
            extra.append(index)
        elif text:
            return None
    return extra if at == len(wanted) else None


def _fragments(content: bytes, fonts: dict[str, dict[str, str]]) -> dict[int, list[_Fragment]]:
    """Return what every section shows, in order."""
    found: dict[int, list[_Fragment]] = {}
    rows: list[_Fragment] = []
    said: _Fragment | None = None
    font: dict[str, str] = {}
    at = 0
    while match := _OPERATOR.search(content, at):
        at = match.end()
        if match["section"]:
            rows = found.setdefault(int(match["section"]), [])
        elif match["artifact"]:
            rows = []
        elif match["said"] is not None:
            text = bytes.fromhex(match["said"].decode()).decode("utf-16-be")
            said = _Fragment(match.start("said"), match.end("said"), text, -1)
            rows.append(said)
        elif match["end"]:
            said = None
        elif match["font"]:
            font = fonts[match["font"].decode()]
        else:
            show, at = _show(content, match.start())
            glyphs = [item.decode() for item in show.items if item[:1] != b" "]
            if said is None:
                rows += [_Fragment(match.start(), at, font[glyph], n) for n, glyph in enumerate(glyphs)]  # fmt: skip
    return found


def _show(content: bytes, start: int) -> tuple[_Show, int]:
    """Return the operator that begins here, ``[(..) 5 (..)]TJ`` or ``(..)Tj``, and where it ends."""
    items: list[bytes] = []
    at = start + (content[start : start + 1] == b"[")
    while content[at : at + 1] != b"]":
        if content[at : at + 1] == b"(":
            text, at = _string(content, at)
            items += [text[i : i + 2].hex().upper().encode() for i in range(0, len(text), 2)]
        elif number := _NUMBER.match(content, at):
            items.append(b" " + number[1])
            at = number.end()
        else:
            break
    end = re.compile(rb"\]?\s*T[jJ]").match(content, at)
    if end is None:
        raise ValueError("no operator of Typst's")
    return _Show(tuple(items)), end.end()


_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)|[()]", re.DOTALL)
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def _string(content: bytes, start: int) -> tuple[bytes, int]:
    """Return the string in brackets that begins here, and where it ends."""
    out = bytearray()
    depth, at = 1, start + 1
    while depth:
        match = _ESCAPE.search(content, at)
        if match is None:
            raise ValueError("a string without end")
        out += content[at : match.start()]
        at = match.end()
        if match[1] is not None:
            code = match[1]
            out += bytes([int(code, 8)]) if code.isdigit() else _NAMED.get(code, code)
            continue
        depth += 1 if match[0] == b"(" else -1
        out += match[0] if depth else b""
    return bytes(out), at


def _silenced(content: bytes, fragments: Sequence[_Fragment]) -> bytes:
    """Return a stream in which these fragments are seen, and stand for nothing."""
    places: dict[tuple[int, int], set[int]] = {}
    for each in fragments:
        places.setdefault((each.start, each.end), set()).add(each.glyph)
    parts: list[bytes] = []
    at = 0
    for (start, end), glyphs in sorted(places.items()):
        parts += [content[at:start], b"" if glyphs == {-1} else _split(_show(content, start)[0], glyphs)]  # fmt: skip
        at = end
    return b"".join(parts) + content[at:]


def _split(show: _Show, silent: set[int]) -> bytes:
    """Return an operator as several, of which those with the silent glyphs stand for nothing."""
    parts: list[tuple[bool, list[bytes]]] = []
    number = -1
    for item in show.items:
        gap = item[:1] == b" "
        number += not gap
        quiet = number in silent if not gap else bool(parts) and parts[-1][0]
        if not parts or parts[-1][0] != quiet:
            parts.append((quiet, []))
        parts[-1][1].append(item[1:] + b" " if gap else b"<%s>" % item)
    texts = ((quiet, b"[%s]TJ" % b"".join(items)) for quiet, items in parts)
    return b" ".join(b"%s%s EMC" % (_NOTHING, text) if quiet else text for quiet, text in texts)
