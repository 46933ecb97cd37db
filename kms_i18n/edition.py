"""A document in one locale as it is published: each segment with the text that stands for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from msgspec import Struct

from kms_i18n.model import Kind, State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kms_i18n.model import Document, Segment, Unit


class Passage(Struct, frozen=True):
    """One segment as it is published."""

    segment: Segment
    text: str
    locale: str
    """The language that the text is in: the source's, where it stands for a missing translation."""


class Branch(Struct, frozen=True):
    """A passage with what stands inside it, as the items of a list below a clause do."""

    passage: Passage
    below: tuple[Branch, ...] = ()

    @property
    def listed(self) -> bool:
        """Whether it is an item of a list, together with its neighbours."""
        return self.passage.segment.kind in (Kind.CLAUSE, Kind.ITEM)


class Edition(Struct, frozen=True):
    """A document in one locale."""

    schema: ClassVar[str] = "kms-i18n/edition/1"
    document: str
    locale: str
    source_locale: str
    passages: tuple[Passage, ...]
    bilingual: bool
    """Whether the source stands beside each passage."""
    missing: tuple[Unit, ...]
    """Segments without a publishable translation."""

    @property
    def translated(self) -> int:
        """How many passages are in the locale itself."""
        return sum(passage.locale == self.locale for passage in self.passages)

    @property
    def title(self) -> str:
        """The document's title in the locale; its path where it has none."""
        titles = (p.text for p in self.passages if p.segment.kind is Kind.TITLE)
        return next(titles, self.document)

    @property
    def branches(self) -> tuple[Branch, ...]:
        """The passages in their order, those below a clause or an item inside it."""
        return _branches(self.passages)

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        passages = [{"segment": p.segment.path, "text": p.text, "locale": p.locale} for p in self.passages]  # fmt: skip
        names = ("document", "locale", "source_locale", "bilingual")
        return {
            "schema": self.schema,
            **{name: getattr(self, name) for name in names},
            "passages": passages,
        }


def _branches(passages: Sequence[Passage]) -> tuple[Branch, ...]:
    found: list[Branch] = []
    index = 0
    while index < len(passages):
        inside = f"{passages[index].segment.path}/"
        end = index + 1
        while end < len(passages) and passages[end].segment.path.startswith(inside):
            end += 1
        found.append(Branch(passages[index], _branches(passages[index + 1 : end])))
        index = end
    return tuple(found)


def edition(
    document: Document,
    units: Sequence[Unit],
    locales: tuple[str, str],
    fallback: str,
    *,
    bilingual: bool = False,
) -> Edition:
    """Return a document in one locale; ``locales`` are the target's and the source's.

    ``fallback`` is the policy's: ``source``, ``stale`` (the outdated translation, else the source)
    or ``omit``; ``refuse`` is the caller's to decide by ``missing``. As in ``flow.publish`` only
    translated and approved units stand as they are.
    """
    locale, source = locales
    passages: list[Passage] = []
    mine = [unit for unit in units if unit.document == document.path]
    for unit in mine:
        done = unit.state >= State.TRANSLATED
        usable = done or (fallback == "stale" and unit.state is not State.UNTRANSLATED)
        if unit.entry is not None and usable:
            passages.append(Passage(unit.segment, unit.entry.target, locale))
        elif fallback != "omit":
            passages.append(Passage(unit.segment, unit.segment.text, source))
    missing = tuple(unit for unit in mine if unit.state < State.TRANSLATED)
    return Edition(document.path, locale, source, tuple(passages), bilingual, missing)
