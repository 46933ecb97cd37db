"""Our quick dataclasses are those of the standard library, as far as anybody can tell."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import subprocess
import sys
from dataclasses import field
from typing import Any, ClassVar

import pytest

from kms_i18n.model import Approval, Entry, Span
from kms_i18n.patterns import compiled
from kms_i18n.values import dataclass


def classes(**options: bool) -> tuple[Any, Any]:
    """Return one class made here and its double made by the standard library."""

    def noun(decorate: Any) -> Any:
        class Noun:
            """A noun."""

            kind: ClassVar[str] = "noun"
            name: str
            size: int = 3
            parts: list[str] = field(default_factory=list)
            note: str | None = field(default=None, compare=False)

            @property
            def double(self) -> int:
                """Twice the size."""
                return self.size * 2

        return decorate(slots=True, **options)(Noun)

    return noun(dataclass), noun(dataclasses.dataclass)


VALUES: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    (("a",), {}),
    (("a", 3), {"note": "said"}),
    (("b", 2, ["x"]), {}),
    (("a",), {"size": 1}),
]


@pytest.mark.parametrize(
    "options", [{}, {"frozen": True}, {"order": True}, {"frozen": True, "order": True}]
)
def test_a_class_of_fields_is_that_of_the_standard_library(options: dict[str, bool]) -> None:
    ours, theirs = classes(**options)
    pairs = [(ours(*a, **k), theirs(*a, **k)) for a, k in VALUES]
    for our, their in pairs:
        assert repr(our) == repr(their)
        assert dataclasses.asdict(our) == dataclasses.asdict(their)
        assert (our.kind, our.double, type(our).__doc__) == ("noun", their.double, "A noun.")
        changed = dataclasses.replace(our, size=9)
        assert repr(changed) == repr(dataclasses.replace(their, size=9))
        assert copy.copy(our) == copy.deepcopy(our) == our
        assert our != their
        with pytest.raises(AttributeError):
            our.other = 1
    for our, their in pairs:
        assert [our == other for other, _ in pairs] == [their == other for _, other in pairs]
        if options.get("order"):
            assert [our < other for other, _ in pairs] == [their < other for _, other in pairs]
            assert [our >= other for other, _ in pairs] == [their >= other for _, other in pairs]
        else:
            with pytest.raises(TypeError):
                _ = our < our  # noqa: PLR0124
    for wanted in (dataclasses.fields, lambda c: c.__match_args__, lambda c: c.__slots__):
        names = [[getattr(each, "name", each) for each in wanted(c)] for c in (ours, theirs)]
        assert names[0] == names[1]


def test_a_field_may_have_any_name() -> None:
    @dataclass(frozen=True, slots=True)
    class Odd:
        frozen: int
        draft: int = 1
        thaw: int = 2
        missing: list[int] = field(default_factory=list)
        is_draft: int = 3
        object: int = 4

    assert repr(Odd(0)).endswith("Odd(frozen=0, draft=1, thaw=2, missing=[], is_draft=3, object=4)")
    assert Odd(0, missing=[5]).missing == [5]
    assert Odd(0) == Odd(0, 1, 2, [], 3, 4)


def test_two_values_do_not_share_a_default() -> None:
    ours, _ = classes()
    first, second = ours("a"), ours("b")
    first.parts.append("x")
    assert second.parts == []
    with pytest.raises(TypeError):
        hash(first)


@pytest.mark.parametrize(
    ("values", "named"), [((), {}), (("a", 1, [], None, 5), {}), (("a",), {"other": 1})]
)
def test_fields_that_are_missing_or_unknown_are_refused(
    values: tuple[Any, ...], named: dict[str, Any]
) -> None:
    for ours in (classes()[0], classes(frozen=True)[0]):
        for _ in range(2):  # the first value of a class is made in another way
            with pytest.raises(TypeError, match=r"__init__\(\)"):
                ours(*values, **named)


def test_a_noun_is_frozen_hashed_and_pickled() -> None:
    entry = Entry(Span(0, 1), 1, 2, "a", ("b",))
    same = Entry(Span(0, 1), 1, 2, source="a", targets=("b",), obsolete=False)
    assert type(entry) is Entry
    assert entry == same
    assert hash(entry) == hash(same)
    assert pickle.loads(pickle.dumps(entry)) == entry  # noqa: S301  (our own)
    for change in (lambda: setattr(entry, "line", 5), lambda: delattr(entry, "line")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            change()
    assert entry.line == 1
    assert min(Approval("b", "k", "r", "d"), Approval("a", "k", "r", "d")).fingerprint == "a"


def test_an_expression_is_compiled_when_it_is_used() -> None:
    program = (
        "import re, sys\n"
        "from kms_i18n.patterns import compiled\n"
        "found = compiled('(wanted|[a')\n"
        "try: found.match('a')\n"
        "except re.error: print('refused when used')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("refused when used\n", "")
    pattern = compiled(r"a(b)")
    assert pattern.sub(r"\1", "xab") == "xb"
    assert pattern.pattern == "a(b)"
    assert [bool(pattern.fullmatch(text)) for text in ("ab", "a", "ab")] == [True, False, True]
