"""The lower half of the report: filters, the map of states, and every text side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n import states
from kms_i18n.messages import tr, trn
from kms_i18n.reports._element import element
from kms_i18n.reports._labels import STATES, anchor, chip, locale_name
from kms_i18n.reports._overview import scrolled
from kms_i18n.text import abbreviate, clusters, codepoint
from kms_i18n.words import language_tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kms_i18n.marks import Mark
    from kms_i18n.overview import Note, Overview, Rendition, Row, Sheet
    from kms_i18n.reports._element import Element

_LONGEST = 48
"""Terminal cells of a text in the map of states."""
_MANY = 100
"""From so many texts on a browser lays out only those that are looked at."""


# ── (f) the filters ──────────────────────────────────────────────────────────────────────────


def filters(result: Overview) -> Element:
    """Return the controls that choose what is shown; hidden where no script runs."""
    boxes = [_box("state", state.label, [states.name(state)]) for state in STATES]
    locales = [_box("locale", name, locale_name(name)) for name in result.locales]
    documents = [
        element("option", sheet.document, value=str(index))
        for index, sheet in enumerate(result.sheets)
    ]
    chosen = element(
        "label", tr("Document"), " ",
        element("select", element("option", tr("all"), value=""), documents, id="document"),
    )  # fmt: skip
    return element(
        "search",
        element("fieldset", element("legend", tr("State")), boxes),
        element("fieldset", element("legend", tr("Language")), locales),
        element(
            "div",
            chosen if len(documents) > 1 else None,
            element("label", tr("Text"), " ", element("input", type="search", id="text")),
            element("label", element("input", type="checkbox", id="findings"), " ", tr("with findings only")),
            element("button", tr("Show all"), type="button", id="reset"),
            element("output", id="count", aria_live="polite", data_of=tr("{shown} of {all} texts shown", shown="%s", all="%a")),
            class_="line",
        ),
        id="filters", hidden=True, aria_label=tr("Filters"),
    )  # fmt: skip


def _box(kind: str, value: str, name: Sequence[Element | str]) -> Element:
    box = element("input", type="checkbox", name=kind, value=value, checked=True)
    return element("label", box, " ", name)


# ── (c) the map of states ────────────────────────────────────────────────────────────────────


def heatmap(result: Overview) -> Element:
    """Return segments × locales, a state's word in each cell, every cell a link to the text."""
    columns = [element("th", locale_name(name), scope="col") for name in result.locales]
    body = [
        element(
            "tbody",
            element("tr", element("td", sheet.document, colspan=len(columns) + 1, class_="group")) if len(result.sheets) > 1 else None,
            [_mapped(number, row, result) for row in sheet.rows],
        )
        for number, sheet in enumerate(result.sheets)
    ]  # fmt: skip
    table = element(
        "table",
        element("caption", tr("The state of every text in every language")),
        element("thead", element("tr", element("th", tr("text"), scope="col"), columns)),
        body,
        class_="heat",
    )
    return element(
        "section", element("h2", tr("States"), id="states"), scrolled(table, tr("Table of states")),
        aria_labelledby="states",
    )  # fmt: skip


def _mapped(number: int, row: Row, result: Overview) -> Element:
    """Return the row of one segment."""
    name = element(
        "th",
        element("code", row.segment.path), " ",
        element(
            "span", abbreviate(" ".join(row.segment.text.split()), _LONGEST), class_="begins",
            lang=language_tag(result.source_locale), dir="auto",
        ),
        scope="row",
    )  # fmt: skip
    cells = [
        element(
            "td",
            element("a", chip(r.state), href=f"#{anchor(number, row.segment.path, r.locale)}"),
            class_=f"cell {r.state.label}", data_locale=r.locale,
        )
        for r in row.renditions
    ]  # fmt: skip
    return element("tr", name, cells, data_row=anchor(number, row.segment.path))


# ── (e) side by side ─────────────────────────────────────────────────────────────────────────


def texts(result: Overview) -> Element:
    """Return every segment with its source and each translation beside it."""
    sheets: list[Element] = []
    for number, sheet in enumerate(result.sheets):
        title = element("h3", sheet.document)
        rows = [_segment(number, sheet, row, result.source_locale) for row in sheet.rows]
        sheets.append(element("div", title, rows, class_="sheet"))
    many = sum(len(sheet.rows) for sheet in result.sheets) > _MANY
    return element(
        "section", element("h2", tr("Texts"), id="texts"), sheets, aria_labelledby="texts",
        class_="many" if many else None,
    )  # fmt: skip


def _segment(number: int, sheet: Sheet, row: Row, source: str) -> Element:
    """Return one segment: its name and place, the source, and each language."""
    segment = row.segment
    place = anchor(number, segment.path)
    facts = [segment.kind, trn("{n} word", "{n} words", row.words), f"{sheet.document}:{row.line}"]
    original = element(
        "div",
        element("p", locale_name(source), " ", tr("source"), class_="label"),
        element("p", segment.text, lang=language_tag(source), dir="auto", class_="text"),
        class_="version source",
    )
    return element(
        "article",
        element(
            "h4", element("a", element("code", segment.path), href=f"#{place}"), " ",
            element("span", " · ".join(facts), class_="facts"),
        ),
        element("div", original, [_version(number, row, r, source) for r in row.renditions], class_="versions"),
        id=place, class_="segment", data_document=str(number),
    )  # fmt: skip


def _version(number: int, row: Row, shown: Rendition, source: str) -> Element:
    """Return a segment in one language: state, text, what changed, findings, approvals, place."""
    tag = language_tag(shown.locale)
    if shown.targets:
        texts = [
            element("p", _noted(text, form, shown.notes), lang=tag, dir="auto", class_="text")
            for form, text in enumerate(shown.targets)
        ]
    else:
        texts = [element("p", tr("not translated yet"), class_="text none")]
    place = f"{shown.catalog}:{shown.line}" if shown.line else shown.catalog
    return element(
        "div",
        element("p", locale_name(shown.locale), " ", chip(shown.state), class_="label"),
        texts,
        _changed(shown, source) if shown.changed else None,
        element("ul", [_finding(note, shown) for note in shown.notes], class_="findings") if shown.notes else None,
        [
            element("p", tr("approved by {who} on {day} ({kind})", who=a.reviewer, day=a.date, kind=a.kind), class_="approval")
            for a in shown.approvals
        ],
        element("p", place, class_="place"),
        id=anchor(number, row.segment.path, shown.locale), class_="version",
        data_locale=shown.locale, data_state=shown.state.label, data_findings=bool(shown.notes),
    )  # fmt: skip


def _changed(shown: Rendition, source: str) -> Element:
    """Return the source with its words marked since the translation was approved, else made."""
    label = tr("The source since this translation:")
    if shown.precedent:
        who, day = shown.precedent.reviewer, shown.precedent.date
        label = tr("The source since {who} approved it on {day}:", who=who, day=day)
    return element(
        "div",
        element("p", label, class_="label"),
        element("p", woven(shown.changed), lang=language_tag(source), dir="auto", class_="text"),
        class_="changed",
    )


def woven(marks: Sequence[Mark]) -> Iterator[Element | str]:
    """Yield a text with what was left out and what came in, for eyes and for screen readers."""
    for mark in marks:
        if mark.sign == "=":
            yield mark.text
        else:
            yield element("del" if mark.sign == "-" else "ins", mark.text)


def _noted(text: str, form: int, notes: Sequence[Note]) -> Iterator[Element | str]:
    """Yield a translation with the characters that findings are about marked, code points on hover."""
    places = {n.offset for n in notes if n.form == form and n.offset is not None}
    position = 0
    for cluster in clusters(text) if places else [text]:
        end = position + len(cluster)
        if places and any(position <= place < end for place in places):
            yield element("mark", cluster, title=_named(cluster))
        else:
            yield cluster
        position = end


def _finding(note: Note, shown: Rendition) -> Element:
    """Return what a check found, and which characters it is about."""
    found = note.finding
    about: list[Element | str] = []
    if note.offset is not None and note.form < len(shown.targets):
        position = 0
        for cluster in clusters(shown.targets[note.form]):
            position += len(cluster)
            if position > note.offset:
                here = element("span", cluster, lang=language_tag(shown.locale))
                about = [" ", here, " ", element("code", _named(cluster), class_="points")]
                break
    return element(
        "li", element("strong", found.severity), " ", found.message, " ",
        element("code", found.rule), about, element("span", f"{found.path}:{found.line}:{found.column}", class_="place"),
        class_=found.severity,
    )  # fmt: skip


def _named(cluster: str) -> str:
    """Return the code points of a cluster: ``U+1781 U+17D2 U+1798``."""
    return " ".join(map(codepoint, cluster))
