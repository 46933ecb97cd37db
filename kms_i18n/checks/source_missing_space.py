r"""A blank is missing after a comma, a semicolon or a full stop of the source.

Bad (en):
  document: a.txt
  text: Fight poverty,corruption and impunity.\n
  source: x
  target: x

Good (en):
  document: a.txt
  text: It is 1,000 m to example.org, e.g. U.S.A. and file.txt; see v1.2.\n
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

_MISSING = expression(r"(?<![\w.])[^\W\d_]{3,}(?:[,;](?=[^\W\d_]{2,})|[.!?](?=[A-Z][a-z]{2,}))")


def check_source(source: Source) -> Iterator[Hit]:
    """Yield each such place, with the blank put in."""
    for _, segment in source.segments():
        for match in _MISSING.finditer(masked(segment.text)):
            yield Hit(
                tr("no blank after {sign}", sign=match[0][-1]),
                *match.span(),
                match[0] + " ",
                segment,
            )
