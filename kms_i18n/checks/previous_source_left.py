"""The translation is marked as finished, yet it still names another source that it was written for.

Either the fuzzy mark was taken off without looking, or a merge bound the translation to a source that it
never translated: branch A fills the msgstr, branch B rewrites the msgid, and Git merges without a word.

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

SEVERITY = "error"
LOCALES: tuple[str, ...] = ()


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages that name a previous source."""
    return [
        message
        for message in corpus.messages
        if not message.is_plain and message.entry.previous_source is not None
    ]


def check(message: Message) -> Iterator[str]:
    """Yield one hit for a finished entry with a previous source that differs."""
    entry = message.entry
    if entry.previous_source is None or entry.fuzzy or message.form:
        return
    if (entry.previous_source, entry.previous_plural or None) != (
        entry.source,
        entry.source_plural,
    ):
        yield tr("finished, but written for another source (#| lines)")
