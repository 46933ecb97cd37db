r"""One name is spelled in several ways in the source: with and without a blank, glued, with another apostrophe.

Names are sequences of capitalised words with an apostrophe or a hyphen in one of them, or names of the glossary.

Bad (en):
  document: a.txt
  text: Mission of Khmer M'Chas Srok\n\nThe Khmer M' Chas Srok undertake this.\n
  source: x
  target: x

Good (en):
  document: a.txt
  text: Mission of Khmer M'Chas Srok\n\nThe Khmer M'Chas Srok undertake this.\n
  source: x
  target: x
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kms_i18n.checks import Hit, Source
from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kms_i18n.model import Segment

SEVERITY = "warning"
LOCALES: tuple[str, ...] = ()

_NAME = expression(r"(?<!\w)[A-ZÀ-Þ]\w*(?:(?:['’-]|['’]? )[A-ZÀ-Þ]\w*)+")
_JOINT = "['’ \u00a0-]{0,3}"
_LEAST_LETTERS = 6
_MOST = 200


def check_source(source: Source) -> Iterator[Hit]:
    """Yield every spelling but the most frequent one of each name, with that one."""
    for name in _names(source):
        pieces = [re.escape(piece) for piece in re.findall(r"\w+", name)]
        pattern = expression(rf"(?<!\w){_JOINT.join(pieces)}\w*", re.IGNORECASE)
        found: dict[str, list[tuple[Segment, re.Match[str]]]] = {}
        for _, segment in source.segments():
            for match in pattern.finditer(segment.text):
                found.setdefault(match[0], []).append((segment, match))
        for spelling, places in found.items():
            if spelling != name:
                for segment, match in places:
                    yield Hit(
                        tr(
                            "{spelling!r} is spelled {name!r} elsewhere",
                            spelling=spelling,
                            name=name,
                        ),
                        *match.span(),
                        None,
                        segment,
                    )


def _names(source: Source) -> list[str]:
    """Return the names to look for, in their most frequent spelling; of several the earliest."""
    counts: dict[str, dict[str, int]] = {}
    terms = source.glossary.terms if source.glossary else ()
    for term in terms:
        if term.is_name:
            counts.setdefault(_bare(term.term), {})[term.term] = len(source.vocabulary)
    for _, segment in source.segments():
        for match in _NAME.finditer(segment.text):
            bare = _bare(match[0])
            if len(bare) >= _LEAST_LETTERS and re.search("['’-]", match[0]):
                spellings = counts.setdefault(bare, {})
                spellings[match[0]] = spellings.get(match[0], 0) + 1
    # A name that only goes on where another one ends is that one, glued.
    often = sorted(counts, key=lambda bare: -sum(counts[bare].values()))[:_MOST]
    own = [bare for bare in often if not any(b != bare and bare.startswith(b) for b in often)]
    return [max(counts[bare], key=lambda s: counts[bare][s]) for bare in own]


def _bare(name: str) -> str:
    return "".join(re.findall(r"\w", name)).casefold()
