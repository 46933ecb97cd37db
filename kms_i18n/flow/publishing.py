"""A document in one locale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kms_i18n.model import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kms_i18n.model import Document, Segment, Unit


class Published(Struct, frozen=True):
    """A translated document, and how much of it is translated."""

    text: str
    translated: int
    missing: tuple[Unit, ...]
    """Segments without a publishable translation."""


def publish(
    document: Document, units: Sequence[Unit], fallback: str, notice: str = ""
) -> Published:
    """Return the document in one locale; all that is not translated has the bytes of the source.

    ``fallback`` says what stands where no finished translation is: ``source``, ``stale`` (the
    outdated translation, else the source), ``omit``; ``refuse`` is the caller's to decide by
    ``missing``. Only translated and approved units are published as they are; ``notice`` stands
    before a stale one.
    """
    mine = {u.segment.path: u for u in units if u.document == document.path}
    missing = tuple(u for u in mine.values() if u.state < State.TRANSLATED)

    def translate(segment: Segment) -> str | None:
        unit = mine[segment.path]
        if unit.entry is None or unit.state is State.UNTRANSLATED:
            return None
        if unit.state >= State.TRANSLATED:
            return unit.entry.target
        return f"{notice}{unit.entry.target}" if fallback == "stale" else None

    def omit(segment: Segment) -> bool:
        return mine[segment.path].state < State.TRANSLATED

    text = document.render(translate, omit if fallback == "omit" else None)
    return Published(text, len(mine) - len(missing), missing)
