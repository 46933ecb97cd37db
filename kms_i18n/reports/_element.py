"""HTML as a tree of elements that knows only names, attributes and texts; one place escapes.

Nothing here takes markup: a text can become neither an element nor an attribute, because the
only way to make one is to name it in the program. ``style``, event handlers and addresses other
than fragments and http(s) are refused, so that a strict Content-Security-Policy never has to be
the one who notices.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from kms_i18n.text import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9-]*")
_VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "wbr"})
_RAW = frozenset({"script", "style"})
_LINKS = frozenset({"action", "formaction", "href", "src", "xlink:href"})
# A line end in a text begins no line of the file: CI systems read commands at the start of lines.
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "\n": "&#10;"})  # fmt: skip


class Element(NamedTuple):
    """An element: its name, its attributes in order, and what stands in it."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    children: tuple[Element | str, ...]


Content = Element | str | None | bool
"""What may stand in an element; None and False are left out."""


def element(
    name: str, /, *children: Content | Iterable[Content], **attributes: str | int | bool | None
) -> Element:
    """Return an element; ``class_`` reads as ``class`` and ``aria_label`` as ``aria-label``.

    An attribute of None or False is left out, one of True has no value. Raises ``ValueError`` for
    what could run or load something: inline style, handlers, addresses of another scheme.
    """
    found: list[tuple[str, str]] = []
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        attribute = key.rstrip("_").replace("_", "-")
        text = "" if value is True else safe(str(value))
        _check(name, attribute, text)
        found.append((attribute, text))
    return Element(name, tuple(found), tuple(_flat(children)))


def _check(name: str, attribute: str, value: str) -> None:
    if not (_NAME.fullmatch(name) and _NAME.fullmatch(attribute)):
        raise ValueError(f"no name of an element and its attribute: {name} {attribute}")
    if attribute == "style" or attribute.lower().startswith("on"):
        raise ValueError(f"{attribute} is not for a page without inline code")
    if attribute in _LINKS and not value.startswith(("#", "https://", "http://")):
        raise ValueError(f"{attribute} leads to {value}")


def _flat(children: Iterable[Content | Iterable[Content]]) -> Iterator[Element | str]:
    for child in children:
        if isinstance(child, Element | str):
            yield child
        elif child is not None and not isinstance(child, bool):
            yield from _flat(child)


def escape(text: str) -> str:
    """Return a text as HTML and XML show it: the one place where that is done."""
    return safe(text).translate(_ESCAPES)


def serialise(root: Element) -> str:
    """Return an element and all in it as HTML that is well-formed XML too.

    Raises ``ValueError`` for a style or script that would end before its end.
    """
    pieces: list[str] = []
    _write(root, pieces)
    return "".join(pieces)


def _write(node: Element | str, pieces: list[str]) -> None:
    if isinstance(node, str):
        pieces.append(escape(node))
        return
    head = "".join(f' {key}="{value.translate(_ESCAPES)}"' for key, value in node.attributes)
    if node.name in _VOID or (not node.children and node.name in _EMPTY_SVG):
        pieces.append(f"<{node.name}{head}/>")
        return
    pieces.append(f"<{node.name}{head}>")
    if node.name in _RAW:
        pieces.append(_raw(node))
    else:
        for child in node.children:
            _write(child, pieces)
    pieces.append(f"</{node.name}>")


_EMPTY_SVG = frozenset({"circle", "line", "path", "polygon", "polyline", "rect"})


def _raw(node: Element) -> str:
    """Return a style or script of the program's own, which is written as it stands."""
    text = "".join(child for child in node.children if isinstance(child, str))
    if "</" in text or "<!--" in text:
        raise ValueError(f"a {node.name} that would end early")
    return text


def page(language: str, title: str, body: Element, style: str, script: str = "") -> str:
    """Return one self-contained HTML file which may load nothing and run only ``script``."""
    allowed = f"default-src 'none'; style-src '{_hash(style)}'; base-uri 'none'; form-action 'none'"
    if script:
        allowed += f"; script-src '{_hash(script)}'"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=allowed),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="generator", content=GENERATOR),
        element("title", title),
        element("style", style),
    )
    run = element("script", script) if script else None
    html = element("html", head, Element("body", body.attributes, (*body.children, *_flat([run]))), lang=language)  # fmt: skip
    return f"<!DOCTYPE html>\n{serialise(html)}\n"


GENERATOR = "kms-i18n"
"""By this a page of ours is known again before it is replaced."""


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
