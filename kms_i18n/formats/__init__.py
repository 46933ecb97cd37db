"""The source formats: one file each turns text into segments; the file is the registration.

A format is a module with ``SUFFIXES`` and ``segments(text)``. No format writes: a document is
rendered by replacing spans, so whatever a format does not understand passes through untouched.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from kms_i18n import registry
from kms_i18n.errors import DocumentError
from kms_i18n.model import Document, Segment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


@runtime_checkable
class Format(Protocol):
    """What a module in this folder must have."""

    SUFFIXES: tuple[str, ...]
    """File name endings that it reads, with their dot."""

    @property
    def segments(self) -> Callable[[str], Iterable[Segment]]:
        """Yield the segments of a text, in order."""
        ...


def names() -> list[str]:
    """Return the names of the formats, sorted."""
    return registry.names(sys.modules[__name__])


def load(name: str) -> Format:
    """Import one format. Raises ``KeyError`` if there is none of that name."""
    module = registry.load(sys.modules[__name__], name)
    if not isinstance(module, Format):
        raise TypeError(f"{module.__name__} is no format: it needs SUFFIXES and segments")
    return cast("Format", module)


def extract(path: str, data: bytes, format: str = "") -> Document:  # noqa: A002  the user's word
    """Return a document with its segments, in order and disjoint, each with a path of its own.

    ``format`` is a name of ``names()``; empty: by the suffix of ``path``. Raises ``DocumentError``
    if the text is not UTF-8, holds NUL, or no format reads it.
    """
    text = _decoded(path, data)
    name = format or _by_suffix(path)
    try:
        reader = load(name)
    except KeyError:
        hint = f"Known formats: {', '.join(names())}."
        raise DocumentError(f'unknown format "{name}"', path=path, hint=hint) from None
    return Document(path, text, tuple(_lawful(text, reader.segments(text))), name)


def _decoded(path: str, data: bytes) -> str:
    """Return the text; encoding it again gives the same bytes, byte order mark included."""
    nul = data.find(b"\0")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        message = f"not UTF-8: byte 0x{data[error.start]:02x}"
        hint = "Save the file as UTF-8."
        raise DocumentError(message, path=path, line=line, column=column, hint=hint) from None
    if nul >= 0:
        line = data.count(b"\n", 0, nul) + 1
        hint = "Remove the NUL byte: this is no text file."
        raise DocumentError("a NUL byte", path=path, line=line, hint=hint)
    return text


def _by_suffix(path: str) -> str:
    """Return the name of the format that reads files of this name."""
    for name in names():
        if path.lower().endswith(load(name).SUFFIXES):
            return name
    known = ", ".join(sorted(s for name in names() for s in load(name).SUFFIXES))
    raise DocumentError(
        "no format reads this file name",
        path=path,
        hint=f"Known suffixes: {known}. Or name a format in the configuration.",
    )


def _lawful(text: str, segments: Iterable[Segment]) -> Iterator[Segment]:
    """Hold a format to the laws of segments; give the second ``a`` the path ``a~2``."""
    position = 0
    seen: Counter[str] = Counter()
    for segment in segments:
        start, end = segment.span
        if not (position <= start < end <= len(text) and segment.text):
            raise AssertionError(f"segment {segment.path} is empty or overlaps its neighbour")
        if not segment.block.start <= start <= end <= segment.block.end:
            raise AssertionError(f"segment {segment.path} leaves its block")
        position = end
        seen[segment.path] += 1
        count = seen[segment.path]
        yield segment if count == 1 else replace(segment, path=f"{segment.path}~{count}")
