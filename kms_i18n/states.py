"""Where one translation stands: a total function of its entry and whether it is approved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.messages import tr
from kms_i18n.model import State

if TYPE_CHECKING:
    from kms_i18n.model import Entry


def state(entry: Entry | None, *, approved: bool = False) -> State:
    """Return the state of an entry; None (the catalog does not know the text) is untranslated.

    A text of blanks or zero-width spaces alone is untranslated, and so is a plural message of
    which one form is empty. Fuzzy is ``stale`` where the previous source is recorded, else
    ``draft``; nobody can approve a fuzzy entry.
    """
    if entry is None or entry.obsolete or not entry.translated:
        return State.UNTRANSLATED
    if entry.fuzzy:
        return State.DRAFT if entry.previous_source is None else State.STALE
    return State.APPROVED if approved else State.TRANSLATED


def name(of: State) -> str:
    """Return the word for a state in the reader's language."""
    return {
        State.APPROVED: tr("approved"),
        State.TRANSLATED: tr("translated"),
        State.DRAFT: tr("draft"),
        State.STALE: tr("stale"),
        State.UNTRANSLATED: tr("untranslated"),
    }[of]
