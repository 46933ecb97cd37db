"""The checks: one file per rule, found by its name; a rule detects, a policy decides.

A rule is a module in this folder. Its file name is its id (``_`` reads as ``-``), its docstring
is its page in the reference, with examples that the tests run, and it has three names:

``SEVERITY``
    ``error``, ``warning`` or ``info``.
``LOCALES``
    The languages or locales it knows (``fr``, ``fr_CA``); empty: every one.
``check(message)``
    A generator of ``Hit``, or of a bare sentence about the whole translation.

A rule does not say where it is: document, locale, place, id and severity are added here, so
that no rule can get them wrong. Rules do not import each other.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from kms_i18n import registry
from kms_i18n.checks import _page, _place
from kms_i18n.errors import KmsError
from kms_i18n.mask import masked
from kms_i18n.model import Finding, Severity
from kms_i18n.words import language

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from kms_i18n.model import Catalog, Entry


@dataclass(frozen=True, slots=True)
class Message:
    """What a rule sees: one translation beside the source it was written for."""

    locale: str
    source: str
    """Of a plural message, the form that belongs to this translation."""
    target: str
    entry: Entry
    form: int = 0
    """Which plural form ``target`` is."""
    source_locale: str = "en"

    @property
    def masked_source(self) -> str:
        """The source with code, markup, addresses and placeholders blotted out."""
        return masked(self.source)

    @property
    def masked_target(self) -> str:
        """The translation, masked likewise; offsets are those of ``target``."""
        return masked(self.target)

    @property
    def language(self) -> str:
        """``fr`` for ``fr_CA``."""
        return language(self.locale)

    @property
    def is_editorial(self) -> bool:
        """Whether source and translation are in the same language."""
        return self.language == language(self.source_locale)


class Hit(NamedTuple):
    """What a rule found, and where in the translation."""

    message: str
    """A sentence for the translator; text of the file in it is made safe where it is shown."""
    offset: int = 0
    """Code points from the start of the translation."""
    fix: str | None = None
    """The whole translation as it should be, where that is beyond doubt."""


@runtime_checkable
class Rule(Protocol):
    """What a module in this folder must have."""

    SEVERITY: str
    LOCALES: tuple[str, ...]

    @property
    def check(self) -> Callable[[Message], Iterable[Hit | str]]:
        """Yield what is wrong with one translation; nothing if all is well."""
        ...


def names() -> list[str]:
    """Return the ids of all rules, sorted."""
    return registry.names(sys.modules[__name__])


@cache
def load(name: str) -> Rule:
    """Import one rule. Raises ``KmsError`` if there is none of that name, with the nearest one."""
    try:
        module = registry.load(sys.modules[__name__], name)
    except KeyError:
        raise _unknown(name) from None
    if not isinstance(module, Rule) or not module.__doc__:
        raise TypeError(f"{module.__name__} is no rule: it needs {Rule.__annotations__} and check")
    return module


def severity(name: str) -> Severity:
    """Return how bad the findings of a rule are."""
    return Severity(load(name).SEVERITY)


def page(name: str) -> str:
    """Return a rule's page in Markdown: what it finds, why, and an example of each kind."""
    rule = load(name)
    return _page.page(name, rule.SEVERITY, rule.LOCALES, str(rule.__doc__))


def examples(name: str) -> list[_page.Example]:
    """Return the examples on a rule's page; the bad ones it must find, the good ones it must not."""
    return _page.examples(str(load(name).__doc__))


def reference() -> str:
    """Return the reference of all rules in Markdown."""
    return _page.reference([(name, severity(name), page(name)) for name in names()])


def applies(name: str, locale: str) -> bool:
    """Return whether a rule knows this locale: all, its language, or exactly it."""
    locales = load(name).LOCALES
    return not locales or language(locale) in locales or locale.replace("-", "_") in locales


def inspect(message: Message, rules: Iterable[str]) -> Iterator[tuple[str, Hit]]:
    """Yield what each of ``rules`` finds in one message; rules for other locales say nothing."""
    for name in rules:
        if applies(name, message.locale):
            for hit in load(name).check(message):
                yield name, Hit(hit) if isinstance(hit, str) else hit


def messages(entry: Entry, locale: str, source_locale: str = "en") -> Iterator[Message]:
    """Yield what there is to check in an entry: one message per plural form that has text.

    A stale translation is held against the source that it was written for, so that a source
    that moved on is reported once, as stale, and not again by every rule. Nothing comes of the
    header, of obsolete entries and of forms without text.
    """
    if entry.is_header or entry.obsolete:
        return
    stale = entry.fuzzy and entry.previous_source is not None
    single = entry.previous_source if stale and entry.previous_source else entry.source
    plural = entry.previous_plural if stale else entry.source_plural
    for form, target in enumerate(entry.targets):
        if target.strip():
            first_of_many = form == 0 and len(entry.targets) > 1
            source = single if plural is None or first_of_many else plural
            yield Message(locale, source, target, entry, form, source_locale)


def run(
    entries: Iterable[Entry],
    *,
    catalog: Catalog,
    locale: str = "",
    source_locale: str = "en",
    select: Collection[str] = (),
    ignore: Collection[str] = (),
) -> Iterator[Finding]:
    """Yield the findings of the rules in these entries of a catalog, in the order of the file.

    ``select`` names the rules to run (empty: all), ``ignore`` those to leave out. Fuzzy entries are
    checked too: an encoding error in a draft is an error. Raises ``KmsError`` for an unknown rule.
    """
    rules = [name for name in names() if (not select or name in select) and name not in ignore]
    for name in sorted({*select, *ignore} - set(names())):
        raise _unknown(name)
    rows = _place.lines(catalog)
    for entry in entries:
        document, segment = _reference(entry)
        found: list[Finding] = []
        for message in messages(entry, locale or catalog.locale, source_locale):
            for name, hit in inspect(message, rules):
                line, column = _place.place(rows, entry, message.form, hit.offset)
                found.append(
                    Finding(
                        catalog.path, line, column, name, severity(name), hit.message,
                        message.locale, document, segment,
                    )
                )  # fmt: skip
        yield from sorted(found)


def _reference(entry: Entry) -> tuple[str, str]:
    """Return document and structural path of an entry: those of its first reference."""
    if not entry.references:
        return "", ""
    document, colon, path = entry.references[0].rpartition(":")
    if not colon:
        return path, ""
    return document, "" if path.isdecimal() else path


def _unknown(name: str) -> KmsError:
    from difflib import get_close_matches

    near = get_close_matches(name, names(), 1)
    hint = f"did you mean {near[0]}?" if near else "`kms-i18n check --list` names all rules"
    return KmsError(f"there is no rule called {name!r}", hint=hint)
