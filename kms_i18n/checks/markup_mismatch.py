"""Tags of the source are missing, or the translation has tags or attributes that the source has not.

A catalog must not be a way to put a script or a link into a published document: every tag, every
attribute and every scheme of an address must be in the source. A word in angle brackets is a tag only if
the source closes it or gives it an attribute.

Bad (fr):
  source: Read <b>this</b>.
  target: Lisez ceci.

Bad (fr):
  source: Read this.
  target: Lisez <script>x</script>ceci.

Bad (fr):
  source: Read <a href="guide">this</a>.
  target: Lisez <a href="guide" onclick="x()">ceci</a>.

Bad (fr):
  source: Read [this](guide.md).
  target: Lisez [ceci](javascript:x).

Good (fr):
  source: Use the <name> of the file.
  target: Le <nom> du fichier.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kms_i18n.checks import Hit, Message

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "error"
LOCALES: tuple[str, ...] = ()

_TAG = re.compile(r"<(/?)([A-Za-z][\w:-]*)((?:\s[^<>]*)?/?)>")
_ATTRIBUTE = re.compile(r"\s([A-Za-z][\w:-]*)\s*=")
_SCHEME = re.compile(r"\b(javascript|data|vbscript|file|blob)\s*:(?=[^\s:])", re.IGNORECASE)
_ADDRESS = re.compile(r":[^\s:]")
_ACTIVE = set(
    "script iframe object embed style link meta form svg img base math video audio input button".split()
)
_RAISED = {"fr", "es", "it", "pt"}
"""Languages that raise the endings of ordinals: 1<sup>er</sup>."""

_REAL = set("a b i u em strong code span div p br hr h1 h2 h3 h4 ul ol li table tr td th sup sub".split())


def check(message: Message) -> Iterator[Hit]:
    """Yield what is missing of the source's markup, and what was never in it."""
    if "<" in message.source or "<" in message.target:
        yield from _tags(message)
    if _ADDRESS.search(message.target):
        known = {match[1].lower() for match in _SCHEME.finditer(message.source)}
        for match in _SCHEME.finditer(message.target):
            if match[1].lower() not in known:
                yield Hit(f"the source has no {match[1].lower()}: address", *match.span())


def _tags(message: Message) -> Iterator[Hit]:
    source = [(m[1], m[2].lower(), m[3]) for m in _TAG.finditer(message.source)]
    target = [(m[1], m[2].lower(), m[3]) for m in _TAG.finditer(message.target)]
    closed = {name for slash, name, _ in source if slash}
    real = closed | {name for _, name, rest in source if _ATTRIBUTE.search(rest)}
    has, wanted = {(s, n) for s, n, _ in target}, {(s, n) for s, n, _ in source}
    for slash, name in sorted(wanted - has):
        if name in real:
            yield Hit(f"the tag <{slash}{name}> is missing")
    closes = {name for slash, name, _ in target if slash} & {n for s, n, _ in target if not s}
    known = {a.lower() for _, _, rest in source for a in _ATTRIBUTE.findall(rest)}
    for match in _TAG.finditer(message.target):
        name = match[2].lower()
        if name == "sup" and message.language in _RAISED:
            continue
        if (match[1], name) not in wanted:
            if name in real or name in _ACTIVE or name in _REAL or name in closes:
                yield Hit(f"the tag <{match[1]}{name}> is not in the source", *match.span())
                continue
        for attribute in _ATTRIBUTE.findall(match[3]):
            if attribute.lower() not in known:
                yield Hit(f"the attribute {attribute} is not in the source", *match.span())
