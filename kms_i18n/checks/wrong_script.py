"""The translation has no letter of its language's script.

Names, code and whatever stands in the source too are left out, and so are locales that name a script of their own
(`sr@latin`, `en@shaw`, `zh_Hant`).

Bad (km):
  source: Fight poverty and corruption
  target: Lutter contre la pauvreté

Bad (fr):
  source: Fight poverty and corruption
  target: ប្រឆាំងនឹងភាពក្រីក្រ

Good (km):
  source: Debian GNU/Linux
  target: GNU/Linux Debian
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kms_i18n.checks._joined import EDGE
from kms_i18n.expressions import expression
from kms_i18n.messages import tr
from kms_i18n.words import language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kms_i18n.checks import Corpus, Message

SEVERITY = "error"
LOCALES: tuple[str, ...] = ()

_SCRIPTS = {
    "km": "\u1780-\u17ff", "th": "\u0e00-\u0e7f", "lo": "\u0e80-\u0eff", "my": "\u1000-\u109f",
    "ru": "\u0400-\u04ff", "uk": "\u0400-\u04ff", "bg": "\u0400-\u04ff", "el": "\u0370-\u03ff",
    "he": "\u0590-\u05ff", "ar": "\u0600-\u06ff", "fa": "\u0600-\u06ff", "hi": "\u0900-\u097f",
    "ko": "\uac00-\ud7af\u4e00-\u9fff", "ja": "\u3040-\u30ff\u4e00-\u9fff", "zh": "\u4e00-\u9fff",
    **dict.fromkeys(["fr", "en", "de", "es", "it", "pt", "nl", "pl", "cs", "vi", "id", "ms", "sv", "da", "nb", "fi"], "A-Za-z\u00c0-\u024f"),
}  # fmt: skip
_LETTERS = expression(r"[^\W\d_]+")
_LEAST = 2
_PICTURE = "external ref="
"""How itstool writes a picture of a document."""
_NAMED = expression(r"@|[-_][A-Za-z]{4}(?![A-Za-z])")
"""A modifier or a subtag (BCP 47) that may name a script."""


def _own(locale: str) -> str:
    """Return the letters of a locale as a class; empty where they are not known."""
    return "" if _NAMED.search(locale) else _SCRIPTS.get(language(locale), "")


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose translation has no letter of the language."""
    letters = _own(corpus.locale)
    if not letters:
        return []
    return corpus.having(target=(expression(f"{EDGE}[^{letters}{EDGE}]*{EDGE}"),))


def check(message: Message) -> Iterator[str]:
    """Yield one hit for at least two words, not of the source, in another script."""
    own = _own(message.locale)
    if (
        not own
        or message.source.startswith(_PICTURE)
        or "<style" in message.source
        or re.search(f"[{own}]", message.target)
    ):
        return
    known = {word.casefold() for word in _LETTERS.findall(message.source)}
    words = [w for w in _LETTERS.findall(message.masked_target) if w.casefold() not in known]
    foreign = sum(len(word) for word in words if not word.isascii())
    if sum(len(word) > _LEAST for word in words) >= _LEAST or foreign > _LEAST:
        yield tr("no letter of the language's script")
