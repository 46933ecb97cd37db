"""The translation is UTF-8 that was read as another encoding.

Letters turn into pairs and triples of odd signs. The text is a translation to every program that only
asks whether there are letters.

Bad (fr):
  source: summer
  target: Ã©tÃ©

Bad (km):
  source: Khmer
  target: áž<U+0081>áŸ’áž˜áŸ‚ážš

Good (fr):
  source: summer: hot
  target: «<U+00A0>été<U+00A0>» : À Â Ã
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.checks._joined import Rare
from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "error"
LOCALES: tuple[str, ...] = ()

_RUN = expression("[\u0080-\u024f\u02c6\u02dc\u0370-\u03ff\u2013-\u203a\u20ac\u2122]{2,}")
_LEAD = expression(
    # One class to begin with, so that the search jumps from one such letter to the next.
    "[ÂÃÅĂâáαï](?:(?<=[ÂÃÅĂ])[\u0080-\u00bf\u0152-\u0192\u02c6-\u2122]|(?<=â)[€\u0080]"
    "|(?<=á)[ž\u009eŸ\u009f]|(?<=α)[žŸ]|(?<=ï)»¿)"
)
_ODD = frozenset("ÂÃÅĂα€\u0080ž\u009eŸ\u009f¿")
_CODECS = ("cp1252", "latin-1", "cp1250", "cp1253")
_RARE = Rare(_ODD.__contains__, _LEAD)


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose translation has what such a run begins with."""
    return corpus.having(target=(_RARE,))


def check(message: Message) -> Iterator[Hit]:
    """Yield the first such run, with what it was where that can be told."""
    if message.target.isascii() or _LEAD.search(message.target) is None:
        return
    for match in _RUN.finditer(message.target):
        if _LEAD.search(match[0]):
            was = _was(match[0])
            if was is not None:
                yield Hit(
                    tr("wrongly decoded: {found} was {was}", found=match[0], was=was),
                    *match.span(),
                    was,
                )
                return


def _was(text: str) -> str | None:
    """Return the text before it was decoded wrongly, or None if it was not."""
    for codec in _CODECS:
        data = bytearray()
        try:
            for character in text:
                # Windows code pages have holes; programs fill them with the control of that number.
                data += character.encode("latin-1" if "\u0080" <= character <= "\u009f" else codec)
            return data.decode("utf-8")
        except UnicodeError:
            continue
    return None
