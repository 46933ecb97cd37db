r"""A name of the source is glued to the word after it: the blank between them is lost.

A word counts as glued if it begins with a name that occurs elsewhere in the documents, and goes on with five or more
small letters that are no ending; or if a capital stands in the middle of a word whose parts both occur alone.

Bad (en):
  document: a.txt
  text: Mission of Khmer M'Chas Srok\n\nTo build peace, the Khmer M'Chas Srokapproach is this.\n
  source: x
  target: x

Good (en):
  document: a.txt
  text: Khmer people\n\nThe Khmers of Cambodia and Cambodians like JavaScript.\n
  source: x
  target: x
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.checks import Hit, Source
from kms_i18n.expressions import expression
from kms_i18n.mask import masked
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SEVERITY = "warning"
LOCALES: tuple[str, ...] = ()

_WORD = expression(r"(?<![\w-])[^\W\d_]+(?![\w-])")
_CAMEL = expression(r"([^\W\d_]*[a-zß-ÿ])([A-ZÀ-Þ][a-zß-ÿ]{2,})")
_ENDING = expression(
    r"(?:ian|ese|ish|ism|ist|land|like|town|ville|ward|wide|based|born|style|speak|phone)"
)
_LEAST_NAME = 4
_LONGEST_NAME = 40
_LEAST_REST = 5


def check_source(source: Source) -> Iterator[Hit]:
    """Yield each glued word, with the blank put in."""
    names = {
        w for w in source.vocabulary if w[0].isupper() and w[1:].islower() and len(w) >= _LEAST_NAME
    }
    for _, segment in source.segments():
        text = masked(segment.text)
        for match in _WORD.finditer(text):
            parts = _parts(match[0], names, source.vocabulary)
            if parts:
                yield Hit(
                    tr("{one} and {two} are glued", one=parts[0], two=parts[1]),
                    *match.span(),
                    " ".join(parts),
                    segment,
                )


def _parts(word: str, names: set[str], vocabulary: Mapping[str, int]) -> tuple[str, str] | None:
    """Return the two words that a word is made of, or None."""
    camel = _CAMEL.fullmatch(word)
    if (
        camel
        and camel[1] in vocabulary
        and (camel[2] in vocabulary or camel[2].lower() in vocabulary)
    ):
        return camel[1], camel[2]
    if vocabulary.get(word, 0) > 1:
        return None
    for length in range(_LEAST_NAME, min(len(word) - _LEAST_REST, _LONGEST_NAME) + 1):
        name, rest = word[:length], word[length:]
        if name in names and rest.islower() and not _ENDING.match(rest):
            return name, rest
    return None
