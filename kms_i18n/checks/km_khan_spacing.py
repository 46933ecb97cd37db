"""The catalog writes ។ in two ways, with a blank before it and without; this one is in the minority.

Bad (km):
  source: One.
  target: មួយ។
  source: Two.
  target: ពីរ។
  source: Three.
  target: បី ។

Good (km):
  source: One.
  target: មួយ ។
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit
from kms_i18n.checks._joined import EDGE
from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "info"
LOCALES: tuple[str, ...] = ("km",)

ROLL_UP = True

_SPACED = expression(f"។(?<=[^\\s{EDGE}][ \u00a0]។)(?!ល)")
_CLOSE = expression(f"។(?<=[^\\s\u00a0ល។{EDGE}]។)(?!ល)")


def check_catalog(corpus: Corpus) -> Iterator[Hit]:
    """Yield each ។ of the minority, as the majority writes it."""
    targets = corpus.targets
    spaced, close = (
        [match.start() for match in pattern.finditer(targets.text)] for pattern in (_SPACED, _CLOSE)
    )
    if len(spaced) == len(close):
        return
    usual = (
        tr("most ។ of this catalog are with a blank before")
        if len(spaced) > len(close)
        else tr("most ។ of this catalog are without a blank before")
    )
    fixed, blanks = ("\u00a0។", 0) if len(spaced) > len(close) else ("។", 1)
    for place in min(spaced, close, key=len):
        number = targets.number(place)
        start = place - targets.start(number)
        yield Hit(
            usual, start - blanks, start + 1, fixed,
            corpus.messages[number],
        )  # fmt: skip
