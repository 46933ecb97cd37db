"""Nothing may get worse than the base revision, and a frozen source may not change at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n import scope, states
from kms_i18n.messages import tr
from kms_i18n.model import Severity, State
from kms_i18n.remedies import shortfall
from kms_i18n.results import Demanded, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kms_i18n.model import Override, Policy, Unit
    from kms_i18n.scope import Evidence, Scope

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
    figures = {
        "place": part.label, "state": states.name(state), "share": f"{part.share(state):.1f}",
        "old": f"{old.share(state):.1f}", "base": policy.base,
    }  # fmt: skip
    if part.demand.measure == "words":
        text = tr("{place}: {state} {share} % of words, {old} % at {base}", **figures)
    else:
        text = tr("{place}: {state} {share} % of segments, {old} % at {base}", **figures)
    before = {unit.segment.text: unit for unit in old.units}
    reasons = () if met else tuple(_fallen(part.units, before, state, policy.base))
    return part.demanded("ratchet", text, reasons, met=met)


def _fallen(
    units: Sequence[Unit], before: dict[str, Unit], state: State, base: str
) -> Iterator[Reason]:
    """Yield the segments that were better in the base, or are not in it, and fall short."""
    for unit in units:
        old = before.get(unit.segment.text)
        if unit.state >= state or (old is not None and old.state < state):
            continue
        reason = shortfall("ratchet", unit, state)
        now = states.name(unit.state)
        if old:
            text = tr("{state}, {old} at {base}", state=now, old=states.name(old.state), base=base)
        else:
            text = tr("{state}, new since {base}", state=now, base=base)
        yield Reason(
            reason.rule, reason.locale, reason.document, reason.segment, reason.path, reason.line,
            text, reason.help, reason.command, reason.who, reason.words,
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
            tr("{severity}, new since {base}: {message}", severity=f.severity, base=policy.base, message=f"{f.message} [{f.rule}]"),
            tr("correct the translation, then check again"), f"kms-i18n check -l {locale}",
        )
        for f in evidence.findings.get(locale, ())
        if f.severity is Severity.ERROR and (f.document, f.segment, f.rule, f.message) not in known
    )  # fmt: skip
    text = tr("{n} errors, {old} at {base}", n=len(now), old=len(was), base=policy.base)
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
        demanded = tr(
            "{document}: {changed} texts new or edited and {gone} gone since {freeze}, none allowed",
            document=document, changed=len(changed), gone=len(gone), freeze=policy.freeze,
        )  # fmt: skip
        help_text = tr("take the change back, or lift the freeze at {freeze}", freeze=policy.freeze)
        reasons = [
            Reason(
                "freeze", evidence.source_locale, document, unit.segment.path, document, 0,
                tr("not in {freeze}", freeze=policy.freeze), help_text, f"kms-i18n diff {policy.freeze}",
            )
            for unit in changed
        ]  # fmt: skip
        if gone and not changed:
            text = tr("{n} texts of {freeze} are gone", n=len(gone), freeze=policy.freeze)
            command = f"kms-i18n diff {policy.freeze}"
            place = ("freeze", evidence.source_locale, document, "", document, 0)
            reasons.append(Reason(*place, text, help_text, command))
        yield Demanded(
            "freeze", evidence.source_locale, demanded,
            not changed and not gone, tuple(reasons), document,
        )  # fmt: skip
