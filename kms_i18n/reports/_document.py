"""A published document as a page: the structure of its source, readable on paper and aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.messages import tr
from kms_i18n.model import Kind
from kms_i18n.reports._element import element
from kms_i18n.words import language_tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kms_i18n.edition import Edition, Passage
    from kms_i18n.reports._element import Element

_LISTED = (Kind.CLAUSE, Kind.ITEM)


def body(result: Edition) -> Element:
    """Return the page's body: a document of its own, or with the source beside each passage."""
    parts = _level(result, list(result.passages), 0)
    name = "bilingual edition" if result.bilingual else "edition"
    return element("body", element("main", parts), class_=name, data_translated=result.translated)


def title(result: Edition) -> str:
    """Return the document's title in the locale; its path where it has none."""
    first = (p.text for p in result.passages if p.segment.kind is Kind.TITLE)
    return next(first, result.document)


def _level(result: Edition, passages: Sequence[Passage], depth: int) -> list[Element]:
    """Return passages of one depth, those below an item inside it, neighbours in one list."""
    found: list[Element] = []
    items: list[Element] = []
    index = 0
    while index < len(passages):
        passage = passages[index]
        inner = index + 1
        while inner < len(passages) and passages[inner].segment.path.startswith(f"{passage.segment.path}/"):  # fmt: skip
            inner += 1
        below = _level(result, passages[index + 1 : inner], depth + 1)
        index = inner
        if passage.segment.kind in _LISTED:
            items.append(element("li", _passage(result, passage), below))
            continue
        found += _list(items)
        items = []
        found += [_passage(result, passage), *below]
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
