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

import re
from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "info"
LOCALES: tuple[str, ...] = ()

_HOST = re.compile(
    r"(?<![\w.+-])(?:https?|ftp)://(?:[^\s/@<>\"']*@)?([\w-]+(?:\.[\w-]+)+)", re.IGNORECASE
)
_LANGUAGE = re.compile(r"^(?:www|[a-z]{2}(?:-[a-z]{2,4})?|m|docs?)\.(?=[\w-]+\.)", re.IGNORECASE)


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose translation has an address."""
    return corpus.having(target=("://",))


def check(message: Message) -> Iterator[Hit]:
    """Yield each link to a new host, if all hosts of the source are still there."""
    if "://" not in message.target:
        return
    known = {_site(match[1]) for match in _HOST.finditer(message.source)}
    found = {_site(match[1]): match for match in _HOST.finditer(message.target)}
    if not known - found.keys():
        for site in sorted(found.keys() - known):
            yield Hit(
                tr("the source has no link to {site}", site=found[site][1]), *found[site].span()
            )


def _site(host: str) -> str:
    """Return a host without what only says the language."""
    return _LANGUAGE.sub("", host.rstrip(".").lower())
