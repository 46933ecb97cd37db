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

from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kms_i18n.checks._joined import Joined

SEVERITY = "error"
LOCALES: tuple[str, ...] = ()

_TAG = expression(r"<(/?)([A-Za-z][\w:-]*)([\s/][^<>]*)?>")
_FRAGMENT = expression(r"<[^<>]*>?")
_ATTRIBUTE = expression(r"[\s/\"']([A-Za-z][\w:-]*)\s*=")
_DECLARATION = expression(r"<(?:!--|!\[|!DOCTYPE|\?)", re.IGNORECASE)
_ACTIVE = (
    "script|iframe|object|embed|style|link|meta|form|svg|img|base|math|video|audio|input|button|frame|frameset|"
    "applet|template|portal|body|html|head|title|textarea|select|noscript|xml|plaintext"
)
# Also without its end: a browser takes what follows as attributes.
_OPENS = expression(rf"<({_ACTIVE})(?![\w:-])", re.IGNORECASE)
_REAL = set(
    re.findall(
        r"\w+",
        "a b i u em strong code span div p br hr h1 h2 h3 h4 ul ol li table tr td th sup sub",
    )
)
_SCHEME = expression(r"\b(javascript|data|vbscript|file|blob)\s*:(?=[^\s:])", re.IGNORECASE)
_ADDRESS = expression(r":[^\s:]|&(?:#|colon)")
_ENTITY = expression("&[#A-Za-z]")
_RAISED = {"fr", "es", "it", "pt"}
"""Languages that raise the endings of ordinals: 1<sup>er</sup>."""


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages with a tag, an entity, or the name of a scheme."""
    numbers = set(_with_schemes(corpus.targets))
    # In these a name may be cut in two.
    numbers.update(n for n in corpus.targets.numbers("\n") if ":" in corpus.messages[n].target)
    numbers.update(corpus.sources.numbers("<"))
    for sign in ("<", _ENTITY):
        numbers.update(corpus.targets.numbers(sign))
    return [corpus.messages[number] for number in sorted(numbers)]


def check(message: Message) -> Iterator[Hit]:
    """Yield what is missing of the source's markup, and what was never in it."""
    if _tags(message.source) != _tags(message.target):
        yield from _lost(message)
        yield from _added(message)
    if _ADDRESS.search(message.target):
        decoded = _decoded(message.target)
        plain = decoded.isascii() or _FOLDED.isdisjoint(decoded)
        if plain and not any(map(decoded.lower().__contains__, _NAMES)):
            return  # nearly always; the search below takes ten times as long
        found = {match[1].lower() for match in _SCHEME.finditer(decoded)}
        if not found:
            return
        known = {match[1].lower() for match in _SCHEME.finditer(message.source)}
        for scheme in sorted(found - known):
            start = max(message.target.lower().find(f"{scheme}:"), 0)
            yield Hit(tr("the source has no {scheme}: address", scheme=scheme), start)


def _with_schemes(texts: Joined) -> Iterator[int]:
    """Yield which texts have a word that ends like a scheme, with a colon behind it."""
    text = texts.lowered.replace("\u0131", "i").replace("\u017f", "s")
    for name in _NAMES:
        place = text.find(name)
        while place >= 0:
            if _COLON.match(text, place + len(name)):
                yield texts.number(place)
            place = text.find(name, place + 1)


_COLON = expression(r"\s*:")
_NAMES = "script", "data", "file", "blob"
_FOLDED = frozenset("ſıİ")
"""Letters that a search without case takes for others."""


def _decoded(text: str) -> str:
    """Return a text as a browser reads an address in it: entities decoded, line ends left out."""
    if "&" not in text and "\n" not in text:
        return text
    from html import unescape

    return re.sub(r"[\x00-\x1f]", "", unescape(text))


def _tags(text: str) -> set[str]:
    """Return all that may be a tag; where these are equal no tag is lost, and none is new."""
    return set(_FRAGMENT.findall(text)) if "<" in text else set()


def _lost(message: Message) -> Iterator[Hit]:
    source = [(m[1], m[2].lower(), m[3] or "") for m in _TAG.finditer(message.source)]
    has = {(m[1], m[2].lower()) for m in _TAG.finditer(message.target)}
    real = {name for slash, name, rest in source if slash or _ATTRIBUTE.search(rest)}
    for slash, name in sorted({(slash, name) for slash, name, _ in source if name in real} - has):
        yield Hit(tr("the tag {tag} is missing", tag=f"<{slash}{name}>"))


def _added(message: Message) -> Iterator[Hit]:
    source = list(_TAG.finditer(message.source))
    wanted = {(m[1], m[2].lower()) for m in source}
    real = _REAL | {m[2].lower() for m in source if m[1] or _ATTRIBUTE.search(m[3] or "")}
    known = {a.lower() for m in source for a in _ATTRIBUTE.findall(m[3] or "")}
    target = list(_TAG.finditer(message.target))
    closed = {m[2].lower() for m in target if m[1]} & {m[2].lower() for m in target if not m[1]}
    for match in target:
        name = match[2].lower()
        for attribute in _ATTRIBUTE.findall(match[3] or ""):
            if attribute.lower() not in known:
                yield Hit(
                    tr("the attribute {name} is not in the source", name=attribute), *match.span()
                )
        raised = name == "sup" and not match[3] and message.language in _RAISED
        if (match[1], name) not in wanted and (name in real or name in closed) and not raised:
            yield Hit(
                tr("the tag {tag} is not in the source", tag=f"<{match[1]}{name}>"), *match.span()
            )
    for pattern in (_OPENS, _DECLARATION):
        before = {match[0].lower() for match in pattern.finditer(message.source)}
        for match in pattern.finditer(message.target):
            if match[0].lower() not in before:
                yield Hit(tr("{what} is not in the source", what=match[0]), *match.span())
