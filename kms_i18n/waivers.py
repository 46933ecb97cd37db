"""The waivers of one locale: findings that somebody looked at and lets stand, each with the reason.

One line a waiver, sorted, tab-separated: rule, fingerprint, reason, who, and, if it ends some day, the date
that it ends on. The fingerprint binds it to one (locale, context, source, target), as approvals are bound:
change one character and the finding is back. Git merges such a file by union.

A baseline has the same shape without reason and name: the findings that were there when the checks were
switched on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from kms_i18n.errors import KmsError
from kms_i18n.expressions import expression
from kms_i18n.records import rows, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FINGERPRINT = expression(r"\d+:[0-9a-f]{64}")
_RULE = expression(r"[a-z][a-z0-9-]*")
_DATE = expression(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_FEWEST = 4


class Waiver(Struct, frozen=True, order=True):
    """Somebody's word that one finding of one rule may stand."""

    rule: str
    fingerprint: str
    reason: str
    who: str
    until: str = ""
    """ISO 8601: the last day on which it holds; empty: until the text changes."""

    def holds(self, today: str) -> bool:
        """Return whether it has not ended; without a date of today a dated one has."""
        return not self.until or (bool(today) and today <= self.until)


def parse(data: bytes, path: str) -> dict[Waiver, int]:
    """Return the waivers in a file with their lines.

    Raises ``KmsError`` with the line for anything that is not a waiver; one without a reason is none.
    """
    found: dict[Waiver, int] = {}
    for number, fields in _rows(data, path):
        if len(fields) < _FEWEST or not fields[2].strip():
            text = "a waiver without a reason" if len(fields) > 1 else "not a waiver"
            hint = (
                "Write rule, fingerprint, reason, who and, if any, the last day, with tabs between."
            )
            raise KmsError(text, path=path, line=number, hint=hint)
        known = len(fields) <= _FEWEST + 1 and all(field.strip() for field in fields[:_FEWEST])
        dated = len(fields) == _FEWEST or not fields[4] or _DATE.fullmatch(fields[4])
        if not (known and dated and all(field.isprintable() for field in fields)):
            hint = "Write rule, fingerprint, reason, who and, if any, the last day (YYYY-MM-DD)."
            raise KmsError("not a waiver", path=path, line=number, hint=hint)
        found.setdefault(Waiver(*fields), number)
    return found


def dump(waivers: Iterable[Waiver]) -> bytes:
    """Return the file: one line each, sorted, without repetitions."""
    rows = sorted(set(waivers))
    lines = (f"{w.rule}\t{w.fingerprint}\t{w.reason}\t{w.who}\t{w.until}".rstrip() for w in rows)
    return "".join(f"{line}\n" for line in lines).encode()


def added(data: bytes, path: str, new: Iterable[Waiver]) -> bytes:
    """Return the file with some waivers more, each before the first line that sorts behind it.

    Lines that are there keep their bytes and their order, remarks too. Raises ``KmsError`` if the
    file cannot be read, or would not say what was added.
    """
    held = parse(data, path)
    eol = "\r\n" if b"\r\n" in data else "\n"
    text = text_of(data, path)
    lines = re.findall(r"[^\n]*\n", text if text.endswith("\n") or not text else text + eol)
    wanted = {waiver for waiver in new if waiver not in held}
    for line in dump(wanted).decode().splitlines():
        place = (n for n, old in enumerate(lines) if not old.startswith("#") and old.strip() and old > line)  # fmt: skip
        lines.insert(next(place, len(lines)), line + eol)
    mark = data[: len(data) - len(text.encode())]  # of the byte order
    result = mark + "".join(lines).encode()
    if set(parse(result, path)) != {*held, *wanted}:
        hint = "Use printable characters only, no tabs and no line ends."
        raise KmsError("the reason or the name cannot be written down", path=path, hint=hint)
    return result


def parse_baseline(data: bytes, path: str) -> frozenset[tuple[str, str]]:
    """Return the (rule, fingerprint) pairs of a baseline. Raises ``KmsError`` with the line."""
    pairs: set[tuple[str, str]] = set()
    for number, fields in _rows(data, path):
        if len(fields) != 2:  # noqa: PLR2004 (rule and fingerprint)
            hint = "Write it anew with --write-baseline."
            raise KmsError("not a line of a baseline", path=path, line=number, hint=hint)
        pairs.add((fields[0], fields[1]))
    return frozenset(pairs)


def dump_baseline(pairs: Iterable[tuple[str, str]]) -> bytes:
    """Return a baseline file: one line a finding, sorted, without repetitions."""
    return "".join(f"{rule}\t{known}\n" for rule, known in sorted(set(pairs))).encode()


def _rows(data: bytes, path: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the fields of every line that begins with a rule and a fingerprint."""
    for number, fields in rows(data, path):
        if not _RULE.fullmatch(fields[0]) or (
            len(fields) > 1 and not _FINGERPRINT.fullmatch(fields[1])
        ):
            hint = "`kms-i18n check --format json` shows the fingerprint of every finding."
            raise KmsError("no rule and fingerprint here", path=path, line=number, hint=hint)
        yield number, fields
