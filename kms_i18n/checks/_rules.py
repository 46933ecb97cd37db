"""The rules by name: what there are, what each is for, and which are to run."""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, cast

from kms_i18n import registry
from kms_i18n.errors import KmsError
from kms_i18n.model import Severity
from kms_i18n.words import language

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from types import ModuleType

    from kms_i18n.checks._page import Example

PROFILES = {
    "default": "every rule but those for programs; errors fail",
    "strict": "as default; warnings fail too",
    "documents": "for texts that are read from beginning to end; as default",
    "software": "for the messages of programs: access keys too, no prose style",
}
_STRICT = {"strict"}
_FOLDER = __name__.rpartition(".")[0]
SCOPES = {"check": "message", "check_catalog": "catalog", "check_source": "source"}
_LANGUAGES = {"fr", "km"}
_SOURCE = "source-"
# What a name tells need not be imported: a rule for one of these languages alone is named after it,
# one for canonical texts begins with `source-`, and both belong to every profile.


def names() -> list[str]:
    """Return the ids of all rules, sorted."""
    return registry.names(sys.modules[_FOLDER])


@cache
def _known() -> frozenset[str]:
    """Return the ids of all rules; the folder is read once, not once a rule."""
    return frozenset(names())


@cache
def load(name: str) -> ModuleType:
    """Import one rule. Raises ``KmsError`` if there is none of that name, with the nearest one."""
    if name not in _known():
        raise _unknown(name)
    module = import_module(f"{_FOLDER}.{name.replace('-', '_')}")
    has = [function for function in SCOPES if hasattr(module, function)]
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
    if name.startswith(_SOURCE):
        return "source"
    return next(s for function, s in SCOPES.items() if hasattr(load(name), function))


def locales(name: str) -> tuple[str, ...]:
    """Return the languages or locales that a rule knows; empty: every one."""
    return cast("tuple[str, ...]", load(name).LOCALES)


def page(name: str) -> str:
    """Return a rule's page in Markdown: what it finds, why, and an example of each kind."""
    from kms_i18n.checks import _page

    return _page.page(name, severity(name), locales(name), str(load(name).__doc__))


def examples(name: str) -> list[Example]:
    """Return the examples on a rule's page; the bad ones it must find, the good ones it must not."""
    from kms_i18n.checks import _page

    return _page.examples(str(load(name).__doc__))


def reference() -> str:
    """Return the reference of all rules in Markdown."""
    from kms_i18n.checks import _page

    return _page.reference([(name, severity(name), page(name)) for name in names()])


def fails(severity: Severity, profile: str) -> bool:
    """Return whether a finding of this severity makes ``check`` exit with 1."""
    return severity is Severity.ERROR or (severity is Severity.WARNING and profile in _STRICT)


def applies(name: str, locale: str) -> bool:
    """Return whether a rule knows this locale: all, its language, or exactly it."""
    own = name.partition("-")[0]
    known = (own,) if own in _LANGUAGES else locales(name)
    return not known or language(locale) in known or locale.replace("-", "_") in known


def concerned(rules: Iterable[str], wanted: str, locale: str) -> list[str]:
    """Return those of some rules that look at one thing and know a locale; no other is imported."""
    return [
        name
        for name in rules
        if name.startswith(_SOURCE) == (wanted == "source")
        and applies(name, locale)
        and scope(name) == wanted
    ]


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
            "there is no profile called {name!r}",
            hint="Profiles: {known}.",
            name=profile,
            known=", ".join(sorted(PROFILES)),
        )
    wanted = "default" if profile in _STRICT else profile

    def belongs(name: str) -> bool:
        if select or name.startswith(_SOURCE) or name.partition("-")[0] in _LANGUAGES:
            return not select or name in select
        return wanted in getattr(load(name), "PROFILES", PROFILES)

    return [name for name in known if name not in ignore and belongs(name)]


def rolls_up(name: str) -> bool:
    """Return whether a rule is a matter of style, of which one line a file is shown."""
    return bool(getattr(load(name), "ROLL_UP", False))


def _unknown(name: str) -> KmsError:
    from difflib import get_close_matches

    near = get_close_matches(name, names(), 1)
    hint = "did you mean {near}?" if near else "`kms-i18n check --list` names all rules"
    return KmsError("there is no rule called {name!r}", hint=hint, name=name, near="".join(near))
