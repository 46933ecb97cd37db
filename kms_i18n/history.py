"""Coverage over time: what each revision counted, and the sums kept while walking along them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping


class Tally(NamedTuple):
    """Messages of one or more catalogs, and the source words in them."""

    translated: int = 0
    fuzzy: int = 0
    untranslated: int = 0
    approved: int = 0
    """Of the translated ones; approval files are looked at where the project names them."""
    words_translated: int = 0
    words_fuzzy: int = 0
    words_untranslated: int = 0
    words_approved: int = 0

    @property
    def total(self) -> int:
        """All messages."""
        return self.translated + self.fuzzy + self.untranslated

    @property
    def words(self) -> int:
        """All source words; 0 where they were not counted."""
        return self.words_translated + self.words_fuzzy + self.words_untranslated

    @property
    def percent(self) -> float:
        """Share of translated words (messages, where words were not counted), rounded down."""
        done, all_ = (
            (self.words_translated, self.words) if self.words else (self.translated, self.total)
        )
        return (done * 1000 // all_) / 10 if all_ else 100.0


NOTHING = Tally()


def plus(left: Tally, right: Tally) -> Tally:
    """Return the sum of two tallies."""
    return Tally(*map(int.__add__, left, right))


def minus(left: Tally, right: Tally) -> Tally:
    """Return what is left of a tally without another."""
    return Tally(*map(int.__sub__, left, right))


class Point(Struct, frozen=True):
    """What one revision counted."""

    commit: str
    """Full name of the commit."""
    date: str
    """Day on which it was committed, by the committer's own calendar: ``2026-01-31``."""
    tags: tuple[str, ...]
    tallies: Mapping[str, Tally]
    """By locale, sorted; an empty locale is that of catalogs which do not say theirs."""

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "commit": self.commit,
            "date": self.date,
            "tags": list(self.tags),
            "locales": {
                locale: {**tally._asdict(), "percent": tally.percent}
                for locale, tally in self.tallies.items()
            },
        }


class History(Struct, frozen=True):
    """Coverage at every revision that touched sources or catalogs, oldest first."""

    schema: ClassVar[str] = "kms-i18n/history/1"
    points: tuple[Point, ...]
    shallow: bool = False
    """Whether the clone lacks the older revisions."""
    unread: int = 0
    """Versions of catalogs that could not be read; they count as nothing."""

    @property
    def locales(self) -> tuple[str, ...]:
        """Every locale that occurs, sorted."""
        return tuple(sorted({locale for point in self.points for locale in point.tallies}))

    def of(self, locales: Collection[str] = (), *, tagged: bool = False) -> History:
        """Return only these locales (all if none are named), and only what has a tag."""
        kept = [
            replace(
                point,
                tallies={k: v for k, v in point.tallies.items() if not locales or k in locales},
            )
            for point in self.points
            if point.tags or not tagged
        ]
        return replace(self, points=tuple(kept))

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "schema": self.schema,
            "shallow": self.shallow,
            "unread": self.unread,
            "points": [point.data() for point in self.points],
        }


class Step(NamedTuple):
    """One revision with what it changed."""

    commit: str
    date: str
    tags: tuple[str, ...]
    gone: tuple[tuple[str, Tally], ...]
    """(locale, tally) of every catalog as it was before."""
    come: tuple[tuple[str, Tally], ...]


def points(steps: Iterable[Step]) -> Iterator[Point]:
    """Yield the sums after each step: those before, without what went, with what came."""
    sums: dict[str, Tally] = {}
    for step in steps:
        for locale, tally in step.gone:
            sums[locale] = minus(sums.get(locale, NOTHING), tally)
        for locale, tally in step.come:
            sums[locale] = plus(sums.get(locale, NOTHING), tally)
        now = {locale: sums[locale] for locale in sorted(sums) if sums[locale].total}
        yield Point(step.commit, step.date, step.tags, now)
