"""What rules look at: a translation, a whole catalog, the source; and what they answer."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from msgspec import Struct

from kms_i18n import po
from kms_i18n.checks._joined import Joined
from kms_i18n.checks._message import CREDITS, Message, Scene, of_entry
from kms_i18n.words import language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kms_i18n.checks._joined import Wanted
    from kms_i18n.glossary import Glossary
    from kms_i18n.model import Catalog, Document, Entry, Segment

Made = TypeVar("Made")


class Corpus(Struct, frozen=True, dict=True):
    """A whole catalog, for rules that compare its translations with each other."""

    catalog: Catalog
    locale: str
    source_locale: str = "en"
    documents: tuple[Document, ...] = ()
    """The documents that the catalog translates; none for a bare PO file."""
    glossary: Glossary | None = None

    @cached_property
    def messages(self) -> tuple[Message, ...]:
        """Every translation of the catalog, in the order of the file."""
        found: list[Message] = []
        entries = self.catalog.entries
        scene = Scene(self.locale, self.source_locale, self.glossary, entries)
        for number, pair in enumerate(self._plain):
            if pair is None:
                found += of_entry(entries[number], scene, len(found))
            elif pair[1] and pair[0] not in CREDITS:
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

    @property
    def termed(self) -> tuple[Message, ...]:
        """The translations to hold against the glossary; none where there is no glossary."""
        return self.messages if self.glossary is not None else ()

    @cached_property
    def special(self) -> tuple[Message, ...]:
        """The translations of which it is not known yet that they are plain."""
        return tuple(m for m in self.messages if not m.is_plain)

    @cached_property
    def finished(self) -> tuple[Message, ...]:
        """The translations that count: without the fuzzy ones."""
        if not any(m.entry.fuzzy for m in self.special):
            return self.messages
        return tuple(m for m in self.messages if m.is_plain or not m.entry.fuzzy)

    @cached_property
    def single(self) -> tuple[Message, ...]:
        """Those of ``finished`` that have one form."""
        if all(len(m.entry.targets) == 1 for m in self.special):
            return self.finished
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


class Source(Struct, frozen=True, dict=True):
    """The documents as they are written, for rules that find slips in the canonical text."""

    documents: tuple[Document, ...]
    locale: str = "en"
    glossary: Glossary | None = None

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
