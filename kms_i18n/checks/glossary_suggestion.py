"""A term of the glossary that is not settled yet (confidence M or L) is translated in another way.

Bad (fr):
  term: good governance,bonne gouvernance,,,M
  source: good governance
  target: bonne administration

Good (fr):
  term: good governance,bonne gouvernance,,,M
  source: good governance
  target: une bonne gouvernance
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kms_i18n.checks import Corpus, Message

SEVERITY = "info"
LOCALES: tuple[str, ...] = ()


def candidates(corpus: Corpus) -> tuple[Message, ...]:
    """Return the messages that a glossary is held against."""
    return corpus.termed


def check(message: Message) -> Iterator[str]:
    """Yield each such term."""
    glossary = message.glossary
    if glossary is None or message.is_editorial:
        return
    for term in glossary.used(message.source):
        if term.confidence != "H" and not glossary.fulfilled(term, message.target):
            yield tr(
                "{term} is usually {words}",
                term=term.term,
                words=tr(" or ").join(term.translations),
            )
