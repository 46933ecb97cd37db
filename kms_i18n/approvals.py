"""The approvals of one locale: who stands by exactly which translation of exactly which source.

One line an approval, sorted, tab-separated: fingerprint, kind, reviewer, date, note. The
fingerprint binds it to one (locale, context, source, target): change one character and it no
longer covers anything, change it back and it does again.

The file is a set of lines that only grows, so that Git may merge it by union: the order in which
branches meet, and how often, changes nothing. Withdrawing an approval adds a line too: the same
fingerprint and reviewer, and the kind with ``-`` before it. It undoes what that reviewer said of
that kind up to that day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.errors import KmsError
from kms_i18n.expressions import expression
from kms_i18n.model import Approval
from kms_i18n.records import rows
from kms_i18n.text import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kms_i18n.model import Entry

    Reviewers = Mapping[str, Mapping[str, Sequence[str]]]
    """Locale to kind to the names of those who may approve."""

_FINGERPRINT = expression(r"\d+:[0-9a-f]{64}")
_DATE = expression(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_KIND = expression(r"-?[a-z][a-z0-9-]{0,39}")
WITHDRAWN = "-"
"""Stands before the kind in a line that withdraws an approval."""
ACCEPTED = "source-accepted"
"""The kind of a line that approves nothing: it says that an edit of the source changed no word
(``kms_i18n.acceptance``)."""


def parse(data: bytes, path: str) -> frozenset[Approval]:
    """Return the approvals in a file; their order and repetitions mean nothing.

    Raises ``KmsError`` with the line for anything that is not an approval: a gate must not
    guess at who approved what.
    """
    found: set[Approval] = set()
    for number, fields in rows(data, path):
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
    told = sorted(set(approvals))
    lines = (f"{a.fingerprint}\t{a.kind}\t{a.reviewer}\t{a.date}\t{a.note}".rstrip() for a in told)
    return "".join(f"{line}\n" for line in lines).encode()


def bind(entry: Entry, locale: str) -> str:
    """Return the fingerprint of an entry as it stands now, all its plural forms included."""
    source = entry.source
    if entry.source_plural is not None:
        source = f"{source}\0{entry.source_plural}"
    return fingerprint(locale, entry.context, source, "\0".join(entry.targets))


def standing(approvals: Iterable[Approval]) -> frozenset[Approval]:
    """Return the approvals in force: those that were not withdrawn on their day or later."""
    withdrawn: dict[tuple[str, str, str], str] = {}
    given: list[Approval] = []
    for approval in approvals:
        if not approval.kind.startswith(WITHDRAWN):
            given.append(approval)
            continue
        key = (approval.fingerprint, approval.kind.removeprefix(WITHDRAWN), approval.reviewer)
        withdrawn[key] = max(approval.date, withdrawn.get(key, ""))
    return frozenset(
        a for a in given if withdrawn.get((a.fingerprint, a.kind, a.reviewer), "") < a.date
    )


def valid(
    approvals: Iterable[Approval], locale: str, reviewers: Reviewers
) -> dict[str, frozenset[Approval]]:
    """Return the approvals that count, by fingerprint: in force, and from somebody who may."""
    found: dict[str, set[Approval]] = {}
    for approval in standing(approvals):
        if approval.kind != ACCEPTED and may(reviewers, locale, approval.kind, approval.reviewer):
            found.setdefault(approval.fingerprint, set()).add(approval)
    return {name: frozenset(some) for name, some in found.items()}


def may(reviewers: Reviewers, locale: str, kind: str, reviewer: str) -> bool:
    """Return whether somebody may approve: anybody, in a locale that names no reviewers."""
    kinds = reviewers.get(locale)
    return kinds is None or reviewer.casefold() in {name.casefold() for name in kinds.get(kind, ())}


def same_person(reviewer: str, *names: str) -> bool:
    """Return whether a reviewer is the person whom Git knows by a name or an address."""
    return reviewer.casefold() in {name.casefold() for name in names}


def _is_approval(fields: list[str]) -> bool:
    """Return whether the fields of a line have the shape of an approval."""
    wanted = len(fields) in {4, 5} and all(fields[:4])
    return (
        wanted
        and bool(_FINGERPRINT.fullmatch(fields[0]))
        and bool(_KIND.fullmatch(fields[1]))
        and bool(_DATE.fullmatch(fields[3]))
        and all(field.isprintable() for field in fields)
    )
