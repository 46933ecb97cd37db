"""Nothing may get worse than the base revision, and a frozen source may not change at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n import scope
from kms_i18n.model import Severity, State
from kms_i18n.results import Demanded, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kms_i18n.model import Override, Policy, Unit
    from kms_i18n.policy import Evidence
    from kms_i18n.scope import Scope

_STATES = (State.TRANSLATED, State.APPROVED)


def no_worse(
    policy: Policy, locale: str, evidence: Evidence, overrides: Sequence[Override]
) -> Iterator[Demanded]:
    """Yield whether each document of a locale is at least as good as in the base revision."""
    assert evidence.base is not None  # noqa: S101 (the caller looked)
    old_units = evidence.base.units.get(locale, ())
    then = {
        (part.document, part.section): part
        for part in scope.scopes(policy, locale, old_units, {}, overrides)
    }
    for part in scope.scopes(policy, locale, evidence.units[locale], evidence.ages, overrides):
        old = then.get((part.document, part.section))
        if old is not None:
            for state in _STATES:
                yield _held(policy, part, old, state)
    yield _no_more_errors(policy, locale, evidence)


def _held(policy: Policy, part: Scope, old: Scope, state: State) -> Demanded:
    """Return whether the share of a state has not fallen. Fractions are compared, not percents."""
    (done, total), (was, of) = part.count(state), old.count(state)
    met = not total or not of or done * of >= was * total
    text = (
        f"{part.label}: {state.label} {part.share(state):.1f} % of {part.demand.measure}, "
        f"{old.share(state):.1f} % at {policy.base}"
    )
    before = {unit.segment.text: unit for unit in old.units}
    reasons = () if met else tuple(_fallen(part.units, before, state, policy.base))
    return part.demanded("ratchet", text, reasons, met=met)


def _fallen(
    units: Sequence[Unit], before: dict[str, Unit], state: State, base: str
) -> Iterator[Reason]:
    """Yield the segments that were better in the base, or are not in it, and fall short."""
    from kms_i18n.policy import shortfall

    for unit in units:
        old = before.get(unit.segment.text)
        if unit.state >= state or (old is not None and old.state < state):
            continue
        reason = shortfall("ratchet", unit, state)
        was = f"{old.state.label} at {base}" if old else f"new since {base}"
        yield Reason(
            reason.rule, reason.locale, reason.document, reason.segment, reason.path, reason.line,
            f"{unit.state.label}, {was}", reason.help, reason.command, reason.who, reason.words,
        )  # fmt: skip


def _no_more_errors(policy: Policy, locale: str, evidence: Evidence) -> Demanded:
    """Return whether a locale has no more errors than the base."""
    assert evidence.base is not None  # noqa: S101 (the caller looked)

    def errors(some: Evidence) -> list[tuple[str, str, str, str]]:
        return [
            (f.document, f.segment, f.rule, f.message)
            for f in some.findings.get(locale, ())
            if f.severity is Severity.ERROR
        ]

    now, was = errors(evidence), errors(evidence.base)
    met = len(now) <= len(was)
    known = set(was)
    reasons = tuple(
        Reason(
            "ratchet", locale, f.document, f.segment, f.path, f.line,
            f"{f.severity}, new since {policy.base}: {f.message} [{f.rule}]",
            "correct the translation, then check again", f"kms-i18n check -l {locale}",
        )
        for f in evidence.findings.get(locale, ())
        if f.severity is Severity.ERROR and (f.document, f.segment, f.rule, f.message) not in known
    )  # fmt: skip
    text = f"{len(now)} errors, {len(was)} at {policy.base}"
    return Demanded("ratchet", locale, text, met, () if met else reasons)


def frozen(policy: Policy, evidence: Evidence) -> Iterator[Demanded]:
    """Yield whether each document still has exactly the texts that it had at the freeze."""
    assert evidence.frozen is not None  # noqa: S101 (the caller looked)
    now: dict[str, dict[str, Unit]] = {}
    for units in evidence.units.values():
        for unit in units:
            now.setdefault(unit.document, {})[unit.segment.text] = unit
    for document in sorted({*now, *evidence.frozen}):
        texts = now.get(document, {})
        was = evidence.frozen.get(document, ())
        changed = [unit for text, unit in texts.items() if text not in was]
        gone = [text for text in was if text not in texts]
        label = f"{document}: {len(changed)} texts new or edited and {len(gone)} gone since"
        help_text = f"take the change back, or lift the freeze at {policy.freeze}"
        reasons = [
            Reason(
                "freeze", evidence.source_locale, document, unit.segment.path, document, 0,
                f"not in {policy.freeze}", help_text, f"kms-i18n diff {policy.freeze}",
            )
            for unit in changed
        ]  # fmt: skip
        if gone and not changed:
            text = f"{len(gone)} texts of {policy.freeze} are gone"
            command = f"kms-i18n diff {policy.freeze}"
            place = ("freeze", evidence.source_locale, document, "", document, 0)
            reasons.append(Reason(*place, text, help_text, command))
        yield Demanded(
            "freeze", evidence.source_locale, f"{label} {policy.freeze}, none allowed",
            not changed and not gone, tuple(reasons), document,
        )  # fmt: skip
