"""Edits of the source that leave translations standing: what changed no word, and what did.

An edit is accepted where its class is typographic, told from the two texts, and where Git shows
that somebody finished exactly this translation for exactly the former source. Anything else
stays stale, whoever asks.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kms_i18n import acceptance, grounds, po
from kms_i18n import approvals as ledger
from kms_i18n.errors import KmsError
from kms_i18n.marks import marks
from kms_i18n.model import (
    Change,
    ChangeClass,
    ChangeKind,
    Edit,
    Kind,
    Segment,
    Span,
    State,
    splice,
)
from kms_i18n.results import Delta, Difference, Differences
from kms_i18n.review import Lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kms_i18n.acceptance import Texts
    from kms_i18n.bindings import Bindings
    from kms_i18n.model import Approval, Entry, Unit
    from kms_i18n.project import Project
    from kms_i18n.review import Word
    from kms_i18n.tree import WorkTree


def accepted(
    tree: WorkTree, project: Project, units: Sequence[Unit], said: Word, *, strict: bool
) -> tuple[list[Edit], Differences, int]:
    """Return the files with accepted edits, every stale unit with its marked words, and how many are refused.

    ``said`` tells who and when. With ``strict`` it is an error if no unit is stale, and if one is
    refused there are no files at all. Raises ``RevisionError`` where there is no history.
    """
    stale = [unit for unit in units if unit.state is State.STALE]
    if strict and units and not stale:
        unit = units[0]
        raise KmsError(
            "{segment} is {state} in {locale}",
            path=unit.catalog,
            line=unit.entry.target_line if unit.entry else 0,
            hint="Only a translation that went stale with its source can be accepted.",
            segment=unit.segment.path, state=unit.state.label, locale=unit.locale,
        )  # fmt: skip
    known = grounds.pairs(tree, project, sorted({unit.locale for unit in stale}))
    if stale and known.head is None:
        hint = "Git must show that the translation was finished for the former source."
        raise KmsError("no history to hold the edits against", hint=hint)
    given = {x: grounds.approvals_of(tree, project, x) for x in {u.locale for u in stale}}
    lines = Lines(tree, project)
    taken: defaultdict[str, dict[tuple[str | None, str], Entry]] = defaultdict(dict)
    shown: defaultdict[str, list[Delta]] = defaultdict(list)
    refused = 0
    for unit in stale:
        entry, source = _stale(unit)
        why, klass = _against(project, known, lines, unit)
        refused += bool(why)
        effect = f"stays stale: {why}" if why else _kept(project, unit, entry, source, given)
        shown[unit.document].append(_delta(unit, source or (), klass, effect))
        if not why and source is not None:
            taken[unit.catalog][entry.key] = entry
            lines.of(unit).add(
                acceptance.line(entry, source, unit.locale, said.reviewer, said.date)
            )
    differences = Differences(
        tuple(
            Difference(path, "as translated", "working tree", tuple(deltas))
            for path, deltas in sorted(shown.items())
        )
    )
    if strict and refused:
        return [], differences, refused
    return [*_catalogs(tree, project, taken), *lines.edits()], differences, refused


def _stale(unit: Unit) -> tuple[Entry, Texts | None]:
    """Return a stale unit's entry and the source that its translation was written for."""
    assert unit.entry is not None  # noqa: S101  (it is stale)
    return unit.entry, acceptance.previous(unit.entry)


def _against(
    project: Project, known: Bindings, lines: Lines, unit: Unit
) -> tuple[str, ChangeClass]:
    """Return what speaks against accepting an edit (empty: nothing), and its class."""
    entry, source = _stale(unit)
    if source is None:
        return "its context changed", ChangeClass.STRUCTURE
    locale = project.config.source_locale
    klass = acceptance.change_class(source, acceptance.texts(entry), locale)
    if klass is not ChangeClass.TYPOGRAPHIC:
        return f"a change of {klass}", klass
    if source == acceptance.texts(entry):
        return "its source did not change; it is a draft", klass
    if not _finished(known, lines.of(unit), unit, locale):
        return "no commit shows this translation finished for the former source", klass
    return "", klass


def _finished(known: Bindings, lines: Iterable[Approval], unit: Unit, source_locale: str) -> bool:
    """Return whether Git shows that somebody finished a stale unit's translation for its former source.

    Or for one from which that source differs by accepted edits.
    """
    entry, source = _stale(unit)
    plural = source[1] if source and len(source) > 1 else None
    was = replace(entry, source=source[0] if source else "", source_plural=plural, flags=())
    name = ledger.bind(was, unit.locale)
    olds = acceptance.former(lines, [was], unit.locale, source_locale).get(name, ())
    return known.stands(unit.locale, (name, *olds))


def _kept(
    project: Project,
    unit: Unit,
    entry: Entry,
    source: Texts | None,
    given: Mapping[str, Mapping[str, frozenset[Approval]]],
) -> str:
    """Return what accepting an edit does to a translation and its approvals, in words."""
    old = acceptance.pair(entry, source or (), unit.locale)
    if old not in given[unit.locale]:
        return "accepted"
    stay = "stay" if project.config.carry == "typographic" else "end"
    return f"accepted; its approvals {stay}"


def _delta(unit: Unit, source: Texts, klass: ChangeClass, effect: str) -> Delta:
    """Return one edit with its words marked, all plural forms in one text."""
    entry, _ = _stale(unit)
    old, new = "\n".join(source), "\n".join(acceptance.texts(entry))
    before = Segment(unit.segment.path, old, Span(0, 0), Kind.PARAGRAPH, Span(0, 0))
    change = Change(ChangeKind.EDITED, (0,), (0,), klass=klass)
    woven = tuple(marks(old, new))
    return Delta(change, (before,), (unit.segment,), woven, {unit.locale: effect})


def _catalogs(
    tree: WorkTree, project: Project, taken: Mapping[str, Mapping[tuple[str | None, str], Entry]]
) -> list[Edit]:
    """Return the catalogs with the fuzzy marks and the former sources of some entries taken off."""
    edits: list[Edit] = []
    for path, entries in sorted(taken.items()):
        catalog = po.parse(tree.read(path), path, limits=project.config.limits)
        pieces = [
            (
                entry.span,
                po.revise(
                    catalog, entry, fuzzy=False,
                    previous_context=None, previous_source=None, previous_plural=None,
                ),
            )
            for entry in entries.values()
        ]  # fmt: skip
        data = splice(catalog.data, sorted(pieces, key=lambda piece: piece[0].start))
        edits.append(Edit(path, data, catalog.data))
    return edits
