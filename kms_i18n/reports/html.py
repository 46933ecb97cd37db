"""For everybody: one self-contained page that loads nothing and works from a file."""

from __future__ import annotations

from functools import cache, singledispatch
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kms_i18n.edition import Edition
from kms_i18n.fates import Adoption, Explanation
from kms_i18n.history import History
from kms_i18n.messages import spoken, tr
from kms_i18n.overview import Overview
from kms_i18n.reports import _accounts, _difference, _document, _overview, _plot, _segments
from kms_i18n.reports._element import element, page
from kms_i18n.results import Differences
from kms_i18n.turnover import Turnover
from kms_i18n.words import language_tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kms_i18n.reports._element import Element

SHOWS = ("Adoption", "Differences", "Edition", "Explanation", "History", "Overview", "Turnover")


@singledispatch
def render(result: Any) -> str:
    """Return a result as a page."""
    raise TypeError(f"no page for {type(result).__name__}")


@render.register
def _(result: Overview) -> str:
    """Return the whole report: what keeps a release, then where, then every text."""
    body = element(
        "body",
        element("a", tr("Skip to the texts"), href="#texts", class_="skip"),
        _overview.head(result),
        element(
            "main",
            _overview.verdicts(result),
            _overview.matrix(result),
            _overview.past(result),
            _segments.filters(result),
            _segments.heatmap(result),
            _segments.texts(result),
            _overview.provenance(result),
        ),
    )
    title = tr("Translation report") + f": {result.title}"
    return page(spoken(), title, body, asset("page.css"), asset("page.js"))  # fmt: skip


@render.register
def _(result: Differences) -> str:
    """Return how documents changed, and what that does to each locale."""
    parts = [_difference.difference(found) for found in result.differences]
    if result.turnover and result.turnover.turns:
        parts.append(_difference.turnover(result.turnover, texts=False))
    return _plain(tr("What changed"), parts or [element("p", tr("No documents to compare."))])


@render.register
def _(result: Explanation) -> str:
    """Return why each entry got what it got, catalog by catalog."""
    parts = [_accounts.section(_accounts.explained(catalog)) for catalog in result.catalogs]
    return _plain(tr("What changed"), [*parts, _accounts.listed(result.files)])


@render.register
def _(result: Adoption) -> str:
    """Return what became of a translated document."""
    parts = [_accounts.section(_accounts.adopted(result))]
    parts += [_accounts.listed(result.files)] if result.files else []
    return _plain(result.file, parts)


@render.register
def _(result: Turnover) -> str:
    """Return what became of each translation, with the source beside it."""
    title = f"{result.before} → {result.after}"
    if not result.turns:
        return _plain(title, [element("p", tr("No translation changed."))])
    return _plain(title, [_difference.turnover(result, texts=True)])


@render.register
def _(result: History) -> str:
    """Return coverage over time, drawn and as a table."""
    if not result.points:
        return _plain(tr("History"), [element("p", _plot.described(result))])
    table = element(
        "div", _plot.table(result), class_="scroll", role="region", tabindex=0, aria_label=tr("Table of the history"),
    )  # fmt: skip
    return _plain(tr("History"), [_plot.figure(result), table])


@render.register
def _(result: Edition) -> str:
    """Return a document to be published."""
    language = language_tag(result.locale)
    return page(language, result.title, _document.body(result), asset("edition.css"))


def _plain(title: str, parts: Sequence[Element]) -> str:
    """Return a page without filters."""
    body = element("body", element("header", element("h1", title)), element("main", parts))
    return page(spoken(), title, body, asset("page.css"))


@cache
def asset(name: str) -> str:
    """Return a file of the program's own that a page holds."""
    return (files("kms_i18n.reports") / name).read_text(encoding="utf-8")
