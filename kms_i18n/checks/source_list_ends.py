r"""The items of one list of the source end in different signs: some with a semicolon, some with a full stop.

The last item, and one that a further sentence follows, are left out.

Bad (en):
  document: a.txt
  text: They will:\n\n• fight crime.\n\n• end poverty;\n\n• build schools;\n\n• build roads.\n
  source: x
  target: x

Good (en):
  document: a.txt
  text: They will:\n\n• end poverty;\n\n• build schools;\n\n• build roads.\n
  source: x
  target: x
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kms_i18n.checks import Hit, Source
from kms_i18n.messages import tr
from kms_i18n.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kms_i18n.model import Segment

SEVERITY = "info"
LOCALES: tuple[str, ...] = ()

_ITEMS = {Kind.ITEM, Kind.CLAUSE}
_LEAST = 2


def check_source(source: Source) -> Iterator[Hit]:
    """Yield each item that ends otherwise than most of its list."""
    lists: dict[tuple[str, str], list[Segment]] = {}
    for document, segment in source.segments():
        if segment.kind in _ITEMS:
            parent = segment.path.rpartition("/")[0]
            lists.setdefault((document.path, parent), []).append(segment)
    for items in lists.values():
        ends = Counter(item.text.rstrip()[-1] for item in items[:-1] if item.text.strip())
        if not ends or ends.most_common(1)[0][1] < _LEAST:
            continue
        usual = ends.most_common(1)[0][0]
        for item in items[:-1]:
            end = len(item.text.rstrip()) - 1
            if usual in ";,." and item.text[end] != usual and item.text[end] in ";,.":
                text = tr(
                    "ends with {sign}; most items of this list end with {usual}",
                    sign=item.text[end],
                    usual=usual,
                )
                yield Hit(text, end, end + 1, None, item)
