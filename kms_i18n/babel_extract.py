"""Babel's door to the documents: ``pybabel extract`` reads the same segments to the same messages.

In a mapping file: ``[kms-document: source/**.txt]``.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from kms_i18n import formats
from kms_i18n.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator


def extract_document(
    fileobj: IO[bytes],
    keywords: Any,  # noqa: ARG001  Babel's signature; documents have no keywords
    comment_tags: Any,  # noqa: ARG001  as above
    options: dict[str, Any],
) -> Iterator[tuple[int, str | None, str, list[str]]]:
    """Yield (line, function name, message, comments) for every segment of a document.

    The option ``format`` names a format; without it the file's suffix decides. The comment is the
    segment's structural path. Raises ``DocumentError`` if the document cannot be read.
    """
    path = str(getattr(fileobj, "name", "document.txt"))
    document = formats.extract(path, fileobj.read(), str(options.get("format", "")))
    for segment in document.segments:
        line = document.line(segment.span.start)
        yield line, None, segment.text, [f"{segment.kind} {safe_line(segment.path)}"]
