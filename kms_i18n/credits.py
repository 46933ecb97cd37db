"""Who translated or approved which text, when, and from which source: what Git remembers of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kms_i18n.model import Approval, Entry, Unit

    Key = tuple[str | None, str]


class Hand(NamedTuple):
    """A commit by which a translation came to say what it says."""

    commit: str
    day: str
    author: str
    source: str
    """The source that it was translated from, or confirmed for."""


class Version(NamedTuple):
    """A catalog at one blob: its entries, and whose each translation is."""

    entries: Mapping[Key, Entry]
    hands: Mapping[Key, Hand]


class Credit(Struct, frozen=True):
    """One text in one locale."""

    unit: Unit
    hand: Hand | None
    """None: there is no translation, or it is not committed yet."""
    approvals: tuple[tuple[Approval, str], ...]
    """The approvals that hold, each with the commit that brought it; empty if not committed."""

    @property
    def current(self) -> bool:
        """Whether the translation was made from, or confirmed for, the source as it is now."""
        return self.hand is not None and self.hand.source == self.unit.segment.text

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        unit = self.unit
        return {
            "document": unit.document,
            "locale": unit.locale,
            "segment": unit.segment.path,
            "state": unit.state.label,
            "catalog": unit.catalog,
            "line": unit.entry.target_line if unit.entry else 0,
            "translated": self.hand and {**self.hand._asdict(), "current": self.current},
            "approved": [
                {"kind": a.kind, "reviewer": a.reviewer, "date": a.date, "commit": commit}
                for a, commit in self.approvals
            ],
        }


class Credits(Struct, frozen=True):
    """Every text of some locales, in the order of the documents."""

    schema: ClassVar[str] = "kms-i18n/blame/1"
    credits: tuple[Credit, ...]
    shallow: bool = False
    """Whether the clone ends before the first commit: the oldest hands are those that it has."""

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        found = [credit.data() for credit in self.credits]
        return {"schema": self.schema, "shallow": self.shallow, "texts": found}


def follow(
    entries: Iterable[Entry], parents: Iterable[Version], commit: str, day: str, author: str
) -> Version:
    """Return whose each translation is after a commit, from the versions before it.

    A translation stays its author's while its text stays, also when the source moves on under it.
    Who takes its fuzzy mark off, or lets it stand for another source, answers for it from then on.
    """
    before = list(parents)
    found: dict[Key, Entry] = {entry.key: entry for entry in entries}
    hands: dict[Key, Hand] = {}
    for key, entry in found.items():
        if entry.translated:
            old = next(filter(None, (_inherited(entry, version) for version in before)), None)
            hands[key] = old or Hand(commit, day, author, entry.previous_source if entry.fuzzy and entry.previous_source else entry.source)  # fmt: skip
    return Version(found, hands)


def _inherited(entry: Entry, version: Version) -> Hand | None:
    """Return whose a translation was already, in one version before."""
    for source in (entry.source, entry.previous_source):
        if source is None:
            continue
        key = (entry.context, source)
        old = version.entries.get(key)
        if old is None or old.targets != entry.targets:
            continue
        confirmed = not entry.fuzzy and (old.fuzzy or source != entry.source)
        return None if confirmed else version.hands.get(key)
    return None
