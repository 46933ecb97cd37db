"""What a policy demands, held against what is there: every reason to refuse, and what would help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.model import Severity, State
from kms_i18n.results import Coverage, Demanded, Reason, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kms_i18n.model import Finding, Policy, Unit

_WORSE = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def judge(
    policy: Policy,
    coverages: Sequence[Coverage],
    units: Mapping[str, Sequence[Unit]],
    findings: Mapping[str, Sequence[Finding]],
) -> Verdict:
    """Return the verdict of a policy: for each locale every demand, met or not, with its reasons.

    ``units`` and ``findings`` are by locale. A coverage is in percent of source words and is
    rounded down, so 100 means every word.
    """
    demands: list[Demanded] = []
    for coverage in coverages:
        mine = [u for u in units[coverage.locale] if u.document == coverage.document]
        demands += _minimum(policy, coverage, mine)
        demands += _forbidden(policy, coverage, mine)
    for locale in sorted(units):
        demands += _clean(policy, locale, findings.get(locale, ()))
    return Verdict(policy.name, tuple(sorted(demands, key=lambda d: d.locale)))


def _minimum(policy: Policy, coverage: Coverage, units: list[Unit]) -> Iterator[Demanded]:
    """Yield whether enough of a document has reached each state."""
    for state, least in sorted(policy.of(coverage.locale).minimum.items()):
        share = coverage.share(state)
        met = share >= least
        text = f"{coverage.document}: {state.label} {share:.1f} % of words, {least:g} % required"
        short = () if met else tuple(_reason(u, state) for u in units if u.state < state)
        yield Demanded(coverage.locale, text, met, short)


def _forbidden(policy: Policy, coverage: Coverage, units: list[Unit]) -> Iterator[Demanded]:
    """Yield whether a document is free of each state that must not occur."""
    for state in sorted(policy.of(coverage.locale).forbid):
        found = [unit for unit in units if unit.state is state]
        text = f"{coverage.document}: {len(found)} {state.label}, none allowed"
        better = State.TRANSLATED if state < State.TRANSLATED else State.APPROVED
        reasons = tuple(_reason(unit, better) for unit in found)
        yield Demanded(coverage.locale, text, not found, reasons)


def _clean(policy: Policy, locale: str, findings: Sequence[Finding]) -> Iterator[Demanded]:
    """Yield whether a locale is free of findings that the policy does not let pass."""
    bar = policy.of(locale).findings
    if bar is None:
        return
    bad = [f for f in findings if _WORSE[f.severity] <= _WORSE[bar]]
    reasons = tuple(
        Reason(
            locale, f.document, f.segment, f.path, f.line,
            f"{f.severity}: {f.message} [{f.rule}]",
            f"correct the translation, then run kms-i18n check -l {locale}",
        )
        for f in bad
    )  # fmt: skip
    word = "findings" if bar is Severity.INFO else f"findings of severity {bar}"
    yield Demanded(locale, f"{len(bad)} {word}, none allowed", not bad, reasons)


def _reason(unit: Unit, wanted: State) -> Reason:
    """Return why a unit falls short of ``wanted``, and what to do about it."""
    line = unit.entry.target_line if unit.entry else 0
    return Reason(
        unit.locale,
        unit.document,
        unit.segment.path,
        unit.catalog,
        line,
        f"{unit.state.label}, must be {wanted.label}",
        _help(unit, wanted),
        unit.words,
    )


def _help(unit: Unit, wanted: State) -> str:
    """Return the next step for a unit: a command where there is one."""
    if unit.entry is None:
        return f"kms-i18n update -l {unit.locale}"
    if unit.state is State.UNTRANSLATED:
        return "translate the msgstr in any PO editor"
    if unit.state is State.STALE:
        return "bring the msgstr up to the new source, then take the fuzzy mark off"
    if unit.state is State.DRAFT:
        return "finish the msgstr, then take the fuzzy mark off"
    if wanted is State.APPROVED:
        words = f"{unit.segment.path} --by NAME --date YYYY-MM-DD"
        return f"kms-i18n approve -l {unit.locale} {words}"
    return "review the translation"
