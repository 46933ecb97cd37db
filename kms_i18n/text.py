"""Text as people see it: safe to show, cut where a reader would cut, measured in terminal cells.

Khmer is written in clusters: a letter with the signs above, below and around it, and with the
letters that hang under it behind a coeng (U+17D2). Cutting inside one leaves a dotted circle,
so nothing here ever does. Khmer also separates words with ZWSP (U+200B), which is invisible but
content: it is kept in what is shown, and left out only where texts are compared.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from kms_i18n.expressions import expression

FINGERPRINT_VERSION = "1"
"""Raised when the recipe of ``fingerprint`` changes; old approvals then say which one they used."""

ZWSP = "\u200b"
ELLIPSIS = "…"

# Controls but LF and TAB, then whatever is invisible or reorders its neighbours: format
# characters (Unicode Cf) without ZWSP, ZWNJ and ZWJ, which Khmer needs, and without the visible
# Arabic number signs; line and paragraph separators; fillers and default ignorables; surrogates.
_UNSAFE = expression(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"
)

_COMMAND = expression(r"\A(\s*)(?:(:)(?=:)|(#)(?=#\[|#vso\[|#teamcity\[))")

# Scripts without spaces between words: Thai, Lao, Myanmar, Khmer, kana, Han. Their tokens are
# single clusters, so that a difference is as small as a reader can see it.
_UNSPACED = "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0ec6\u1000-\u103f\u1780-\u17b3\u17d7"
_UNSPACED += "\u17dc\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_UNSPACED += "\U00020000-\U0003ffff"

_FLAG = "[\U0001f1e6-\U0001f1ff]{2}"
_LATIN_TOKEN = expression(r"\r\n|[^\W_]+|\s+|.", re.DOTALL)


def codepoint(character: str) -> str:
    """Return a character's name for people who look it up: ``U+202E``."""
    return f"U+{ord(character):04X}"


def safe(text: str) -> str:
    """Return the text as it may be shown: nothing in it moves a cursor or hides or reorders words.

    Every control character but LF and TAB, every bidi control, every other invisible format
    character and every lone surrogate becomes visible, ``<U+202E>``. ZWSP, ZWNJ and ZWJ stay:
    they are ordinary Khmer. The result can always be encoded as UTF-8; ``safe`` twice is
    ``safe`` once.
    """
    return _UNSAFE.sub(lambda found: f"<{codepoint(found[0])}>", text)


def safe_line(text: str) -> str:
    """Return ``safe(text)`` on one line: a line end is shown as ``⏎``, a tab as a blank.

    What a CI system would take for a command at the start of a line, such as ``::error``, begins
    with a code point.
    """
    if text.isascii() and text.isprintable() and text[:1] not in " :#":
        return text  # Most lines are such, and there may be many.
    line = safe(text.replace("\r\n", "\n")).replace("\n", "⏎").replace("\t", " ")
    return _COMMAND.sub(lambda found: f"{found[1]}<{codepoint(found[2] or found[3])}>", line)


def normal(text: str) -> str:
    """Return the form in which two texts are compared: NFC, blanks folded, ZWSP left out.

    Only for comparing and searching; nothing is ever written in this form.
    """
    return " ".join(unicodedata.normalize("NFC", text.replace(ZWSP, "")).split())


def clusters(text: str) -> list[str]:
    """Return the text cut into what a reader calls characters; joined again they are the text.

    A Khmer letter keeps its subscript letters and signs; elsewhere a character keeps its
    combining marks. CR LF is one cluster.
    """
    if text.isascii() and "\r" not in text:
        return list(text)
    return _cluster_pattern().findall(text)


def tokens(text: str) -> list[str]:
    """Return the text cut into the pieces that a difference is shown in.

    Words and numbers where words are separated by spaces, single clusters in Khmer, Thai, Lao,
    Burmese, Chinese and Japanese, runs of blanks, and every other character by itself. Joined
    again they are the text.
    """
    if text.isascii():
        return _LATIN_TOKEN.findall(text)
    return _token_pattern().findall(text)


def cells(text: str) -> int:
    """Return how many terminal columns one line of text takes: ``ខ្មែរ`` takes 3.

    Wide East Asian characters take two, marks and invisible characters none. Control characters
    count as none; make the text ``safe`` first.
    """
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(_cell, text))


def pad(text: str, width: int) -> str:
    """Return the text with blanks behind it up to ``width`` terminal columns."""
    return text + " " * (width - cells(text))


def abbreviate(text: str, width: int) -> str:
    """Return the text in at most ``width`` terminal columns, cut between clusters with ``…``."""
    if cells(text) <= width:
        return text
    kept: list[str] = []
    room = width - cells(ELLIPSIS)
    for cluster in clusters(text):
        room -= cells(cluster)
        if room < 0:
            break
        kept.append(cluster)
    return "".join(kept).rstrip() + ELLIPSIS if width > 0 else ""


def fingerprint(locale: str, context: str | None, source: str, target: str) -> str:
    """Return what an approval is bound to: ``1:`` and the SHA-256 of exactly these four texts.

    Each field is hashed with its length before it, so no two different quadruples share their
    input; no context (None) differs from an empty one. Nothing is normalised: one changed
    character, visible or not, gives another fingerprint.
    """
    from hashlib import sha256

    digest = sha256(f"kms-i18n fingerprint {FINGERPRINT_VERSION}\n".encode())
    for field in (locale, context, source, target):
        if field is None:
            digest.update(b"-")
            continue
        data = field.encode("utf-8", "surrogatepass")
        digest.update(b"+" + len(data).to_bytes(8, "big") + data)
    return f"{FINGERPRINT_VERSION}:{digest.hexdigest()}"


@cache
def _cell(character: str) -> int:
    category = unicodedata.category(character)
    if category in {"Mn", "Me", "Mc", "Cc", "Cs", "Zl", "Zp"}:
        return 0
    if category == "Cf":
        return 1 if character == "\u00ad" else 0
    if "\u1160" <= character <= "\u11ff":  # Hangul vowels and finals join the letter before
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


@cache
def _tail() -> str:
    """Return the pattern of what follows the first character of a cluster."""
    from kms_i18n.combining import MARKS

    return (
        "(?:\u17d2[\u200c\u200d]?[\u1780-\u17b3]|\u1039[\u1000-\u1021]"  # letters that stack
        "|\u200d[\u2190-\u2bff\U0001f000-\U0001faff]"  # emoji joined by ZWJ
        f"|[{MARKS}\u200c\u200d\u1160-\u11ff\U0001f3fb-\U0001f3ff\u0e33\u0eb3])*"
    )


@cache
def _cluster_pattern() -> re.Pattern[str]:
    return re.compile(rf"\r\n|\s|{_FLAG}|.{_tail()}", re.DOTALL)


@cache
def _token_pattern() -> re.Pattern[str]:
    tail = _tail()
    word = f"(?:[^\\W_{_UNSPACED}]{tail})+"
    return re.compile(rf"\r\n|[{_UNSPACED}]{tail}|{word}|\s+|{_FLAG}|.{tail}", re.DOTALL)
