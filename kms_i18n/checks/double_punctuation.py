"""A sign of punctuation is doubled, or a blank stands before a comma or full stop.

Bad (km):
  source: Fight poverty.
  target: ប្រឆាំងនឹងភាពក្រីក្រ។។

Bad (fr):
  source: land, borders
  target: terre , frontières

Good (fr):
  source: and so on...
  target: et ainsi de suite...

Good (km):
  source: etc.
  target: ។ល។
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kms_i18n.checks import Hit, Message

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "warning"
LOCALES: tuple[str, ...] = ()

_DOUBLE = re.compile(
    r"\w*(?:,,|;;|(?<!\.)\.\.(?![./\w])|។\s*។|៖\s*[:៖]|:\u00a0?:)(?!\w)|(?<=[^\W\d_]) ,(?=\s)|(?<=[^\W\d_]{2}) \.(?=\s[A-ZÀ-Þ]|$)"
)
_SIGNS = (",,", ";;", "..", " ,", " .", "::", ":\u00a0:", "។", "៖")


def check(message: Message) -> Iterator[Hit]:
    """Yield each such place."""
    if not any(sign in message.target for sign in _SIGNS):
        return
    for match in _DOUBLE.finditer(message.masked_target):
        if match[0].strip() not in message.source or match[0].startswith(" "):
            known = match[0] in message.source
            if not known:
                yield Hit(
                    f"{match[0].strip()!r} is doubled or has a blank before it", *match.span()
                )
