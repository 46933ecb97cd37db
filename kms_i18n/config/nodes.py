"""YAML text ▶ nodes that know where they stand; the only file that imports yaml.

Narrower than YAML on purpose, because the text may come from a stranger. There are no anchors,
aliases or tags, and size, depth and count are limited; the limits hold while the parser runs,
before anything recurses. Plain ``true``, ``null`` and decimal numbers are typed, every other
scalar is text: the locale ``no`` stays ``no``, ``1:30`` and dates stay as written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from kms_i18n.errors import KmsError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yaml.error import MarkedYAMLError
    from yaml.events import Event

MAX_BYTES = 64 * 1024
MAX_DEPTH = 10
MAX_NODES = 1000

_WORDS: dict[str, bool | None] = {"": None, "~": None}
for _word, _value in (("null", None), ("true", True), ("false", False)):
    _WORDS |= dict.fromkeys((_word, _word.title(), _word.upper()), _value)
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]{0,14})\.[0-9]{1,15}")


class Scalar(Struct, frozen=True):
    """A single value."""

    line: int
    column: int
    text: str
    """As written, without quotes."""
    value: str | float | bool | None


class Listing(Struct, frozen=True):
    """A list of nodes."""

    line: int
    column: int
    items: tuple[Node, ...]


class Table(Struct, frozen=True):
    """A mapping; keys as they come, equal ones included."""

    line: int
    column: int
    pairs: tuple[tuple[Scalar, Node], ...]


Node = Scalar | Listing | Table


def read(data: bytes, path: str) -> Node:
    """Return the one document of a YAML file. Lines and columns count from 1, in code points.

    Raises ``KmsError`` with the place for anything that is not plain, small YAML in UTF-8.
    """
    if len(data) > MAX_BYTES:
        raise KmsError("is larger than {size} KiB", path=path, size=MAX_BYTES // 1024)
    reader = _Reader(_decode(data, path), path)
    return reader.document()


def _decode(data: bytes, path: str) -> str:
    """Return the text without a byte order mark."""
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line, column = _place(before, len(before))
        raise KmsError(
            "byte 0x{byte:02X} is not UTF-8",
            path=path, line=line, column=column, hint="Save the file as UTF-8.", byte=data[error.start],
        ) from None  # fmt: skip


def _place(text: str, index: int) -> tuple[int, int]:
    """Return line and column of a code point; only LF ends a line, as in every other message."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


class _Reader:
    """Composes nodes from parser events, and refuses while the events come in."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.count = 0
        self.events = self._events()

    def _events(self) -> Iterator[Event]:
        """Yield parser events, with the errors of the parser as ours."""
        import yaml

        try:
            yield from yaml.parse(self.text, Loader=yaml.SafeLoader)
        except yaml.reader.ReaderError as error:
            raise self._error(
                "character U+{letter:04X} may not stand in YAML",
                error.position,
                letter=ord(self.text[error.position]),
            ) from None
        except yaml.MarkedYAMLError as error:
            raise self._broken(error) from None
        except (ValueError, OverflowError):  # numbers too long for int() or chr()
            raise self._error("is not valid YAML: a number is out of range", 0) from None

    def _broken(self, error: MarkedYAMLError) -> KmsError:
        """Return what is wrong in words that help."""
        mark = error.problem_mark or error.context_mark
        index = mark.index if mark else 0
        if self.text[index : index + 1] == "\t":
            return self._error("a tab cannot indent YAML", index, "Indent with spaces.")
        what = " ".join(part for part in (error.context, error.problem) if part)
        return self._error("is not valid YAML: {why}", index, why=what)

    def _error(self, message: str, index: int, hint: str = "", **values: object) -> KmsError:
        line, column = _place(self.text, index)
        return KmsError(message, path=self.path, line=line, column=column, hint=hint, **values)

    def document(self) -> Node:
        """Return the root node; exactly one document must be there."""
        import yaml

        root: Node | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    hint = "Remove everything from --- on."
                    raise self._error("holds a second document", _index(event), hint)
            elif isinstance(event, yaml.NodeEvent):
                root = self._node(event, 1)
        if root is None or (isinstance(root, Scalar) and not root.text):
            raise KmsError("is empty", path=self.path, hint="Run kms-i18n init to make one.")
        return root

    def _node(self, event: Event, depth: int) -> Node:
        """Return the node that begins with ``event``."""
        import yaml

        index = _index(event)
        self.count += 1
        if self.count > MAX_NODES:
            raise self._error("more than {most} values", index, most=MAX_NODES)
        if depth > MAX_DEPTH:
            raise self._error("more than {most} levels deep", index, most=MAX_DEPTH)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self._error("anchors and aliases are not allowed", index, "Write the value out.")
        if getattr(event, "tag", None):
            raise self._error("tags are not allowed", index, "Remove the word that begins with !.")
        line, column = _place(self.text, index)
        if isinstance(event, yaml.SequenceStartEvent):
            return Listing(line, column, tuple(self._nodes(depth)))
        if isinstance(event, yaml.MappingStartEvent):
            return Table(line, column, tuple(self._pairs(depth)))
        assert isinstance(event, yaml.ScalarEvent)  # noqa: S101 (there is no other node event)
        if any("\ud800" <= character <= "\udfff" for character in event.value):
            raise self._error("half of a surrogate pair is not a character", index)
        plain = event.style is None
        return Scalar(line, column, event.value, _typed(event.value) if plain else event.value)

    def _nodes(self, depth: int) -> Iterator[Node]:
        """Yield the nodes up to the end of the collection that is open."""
        import yaml

        for event in self.events:
            if isinstance(event, yaml.CollectionEndEvent):
                return
            yield self._node(event, depth + 1)

    def _pairs(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        """Yield keys with their values."""
        nodes = self._nodes(depth)
        for key in nodes:
            if not isinstance(key, Scalar):
                message = "a key must be a word"
                raise KmsError(message, path=self.path, line=key.line, column=key.column)
            yield key, next(nodes)


def _index(event: Event) -> int:
    """Return where an event begins, in code points of the text."""
    return event.start_mark.index if event.start_mark else 0


def _typed(text: str) -> str | float | bool | None:
    """Return what a plain scalar means."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return text
