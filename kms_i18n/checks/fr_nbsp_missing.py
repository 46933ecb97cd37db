r"""No space stands before `;` `:` `!` `?` or inside « », where French has a no-break one.

Imprimerie nationale: U+202F (narrow) before `;` `!` `?`, U+00A0 before `:` and inside guillemets; either is
accepted for the other. In Canadian French none is wanted before `;` `!` `?`. Times, addresses, scopes,
roles, smileys, Markdown links and what stands in the source are left alone.

Bad (fr):
  source: Why?
  target: Pourquoi?

Good (fr):
  source: Why?
  target: Pourquoi<U+202F>?

Good (fr_CA):
  source: Why?
  target: Pourquoi?

Good (fr):
  source: See [this](guide.md): at 10:30, std::map, C:\x ;-) :smile:
  target: Voir [ceci](guide.md): à 10:30, std::map, C:\x ;-) :smile:
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.checks._joined import EDGE, At
from kms_i18n.expressions import expression
from kms_i18n.mask import BLOT
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "warning"
LOCALES: tuple[str, ...] = ("fr",)

_SPACE = {":": "\u00a0", ";": "\u202f", "!": "\u202f", "?": "\u202f"}
_SIGN = expression(r"[;:!?](?<=[^\s;:!?\ufffc\u00a0\u202f].)(?=[\s»”\"]|\)(?:\s|$)|$)")
_PLACE = expression(
    rf".(?<=[^\s;:!?\u00a0\u202f{EDGE}].)(?=[\s»”\"{EDGE}]|\)[\s{EDGE}])", re.DOTALL
)
_SOUGHT = (
    *(At(sign, _PLACE) for sign in _SPACE),
    At("«", expression(rf"«(?=[^\s\u00a0\u202f»{EDGE}])")),
    At("»", expression(rf"»(?<=[^\s\u00a0\u202f«{EDGE}]»)")),
)
_BEFORE = expression(r"(?<![\w&\ufffc\\@/.-])[\w’'-]*[^\W_](?:[”\"\]]|(?<!\ufffc)\))?$")
_LONGEST = 40
_INSIDE = expression(r"«(?=[^\s\u00a0\u202f»])\S*|[^\s«]*[^\s\u00a0\u202f«](?=»)»")


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages whose translation has such a sign behind what is no space."""
    return corpus.having(target=_SOUGHT)


def check(message: Message) -> Iterator[Hit]:
    """Yield each place without a space, with the one that belongs there."""
    if message.source.endswith(";") and "; " not in message.source:
        return  # key words of a desktop file
    text = message.masked_target
    canada = message.locale.startswith(("fr_CA", "fr-CA"))
    for match in _SIGN.finditer(text):
        sign, place = match[0], match.start()
        word = _BEFORE.search(text[max(0, place - _LONGEST) : place])
        if word and (sign == ":" or not canada):
            start = place - len(word[0])
            fixed = message.target[start:place] + _SPACE[sign] + sign
            yield Hit(
                tr("no-break space missing before {sign}", sign=sign), start, match.end(), fixed
            )
    if "«" in text or "»" in text:
        for match in _INSIDE.finditer(text):
            quoted = message.target[match.start() : match.end()]
            spaced = "«\u00a0" + quoted[1:] if quoted[0] == "«" else quoted[:-1] + "\u00a0»"
            if BLOT not in match[0]:
                yield Hit(tr("no-break space missing inside « »"), *match.span(), spaced)
