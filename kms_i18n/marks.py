"""Which words of a text changed, marked so that a person can read it.

Cut at words and, in Khmer and other scripts without spaces, at clusters; never inside either. Two
changes with a single unchanged word between them are one change, and of a text that shares less
than a third with what it was the whole is marked: confetti says less than nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from kms_i18n.text import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

SHARED = 1 / 3
"""Least part of the letters of both texts, blanks aside, that must have stayed."""
APART = 2
"""Unchanged tokens, blanks aside, that keep two changes apart."""


class Mark(NamedTuple):
    """A stretch of text and what happened to it."""

    sign: Literal["=", "-", "+"]
    text: str


class _Stretch(NamedTuple):
    """What was there and what is there now: two empty lists never, two equal ones: unchanged."""

    gone: list[str]
    come: list[str]

    @property
    def same(self) -> bool:
        return self.gone == self.come


def marks(old: str, new: str) -> list[Mark]:
    """Return ``old`` and ``new`` woven into one text, with what went and what came marked.

    The ``=`` and ``-`` stretches joined are ``old``, the ``=`` and ``+`` ones ``new``.
    """
    from rapidfuzz.distance import Indel

    before, after = tokens(old), tokens(new)
    stretches = [
        _Stretch(before[c.src_start : c.src_end], after[c.dest_start : c.dest_end])
        for c in Indel.opcodes(before, after)
    ]
    kept = sum(_letters(s.gone) for s in stretches if s.same)
    if 2 * kept < SHARED * (_letters(before) + _letters(after)):
        stretches = [_Stretch(before, after)] if before or after else []
    return [mark for stretch in _settled(stretches) for mark in _signed(stretch)]


def _letters(pieces: list[str]) -> int:
    return sum(len(piece) for piece in pieces if not piece.isspace())


def _signed(stretch: _Stretch) -> Iterator[Mark]:
    gone, come = "".join(stretch.gone), "".join(stretch.come)
    if gone == come:
        yield Mark("=", gone)
        return
    if gone:
        yield Mark("-", gone)
    if come:
        yield Mark("+", come)


def _settled(stretches: list[_Stretch]) -> Iterator[_Stretch]:
    """Join the changes that fewer than two unchanged tokens keep apart."""
    change: _Stretch | None = None
    held: _Stretch | None = None
    for stretch in stretches:
        if not stretch.same:
            parts = [part for part in (change, held, stretch) if part]
            change = _Stretch(
                [token for part in parts for token in part.gone],
                [token for part in parts for token in part.come],
            )
            held = None
        elif change and held is None and sum(not t.isspace() for t in stretch.gone) < APART:
            held = stretch
        else:
            if change:
                yield change
            if held:
                yield held
            change, held = None, None
            yield stretch
    if change:
        yield change
    if held:
        yield held
