"""For pull requests and job summaries: Markdown that no text of a project can change the shape of."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING, Any

from kms_i18n import states
from kms_i18n.fates import Adoption, Explanation
from kms_i18n.history import NOTHING, History
from kms_i18n.messages import tr, trn
from kms_i18n.model import ChangeClass, ChangeKind, State
from kms_i18n.reports import _accounts, _changes, _summary, _vocabulary
from kms_i18n.reports._labels import STATES
from kms_i18n.reports._literal import cell, literal, table, woven
from kms_i18n.results import (
    CatalogStatus,
    Coverage,
    Difference,
    Differences,
    Files,
    Findings,
    Status,
    Verdict,
)
from kms_i18n.turnover import Turnover
from kms_i18n.worklist import Task, WorkList

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kms_i18n.results import Delta

SHOWS = (
    "Adoption",
    "CatalogStatus",
    "Differences",
    "Explanation",
    "Files",
    "Findings",
    "History",
    "Status",
    "Turnover",
    "Verdict",
    "WorkList",
)


@singledispatch
def render(result: Any) -> str:
    """Return a result as Markdown."""
    raise TypeError(f"no Markdown for {type(result).__name__}")


def _joined(lines: Iterator[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


@render.register
def _(result: Status) -> str:
    """Return a table per document: a row a locale."""
    return _joined(_status(result))


def _status(result: Status) -> Iterator[str]:
    yield "## " + tr("Coverage")
    head = [tr("locale"), tr("translated"), tr("approved"), tr("words left"), *map(states.name, STATES[2:])]  # fmt: skip
    for document in sorted({c.document for c in result.coverages}):
        rows = [c for c in result.coverages if c.document == document]
        segments = trn("{n} text", "{n} texts", sum(rows[0].segments.values()))
        size = trn("{n} word", "{n} words", sum(rows[0].words.values()))
        yield ""
        yield f"{literal(document)}: {segments}, {size}"
        yield ""
        yield from table(head, [_covered(row) for row in rows])
    if result.remarks:
        yield ""
        yield from (f"- {literal(remark)}" for remark in result.remarks)


def _covered(row: Coverage) -> list[str]:
    left = sum(count for state, count in row.words.items() if state < State.TRANSLATED)
    rest = [str(row.segments.get(state, 0)) for state in STATES[2:]]
    shares = (f"{row.share(least):.1f} %" for least in (State.TRANSLATED, State.APPROVED))
    return [cell(row.locale), *shares, str(left), *rest]


@render.register
def _(result: CatalogStatus) -> str:
    """Return a row a catalog."""
    head = [tr("catalog"), tr("translated"), tr("fuzzy"), tr("untranslated"), tr("obsolete")]
    rows = [
        [cell(c.path), cell(c.error[2]), "–", "–", "–"]
        if c.error
        else [cell(c.path), *map(str, (c.translated, c.fuzzy, c.untranslated, c.obsolete))]
        for c in result.catalogs
    ]
    return _joined(table(head, rows))


render.register(Findings, _summary.findings)
render.register(Verdict, _summary.verdict)


@render.register
def _(result: Files) -> str:
    """Return a list item a file."""
    lines = [
        f"- {file.change} {literal(file.path)}" + (f": {literal(file.reason)}" if file.reason else "")
        for file in result.files
    ]  # fmt: skip
    return _joined(iter(lines or [tr("Nothing to write: all is up to date.")]))


@render.register
def _(result: Explanation) -> str:
    """Return a list item per entry that is not simply kept, then the files."""
    accounts = map(_accounts.explained, result.catalogs)
    lines = (line for account in accounts for line in _accounts.written(account))
    return _joined(lines) + render(result.files)


@render.register
def _(result: Adoption) -> str:
    """Return a list item per unit that needs a look, what is left over, and the files."""
    lines = _joined(_accounts.written(_accounts.adopted(result)))
    return lines + (render(result.files) if result.files else "")


@render.register
def _(result: Differences) -> str:
    """Return every document's changes."""
    if not result.differences:
        return tr("No documents to compare.") + "\n"
    parts = [_difference(found, result.form) for found in result.differences]
    if result.turnover:
        parts.append(_joined(_sums(result.turnover)))
    return "\n".join(parts)


@render.register
def _(result: Turnover) -> str:
    """Return a list item a translation that is not as it was, then the sums."""
    lines = [f"## {literal(result.before)} → {literal(result.after)}", ""]
    for turn in result.turns:
        unit = turn.new or turn.old
        lines.append(f"- {literal(turn.path)} {literal(turn.locale)} **{_vocabulary.turn(turn)}**")
        if unit:
            lines.append("  - " + tr("source") + ": " + literal(unit.segment.text))
        if turn.marks:
            lines.append(f"  - {woven(turn.marks)}")
    if not result.turns:
        return _joined(iter([*lines, tr("No translation changed.")]))
    return _joined(iter([*lines, "", *_sums(result)]))


def _sums(result: Turnover) -> Iterator[str]:
    """Yield a table: per locale the words to redo and how much each state grew."""
    head = [tr("locale"), tr("words to redo"), *map(states.name, STATES)]
    rows = []
    for locale in result.locales:
        grown = result.sums(locale)
        figures = [f"{grown[s][0]:+d} ({grown[s][1]:+d})" if s in grown else "0" for s in STATES]
        rows.append([cell(locale), str(result.redo(locale)), *figures])
    yield from table(head, rows)


def _difference(result: Difference, form: str) -> str:
    """Return a list item a change, with its words marked and what it does to each locale."""
    lines = [f"## {literal(result.document)}: {literal(result.before)} → {literal(result.after)}", ""]  # fmt: skip
    if not result.deltas:
        return _joined(iter([*lines, tr("No changes.")]))
    lines += [*_counted(result), ""]
    if form != "stat":
        lines += [line for delta in result.deltas for line in _changed(delta, texts=form == "word")]
    return _joined(iter(lines))


def _counted(result: Difference) -> Iterator[str]:
    """Yield a table: per kind how many changes of which class; then what they do to each locale."""
    rows = [
        [_vocabulary.change(ChangeKind(kind)), str(some.total())]
        + [str(some.get(klass, 0)) for klass in ChangeClass]
        for kind, some in result.kinds().items()
    ]
    head = [tr("change"), tr("all"), *map(_changes.class_name, ChangeClass)]
    yield from table(head, rows)
    for locale, effects in result.effects().items():
        yield ""
        yield f"{literal(locale)}: {', '.join(f'{n} {_vocabulary.effect(effect)}' for effect, n in sorted(effects.items()))}"  # fmt: skip


def _changed(delta: Delta, *, texts: bool) -> Iterator[str]:
    effects = ", ".join(f"{literal(locale)} {_vocabulary.effect(word)}" for locale, word in sorted(delta.effects.items()))  # fmt: skip
    was = " (" + tr("was") + f" {literal(delta.former)})" if delta.former else ""
    head = f"- {literal(delta.place)} **{_changes.named(delta)}**{was}"
    yield f"{head}{': ' if effects else ''}{effects}"
    if texts:
        yield f"  {woven(delta.marks)}"
        if len(delta.old) > 1 or len(delta.new) > 1:
            for word, side in ((tr("was"), delta.old), (tr("now"), delta.new)):
                yield from (f"  - {word} {literal(s.path)}: {literal(s.text)}" for s in side)
    yield from (f"  - {literal(note)}" for note in _changes.notes(delta))


@render.register
def _(result: History) -> str:
    """Return a row a revision, oldest first."""
    head = [tr("day"), tr("revision"), *(cell(name) if name else "–" for name in result.locales)]
    rows = []
    for point in result.points:
        name = " ".join([f"`{point.commit[:10]}`", *map(cell, point.tags)])
        tallies = [point.tallies.get(locale, NOTHING) for locale in result.locales]
        shares = [f"{tally.percent:.1f} %" if tally.total else "–" for tally in tallies]
        rows.append([point.date, name, *shares])
    return _joined(table(head, rows, left=2))


@render.register
def _(result: WorkList) -> str:
    """Return a list item a task."""
    lines = ["## " + trn("{n} text to work on", "{n} texts to work on", len(result.tasks)), ""]
    lines += [line for task in result.tasks for line in _task(task)]
    return _joined(iter(lines if result.tasks else lines[:1]))


def _task(task: Task) -> Iterator[str]:
    size = trn("{n} word", "{n} words", task.row.words)
    yield f"- [ ] {literal(task.rendition.locale)} {literal(task.row.segment.path)} **{_vocabulary.effect(task.todo)}**, {size}, {literal(task.place)}"  # fmt: skip
    yield f"  - {woven(task.rendition.changed) or literal(task.row.segment.text)}"
    for term in task.rendition.terms:
        yield (
            "  - "
            + tr("term")
            + f": {literal(term.term)} → {literal(' | '.join(term.translations))}"
        )
    for note in task.rendition.notes:
        yield f"  - {note.finding.severity}: {literal(note.finding.message)}"
