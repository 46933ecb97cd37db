"""Different sentences have the same translation.

Looked at are longer sources that say different things: the words that differ are not forms of one word, and
one of them is a negation, a number or an opposite, or most of the words differ.

Bad (km):
  source: Number of characters including spaces
  target: ចំនួនតួអក្សរដោយមិនរួមបញ្ចូលចន្លោះ
  source: Number of characters excluding spaces
  target: ចំនួនតួអក្សរដោយមិនរួមបញ្ចូលចន្លោះ

Good (fr):
  source: Save all of the files
  target: Enregistrer tous les fichiers
  source: Save all the files
  target: Enregistrer tous les fichiers
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kms_i18n import khmer
from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.checks._joined import EDGE, repeated
from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "warning"
LOCALES: tuple[str, ...] = ()

_LEAST_WORDS = 3
_LEAST_LENGTH = 12
_WORD = expression(r"[^\W_]+")
_OPPOSITES = {
    "not",
    "no",
    "without",
    "never",
    "including",
    "excluding",
    "include",
    "exclude",
    "enable",
    "disable",
    "enabled",
    "disabled",
    "show",
    "hide",
    "first",
    "last",
    "left",
    "right",
    "top",
    "bottom",
    "start",
    "end",
    "begin",
    "before",
    "after",
    "above",
    "below",
    "min",
    "max",
    "minimum",
    "maximum",
    "open",
    "close",
    "next",
    "previous",
    "up",
    "down",
    "on",
    "off",
    "in",
    "out",
    "input",
    "output",
    "read",
    "write",
    "row",
    "column",
    "rows",
    "columns",
    "horizontal",
    "vertical",
    "width",
    "height",
    "yes",
    "increase",
    "decrease",
    "more",
    "less",
    "odd",
    "even",
    "import",
    "export",
    "always",
    "old",
    "new",
    "add",
    "remove",
    "insert",
    "delete",
    "upper",
    "lower",
    "light",
    "dark",
    "inside",
    "outside",
    "forward",
    "backward",
    "success",
    "failed",
}
_STOP = {
    "a",
    "an",
    "the",
    "of",
    "to",
    "for",
    "in",
    "on",
    "at",
    "by",
    "is",
    "are",
    "be",
    "this",
    "that",
    "and",
    "or",
    "it",
    "its",
    "s",
    "with",
    "as",
    "from",
}


def check_catalog(corpus: Corpus) -> Iterator[Hit]:
    """Yield each translation that another source has already."""
    if corpus.is_editorial:
        return
    known = [message for message in corpus.single if len(message.target) >= _LEAST_LENGTH]
    targets = khmer.fold(corpus.targets.caseless).split(EDGE)[1:]
    keys = [targets[message.order] for message in known]
    first: dict[str, Message] = {}
    for number in repeated(keys):
        message = known[number]
        other = first.get(keys[number])
        if other is None:
            if len(message.source.split()) >= _LEAST_WORDS:
                first[keys[number]] = message
            continue
        if (
            other.source != message.source
            and len(message.source.split()) >= _LEAST_WORDS
            and _different(other.source, message.source)
        ):
            line = other.entry.target_line
            yield Hit(
                tr(
                    "the same translation as of another source, line {line}: {source}",
                    line=line,
                    source=other.source,
                ),
                at=message,
            )


def _different(one: str, two: str) -> bool:
    """Return whether two sources say different things."""
    a, b = _words(one), _words(two)
    only_a, only_b = a - b, b - a
    differ = {w for w in only_a if not _kin(w, only_b)} | {w for w in only_b if not _kin(w, only_a)}
    if not differ:
        return False
    opposite = bool(differ & _OPPOSITES) and bool(only_a) and bool(only_b)
    return opposite or any(word.isdigit() for word in differ)


@lru_cache(maxsize=256)
def _words(text: str) -> frozenset[str]:
    return frozenset(map(str.lower, _WORD.findall(text))) - _STOP


def _kin(word: str, others: frozenset[str]) -> bool:
    """Return whether a word is a form of one of the others."""
    stem = word[: max(3, len(word) - 3)]
    return any(other.startswith(stem) for other in others)
