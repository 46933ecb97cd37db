"""Numbers in a text, whatever digits and separators they are written with."""

from __future__ import annotations

from functools import lru_cache
from itertools import compress, count
from operator import ne
from typing import TYPE_CHECKING

from kms_i18n.checks._joined import BYTE_EDGE
from kms_i18n.expressions import expression
from kms_i18n.words import folded_digits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kms_i18n.checks._joined import Joined
    from kms_i18n.checks._message import Message
    from kms_i18n.checks._subject import Corpus

_DIGIT = expression(r"\d")
_LATIN_DIGIT = expression(r"[0-9]")

_NUMBER = expression(r"(?<![\w.])\d+(?:[.,:]\d+)*(?![\w])")
_JOINED = expression(r"(?<!\d)\d{1,3}(?: \d{3})+(?!\d)|\d+(?:[.,:\u00a0\u202f\u2009'’]\d+)*")
_RUN = expression(r"\d+")
_NO_DIGITS = bytes(byte for byte in range(1, 256) if not chr(byte).isdecimal())
_CUT = expression(r"[!-~](?![0-9])\d")
"""Where a mask may end before a digit or behind it: an address, a path."""
_NOON = 12
_LEAST_DIGITS = 2
_LONG = 3
"""From so many digits on a number is not spelled out, unless it is round."""
_GROUPS = expression("[ .\u00a0\u202f-]")
_LEAST_GROUPED = 7
"""From so many digits on a number may be one of telephones, grouped as the country does."""
_OLDER = expression(
    r"(?i)\b(?:earlier|later|before|after|older|newer|prior|above|below|up to|since)\b"
)


def unequal(corpus: Corpus) -> list[Message]:
    """Return the messages whose runs of digits are not, one by one, those of the source.

    Where they are equal each number is there, and none is strange; but for the full hours, which
    ``says`` cuts short, and for digits of other scripts that a mask may cut in two.
    """
    messages, sources, targets = corpus.messages, corpus.sources, corpus.targets
    ours, theirs = _latin_digits(sources), _latin_digits(targets)
    differ = set(compress(count(), map(ne, ours, theirs)))
    # Most texts have no digit, or one: only of the others the runs need be known.
    several = set(compress(count(), map((1).__lt__, map(len, ours))))
    others = {n for texts in (sources, targets) for n in _of_other_scripts(texts)}
    found = differ - others
    found.update(n for n in several | others if _differ(messages[n]))
    found.update(n for n in others - found if _is_cut(messages[n]))
    return [messages[n] for n in sorted(found)]


def _differ(message: Message) -> bool:
    """Return whether the runs of digits differ, or one is that of a full hour."""
    source, target = (_RUN.findall(folded_digits(t)) for t in (message.source, message.target))
    return source != target or "00" in source


def _latin_digits(texts: Joined) -> list[bytes]:
    """Return the Latin digits of each of some texts, nothing between them."""
    return texts.data.translate(None, _NO_DIGITS).split(BYTE_EDGE)[1:-1]


def _of_other_scripts(texts: Joined) -> Iterator[int]:
    """Yield which texts have digits of other scripts, perhaps more than once."""
    for character in texts.odd:
        if character.isdecimal() and not character.isascii():
            yield from texts.numbers(character)


def _is_cut(message: Message) -> bool:
    return any(_CUT.search(text) for text in (message.source, message.target))


def has_digit(text: str) -> bool:
    """Return whether a text has a decimal digit of any script."""
    return (_LATIN_DIGIT if text.isascii() else _DIGIT).search(text) is not None


def digits(number: str) -> str:
    """Return the digits of a number without separators: ``1,234.5`` → ``12345``."""
    return "".join(_RUN.findall(number))


def numbers(text: str) -> list[str]:
    """Return the numbers of a text in order, in Latin digits; parts of words and versions left out."""
    return _NUMBER.findall(folded_digits(text))


def says(text: str, number: str) -> bool:
    """Return whether a text has a number, with whatever separators and digits."""
    whole = _whole(text)
    parts = _RUN.findall(number.removesuffix(":00"))
    if digits(number) in whole or number in whole:
        return True
    if len(parts) > 1 and all(part in whole or part.lstrip("0") in whole for part in parts[1:]):
        return parts[0] in whole or _hour(parts[0], whole)
    # Decimals may have lost or gained zeros at the end: 2.50 and 2,5.
    return len(parts) == 1 and len(parts[0]) <= 2 and (parts[0] in whole or _hour(parts[0], whole))  # noqa: PLR2004


def strange(text: str, source: str) -> list[str]:
    """Return the numbers of a text that the source has in no form, as digits, in order."""
    known = _whole(source)
    found = []
    for match in _NUMBER.finditer(folded_digits(text)):
        parts = _RUN.findall(match[0])
        if digits(match[0]) not in known and not all(
            part in known or _hour(part, known) for part in parts
        ):
            found.append(digits(match[0]))
    return found


def lost(message: Message) -> dict[str, str]:
    """Return the numbers that a translation has surely lost, each with its stand-in; empty: none."""
    if not has_digit(message.source):
        return {}
    gone = [
        number
        for number in numbers(message.masked_source)
        if not says(message.target, number) and not _is_loose(number, message)
    ]
    others = strange(message.masked_target, message.source) if gone else []
    found: dict[str, str] = {}
    for number in gone:
        value = digits(number)
        version = "." in number
        if len(value) < _LEAST_DIGITS or (version and _OLDER.search(message.source)):
            continue  # "2.4 and earlier" is rightly "before 2.5"
        instead = [s for s in others if len(s) == len(value) or len(value) >= _LONG]
        if instead:
            found[number] = instead[0]
        elif len(value) >= _LONG and not version and value.strip("0") not in {"1", ""}:
            found[number] = ""
    return found


def _is_loose(number: str, message: Message) -> bool:
    """Return whether a number is only about right, or a long one that is grouped otherwise."""
    value = digits(number)
    if f"~{number}" in message.source:
        return True
    grouped = _GROUPS.sub("", folded_digits(message.target))
    return len(value) >= _LEAST_GROUPED and value in grouped


def _hour(part: str, whole: frozenset[str]) -> bool:
    """Return whether an hour is there when counted to 12 instead of 24, or the other way round."""
    value = int(part[:4])
    return any(str(v) in whole for v in (value + _NOON, value - _NOON) if 0 <= v <= 24)  # noqa: PLR2004


@lru_cache(maxsize=1024)
def _whole(text: str) -> frozenset[str]:
    """Return every run of digits, and every number with its separators left out."""
    folded = folded_digits(text)
    found = {digits(match) for match in _JOINED.findall(folded)}
    for run in _RUN.findall(folded):
        found |= {run, run.lstrip("0")}
    return frozenset(found)
