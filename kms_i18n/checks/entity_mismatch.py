"""A named entity of the source is missing in the translation.

Entities for typographic characters (`&nbsp;`, `&mdash;`, …) may be written as the character itself.

Bad (fr):
  source: See &sources-list;.
  target: Voir sources.list.

Good (fr):
  source: black&nbsp;and&nbsp;white
  target: noir et blanc
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

_ENTITY = expression(r"&([A-Za-z][\w.-]{0,60});")
_SOUGHT = expression(r"&[A-Za-z][\w.-]{0,60};")


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages of which source or translation has an entity."""
    return corpus.having(source=(_SOUGHT,), target=(_SOUGHT,))


def check(message: Message) -> Iterator[Hit]:
    """Yield each entity that is missing, and each that was never there."""
    if "&" not in message.source and "&" not in message.target:
        return
    from html.entities import name2codepoint

    characters = {*name2codepoint, "apos", "zwsp"}
    wanted, found = (set(_ENTITY.findall(t)) for t in (message.source, message.target))
    for name in sorted(wanted - found - characters):
        yield Hit(tr("the entity &{name}; is missing", name=name))
    for name in sorted(found - wanted - characters):
        yield Hit(
            tr("the entity &{name}; is not in the source", name=name),
            message.target.find(f"&{name};"),
        )
