"""A link of the translation leads to another host than the link of the source that it stands for.

Hosts of one site in several languages are one: `en.wikipedia.org` and `fr.wikipedia.org`. Sites that are only
examples (`example.org`, by RFC 2606) may be translated. Where a link
has a translated counterpart elsewhere, waive the finding with the reason.

Bad (fr):
  source: See https://example.edu/guide
  target: Voir https://example.com/guide

Good (fr):
  source: See https://en.example.edu/guide
  target: Voir https://fr.example.edu/guide
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.checks._links import strangers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kms_i18n.checks import Corpus, Hit, Message

SEVERITY = "error"
LOCALES: tuple[str, ...] = ()


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages of which source and translation have an address."""
    return [m for m in corpus.having(target=("://",)) if "://" in m.source]


def check(message: Message) -> Iterator[Hit]:
    """Return each link to a new host, if a host of the source is gone."""
    hits, gone = strangers(message)
    return iter(hits if gone else ())
