"""The translation has a soft hyphen that the source has not.

It cannot be seen, breaks searches, and prints as a hyphen in some programs.

Bad (fr):
  source: constitution
  target: consti<U+00AD>tution

Good (fr):
  source: constitution
  target: constitution
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "info"
LOCALES: tuple[str, ...] = ()


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose translation has one."""
    return corpus.having(target=("\u00ad",))


def check(message: Message) -> Iterator[Hit]:
    """Yield the first soft hyphen; it can go."""
    start = message.target.find("\u00ad")
    if start >= 0:
        yield Hit(tr("a soft hyphen"), start, start + 1, "")
