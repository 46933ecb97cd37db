r"""A relative pronoun seems to be missing in the source: "the danger threatens our nation", where "that" is meant.

Found is an infinitive with an object that is itself followed by a verb and another object.

Bad (en):
  document: a.txt
  text: We unite to confront the fatal danger threatens our nation today.\n
  source: x
  target: x

Good (en):
  document: a.txt
  text: We unite to confront the fatal danger that threatens our nation today.\n
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
    from collections.abc import Iterator

SEVERITY = "warning"
LOCALES: tuple[str, ...] = ()

# An infinitive, its object of up to four words, then a verb of the third person that is hardly ever a noun.
_VERBS = (
    "affects allows becomes begins belongs brings causes comes concerns contains creates defends denies depends "
    "destroys encourages endangers ensures exists follows gives goes governs happens holds includes involves keeps "
    "lets lies makes means meets occurs prevents produces protects provides receives remains requires restores "
    "says seems serves shows stands takes tells threatens undermines violates wants"
).replace(" ", "|")
_MISSING = expression(
    rf"\b(?:to|will|must|should|can|may) [a-z]+ (?:the|a|an|our|their|this|these|those|every|all) "
    rf"(?:[a-z]+ ){{0,2}}[a-z]+ (?P<verb>{_VERBS}) (?:the|a|an|our|us|their|them|its|his|her|your|this|these|those)\b"
)
_SUBJECT = expression(
    r"\b(?:that|which|who|what|how|why|where|when|if|whether|because|and|or|so|than|as)\b"
)


def check_source(source: Source) -> Iterator[Hit]:
    """Yield each such place."""
    for _, segment in source.segments():
        for match in _MISSING.finditer(masked(segment.text)):
            if not _SUBJECT.search(match[0]):
                start = match.start("verb")
                text = tr(
                    "a word such as 'that' seems to be missing before {verb}", verb=match["verb"]
                )
                yield Hit(text, start, match.end("verb"), None, segment)
