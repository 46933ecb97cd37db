"""The glossary of one locale: how the terms of the source are to be said, and how they are not.

A CSV file with the columns ``term,translations,note,forbidden,confidence``. Several translations, or
several forbidden ones, are separated by ``|``. Confidence is ``H`` (seen in an official text), ``M``
(widely used) or ``L`` (open): only ``H`` is demanded, the others are suggested.

Terms are found whatever their form: English and French words may be inflected, Khmer ones may
be written with or without ZWSP and with coeng da or coeng ta.
"""

from __future__ import annotations

import csv
import io
import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from kms_i18n import khmer
from kms_i18n.errors import KmsError
from kms_i18n.records import text_of
from kms_i18n.text import normal
from kms_i18n.words import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

COLUMNS = ("term", "translations", "note", "forbidden", "confidence")
_SEPARATOR = "|"


class Term(Struct, frozen=True):
    """A term of the source, and what the project says for it."""

    term: str
    translations: tuple[str, ...]
    """Any of these will do; none: there is only something forbidden."""
    note: str = ""
    forbidden: tuple[str, ...] = ()
    confidence: str = "H"
    line: int = 0

    @property
    def is_name(self) -> bool:
        """Whether the term is to be kept as it is written."""
        return self.translations == (self.term,)


class Glossary(Struct, frozen=True, dict=True):
    """The terms of one locale."""

    path: str
    locale: str
    terms: tuple[Term, ...]

    def used(self, source: str) -> list[Term]:
        """Return the terms that occur in a source text; within a longer term none counts."""
        spans = [
            (match.start(), match.end(), term)
            for term, pattern in self._patterns
            for match in pattern.finditer(source)
        ]
        kept = {
            term.term: term
            for start, end, term in spans
            if not any(s <= start and end <= e and (s, e) != (start, end) for s, e, _ in spans)
        }
        return list(kept.values())

    def fulfilled(self, term: Term, target: str) -> bool:
        """Return whether a translation has one of a term's translations, in whatever form."""
        return not term.translations or any(self.says(target, t) for t in term.translations)

    def says(self, text: str, words: str) -> bool:
        """Return whether a text of this locale has these words, in whatever form."""
        if self._language == "km":
            return _bare(words) in _bare(text)
        if self._language == "fr":
            return f" {_stems(words)} " in f" {_stems(text)} "
        return re.search(rf"(?<!\w){re.escape(_plain(words))}(?!\w)", _plain(text)) is not None

    @cached_property
    def _language(self) -> str:
        return language(self.locale)

    @cached_property
    def _patterns(self) -> list[tuple[Term, re.Pattern[str]]]:
        return [(term, _pattern(term.term)) for term in self.terms]


def parse(data: bytes, path: str, locale: str) -> Glossary:
    """Return the glossary in a file's bytes.

    Raises ``KmsError`` with the line for anything that is not a glossary.
    """
    rows = csv.reader(io.StringIO(text_of(data, path), newline=""), strict=True)
    terms: list[Term] = []
    try:
        for row in rows:
            if rows.line_num == 1:
                _check_header(row, path)
            elif any(field.strip() for field in row):
                terms.append(_term(row, path, rows.line_num))
    except csv.Error as error:
        hint = "Quote a field that holds a quotation mark, and double the mark."
        raise KmsError(
            "not CSV: {why}", path=path, line=rows.line_num, hint=hint, why=error
        ) from None
    return Glossary(path, locale, tuple(terms))


def _check_header(row: list[str], path: str) -> None:
    if tuple(name.strip() for name in row) != COLUMNS:
        hint = "Begin the file with: {columns}"
        text = "the first line does not name the columns"
        raise KmsError(text, path=path, line=1, hint=hint, columns=",".join(COLUMNS))


def _term(row: list[str], path: str, line: int) -> Term:
    """Return one line as a term."""
    if len(row) != len(COLUMNS):
        raise KmsError(
            "{found} fields; a term has {wanted}: {columns}",
            path=path, line=line, hint="Quote a field that holds a comma.",
            found=len(row), wanted=len(COLUMNS), columns=", ".join(COLUMNS),
        )  # fmt: skip
    term, translations, note, forbidden, confidence = (field.strip() for field in row)
    if not term or not (translations or forbidden):
        hint = "Write the term, and what it is or is not to be called."
        raise KmsError("a term without a translation", path=path, line=line, hint=hint)
    if confidence not in {"H", "M", "L"}:
        hint = "H: seen in an official text, M: widely used, L: open."
        raise KmsError("confidence must be H, M or L", path=path, line=line, hint=hint)
    return Term(term, _split(translations), note, _split(forbidden), confidence, line)


def _split(field: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in field.split(_SEPARATOR) if part.strip())


_STOP = (
    r"(?i)\b(?:a|about|above|after|again|all|also|an|and|any|are|as|at|be|been|before|both|but|by|can|"
    r"could|did|do|does|each|effect|effectively|elements|etc|every|for|from|further|had|has|have|he|"
    r"her|here|his|how|i|if|in|into|is|it|its|make|may|more|most|must|no|nor|not|of|on|once|only|or|"
    r"other|our|out|over|per|shall|she|should|so|some|such|than|that|the|their|them|then|there|"
    r"these|they|this|those|through|to|too|under|until|up|upon|use|used|using|very|was|we|were|"
    r"what|when|where|which|while|who|whom|why|will|with|would|you|your)\b"
)
_LONGEST = 3


def candidates(sources: Iterable[str], glossary: Glossary, least: int = 2) -> list[tuple[str, int]]:
    """Return what recurs in the sources without an entry: one to three words, most frequent first.

    A phrase counts from ``least`` occurrences on; a part of a phrase that recurs just as often is
    left out, and so is whatever a term of the glossary covers.
    """
    counts: dict[str, int] = {}
    for source in sources:
        for phrase in _phrases(source):
            counts[phrase] = counts.get(phrase, 0) + 1
    known = {normal(t.term).casefold() for t in glossary.terms}
    kept = {p: n for p, n in counts.items() if n >= least and not _covered(p, known)}
    whole = {
        phrase: count
        for phrase, count in kept.items()
        if not any(
            phrase != p and f" {phrase} " in f" {p} " and n >= count for p, n in kept.items()
        )
    }
    return sorted(whole.items(), key=lambda item: (-item[1], item[0]))


def _covered(phrase: str, known: set[str]) -> bool:
    return any(f" {phrase} " in f" {term} " or _pattern(term).fullmatch(phrase) for term in known)


def _phrases(source: str) -> Iterator[str]:
    """Yield the phrases of a text without function words, up to three words long."""
    for stretch in re.split(r"[^\w\s'’-]|\s[–—-]\s|[\d_]", source):
        for run in re.split(_STOP, stretch):
            words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", run.casefold())
            for size in range(1, _LONGEST + 1):
                for i in range(len(words) - size + 1):
                    phrase = " ".join(words[i : i + size])
                    if len(phrase) > _LONGEST:
                        yield phrase


# ── Forms of words ───────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=4096)
def _pattern(term: str) -> re.Pattern[str]:
    """Return what finds an English term: any case, any blanks, either apostrophe, plural or not."""
    words = [re.escape(word).replace("'", "['’]").replace("’", "['’]") for word in term.split()]
    words = [re.sub(r"y$", "(?:y|ies|y's)", word) + ("" if word.endswith("y") else "(?:s|es)?") for word in words]  # fmt: skip
    phrase = r"\s+".join(words)
    return re.compile(rf"(?<!\w){phrase}(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    """Return Khmer for comparing: without blanks, one spelling for what looks or sounds the same."""
    return "".join(khmer.fold(text).split())


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return normal(text).casefold().replace("’", "'")


_FRENCH_WORD = r"[^\W\d_]+"
_ENDINGS = (
    ("[sx]$", ""), ("(?<=..)aux?$", "al"), ("ère$", "er"), ("([nlt])\\1e$", "\\1"), ("ive$", "if"),
    ("euse$", "eur"), ("(?<=...)e$", ""),
)  # fmt: skip
_ARTICLES = {"le", "la", "les", "l", "un", "une", "de", "d", "des", "du", "à", "au", "aux", "en"}


@lru_cache(maxsize=4096)
def _stems(text: str) -> str:
    """Return French words without endings and articles: ``droits de l'homme`` → ``droit homm``."""
    words = re.findall(_FRENCH_WORD, normal(text).casefold())
    return " ".join(_stem(word) for word in words if word not in _ARTICLES)


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    for pattern, replacement in _ENDINGS:
        word = re.sub(pattern, replacement, word)
    return word
