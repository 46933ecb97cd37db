"""An e-mail address of the source is missing in the translation, or is another one.

Addresses that are only examples (`user@example.com`, by RFC 2606) may be translated, and where a text asks for
the translators' names these are answered.

Bad (fr):
  source: Write to info@example.edu
  target: Écrivez à infos@example.edu

Good (fr):
  source: Write to info@example.edu
  target: Écrivez à info@example.edu

Good (fr):
  source: such as user@example.com
  target: tel que utilisateur@exemple.com
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "error"
LOCALES: tuple[str, ...] = ()

_EMAIL = expression(r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_EXAMPLE = expression(
    r"(?i)@(?:.+\.)?(?:example|foo|bar)\.(?:com|net|org)E?$|@(?:.+\.)?(?:example|test|invalid|localhost)$"
    r"|^_*(?:example|name|user|your)\w*@"
)
_CREDITS = expression(r"TRANSLATOR|translator-credits|translation-holder")


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages of a source with an address."""
    return corpus.having(source=("@",))


def check(message: Message) -> Iterator[Hit]:
    """Yield each address that took the place of one of the source; without any, what is missing."""
    if "@" not in message.source or _CREDITS.search(message.source):
        return
    known = {address.casefold(): address for address in _EMAIL.findall(message.source)}
    real = {key for key, address in known.items() if not _EXAMPLE.search(address)}
    if not real:
        return  # one that was written otherwise (`name at example.org`) may be written out
    found = {match[0].casefold(): match for match in _EMAIL.finditer(message.target)}
    # An ending may hang on an address: `info@example.org-ra`.
    there = {key for key in known if any(_is(address, key) for address in found)}
    added = [m for address, m in found.items() if not any(_is(address, key) for key in known)]
    for match in added:
        yield Hit(tr("the address {address} is not in the source", address=match[0]), *match.span())
    for key in sorted(real - there):
        if not added:
            yield Hit(tr("the address {address} is missing", address=known[key]))


def _is(address: str, known: str) -> bool:
    return address == known or address.startswith(f"{known}-")
