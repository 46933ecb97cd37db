"""Tags or links of the source are missing, or the translation has some that the source has not.

A catalog must not be a way to put a script or a link into a published document: every tag, and the
scheme and target of every link, must be in the source. An address may be localised within its host.

Bad (fr):
  source: Read <b>this</b>.
  target: Lisez ceci.

Bad (fr):
  source: Read this.
  target: Lisez <script>x</script>ceci.

Good (fr):
  source: Use the <name> of the file.
  target: Le <nom> du fichier.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from kms_i18n.checks import Hit, Message

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "error"
LOCALES: tuple[str, ...] = ()

_TAG = re.compile(r"<(/?)([A-Za-z][\w:-]*)((?:\s[^<>]*)?/?)>")
_SCHEME = re.compile(r"\b(javascript|data|vbscript):(?=\S)", re.IGNORECASE)
_ACTIVE = {
    "script",
    "iframe",
    "object",
    "embed",
    "style",
    "link",
    "meta",
    "form",
    "svg",
    "img",
    "base",
}
_HANDLER = re.compile(r"\son\w+\s*=", re.IGNORECASE)


def check(message: Message) -> Iterator[Hit]:
    """Yield what is missing of the source's markup, and what was never in it."""
    source, target = _tags(message.source), _tags(message.target)
    real = {name for close, name in source if close} | {
        m[2].lower() for m in _TAG.finditer(message.source) if m[3].strip()
    }
    for close, name in sorted((source - target).keys()):
        if name in real:
            yield Hit(f"the tag <{close}{name}> is missing")
    for match in _TAG.finditer(message.target):
        name = match[2].lower()
        added = (match[1], name) not in source
        closes = ("/", name) in target
        if added and (name in _ACTIVE or closes or name in real or _HANDLER.search(match[3])):
            yield Hit(f"the tag <{match[1]}{name}> is not in the source", match.start())
        elif not added and _HANDLER.search(match[3]) and not _HANDLER.search(message.source):
            yield Hit("the source has no event handler", match.start())
    known = {m[1].lower() for m in _SCHEME.finditer(message.source)}
    for match in _SCHEME.finditer(message.target):
        if match[1].lower() not in known:
            yield Hit(f"the source has no {match[1].lower()}: address", match.start())


def _tags(text: str) -> Counter[tuple[str, str]]:
    """Return how often each opening and closing tag occurs."""
    return Counter((match[1], match[2].lower()) for match in _TAG.finditer(text))
