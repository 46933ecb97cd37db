"""A link of the translation leads to another host than the link of the source that it stands for.

Hosts of one site in several languages are one: `en.wikipedia.org` and `fr.wikipedia.org`. Where a link
has a translated counterpart elsewhere, waive the finding with the reason.

Bad (fr):
  source: See https://example.org/guide
  target: Voir https://example.com/guide

Good (fr):
  source: See https://en.example.org/guide
  target: Voir https://fr.example.org/guide
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "error"
LOCALES: tuple[str, ...] = ()

_HOST = re.compile(
    r"(?<![\w.+-])(?:https?|ftp)://(?:[^\s/@<>\"']*@)?([\w-]+(?:\.[\w-]+)+)", re.IGNORECASE
)
_LANGUAGE = re.compile(r"^(?:www|[a-z]{2}(?:-[a-z]{2,4})?|m|docs?)\.(?=[\w-]+\.)", re.IGNORECASE)


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose translation has an address."""
    return corpus.having(target=("://",))


def check(message: Message) -> Iterator[Hit]:
    """Yield each link to a new host, if a host of the source is gone."""
    if "://" not in message.target or "://" not in message.source:
        return
    known = {_site(match[1]) for match in _HOST.finditer(message.source)}
    found = {_site(match[1]): match for match in _HOST.finditer(message.target)}
    if known - found.keys():
        for site in sorted(found.keys() - known):
            yield Hit(
                tr("the source has no link to {site}", site=found[site][1]), *found[site].span()
            )


def _site(host: str) -> str:
    """Return a host without what only says the language."""
    return _LANGUAGE.sub("", host.rstrip(".").lower())
