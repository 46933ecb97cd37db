"""An e-mail address of the source is missing in the translation, or is another one.

Bad (fr):
  source: Write to info@example.org
  target: Écrivez à infos@example.org

Good (fr):
  source: Write to info@example.org
  target: Écrivez à info@example.org
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

_EMAIL = re.compile(r"(?<![\w.+-])[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages of a source with an address."""
    return corpus.having(source=("@",))


def check(message: Message) -> Iterator[Hit]:
    """Yield each address that took the place of one of the source; without any, what is missing."""
    if "@" not in message.source:
        return
    known, found = set(_EMAIL.findall(message.source)), list(_EMAIL.finditer(message.target))
    if not known:
        return  # one that was written otherwise (`name at example.org`) may be written out
    added = [match for match in found if match[0] not in known]
    for match in added:
        yield Hit(tr("the address {address} is not in the source", address=match[0]), *match.span())
    for address in sorted(known - {match[0] for match in found}):
        if not added:
            yield Hit(tr("the address {address} is missing", address=address))
