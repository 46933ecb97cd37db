"""The approvals of one locale: who stands by exactly which translation of exactly which source.

One line an approval, sorted, tab-separated: fingerprint, kind, reviewer, date, note. The
fingerprint binds it to one (locale, context, source, target): change one character and it no
longer covers anything, change it back and it does again. Git merges such a file by union.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kms_i18n.errors import KmsError
from kms_i18n.model import Approval
from kms_i18n.text import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kms_i18n.model import Entry

_FINGERPRINT = re.compile(r"\d+:[0-9a-f]{64}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def parse(data: bytes, path: str) -> frozenset[Approval]:
    """Return the approvals in a file; their order and repetitions mean nothing.

    Raises ``KmsError`` with the line for anything that is not an approval: a gate must not
    guess at who approved what.
    """
    found: set[Approval] = set()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = data.count(b"\n", 0, error.start) + 1
        raise KmsError("not UTF-8", path=path, line=place, hint="Save the file as UTF-8.") from None
    for number, line in enumerate(text.split("\n"), start=1):
        row = line.removesuffix("\r")
        if not row.strip() or row.startswith("#"):
            continue
        fields = row.split("\t")
        if not _is_approval(fields):
            raise KmsError(
                "not an approval: expected fingerprint, kind, reviewer, date and, if any, a note",
                path=path,
                line=number,
                hint="Restore the line from Git, or delete it and approve again.",
            )
        found.add(Approval(*fields))
    return frozenset(found)


def dump(approvals: Iterable[Approval]) -> bytes:
    """Return the file: one line each, sorted, without repetitions."""
    rows = sorted(set(approvals))
    lines = (f"{a.fingerprint}\t{a.kind}\t{a.reviewer}\t{a.date}\t{a.note}".rstrip() for a in rows)
    return "".join(f"{line}\n" for line in lines).encode()


def bind(entry: Entry, locale: str) -> str:
    """Return the fingerprint of an entry as it stands now, all its plural forms included."""
    source = entry.source
    if entry.source_plural is not None:
        source = f"{source}\0{entry.source_plural}"
    return fingerprint(locale, entry.context, source, "\0".join(entry.targets))


def covers(approvals: Iterable[Approval], entry: Entry | None, locale: str) -> bool:
    """Return whether one of these approvals is for exactly this source and this target."""
    if entry is None:
        return False
    wanted = bind(entry, locale)
    return any(approval.fingerprint == wanted for approval in approvals)


def _is_approval(fields: list[str]) -> bool:
    """Return whether the fields of a line have the shape of an approval."""
    wanted = len(fields) in {4, 5} and all(fields[:4])
    return (
        wanted
        and bool(_FINGERPRINT.fullmatch(fields[0]))
        and bool(_DATE.fullmatch(fields[3]))
        and all(field.isprintable() for field in fields)
    )
