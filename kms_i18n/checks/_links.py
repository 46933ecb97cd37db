"""The links of a text: hosts, and the sites that they belong to whatever the language."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kms_i18n.checks._subject import Hit
from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from kms_i18n.checks._message import Message

# The sign first, and the scheme looked back at: the search jumps from one link to the next.
_SIGN = r"://(?:(?<=http://)|(?<=https://)|(?<=ftp://))(?:[^\s/@<>\"']*@)?"
_SITE = expression(rf"{_SIGN}([\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)
_HOST = expression(rf"{_SIGN}([\w.-]+)", re.IGNORECASE)
_SCHEME = expression(r"(?<![\w.+-])(?:https?|ftp)$", re.IGNORECASE)
_LONGEST = len(".https")
_LANGUAGE = expression(r"^(?:www|[a-z]{2}(?:-[a-z]{2,4})?|m|docs?)\.(?=[\w-]+\.)", re.IGNORECASE)

_EXAMPLE = expression(r"(?:^|\.)example\.(?:com|net|org)$|\.(?:example|test|invalid|localhost)$")
"""Sites that are only examples (RFC 2606) may be translated."""


def hosts(text: str) -> set[str]:
    """Return the hosts of a text, as they are written."""
    return {match[1] for match in _HOST.finditer(text) if _begin(text, match.start()) >= 0}


def strangers(message: Message) -> tuple[list[Hit], bool]:
    """Return each link of a translation to a site that its source does not name, sorted by site.

    With it comes whether a site of the source is gone.
    """
    known, found = _sites(message.source), _sites(message.target)
    hits = [
        Hit(tr("the source has no link to {site}", site=host), start, end)
        for site, (start, end, host) in sorted(found.items())
        if site not in known
    ]
    real = {site for site in known if not _EXAMPLE.search(site)}
    return hits, not real <= found.keys()


@lru_cache(maxsize=1024)
def _sites(text: str) -> dict[str, tuple[int, int, str]]:
    """Return the sites of a text, each with the last link to it: where it stands, and its host."""
    found: dict[str, tuple[int, int, str]] = {}
    for match in _SITE.finditer(text):
        begin = _begin(text, match.start())
        if begin >= 0:
            site = _LANGUAGE.sub("", match[1].rstrip(".").lower())
            found[site] = (begin, match.end(), match[1])
    return found


def _begin(text: str, sign: int) -> int:
    """Return where the scheme before ``://`` begins; -1 if it is the end of another word."""
    scheme = _SCHEME.search(text, max(0, sign - _LONGEST), sign)
    return scheme.start() if scheme else -1
