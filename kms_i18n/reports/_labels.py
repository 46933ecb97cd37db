"""Names that people read in a report: states, languages, places in the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n import states
from kms_i18n.model import State
from kms_i18n.reports._element import element
from kms_i18n.words import language_tag, own_name

if TYPE_CHECKING:
    from kms_i18n.reports._element import Element

STATES = (State.APPROVED, State.TRANSLATED, State.DRAFT, State.STALE, State.UNTRANSLATED)
"""From the best to the worst."""


def chip(state: State) -> Element:
    """Return a state as a word, before which the style puts a sign: colours tell nothing alone."""
    return element("span", states.name(state), class_=f"chip {state.label}")


def narrow(name: str) -> Element:
    """Return what the head of a column says, shown beside each figure where the table is stacked."""
    return element("span", f"{name} ", class_="narrow")


def locale_name(locale: str) -> list[Element | str]:
    """Return a locale as its own name, in its own letters, and its code."""
    name = own_name(locale)
    if not name or name == locale:
        return [locale]
    return [element("span", name, lang=language_tag(locale)), " ", element("code", locale)]


def anchor(document: int, path: str, locale: str = "") -> str:
    """Return the name of a place in the page: of a segment, or of one of its translations."""
    place = f"{document}:{'-'.join(path.split())}"
    return f"{place}:{locale}" if locale else place
