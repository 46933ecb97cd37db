"""What in a text is not prose: code, markup, addresses, placeholders; checks must not read it.

Most false alarms of translation checks come from reading punctuation and digits inside code, so
every check sees the text with such parts blotted out, character for character: an offset in
the masked text is an offset in the text. Brackets stay, because a mask that swallowed them once
hid an unbalanced one.
"""

from __future__ import annotations

import re
from functools import lru_cache

BLOT = "\ufffc"
"""Stands for every masked character: neither letter nor digit nor punctuation nor blank."""

# No alternative may start in the middle of what it repeats (hence the lookbehinds), and no two
# repeated classes that touch may share a character: that keeps every search linear.
_URL_END = r"\s<>()\[\]{}\"'«»“”‘’`\u200b\u1780-\u17ff"
_PARTS = {
    "comment": r"<!--(?:(?!<!--|-->).)*-->",
    "literal": r"``[^`]+``",
    "code": r"(?:(?<![\w:]):[A-Za-z][\w.+-]{0,40}(?::[\w.+-]{1,40})?:)?`[^`\n]+`_{0,2}",
    "tag": r"</?[A-Za-z][^<>]*>",
    "entity": r"&(?:\#\d{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][\w.-]{0,60});",
    "link": r"(?<=\]\()[^()\s]+",
    "url": rf"(?<![\w.+-])(?:[A-Za-z][A-Za-z0-9+.-]{{1,20}}://|www\.|mailto:)"
    rf"[^{_URL_END}]*[^{_URL_END}.,;:!?*_]",
    "email": r"(?<![\w.+-])[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
    "template": r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|\$\{[^{}\s]*\}|\$\([^()\s]*\)",
    "field": r"%\([\w. -]+\)[-+\#0]*\d*(?:\.\d+)?[A-Za-z]|\{[\w.:!<>^+\[\]=-]*\}",
    "printf": r"(?<![\w%])%(?:\d+\$)?[-+\#0']*(?:\d+|\*)?(?:\.(?:\d+|\*))?"
    r"(?:hh?|ll?|[qjztL])?[diouxXeEfFgGaAcspn@](?![A-Za-z])",
    "variable": r"(?<![\w%])%(?:[A-Za-z_]\w*%|L?\d{1,2}\b|%)|\$[A-Za-z_]\w*",
    "scope": r"(?<!\w)[A-Za-z_]\w*(?:::[\w~]+)+(?:::)?|(?<!\w)[a-z]\w*::|::",
    "emoji": r"(?<![\w:]):[a-z][a-z0-9_+-]*:(?!\w)",
    "smiley": r"(?<!\S)[:;=8]-?[()DPp/\\|](?![\w(])",
    "option": r"(?<![\w-])--[A-Za-z][\w-]*(?:=[^\s,;)\]]+)?|(?<![\w-])-[A-Za-z](?![\w-])",
    "path": r"(?<![^\s(\[\"'«“=:,])(?:~|\.{1,2})?/(?:[A-Za-z0-9_.+@*-]+/)*[A-Za-z0-9_.+@*-]*[\w*]",
    "drive": r"(?<!\w)[A-Za-z]:\\[^\s\"»]*",
    "file": r"(?<![\w.-])[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.(?:txt|pot?|html?|xml|json|ya?ml|md|"
    r"py|rs|cpp|sh|conf|cfg|ini|gz|xz|zip|pdf|deb|list|log|rst|toml|csv|tsv|odt|docx?)\b",
    "identifier": r"(?<!\w)[A-Za-z]\w*_\w+(?:\(\))?",
}
_MASKED = re.compile("|".join(_PARTS.values()), re.DOTALL)
_HINTS = re.compile(r"[<`&\]@{%$:;=\-/\\._]")


@lru_cache(maxsize=8192)
def masked(text: str) -> str:
    """Return the text with everything that is not prose blotted out; the length stays the same.

    Masked are code spans, tags, entities, link targets, URLs, addresses, placeholders, scopes and
    roles, emoji names, smileys, options, paths, file names and identifiers. Runs in linear time.
    """
    if not _HINTS.search(text):
        return text
    return _MASKED.sub(lambda found: BLOT * len(found[0]), text)
