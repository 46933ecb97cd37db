"""The translation is in the bytes of an old Khmer font, not in Khmer letters.

Text that was typed in Limon, ABC or a similar font and pasted turns into Latin letters with capitals and
signs in the middle of words. It has letters, so other programs take it for a translation.

Bad (km):
  source: Constitution of the Kingdom of Cambodia
  target: rdæFmμnuBaØ énRBHraCaNacRkkm<úCa

Good (km):
  source: Constitution of the Kingdom of Cambodia
  target: រដ្ឋធម្មនុញ្ញនៃព្រះរាជាណាចក្រកម្ពុជា

Good (km):
  source: Enable NetworkManager for the iPhone
  target: NetworkManager iPhone
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n import khmer
from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.checks._joined import EDGE
from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "error"
LOCALES: tuple[str, ...] = ("km",)

_ODD = expression("[a-z][A-Z]|(?<=[A-Za-z])[<>;:®úéæØμ¦§¨©«¬°±»¼½¾¿÷ø×þýû](?=[A-Za-z])|[æØμþ÷úø]")
_NONE = expression(f"{EDGE}[^\u1780-\u17b3{EDGE}]*{EDGE}")
_LEAST = 3


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose translation has no Khmer letter."""
    return corpus.having(target=(_NONE,))


def check(message: Message) -> Iterator[Hit]:
    """Yield one hit if the text has no Khmer and many words that no language writes like this."""
    if khmer.LETTERS.search(message.target):
        return
    words = [w for w in message.masked_target.split() if w not in message.source]
    odd = sum(len(_ODD.findall(word)) for word in words)
    if odd >= _LEAST and odd >= len(words):
        yield Hit(tr("this looks like the bytes of an old Khmer font"))
