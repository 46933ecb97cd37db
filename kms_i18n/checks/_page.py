r"""The page of a rule in the reference, and the examples that are on it.

An example is written like this, and the tests run it; whatever cannot be seen is written as
its code point::

    Bad (fr):
      source: Why?
      target: Pourquoi?

    Good (fr):
      source: Why?
      target: Pourquoi<U+202F>?

Further lines of an example may be ``flags:`` (``c-format, fuzzy``), ``plural:`` (the source's plural),
``forms:`` (the further plural forms of the translation), ``context:`` and ``previous:``; a second
``source:`` begins a second message. ``header:`` gives the catalog a header field, ``document:`` and
``text:`` (``\n`` is a line end) the document that it translates, ``term:`` a line of its glossary.
"""

from __future__ import annotations

import inspect
import re
from typing import NamedTuple

from kms_i18n.expressions import expression
from kms_i18n.messages import phrase, tr

_EXAMPLE = expression(
    r"^(?P<kind>Bad|Good) \((?P<locale>[\w-]+)\):\n(?P<fields>(?:  \w+:(?: .*)?(?:\n|\Z))+)",
    re.MULTILINE,
)
_FIELD = expression(r"^  (\w+):(?: (.*))?$", re.MULTILINE)
_CODE_POINT = expression(r"<U\+([0-9A-F]{4,6})>")
_SEVERITIES = (phrase("error"), phrase("warning"), phrase("info"))
_CATALOG_FIELDS = {"header", "document", "text", "term"}


class Example(NamedTuple):
    """A catalog that a rule must find something in, or must not."""

    bad: bool
    locale: str
    messages: tuple[dict[str, str], ...]
    """Fields of each message: ``source``, ``target``, ``flags``, …"""
    catalog: dict[str, str]
    """``header``, ``document``, ``text``, ``term``."""


def examples(docstring: str) -> list[Example]:
    """Return the examples in a rule's docstring, in order."""
    found = []
    for match in _EXAMPLE.finditer(inspect.cleandoc(docstring)):
        messages: list[dict[str, str]] = []
        catalog: dict[str, str] = {}
        for name, value in _FIELD.findall(match["fields"]):
            if name == "source":
                messages.append({})
            (catalog if name in _CATALOG_FIELDS else messages[-1])[name] = _unescape(value)
        found.append(Example(match["kind"] == "Bad", match["locale"], tuple(messages), catalog))
    return found


def page(name: str, severity: str, locales: tuple[str, ...], docstring: str) -> str:
    """Return one rule's page in Markdown, beginning with a heading of the second level."""
    text = _EXAMPLE.sub(_fenced, inspect.cleandoc(docstring))
    known = ", ".join(locales) or tr("every language")
    level = tr(severity)
    return f"## {name}\n\n*{level}; {known}*\n\n{text.strip()}\n"


def reference(pages: list[tuple[str, str, str]]) -> str:
    """Return the whole reference; ``pages`` holds (id, severity, page) of every rule, sorted."""
    rows = "".join(
        f"| [{name}](#{name}) | {severity} | {_summary(text)} |\n" for name, severity, text in pages
    )
    return (
        "# Checks\n\n"
        "Every rule of `kms-i18n check`; one page a rule also with `kms-i18n explain RULE`. Errors can\n"
        "refuse a release; warnings do so with `--profile strict` or where a policy says so; notes\n"
        "(info) never do. Code, markup, addresses and placeholders are not read as prose, and what\n"
        "stands in the source word for word is not reported. In the examples, `<U+00A0>` stands for a\n"
        "character that cannot be seen.\n\n"
        f"| Rule | Severity | Finds |\n|---|---|---|\n{rows}\n" + "\n".join(p[2] for p in pages)
    )


def _summary(text: str) -> str:
    return text.split("\n\n")[2].replace("\n", " ").replace("|", "\\|")


def _fenced(match: re.Match[str]) -> str:
    fields = inspect.cleandoc(match["fields"])
    kind = tr("Bad") if match["kind"] == "Bad" else tr("Good")
    return f"{kind} ({match['locale']}):\n\n```text\n{fields}\n```\n"


def _unescape(value: str) -> str:
    lines = value.replace("\\n", "\n")
    return _CODE_POINT.sub(lambda found: chr(int(found[1], 16)), lines)
