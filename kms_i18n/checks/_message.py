"""One translation beside its source: what most rules look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.mask import masked
from kms_i18n.words import language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kms_i18n.glossary import Glossary
    from kms_i18n.model import Entry


class Scene:
    """What all translations of a catalog share."""

    __slots__ = ("entries", "glossary", "is_editorial", "language", "locale")

    def __init__(
        self,
        locale: str,
        source_locale: str = "en",
        glossary: Glossary | None = None,
        entries: Sequence[Entry] = (),
    ) -> None:
        self.locale = locale
        self.language = language(locale)
        """``fr`` for ``fr_CA``."""
        self.is_editorial = self.language == language(source_locale)
        """Whether source and translation are in the same language."""
        self.glossary = glossary
        self.entries = entries


class Message:
    """One translation beside the source it was written for: what most rules see."""

    __slots__ = (
        "_entry", "_masked_source", "_masked_target", "_scene", "form", "is_plain", "order", "source", "target",
    )  # fmt: skip

    def __init__(
        self, scene: Scene, order: int, source: str, target: str, entry: Entry | int, form: int = 0
    ) -> None:
        self._scene = scene
        self.order = order
        """How many messages of its catalog stand before it."""
        self.source = source
        """Of a plural message, the form that belongs to this translation."""
        self.target = target
        self._entry = entry
        self.is_plain = type(entry) is int
        """Whether it is known, before the entry is read, that it has one form, is not fuzzy and has no
        previous source."""
        self.form = form
        """Which plural form ``target`` is."""
        self._masked_source: str | None = None
        self._masked_target: str | None = None

    @property
    def entry(self) -> Entry:
        """Where it stands in the catalog, with its comments."""
        if isinstance(self._entry, int):
            self._entry = self._scene.entries[self._entry]
        return self._entry

    @property
    def locale(self) -> str:
        """The locale of the translation, as it was asked for."""
        return self._scene.locale

    @property
    def language(self) -> str:
        """``fr`` for ``fr_CA``."""
        return self._scene.language

    @property
    def is_editorial(self) -> bool:
        """Whether source and translation are in the same language."""
        return self._scene.is_editorial

    @property
    def glossary(self) -> Glossary | None:
        """The terms of the locale; None if there are none."""
        return self._scene.glossary

    @property
    def masked_source(self) -> str:
        """The source with code, markup, addresses and placeholders blotted out."""
        if self._masked_source is None:
            self._masked_source = masked(self.source)
        return self._masked_source

    @property
    def masked_target(self) -> str:
        """The translation, masked likewise; offsets are those of ``target``."""
        if self._masked_target is None:
            self._masked_target = masked(self.target)
        return self._masked_target


CREDITS = {"translator-credits", "translator_credits", "Your names", "Your emails"}
"""By convention these are answered with names and addresses; they are not translated."""


def messages(
    entry: Entry, locale: str, source_locale: str = "en", glossary: Glossary | None = None
) -> list[Message]:
    """Return what there is to check in an entry: one message per plural form that has text.

    A stale translation is held against the source that it was written for, so that a source
    that moved on is reported once, as stale, and not again by every rule. Nothing comes of the
    header, of obsolete entries, of the translators' own names and of forms without text.
    """
    return of_entry(entry, Scene(locale, source_locale, glossary), 0)


def of_entry(entry: Entry, scene: Scene, order: int) -> list[Message]:
    """Return the messages of an entry; ``order`` is that of the first."""
    if entry.obsolete or entry.is_header or entry.source in CREDITS:
        return []
    stale = entry.previous_source is not None and entry.fuzzy
    single = entry.previous_source if stale and entry.previous_source else entry.source
    plural = entry.previous_plural if stale else entry.source_plural
    found: list[Message] = []
    for form, target in enumerate(entry.targets):
        if target:
            first_of_many = form == 0 and len(entry.targets) > 1
            source = single if plural is None or first_of_many else plural
            found.append(Message(scene, order + len(found), source, target, entry, form))
    return found
