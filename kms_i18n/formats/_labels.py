"""The grammar of clause labels and bullets: what stands at the start of a line and is no text.

``marks(body)`` reads one line. It only says what a sign could be; whether ``A. Smith`` begins a
clause depends on the lines around it, and that is decided by ``formats.text``.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

BLANKS = " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
BLANKS += "".join(map(chr, range(0x2000, 0x200C))) + "\u2060\ufeff"
"""What is blank at the edges of a text: white space, NBSP, ZWSP, word joiner, BOM."""
BLANK = f"[{BLANKS}]"

CLAUSE_RANK = 7
"""Rank of letters, numbers and roman numerals; sections rank below it, bullets above."""
BULLET_RANK = 8

_WORDS = {  # in rank order: a part holds chapters, a chapter holds sections, …
    "part": ("Part", "Partie"),
    "annex": ("Annex", "Annexe", "Appendix", "Schedule", "ឧបសម្ព័ន្ធ"),
    "title": ("Title", "Titre", "មាតិកា"),
    "chapter": ("Chapter", "Chapitre", "ជំពូក"),
    "section": ("Section", "ផ្នែក"),
    "article": ("Article", "Art.", "មាត្រា"),
    "clause": ("Clause", "ប្រការ"),
}
_RANKS = {"part": 0, "annex": 0, "title": 1, "chapter": 2, "section": 3, "article": 4, "clause": 5}
_NAMES = {form: n for n, all_ in _WORDS.items() for word in all_ for form in (word, word.upper())}
_SECTION_RANK = 6

_SURE_BULLETS = "•‣⁃◦∙▪▫■□●○►➢\uf0b7"  # the last one is the bullet of Word's symbol font
_DASHES = "–—·"
_COLONS = (":", "៖", "-", "–", "—")
_NUMBER = "[0-9០-៩]{1,3}"
_ROMAN = "(?=[ivxl])(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_LABEL = rf"{_NUMBER}|{_ROMAN}|{_ROMAN.upper()}|[A-Za-z]|[ក-អ]"
_WORD = "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True))

_MARK = rf"""(?:
      (?P<word>{_WORD}) [ \u00a0\t]*
        (?P<numeral>{_NUMBER}|{_ROMAN.upper()}|[A-Z]|premi(?:er|ère)) (?:er|re|ère)?
        (?P<lone>[ \u00a0]?[.:–—-]?{BLANK}*\Z)?
        (?(lone)|(?:\.?[ \u00a0]?[:–—៖-]|\.|(?=\t|[ \u00a0]{{2}})))
    | (?P<section>§{{1,2}}[ \u00a0]*{_NUMBER}(?:\.{_NUMBER})*[a-z]?[.)]?)
    | \((?P<paren>{_LABEL})\)
    | (?P<dotted>{_NUMBER}(?:\.{_NUMBER})+) (?P<closed>[.)]?)
    | (?P<plain>{_LABEL}) (?P<frame>[.)-]|[ \u00a0]+[–—-])
    | (?P<bullet>[*{_DASHES}-])
    )(?={BLANK}|\Z)
    | (?P<sure>[{_SURE_BULLETS}])"""


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    """Return one of the expressions, which are too large to compile for who reads no document."""
    return re.compile(expression, re.VERBOSE if expression is _MARK else re.NOFLAG)


_ABBREVIATION = rf"[A-Za-z]\.{BLANK}*[A-Za-z]{{1,2}}\."  # i. e., z. B., p. ex.
_INNER = rf"{BLANK}*\((?:a|i|A|I|1|ក|១)\){BLANK}"
_ONES = {"i": 1, "v": 5, "x": 10, "l": 50}


class Reading(Struct, frozen=True):
    """One way to count a label: ``i`` is the ninth letter and the first roman numeral."""

    family: str
    """What labels of one list share: ``letter``, ``ROMAN``, ``number2``, ``article``, ``•``."""
    value: int
    """Its place in the sequence, from 1; 0 for bullets."""
    prefix: str = ""
    """What goes before it in a number of several parts: ``1.`` of ``1.2``."""


class Mark(Struct, frozen=True):
    """A marker at the start of a line."""

    start: int
    end: int
    """Offsets in the line."""
    text: str
    name: str
    """Its part of a path: ``a``, ``iv``, ``1.2``, ``article-5``, ``s3``; empty for bullets."""
    frame: str
    """What stands around the label, dashes alike: ``(*)``, ``*-``."""
    readings: tuple[Reading, ...]
    rank: int
    weak: bool = False
    """Looks like prose as well: taken for a marker only if a neighbour in the list exists."""
    lone: bool = False
    """``Article 5`` with nothing after it: a heading."""

    @property
    def bullet(self) -> bool:
        """Whether it has no label."""
        return self.rank == BULLET_RANK

    @property
    def unsure(self) -> bool:
        """Whether it is a bullet that may as well be a dash in a sentence."""
        return self.bullet and self.text in _DASHES

    @property
    def sure(self) -> bool:
        """Whether a sentence would hardly wrap just there: ``Article 5``, ``Article 5 –``."""
        return self.lone or (self.rank < _SECTION_RANK and self.text.endswith(_COLONS))


def marks(body: str) -> tuple[Mark, ...]:
    """Return the markers that a line begins with: none, one, or two as in ``1. (a) Text``."""
    found: list[Mark] = []
    position = len(body) - len(body.lstrip(BLANKS))
    while mark := _mark(body, position):
        found.append(mark)
        position = mark.end
        inner = _compiled(_INNER).match(body, position)
        if mark.rank != CLAUSE_RANK or inner is None:
            break
        position = body.index("(", position)
    return tuple(found)


def _mark(body: str, position: int) -> Mark | None:
    """Return the marker at one place of a line."""
    match = _compiled(_MARK).match(body, position)
    if match is None or _compiled(_ABBREVIATION).match(body, position):
        return None
    text = match[0].rstrip(BLANKS)
    end = position + len(text)
    kind = match.lastgroup if match.lastgroup in {"section", "bullet", "sure", "paren"} else ""
    if kind in {"bullet", "sure"}:
        return Mark(position, end, text, "", "", (Reading(text, 0),), BULLET_RANK)
    if match["word"]:
        return _word(match, position, end)
    if kind == "section":
        number = _ascii(text.strip("§.) \u00a0"))
        digits = re.findall(r"\d+", number)
        reading = Reading("§", int(digits[-1]), ".".join(digits[:-1]))
        return Mark(position, end, text, f"s{number}", "§", (reading,), _SECTION_RANK)
    if match["dotted"]:
        return _dotted(match, position, end)
    label = match["paren"] or match["plain"]
    frame = re.sub("[ \u00a0]*[–—-]", "-", text.replace(label, "*", 1))
    spaced = text[len(label) :][:1] in (" ", "\u00a0")
    initial = frame == "*." and len(label) == 1 and "A" <= label <= "Z"
    weak = initial or (spaced and (text[-1] == "-" or label.isupper()))
    return Mark(position, end, text, _ascii(label).lower(), frame, _readings(label), 7, weak)


def _word(match: re.Match[str], position: int, end: int) -> Mark:
    """Return ``Article 5.``, or the heading ``Article 5``."""
    name, numeral = _NAMES[match["word"]], match["numeral"]
    label = "1" if numeral.startswith("premi") else _ascii(numeral).lower()
    reading = Reading(name, _readings(numeral)[0].value if label != "1" else 1)
    text = match[0].rstrip(BLANKS)
    lone = match["lone"] is not None
    return Mark(position, end, text, f"{name}-{label}", "", (reading,), _RANKS[name], lone=lone)


def _dotted(match: re.Match[str], position: int, end: int) -> Mark:
    """Return ``1.2.``; without its last dot it could be an amount."""
    parts = _ascii(match["dotted"]).split(".")
    reading = Reading(f"number{len(parts)}", int(parts[-1]), ".".join(parts[:-1]))
    name, weak = ".".join(parts), not match["closed"]
    return Mark(position, end, match[0], name, "1.2", (reading,), CLAUSE_RANK, weak)


def _readings(label: str) -> tuple[Reading, ...]:
    """Return every way to count a label, the roman one first."""
    if label[0].isdigit():
        return (Reading("number1", int(label)),)
    lower = label.lower()
    case = str.upper if label.isupper() and label.isascii() else str
    found: list[Reading] = []
    if set(lower) <= set(_ONES):
        values = [_ONES[sign] for sign in lower]
        signed = [-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True)]
        found.append(Reading(case("roman"), sum(signed)))
    if len(label) == 1:
        first, family = ("a", case("letter")) if label.isascii() else ("ក", "khmer")
        found.append(Reading(family, ord(lower) - ord(first) + 1))
    return tuple(found)


def _ascii(label: str) -> str:
    """Return a label with its digits as 0 to 9, without leading zeros in any of its parts."""
    return re.sub(r"\d+", lambda digits: str(int(digits[0])), label)
