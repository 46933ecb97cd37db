"""The source formats: one file each turns text into segments; the file is the registration.

A format is a module with ``SUFFIXES`` and ``segments(text)``. No format writes: a document is
rendered by replacing spans, so whatever a format does not understand passes through untouched.
The laws of segments are held here, once for every format.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from msgspec.structs import replace

from kms_i18n import registry
from kms_i18n.errors import DocumentError
from kms_i18n.model import Document, Segment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WIDE = (b"\xff\xfe", b"\xfe\xff")
"""The byte order marks of UTF-16."""


@runtime_checkable
class Format(Protocol):
    """What a module in this folder must have."""

    SUFFIXES: tuple[str, ...]
    """File name endings that it reads, lower case, with their dot."""

    def segments(self, text: str) -> Iterable[Segment]:
        """Yield the segments of a text, in order; two may have the same path."""
        ...


def names() -> list[str]:
    """Return the names of the formats, sorted."""
    return registry.names(sys.modules[__name__])


def load(name: str) -> Format:
    """Import one format. Raises ``KeyError`` if there is none of that name."""
    module = registry.load(sys.modules[__name__], name)
    if not isinstance(module, Format):
        raise TypeError(f"{module.__name__} is no format: it needs SUFFIXES and segments")
    return module


def extract(path: str, data: bytes, format: str = "") -> Document:  # noqa: A002  the user's word
    """Return a document with its segments, in order and disjoint, each with a path of its own.

    ``format`` is a name of ``names()``; empty: by the suffix of ``path``. Raises ``DocumentError``
    if the text is not UTF-8, holds NUL, or no format reads it. Encoding ``Document.text`` as
    UTF-8 gives ``data`` again, byte order mark included.
    """
    name = format or _by_suffix(path)
    try:
        reader = load(name)
    except KeyError:
        hint = "Known formats: {known}."
        known = ", ".join(names())
        raise DocumentError(
            'unknown format "{name}"', path=path, hint=hint, name=name, known=known
        ) from None
    text = _decoded(path, data)
    return Document(path, text, tuple(_lawful(text, reader.segments(text))), name)


def _decoded(path: str, data: bytes) -> str:
    """Return the text, or say at which line and column it is none."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if data.startswith(_WIDE):
            raise DocumentError(
                "UTF-16, not UTF-8", path=path, line=1, hint="Save the file as UTF-8."
            ) from None
        raise _misplaced(
            "not UTF-8: byte 0x{byte:02x} at offset {offset}",
            path,
            data[: error.start].decode("utf-8"),
            "Save the file as UTF-8.",
            byte=data[error.start],
            offset=error.start,
        ) from None
    nul = text.find("\0")
    if nul >= 0:
        raise _misplaced("a NUL byte", path, text[:nul], "Remove it: no text file has one.")
    return text


def _misplaced(message: str, path: str, before: str, hint: str, **values: object) -> DocumentError:
    """Return an error at the place after ``before``."""
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")
    return DocumentError(message, path=path, line=line, column=column, hint=hint, **values)


def _by_suffix(path: str) -> str:
    """Return the name of the format that reads files of this name."""
    for name in names():
        if path.lower().endswith(load(name).SUFFIXES):
            return name
    known = ", ".join(sorted(suffix for name in names() for suffix in load(name).SUFFIXES))
    raise DocumentError(
        "no format reads this file name",
        path=path,
        hint="Known suffixes: {known}. Or name a format ({formats}) for it.",
        known=known,
        formats=", ".join(names()),
    )


def _lawful(text: str, segments: Iterable[Segment]) -> Iterator[Segment]:
    """Hold a format to the laws of segments; give the second ``a`` the path ``a~2``."""
    end = 0
    seen: dict[str, int] = {}
    for segment in segments:
        block, span = segment.block, segment.span
        if not end <= block.start <= span.start < span.end <= block.end <= len(text):
            raise AssertionError(f"segment {segment.path} is out of order or leaves its block")
        if not (segment.text and segment.path):
            raise AssertionError(f"a segment at {span} has no text or no path")
        end = block.end
        count = seen[segment.path] = seen.get(segment.path, 0) + 1
        yield segment if count == 1 else replace(segment, path=f"{segment.path}~{count}")
