"""A code span, an option or a file path of the source is missing in the translation.

Readers type these; a translated one does not work.

Bad (fr):
  source: Edit /etc/apt/sources.list
  target: Éditez /etc/apt/fichiers.list

Bad (fr):
  source: Use --dry-run first.
  target: Utilisez d’abord --essai.

Good (fr):
  source: Use `git add` first.
  target: Utilisez d’abord ``git add``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kms_i18n.checks import Hit, Message

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "warning"
LOCALES: tuple[str, ...] = ()

_CODE = re.compile(
    r"``(?P<literal>[^`\s](?:[^`]*[^`\s])?)``|(?<![`:\w])`(?P<span>[\w./=-]+)`(?![_`])"
    r"|(?<![\w-])(?P<option>--[A-Za-z][\w-]+)|(?<![\w/.<:~$-])(?P<path>/(?:[a-z0-9_.+-]+/)+[A-Za-z0-9_.+-]*[a-z0-9])"
)
_HINT = re.compile(r"`|--[A-Za-z]|/[a-z0-9_.+-]+/")
_SPEECH = re.compile(r"[^\W\d_]+ [^\W\d_]+|#|\"|'")


def check(message: Message) -> Iterator[Hit]:
    """Yield each that is missing; code with words or comments in it may be translated."""
    if not _HINT.search(message.source):
        return
    target = message.target
    seen: set[str] = set()
    for match in _CODE.finditer(message.source):
        code = match[match.lastgroup or 0]
        if code in seen or code in target or _SPEECH.search(code):
            continue
        seen.add(code)
        yield Hit(f"{code} is missing")
