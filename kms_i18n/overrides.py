"""The overrides file: who lets which segments pass which policy, until when, and why.

One line each, tab-separated: policy, locale, place, last day, person, reason. A line counts once
it is committed, and until its last day has passed by the day of the last commit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kms_i18n.errors import KmsError
from kms_i18n.model import Override
from kms_i18n.records import rows

if TYPE_CHECKING:
    from collections.abc import Iterable

_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_FIELDS = 6


def parse(data: bytes, path: str) -> frozenset[Override]:
    """Return the overrides in a file. Raises ``KmsError`` with the line for anything else in it."""
    found: set[Override] = set()
    for number, fields in rows(data, path):
        if len(fields) != _FIELDS or not all(f.strip() and f.isprintable() for f in fields):
            raise KmsError(
                "not an override: expected policy, locale, place, last day, person and reason",
                path=path,
                line=number,
                hint="Separate the six with tabs; * as locale or place means every one.",
            )
        if not _DATE.fullmatch(fields[3]):
            hint = "Write it as 2026-01-31."
            raise KmsError('"{day}" is no day', path=path, line=number, hint=hint, day=fields[3])
        found.add(Override(*fields))
    return frozenset(found)


def in_force(overrides: Iterable[Override], today: str) -> tuple[Override, ...]:
    """Return the overrides whose last day has not passed, sorted; ``today`` is ISO 8601."""
    return tuple(sorted(o for o in overrides if today and today <= o.until))
