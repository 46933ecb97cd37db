"""Shapes that values of the configuration can have; each can be checked and shown to editors.

A shape is data: ``kms_i18n.config.check`` holds a value against one, and ``json_schema`` says the
same to an editor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Rule(Struct, frozen=True):
    """A regular expression that a text must match, and what to say when it does not.

    The expression is searched, never full-matched, and keeps to what Python and ECMAScript read
    alike: ``.`` and ``$`` are safe because the first rule of every text refuses line ends.
    """

    pattern: str
    message: str
    """Completes the sentence ``"the text" …``."""


class Text(Struct, frozen=True):
    """A string; every rule holds."""

    says: str
    rules: tuple[Rule, ...]
    suggest: Callable[[str], str] | None = None
    """Maps a refused text to the one that was probably meant, or to an empty string."""


class Choice(Struct, frozen=True):
    """One word of a few."""

    says: str
    words: tuple[str, ...]


class Percent(Struct, frozen=True):
    """A number from 0 to 100, without a percent sign."""

    says: str


class Count(Struct, frozen=True):
    """A whole number."""

    says: str
    least: int
    most: int


class Flag(Struct, frozen=True):
    """``true`` or ``false``."""

    says: str


class Items(Struct, frozen=True):
    """A list of values of one shape."""

    says: str
    item: Shape
    least: int = 0


class Named(Struct, frozen=True):
    """A mapping whose keys the user chooses."""

    says: str
    key: Text
    value: Shape
    least: int = 0


class Fields(Struct, frozen=True):
    """A mapping with known keys; any other key is an error."""

    says: str
    keys: Mapping[str, Shape]
    required: tuple[str, ...] = ()
    defaults: Mapping[str, str | int] = field(default_factory=dict)


class Short(Struct, frozen=True):
    """A mapping that may be shortened: to a text, or to nothing at all."""

    says: str
    full: Fields
    text: Text | None = None
    """None: the short form is an empty value."""


Shape = Text | Choice | Percent | Count | Flag | Items | Named | Fields | Short


def json_schema(shape: Shape) -> dict[str, Any]:
    """Return one shape as JSON Schema."""
    return {"description": shape.says, **_keywords(shape)}


def _keywords(shape: Shape) -> dict[str, Any]:
    """Return what a shape demands, in the words of JSON Schema."""
    match shape:
        case Text():
            said: dict[str, Any] = {"allOf": [{"pattern": rule.pattern} for rule in shape.rules]}
            return {"type": "string", **said}
        case Choice():
            return {"enum": list(shape.words)}
        case Percent():
            return {"type": "number", "minimum": 0, "maximum": 100}
        case Count():
            return {"type": "integer", "minimum": shape.least, "maximum": shape.most}
        case Flag():
            return {"type": "boolean"}
        case Short():
            brief = json_schema(shape.text) if shape.text else {"type": "null"}
            return {"anyOf": [brief, json_schema(shape.full)]}
        case Items():
            said = {"minItems": shape.least, "uniqueItems": True, "items": json_schema(shape.item)}
            return {"type": "array", **said}
        case Named() | Fields():
            return {"type": "object", **_keys(shape)}


def _keys(shape: Named | Fields) -> dict[str, Any]:
    """Return what a mapping demands of its keys."""
    if isinstance(shape, Named):
        return {
            "propertyNames": json_schema(shape.key),
            "additionalProperties": json_schema(shape.value),
            "minProperties": shape.least,
        }
    keys = {name: json_schema(value) for name, value in shape.keys.items()}
    for name, default in shape.defaults.items():
        keys[name] = {**keys[name], "default": default}
    required = {"required": list(shape.required)} if shape.required else {}
    return {"properties": keys, "additionalProperties": False, **required}
