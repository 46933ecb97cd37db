"""The translation is far shorter or longer than translations of such texts are.

Measured on finished catalogs, 98 of 100 French translations of sources of 60 characters and more are 0.84 to 1.62
times as long as the source, and 0.62 to 1.29 times in Khmer (without ZWSP). What is far outside these is a
sentence left out, or the translation of another text.

Bad (km):
  source: This work is licensed under the terms below. You may share and adapt it freely, if you name its authors.
  target: ជប៉ុន

Good (km):
  source: Fight poverty and corruption
  target: ប្រឆាំងនឹងភាពក្រីក្រ និងអំពើពុករលួយ
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.mask import BLOT
from kms_i18n.messages import tr
from kms_i18n.words import language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kms_i18n.checks import Corpus, Message

SEVERITY = "warning"
LOCALES: tuple[str, ...] = ("fr", "km")

_BOUNDS = {"fr": (0.42, 2.8), "km": (0.40, 1.75)}
_LEAST = 60


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages of long sources whose translation is out of proportion as a whole."""
    low, high = _BOUNDS[language(corpus.locale)]
    pairs = zip(corpus.messages, corpus.sources.texts, corpus.targets.texts, strict=True)
    return [
        message
        for message, source, target in pairs
        if (length := len(source)) >= _LEAST
        and not low <= len(target.replace("\u200b", "")) / length <= high
    ]


def check(message: Message) -> Iterator[str]:
    """Yield one hit if both the prose and the whole text are out of proportion."""
    length = len(message.source)
    if length < _LEAST or message.is_editorial:
        return
    low, high = _BOUNDS[message.language]
    target = message.target.replace("\u200b", "")
    if low <= len(target) / length <= high:
        return
    prose = len(message.masked_source.replace(BLOT, "")) + 1
    said = len(message.masked_target.replace(BLOT, "").replace("\u200b", ""))
    if prose >= _LEAST // 2 and not low <= said / prose <= high:
        yield tr(
            "{times} times as long as the source; usual is {low} to {high}",
            times=f"{len(target) / length:.2f}",
            low=low,
            high=high,
        )
