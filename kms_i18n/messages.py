"""What the program says, in the reader's language: English, or what a catalog of ours has for it.

The catalogs are PO files under ``kms_i18n/locale/``, read by our own reader. A message is the
English sentence; where a catalog has no finished translation of it, English is shown.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING

from kms_i18n.errors import ConfigError, KmsError, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.resources.abc import Traversable

__all__ = [
    "languages",
    "phrase",
    "preferred",
    "said",
    "speaking",
    "spoken",
    "spoken_as",
    "told",
    "tr",
    "trn",
]

_speaking: ContextVar[str] = ContextVar("language", default="en")


def tr(message: str, /, **values: object) -> str:
    """Return a sentence in the reader's language, with the values in their places.

    Without values there are no places: braces are braces.
    """
    found = _catalog(_speaking.get()).get(message) or message
    return found.format(**values) if values else found


def trn(one: str, many: str, number: int, /, **values: object) -> str:
    """Return ``one`` or the plural ``many`` for a number, which is ``{n}`` in the sentence."""
    from kms_i18n import plural

    spoken = _speaking.get()
    forms = _plurals(spoken).get(one)
    if forms is None:
        found = one if number == 1 else many
    else:
        found = forms[min(plural.parse(_header(spoken)).index(number), len(forms) - 1)]
    return found.format(n=number, **values)


def said(error: KmsError) -> str:
    """Return what is wrong, in the reader's language, without where and what to do."""
    return _filled(error, error.template)


def told(error: KmsError) -> str:
    """Return all of an error in the reader's language; of several problems each."""
    if isinstance(error, ConfigError):
        return "\n".join(map(told, error.problems))
    return error.shown(said(error), _filled(error, error.advice))


def _filled(error: KmsError, text: str) -> str:
    """Return a sentence of an error with its values; without any, braces in it are braces."""
    errors = {n: said(e) for n, e in error.values.items() if isinstance(e, KmsError)}
    return tr(text, **{**error.values, **errors}) if text else ""


@contextmanager
def speaking(locale: str) -> Iterator[None]:
    """Say everything in this language until the block ends."""
    token = _speaking.set(locale)
    try:
        yield
    finally:
        _speaking.reset(token)


def spoken() -> str:
    """Return the language that is being spoken, as a locale."""
    return _speaking.get()


def languages() -> list[str]:
    """Return the languages that the program speaks, sorted."""
    folder = _folder()
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted({"en", *(file.name[:-3] for file in found if file.name.endswith(".po"))})


def preferred(environment: Mapping[str, str]) -> str:
    """Return the language that an environment asks for, of those that the program speaks.

    As GNU gettext does it: LC_ALL, LC_MESSAGES or LANG name a locale, the first that is set; the
    list in LANGUAGE goes before it, unless that locale is C or POSIX. Nothing named: English.
    """
    variables = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next(filter(None, map(environment.get, variables)), "")
    if locale in {"C", "POSIX"}:
        return "en"
    for name in [*environment.get("LANGUAGE", "").split(":"), locale]:
        found = spoken_as(name) if name else None
        if found is not None:
            return found
    return "en"


def spoken_as(locale: str) -> str | None:
    """Return which of the program's languages a locale is: ``fr`` for ``fr_CA.UTF-8``, or None."""
    name = locale.partition(".")[0].partition("@")[0].replace("-", "_")
    language = name.partition("_")[0].lower()
    if language in {"en", "c", "posix"}:
        return "en"
    return next((known for known in languages() if known in {name, language}), None)


def _folder() -> Traversable:
    from importlib.resources import files

    return files("kms_i18n") / "locale"


@cache
def _parsed(locale: str) -> tuple[dict[str, tuple[str, ...]], str]:
    from kms_i18n import po

    file = _folder() / f"{locale}.po"
    if not file.is_file():
        return {}, ""
    catalog = po.parse(file.read_bytes(), file.name, locale)
    done = {e.source: e.targets for e in catalog.live if e.translated and not e.fuzzy}
    return done, po.header_fields(catalog).get("Plural-Forms", "")


def _catalog(locale: str) -> dict[str, str]:
    return {} if locale == "en" else _single(locale)


@cache
def _single(locale: str) -> dict[str, str]:
    return {source: targets[0] for source, targets in _parsed(locale)[0].items()}


def _plurals(locale: str) -> dict[str, tuple[str, ...]]:
    return {} if locale == "en" else _parsed(locale)[0]


def _header(locale: str) -> str:
    return _parsed(locale)[1]
