"""The catalog writes the ellipsis in two ways; this one is in the minority.

Bad (fr):
  source: Wait
  target: Attendez…
  source: Save
  target: Enregistrement…
  source: Open
  target: Ouverture...

Good (fr):
  source: Wait...
  target: Attendez...
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

_DOTS = expression(r"(?<![./])\.{3}(?![./])")
_ONE = expression("…")


def check_catalog(corpus: Corpus) -> Iterator[Hit]:
    """Yield each ellipsis of the minority, as the majority writes it."""
    if not all(sign in corpus.targets.text for sign in ("...", "…")):
        return
    found = {
        sign: [
            (message, match)
            for message in corpus.having(target=(sign,))
            for match in pattern.finditer(message.masked_target)
        ]
        for sign, pattern in (("...", _DOTS), ("…", _ONE))
    }
    usual, rare = sorted(found, key=lambda sign: (-len(found[sign]), sign))
    if 0 < len(found[rare]) < len(found[usual]):
        for message, match in found[rare]:
            yield Hit(tr("this catalog writes {usual}", usual=usual), *match.span(), usual, message)
