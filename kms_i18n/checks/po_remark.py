"""The catalog can be read, but other programs may stumble over the file: its header, its marks, its line ends.

A byte order mark is refused by gettext, a missing header makes readers guess the character set, and a date or a
language that is none is ignored in silence.

Bad (fr):
  header: Language: the French language
  source: Lock the door.
  target: Fermez la porte à clé.

Good (fr):
  header: Language: fr
  source: Lock the door.
  target: Fermez la porte à clé.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n import po
from kms_i18n.checks import Corpus, Hit
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "warning"
LOCALES: tuple[str, ...] = ()


def check_catalog(corpus: Corpus) -> Iterator[Hit]:
    """Yield every remark on the file, at its line."""
    for line, message, values in po.remarks(corpus.catalog):
        yield Hit(tr(message, **values), at=line)
