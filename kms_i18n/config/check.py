"""Holding the nodes of a configuration against their shapes: everything that is wrong, at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kms_i18n.config.nodes import Listing, Node, Scalar, Table
from kms_i18n.config.shapes import (
    Choice,
    Count,
    Fields,
    Flag,
    Items,
    Named,
    Percent,
    Shape,
    Short,
    Text,
)
from kms_i18n.errors import KmsError
from kms_i18n.text import abbreviate, safe_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Name = str | KmsError
"""What a value is called in messages; of an item of a list a sentence of its own."""
MANY = 40
"""Up to so many known words, a wrong one is compared with each."""


def quoted(text: str) -> str:
    """Return a value as messages show it."""
    return f'"{abbreviate(safe_line(text), 60)}"'


def meant(word: str, known: Iterable[str]) -> KmsError | str:
    """Return the end of a message: the known word that is probably meant, or else all of them.

    Among very many words nothing is offered: the search would take longer than the reading.
    """
    from difflib import get_close_matches

    words = list(known)
    if len(words) > MANY:
        return ""
    near = get_close_matches(word, words, n=1)
    if near:
        return KmsError('; did you mean "{near}"?', near=near[0])
    return KmsError("; known here: {words}", words=", ".join(words))


def _kind(node: Node) -> KmsError | str:
    """Return what a node is, in words."""
    if isinstance(node, Listing):
        return KmsError("a list")
    if isinstance(node, Table):
        return KmsError("a mapping")
    if node.value is None:
        return KmsError("empty")
    return quoted(node.text)


def _plain(node: Node) -> Any:
    """Return a node as the value it would be in JSON."""
    if isinstance(node, Listing):
        return [_plain(item) for item in node.items]
    if isinstance(node, Table):
        return {key.text: _plain(value) for key, value in node.pairs}
    return node.value


class Problems:
    """Collects what is wrong; values come back as plain dicts, lists and scalars."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: list[KmsError] = []

    def note(self, node: Node, message: str, hint: str = "", **values: object) -> None:
        """Note a problem at a node; ``values`` stand in the places that its sentences name."""
        self.found.append(
            KmsError(
                message, path=self.path, line=node.line, column=node.column, hint=hint, **values
            )
        )

    def check(self, shape: Shape, node: Node, name: Name) -> Any:
        """Return the value of a node that has the shape; None, and a problem noted, otherwise."""
        match shape:
            case Text():
                return self._text(shape, node, name)
            case Choice():
                return self._choice(shape, node, name)
            case Percent():
                return self._percent(node, name)
            case Count():
                return self._count(shape, node, name)
            case Flag():
                return self._flag(node, name)
            case Items():
                return self._items(shape, node, name)
            case Named() | Fields():
                return self._mapping(shape, node, name)
            case Short():
                return self._short(shape, node, name)

    def _text(self, shape: Text, node: Node, name: Name) -> str | None:
        if not isinstance(node, Scalar) or node.value is None:
            self.note(node, "{name} must be a text; it is {found}", name=name, found=_kind(node))
        elif not isinstance(node.value, str):
            hint = 'Put it in quotes: "{text}"'
            self.note(node, "{name} must be a text", hint, name=name, text=node.text)
        else:
            self._rules(shape, node)
            return node.value
        return None

    def _rules(self, shape: Text, node: Scalar) -> None:
        """Note the first rule that a text breaks; a text may be a key."""
        broken = next((r for r in shape.rules if not re.search(r.pattern, node.text)), None)
        if broken:
            near = shape.suggest(node.text) if shape.suggest else ""
            offer = KmsError('; did you mean "{near}"?', near=near)
            self.note(
                node, "{text} {rule}{offer}", text=quoted(node.text), rule=KmsError(broken.message),
                offer=offer if near not in ("", node.text) else "",
            )  # fmt: skip

    def _choice(self, shape: Choice, node: Node, name: Name) -> str | None:
        if isinstance(node, Scalar) and isinstance(node.value, str) and node.value in shape.words:
            return node.value
        words = ", ".join(shape.words)
        self.note(
            node,
            "{name} must be one of {words}; it is {found}",
            name=name,
            words=words,
            found=_kind(node),
        )
        return None

    def _percent(self, node: Node, name: Name) -> float | None:
        value = node.value if isinstance(node, Scalar) else None
        if isinstance(value, bool) or not isinstance(value, int | float):
            sign = isinstance(value, str) and value.endswith("%")
            hint = "Leave the percent sign out." if sign else ""
            text = "{name} must be a number from 0 to 100; it is {found}"
            self.note(node, text, hint, name=name, found=_kind(node))
        elif not 0 <= value <= 100:  # noqa: PLR2004 (percent)
            self.note(
                node, "{name} must be from 0 to 100; it is {found}", name=name, found=_kind(node)
            )
        else:
            return float(value)
        return None

    def _count(self, shape: Count, node: Node, name: Name) -> int | None:
        value = node.value if isinstance(node, Scalar) else None
        if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
            self.note(
                node, "{name} must be a whole number; it is {found}", name=name, found=_kind(node)
            )
        elif not shape.least <= value <= shape.most:
            self.note(
                node, "{name} must be from {least} to {most}; it is {found}",
                name=name, least=shape.least, most=shape.most, found=_kind(node),
            )  # fmt: skip
        else:
            return int(value)
        return None

    def _flag(self, node: Node, name: Name) -> bool | None:
        if isinstance(node, Scalar) and isinstance(node.value, bool):
            return node.value
        self.note(node, "{name} must be true or false; it is {found}", name=name, found=_kind(node))
        return None

    def _items(self, shape: Items, node: Node, name: Name) -> list[Any]:
        if not isinstance(node, Listing):
            self.note(
                node, "{name} must be a list; it is {found}", "Begin each line with - .",
                name=name, found=_kind(node),
            )  # fmt: skip
            return []
        if len(node.items) < shape.least:
            self.note(node, "{name} must not be empty", name=name)
        seen: list[Any] = []
        for item in node.items:
            if (plain := _plain(item)) in seen:
                self.note(item, "{name} has the same value twice", name=name)
            seen.append(plain)
        return [
            self.check(shape.item, item, KmsError("an item of {name}", name=name))
            for item in node.items
        ]

    def _short(self, shape: Short, node: Node, name: Name) -> Any:
        if shape.text and isinstance(node, Scalar):
            return self.check(shape.text, node, name)
        if not shape.text and isinstance(node, Scalar) and node.value is None:
            return {}
        return self.check(shape.full, node, name)

    def _mapping(self, shape: Named | Fields, node: Node, name: Name) -> dict[str, Any]:
        if not isinstance(node, Table):
            text = "{name} must be a mapping; it is {found}"
            if isinstance(shape, Fields):
                text = "{name} must be a mapping with {keys}; it is {found}"
            keys = ", ".join(shape.keys) if isinstance(shape, Fields) else ""
            self.note(node, text, name=name, keys=keys, found=_kind(node))
            return {}
        values: dict[str, Any] = {}
        for key, value in self._unique(node):
            if isinstance(shape, Named):
                self._rules(shape.key, key)
                values[key.text] = self.check(shape.value, value, key.text)
            elif key.text in shape.keys:
                values[key.text] = self.check(shape.keys[key.text], value, key.text)
            else:
                offer = meant(key.text, shape.keys)
                self.note(key, "unknown key {key}{offer}", key=quoted(key.text), offer=offer)
        for missing in _missing(shape, node):
            self.note(node, '{name} lacks the key "{key}"', name=name, key=missing)
        if isinstance(shape, Named) and len(node.pairs) < shape.least:
            self.note(node, "{name} must not be empty", name=name)
        return values

    def _unique(self, node: Table) -> Iterator[tuple[Scalar, Node]]:
        """Yield each key once, and note the others."""
        first: dict[str, int] = {}
        for key, value in node.pairs:
            if key.text in first:
                text = "duplicate key {key}; first at line {first}"
                self.note(key, text, key=quoted(key.text), first=first[key.text])
            else:
                first[key.text] = key.line
                yield key, value


def _missing(shape: Named | Fields, node: Table) -> list[str]:
    """Return the required keys that a mapping lacks."""
    present = {key.text for key, _ in node.pairs}
    required = shape.required if isinstance(shape, Fields) else ()
    return [name for name in required if name not in present]
