"""How many words a text has: the measure that translation work is planned and paid by.

Languages with spaces are counted as translators count them. Khmer writes no space between
words: where the text separates them with ZWSP these are counted, otherwise they are told apart by
ICU's dictionary if the extra ``icu`` is installed, and estimated from the letters and signs if not.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, cast

from kms_i18n.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LETTERS_PER_WORD = 4.8
"""Khmer letters and signs per word; 4.7 to 4.9 on three corpora of translated programs and laws.

On one sentence the estimate is off by 11 to 16 % in the mean, on a whole text by next to nothing.
Thai, Lao and Burmese are estimated with the same figure for want of a measured one.
"""

_ESTIMATED = {"km", "lo", "my", "th"}
_DIGIT = expression(r"\d")
_RUNS = expression(r"[\s\u200b]+|[^\s\u200b]+")
_SPACED_WITH_HAN = {"ko", "vi"}

# NBSP separates words like any blank, except inside a grouped number: 1 234 567 is one.
_GROUPING = expression(r"(?<=\d)[\u00a0\u202f](?=\d{3}(?!\d))")
_SEPARATOR = expression(r"[\s\u2014\u2015\u2026\u200b\u17d4-\u17d6\u17d9\u17da]+")

_CONTINUOUS = "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u1000-\u103f\u1780-\u17d3\u17d7\u17dc\u17dd"
_HAN = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SPACED = expression("[\0-\u0e00\u2000-\u2fff]*")
"""A text with none of them, told at once: the expression for the others takes time to compile."""
_RUN = expression(
    f"(?P<continuous>[{_CONTINUOUS}](?:[{_CONTINUOUS}\u200b-\u200d]*[{_CONTINUOUS}])?)"
    f"|(?P<han>[{_HAN}])"
)


@cache
def language(locale: str) -> str:
    """Return the language of a locale: ``fr`` for ``fr_CA``, ``fr-CA`` and ``fr@latin``."""
    return re.split(r"[-_@.]", locale, maxsplit=1)[0].lower()


def folded_digits(text: str) -> str:
    """Return the text with every decimal digit as 0 to 9, whatever its script: ១៩៧០ is 1970.

    Characters stay one for one. Superscripts and fractions are no decimal digits and stay.
    """
    if text.isascii():
        return text
    return _DIGIT.sub(lambda digit: str(int(digit[0])), text)


def exact(locale: str) -> bool:
    """Return whether words of a language without spaces are told apart by a dictionary.

    That is so where the extra ``icu`` is installed (``pip install kms-i18n[icu]``).
    """
    return language(locale) in _ESTIMATED and _icu() is not None


def language_tag(locale: str) -> str:
    """Return a locale as HTML writes languages (BCP 47): ``fr-CA``, ``sr-Latn``; ``und`` if unknown."""
    name, _, variant = re.sub(r"\..*?(?=@|$)", "", locale).replace("_", "-").partition("@")
    tag = f"{name}-{_SCRIPTS[variant]}" if variant in _SCRIPTS else name
    return tag if _TAG.fullmatch(tag) else "und"


_SCRIPTS = {"cyrillic": "Cyrl", "devanagari": "Deva", "latin": "Latn"}
_TAG = expression(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def own_name(locale: str) -> str:
    """Return what a language calls itself: ``ខ្មែរ`` for ``km``; empty where nobody has told us."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language_tag(locale), sep="-").get_display_name() or ""
    except (UnknownLocaleError, ValueError):
        return ""


def estimated(locale: str) -> bool:
    """Return whether counts in this locale are estimates, to be shown with ``~``."""
    return language(locale) in _ESTIMATED and not exact(locale)


def boundaries(text: str, locale: str) -> list[str]:
    """Return the text cut into words and what is between them; joined again it is the text.

    Khmer, Thai, Lao and Burmese are cut by dictionary where ``exact``, else at blanks and ZWSPs
    only: a cut inside a word would be worse than none.
    """
    breaker = _icu() if language(locale) in _ESTIMATED else None
    if breaker is None:
        return _RUNS.findall(text)
    return [str(piece) for piece in breaker(text, language(locale))]


def count(text: str, locale: str) -> int:
    """Return the number of words; 0 only if the text has neither letter nor digit.

    A word is what stands between blanks and has a letter or a digit: ``l'État`` and ``and/or``
    are one, ``–`` is none. A Chinese or Japanese character is one word, as agencies count. Khmer
    words are counted at their ZWSPs, else by dictionary (see ``exact``), else estimated.
    """
    text = _GROUPING.sub("", text)
    if language(locale) in _SPACED_WITH_HAN or _SPACED.fullmatch(text):
        return _spaced(text)
    words = 0
    letters = 0
    dictionary = exact(locale)
    for run in _RUN.finditer(text):
        if run["han"]:
            words += 1
        elif "\u200b" in run[0]:
            words += _spaced(run[0])
        elif dictionary:
            words += sum(map(_is_word, boundaries(run[0], locale)))
        else:
            letters += len(run[0])
    words += _spaced(_RUN.sub(" ", text))
    return max(words + round(letters / LETTERS_PER_WORD), 1 if letters else words)


@cache
def _icu() -> Callable[[str, str], Iterable[object]] | None:
    """Return what cuts a text at ICU's word boundaries, or None where ICU is not installed."""
    try:
        from icu4py.breakers import WordBreaker
    except ImportError:
        return None
    return cast("Callable[[str, str], Iterable[object]]", WordBreaker)


def _is_word(piece: str) -> bool:
    return any(map(str.isalnum, piece))


def _spaced(text: str) -> int:
    return sum(any(map(str.isalnum, word)) for word in _SEPARATOR.split(text))
