"""Whether a release may go out, and every reason if not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from msgspec import Struct

if TYPE_CHECKING:
    from kms_i18n.model import Override, Unit


class Reason(Struct, frozen=True):
    """One thing that keeps a gate shut."""

    rule: str
    """The demand it breaks: ``minimum``, ``forbid``, ``approvals``, ``four-eyes``, ``ratchet``,
    ``freeze``, or the id of a check."""
    locale: str
    document: str
    segment: str
    path: str
    line: int
    message: str
    """What is, and what must be."""
    help: str
    """What would satisfy the demand."""
    command: str = ""
    """The command that does it; empty: it is done in an editor."""
    who: tuple[str, ...] = ()
    """Who can; empty: anybody."""
    words: int = 0
    """Source words left to do."""

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        values = {name: getattr(self, name) for name in self.__struct_fields__}
        return {**values, "who": list(self.who)}


class Demanded(Struct, frozen=True):
    """One demand of a policy on one locale, and whether it is met."""

    rule: str
    """``minimum``, ``forbid``, ``approvals``, ``four-eyes``, ``findings``, ``ratchet``, ``freeze``."""
    locale: str
    demand: str
    """For people: ``approved 0.0 % of words, 100 % required``."""
    met: bool
    reasons: tuple[Reason, ...] = ()
    document: str = ""
    section: str = ""
    """The section of the policy that demands it; empty: the policy itself."""

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "rule": self.rule,
            "locale": self.locale,
            "document": self.document,
            "section": self.section,
            "demand": self.demand,
            "met": self.met,
            "reasons": [reason.data() for reason in self.reasons],
        }


class Verdict(Struct, frozen=True):
    """Whether a policy lets a release go out, and every reason if not."""

    schema: ClassVar[str] = "kms-i18n/verdict/1"
    policy: str
    demands: tuple[Demanded, ...]
    units: tuple[Unit, ...] = ()
    """Every segment in every locale that was judged; for reports that have a line for each."""
    overrides: tuple[Override, ...] = ()
    """Overrides in force: what they cover does not refuse."""
    notes: tuple[str, ...] = ()
    """What could not be looked at, such as history beyond a shallow clone."""

    @property
    def passed(self) -> bool:
        """Whether every demand is met."""
        return all(demand.met for demand in self.demands)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Every reason of every demand that is not met."""
        return tuple(r for demand in self.demands if not demand.met for r in demand.reasons)

    def left(self) -> dict[str, tuple[int, int]]:
        """Return segments and source words that await work, by locale, each counted once."""
        words: dict[str, dict[tuple[str, str], int]] = {}
        for reason in self.reasons:
            mine = words.setdefault(reason.locale, {})
            key = (reason.document, reason.segment)
            mine[key] = max(reason.words, mine.get(key, 0))
        return {locale: (len(some), sum(some.values())) for locale, some in sorted(words.items())}

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "schema": self.schema,
            "policy": self.policy,
            "passed": self.passed,
            "demands": [demand.data() for demand in self.demands],
            "left": {
                locale: {"segments": segments, "words": words}
                for locale, (segments, words) in self.left().items()
            },
            "overrides": [
                {name: getattr(override, name) for name in override.__struct_fields__}
                for override in self.overrides
            ],
            "notes": list(self.notes),
        }
