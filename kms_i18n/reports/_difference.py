"""How documents and their translations changed, as a page: the two revisions side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n import states
from kms_i18n.messages import tr
from kms_i18n.reports import _changes, _vocabulary
from kms_i18n.reports._element import element
from kms_i18n.reports._labels import STATES, chip, locale_name, narrow
from kms_i18n.words import language_tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kms_i18n.marks import Mark
    from kms_i18n.model import Segment
    from kms_i18n.reports._element import Element
    from kms_i18n.results import Delta, Difference
    from kms_i18n.turnover import Turn, Turnover


def difference(result: Difference) -> Element:
    """Return one document: each change with the old text on the left and the new on the right."""
    title = element("h2", result.document)
    if not result.deltas:
        return element("section", title, element("p", tr("No changes.")))
    counted = element("ul", [element("li", line.strip()) for line in _changes.counted(result)])
    columns = [
        element("th", name, scope="col")
        for name in (tr("text"), result.before, result.after, tr("what it does"))
    ]
    table = element(
        "table",
        element("thead", element("tr", columns)),
        element("tbody", [_delta(delta) for delta in result.deltas]),
        class_="sides",
    )
    frame = element("div", table, class_="scroll", role="region", tabindex=0, aria_label=result.document)  # fmt: skip
    return element("section", title, counted, frame)


def _delta(delta: Delta) -> Element:
    notes = [element("li", note) for note in _changes.notes(delta)]
    effects = [
        element("li", element("code", locale), " ", _vocabulary.effect(word))
        for locale, word in sorted(delta.effects.items())
    ]
    return element(
        "tr",
        element("th", element("code", delta.place), element("span", _changes.named(delta), class_="line"), _former(delta), scope="row"),
        element("td", _side(delta.marks, "-"), _each(delta.old), class_="text", dir="auto"),
        element("td", _side(delta.marks, "+"), _each(delta.new), class_="text", dir="auto"),
        element("td", element("ul", effects + notes, class_="legend") if effects or notes else "–"),
    )  # fmt: skip


def _former(delta: Delta) -> Element | None:
    return element("span", tr("was"), " ", element("code", delta.former), class_="line") if delta.former else None  # fmt: skip


def _each(segments: Sequence[Segment]) -> list[Element]:
    """Return the segments of a side one by one, where there are several."""
    if len(segments) < 2:  # noqa: PLR2004  one is shown by its marks
        return []
    return [
        element("p", element("code", segment.path), " ", segment.text, class_="version")
        for segment in segments
    ]


def _side(marks: Iterable[Mark], sign: str) -> Iterator[Element | str]:
    """Yield one side of a woven text: what both have, and what only this side has, marked."""
    for mark in marks:
        if mark.sign == "=":
            yield mark.text
        elif mark.sign == sign:
            yield element("del" if sign == "-" else "ins", mark.text)


def turnover(result: Turnover, *, texts: bool) -> Element:
    """Return what became of the translations: the sums, and with ``texts`` each one."""
    names = (tr("words to redo"), *map(states.name, STATES))
    columns = [element("th", name, scope="col") for name in (tr("locale"), *names)]
    rows = []
    for locale in result.locales:
        grown = result.sums(locale)
        figures = [f"{grown[s][0]:+d} ({grown[s][1]:+d})" if s in grown else "0" for s in STATES]
        told = zip(names, (str(result.redo(locale)), *figures), strict=True)
        cells = [element("td", narrow(name), figure) for name, figure in told]
        rows.append(element("tr", element("th", locale_name(locale), scope="row"), cells))
    table = element(
        "table",
        element("caption", tr("Texts (source words) that each state gained or lost")),
        element("thead", element("tr", columns)),
        element("tbody", rows),
        class_="stack",
    )
    title = tr("Translations")
    frame = element("div", table, class_="scroll", role="region", tabindex=0, aria_label=title)
    each = [_turn(turn) for turn in result.turns] if texts else []
    return element("section", element("h2", title), frame, each)


def _turn(turn: Turn) -> Element:
    """Return one translation that is not as it was, the source on the left."""
    states_of: list[Element | str] = [chip(turn.new.state) if turn.new else tr("gone")]
    if turn.old and (turn.new is None or turn.new.state is not turn.old.state):
        states_of += [" ", tr("was"), " ", chip(turn.old.state)]
    unit = turn.new or turn.old
    source = unit.segment.text if unit else ""
    text = {"class_": "text", "dir": "auto", "lang": language_tag(turn.locale)}
    return element(
        "article",
        element("h3", element("code", turn.path), " ", locale_name(turn.locale)),
        element("p", states_of, class_="label"),
        element(
            "div",
            element("p", source, class_="text version source", dir="auto"),
            element("p", _side(turn.marks, "-"), **text) if turn.marks else None,
            element("p", _side(turn.marks, "+"), **text) if turn.marks else None,
            class_="versions",
        ),
        class_="segment",
    )  # fmt: skip
