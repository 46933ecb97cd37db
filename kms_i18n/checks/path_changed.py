"""An option or a file path of the source is missing in the translation.

Readers type these; a translated one does not work.

Bad (fr):
  source: Edit /etc/apt/sources.list
  target: Éditez /etc/apt/fichiers.list

Bad (fr):
  source: Use --dry-run first.
  target: Utilisez d’abord --essai.

Good (fr):
  source: Use --dry-run, and/or look at /about/us
  target: Utilisez --dry-run et regardez /a_propos/nous
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.checks._joined import At
from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "warning"
LOCALES: tuple[str, ...] = ()

_CODE = expression(
    r"(?<![^\s(\[\"'=])--[A-Za-z][\w-]+"
    r"|(?<![\w/.<:~$-])/(?:bin|boot|dev|etc|home|lib|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var)/"
    r"[A-Za-z0-9_.+/-]*[A-Za-z0-9]"
)
_SOUGHT = (
    At("--", expression(r"--[A-Za-z][\w-]")),
    At("/", expression(r"/(?:bin|boot|dev|etc|home|lib|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var)/")),
)  # fmt: skip


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages of a source with an option or a path."""
    return corpus.having(source=_SOUGHT)


def check(message: Message) -> Iterator[Hit]:
    """Yield each that is missing, once."""
    if "--" not in message.source and "/" not in message.source:
        return
    for code in dict.fromkeys(_CODE.findall(message.source)):
        if code not in message.target:
            yield Hit(tr("{code} is missing", code=code))
