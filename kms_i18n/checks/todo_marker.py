"""A note of the translator to himself stands in the translation.

Bad (fr):
  source: good governance
  target: bonne gouvernance ???

Good (fr):
  source: What???
  target: Quoi ???
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

_MARK = expression(
    r"\b(?:TODO|FIXME|TBD|À TRADUIRE|A TRADUIRE|UNTRANSLATED)\b|\?{3}|\[MT\]|\bXXX\b"
)


_HINT = ("TODO", "FIXME", "TBD", "TRAD", "UNTR", "???", "[MT]", "XXX")


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose translation has what a mark has."""
    return corpus.having(target=_HINT)


def check(message: Message) -> Iterator[Hit]:
    """Yield the first mark that the source has not."""
    if not any(hint in message.target for hint in _HINT):
        return
    match = _MARK.search(message.masked_target)
    if match:
        yield Hit(tr("a note that must not be published: {note}", note=match[0]), *match.span())
