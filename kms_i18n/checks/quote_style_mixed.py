"""The catalog quotes in several ways; this one is in the minority.

Bad (fr):
  source: "land"
  target: «<U+00A0>terre<U+00A0>»
  source: "law"
  target: «<U+00A0>loi<U+00A0>»
  source: "State"
  target: "État"

Good (fr):
  source: "land"
  target: «<U+00A0>terre<U+00A0>»
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit
from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "info"
LOCALES: tuple[str, ...] = ()

ROLL_UP = True

_QUOTES = {
    "« »": expression("«[^»]*»"),
    "“ ”": expression("“[^”]*”"),
    '" "': expression(r"(?<!\w)\"[^\"]+\"(?!\w)"),
}


def check_catalog(corpus: Corpus) -> Iterator[Hit]:
    """Yield each quotation of a minority."""
    if sum(style[0] in corpus.targets.text for style in _QUOTES) < 2:  # noqa: PLR2004
        return
    found = {
        style: [
            (message, match)
            for message in corpus.having(target=(style[0],))
            for match in pattern.finditer(message.masked_target)
        ]
        for style, pattern in _QUOTES.items()
    }
    usual = max(found, key=lambda style: (len(found[style]), style))
    for style, places in sorted(found.items()):
        if style != usual and 0 < len(places) < len(found[usual]):
            for message, match in places:
                yield Hit(
                    tr("this catalog quotes with {usual}", usual=usual),
                    *match.span(),
                    None,
                    message,
                )
