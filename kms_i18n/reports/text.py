"""For people at a terminal: aligned columns, every text made safe to show."""

from __future__ import annotations

import re
from collections import Counter
from functools import singledispatch
from typing import TYPE_CHECKING, Any

from kms_i18n import states
from kms_i18n.credits import Credits
from kms_i18n.fates import Adoption, Explanation
from kms_i18n.history import NOTHING, History
from kms_i18n.messages import tr, trn
from kms_i18n.model import State
from kms_i18n.reports import _changes, _work
from kms_i18n.results import (
    Audit,
    CatalogStatus,
    Coverage,
    Demanded,
    Difference,
    Differences,
    Files,
    Findings,
    Reason,
    Repairs,
    Review,
    Status,
    Terms,
    Verdict,
    Verification,
)
from kms_i18n.text import abbreviate, cells, codepoint, pad, safe_line
from kms_i18n.turnover import Turnover
from kms_i18n.worklist import WorkList

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


_STATES = (State.APPROVED, State.TRANSLATED, State.DRAFT, State.STALE, State.UNTRANSLATED)

_COMMANDS = ("::", "##", "%%", "section_")
_UNSEEN = re.compile("[^\\S\n]|[\u00ad\u200b-\u200f\u2060\ufeff]")


@singledispatch
def render(result: Any) -> str:
    """Return a result as lines of text."""
    raise TypeError(f"no text form for {type(result).__name__}")


@render.register
def _status(result: Status) -> str:
    """Return one table per document: a row a locale."""
    lines: list[str] = []
    for document in sorted({c.document for c in result.coverages}):
        rows = [c for c in result.coverages if c.document == document]
        segments, words = sum(rows[0].segments.values()), sum(rows[0].words.values())
        size = trn("{n} segment", "{n} segments", segments) + ", " + trn("{n} word", "{n} words", words)  # fmt: skip
        lines += [f"{safe_line(document)}: {size}", ""]
        header = [tr("locale"), tr("translated"), tr("approved"), *map(states.name, reversed(_STATES[2:]))]  # fmt: skip
        if any(row.target for row in rows):
            header += [tr("target words"), tr("characters")]
        lines += _table([header, *map(_row, rows)])
        lines.append("")
    notes = [f"note: {safe_line(remark)}" for remark in result.remarks]
    return "\n".join([*(lines[:-1] or [tr("no documents")]), *notes]) + "\n"


@render.register
def _files(result: Files) -> str:
    """Return a line per file that changed, would change or was refused."""
    lines = [
        _done(file.change, safe_line(file.path))
        + (f": {safe_line(file.reason)}" if file.reason else "")
        for file in result.files
    ]
    return "".join(f"{line}\n" for line in lines or [tr("nothing to write: all is up to date")])


def _done(change: str, path: str) -> str:
    """Return what became of a file, or would."""
    if change == "written":
        return tr("wrote {path}", path=path)
    if change == "would write":
        return tr("would write {path}", path=path)
    return tr("refused {path}", path=path) if change == "refused" else f"{change} {path}"


@render.register
def _explanation(result: Explanation) -> str:
    """Return a paragraph per entry that is not simply kept: its state, why, and from which text."""
    lines = [line for catalog in result.catalogs for line in _changes.explained(catalog)]
    return "".join(f"{line}\n" for line in lines) + render(result.files)


@render.register
def _adoption(result: Adoption) -> str:
    """Return a paragraph per unit that needs a look, what is left over, the sums, and the files."""
    lines = _changes.adopted(result)
    files = render(result.files) if result.files else ""
    return "".join(f"{line}\n" for line in lines) + files


def _row(coverage: Coverage) -> list[str]:
    """Return the cells of one locale: percent of words and segments, then segments per state."""
    total = sum(coverage.segments.values())

    def done(least: State) -> str:
        count = sum(n for s, n in coverage.segments.items() if s >= least)
        return f"{coverage.share(least):5.1f} %  {count}/{total}"

    rest = [str(coverage.segments.get(s, 0)) for s in reversed(_STATES[2:])]
    name = coverage.locale + (" (" + tr("editorial") + ")" if coverage.role == "editorial" else "")
    if long := coverage.target:
        rest += [f"{'~' * long.estimated}{long.words}", str(long.characters)]
    return [name, done(State.TRANSLATED), done(State.APPROVED), *rest]


def _table(rows: Sequence[Sequence[str]], left: int = 1) -> list[str]:
    """Return rows as aligned columns, the first ``left`` to the left and the others to the right."""
    widths = [max(cells(row[i]) for row in rows) for i in range(len(rows[0]))]
    return [
        ("  " + "  ".join(pad(c, w, right=i >= left) for i, (c, w) in enumerate(zip(row, widths, strict=True)))).rstrip()
        for row in rows
    ]  # fmt: skip


@render.register
def _catalogs(result: CatalogStatus) -> str:
    """Return one row a catalog, in the order they were named, and their sum."""
    rows = [[tr("catalog"), tr("translated"), tr("fuzzy"), tr("untranslated"), tr("obsolete")]]
    with_words = any(count.words for count in result.catalogs)
    if with_words:
        rows[0] += [tr("words translated"), tr("fuzzy"), tr("untranslated")]
    total = [0] * (len(rows[0]) - 1)
    errors: list[str] = []
    for count in result.catalogs:
        if count.error:
            line, column, message = count.error
            place = f"{count.path}:{line}:{column}" if line else count.path
            errors.append(f"{safe_line(place)}: {safe_line(message)}")
            continue
        numbers = [*count[1:5], *(count.words or ())]
        total = [a + b for a, b in zip(total, numbers, strict=True)]
        rows.append([safe_line(count.path), *map(str, numbers)])
    if len(result.catalogs) > 1:
        rows.append([trn("{n} catalog", "{n} catalogs", len(rows) - 1), *map(str, total)])
    return "\n".join([*_table(rows), *errors]) + "\n"


@render.register
def _findings(result: Findings) -> str:
    """Return one line a finding, as compilers do, then what became of waivers, and the sum."""
    lines = [
        f"{_file(f.path)}:{f.line}:{f.column}: {f.severity}: {safe_line(f.message)} [{f.rule}]"
        + (f" ({safe_line(f.segment)})" if f.segment else "")
        for f in result.findings
    ]
    lines += [tr("note: {text}", text=safe_line(remark)) for remark in result.remarks]
    catalogs = trn("{n} catalog", "{n} catalogs", result.checked)
    if result.findings:
        said = trn("{n} finding in {catalogs}", "{n} findings in {catalogs}", len(result.findings), catalogs=catalogs)  # fmt: skip
    else:
        said = tr("no findings in {catalogs}", catalogs=catalogs)
    passed = [
        text
        for number, text in (
            (result.waived, tr("{n} waived", n=result.waived)),
            (result.known, tr("{n} in the baseline", n=result.known)),
        )
        if number
    ]
    lines.append(said + (f" ({', '.join(passed)})" if passed else ""))
    return "\n".join(lines) + "\n"


@render.register
def _repairs(result: Repairs) -> str:
    """Return one line a fix, with the code points of what cannot be seen."""
    lines = [
        f"{_file(r.finding.path)}:{r.finding.line}:{r.finding.column}: {r.finding.rule}: "
        f"{_points(r.old)} -> {_points(r.new)}"
        for r in result.repairs
    ]
    files = trn("{n} catalog", "{n} catalogs", len({r.finding.path for r in result.repairs}))
    count = len(result.repairs)
    if not lines:
        lines.append(tr("nothing to fix"))
    elif result.written:
        lines.append(trn("{n} fix made in {catalogs}", "{n} fixes made in {catalogs}", count, catalogs=files))  # fmt: skip
    else:
        lines.append(trn("{n} fix to make in {catalogs}", "{n} fixes to make in {catalogs}", count, catalogs=files))  # fmt: skip
    return "\n".join(lines) + "\n"


@render.register
def _terms(result: Terms) -> str:
    """Return one row a term: its locale, how often the source has it, and what is said for it."""
    rows = [[tr("locale"), tr("segments"), tr("term"), "", tr("translations")]]
    for row in result.terms:
        said = " | ".join(row.translations) + (f"  ({row.note})" if row.note else "")
        rows.append(
            [row.locale, str(row.count), safe_line(row.term), row.confidence, safe_line(said)]
        )
    widths = [max(cells(row[i]) for row in rows) for i in range(4)]
    lines = ["  ".join([*map(pad, row[:4], widths), row[4]]).rstrip() for row in rows]
    return "\n".join(lines if result.terms else [tr("no terms")]) + "\n"


def _file(path: str) -> str:
    """Return a path as the beginning of a line, which no CI system takes for a command."""
    shown = safe_line(path)
    return f"./{shown}" if shown.lstrip().startswith(_COMMANDS) else shown


def _points(text: str) -> str:
    """Return a text in quotes, blanks and invisible characters as code points, Khmer with its own."""
    shown = _UNSEEN.sub(lambda found: f"<{codepoint(found[0])}>", text)
    khmer = [codepoint(c) for c in text if "\u1780" <= c <= "\u17ff"]
    return f'"{safe_line(shown)}"' + (f" ({' '.join(khmer)})" if khmer else "")


@render.register
def _verdict(result: Verdict) -> str:
    """Return the decision first, then each demand, then the reasons of those not met."""
    if result.passed:
        lines = [tr("gate {policy}: passed", policy=result.policy), ""]
    else:
        lines = [tr("gate {policy}: refused", policy=result.policy), ""]
    signs = {True: tr("ok"), False: tr("refused")}
    width = max(map(cells, signs.values()))
    for demand in result.demands:
        lines.append(
            f"  {pad(signs[demand.met], width)}  {demand.locale}  {safe_line(demand.demand)}"
        )
        lines += _reasons(demand)
    if not result.passed:
        lines += ["", *_left(result)]
    for override in result.overrides:
        lines.append(
            tr(
                "override: {place} until {day} by {person}: {reason}",
                place=safe_line(f"{override.locale} {override.place}"), day=safe_line(override.until),
                person=safe_line(override.person), reason=safe_line(override.reason),
            )
        )  # fmt: skip
    lines += [tr("note: {text}", text=safe_line(note)) for note in result.notes]
    return "\n".join(lines) + "\n"


def _left(result: Verdict) -> Iterator[str]:
    """Yield what is left to do: by locale, with the kinds of work in it, then the sum."""
    left = result.left()
    for locale, (segments, words) in left.items():
        kinds = Counter(
            reason.message if reason.words else tr("findings")
            for reason in result.reasons
            if reason.locale == locale
        )
        work = ", ".join(f"{count} × {safe_line(kind)}" for kind, count in sorted(kinds.items()))
        size = trn("{n} segment, {words} source words", "{n} segments, {words} source words", segments, words=words)  # fmt: skip
        yield f"  {locale}  {size}: {work}"
    total = [sum(some) for some in zip(*left.values(), strict=True)]
    yield trn(
        "{n} segment to settle, {words} source words over all locales",
        "{n} segments to settle, {words} source words over all locales",
        total[0], words=total[1],
    )  # fmt: skip


def _reasons(demand: Demanded) -> Iterator[str]:
    """Yield the reasons of one demand: the place, what is wrong, what helps, and who can."""
    for reason in demand.reasons:
        place = f"{reason.path}:{reason.line}" if reason.line else reason.path
        yield f"      {safe_line(place)}: {safe_line(_named(reason))}: {safe_line(reason.message)}"
        who = f" ({', '.join(reason.who)})" if reason.who else ""
        yield f"          -> {safe_line(reason.command or reason.help)}{safe_line(who)}"


@render.register
def _review(result: Review) -> str:
    """Return one paragraph a segment: where it is, since when it changed, source and translation."""
    lines: list[str] = []
    for item in result.waiting:
        since = tr("changed since you approved it on {day}", day=item.since) if item.since else tr("new to you")  # fmt: skip
        place = f"{item.path}:{item.line}"
        lines.append(f"{item.locale}  {safe_line(item.segment)}  {safe_line(place)}  {since}")
        lines.append("    " + "".join(_marked(m.sign, m.text) for m in item.source))
        lines += ["    " + "".join(_marked(m.sign, m.text) for m in item.target), ""]
    words = sum(item.words for item in result.waiting)
    lines.append(
        trn(
            "{n} segment ({words} source words) waits for a {kind} approval of {reviewer}",
            "{n} segments ({words} source words) wait for a {kind} approval of {reviewer}",
            len(result.waiting), words=words, kind=result.kind, reviewer=safe_line(result.reviewer),
        )
    )  # fmt: skip
    return "\n".join(lines) + "\n"


@render.register
def _audit(result: Audit) -> str:
    """Return a line per approval or override: who, when, what, whether it counts, which commit."""
    lines: list[str] = []
    for record in result.records:
        place = " ".join(part for part in (record.locale, record.segment or record.source) if part)
        commit = record.commit[:10] or tr("not committed")
        said = (
            f"{record.date}  {record.reviewer}  {record.kind}  {place}  {record.status}  {commit}"
        )
        note = f": {record.note}" if record.note else ""
        lines.append(f"{record.what}  {safe_line(said)}{safe_line(note)}")
        if record.problem:
            lines.append("    " + tr("problem: {text}", text=safe_line(record.problem)))
    count = sum(bool(record.problem) for record in result.records)
    lines.append(tr("{n} lines, {problems} problems", n=len(result.records), problems=count))
    lines += [tr("note: {text}", text=safe_line(note)) for note in result.notes]
    return "\n".join(lines) + "\n"


@render.register
def _verification(result: Verification) -> str:
    """Return a line per file that changed or is missing, and the sum."""
    bad = [file for file in result.files if file.state != "same"]
    lines = [f"{file.state}  {safe_line(file.path)} ({safe_line(file.manifest)})" for file in bad]
    manifests = len({file.manifest for file in result.files})
    lines.append(tr("{n} files of {manifests} manifests, {bad} not as published", n=len(result.files), manifests=manifests, bad=len(bad)))  # fmt: skip
    return "\n".join(lines) + "\n"


def _named(reason: Reason) -> str:
    """Return the name of the segment that a reason is about."""
    return reason.segment or reason.document or reason.locale


@render.register
def _differences(result: Differences) -> str:
    """Return every document's changes; a document without any says so."""
    if not result.differences:
        return tr("no documents to compare") + "\n"
    parts = [_difference(d, result.form) for d in result.differences]
    if result.turnover:
        parts.append("".join(f"{line}\n" for line in _work.sums(result.turnover)))
    return "\n".join(parts)


@render.register
def _turnover(result: Turnover) -> str:
    """Return a paragraph a translation that is not as it was, its source beside it, then the sums."""
    head = f"{safe_line(result.before)} -> {safe_line(result.after)}"
    if not result.turns:
        return f"{head}\n  " + tr("no translation changed") + "\n"
    parts = ["\n".join(_work.turn(turn)) for turn in result.turns]
    return "\n\n".join([head, *parts, "\n".join(_work.sums(result))]) + "\n"


def _difference(result: Difference, form: str) -> str:
    """Return one paragraph a change: its place, kind, class, effects, marked words and notes."""
    title = f"{safe_line(result.document)}: {safe_line(result.before)} -> {safe_line(result.after)}"
    if not result.deltas:
        return f"{title}\n  " + tr("no changes") + "\n"
    lines = [title, *_changes.counted(result)]
    if form != "stat":
        for delta in result.deltas:
            lines += ["", *_changes.paragraph(delta, texts=form == "word")]
    return "\n".join(lines) + "\n"


def _marked(sign: str, text: str) -> str:
    """Return a stretch in wdiff's notation, readable without colour."""
    shown = safe_line(text)
    return {"=": shown, "-": f"[-{shown}-]", "+": f"{{+{shown}+}}"}[sign]


@render.register
def _history(result: History) -> str:
    """Return a sparkline a locale, then a row a revision, newest first."""
    if not result.points:
        return tr("no revision touched the sources or catalogs") + "\n"
    lines = [""]
    for locale in result.locales:
        shares = [p.tallies.get(locale, NOTHING) for p in result.points]
        curve = _work.sparkline([tally.percent if tally.total else 0.0 for tally in shares])
        lines.append(f"  {pad(safe_line(locale or '-'), 8)}  {curve}  {shares[-1].percent:.1f} %")
    rows = [[tr("day"), tr("revision"), *(safe_line(name or "-") for name in result.locales)]]
    for point in reversed(result.points):
        name = " ".join([point.commit[:10], *map(safe_line, point.tags)])
        tallies = [point.tallies.get(locale, NOTHING) for locale in result.locales]
        rows.append([point.date, name, *map(_work.share, tallies)])
    lines[0] = trn(
        "{n} revision, {first} to {last}; translated",
        "{n} revisions, {first} to {last}; translated",
        len(result.points), first=result.points[0].date, last=result.points[-1].date,
    )  # fmt: skip
    lines += ["", *_table(rows)]
    if result.shallow:
        lines += ["", tr("shallow clone: older revisions are not here; fetch them with: {command}", command="git fetch --unshallow")]  # fmt: skip
    if result.unread:
        lines += ["", trn("{n} version of catalogs could not be read; it counts as nothing", "{n} versions of catalogs could not be read; they count as nothing", result.unread)]  # fmt: skip
    return "\n".join(lines) + "\n"


@render.register
def _work_list(result: WorkList) -> str:
    """Return a paragraph a task: what to do where, what changed, and what stands around it."""
    if not result.tasks:
        return tr("nothing to do") + "\n"
    words = sum(task.row.words for task in result.tasks)
    parts = ["\n".join(_work.task(task)) for task in result.tasks]
    size = trn("{n} text, {words} source words", "{n} texts, {words} source words", len(result.tasks), words=words)  # fmt: skip
    return "\n\n".join([*parts, size]) + "\n"


@render.register
def _credits(result: Credits) -> str:
    """Return a row a text: where it stands, whose it is, from when, and who approved it."""
    rows = [[tr("locale"), tr("text"), tr("state"), tr("day"), tr("commit"), tr("by"), tr("approved")]]  # fmt: skip
    for credit in result.credits:
        hand, unit = credit.hand, credit.unit
        row = [safe_line(unit.locale), safe_line(unit.segment.path), states.name(unit.state)]
        if hand is None:
            row += ["-", "-", tr("not committed") if unit.entry and unit.entry.translated else "-"]
        else:
            row += [hand.day, hand.commit[:10], abbreviate(safe_line(hand.author), 32)]
            row[-1] += "" if credit.current else ", " + tr("for an older source")
        row.append(
            ", ".join(f"{safe_line(a.reviewer)} {a.date}" for a, _ in credit.approvals) or "-"
        )
        rows.append(row)
    lines = _table(rows, left=7)
    if result.shallow:
        lines += ["", tr("shallow clone: older revisions are not here; fetch them with: {command}", command="git fetch --unshallow")]  # fmt: skip
    return "\n".join(lines) + "\n"
