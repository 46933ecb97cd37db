"""An ordinal is abbreviated in a way that French does not: 1er, 1re, 2e, XXe are right.

Bad (fr):
  source: the 2nd article
  target: le 2ème article

Good (fr):
  source: the 2nd and 1st article
  target: le 2e et le 1er article
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.checks._joined import At
from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "warning"
LOCALES: tuple[str, ...] = ("fr",)

_WRONG = expression(
    r"(?<![\w.])(\d+|[IVXL]+)[  ]?(?:i?[eè]me|ième)(s?)(?!\w)|(?<![\w.])(1)(?:[eè]re)(s?)(?!\w)"
)

_HINT = expression(r"[0-9IVXL][ \u00a0]?(?:i?[eè]me|ième|[eè]re)")
_NUMBERS = "[0-9IVXL]", "[0-9IVXL][ \u00a0]", "[0-9IVXL]i", "[0-9IVXL][ \u00a0]i"
_SOUGHT = tuple(
    At(end, expression("|".join(f"{end}(?<={number}{end})" for number in _NUMBERS)))
    for end in ("eme", "ème", "ere", "ère")
)


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose translation has such an ending."""
    return corpus.having(target=_SOUGHT)


def check(message: Message) -> Iterator[Hit]:
    """Yield each such ordinal, as it should be."""
    if _HINT.search(message.target) is None:
        return
    for match in _WRONG.finditer(message.masked_target):
        fixed = f"{match[1]}e{match[2]}" if match[1] else f"{match[3]}re{match[4]}"
        if (match[1] and (match[1].isdigit() or len(match[1]) > 1 or match[1] in "VX")) or match[3]:
            yield Hit(tr("{right}, not {wrong}", right=fixed, wrong=match[0]), *match.span(), fixed)
