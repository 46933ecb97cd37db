"""The output formats: one file each, ``render(result) -> str``; the file is the registration.

A format that shows only some results makes ``render`` a ``functools.singledispatch`` function,
registers those, and names their types in a line ``SHOWS = ("Status", …)``: from it the command
line knows what to offer without importing the format. A test holds the two together. One that
shows nearly all has a function ``shows(type) -> bool`` in place of both.
"""

from __future__ import annotations

import re
import sys
from typing import Any, Protocol, cast

from kms_i18n import registry
from kms_i18n.errors import KmsError


class Report(Protocol):
    """What a module in this folder must have."""

    def render(self, result: Any) -> str:
        """Return the result as text that ends with a line end."""
        ...


def names() -> list[str]:
    """Return the names of the formats, sorted."""
    return registry.names(sys.modules[__name__])


def render(name: str, result: Any) -> str:
    """Return a result in the format called ``name``.

    Raises ``KeyError`` if there is no such format, ``KmsError`` if it cannot show this result.
    """
    if not shows(name, type(result)):
        others = ", ".join(other for other in names() if shows(other, type(result)))
        hint = "Formats for it: {others}."
        raise KmsError("no {name} form of this result", hint=hint, name=name, others=others)
    return _load(name).render(result)


def shows(name: str, kind: type) -> bool:
    """Return whether the format called ``name`` has a form for results of this type."""
    report = _load(name)
    if own := getattr(report, "shows", None):
        return bool(own(kind))
    dispatch = getattr(report.render, "dispatch", None)
    return dispatch is None or dispatch(kind) is not dispatch(object)


def showing(*kinds: str) -> list[str]:
    """Return the formats that show at least one of some results, named by their types; imports none."""
    return [name for name in names() if (known := _shown(name)) is None or known & set(kinds)]


def _shown(name: str) -> set[str] | None:
    """Return the types of results that a format shows, from its file; None: every one."""
    file = f"{__path__[0]}/{name.replace('-', '_')}.py"
    with open(file, encoding="utf-8") as text:  # noqa: PTH123  (no Path here: it would be imported)
        found = re.search(r"^SHOWS = \(([^)]*)\)", text.read(), re.MULTILINE)
    return set(re.findall(r"\w+", found[1])) if found else None


def _load(name: str) -> Report:
    return cast("Report", registry.load(sys.modules[__name__], name))
