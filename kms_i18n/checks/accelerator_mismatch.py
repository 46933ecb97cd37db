"""The source has an access key (`_File`, `&File`, `~File`) and the translation has none, or several.

For the messages of programs only (profile software).

Bad (fr):
  source: _File
  target: Fichier

Good (km):
  source: _File
  target: ឯកសារ (_F)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kms_i18n.checks import Corpus, Message

SEVERITY = "info"
LOCALES: tuple[str, ...] = ()
PROFILES = ("software",)

_KEY = expression(r"(?<![\w&~])[_&~](?=[^\W_])")


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages of a source with a sign of access keys."""
    return corpus.having(source=("_", "&", "~"))


def check(message: Message) -> Iterator[str]:
    """Yield one hit if the number of access keys differs."""
    for sign in "_&~":
        if sign in message.source:
            wanted = sum(match[0] == sign for match in _KEY.finditer(message.masked_source))
            found = len(re.findall(rf"{sign}(?=[^\W_])", message.masked_target))
            if wanted == 1 and found != 1:
                yield tr("{found} access keys; the source has one ({sign})", found=found, sign=sign)
