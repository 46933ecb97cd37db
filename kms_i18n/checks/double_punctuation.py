"""A sign of punctuation is doubled, or a blank stands before a comma or full stop.

Bad (km):
  source: Fight poverty.
  target: ប្រឆាំងនឹងភាពក្រីក្រ។។

Bad (fr):
  source: land, borders
  target: terre , frontières

Good (fr):
  source: and so on...
  target: et ainsi de suite...

Good (km):
  source: etc.
  target: ។ល។
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "warning"
LOCALES: tuple[str, ...] = ()

_SIGNS = (",,", ";;", "..", " ,", " .", ":\u00a0:", "។", "៖")
_DOUBLE = expression(
    r",,(?!\w)|;;(?!\w)|\.\.(?<!\.\.\.)(?![./\w])|។\s*។|៖\s*[:៖]|:\u00a0:(?!\w)"
    r"| ,(?<=[^\W\d_] ,)(?=\s)| \.(?<=[^\W\d_]{2} \.)(?=\s[A-ZÀ-Þ]|$)"
)
_SOUGHT = (*_SIGNS[:-2], expression(r"។\s*។"), expression(r"៖\s*[៖:]"))
_WORD = expression(r"[^\W\d_]*$")
_LONGEST = 20


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages that may have such a place."""
    return corpus.having(target=_SOUGHT)


def check(message: Message) -> Iterator[Hit]:
    """Yield each such place, with the word before it as evidence."""
    if not any(sign in message.target for sign in _SIGNS):
        return
    text = message.masked_target
    for match in _DOUBLE.finditer(text):
        word = _WORD.search(text[max(0, match.start() - _LONGEST) : match.start()])
        start = match.start() - len(word[0] if word else "")
        sign = match[0].strip()
        blank = match[0][0] == " "
        says = (
            tr("a blank stands before {sign}", sign=sign)
            if blank
            else tr("doubled: {sign}", sign=sign)
        )
        yield Hit(says, start, match.end())
