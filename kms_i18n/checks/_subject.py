"""What rules look at: a translation, a whole catalog, the source; and what they answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from kms_i18n import po
from kms_i18n.checks._joined import Joined
from kms_i18n.mask import masked
from kms_i18n.words import language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kms_i18n.checks._joined import Wanted
    from kms_i18n.glossary import Glossary
    from kms_i18n.model import Catalog, Document, Entry, Segment

Made = TypeVar("Made")


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


@dataclass(frozen=True)
class Corpus:
    """A whole catalog, for rules that compare its translations with each other."""

    catalog: Catalog
    locale: str
    source_locale: str = "en"
    documents: tuple[Document, ...] = ()
    """The documents that the catalog translates; none for a bare PO file."""
    glossary: Glossary | None = field(default=None, compare=False)

    @cached_property
    def messages(self) -> tuple[Message, ...]:
        """Every translation of the catalog, in the order of the file."""
        found: list[Message] = []
        entries = self.catalog.entries
        scene = Scene(self.locale, self.source_locale, self.glossary, entries)
        for number, pair in enumerate(self._plain):
            if pair is None:
                found += _messages(entries[number], scene, len(found))
            elif pair[1] and pair[0] not in _CREDITS:
                found.append(Message(scene, len(found), *pair, number))
        return tuple(found)

    @cached_property
    def _plain(self) -> list[tuple[str, str] | None]:
        return po.plain(self.catalog)

    @property
    def plurals(self) -> list[Entry]:
        """The live entries with plural forms, translated or not."""
        entries = self.catalog.entries
        others = (entries[number] for number, pair in enumerate(self._plain) if pair is None)
        return [
            e for e in others if e.source_plural is not None and not e.obsolete and not e.is_header
        ]

    @cached_property
    def finished(self) -> tuple[Message, ...]:
        """The translations that count: without the fuzzy ones."""
        return tuple(m for m in self.messages if m.is_plain or not m.entry.fuzzy)

    @cached_property
    def single(self) -> tuple[Message, ...]:
        """Those of ``finished`` that have one form."""
        return tuple(m for m in self.finished if m.is_plain or len(m.entry.targets) == 1)

    @cached_property
    def is_editorial(self) -> bool:
        """Whether sources and translations are in the same language."""
        return language(self.locale) == language(self.source_locale)

    @cached_property
    def sources(self) -> Joined:
        """The sources of all messages as one text."""
        return Joined([message.source for message in self.messages])

    @cached_property
    def targets(self) -> Joined:
        """The translations of all messages as one text."""
        return Joined([message.target for message in self.messages])

    def once(self, make: Callable[[Corpus], Made]) -> Made:
        """Return what ``make`` makes of this catalog; for what several rules need."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast("Made", self._made[make])

    @cached_property
    def _made(self) -> dict[Callable[[Corpus], Any], Any]:
        return {}

    def having(
        self, *, source: tuple[Wanted, ...] = (), target: tuple[Wanted, ...] = ()
    ) -> list[Message]:
        """Return the messages whose source or translation has one of these, in order."""
        numbers: set[int] = set()
        for wanted in source:
            numbers.update(self.sources.numbers(wanted))
        for wanted in target:
            numbers.update(self.targets.numbers(wanted))
        return [self.messages[number] for number in sorted(numbers)]


@dataclass(frozen=True)
class Source:
    """The documents as they are written, for rules that find slips in the canonical text."""

    documents: tuple[Document, ...]
    locale: str = "en"
    glossary: Glossary | None = field(default=None, compare=False)

    def segments(self) -> Iterator[tuple[Document, Segment]]:
        """Yield every segment with its document, in order."""
        for document in self.documents:
            for segment in document.segments:
                yield document, segment

    @cached_property
    def vocabulary(self) -> Mapping[str, int]:
        """How often each word occurs, as it is written."""
        from collections import Counter
        from re import findall

        return Counter(
            word for _, segment in self.segments() for word in findall(r"[^\W\d_]+", segment.text)
        )


class Hit(NamedTuple):
    """What a rule found, and where."""

    message: str
    """A sentence for the translator; text of the file in it is made safe where it is shown."""
    start: int = 0
    """Where the evidence begins, in code points of the translation (or segment)."""
    end: int = 0
    """Where it ends; not after ``start``: the finding is about the whole. Evidence that stands in the
    source word for word is no finding."""
    fix: str | None = None
    """What belongs in place of the evidence, where that is beyond doubt."""
    at: Message | Segment | int | None = None
    """The translation or segment it is about, for rules that look at more than one; a number: the
    line of the catalog; None: the whole catalog."""


_CREDITS = {"translator-credits", "translator_credits", "Your names", "Your emails"}
"""By convention these are answered with names and addresses; they are not translated."""


def messages(
    entry: Entry, locale: str, source_locale: str = "en", glossary: Glossary | None = None
) -> list[Message]:
    """Return what there is to check in an entry: one message per plural form that has text.

    A stale translation is held against the source that it was written for, so that a source
    that moved on is reported once, as stale, and not again by every rule. Nothing comes of the
    header, of obsolete entries, of the translators' own names and of forms without text.
    """
    return _messages(entry, Scene(locale, source_locale, glossary), 0)


def _messages(entry: Entry, scene: Scene, order: int) -> list[Message]:
    """Return the messages of an entry; ``order`` is that of the first."""
    if entry.obsolete or entry.is_header or entry.source in _CREDITS:
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
