"""The catalog has plural messages, and its `Plural-Forms` is missing, broken, or not that of the language.

gettext then picks the wrong form, or none. A header with more forms than the language has is right as long as
every number gets the form that it should.

Bad (fr):
  header: Plural-Forms: nplurals=2; plural=(n != 1);
  source: %d file
  plural: %d files
  target: %d fichier
  forms: %d fichiers

Good (fr):
  header: Plural-Forms: nplurals=2; plural=(n > 1);
  source: %d file
  plural: %d files
  target: %d fichier
  forms: %d fichiers
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kms_i18n import plural, po
from kms_i18n.errors import CatalogError, KmsError
from kms_i18n.messages import said, tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kms_i18n.checks import Corpus

SEVERITY = "error"
LOCALES: tuple[str, ...] = ()

_MOST = 120
_KNOWN = {
    "en": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "km": "nplurals=1; plural=0;",
}
"""What ``plural.forms`` says of these languages, for which its table need not be loaded."""


def check_catalog(corpus: Corpus) -> Iterator[str]:
    """Yield what is wrong with the header; nothing if no message needs it."""
    plurals = corpus.plurals
    header = corpus.catalog.header
    if not plurals or header is None:
        return
    line = po.header_fields(corpus.catalog).get("Plural-Forms", "")
    if not line:
        yield tr("Plural-Forms is missing")
        return
    try:
        found = plural.parse(line)
        forms = [found.index(number) for number in range(_MOST)]
    except CatalogError as error:
        yield tr("Plural-Forms cannot be read: {why}", why=said(error))
        return
    counts = {len(e.targets) for e in plurals if any(e.targets)}
    if counts - {found.count}:
        yield tr(
            "messages have {found} forms; nplurals is {wanted}",
            found=min(counts),
            wanted=found.count,
        )
    usual = _usual(corpus.locale)
    if usual is not None and len(set(zip(forms, usual, strict=True))) != len(set(usual)):
        wrong = next(n for n, (a, b) in enumerate(zip(forms, usual, strict=True)) if a != b)
        yield tr(
            "Plural-Forms gives {number} the form {form}; in {locale} it is {usual}",
            number=wrong,
            form=forms[wrong],
            locale=corpus.locale,
            usual=usual[wrong],
        )


@cache
def _usual(locale: str) -> list[int] | None:
    """Return the form of each number in a language, by gettext's table; None if it is not there."""
    try:
        known = plural.parse(_KNOWN.get(locale) or plural.forms(locale))
    except KmsError:
        return None
    return [known.index(number) for number in range(_MOST)]
