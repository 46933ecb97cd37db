"""The source ends as a sentence, a question or with a colon, and the translation does not, or the reverse.

Compared are classes, not signs: `.` `។` `៕` are one, `:` `៖` are one, and so are `…` and `...`. Items of
lists, titles and abbreviations may end as the language likes.

Bad (fr):
  source: What is a Nation?
  target: Qu’est-ce qu’une Nation

Bad (km):
  source: This approach is based on:
  target: វិធីសាស្ត្រនេះផ្អែកលើ។

Good (km):
  source: This approach is based on:
  target: វិធីសាស្ត្រនេះផ្អែកលើ៖

Good (fr):
  source: Fight poverty and corruption;
  target: Lutter contre la pauvreté et la corruption,
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING
from unicodedata import category

from kms_i18n.expressions import expression
from kms_i18n.mask import BLOT
from kms_i18n.messages import phrase, tr
from kms_i18n.words import language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kms_i18n.checks import Corpus, Message

SEVERITY = "warning"
LOCALES: tuple[str, ...] = ()

_CLASSES = {
    **dict.fromkeys(".។៕។.", "stop"), **dict.fromkeys(":៖：", "colon"), **dict.fromkeys("?？", "question"),
    **dict.fromkeys("!！", "exclamation"), **dict.fromkeys("…", "ellipsis"), **dict.fromkeys(";,", "list"),
}  # fmt: skip
_CALLED = {
    "none": phrase("no sign"), "stop": phrase("stop"), "colon": phrase("colon"), "question": phrase("question"),
    "exclamation": phrase("exclamation"), "ellipsis": phrase("ellipsis"), "list": phrase("list"),
}  # fmt: skip
_TRAILING = " \t\n\r\u200b\u00a0\u202f)]}\"'»”’*_`>" + BLOT
_ABBREVIATION = expression(r"(?:\b\w{1,3}|etc|ល)[.។]$|\.\.\.$|ៗ$")
_LONGEST = 8
_LEAST_WORDS = 4
_STRONG = {"question", "colon"}


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose last characters are not of one kind, or say nothing by themselves."""
    if corpus.is_editorial:
        return []
    sources, targets = corpus.sources.lasts, corpus.targets.lasts
    kinds = {sign: _kind(sign) for sign in {*sources, *targets}}
    khmer = language(corpus.locale) == "km"
    differ = {
        (one, two)
        for one, two in product(set(kinds.values()), repeat=2)
        if not one or not two or _matters(one, two, khmer=khmer)
    }
    return [
        message
        for message, source, target in zip(corpus.messages, sources, targets, strict=True)
        if (kinds[source], kinds[target]) in differ
    ]


def _kind(sign: str) -> str:
    """Return the class of a last character; empty where the ones before it matter."""
    if sign.isalnum() or (sign and category(sign).startswith("M")):
        return "none"
    return _CLASSES.get(sign, "")


def check(message: Message) -> Iterator[str]:
    """Yield one hit if the classes of the ends differ in a way that a reader notices."""
    if message.is_editorial or len(message.source.split()) < _LEAST_WORDS:
        return
    source, target = _end(message.masked_source), _end(message.masked_target)
    if not source or not target or not _matters(source, target, khmer=message.language == "km"):
        return
    yield tr(
        "ends with {target} where the source ends with {source}",
        target=_called(target),
        source=_called(source),
    )


def _called(kind: str) -> str:
    """Return what a class of ends is called."""
    return tr(_CALLED[kind])


def _matters(source: str, target: str, *, khmer: bool) -> bool:
    """Return whether a reader notices that the one ends so and the other so."""
    ends = {source, target}
    if len(ends) == 1:
        return False
    if not ends & _STRONG:
        return ends == {"stop", "none"} and source == "stop" and not khmer
    # An example may follow a colon or a full stop; a question may be an exclamation. Khmer ends
    # many an indirect question with its sign.
    if (source == "stop" and target == "colon") or (target == "question" and khmer):
        return False
    return "ellipsis" not in ends and ends != {"question", "exclamation"}


def _end(text: str) -> str:
    """Return the class of a text's last sign; empty where it says nothing."""
    stripped = text.rstrip()
    if not stripped or stripped[-1] == BLOT:
        return ""
    end = stripped.rstrip(_TRAILING)
    if not end or end[-1] == BLOT or (stripped[-1] in ")]}" and end[-1] not in _CLASSES):
        return "" if not end or end[-1] == BLOT else "none"
    if _ABBREVIATION.search(end[-_LONGEST:]):
        return "" if end.endswith((".", "។", "ៗ")) and not end.endswith("...") else "ellipsis"
    return _CLASSES.get(end[-1], "none")
