"""The translation has a link that leads to a host the source does not name.

A catalog should not put links into a published document that its authors never saw; a project that publishes
without a review of its own can raise this to an error. A translator's note with a
link of its own is for the authors to accept: waive it with the reason.

Bad (fr):
  source: Read the guide
  target: Lisez le guide (https://example.com/)

Good (fr):
  source: Read https://example.org/
  target: Lisez https://www.example.org/fr/
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.checks._links import strangers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kms_i18n.checks import Corpus, Hit, Message

SEVERITY = "info"
LOCALES: tuple[str, ...] = ()


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose translation has an address."""
    return corpus.having(target=("://",))


def check(message: Message) -> Iterator[Hit]:
    """Return each link to a new host, if all hosts of the source are still there."""
    hits, gone = strangers(message)
    return iter(() if gone else hits)
