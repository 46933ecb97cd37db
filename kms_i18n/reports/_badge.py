"""What a badge says: a label, a message, and how good it is; a word never depends on the colour."""

from __future__ import annotations

from functools import singledispatch
from typing import Any, Literal, NamedTuple

from kms_i18n.model import State
from kms_i18n.results import Status, Verdict
from kms_i18n.text import abbreviate, safe_line

_LONGEST = 40


class Badge(NamedTuple):
    """The two halves of a badge."""

    label: str
    message: str
    level: Literal["good", "middle", "bad"]


@singledispatch
def badge(result: Any) -> Badge:
    """Return the badge of a result."""
    raise TypeError(f"no badge for {type(result).__name__}")


@badge.register
def _(result: Status) -> Badge:
    """Return the share of translated words, rounded down; of one locale by its name."""
    locales = sorted({coverage.locale for coverage in result.coverages})
    total = sum(sum(c.words.values()) for c in result.coverages)
    done = sum(n for c in result.coverages for s, n in c.words.items() if s >= State.TRANSLATED)
    percent = done * 100 // total if total else 100
    label = locales[0] if len(locales) == 1 else "translated"
    level: Literal["good", "middle", "bad"] = "good" if percent == 100 else "middle" if percent >= 50 else "bad"  # noqa: PLR2004  percent  # fmt: skip
    return Badge(_short(label), f"{percent} %", level)


@badge.register
def _(result: Verdict) -> Badge:
    """Return a policy's decision."""
    word = "passed" if result.passed else "refused"
    return Badge(_short(result.policy), word, "good" if result.passed else "bad")


def _short(text: str) -> str:
    return abbreviate(safe_line(text), _LONGEST)
