"""A term of the glossary is not translated as the glossary says, or a forbidden word is used for it.

Demanded are the terms whose confidence is H; what is forbidden is forbidden whatever the confidence. French words
may be inflected; Khmer ones may be written with ZWSP, and with coeng da or coeng ta.

Bad (fr):
  term: sovereignty,souveraineté,,suzeraineté,H
  source: the sovereignty of Cambodia
  target: la suzeraineté du Cambodge

Good (fr):
  term: human right,droit de l'homme|droit humain,,,H
  source: their human rights
  target: leurs droits de l’homme
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kms_i18n.checks import Corpus, Message

SEVERITY = "error"
LOCALES: tuple[str, ...] = ()


def candidates(corpus: Corpus) -> tuple[Message, ...]:
    """Return the messages that a glossary is held against."""
    return corpus.termed


def check(message: Message) -> Iterator[str]:
    """Yield each term that is missing and each forbidden word that is there."""
    glossary = message.glossary
    if glossary is None or message.is_editorial:
        return
    for term in glossary.used(message.source):
        for words in term.forbidden:
            allowed = any(
                words in t and glossary.says(message.target, t) for t in term.translations
            )
            if glossary.says(message.target, words) and not allowed:
                yield tr("{words} must not be said for {term}", words=words, term=term.term)
        if term.confidence == "H" and not glossary.fulfilled(term, message.target):
            yield tr(
                "{term} is to be {words}", term=term.term, words=tr(" or ").join(term.translations)
            )
