"""The output formats: one file each, ``render(result) -> str``; the file is the registration.

A format that shows only some results makes ``render`` a ``functools.singledispatch`` function
and registers those.
"""

from __future__ import annotations

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
    dispatch = getattr(_load(name).render, "dispatch", None)
    return dispatch is None or dispatch(kind) is not dispatch(object)


def _load(name: str) -> Report:
    return cast("Report", registry.load(sys.modules[__name__], name))
