"""The upper half of the report: verdicts, coverage, the past, and what it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n import checks, states
from kms_i18n.messages import spoken, tr, trn
from kms_i18n.model import State
from kms_i18n.reports import _plot
from kms_i18n.reports._element import element
from kms_i18n.reports._labels import STATES, anchor, locale_name
from kms_i18n.words import language_tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kms_i18n.overview import Overview
    from kms_i18n.reports._element import Element
    from kms_i18n.results import Coverage, Demanded, Reason, Verdict


def head(result: Overview) -> Element:
    """Return the title of the page with its contents."""
    parts = [
        ("verdicts", tr("Release")),
        ("coverage", tr("Coverage")),
        ("history", tr("History")),
        ("states", tr("States")),
        ("texts", tr("Texts")),
        ("provenance", tr("Provenance")),
    ]
    links = [element("li", element("a", name, href=f"#{key}")) for key, name in parts]
    return element(
        "header",
        element("p", tr("Translation report"), class_="kicker"),
        element("h1", result.title, lang=language_tag(result.source_locale), dir="auto"),
        element("nav", element("ul", links), aria_label=tr("Contents")),
    )


# ── (a) the verdicts ─────────────────────────────────────────────────────────────────────────


def verdicts(result: Overview) -> Element:
    """Return every policy's decision, with its reasons as links to the segments."""
    numbers = {sheet.document: index for index, sheet in enumerate(result.sheets)}
    cards = [_verdict(verdict, numbers) for verdict in result.verdicts]
    if not cards:
        cards = [element("p", tr("The configuration names no policy."))]
    return element(
        "section", element("h2", tr("May a release go out?"), id="verdicts"),
        element("div", cards, class_="cards"), aria_labelledby="verdicts",
    )  # fmt: skip


def _verdict(verdict: Verdict, numbers: dict[str, int]) -> Element:
    """Return one policy's card."""
    left: dict[tuple[str, str, str], int] = {}
    for reason in (r for demand in verdict.demands for r in demand.reasons):
        key = (reason.locale, reason.document, reason.segment)
        left[key] = max(reason.words, left.get(key, 0))
    if verdict.passed:
        said = tr("Every demand is met.")
    else:
        said = trn("{n} text to settle, {words} source words", "{n} texts to settle, {words} source words", len(left), words=sum(left.values()))  # fmt: skip
    word = tr("passed") if verdict.passed else tr("refused")
    unmet = [_demand(demand, numbers) for demand in verdict.demands if not demand.met]
    met = [_demand(demand, numbers) for demand in verdict.demands if demand.met]
    return element(
        "article",
        element("h3", element("code", verdict.policy), " ", element("span", word, class_="word")),
        element("p", said),
        element("ul", unmet, class_="demands unmet") if unmet else None,
        element(
            "details",
            element("summary", trn("{n} demand is met", "{n} demands are met", len(met))),
            element("ul", met, class_="demands met"),
        ) if met else None,
        class_=f"card {'passed' if verdict.passed else 'refused'}",
    )  # fmt: skip


def _english(text: str) -> Element | str:
    """Return what a check says, which is English, so that it is read aloud as such."""
    return text if spoken() == "en" else element("span", text, lang="en")


def _demand(demand: Demanded, numbers: dict[str, int]) -> Element:
    """Return one demand; one that is not met opens to its reasons."""
    line: list[Element | str] = [element("code", demand.locale), " ", demand.demand]
    if not demand.reasons:
        return element("li", line)
    reasons = element("ul", [_reason(reason, numbers) for reason in demand.reasons])
    return element("li", element("details", element("summary", line), reasons))


def _reason(reason: Reason, numbers: dict[str, int]) -> Element:
    """Return a reason as a link to its segment, with what helps."""
    name = reason.segment or reason.document or reason.locale
    shown: Element | str = name
    if reason.segment and reason.document in numbers:
        place = anchor(numbers[reason.document], reason.segment, reason.locale)
        shown = element("a", name, href=f"#{place}")
    command = element("code", reason.command) if reason.command else None
    who = [tr("by {who}", who=", ".join(reason.who))] if reason.who else []
    helps = [reason.help, ": " if command else None, command, " " if who else None]
    message = _english(reason.message) if reason.rule in checks.names() else reason.message
    return element("li", shown, " ", message, element("span", helps, who, class_="help"))


# ── (b) coverage ─────────────────────────────────────────────────────────────────────────────


def matrix(result: Overview) -> Element:
    """Return documents × locales: percent of source words, a bar, and the words left."""
    by_cell = {(c.document, c.locale): c for c in result.coverages}
    columns = [element("th", locale_name(name), scope="col") for name in result.locales]
    rows = [
        element(
            "tr",
            element("th", sheet.document, scope="row"),
            [_cell([by_cell[sheet.document, name]]) for name in result.locales],
        )
        for sheet in result.sheets
    ]
    if len(result.sheets) > 1:
        sums = [_cell([c for c in result.coverages if c.locale == n]) for n in result.locales]
        rows.append(element("tr", element("th", tr("all documents"), scope="row"), sums))
    table = element(
        "table",
        element("caption", tr("Share of source words, and words left")),
        element("thead", element("tr", element("td"), columns)),
        element("tbody", rows),
        class_="matrix",
    )
    return element(
        "section", element("h2", tr("Coverage"), id="coverage"), scrolled(table, tr("Coverage table")),
        legend(), aria_labelledby="coverage",
    )  # fmt: skip


def scrolled(table: Element, name: str) -> Element:
    """Return a table in a frame of its own that scrolls, by keyboard too, when it is too wide."""
    return element("div", table, class_="scroll", role="region", tabindex=0, aria_label=name)


def _cell(some: Sequence[Coverage]) -> Element:
    """Return the cell of one locale, over one document or more."""
    words = {state: sum(c.words.get(state, 0) for c in some) for state in STATES}
    total = sum(words.values())

    def share(least: State) -> str:
        count = sum(number for state, number in words.items() if state >= least)
        return f"{(count * 1000 // total) / 10 if total else 100.0:.1f} %"

    left = sum(number for state, number in words.items() if state < State.TRANSLATED)
    return element(
        "td",
        element("span", locale_name(some[0].locale), class_="narrow"),
        element("strong", share(State.TRANSLATED)), " ", tr("translated"),
        bar(words),
        element("span", tr("{share} approved", share=share(State.APPROVED)), class_="line"),
        element("span", trn("{n} word left", "{n} words left", left), class_="line"),
    )  # fmt: skip


def bar(words: dict[State, int]) -> Element:
    """Return a bar of states; the figures stand beside it, so readers of the page aloud skip it."""
    total = sum(words.values()) or 1
    parts: list[Element] = []
    start = 0.0
    for state in STATES:
        width = 100 * words.get(state, 0) / total
        if width:
            parts.append(
                element("rect", x=f"{start:.2f}", y=0, width=f"{width:.2f}", height=8, class_=f"fill-{state.label}")
            )  # fmt: skip
        start += width
    return element(
        "svg", parts, class_="bar", viewBox="0 0 100 8", preserveAspectRatio="none", aria_hidden="true"
    )  # fmt: skip


def legend() -> Element:
    """Return what the colours of the bars mean."""
    return element(
        "ul",
        [
            element(
                "li",
                element("span", class_=f"swatch back-{state.label}", aria_hidden="true"),
                " ", states.name(state),
            )
            for state in STATES
        ],
        class_="legend",
    )  # fmt: skip


# ── (d) the past, (g) the provenance ─────────────────────────────────────────────────────────


def past(result: Overview) -> Element:
    """Return the drawing of coverage over time, and its figures."""
    title = element("h2", tr("History"), id="history")
    history = result.history
    if history is None or not history.points:
        said = tr(
            "No revision of Git holds these texts yet: the curve begins with the first commit."
        )
        return element("section", title, element("p", said), aria_labelledby="history")
    notes = []
    if history.shallow:
        notes.append(element("p", tr("This is a shallow clone: older revisions are missing here."), class_="note"))  # fmt: skip
    figures = element(
        "details",
        element("summary", tr("The figures as a table")),
        scrolled(_plot.table(history), tr("Table of the history")),
    )
    return element(
        "section", title, notes, _plot.figure(history), figures,
        aria_labelledby="history",
    )  # fmt: skip


def provenance(result: Overview) -> Element:
    """Return what the report was made from; no clock, so that the same inputs give the same page."""
    said = {True: tr("as committed"), False: tr("changed since"), None: tr("no revision")}
    rows = [
        element(
            "tr", element("th", o.path, scope="row"),
            element("td", element("code", o.digest[:16])), element("td", said[o.committed]),
        )
        for o in result.origins
    ]  # fmt: skip
    columns = [element("th", name, scope="col") for name in (tr("file"), "SHA-256", tr("state"))]
    table = element(
        "table",
        element("caption", tr("Files read")),
        element("thead", element("tr", columns)),
        element("tbody", rows),
        class_="files",
    )
    revision = element("code", result.revision[:12]) if result.revision else tr("none")
    return element(
        "section",
        element("h2", tr("Provenance"), id="provenance"),
        element(
            "p", tr("Made by"), " ", element("code", f"kms-i18n {result.version}"), " ",
            tr("from the working tree on revision"), " ", revision, ".",
        ),
        scrolled(table, tr("Table of the files")),
        aria_labelledby="provenance",
    )  # fmt: skip
