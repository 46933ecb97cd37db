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

import sys
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from kms_i18n import registry
from kms_i18n.checks import _page, _place
from kms_i18n.checks._subject import Corpus, Hit, Message, Source, messages
from kms_i18n.errors import KmsError
from kms_i18n.model import Severity
from kms_i18n.words import language

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from types import ModuleType

    from kms_i18n.model import Finding

__all__ = ["Corpus", "Hit", "Message", "Source", "messages"]

PROFILES = {
    "default": "every rule but those for programs; errors fail",
    "strict": "as default; warnings fail too",
    "documents": "for texts that are read from beginning to end; as default",
    "software": "for the messages of programs: access keys too, no prose style",
}
_STRICT = {"strict"}
_MOST = 50
"""Findings of one rule in one translation; more say nothing new, and a hostile text may hold thousands."""

_SCOPES = {"check": "message", "check_catalog": "catalog", "check_source": "source"}


def names() -> list[str]:
    """Return the ids of all rules, sorted."""
    return registry.names(sys.modules[__name__])


@cache
def _known() -> frozenset[str]:
    """Return the ids of all rules; the folder is read once, not once a rule."""
    return frozenset(names())


@cache
def load(name: str) -> ModuleType:
    """Import one rule. Raises ``KmsError`` if there is none of that name, with the nearest one."""
    if name not in _known():
        raise _unknown(name)
    module = import_module(f"{__name__}.{name.replace('-', '_')}")
    has = [function for function in _SCOPES if hasattr(module, function)]
    if len(has) != 1 or not module.__doc__ or not hasattr(module, "LOCALES"):
        raise TypeError(f"{module.__name__} is no rule: see the docstring of kms_i18n.checks")
    return module


@cache
def severity(name: str) -> Severity:
    """Return how bad the findings of a rule are."""
    return Severity(load(name).SEVERITY)


@cache
def scope(name: str) -> str:
    """Return what a rule looks at: ``message``, ``catalog`` or ``source``."""
    return next(s for function, s in _SCOPES.items() if hasattr(load(name), function))


def locales(name: str) -> tuple[str, ...]:
    """Return the languages or locales that a rule knows; empty: every one."""
    return cast("tuple[str, ...]", load(name).LOCALES)


def page(name: str) -> str:
    """Return a rule's page in Markdown: what it finds, why, and an example of each kind."""
    return _page.page(name, severity(name), locales(name), str(load(name).__doc__))


def examples(name: str) -> list[_page.Example]:
    """Return the examples on a rule's page; the bad ones it must find, the good ones it must not."""
    return _page.examples(str(load(name).__doc__))


def reference() -> str:
    """Return the reference of all rules in Markdown."""
    return _page.reference([(name, severity(name), page(name)) for name in names()])


def fails(severity: Severity, profile: str) -> bool:
    """Return whether a finding of this severity makes ``check`` exit with 1."""
    return severity is Severity.ERROR or (severity is Severity.WARNING and profile in _STRICT)


def applies(name: str, locale: str) -> bool:
    """Return whether a rule knows this locale: all, its language, or exactly it."""
    known = locales(name)
    return not known or language(locale) in known or locale.replace("-", "_") in known


def chosen(
    select: Collection[str] = (), ignore: Collection[str] = (), profile: str = "default"
) -> list[str]:
    """Return the ids of the rules to run, sorted.

    ``select`` names them (empty: all of the profile), ``ignore`` those to leave out. Raises
    ``KmsError`` for an unknown rule or profile.
    """
    known = names()
    for name in sorted({*select, *ignore} - set(known)):
        raise _unknown(name)
    if profile not in PROFILES:
        raise KmsError(
            "there is no profile called {name!r}", hint="Profiles: {known}.",
            name=profile, known=", ".join(sorted(PROFILES)),
        )  # fmt: skip
    wanted = "default" if profile in _STRICT else profile

    def belongs(name: str) -> bool:
        return name in select or (
            not select and wanted in getattr(load(name), "PROFILES", PROFILES)
        )

    return [name for name in known if name not in ignore and belongs(name)]


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
    order = corpus.once(_order)
    found: list[Finding] = []
    count: dict[tuple[str, int], int] = {}
    style: dict[str, list[tuple[int, int, Hit, Message]]] = {}
    for name, hit, message in _hits(corpus, rules):
        if message is None:
            found.append(place.catalog(name, hit))
        elif rolled and rolls_up(name):
            style.setdefault(name, []).append((order[id(message)], hit.start, hit, message))
        elif (shown := count.get((name, id(message)), 0)) < _MOST:
            count[name, id(message)] = shown + 1
            found.append(place.message(name, hit, message))
    for name, rows in style.items():
        *_, hit, message = min(rows, key=lambda row: row[:2])
        found.append(place.style(name, hit, message, len(rows)))
    yield from sorted(found)


def _hits(corpus: Corpus, rules: tuple[str, ...]) -> Iterator[tuple[str, Hit, Message | None]]:
    """Yield every hit in a catalog with its rule and translation; None: the catalog as a whole."""
    found: list[tuple[int, str, Hit, Message]] = []
    order = corpus.once(_order)
    for name, check in _checks(rules, "message", corpus.locale):
        for message in _candidates(name, corpus):
            found += [
                (order[id(message)], name, hit, message)
                for hit in map(_hit, check(message))
                if not _verbatim(hit, message)
            ]
    for _, name, hit, message in sorted(found, key=lambda row: row[0]):
        yield name, hit, message
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


def _order(corpus: Corpus) -> dict[int, int]:
    return {id(message): number for number, message in enumerate(corpus.messages)}


def fixes(corpus: Corpus, rules: Collection[str]) -> Iterator[tuple[Message, Finding]]:
    """Yield every finding that has a safe fix with the translation it is in, style not rolled up."""
    place = _place.Placer(corpus, severity)
    for name, hit, message in _hits(corpus, tuple(rules)):
        if hit.fix is not None and message is not None:
            yield message, place.message(name, hit, message)


def rolls_up(name: str) -> bool:
    """Return whether a rule is a matter of style, of which one line a file is shown."""
    return bool(getattr(load(name), "ROLL_UP", False))


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
    function = next(f for f, s in _SCOPES.items() if s == wanted)
    return tuple(
        (name, getattr(load(name), function))
        for name in rules
        if scope(name) == wanted and applies(name, locale)
    )


def _unknown(name: str) -> KmsError:
    from difflib import get_close_matches

    near = get_close_matches(name, names(), 1)
    hint = "did you mean {near}?" if near else "`kms-i18n check --list` names all rules"
    return KmsError("there is no rule called {name!r}", hint=hint, name=name, near="".join(near))
