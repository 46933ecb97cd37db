"""What kind of change an edit is: of type, of wording, of meaning, or of structure.

A class only ever adds to what is shown; nothing is hidden by it, and in doubt an edit is one of
meaning, since a reader who looks once too often loses less than one who looks once too little.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from kms_i18n.meaning import LANGUAGES, Language
from kms_i18n.model import ChangeClass
from kms_i18n.text import normal, tokens
from kms_i18n.words import language as language_of

if TYPE_CHECKING:
    from collections.abc import Iterable

_QUOTES = str.maketrans(
    {
        **dict.fromkeys("’‘‛`´′ʼ", "'"),
        **dict.fromkeys("“”„‟«»″‹›", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
    }
)
_DIGITS = {
    ord(c): str(unicodedata.digit(c)) for c in map(chr, range(0x660, 0x1A9A)) if c.isdecimal()
}
_GROUPED = (
    re.compile(r"(?<=\d)[ ,'](?=\d{3}(?!\d))"),
    re.compile(r"(?<=\d)[ .'](?=\d{3}(?!\d))"),
)
"""What sets thousands apart; the second in French, where a comma begins the decimals."""
_UNSEEN = re.compile("[\u00ad\u200b\u2060]")
_SAID = re.compile(r"(?:(?<!\w)[-+±])?\d+|[^\W\d_]+(?:'[^\W\d_]+)*")
_TRAILING = re.compile(r"""[\s.;:,"'-]+$""")
_SYMBOLS = frozenset("?<>=+×÷±%$€£¥៛§©®#")


def classify(old: str, new: str, locale: str = "en") -> ChangeClass:
    """Return the class of an edit, for texts in ``locale``.

    ``typographic``: quotes, dashes, blanks, case, the punctuation at the end, and how a number is
    grouped; the words and numbers are the same, cut at the same places (``re-sign`` is not
    ``resign``). ``meaning``: a number or its sign, a symbol, a name or one of the words a statement
    turns on (``meaning``) came, went or changed its place among the others. ``wording``: all else.
    """
    tongue = language_of(locale)
    lore = LANGUAGES.get(tongue, Language(frozenset()))
    before, after = _plain(old, tongue), _plain(new, tongue)
    said, saying = _said(before), _said(after)
    alike = said == saying and _bare(before) == _bare(after)
    if alike and not _recased(before, after, lore):
        return ChangeClass.TYPOGRAPHIC
    if _signed(said) != _signed(saying):
        return ChangeClass.MEANING
    first, second = _pieces(before, lore), _pieces(after, lore)
    if _turning(first, lore) != _turning(second, lore) or _recased(before, after, lore):
        return ChangeClass.MEANING
    if any(before.count(p) != after.count(p) for p in lore.phrases):
        return ChangeClass.MEANING
    if _names(before, lore) != _names(after, lore) and _renamed(before, after, lore):
        return ChangeClass.MEANING
    return ChangeClass.WORDING


def _plain(text: str, language: str) -> str:
    """Return a text with plain quotes and dashes, single blanks, ASCII digits, numbers ungrouped."""
    plain = normal(text).translate(_QUOTES).translate(_DIGITS)
    return _GROUPED[language == "fr"].sub("", plain.replace("\u202f", " "))


def _said(text: str) -> list[str]:
    """Return the words and numbers of a plain text in their order, numbers with their signs."""
    return _SAID.findall(_UNSEEN.sub("", text.casefold()))


def _signed(said: Iterable[str]) -> list[str]:
    """Return the numbers with a sign among words and numbers."""
    return [piece for piece in said if piece[0] in "-+±"]


def _bare(text: str) -> str:
    """Return what is left of a plain text without what cannot matter: dashes, quotes, case, end."""
    folded = _TRAILING.sub("", text.casefold())
    question = "?" if "?" in text else ""
    inner = re.sub(r"\s*([,;:.()!?])\s*", r"\1", folded)
    return re.sub(r"""["'\s-]""", "", inner) + question


def _pieces(text: str, lore: Language) -> list[str]:
    """Return the words, numbers and symbols of a plain text, spelled in one way, in lower case."""
    folded = text.casefold()
    for written, meant in lore.spelled.items():
        folded = folded.replace(written, meant)
    pieces = (p for p in tokens(folded) if p[0].isalnum() or p in _SYMBOLS)
    return [lore.numerals.get(piece, piece) for piece in pieces]


def _turning(pieces: Iterable[str], lore: Language) -> list[str]:
    """Return the pieces that a statement turns on, in their order."""
    return [p for p in pieces if p in lore.words or p in _SYMBOLS or any(map(str.isdigit, p))]


def _words(text: str) -> list[tuple[str, bool]]:
    """Return the words of a plain text, each with whether it begins a sentence."""
    found: list[tuple[str, bool]] = []
    begins = True
    for piece in tokens(text):
        if piece[0].isalpha():
            found.append((piece, begins))
            begins = False
        elif piece in ".!?:•":
            begins = True
        elif piece[0].isdigit():
            begins = False
    return found


def _names(text: str, lore: Language) -> Counter[str]:
    """Return the words that are names by their capital: not at the start of a sentence."""
    if text.isupper():
        return Counter()
    names = (word for word, begins in _words(text) if word[0].isupper() and not begins)
    return Counter(name.casefold() for name in names if name.casefold() not in lore.words)


def _renamed(before: str, after: str, lore: Language) -> bool:
    """Return whether a name came or went, and not just its capital."""
    old, new = (Counter(w.casefold() for w, _ in _words(text)) for text in (before, after))
    gone, come = old - new, new - old
    named = _names(before, lore) | _names(after, lore)
    return any(word in named for word in (gone | come))


def _recased(before: str, after: str, lore: Language) -> bool:
    """Return whether a word became another word by its capital: ``May`` and ``may``."""

    def cased(text: str) -> list[str]:
        if text.isupper():
            return []
        return [w for w, begins in _words(text) if not begins and w.casefold() in lore.cased]

    first, second = cased(before), cased(after)
    if before.isupper() or after.isupper() or before.istitle() or after.istitle():
        return False
    return len(first) == len(second) and first != second
