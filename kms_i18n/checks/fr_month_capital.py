"""A month is written with a capital inside a date.

Holidays that carry their date as a name (le 14 Juillet) are left alone.

Bad (fr):
  source: 18 March 1970
  target: le 18 Mars 1970

Good (fr):
  source: 18 March 1970
  target: le 18 mars 1970

Good (fr):
  source: Bastille Day
  target: le 14 Juillet
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

_MONTHS = "Janvier|Février|Mars|Avril|Mai|Juin|Juillet|Août|Septembre|Octobre|Novembre|Décembre"
_NAMES = _MONTHS.split("|")
_DATE = expression(
    rf"(\b\d{{1,2}}(?:er)?|\b(?:en|de|fin|début))([ \u00a0\u202f])({_MONTHS})\b(?=[ \u00a0\u202f,]*\d{{4}}|(?P<day>))"
)
_SOUGHT = expression(_MONTHS)
_HOLIDAYS = {"14 Juillet", "11 Novembre", "8 Mai", "1er Mai", "4 Septembre"}


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose translation has such a name."""
    return corpus.having(target=(_SOUGHT,))


def check(message: Message) -> Iterator[Hit]:
    """Yield each such month, in lower case."""
    if not any(month in message.target for month in _NAMES):
        return
    for match in _DATE.finditer(message.masked_target):
        bare = match["day"] is not None
        if bare and (not match[1][0].isdigit() or f"{match[1]} {match[3]}" in _HOLIDAYS):
            continue
        fixed = match[1] + match[2] + match[3].lower()
        yield Hit(
            tr("{right}, not {wrong}", right=match[3].lower(), wrong=match[3]), *match.span(), fixed
        )
