"""Plural forms: from Babel's gettext data, parsed as a small part of C, never evaluated."""

from __future__ import annotations

import pytest

from kms_i18n import plural
from kms_i18n.errors import CatalogError


@pytest.mark.parametrize(
    ("locale", "header"),
    [
        ("km", "nplurals=1; plural=0;"),
        ("fr", "nplurals=2; plural=(n > 1);"),
        ("fr_CA", "nplurals=2; plural=(n > 1);"),
        ("en", "nplurals=2; plural=(n != 1);"),
        ("en_GB", "nplurals=2; plural=(n != 1);"),
        ("km-KH", "nplurals=1; plural=0;"),
        ("tlh", "nplurals=2; plural=(n != 1);"),
    ],
)
def test_the_header_of_a_language_is_gettexts(locale: str, header: str) -> None:
    assert plural.forms(locale) == header


@pytest.mark.parametrize("locale", ["", "../../x", "km\n", "k", "km_KH_x", "nplurals=1"])
def test_what_is_no_locale_code_is_refused(locale: str) -> None:
    with pytest.raises(CatalogError, match="no locale code"):
        plural.forms(locale)


def test_every_rule_that_babel_knows_is_read_and_gives_a_form_that_exists() -> None:
    from babel.messages.plurals import PLURALS

    for locale in PLURALS:
        rule = plural.parse(plural.forms(locale))
        used = {rule.index(number) for number in [*range(1001), 10**6, 2**31, 2**40]}
        assert used <= set(range(rule.count))


@pytest.mark.parametrize(
    ("formula", "number", "value"),
    [
        ("n", 7, 7),
        ("!n", 0, 1),
        ("!!n", 5, 1),
        ("n%10==1 && n%100!=11 ? 0 : n%10>=2 ? 1 : 2", 21, 0),
        ("n%10==1 && n%100!=11 ? 0 : n%10>=2 ? 1 : 2", 11, 2),
        ("n==1?0:n==2?1:2", 2, 1),
        ("1+2*3", 0, 7),
        ("(1+2)*3", 0, 9),
        ("10-4-3", 0, 3),
        ("7/2", 0, 3),
        ("n<3==1", 2, 1),
        ("n>1||n/0", 2, 1),
        ("n>5&&n/0", 2, 0),
        ("0-1 > 0", 0, 1),
    ],
)
def test_a_formula_is_computed_as_c_computes_it(formula: str, number: int, value: int) -> None:
    rule = plural.Plural(2**40, plural.parse_formula(formula))
    assert rule.index(number) == value


@pytest.mark.parametrize(
    "formula",
    [
        "", "n=1", "n n", "(n", "n)", "n?1", "n?1:", "-n", "~n", "n&1", "n|1", "n<<1", "m", "N", "0x1",
        "__import__('os')", "n.real", "n**9", "1;2", "n;", "(" * 99 + "n" + ")" * 99, "!" * 500 + "n",
        "n+" * 400 + "n", "ｎ", "១",
    ],
)  # fmt: skip
def test_a_formula_outside_gettexts_grammar_is_refused(formula: str) -> None:
    with pytest.raises(CatalogError):
        plural.parse_formula(formula)


@pytest.mark.parametrize("formula", ["1/n", "n%n", "n==1?0:5/(n-n)"])
def test_a_division_by_zero_is_an_error_that_names_the_number(formula: str) -> None:
    rule = plural.Plural(2, plural.parse_formula(formula))
    with pytest.raises(CatalogError, match="divides by zero for 0"):
        rule.index(0)


def test_a_form_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(CatalogError, match="form 3 for 3"):
        plural.parse("nplurals=2; plural=n;").index(3)


@pytest.mark.parametrize(
    "header",
    [
        "", "nplurals=INTEGER; plural=EXPRESSION;", "nplurals=0; plural=0;", "nplurals=11; plural=0;",
        "nplurals=4000000000; plural=0;", "nplurals=2", "plural=n", "nplurals=2; plural=;",
        "nplurals=２; plural=0;", "nplurals=2; plural=" + "n+" * 600 + "n;",
    ],
)  # fmt: skip
def test_a_plural_header_that_means_nothing_is_refused(header: str) -> None:
    with pytest.raises(CatalogError):
        plural.parse(header)


def test_nothing_of_a_formula_is_ever_evaluated(monkeypatch: pytest.MonkeyPatch) -> None:
    header = plural.forms("ar")  # before the patch: importing Babel executes modules
    monkeypatch.setattr("builtins.eval", lambda *_: pytest.fail("eval was called"))
    monkeypatch.setattr("builtins.exec", lambda *_: pytest.fail("exec was called"))
    assert plural.parse(header).index(3) == 3
