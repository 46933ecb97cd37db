r"""The translation begins or ends with a line break where the source does not, or has other paragraphs.

msgfmt refuses the first two; a lost blank line joins two paragraphs.

Bad (fr):
  source: One.\n\nTwo.
  target: Un. Deux.

Good (fr):
  source: One.\n\nTwo.
  target: Un.\n\nDeux.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kms_i18n.checks import Corpus, Message

SEVERITY = "warning"
LOCALES: tuple[str, ...] = ()

_BLANK_LINE = expression(r"\n[ \t\u200b]*\n\s*")


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages of which source or translation has a line break."""
    return corpus.having(source=("\n",), target=("\n",))


def check(message: Message) -> Iterator[str]:
    """Yield what differs in line breaks."""
    source, target = message.source, message.target
    if "\n" not in source and "\n" not in target:
        return
    if source.startswith("\n") != target.startswith("\n"):
        yield tr("one of source and translation begins with a line break")
    if source.endswith("\n") != target.endswith("\n"):
        yield tr("one of source and translation ends with a line break")
    wanted = len(_BLANK_LINE.findall(source.strip()))
    found = len(_BLANK_LINE.findall(target.strip()))
    if wanted != found:
        yield tr("{found} paragraphs; the source has {wanted}", found=found + 1, wanted=wanted + 1)
