"""A letter of another script stands among those of the language: a slip of the keyboard, or a lookalike.

In Khmer: Thai, Lao, Burmese, Cyrillic or Greek letters. Elsewhere: a word that mixes Latin letters with
Cyrillic or Greek ones, of which the ones or the others look the same in both. What the source has too is left alone,
and so is an ending behind a placeholder or a foreign name (`%s-да`, `GNOME-да`).

Bad (km):
  source: Russian
  target: ភាសា<U+0E23><U+0E31>រូស្ស៉ី

Bad (fr):
  source: the State
  target: l’Ét<U+0430>t

Good (fr):
  source: 5 µm
  target: 5 μm
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.checks._joined import Rare
from kms_i18n.expressions import expression
from kms_i18n.messages import tr
from kms_i18n.text import codepoint

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "error"
LOCALES: tuple[str, ...] = ()

# Greek letters beside digits and Latin letters are units and formulas.
_STRAY = expression("[\u0400-\u052f\u0e01-\u0eff\u1000-\u109f\u0370-\u03ff]+")
_OTHER = "\u0391-\u03a9\u03b1-\u03c9\u0400-\u052f"
_LATIN = "A-Za-z\u00c0-\u024f"
_MIXED = expression(f"[{_LATIN}][{_OTHER}]|[{_OTHER}][{_LATIN}]")
_WORD = expression(f"[{_LATIN}{_OTHER}]+")
_PLACEHOLDER = expression(
    r"%(?:\(\w+\)|\d+\$)?[-+ #0]*\d*(?:\.\d+)?(?:hh?|ll?|[qjztL])?[A-Za-z]|\\[a-z]|\$\w+"
)
_ALIKE_LATIN = frozenset("aceijopsxyABCEHIJKMOPSTXYZNvu")
_ALIKE_OTHER = frozenset("асеіјорѕхуАВСЕНІЈКМОРЅТХУοορΑΒΕΖΗΙΚΜΝΟΡΤΥΧνυιѵԁ")
_ANY = expression("[\u0370-\u052f\u0e01-\u0eff\u1000-\u109f]")
_UNIT = expression("[\u03bc\u03a9\u03c0\u0394\u03b1\u03b2\u03b3\u03bb\u03c3](?![\u0370-\u03ff])")


def _is_any(letter: str) -> bool:
    return "\u0370" <= letter <= "\u109f" and _ANY.match(letter) is not None


_RARE = Rare(_is_any)


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose translation has a letter of these scripts."""
    return corpus.having(target=(_RARE,))


def check(message: Message) -> Iterator[Hit]:
    """Yield each stray letter once."""
    if message.target.isascii():
        return
    if _ANY.search(message.target) is None:
        return
    if message.language != "km":
        yield from _mixed(message)
        return
    for match in _STRAY.finditer(message.target):
        if any(c in message.source for c in match[0] if ord(c) > 0x36F) or _UNIT.search(match[0]):  # noqa: PLR2004
            continue
        points = " ".join(codepoint(c) for c in match[0] if ord(c) > 0x36F)  # noqa: PLR2004
        yield Hit(tr("a letter of another script: {points}", points=points), *match.span())
        return


def _mixed(message: Message) -> Iterator[Hit]:
    """Yield the first word in which a letter may be taken for one of another script."""
    ends = {match.end() for match in _PLACEHOLDER.finditer(message.target)}
    for match in _MIXED.finditer(message.target):
        pair = match[0]
        if match.start() + 1 in ends or any(c in message.source for c in pair if ord(c) > 0x36F):  # noqa: PLR2004
            continue
        if _UNIT.search(pair) or not _is_alike(message.target, match.start()):
            continue
        points = " ".join(codepoint(c) for c in pair if ord(c) > 0x36F)  # noqa: PLR2004
        yield Hit(tr("a letter of another script: {points}", points=points), *match.span())
        return


def _is_alike(text: str, place: int) -> bool:
    """Return whether the word at a place could be read as one of a single script."""
    start = place
    while start and _WORD.match(text[start - 1]):
        start -= 1
    found = _WORD.match(text, start)
    word = set(found[0]) if found else set()
    other = {c for c in word if ord(c) > 0x36F}  # noqa: PLR2004
    return other <= _ALIKE_OTHER or word - other <= _ALIKE_LATIN
