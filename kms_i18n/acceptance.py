"""Edits of the source that change nothing that is said, and somebody's recorded word for each.

A line in the approvals file, of the kind ``source-accepted``: the fingerprint of the pair as it
is now, who, when, and as its note the source that the translation was written for. The line
proves nothing by itself: the class of the edit is told again from the two texts each time, so a
line that somebody forges cannot make a change of meaning pass. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kms_i18n import approvals as ledger
from kms_i18n.classes import classify
from kms_i18n.model import Approval, ChangeClass
from kms_i18n.text import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kms_i18n.model import Entry

    Texts = tuple[str, ...]
    """A source, and its plural where it has one."""

_MOST_TEXTS = 2


def change_class(old: Texts, new: Texts, locale: str) -> ChangeClass:
    """Return the class of an edit of a message, its plural included; the graver one of both.

    Texts of other shapes are ``structure``.
    """
    if len(old) != len(new):
        return ChangeClass.STRUCTURE
    for before, after in zip(old, new, strict=True):
        klass = classify(before, after, locale)
        if klass is not ChangeClass.TYPOGRAPHIC:
            return klass
    return ChangeClass.TYPOGRAPHIC


def texts(entry: Entry) -> Texts:
    """Return what is translated by an entry."""
    return (entry.source,) if entry.source_plural is None else (entry.source, entry.source_plural)


def previous(entry: Entry) -> Texts | None:
    """Return what an entry's translation was written for, as the catalog remembers it."""
    if entry.previous_source is None or entry.previous_context not in (None, entry.context):
        return None
    if entry.previous_plural is None:
        return (entry.previous_source,)
    return (entry.previous_source, entry.previous_plural)


def pair(entry: Entry, source: Texts, locale: str) -> str:
    """Return the fingerprint of an entry's translation under another source."""
    return fingerprint(locale, entry.context, "\0".join(source), "\0".join(entry.targets))


def line(entry: Entry, source: Texts, locale: str, who: str, date: str) -> Approval:
    """Return the line that lets an entry stand for the source it had before."""
    import json

    written = json.dumps(list(source), ensure_ascii=False)
    note = "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in written)
    return Approval(ledger.bind(entry, locale), ledger.ACCEPTED, who, date, note)


def accepted(approval: Approval) -> Texts | None:
    """Return the source that a line speaks of; None if it is no such line, or not to be read."""
    if approval.kind != ledger.ACCEPTED:
        return None
    import json

    try:
        found = json.loads(approval.note)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, list) or not 1 <= len(found) <= _MOST_TEXTS:
        return None
    return tuple(found) if all(isinstance(text, str) for text in found) else None


def former(
    lines: Iterable[Approval], entries: Iterable[Entry], locale: str, source_locale: str
) -> dict[str, tuple[str, ...]]:
    """Return the pairs that each entry's pair was before, by fingerprint, the latest first.

    Only finished entries have any, and only such whose source differs by type alone from the one
    of today, however many edits lie between: many small steps must not add up to another meaning.
    """
    known: defaultdict[str, list[Texts]] = defaultdict(list)
    for approval in sorted(ledger.standing(lines)):
        if (source := accepted(approval)) is not None:
            known[approval.fingerprint].append(source)
    found: dict[str, tuple[str, ...]] = {}
    for entry in entries if known else ():
        start = ledger.bind(entry, locale)
        if start not in known or entry.fuzzy or entry.obsolete or not entry.translated:
            continue
        seen = [start]
        for name in seen:
            for source in known.get(name, ()):
                before = pair(entry, source, locale)
                klass = change_class(source, texts(entry), source_locale)
                if before not in seen and klass is ChangeClass.TYPOGRAPHIC:
                    seen.append(before)
        if seen[1:]:
            found[start] = tuple(seen[1:])
    return found


def carried(
    lines: Iterable[Approval], before: Mapping[str, tuple[str, ...]]
) -> frozenset[Approval]:
    """Return the lines, and the approvals of former pairs as approvals of the pairs of today.

    ``before`` is what ``former`` returns. An approval that was withdrawn is not carried; one that
    its reviewer withdraws from the pair of today stays withdrawn.
    """
    every = frozenset(lines)
    given: defaultdict[str, set[Approval]] = defaultdict(set)
    for approval in ledger.standing(every) if before else ():
        if approval.kind != ledger.ACCEPTED:
            given[approval.fingerprint].add(approval)
    return every | {
        replace(approval, fingerprint=name)
        for name, olds in before.items()
        for old in olds
        for approval in given.get(old, ())
    }


class Ledger:
    """The lines of one approvals file, held against many versions of its catalogs."""

    def __init__(self, lines: frozenset[Approval]) -> None:
        self.lines = lines
        self.approved = _approved(lines)
        """The pairs that it approves, by fingerprint, when nothing is carried."""

    def covering(self, entries: Iterable[Entry], locale: str, source_locale: str) -> frozenset[str]:
        """Return the pairs of a catalog that are approved, by fingerprint.

        With the language of the source those too that accepted edits left standing; empty: none.
        """
        before = former(self.lines, entries, locale, source_locale) if source_locale else {}
        return _approved(carried(self.lines, before)) if before else self.approved


def _approved(lines: Iterable[Approval]) -> frozenset[str]:
    standing = ledger.standing(lines)
    return frozenset(line.fingerprint for line in standing if line.kind != ledger.ACCEPTED)
