"""Accounts of what a command did with each entry, as rows that a page and Markdown both show."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from kms_i18n.fates import OUTCOMES
from kms_i18n.marks import Mark, marks
from kms_i18n.reports import _changes
from kms_i18n.reports._element import element
from kms_i18n.reports._literal import literal, woven

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kms_i18n.fates import Adopted, Adoption, Explained, Fate
    from kms_i18n.reports._element import Element
    from kms_i18n.results import Files

_MARKED = {"-": "del", "+": "ins"}


class Row(NamedTuple):
    """One entry: where it stands, what became of it, and the texts that show why."""

    place: str
    what: str
    texts: tuple[tuple[str, tuple[Mark, ...]], ...] = ()
    """A name and a text with its words marked, of each."""


class Account(NamedTuple):
    """What became of one catalog or document."""

    title: tuple[str, ...]
    rows: tuple[Row, ...]
    sums: str


def explained(catalog: Explained) -> Account:
    """Return why each entry of a catalog got what it got; those that stayed are counted."""
    rows = tuple(_fate(catalog, fate) for fate in catalog.fates if fate.kind != "same")
    kept = len(catalog.fates) - len(rows)
    sums = f"{kept} text{'s' * (kept != 1)} as before"
    return Account((catalog.locale, catalog.path), rows, sums)


def _fate(catalog: Explained, fate: Fate) -> Row:
    place = " ".join(catalog.places.get(fate.text, ())) or "gone"
    state = catalog.states.get(fate.text, "dropped: it had no translation")
    what = f"{state}: {_changes.reason(fate)}"
    if fate.kind == "edited":
        return Row(place, what, (("text", tuple(marks(fate.sources[0], fate.text))),))
    others = (_text("from", source) for source in fate.sources if source != fate.text)
    return Row(place, what, (_text("text", fate.text), *others))


def adopted(result: Adoption) -> Account:
    """Return what became of a translated document: what is not simply sure, then the sums."""
    rows = [_unit(result, unit) for unit in result.units if unit.outcome in _changes.UNSURE]
    rows += [
        Row(f"{result.file}:{left.line}", "left over", (_text(result.locale, left.text),))
        for left in result.leftovers
    ]
    count = Counter(unit.outcome for unit in result.units)
    sums = [f"{count[name]} {name}" for name in OUTCOMES if count[name]]
    title = result.document, result.locale, result.file
    return Account(title, tuple(rows), ", ".join([*sums, f"{len(result.leftovers)} left over"]))


def _unit(result: Adoption, unit: Adopted) -> Row:
    sure = f" ({unit.confidence:.2f})" if unit.target else ""
    texts = [_text("source", unit.source)]
    if unit.target:
        texts.append(_text(result.locale, unit.target))
    return Row(unit.path, f"{_changes.UNSURE[unit.outcome]}{sure}", tuple(texts))


def _text(name: str, text: str) -> tuple[str, tuple[Mark, ...]]:
    return name, (Mark("=", text),)


# ── forms ────────────────────────────────────────────────────────────────────────────────────


def written(account: Account) -> Iterator[str]:
    """Yield the lines of an account as Markdown."""
    yield f"## {' '.join(map(literal, account.title))}"
    yield ""
    for row in account.rows:
        yield f"- {literal(row.place)} {row.what}"
        yield from (f"  - {literal(name)} {woven(text)}" for name, text in row.texts)
    if account.rows:
        yield ""
    yield account.sums
    yield ""


def section(account: Account) -> Element:
    """Return an account as a part of a page."""
    title = element("h2", " ".join(account.title))
    head = element("tr", [element("th", name, scope="col") for name in ("place", "what", "texts")])
    table = element(
        "table", element("thead", head), element("tbody", map(_row, account.rows)), class_="sides"
    )
    frame = element("div", table, class_="scroll", role="region", tabindex=0, aria_label=" ".join(account.title))  # fmt: skip
    return element("section", title, frame if account.rows else None, element("p", account.sums))


def _row(row: Row) -> Element:
    texts = [
        element("li", element("code", name), " ", element("span", _marked(text), dir="auto"))
        for name, text in row.texts
    ]
    return element(
        "tr",
        element("th", element("code", row.place), scope="row"),
        element("td", row.what),
        element("td", element("ul", texts, class_="legend"), class_="text"),
    )


def _marked(text: tuple[Mark, ...]) -> Iterator[Element | str]:
    for mark in text:
        yield mark.text if mark.sign == "=" else element(_MARKED[mark.sign], mark.text)


def listed(files: Files) -> Element:
    """Return what became of the files as a part of a page."""
    items = [
        element("li", f"{file.change} ", element("code", file.path), file.reason and f": {file.reason}")
        for file in files.files
    ]  # fmt: skip
    return element("section", element("h2", "files"), element("ul", items) if items else element("p", "Nothing to write: all is up to date."))  # fmt: skip
