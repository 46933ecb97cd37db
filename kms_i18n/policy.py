"""What a policy demands, held against what is there: every reason to refuse, and what would help.

Segments that a section lets lag, that are within grace, or that an override covers are left out
of every demand; what is left is judged locale by locale, document by document, section by section.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n import approvals as ledger
from kms_i18n import scope, states
from kms_i18n.messages import tr, trn
from kms_i18n.model import Severity, State
from kms_i18n.ratchet import frozen, no_worse
from kms_i18n.remedies import falls_short, shortfall, wanting
from kms_i18n.results import Demanded, Reason, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kms_i18n.approvals import Reviewers
    from kms_i18n.model import Approval, Finding, Override, Policy, Unit
    from kms_i18n.scope import Evidence, Scope

_WORSE = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def judge(policy: Policy, evidence: Evidence) -> Verdict:
    """Return the verdict of a policy: every demand, met or not, with its reasons.

    A share is in percent of source words (or segments) and is rounded down: 100 means all.
    """
    overrides = scope.overrides_of(policy, evidence.overrides)
    demands: list[Demanded] = []
    for locale in sorted(evidence.units):
        for part in scope.scopes(policy, locale, evidence.units[locale], evidence.ages, overrides):
            demands += _minimum(part)
            demands += _forbidden(part)
            demands += _approved(part, evidence)
            demands += _four_eyes(part, evidence)
        demands += _clean(policy, locale, evidence.findings.get(locale, ()), overrides)
        if evidence.base is not None:
            demands += no_worse(policy, locale, evidence, overrides)
    if evidence.frozen is not None:
        demands += frozen(policy, evidence)
    units = tuple(unit for locale in sorted(evidence.units) for unit in evidence.units[locale])
    return Verdict(policy.name, tuple(demands), units, overrides, evidence.notes)


def _minimum(part: Scope) -> Iterator[Demanded]:
    """Yield whether enough of a scope has reached each state."""
    for state, least in sorted(part.demand.minimum.items()):
        share = part.share(state)
        figures = {
            "place": part.label, "state": states.name(state), "share": f"{share:.1f}",
            "least": f"{least:g}",
        }  # fmt: skip
        if part.demand.measure == "words":
            text = tr("{place}: {state} {share} % of words, {least} % required", **figures)
        else:
            text = tr("{place}: {state} {share} % of segments, {least} % required", **figures)
        short = [] if share >= least else [u for u in part.units if u.state < state]
        reasons = tuple(shortfall("minimum", u, state) for u in short)
        yield part.demanded("minimum", text + part.waiting, reasons, met=share >= least)


def _forbidden(part: Scope) -> Iterator[Demanded]:
    """Yield whether a scope is free of each state that must not occur."""
    for state in sorted(part.demand.forbid):
        found = [unit for unit in part.units if unit.state is state]
        text = tr("{place}: {n} {state}, none allowed", place=part.label, n=len(found), state=states.name(state))  # fmt: skip
        better = State.TRANSLATED if state < State.TRANSLATED else State.APPROVED
        reasons = tuple(shortfall("forbid", unit, better) for unit in found)
        yield part.demanded("forbid", text + part.waiting, reasons, met=not found)


def _approved(part: Scope, evidence: Evidence) -> Iterator[Demanded]:
    """Yield whether enough reviewers approved each segment of a scope, by kind."""
    given = evidence.approvals.get(part.locale, {})
    for kind, count in sorted(part.demand.approvals.items()):
        reasons: list[Reason] = []
        for unit in part.units:
            found = _approvers(unit, given, kind)
            if unit.state < State.TRANSLATED:
                reasons.append(shortfall("approvals", unit, State.APPROVED))
            elif len(found) < count:
                who = _able(evidence.reviewers, part.locale, kind, found)
                text = tr("{n} of {count} {kind} approvals", n=len(found), count=count, kind=kind)
                reasons.append(wanting("approvals", unit, text, kind, who))
        good = len(part.units) - len(reasons)
        text = trn(
            "{place}: {good} of {total} segments have {n} {kind} approval",
            "{place}: {good} of {total} segments have {n} {kind} approvals",
            count, place=part.label, good=good, total=len(part.units), kind=kind,
        )  # fmt: skip
        yield part.demanded("approvals", text + part.waiting, tuple(reasons), met=not reasons)


def _four_eyes(part: Scope, evidence: Evidence) -> Iterator[Demanded]:
    """Yield whether each approved segment was approved by another than its author."""
    if not part.demand.four_eyes:
        return
    given = evidence.approvals.get(part.locale, {})
    kinds = sorted(part.demand.approvals) or ["linguistic"]
    reasons: list[Reason] = []
    for unit in part.units:
        found = _approvers(unit, given)
        if unit.entry is None or unit.state < State.TRANSLATED or not found:
            continue
        author = evidence.authors.get(ledger.bind(unit.entry, unit.locale))
        if author is None:
            text = tr("nobody knows who wrote this translation: no commit that can be read made it")
            reasons.append(
                falls_short(
                    "four-eyes",
                    unit,
                    text,
                    tr("commit the catalog; in a shallow clone, fetch its history"),
                    "git fetch --unshallow",
                )
            )
        elif all(ledger.same_person(reviewer, *author) for reviewer in found):
            who = [
                name
                for kind in kinds
                for name in _able(evidence.reviewers, part.locale, kind, found)
                if not ledger.same_person(name, *author)
            ]
            text = tr("approved only by {author}, who wrote it", author=author[0])
            reasons.append(wanting("four-eyes", unit, text, kinds[0], tuple(dict.fromkeys(who))))
    text = tr("{place}: {n} approved by nobody but their author, none allowed", place=part.label, n=len(reasons))  # fmt: skip
    yield part.demanded("four-eyes", text, tuple(reasons), met=not reasons)


def _clean(
    policy: Policy, locale: str, findings: Sequence[Finding], overrides: Sequence[Override]
) -> Iterator[Demanded]:
    """Yield whether a locale is free of findings that the policy does not let pass."""
    bad: list[Finding] = []
    for finding in findings:
        demand = scope.demand_of(policy, locale, finding.document, finding.segment)[1]
        bar = demand.findings if demand else None
        covered = scope.covered(overrides, locale, finding.document, finding.segment)
        if bar is not None and _WORSE[finding.severity] <= _WORSE[bar] and not covered:
            bad.append(finding)
    reasons = tuple(
        Reason(
            f.rule, locale, f.document, f.segment, f.path, f.line,
            f"{f.severity}: {f.message} [{f.rule}]",
            tr("correct the translation, then check again"),
            f"kms-i18n check -l {locale}",
        )
        for f in bad
    )  # fmt: skip
    bar = policy.of(locale).findings
    if bar is None and not bad:
        return
    if bar in (Severity.INFO, None):
        text = tr("{n} findings, none allowed", n=len(bad))
    else:
        text = tr("{n} findings of severity {bar}, none allowed", n=len(bad), bar=bar)
    yield Demanded("findings", locale, text, not bad, reasons)


def _approvers(
    unit: Unit, given: Mapping[str, frozenset[Approval]], kind: str = ""
) -> tuple[str, ...]:
    """Return who approved a unit as it stands, each once, of one kind or of any."""
    if unit.entry is None:
        return ()
    found = given.get(ledger.bind(unit.entry, unit.locale), ())
    names = {a.reviewer.casefold(): a.reviewer for a in sorted(found) if kind in ("", a.kind)}
    return tuple(sorted(names.values()))


def _able(reviewers: Reviewers, locale: str, kind: str, done: Sequence[str]) -> tuple[str, ...]:
    """Return who may still approve, by the configuration; none: anybody."""
    names = reviewers.get(locale, {}).get(kind, ())
    return tuple(name for name in names if not ledger.same_person(name, *done))
