"""The translation is marked as finished, yet it still names another source that it was written for.

Mostly the translation is right and its editor left the `#|` lines behind. Sometimes the fuzzy mark was taken off without
looking, or a merge bound the translation to a source that it never translated: of those the history tells
(`false-binding`).

Bad (fr):
  source: Do not fight
  previous: Fight
  target: Combattre

Good (fr):
  source: Do not fight
  previous: Fight
  target: Combattre
  flags: fuzzy
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kms_i18n.checks import Corpus, Message

SEVERITY = "info"
LOCALES: tuple[str, ...] = ()

ROLL_UP = True


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages that name a previous source."""
    return [m for m in corpus.special if m.entry.previous_source is not None]


def check(message: Message) -> Iterator[str]:
    """Yield one hit for a finished entry with a previous source that differs."""
    entry = message.entry
    if entry.previous_source is None or entry.fuzzy or message.form:
        return
    if (entry.previous_source, entry.previous_plural or None) != (
        entry.source,
        entry.source_plural,
    ):
        yield tr("finished, and yet it names another source (#| lines)")
