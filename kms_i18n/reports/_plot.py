"""Coverage over time as a drawing: inline SVG with title and description, and the same as a table."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kms_i18n.history import NOTHING
from kms_i18n.messages import tr
from kms_i18n.reports._element import element
from kms_i18n.reports._labels import narrow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kms_i18n.history import History, Point, Tally
    from kms_i18n.reports._element import Element

WIDTH, HEIGHT = 720, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 96, 16, 40
_DASHES = ("none", "7 4", "2 4", "10 4 2 4", "1 3", "12 3")
_STEPS = 4
_NEAR = 0.06
_MAX_ROWS = 60


def done(tally: Tally) -> int:
    """Return what is translated: source words, or messages where words were not counted."""
    return tally.words_translated if tally.words else tally.translated


def size(tally: Tally) -> int:
    """Return what there is to translate, in the same measure."""
    return tally.words or tally.total


def plot(history: History) -> Element:
    """Return the drawing with its figures and names in it, to stand alone."""
    points = history.points
    ends = [(heights, name) for _, name, heights in _curves(history)]
    right, bottom = WIDTH - _RIGHT, HEIGHT - _BOTTOM
    lines = [_line(history, curve, _LEFT, _TOP, right, bottom) for curve in _curves(history)]
    grid: list[Element] = []
    for part, figure in enumerate(_figures_of_axis(history)):
        y = bottom - (bottom - _TOP) * part / _STEPS
        grid.append(
            element("line", x1=_LEFT, x2=right, y1=f"{y:.1f}", y2=f"{y:.1f}", class_="rule")
        )
        grid.append(element("text", figure, x=_LEFT - 8, y=f"{y:.1f}", class_="figure"))
    days = [
        element(
            "text",
            day,
            x=f"{_LEFT + (right - _LEFT) * place:.1f}",
            y=HEIGHT - 14,
            text_anchor=anchor,
        )
        for day, place, anchor in _days(points)
    ]
    names = [
        element(
            "text", name, x=right + 8, y=f"{bottom - (bottom - _TOP) * height:.1f}", class_="name"
        )
        for height, name in _apart([(heights[-1], name) for heights, name in ends if heights])
    ]
    return _drawing(history, [*grid, *days, *lines, *names], WIDTH, HEIGHT)  # fmt: skip


def figure(history: History) -> Element:
    """Return the drawing for a page: its words stand beside it as text, which never shrinks."""
    rules = [
        element("line", x1=0, x2=1000, y1=250 * part, y2=250 * part, class_="rule")
        for part in range(_STEPS + 1)
    ]
    curves = list(_curves(history))
    lines = [_line(history, curve, 0, 0, 1000, 1000) for curve in curves]
    figures = [element("span", value) for value in reversed(_figures_of_axis(history))]
    days = [element("span", day) for day, _, _ in _days(history.points)]
    last = history.points[-1].tallies
    keys = [
        element(
            "li",
            element(
                "svg",
                element("line", x1=0, x2=36, y1=6, y2=6, class_=name, stroke_dasharray=_dash(name)),
                viewBox="0 0 36 12",
                width=36,
                height=12,
                aria_hidden="true",
            ),
            " ",
            label,
            f" {last[label].percent:.1f} %" if label in last else "",
        )
        for name, label, _ in curves
    ]
    return element(
        "figure",
        element("div", figures, class_="axis", aria_hidden="true"),
        _drawing(history, [*rules, *lines], 1000, 1000, stretched=True),
        element("div", days, class_="days", aria_hidden="true"),
        element("ul", keys, class_="legend"),
        class_="past",
    )  # fmt: skip


def _drawing(
    history: History,
    children: Sequence[Element],
    width: int,
    height: int,
    *,
    stretched: bool = False,
) -> Element:
    """Return an SVG with its title and its description for those who do not see it."""
    return element(
        "svg",
        element("title", tr("Translated words over time"), id="plot-title"),
        element("desc", described(history), id="plot-desc"),
        children,
        xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {width} {height}", role="img",
        preserveAspectRatio="none" if stretched else None,
        aria_labelledby="plot-title plot-desc", class_="plot",
    )  # fmt: skip


def _top(history: History) -> int:
    return max((size(t) for p in history.points for t in p.tallies.values()), default=0) or 1


def _curves(history: History) -> Iterator[tuple[str, str, list[float]]]:
    """Yield class, name and heights (0 to 1) of each line: what there is, then each locale."""
    top = _top(history)
    scope = [max((size(t) for t in p.tallies.values()), default=0) / top for p in history.points]
    yield "scope", tr("all"), scope
    for index, locale in enumerate(history.locales):
        values = [done(p.tallies.get(locale, NOTHING)) / top for p in history.points]
        yield f"line line-{index % len(_DASHES)}", locale or "-", values


def _dash(name: str) -> str:
    return "none" if name == "scope" else _DASHES[int(name[-1])]


def _figures_of_axis(history: History) -> list[str]:
    """Return the figures beside the rules, from the lowest."""
    top = _top(history)
    return [f"{round(top * part / _STEPS):,}".replace(",", "\u202f") for part in range(_STEPS + 1)]


def _days(points: Sequence[Point]) -> list[tuple[str, float, str]]:
    """Return day, place (0 to 1) and alignment of the first and the last revision."""
    if not points:
        return []
    last = [(points[-1].date, 1.0, "end")] if points[-1].date != points[0].date else []
    return [(points[0].date, 0.0, "start"), *last]


def _places(points: Sequence[Point]) -> list[float]:
    """Return where each revision stands between the first (0) and the last (1) day.

    Revisions of a single day stand at equal distances. A clock that went back moves nothing back.
    """
    days = [date.fromisoformat(point.date).toordinal() for point in points]
    for index in range(1, len(days)):
        days[index] = max(days[index], days[index - 1])
    if not days or days[0] == days[-1]:
        return [index / max(len(days) - 1, 1) for index in range(len(days))]
    return [(day - days[0]) / (days[-1] - days[0]) for day in days]


def _apart(ends: Sequence[tuple[float, str]]) -> list[tuple[float, str]]:
    """Return the names at the ends of the lines, those of lines that end together in one."""
    rows: list[tuple[float, str]] = []
    for height, name in sorted(ends, key=lambda end: end[0]):
        if rows and height - rows[-1][0] < _NEAR:
            rows[-1] = (rows[-1][0], f"{rows[-1][1]}, {name}")
        else:
            rows.append((height, name))
    return rows


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


def _line(
    history: History,
    curve: tuple[str, str, list[float]],
    left: int,
    top: int,
    right: int,
    bottom: int,
) -> Element:
    """Return a line in steps: coverage changes with a revision, not between two."""
    name, _, heights = curve
    steps: list[str] = []
    for place, height in zip(_places(history.points), heights, strict=True):
        x = f"{left + (right - left) * place:.1f}"
        y = f"{bottom - (bottom - top) * height:.1f}"
        steps.append(f"H{x}V{y}" if steps else f"M{x} {y}")
    if len(steps) == 1:
        steps.append(f"H{right}")
    return element("path", d="".join(steps), class_=name, stroke_dasharray=_dash(name))


def table(history: History) -> Element:
    """Return the figures of the drawing; of a long history the newest revisions."""
    head = [tr("day"), tr("revision"), *(name or "-" for name in history.locales)]
    points = history.points[-_MAX_ROWS:]
    rows = [
        element(
            "tr",
            element("td", point.date),
            element("td", element("code", point.commit[:10]), [f" {tag}" for tag in point.tags]),
            [_figures(name, point.tallies.get(name, NOTHING)) for name in history.locales],
        )
        for point in reversed(points)
    ]
    caption = tr("Translated of all, newest first")
    if len(points) < len(history.points):
        caption += " " + tr("(the last {count} revisions)", count=len(points))
    columns = element("tr", [element("th", name, scope="col") for name in head])
    return element(
        "table", element("caption", caption), element("thead", columns), element("tbody", rows),
        class_="stack",
    )  # fmt: skip


def _figures(name: str, tally: Tally) -> Element:
    figures = f"{tally.percent:.1f} % · {done(tally)}/{size(tally)}" if tally.total else "–"
    return element("td", narrow(name or "-"), figures)
