"""Verdicts and findings as one list of remarks: what CI formats show of either."""

from __future__ import annotations

from functools import singledispatch
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from kms_i18n.model import Severity
from kms_i18n.results import Findings, Verdict
from kms_i18n.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


class Remark(Struct, frozen=True):
    """One thing to settle, in texts that are safe to show and hold no line end."""

    severity: Severity
    rule: str
    locale: str
    document: str
    segment: str
    path: str
    """The file to open; always one, relative to the project's root."""
    line: int
    """1-based; 0: the whole file."""
    column: int
    message: str
    help: str = ""
    """What to do: a command, or words."""
    who: tuple[str, ...] = ()
    words: int = 0

    @property
    def name(self) -> str:
        """What it is about, for people: ``fr c/2``."""
        return " ".join(part for part in (self.locale, self.segment) if part)

    @property
    def sentence(self) -> str:
        """All of it in one line."""
        name = f"{self.name}: " if self.name else ""
        return f"{name}{self.message}" + (f"; to do: {self.help}" if self.help else "")

    @property
    def fingerprint(self) -> str:
        """A name that stays when lines move: 64 hexadecimal digits."""
        parts = (self.rule, self.locale, self.document, self.segment, self.message)
        return sha256("\0".join(parts).encode()).hexdigest()


@singledispatch
def remarks(result: Any) -> list[Remark]:
    """Return what a result asks to be settled, the worst first, then by file and line."""
    raise TypeError(f"no remarks in {type(result).__name__}")


@remarks.register
def _findings(result: Findings) -> list[Remark]:
    return _sorted(
        Remark(
            f.severity, f.rule, f.locale, safe_line(f.document), safe_line(f.segment),
            safe_line(f.path), f.line, f.column, safe_line(f.message),
        )
        for f in result.findings
    )  # fmt: skip


@remarks.register
def _verdict(result: Verdict) -> list[Remark]:
    return _sorted(
        Remark(
            Severity.ERROR, r.rule, r.locale, safe_line(r.document), safe_line(r.segment),
            safe_line(r.path), r.line, 1 if r.line else 0, safe_line(r.message),
            safe_line(r.command or r.help), tuple(map(safe_line, r.who)), r.words,
        )
        for r in result.reasons
    )  # fmt: skip


def folded(found: Iterable[Remark]) -> Iterator[tuple[Remark, list[Remark]]]:
    """Yield one remark for all that differ in their segment alone, with all of them, in order."""
    groups: dict[tuple[str, ...], list[Remark]] = {}
    for remark in found:
        key = (remark.severity, remark.rule, remark.locale, remark.path, remark.message)
        groups.setdefault(key, []).append(remark)
    for group in groups.values():
        yield group[0], group


def command_for(group: list[Remark]) -> str:
    """Return what to do for a group of remarks: one command for all segments, where it is one."""
    first = group[0]
    if not first.help.startswith("kms-i18n approve"):
        return first.help
    names = " ".join(dict.fromkeys(remark.segment for remark in group))
    return first.help.replace(f" {first.segment} ", f" {names} ", 1)


def _sorted(found: Iterable[Remark]) -> list[Remark]:
    return sorted(
        found,
        key=lambda r: (_RANK[r.severity], r.path, r.line, r.column, r.rule, r.segment, r.message),
    )
