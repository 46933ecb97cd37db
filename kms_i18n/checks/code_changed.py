"""A code span of the source is missing in the translation.

Often that is right (example names are translated), so this is a list to read through.

Bad (fr):
  source: Run ``git add`` first.
  target: Lancez d’abord ``git ajoute``.

Good (fr):
  source: Use `git` first.
  target: Utilisez d’abord ``git``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "info"
LOCALES: tuple[str, ...] = ()

_CODE = expression(r"`(?:`([^`\s](?:[^`]*[^`\s])?)``|(?<![`:\w]`)([\w./=-]+)`(?![_`]))")
_SOUGHT = expression(r"`(?:`[^`\s]|(?<![`:\w]`)[\w./=-]+`)")
_COMMENT = expression(r"#|\"|'")


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose source has code."""
    return corpus.having(source=(_SOUGHT,))


def check(message: Message) -> Iterator[Hit]:
    """Yield the first that is missing; code with comments or strings in it may be translated."""
    if "`" not in message.source:
        return
    for match in _CODE.finditer(message.source):
        code = match[1] or match[2]
        if code not in message.target and not _COMMENT.search(code):
            yield Hit(tr("{code} is missing", code=code))
            return
