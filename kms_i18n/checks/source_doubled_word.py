r"""A word of the source stands twice in a row.

Bad (en):
  document: a.txt
  text: the rights of the the people\n
  source: x
  target: x

Good (en):
  document: a.txt
  text: all that that nation had had\n
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

_TWICE = expression(r"(?<![\w'’.-])([^\W\d_]{2,}) +\1(?![\w'’-])")
_RIGHT = {"that", "had", "vous", "nous", "is", "very"}


def check_source(source: Source) -> Iterator[Hit]:
    """Yield each doubled word, once."""
    for _, segment in source.segments():
        for match in _TWICE.finditer(masked(segment.text)):
            if match[1].lower() not in _RIGHT:
                yield Hit(
                    tr("{word} stands twice", word=match[1]), *match.span(), match[1], segment
                )
