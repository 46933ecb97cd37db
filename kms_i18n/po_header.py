"""The header of a catalog: ``Field: value`` lines in the translation of the empty text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_NPLURALS = re.compile(r"nplurals[ \t]*=[ \t]*([0-9]+)")


def fields(header: str) -> dict[str, str]:
    """Return the fields of a header's text in order; of two with one name the first."""
    found: dict[str, str] = {}
    for line in header.split("\n"):
        name, colon, value = line.partition(":")
        if colon and name.strip():
            found.setdefault(name.strip(), value.strip())
    return found


def plural_count(header: str) -> int | None:
    """Return the number after ``nplurals=``; None where there is none."""
    found = _NPLURALS.search(fields(header).get("Plural-Forms", ""))
    # Longer numbers are all beyond any limit; int() of millions of digits would take long.
    return int(found[1][:9]) if found else None


def with_fields(header: str, changes: Mapping[str, str | None]) -> str:
    """Return a header's text with fields set, or removed where the value is None.

    A field that is there keeps its place, a new one goes to the end; every other line stays.
    """
    wanted = dict(changes)
    lines: list[str] = []
    for line in header.split("\n"):
        name = line.partition(":")[0].strip()
        if ":" not in line or name not in changes:
            lines.append(line)
        elif name in wanted and (value := wanted.pop(name)) is not None:
            same = line.partition(":")[2].strip() == value
            lines.append(line if same else f"{name}: {value}")
    text = "\n".join(lines)
    if text and not text.endswith("\n"):
        text += "\n"
    return text + "".join(
        f"{name}: {value}\n" for name, value in wanted.items() if value is not None
    )
