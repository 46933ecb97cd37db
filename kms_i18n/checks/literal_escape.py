r"""A backslash with a letter stands in the translation where a line break or a tab was meant.

In a PO file `\\n` is a backslash and an n; a line break is `\n`.

Bad (fr):
  source: One line
  target: Une<U+005C>nligne

Good (fr):
  source: Use <U+005C>n for a line end
  target: <U+005C>n termine la ligne
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

_ESCAPE = expression(r"\\[nrt\"]")


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose translation has a backslash."""
    return corpus.having(target=("\\",))


def check(message: Message) -> Iterator[Hit]:
    """Yield the first escape that the source has not."""
    if _ESCAPE.search(message.target):
        match = _ESCAPE.search(message.masked_target)
        if match:
            yield Hit(tr("{what} is shown as it stands", what=match[0]), *match.span())
