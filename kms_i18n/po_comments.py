"""The comment lines of a catalog: translator's notes, extracted notes, references and flags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kms_i18n.errors import CatalogError
from kms_i18n.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterable

TRANSLATOR, EXTRACTED, REFERENCES, FLAGS = range(4)
"""The kinds of comment line, in gettext's order."""

FIRST_STRONG, POP_ISOLATE = "\u2068", "\u2069"
"""gettext puts these round a file name with blanks."""

_FLAG_TOKEN = expression(r"range:[ \t]*[^ \t\r\f\v,]+|[^ \t\r\f\v,]+")
_WORD = expression(r"[^ \t\r\f\v]+")
_REFERENCE = expression(f"(?:{FIRST_STRONG}[^{POP_ISOLATE}]*{POP_ISOLATE}?|[^ \\t\\r\\f\\v])+")
_FUZZY = expression(r"(?<![^ \t\r\f\v,])fuzzy(?![^ \t\r\f\v,])")
_FUZZY_AND_COMMA = expression(
    r"(?<![^ \t\r\f\v,])fuzzy[ \t]*,[ \t]*|[ \t]*,?[ \t]*(?<![^ \t\r\f\v,])fuzzy(?![^ \t\r\f\v,])"
)


class Comments(NamedTuple):
    """What the comment lines of one entry say."""

    translator: tuple[str, ...]
    extracted: tuple[str, ...]
    references: tuple[str, ...]
    flags: tuple[str, ...]


def kind(line: str) -> int:
    """Return which kind a comment line is; ``line`` begins with ``#``.

    ``#!`` counts as a line of flags only if it says ``fuzzy``, which gettext believes.
    """
    mark = line[1:2]
    if mark == ",":
        return FLAGS
    if mark == ":":
        return REFERENCES
    if mark == ".":
        return EXTRACTED
    return FLAGS if mark == "!" and _FUZZY.search(line, 2) else TRANSLATOR


def comments_of(lines: Iterable[str]) -> Comments:
    """Return what comment lines (each from its ``#``, without line end) say."""
    found: tuple[list[str], ...] = ([], [], [], [])
    for line in lines:
        which = kind(line)
        if which == FLAGS:
            found[FLAGS].extend(flags(line))
        elif which == REFERENCES:
            found[REFERENCES].extend(references(line))
        else:
            found[which].append(text(line))
    return Comments(*map(tuple, found))


def text(line: str) -> str:
    """Return the text of a translator's or extracted comment line."""
    return line[2 if line[1:2] == "." else 1 :].removesuffix("\r").removeprefix(" ")


def flags(line: str) -> list[str]:
    """Return the flags of a ``#,`` line; commas and blanks separate them, as in gettext."""
    return _FLAG_TOKEN.findall(line[2:])


def references(line: str) -> list[str]:
    """Return the references of a ``#:`` line; isolates keep a name with blanks together."""
    if FIRST_STRONG not in line:
        return _WORD.findall(line[2:])
    found = _REFERENCE.findall(line[2:])
    return [each.replace(FIRST_STRONG, "").replace(POP_ISOLATE, "") for each in found]


def with_fuzzy(line: str) -> str:
    """Return a ``#,`` line with ``fuzzy`` put first."""
    return f"#, fuzzy,{line[2:]}" if flags(line) else "#, fuzzy"


def without_fuzzy(line: str) -> str:
    """Return a line of flags without ``fuzzy``; empty if nothing else was on it."""
    if all(flag == "fuzzy" for flag in flags(line)):
        return ""
    return line[:2] + _FUZZY_AND_COMMA.sub("", line[2:])


def comment_lines(which: int, texts: Iterable[str]) -> list[str]:
    """Return the lines of translator's or extracted comments.

    Raises ``CatalogError`` for a line end or NUL in a text: it would end the comment early.
    """
    mark = "#." if which == EXTRACTED else "#"
    lines = []
    for each in texts:
        refuse_line_ends(each, "a comment")
        blank = " " if each.endswith("\\") else ""  # gettext joins the next line to a backslash
        lines.append(f"{mark} {each}{blank}" if each else mark)
    return lines


def reference_lines(names: Iterable[str], width: int) -> list[str]:
    """Return ``#:`` lines of at most ``width`` bytes, as gettext packs them; 0: one a line."""
    lines: list[str] = []
    for name in names:
        refuse_line_ends(name, "a reference")
        word = _isolated(name)
        if lines and _bytes(lines[-1]) + 1 + _bytes(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(f"#: {word}")
    return lines


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _isolated(name: str) -> str:
    if not re.search(r"[ \t\f\v]", name):
        return name
    path, colon, line = name.rpartition(":")
    if colon and line.isascii() and line.isdigit():
        return f"{FIRST_STRONG}{path}{POP_ISOLATE}:{line}"
    return f"{FIRST_STRONG}{name}{POP_ISOLATE}"


def refuse_line_ends(value: str, what: str) -> None:
    """Raise ``CatalogError`` if a value that must fit on one line holds a line end or NUL."""
    if any(character in value for character in "\n\r\0"):
        raise CatalogError(
            "{what} must not contain a line end: {value!r}",
            hint="Pass one line each.",
            what=what,
            value=value[:40],
        )
