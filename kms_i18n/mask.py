"""What in a text is not prose: code, markup, addresses, placeholders; checks must not read it.

Most false alarms of translation checks come from reading punctuation and digits inside code, so
every check sees the text with such parts blotted out, character for character: an offset in
the masked text is an offset in the text. Brackets stay, because a mask that swallowed them once
hid an unbalanced one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kms_i18n.expressions import expression

BLOT = "\ufffc"
"""Stands for every masked character: neither letter nor digit nor punctuation nor blank."""

# No alternative may start in the middle of what it repeats (hence the lookbehinds), and no two
# repeated classes that touch may share a character: that keeps every search linear. Each of the
# first kind begins with one certain character that prose has seldom (not with a class, not with a
# group), and looks back after it: so the search jumps from one such character to the next.
_URL_END = r"\s<>()\[\]{}\"'«»“”‘’`\u200b\u1780-\u17ff"
_INSIDE = r"[^\s(\[\"'«“=:,]"
"""What no path begins behind."""
_PATH = r"(?:[A-Za-z0-9_.+@*-]+/)*[A-Za-z0-9_.+@*-]*[\w*]"
_MARKED = {
    "comment": r"<!--(?:(?!<!--|-->).)*-->",
    "tag": r"</?[A-Za-z\ufffc][^<>]*>",
    "literal": r"``[^`]+``",
    "code": r"`[^`\n]+`_{0,2}|:(?<![\w:]:)[A-Za-z][\w.+-]{0,40}(?::[\w.+-]{1,40})?:`[^`\n]+`_{0,2}",
    "entity": r"&(?:\#\d{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][\w.-]{0,60});",
    "link": r"\]\([^()\s]+",
    "template": r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|\$\{[^{}\s]*\}|\$\([^()\s]*\)",
    "field": r"%\([\w. -]+\)[-+\#0]*\d*(?:\.\d+)?[A-Za-z]|\{[\w.:!<>^+\[\]=-]*\}",
    "printf": r"%(?<![\w%]%)(?:\d+\$)?[-+\#0']*(?:\d+|\*)?(?:\.(?:\d+|\*))?"
    r"(?:hh?|ll?|[qjztL])?[diouxXeEfFgGaAcspn@](?![A-Za-z])",
    "variable": r"%(?<![\w%]%)(?:[A-Za-z_]\w*%|L?\d{1,2}\b|%)|\$[A-Za-z_]\w*",
    "scope": r"::",
    "emoji": r":(?<![\w:]:)[a-z][a-z0-9_+-]*:(?!\w)",
    **{f"smiley {eyes}": rf"{eyes}(?<!\S{eyes})-?[()DPp/\\|](?![\w(])" for eyes in ":;=8"},
    "option": r"-(?<![\w-]-)-[A-Za-z][\w-]*(?:=[^\s,;)\]]+)?|-(?<![\w-]-)[A-Za-z](?![\w-])",
    "path": rf"/(?<!{_INSIDE}/){_PATH}",
    "path of home": rf"~(?<!{_INSIDE}~)/{_PATH}",
    "relative path": rf"\.(?<!{_INSIDE}\.)\.?/{_PATH}",
}
_MASKED = expression("|".join(_MARKED.values()), re.DOTALL)

# These begin like words: each is looked for only where the text has what it cannot be without.
_WORDLIKE = tuple(
    (sign, expression(pattern))
    for sign, pattern in {
        "@": r"(?<![\w.+-])[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
        ":\\": r"(?<!\w)[A-Za-z]:\\[^\s\"»]*",
    }.items()
)
_URL = expression(
    rf"(?<![\w.+-])(?:[A-Za-z][A-Za-z0-9+.-]{{1,20}}://|www\.|mailto:)[^{_URL_END}]*[^{_URL_END}.,;:!?*_]"
)
_SCOPE = expression(r"(?<!\w)[A-Za-z_]\w*(?:::[\w~]+)+(?:::)?|(?<!\w)[a-z]\w*::")
_SUFFIX = (
    r"\.(?:txt|pot?|html?|xml|json|ya?ml|md|py|rs|cpp|sh|conf|cfg|ini|gz|xz|zip|pdf|deb|list|log|rst|toml|csv|"
    r"tsv|odt|docx?)\b"
)
_HAS_FILE = expression(_SUFFIX)
_FILE = expression(rf"(?<![\w.-])[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*{_SUFFIX}")


@lru_cache(maxsize=8192)
def masked(text: str) -> str:
    """Return the text with everything that is not prose blotted out; the length stays the same.

    Masked are code spans, tags, entities, link targets, URLs, addresses, placeholders, scopes and
    roles, emoji names, smileys, options, paths, file names and identifiers. Runs in linear time.
    """
    if "://" in text or "www." in text or "mailto:" in text:
        text = _URL.sub(_blot, text)
    if "." in text and _HAS_FILE.search(text):
        text = _FILE.sub(_blot, text)
    if "::" in text:
        text = _SCOPE.sub(_blot, text)
    text = _MASKED.sub(_blot, text)
    if "_" in text:
        text = _without_identifiers(text)
    for sign, pattern in _WORDLIKE:
        if sign in text:
            text = pattern.sub(_blot, text)
    return text


def _without_identifiers(text: str) -> str:
    """Return the text with words blotted out that begin with a Latin letter and hold a ``_``.

    What stands around each ``_`` is looked at, not every word.
    """
    kept: list[str] = []
    done = 0
    place = text.find("_")
    while place >= 0:
        start, end = place, place + 1
        while start > done and (text[start - 1].isalnum() or text[start - 1] == "_"):
            start -= 1
        while end < len(text) and (text[end].isalnum() or text[end] == "_"):
            end += 1
        if start < place < end - 1 and text[start].isascii() and text[start].isalpha():
            end += 2 * text.startswith("()", end)
            kept += text[done:start], BLOT * (end - start)
            done = end
        place = text.find("_", end)
    return "".join(kept) + text[done:]


def _blot(found: re.Match[str]) -> str:
    # The brackets before a link's target stay.
    kept = "](" if found[0].startswith("](") else ""
    return kept + BLOT * (len(found[0]) - len(kept))
