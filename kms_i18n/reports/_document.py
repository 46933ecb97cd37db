"""A published document as a page: the structure of its source, readable on paper and aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.messages import tr
from kms_i18n.model import Kind
from kms_i18n.reports._element import element
from kms_i18n.words import language_tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kms_i18n.edition import Branch, Edition, Passage
    from kms_i18n.reports._element import Element


def body(result: Edition) -> Element:
    """Return the page's body: a document of its own, or with the source beside each passage."""
    parts = _level(result, result.branches)
    name = "bilingual edition" if result.bilingual else "edition"
    return element("body", element("main", parts), class_=name, data_translated=result.translated)


def _level(result: Edition, branches: Sequence[Branch]) -> list[Element]:
    """Return the passages of one depth, neighbours in one list."""
    found: list[Element] = []
    items: list[Element] = []
    for branch in branches:
        shown, below = _passage(result, branch.passage), _level(result, branch.below)
        if branch.listed:
            items.append(element("li", shown, below))
            continue
        found += _list(items)
        items = []
        found += [shown, *below]
    return found + _list(items)


def _list(items: Sequence[Element]) -> list[Element]:
    # Some screen readers forget a list without visible numbers; the role reminds them.
    return [element("ul", items, role="list", class_="marked")] if items else []


def _passage(result: Edition, passage: Passage) -> Element:
    """Return a passage, in a bilingual edition with the source before it."""
    shown = _text(passage, passage.text, passage.locale, result)
    if not result.bilingual:
        return shown
    original = _text(passage, passage.segment.text, result.source_locale, result, beside=True)
    return element("div", original, shown, class_="pair")


def _text(
    passage: Passage, text: str, locale: str, result: Edition, *, beside: bool = False
) -> Element:
    """Return a text in the element that its kind asks for, with its marker and its language."""
    segment = passage.segment
    marker = element("span", f"{segment.marker} ", class_="marker") if segment.marker else None
    same = language_tag(locale) == language_tag(result.locale) and not beside
    lang = None if same else language_tag(locale)
    name = "p"
    if segment.kind is Kind.TITLE and not beside:
        name = "h1"
    elif segment.kind is Kind.HEADING and not beside:
        name = f"h{min(len(segment.headings) + 1, 6)}"
    waiting = passage.locale != result.locale and not beside
    note = tr("not translated yet") if waiting else None
    shown = element(name, marker, text, lang=lang, dir="auto", title=note, class_="waiting" if waiting else None)  # fmt: skip
    return element("blockquote", shown) if segment.kind is Kind.QUOTE and not beside else shown
