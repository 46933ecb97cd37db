"""The text between the quotes of a catalog: escapes read and written.

gettext's escapes are those of C. Octal and hexadecimal ones stand for bytes of the file's own
character set, not for code points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

_ESCAPES = {b"a": b"\a", b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t"}
_ESCAPES |= {b"v": b"\v", b"\\": b"\\", b'"': b'"'}
_ESCAPE = expression(
    rb'\\(?:([abfnrtv\\"])|((?:[0-7]{1,3}|x[0-9a-fA-F]++)(?:\\(?:[0-7]{1,3}|x[0-9a-fA-F]++))*+)|)'
)
_QUOTED = {code: f"\\{letter}" for code, letter in zip(range(7, 14), "abtnvfr", strict=True)}
_QUOTED |= {ord('"'): '\\"', ord("\\"): "\\\\"}
SEPARATOR = b"\x04"
_HIGHEST_BYTE = 0xFF


class TextError(Exception):
    """A text between quotes that cannot be read; ``offset`` is where, in the file's bytes."""

    def __init__(self, offset: int, message: str, hint: str = "", **values: object) -> None:
        super().__init__(message)
        self.values = values
        self.offset = offset
        self.message = message
        self.hint = hint


def quote(text: str) -> str:
    """Return the text as it stands between quotes, on one line."""
    return text.translate(_QUOTED)


def unquote(data: bytes, strings: Sequence[tuple[int, int]], codec: str = "utf-8") -> str:
    """Return the text of the quoted ranges of ``data``, put together.

    ``codec`` is the character set of the file, for octal and hexadecimal escapes; ``data``
    itself is UTF-8. Raises ``TextError`` for an unknown escape, NUL, and bytes that are no text.
    """
    raw = b"".join([data[start:end] for start, end in strings])
    if b"\\" in raw:
        raw = b"".join([_unescape(data, start, end, codec) for start, end in strings])
    if SEPARATOR in raw:
        offset = _offset(data, strings, raw.index(SEPARATOR), codec)
        message = "U+0004, which sets context and text apart in compiled catalogs"
        raise TextError(offset, message, "Remove it.")
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        offset = _offset(data, strings, error.start, codec)
        message = "byte 0x{byte:02X} is not {codec} here"
        hint = "Convert the file to UTF-8, or name its real character set in the header."
        raise TextError(offset, message, hint, byte=raw[error.start], codec=codec.upper()) from None


def _unescape(data: bytes, start: int, end: int, codec: str) -> bytes:
    raw = data[start:end]
    if b"\\" not in raw:
        return raw

    def resolve(found: re.Match[bytes]) -> bytes:
        if found[1]:
            return _ESCAPES[found[1]]
        if found[2]:
            return _numeric(found[0], codec, start + found.start())
        shown = raw[found.start() : found.start() + 5].decode("utf-8", "replace")[:2]
        hint = r"Write a backslash as \\."
        raise TextError(start + found.start(), "unknown escape {escape}", hint, escape=shown)

    return _ESCAPE.sub(resolve, raw.replace(b"\\\n", b""))


def _numeric(escapes: bytes, codec: str, offset: int) -> bytes:
    """Return the UTF-8 bytes of a run of octal and hexadecimal escapes."""
    values = [
        int(part[1:], 16) if part.startswith(b"x") else int(part, 8)
        for part in escapes.split(b"\\")[1:]
    ]
    if not all(values):
        raise TextError(offset, "a NUL character ends the text in every program", "Remove it.")
    if max(values) > _HIGHEST_BYTE:
        raise TextError(offset, "an escape beyond one byte", "Write the character itself.")
    if codec == "utf-8":
        return bytes(values)
    try:
        return bytes(values).decode(codec).encode()
    except UnicodeDecodeError:
        hint = "Write the character itself."
        text = "escaped bytes that are not {codec}"
        raise TextError(offset, text, hint, codec=codec.upper()) from None


def _offset(data: bytes, strings: Sequence[tuple[int, int]], index: int, codec: str) -> int:
    """Return where in ``data`` the byte ``index`` of the whole text comes from."""
    for start, end in strings:
        length = len(_unescape(data, start, end, codec))
        if index < length:
            return start if b"\\" in data[start:end] else start + index
        index -= length
    return strings[-1][1]
