"""Some plural forms are translated and some are empty.

gettext shows the empty form to readers for the numbers that take it.

Bad (fr):
  source: %d file
  plural: %d files
  target: %d fichier
  forms:

Good (fr):
  source: %d file
  plural: %d files
  target: %d fichier
  forms: %d fichiers
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kms_i18n.checks import Corpus, Message

SEVERITY = "error"
LOCALES: tuple[str, ...] = ()


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages that have several forms."""
    return [message for message in corpus.special if len(message.entry.targets) > 1]


def check(message: Message) -> Iterator[str]:
    """Yield one hit for the first form that is there."""
    targets = message.entry.targets
    empty = [str(form) for form, target in enumerate(targets) if not target.strip()]
    first = next(form for form, target in enumerate(targets) if target)
    if empty and message.form == first and message.target.strip():
        yield tr("plural form {forms} is empty", forms=", ".join(empty))
