"""What policies demand, held against every state: pure, without files and without Git."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from kms_i18n import approvals, overrides
from kms_i18n.errors import KmsError
from kms_i18n.model import (
    Approval,
    Demand,
    Entry,
    Finding,
    Kind,
    Override,
    Policy,
    Section,
    Segment,
    Severity,
    Span,
    State,
    Unit,
)
from kms_i18n.policy import judge
from kms_i18n.scope import Evidence

if TYPE_CHECKING:
    from kms_i18n.results import Demanded, Verdict

DOCUMENT = "source/law.txt"
NOWHERE = Span(0, 0)


def _unit(
    state: State, path: str = "a", locale: str = "fr", words: int = 3, document: str = DOCUMENT
) -> Unit:
    segment = Segment(path, f"Text {path}", NOWHERE, Kind.PARAGRAPH, NOWHERE)
    target = "" if state is State.UNTRANSLATED else f"Texte {path}"
    flags = ("fuzzy",) if state in {State.STALE, State.DRAFT} else ()
    entry = Entry(NOWHERE, 5, 6, segment.text, (target,), flags=flags)
    return Unit(document, locale, segment, entry, state, f"po/{locale}/law.po", words)


def _print(unit: Unit) -> str:
    assert unit.entry is not None
    return approvals.bind(unit.entry, unit.locale)


def _evidence(*units: Unit, **more: object) -> Evidence:
    by_locale: dict[str, list[Unit]] = {}
    for unit in units:
        by_locale.setdefault(unit.locale, []).append(unit)
    return replace(Evidence(by_locale), **more)  # type: ignore[arg-type]


def _given(unit: Unit, *said: tuple[str, str]) -> dict[str, dict[str, frozenset[Approval]]]:
    name = _print(unit)
    lines = frozenset(Approval(name, kind, who, "2026-01-31") for kind, who in said)
    return {unit.locale: {name: lines}}


def _broken(verdict: Verdict) -> dict[str, list[str]]:
    return {d.rule: [r.segment for r in d.reasons] for d in verdict.demands if not d.met}


def _demand(verdict: Verdict, rule: str) -> Demanded:
    (found,) = [d for d in verdict.demands if d.rule == rule]
    return found


ORDER = list(State)


@pytest.mark.parametrize("state", ORDER)
@pytest.mark.parametrize("least", [s for s in ORDER if s is not State.UNTRANSLATED])
def test_a_floor_holds_for_its_state_and_every_better_one(state: State, least: State) -> None:
    verdict = judge(Policy("p", Demand({least: 100.0})), _evidence(_unit(state)))
    assert verdict.passed is (state >= least)
    assert _broken(verdict) == ({} if verdict.passed else {"minimum": ["a"]})


@pytest.mark.parametrize("state", ORDER)
@pytest.mark.parametrize("forbidden", ORDER)
def test_a_forbidden_state_refuses_that_state_alone(state: State, forbidden: State) -> None:
    verdict = judge(Policy("p", Demand(forbid=frozenset({forbidden}))), _evidence(_unit(state)))
    assert verdict.passed is (state is not forbidden)


@pytest.mark.parametrize("bar", [None, *Severity])
@pytest.mark.parametrize("severity", list(Severity))
def test_findings_refuse_from_their_severity_on(severity: Severity, bar: Severity | None) -> None:
    finding = Finding("po/fr/law.po", 6, 1, "some-rule", severity, "is wrong", "fr", DOCUMENT, "a")
    found = _evidence(_unit(State.APPROVED), findings={"fr": [finding]})
    order = [Severity.ERROR, Severity.WARNING, Severity.INFO]
    passes = bar is None or order.index(severity) > order.index(bar)
    assert judge(Policy("p", Demand(findings=bar)), found).passed is passes


def test_floors_count_words_or_segments() -> None:
    units = (_unit(State.TRANSLATED, "a", words=9), _unit(State.UNTRANSLATED, "b", words=1))
    words = judge(Policy("p", Demand({State.TRANSLATED: 90.0})), _evidence(*units))
    assert words.passed
    demand = Demand({State.TRANSLATED: 90.0}, measure="segments")
    segments = judge(Policy("p", demand), _evidence(*units))
    assert not segments.passed
    assert "translated 50.0 % of segments, 90 % required" in segments.demands[0].demand


def test_a_share_is_rounded_down_so_that_one_word_of_many_is_missed() -> None:
    units = (_unit(State.APPROVED, "a", words=99_999), _unit(State.STALE, "b", words=1))
    verdict = judge(Policy("p", Demand({State.APPROVED: 100.0})), _evidence(*units))
    assert _broken(verdict) == {"minimum": ["b"]}
    assert verdict.left() == {"fr": (1, 1)}


# ── Approvals by kind, and four eyes ─────────────────────────────────────────────────────────

LEGAL = Policy("p", Demand(approvals={"legal": 2}))


@pytest.mark.parametrize(
    ("said", "passes"),
    [
        ([], False),
        ([("legal", "a")], False),
        ([("legal", "a"), ("linguistic", "b")], False),
        ([("legal", "a"), ("legal", "A")], False),
        ([("legal", "a"), ("legal", "b")], True),
    ],
)
def test_approvals_are_counted_by_kind_and_each_person_once(
    said: list[tuple[str, str]], *, passes: bool
) -> None:
    unit = _unit(State.APPROVED)
    verdict = judge(LEGAL, _evidence(unit, approvals=_given(unit, *said)))
    assert verdict.passed is passes


def test_a_missing_approval_names_who_can_give_it_and_the_command() -> None:
    unit = _unit(State.APPROVED)
    reviewers = {"fr": {"legal": ("a@example.org", "b@example.org")}}
    found = _evidence(unit, approvals=_given(unit, ("legal", "a@example.org")), reviewers=reviewers)
    (reason,) = judge(LEGAL, found).reasons
    assert reason.who == ("b@example.org",)
    assert reason.command == "kms-i18n approve -l fr a --by b@example.org --kind legal"
    assert reason.message == "1 of 2 legal approvals"
    assert (reason.path, reason.line, reason.words) == ("po/fr/law.po", 6, 3)


def test_an_untranslated_segment_cannot_be_approved() -> None:
    verdict = judge(LEGAL, _evidence(_unit(State.UNTRANSLATED)))
    assert [r.help for r in verdict.reasons] == ["translate the msgstr in any PO editor"]


FOUR = Policy("p", Demand(four_eyes=True))
AUTHOR = ("author@example.org", "The Author")


@pytest.mark.parametrize(
    ("reviewers", "passes"),
    [
        ([], True),  # nobody approved: that is for other demands to refuse
        (["author@example.org"], False),
        (["the author"], False),
        (["other@example.org"], True),
        (["author@example.org", "other@example.org"], True),
    ],
)
def test_an_author_may_not_be_the_only_approver(reviewers: list[str], *, passes: bool) -> None:
    unit = _unit(State.APPROVED)
    given = _given(unit, *(("linguistic", name) for name in reviewers))
    verdict = judge(FOUR, _evidence(unit, approvals=given, authors={_print(unit): AUTHOR}))
    assert verdict.passed is passes


def test_an_unknown_author_is_not_taken_for_another_person() -> None:
    unit = _unit(State.APPROVED)
    given = _given(unit, ("linguistic", "other@example.org"))
    (reason,) = judge(FOUR, _evidence(unit, approvals=given)).reasons
    assert "nobody knows who wrote this translation" in reason.message


# ── Sections, grace, overrides ───────────────────────────────────────────────────────────────


def test_a_section_replaces_the_demands_of_its_segments() -> None:
    units = [_unit(State.TRANSLATED, path) for path in ("a", "c", "c/1", "ca")]
    policy = Policy(
        "p",
        Demand({State.APPROVED: 100.0}),
        sections=(Section(Demand({State.TRANSLATED: 100.0}), path="c"),),
    )
    verdict = judge(policy, _evidence(*units))
    assert _broken(verdict) == {"minimum": ["a", "ca"]}
    lag = replace(policy, sections=(Section(Demand(), path="c", may_lag=True),))
    assert _broken(judge(lag, _evidence(*units, _unit(State.STALE, "c/2")))) == {
        "minimum": ["a", "ca"]
    }


def test_a_section_is_for_its_documents_and_locales_and_the_last_one_counts() -> None:
    strict = Demand(forbid=frozenset({State.TRANSLATED}))
    section = Section(strict, document="x/*", documents=frozenset({"x/y"}), locales=("km",))
    policy = Policy("p", Demand(), sections=(section,))
    km = _unit(State.TRANSLATED, "a", "km", document="x/y")
    fr = _unit(State.TRANSLATED, "a", "fr", document="x/y")
    other = _unit(State.TRANSLATED, "a", "km")
    assert _broken(judge(policy, _evidence(fr, other))) == {}
    refused = judge(policy, _evidence(km, fr, other))
    assert [(d.locale, d.section) for d in refused.demands if not d.met] == [("km", "x/*")]
    later = replace(policy, sections=(section, Section(Demand(), may_lag=True)))
    assert judge(later, _evidence(km)).passed


@pytest.mark.parametrize(("age", "passes"), [(0, True), (7, True), (8, False), (None, False)])
def test_a_new_text_may_wait_for_its_translation_within_grace(
    age: int | None, *, passes: bool
) -> None:
    policy = Policy("p", Demand({State.TRANSLATED: 100.0}), grace=7)
    ages = {} if age is None else {(DOCUMENT, "Text b"): age}
    units = (_unit(State.TRANSLATED, "a"), _unit(State.UNTRANSLATED, "b"))
    verdict = judge(policy, _evidence(*units, ages=ages))
    assert verdict.passed is passes
    assert ("1 within grace" in verdict.demands[0].demand) is passes


@pytest.mark.parametrize(
    ("policy", "locale", "place", "passes"),
    [
        ("p", "fr", DOCUMENT, True),
        ("*", "*", "*", True),
        ("p", "fr", f"{DOCUMENT}:a", True),
        ("p", "fr", f"{DOCUMENT}:a/1", False),
        ("p", "km", DOCUMENT, False),
        ("q", "fr", DOCUMENT, False),
        ("p", "fr", "source", False),
    ],
)
def test_an_override_covers_its_place_and_is_shown(
    policy: str, locale: str, place: str, *, passes: bool
) -> None:
    override = Override(policy, locale, place, "2026-02-01", "editor@example.org", "urgent")
    finding = Finding("po", 6, 1, "r", Severity.ERROR, "is wrong", "fr", DOCUMENT, "a")
    found = _evidence(_unit(State.UNTRANSLATED), overrides=(override,), findings={"fr": [finding]})
    demand = Demand({State.TRANSLATED: 100.0}, findings=Severity.ERROR)
    verdict = judge(Policy("p", demand), found)
    assert verdict.passed is passes
    assert verdict.overrides == ((override,) if policy != "q" else ())


def test_an_override_ends_after_its_last_day() -> None:
    line = b"release\tfr\t*\t2026-02-01\teditor@example.org\turgent\r\n# a remark\n"
    (override,) = overrides.parse(line, "po/overrides.tsv")
    assert overrides.in_force([override], "2026-02-01") == (override,)
    assert overrides.in_force([override], "2026-02-02") == ()
    assert overrides.in_force([override], "") == ()


@pytest.mark.parametrize(
    "line",
    [
        b"release fr * 2026-02-01 x y",
        b"release\tfr\t*\t2026-02-30x\tx\ty",
        b"release\tfr\t*\t2026-13-01\tx\ty",
        b"release\tfr\t*\t2026-02-01\tx\t",
        b"release\tfr\t*\t2026-02-01\tx\t\xff",
        "release\tfr\t*\t2026-02-01\tx\ty\u202e".encode(),
    ],
)
def test_what_is_no_override_is_refused_with_its_line(line: bytes) -> None:
    with pytest.raises(KmsError) as caught:
        overrides.parse(b"# overrides\n" + line + b"\n", "po/overrides.tsv")
    assert caught.value.where == "po/overrides.tsv:2"


# ── Ratchet and freeze ───────────────────────────────────────────────────────────────────────

RATCHET = Policy("p", Demand(), base="main")


def test_nothing_may_get_worse_than_the_base_even_above_the_floor() -> None:
    old = [_unit(State.APPROVED, "a"), _unit(State.TRANSLATED, "b"), _unit(State.STALE, "c")]
    same = judge(RATCHET, _evidence(*old, base=_evidence(*old)))
    assert same.passed
    worse = [_unit(State.TRANSLATED, "a"), *old[1:]]
    (demand,) = [
        d for d in judge(RATCHET, _evidence(*worse, base=_evidence(*old))).demands if not d.met
    ]
    assert "approved 0.0 % of words, 33.3 % at main" in demand.demand
    assert [(r.segment, r.message) for r in demand.reasons] == [
        ("a", "translated, approved at main")
    ]
    grown = [*old, _unit(State.UNTRANSLATED, "d")]
    verdict = judge(RATCHET, _evidence(*grown, base=_evidence(*old)))
    assert {r.segment: r.message for r in verdict.reasons} == {"d": "untranslated, new since main"}
    assert judge(RATCHET, _evidence(*old, base=Evidence({}))).passed


def test_a_ratchet_counts_errors_too() -> None:
    finding = Finding("po", 6, 1, "r", Severity.ERROR, "is wrong", "fr", DOCUMENT, "a")
    unit = _unit(State.TRANSLATED)
    clean, dirty = _evidence(unit), _evidence(unit, findings={"fr": [finding]})
    assert judge(RATCHET, replace(dirty, base=dirty)).passed
    (reason,) = judge(RATCHET, replace(dirty, base=clean)).reasons
    assert reason.message == "error, new since main: is wrong [r]"


def test_a_freeze_refuses_any_change_of_the_source() -> None:
    policy = Policy("p", Demand(), freeze="v1")
    unit = _unit(State.UNTRANSLATED)

    def passes(*texts: str) -> bool:
        return judge(policy, _evidence(unit, frozen={DOCUMENT: texts})).passed

    assert passes("Text a")
    assert not passes("Text b")
    assert not passes("Text a", "Text b")
    assert not passes()
