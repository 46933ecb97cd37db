"""The checks: one file per rule, found by its name; a rule detects, a policy decides.

A rule is a module in this folder. Its file name is its id (``_`` reads as ``-``), its docstring
is its page in the reference, with examples that the tests run, and it has:

``SEVERITY``
    ``error``, ``warning`` or ``info``.
``LOCALES``
    The languages or locales it knows (``fr``, ``fr_CA``); empty: every one.
``PROFILES``, if it is not for everybody
    The profiles it belongs to.
``ROLL_UP``, if one line a file says it all
    True for matters of style that occur by the hundred.
one of ``check(message)``, ``check_catalog(corpus)``, ``check_source(source)``
    A generator of ``Hit``, or of a bare sentence about the whole.
``candidates(corpus)``, if ``check(message)`` seldom finds something
    The messages of a catalog that it is called for, each once: at least all those in which it
    finds something. ``Corpus.having`` finds them by a search through the whole catalog. It saves
    time and decides nothing: the tests run every rule with it and without.

A rule does not say where it is: document, locale, place, id and severity are added here, so
that no rule can get them wrong. Rules do not import each other.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

from kms_i18n.checks import _place
from kms_i18n.checks._message import Message, messages
from kms_i18n.checks._rules import (
    PROFILES,
    SCOPES,
    applies,
    chosen,
    concerned,
    examples,
    fails,
    load,
    locales,
    names,
    page,
    reference,
    rolls_up,
    scope,
    severity,
)
from kms_i18n.checks._subject import Corpus, Hit, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from kms_i18n.model import Finding

__all__ = [
    "PROFILES", "Corpus", "Hit", "Message", "Source", "applies", "chosen", "examples", "fails", "fingerprint",
    "fixes", "inspect", "load", "locales", "messages", "names", "page", "reference", "rolls_up", "run",
    "run_source", "scope", "severity",
]  # fmt: skip

_MOST = 50
"""Findings of one rule in one translation; more say nothing new, and a hostile text may hold thousands."""


def inspect(message: Message, rules: Iterable[str]) -> Iterator[tuple[str, Hit]]:
    """Yield what each of ``rules`` finds in one message; rules for other locales say nothing."""
    for name, check in _checks(tuple(rules), "message", message.locale):
        for hit in check(message):
            found = Hit(hit) if isinstance(hit, str) else hit
            if not _verbatim(found, message):
                yield name, found


def run(
    corpus: Corpus, rules: Collection[str] | None = None, *, rolled: bool = True
) -> Iterator[Finding]:
    """Yield the findings of the rules in one catalog, in the order of the file.

    Fuzzy entries are checked too: an encoding error in a draft is an error. ``rules`` None: those
    of the default profile. ``rolled``: matters of style are one finding a file, at the first place.
    """
    rules = tuple(chosen() if rules is None else rules)
    place = _place.Placer(corpus, severity)
    found: list[Finding] = []
    count: dict[tuple[str, int], int] = {}
    mine = (*_checks(rules, "message", corpus.locale), *_checks(rules, "catalog", corpus.locale))
    matters = {name for name, _ in mine if rolled and rolls_up(name)}
    first: dict[str, tuple[int, int, Hit, Message]] = {}
    places: Counter[str] = Counter()
    for name, hit, message in _hits(corpus, rules):
        if message is None:
            found.append(place.catalog(name, hit))
        elif name in matters:
            places[name] += 1
            known = first.get(name)
            if known is None or (message.order, hit.start) < known[:2]:
                first[name] = message.order, hit.start, hit, message
        elif (shown := count.get((name, id(message)), 0)) < _MOST:
            count[name, id(message)] = shown + 1
            found.append(place.message(name, hit, message))
    for name, (_, _, hit, message) in first.items():
        found.append(place.style(name, hit, message, places[name]))
    yield from sorted(found)


def _hits(corpus: Corpus, rules: tuple[str, ...]) -> Iterator[tuple[str, Hit, Message | None]]:
    """Yield every hit in a catalog with its rule and translation; None: the catalog as a whole."""
    found: list[tuple[str, Hit, Message]] = []
    for name, check in _checks(rules, "message", corpus.locale):
        for message in _candidates(name, corpus):
            found += [
                (name, hit, message)
                for hit in map(_hit, check(message))
                if not _verbatim(hit, message)
            ]
    yield from sorted(found, key=lambda row: row[2].order)
    for name, check in _checks(rules, "catalog", corpus.locale):
        for hit in map(_hit, check(corpus)):
            if not isinstance(hit.at, Message):
                yield name, hit, None
            elif not _verbatim(hit, hit.at):
                yield name, hit, hit.at


def _candidates(name: str, corpus: Corpus) -> Iterable[Message]:
    """Return the messages that a rule is to look at."""
    module = load(name)
    return module.candidates(corpus) if hasattr(module, "candidates") else corpus.messages


def fixes(corpus: Corpus, rules: Collection[str]) -> Iterator[tuple[Message, Finding]]:
    """Yield every finding that has a safe fix with the translation it is in, style not rolled up."""
    place = _place.Placer(corpus, severity)
    for name, hit, message in _hits(corpus, tuple(rules)):
        if hit.fix is not None and message is not None:
            yield message, place.message(name, hit, message)


def fingerprint(locale: str, text: str) -> str:
    """Return the fingerprint by which findings in a source text are known."""
    return _place.bind_text(locale, text)


def run_source(source: Source, rules: Collection[str] | None = None) -> Iterator[Finding]:
    """Yield what the rules for canonical texts find in documents, in their order."""
    rules = tuple(chosen() if rules is None else rules)
    owners = {id(segment): (document, segment) for document, segment in source.segments()}
    found = [
        _place.in_source(source.locale, owners[id(hit.at)], (name, severity(name)), hit)
        for name, check in _checks(rules, "source", source.locale)
        for hit in map(_hit, check(source))
    ]
    yield from sorted(found)


def _hit(hit: Hit | str) -> Hit:
    return Hit(hit) if isinstance(hit, str) else hit


def _verbatim(hit: Hit, message: Message) -> bool:
    """Return whether the evidence stands in the source word for word."""
    return hit.start < hit.end and message.target[hit.start : hit.end] in message.source


@cache
def _checks(
    rules: tuple[str, ...], wanted: str, locale: str
) -> tuple[tuple[str, Callable[[Any], Iterable[Hit | str]]], ...]:
    """Return the rules of one scope that know a locale, with what to call."""
    function = next(f for f, s in SCOPES.items() if s == wanted)
    return tuple((name, getattr(load(name), function)) for name in concerned(rules, wanted, locale))
