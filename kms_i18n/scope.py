"""What a policy looks at: the evidence, which demand each segment falls under, and which no demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from kms_i18n.messages import tr
from kms_i18n.model import State
from kms_i18n.results import Demanded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kms_i18n.approvals import Reviewers
    from kms_i18n.model import Approval, Demand, Finding, Override, Policy, Unit
    from kms_i18n.results import Reason


class Evidence(Struct, frozen=True):
    """What a verdict is based on. Mappings by locale hold every locale that is judged."""

    units: Mapping[str, Sequence[Unit]]
    findings: Mapping[str, Sequence[Finding]] = field(default_factory=dict)
    approvals: Mapping[str, Mapping[str, frozenset[Approval]]] = field(default_factory=dict)
    """By locale and fingerprint: the approvals that count."""
    authors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Fingerprint to the names of who committed the pair; missing: not known."""
    reviewers: Reviewers = field(default_factory=dict)
    ages: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """(document, source text) to days since it was committed; missing: older than any grace."""
    base: Evidence | None = None
    """The same of the base revision, where the policy has one."""
    frozen: Mapping[str, Sequence[str]] | None = None
    """Document to its texts at the freeze, where the policy has one."""
    overrides: tuple[Override, ...] = ()
    """Those in force."""
    source_locale: str = "en"
    notes: tuple[str, ...] = ()


class Scope(Struct, frozen=True):
    """The segments of one document in one locale that one demand is made of."""

    locale: str
    document: str
    section: str
    """What the policy calls the section; empty: none of its sections."""
    demand: Demand
    units: tuple[Unit, ...]
    grace: int = 0
    """Segments left out because they are within grace."""

    @property
    def label(self) -> str:
        """How messages call it."""
        return f"{self.document} ({self.section})" if self.section else self.document

    @property
    def waiting(self) -> str:
        """The end of a message: how many segments are within grace."""
        return " (" + tr("{n} within grace", n=self.grace) + ")" if self.grace else ""

    def share(self, least: State) -> float:
        """Return the percentage at ``least`` or better, rounded down to 0.1; of nothing, 100."""
        done, total = self.count(least)
        return (done * 1000 // total) / 10 if total else 100.0

    def count(self, least: State) -> tuple[int, int]:
        """Return how much is at ``least`` or better, and how much there is, in the measure."""
        sizes = [(u.words if self.demand.measure == "words" else 1, u.state) for u in self.units]
        return sum(n for n, state in sizes if state >= least), sum(n for n, _ in sizes)

    def demanded(self, rule: str, text: str, reasons: tuple[Reason, ...], *, met: bool) -> Demanded:
        """Return a demand on this scope."""
        return Demanded(rule, self.locale, text, met, reasons, self.document, self.section)


def scopes(
    policy: Policy,
    locale: str,
    units: Sequence[Unit],
    ages: Mapping[tuple[str, str], int],
    overrides: Sequence[Override],
) -> Iterator[Scope]:
    """Yield the scopes of a locale in the order of documents, the policy's own before sections."""
    groups: dict[tuple[str, str], list[Unit]] = {}
    demands: dict[tuple[str, str], Demand] = {}
    grace: dict[tuple[str, str], int] = {}
    for unit in units:
        section, demand = demand_of(policy, locale, unit.document, unit.segment.path)
        if demand is None:
            continue
        key = (unit.document, section)
        demands[key] = demand
        mine = groups.setdefault(key, [])
        if covered(overrides, locale, unit.document, unit.segment.path):
            continue
        age = ages.get((unit.document, unit.segment.text))
        if unit.state < State.APPROVED and policy.grace and age is not None and age <= policy.grace:
            grace[key] = grace.get(key, 0) + 1
            continue
        mine.append(unit)
    for key, mine in sorted(groups.items()):
        yield Scope(locale, *key, demands[key], tuple(mine), grace.get(key, 0))


def demand_of(policy: Policy, locale: str, document: str, path: str) -> tuple[str, Demand | None]:
    """Return the section that a segment falls under, and its demand; None: it may lag."""
    for section in reversed(policy.sections):
        if section.locales and locale not in section.locales:
            continue
        if section.document and document not in section.documents:
            continue
        if begins(path, section.path):
            return section.label, None if section.may_lag else section.demand
    return "", policy.of(locale)


def begins(path: str, start: str) -> bool:
    """Return whether a structural path is ``start`` or lies below it; empty: every path does."""
    return not start or path == start or path.startswith(f"{start}/")


def overrides_of(policy: Policy, overrides: Sequence[Override]) -> tuple[Override, ...]:
    """Return the overrides that speak of a policy, sorted."""
    return tuple(sorted(o for o in overrides if o.policy in ("*", policy.name)))


def covered(overrides: Sequence[Override], locale: str, document: str, path: str) -> bool:
    """Return whether an override covers a segment."""
    for override in overrides:
        if override.locale not in ("*", locale):
            continue
        if override.place in ("*", document):
            return True
        if override.place.startswith(f"{document}:"):
            start = override.place.removeprefix(f"{document}:")
            if begins(path, start):
                return True
    return False
