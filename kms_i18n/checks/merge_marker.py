r"""Two versions of the translation stand one after the other, with the mark of a merge between them.

msgcat writes `#-#-#-#-#`, Git writes `<<<<<<<` and `>>>>>>>`; both are published as they stand.

Bad (fr):
  source: Peace
  target: #-#-#-#-#  fr.po (mission)  #-#-#-#-#\nPaix

Good (fr):
  source: Peace
  target: Paix
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "error"
LOCALES: tuple[str, ...] = ()

_MARK = expression(r"#-#-#-#-#|^(?:<{7}|>{7}|={7})(?: |$)", re.MULTILINE)
_SIGNS = ("#-#", "<<<<", ">>>>", "====")


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose translation has signs of a mark."""
    return corpus.having(target=_SIGNS)


def check(message: Message) -> Iterator[Hit]:
    """Yield the first mark."""
    target = message.target
    if not any(sign in target for sign in _SIGNS):
        return
    match = _MARK.search(message.target)
    if match:
        yield Hit(tr("a mark of a merge"), *match.span())
