"""Coverage over time as a drawing: inline SVG with title and description, and the same as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n.history import NOTHING
from kms_i18n.messages import tr
from kms_i18n.reports._element import element

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kms_i18n.history import History, Point, Tally
    from kms_i18n.reports._element import Element

WIDTH, HEIGHT = 720, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 96, 16, 40
_DASHES = ("none", "7 4", "2 4", "10 4 2 4", "1 3", "12 3")
_MAX_ROWS = 60


def done(tally: Tally) -> int:
    """Return what is translated: source words, or messages where words were not counted."""
    return tally.words_translated if tally.words else tally.translated


def size(tally: Tally) -> int:
    """Return what there is to translate, in the same measure."""
    return tally.words or tally.total


def plot(history: History) -> Element:
    """Return the lines of translated words per locale under the line of all words there are."""
    points = history.points
    top = max((size(t) for p in points for t in p.tallies.values()), default=0) or 1
    places = [_LEFT + (WIDTH - _LEFT - _RIGHT) * i / max(len(points) - 1, 1) for i in range(len(points))]  # fmt: skip
    locales = history.locales

    def height(value: int) -> float:
        return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * value / top

    scope = [max((size(t) for t in p.tallies.values()), default=0) for p in points]
    lines = [_line(places, [height(v) for v in scope], "scope", "none")]
    ends: list[tuple[float, str, int]] = [(height(scope[-1]), tr("all"), -1)] if points else []
    for index, locale in enumerate(locales):
        values = [height(done(p.tallies.get(locale, NOTHING))) for p in points]
        lines.append(_line(places, values, f"line line-{index % 6}", _DASHES[index % 6]))
        ends.append((values[-1], locale, index % 6))
    return element(
        "svg",
        element("title", tr("Translated words over time"), id="plot-title"),
        element("desc", described(history), id="plot-desc"),
        _grid(top, height),
        _days(points, places),
        lines,
        _names(ends),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        aria_labelledby="plot-title plot-desc",
        class_="plot",
    )


def described(history: History) -> str:
    """Return in a sentence what the drawing shows."""
    if not history.points:
        return tr("No revision touched the sources or catalogs.")
    first, last = history.points[0], history.points[-1]
    sums = ", ".join(f"{name or '-'} {tally.percent:.1f} %" for name, tally in last.tallies.items())
    return tr(
        "{count} revisions from {first} to {last}. Translated at the end: {sums}.",
        count=len(history.points), first=first.date, last=last.date, sums=sums or "0 %",
    )  # fmt: skip


def _line(places: Sequence[float], heights: Sequence[float], name: str, dash: str) -> Element:
    """Return a line in steps: coverage changes with a revision, not between two."""
    steps: list[str] = []
    for index, (x, y) in enumerate(zip(places, heights, strict=True)):
        steps.append(f"M{x:.1f} {y:.1f}" if not index else f"H{x:.1f}V{y:.1f}")
    if len(steps) == 1:
        steps.append(f"H{WIDTH - _RIGHT}")
    return element("path", d="".join(steps), class_=name, stroke_dasharray=dash)


def _grid(top: int, height: object) -> list[Element]:
    """Return the horizontal rules with their figures."""
    assert callable(height)  # noqa: S101  a function of this module
    found: list[Element] = []
    for part in range(5):
        value = round(top * part / 4)
        y = f"{height(value):.1f}"
        found.append(element("line", x1=_LEFT, x2=WIDTH - _RIGHT, y1=y, y2=y, class_="rule"))
        figure = f"{value:,}".replace(",", "\u202f")
        found.append(element("text", figure, x=_LEFT - 8, y=y, class_="figure"))
    return found


def _days(points: Sequence[Point], places: Sequence[float]) -> list[Element]:
    """Return the days under the first and the last revision, and between if there is room."""
    if not points:
        return []
    chosen = sorted({0, (len(points) - 1) // 2, len(points) - 1})
    anchors = {0: "start", len(points) - 1: "end"}
    return [
        element(
            "text", points[i].date, x=f"{places[i]:.1f}", y=HEIGHT - 14,
            class_="day", text_anchor=anchors.get(i, "middle"),
        )
        for i in chosen
    ]  # fmt: skip


def _names(ends: list[tuple[float, str, int]]) -> list[Element]:
    """Return the name beside the end of each line, those of equal lines beside one another."""
    rows: list[tuple[float, list[str], int]] = []
    for y, name, index in sorted(ends, key=lambda end: (end[0], end[2])):
        if rows and y - rows[-1][0] < 14:  # noqa: PLR2004  the height of a name
            rows[-1][1].append(name)
        else:
            rows.append((y, [name], index))
    return [
        element("text", ", ".join(n or "-" for n in names), x=WIDTH - _RIGHT + 8, y=f"{y:.1f}", class_="name")
        for y, names, _ in rows
    ]  # fmt: skip


def table(history: History) -> Element:
    """Return the figures of the drawing; of a long history the newest revisions."""
    head = [tr("day"), tr("revision"), *(name or "-" for name in history.locales)]
    points = history.points[-_MAX_ROWS:]
    rows = [
        element(
            "tr",
            element("td", point.date),
            element("td", element("code", point.commit[:10]), [f" {tag}" for tag in point.tags]),
            [_figures(point.tallies.get(name, NOTHING)) for name in history.locales],
        )
        for point in reversed(points)
    ]
    caption = tr("Translated of all, newest first")
    if len(points) < len(history.points):
        caption += " " + tr("(the last {count} revisions)", count=len(points))
    columns = element("tr", [element("th", name, scope="col") for name in head])
    return element(
        "table", element("caption", caption), element("thead", columns), element("tbody", rows)
    )


def _figures(tally: Tally) -> Element:
    if not tally.total:
        return element("td", "–")
    return element("td", f"{tally.percent:.1f} % · {done(tally)}/{size(tally)}")
