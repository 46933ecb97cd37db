"""A word is written with oe that has the ligature œ.

Bad (fr):
  source: heart
  target: le coeur

Good (fr):
  source: coexistence
  target: coexistence, poète, Noël, moelle
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "warning"
LOCALES: tuple[str, ...] = ("fr",)

_WORDS = expression(
    r"(?i)(?<![\w.-])(?:ch)?(?:c|b|s)?oeurs?(?![\w-])|(?<![\w.-])(?:coeurs?|noeuds?|oeuvres?|oeuvrer|oeil|oeillets?|"
    r"soeurs?|voeux?|moeurs|boeufs?|oeufs?|choeurs?|rancoeur|écoeur\w*|désoeuvr\w*|manoeuvr\w*|"
    r"main-d['’]oeuvre|chefs?-d['’]oeuvre)(?!\w)"
)
_OE = expression("oe|OE|Oe")
_LIGATURE = {"oe": "œ", "OE": "Œ", "Oe": "Œ"}


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose translation has an oe."""
    return corpus.having(target=("oe", "OE", "Oe"))


def check(message: Message) -> Iterator[Hit]:
    """Yield each such word, with the ligature."""
    if _OE.search(message.target):
        for match in _WORDS.finditer(message.masked_target):
            fixed = _OE.sub(lambda found: _LIGATURE[found[0]], match[0])
            yield Hit(tr("{right}, not {wrong}", right=fixed, wrong=match[0]), *match.span(), fixed)
