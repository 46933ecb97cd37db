"""The page of a rule in the reference, and the examples that are on it.

An example is written like this, and the tests run it; whatever cannot be seen is written as
its code point::

    Bad (fr):
      source: Why?
      target: Pourquoi?

    Good (fr):
      source: Why?
      target: Pourquoi<U+202F>?

Further lines of an example may be ``flags:`` (``c-format, fuzzy``) and ``plural:``.
"""

from __future__ import annotations

import inspect
import re
from typing import NamedTuple

_EXAMPLE = re.compile(
    r"^(?P<kind>Bad|Good) \((?P<locale>[\w-]+)\):\n(?P<fields>(?:  \w+: .*(?:\n|\Z))+)",
    re.MULTILINE,
)
_FIELD = re.compile(r"^  (\w+): (.*)$", re.MULTILINE)
_CODE_POINT = re.compile(r"<U\+([0-9A-F]{4,6})>")


class Example(NamedTuple):
    """A translation that a rule must find, or must not."""

    bad: bool
    locale: str
    source: str
    target: str
    flags: tuple[str, ...] = ()
    plural: str | None = None


def examples(docstring: str) -> list[Example]:
    """Return the examples in a rule's docstring, in order."""
    found = []
    for match in _EXAMPLE.finditer(inspect.cleandoc(docstring)):
        fields = {name: _unescape(value) for name, value in _FIELD.findall(match["fields"])}
        flags = tuple(filter(None, re.split(r",\s*", fields.get("flags", ""))))
        found.append(
            Example(
                match["kind"] == "Bad", match["locale"], fields["source"], fields["target"],
                flags, fields.get("plural"),
            )
        )  # fmt: skip
    return found


def page(name: str, severity: str, locales: tuple[str, ...], docstring: str) -> str:
    """Return one rule's page in Markdown, beginning with a heading of the second level."""
    text = _EXAMPLE.sub(_fenced, inspect.cleandoc(docstring))
    known = ", ".join(locales) or "every language"
    return f"## {name}\n\n*{severity}; {known}*\n\n{text.strip()}\n"


def reference(pages: list[tuple[str, str, str]]) -> str:
    """Return the whole reference; ``pages`` holds (id, severity, page) of every rule, sorted."""
    rows = "".join(
        f"| [{name}](#{name}) | {severity} | {_summary(text)} |\n" for name, severity, text in pages
    )
    return (
        "# Checks\n\n"
        "Every rule of `kms-i18n check`. Errors can refuse a release; warnings do so where a policy\n"
        "says so; notes (info) never do. Code, markup, addresses and placeholders are not read as\n"
        "prose, and what stands in the source word for word is not reported. In the examples,\n"
        "`<U+00A0>` stands for a character that cannot be seen.\n\n"
        f"| Rule | Severity | Finds |\n|---|---|---|\n{rows}\n" + "\n".join(p[2] for p in pages)
    )


def _summary(text: str) -> str:
    return text.split("\n\n")[2].replace("\n", " ").replace("|", "\\|")


def _fenced(match: re.Match[str]) -> str:
    fields = inspect.cleandoc(match["fields"])
    return f"{match['kind']} ({match['locale']}):\n\n```text\n{fields}\n```\n"


def _unescape(value: str) -> str:
    return _CODE_POINT.sub(lambda found: chr(int(found[1], 16)), value).replace("\\n", "\n")
