"""Changes of a text in words: what an editor would note of each, and how many there are of which."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kms_i18n.fates import OUTCOMES
from kms_i18n.marks import marks
from kms_i18n.messages import tr, trn
from kms_i18n.model import ChangeClass, ChangeKind, Kind, Span
from kms_i18n.reports import _vocabulary
from kms_i18n.reports._work import woven
from kms_i18n.text import abbreviate, safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kms_i18n.fates import Adoption, Explained, Fate
    from kms_i18n.model import Segment
    from kms_i18n.results import Delta, Difference

_WIDTH = 96
_MARK = 2
"""Most characters of a bullet that a capture glued to the first word."""


def kind_name(kind: str) -> str:
    """Return the word for what happened to a segment."""
    return _vocabulary.change(ChangeKind(kind))


def class_name(klass: str) -> str:
    """Return the word for a class of changes."""
    return {
        ChangeClass.TYPOGRAPHIC: tr("typographic"),
        ChangeClass.WORDING: tr("wording"),
        ChangeClass.MEANING: tr("meaning"),
        ChangeClass.STRUCTURE: tr("structure"),
    }[ChangeClass(klass)]


def segment_name(kind: Kind) -> str:
    """Return the word for a kind of segment."""
    return {
        Kind.TITLE: tr("title"),
        Kind.HEADING: tr("heading"),
        Kind.PARAGRAPH: tr("paragraph"),
        Kind.CLAUSE: tr("clause"),
        Kind.ITEM: tr("list item"),
        Kind.QUOTE: tr("quotation"),
        Kind.CELL: tr("table cell"),
    }[kind]


def named(delta: Delta) -> str:
    """Return kind, move and class of a change: ``edited, moved, meaning``."""
    change = delta.change
    words = [kind_name(change.kind)]
    if change.moved and change.kind is not ChangeKind.MOVED:
        words.append(kind_name(ChangeKind.MOVED))
    if change.klass is not None:
        words.append(class_name(change.klass))
    return ", ".join(words)


def notes(delta: Delta) -> Iterator[str]:
    """Yield what the marked words do not show: place, kind of segment, marker, a glued piece."""
    if delta.edge == "above":
        yield tr("stood above all that is in both") if delta.old else tr("stands above all that is in both")  # fmt: skip
    elif delta.edge == "below":
        yield tr("stood below all that is in both") if delta.old else tr("stands below all that is in both")  # fmt: skip
    if len(delta.old) != 1 or len(delta.new) != 1:
        return
    old, new = delta.old[0], delta.new[0]
    prefix = old.text.removesuffix(new.text)
    if new.marker and not old.marker and 0 < len(prefix) <= _MARK and not prefix[-1].isspace():
        yield tr("a mark glued to the first word, “{old}”, became the marker {new}", old=prefix, new=new.marker)  # fmt: skip
        return
    yield from _glued(old.text, new.text)
    # What a catalog remembers of a text is neither its kind nor its marker.
    if old.block != Span(0, 0):
        yield from _restructured(old, new)


def _restructured(old: Segment, new: Segment) -> Iterator[str]:
    """Yield what became of a segment's kind and marker."""
    if old.kind is not new.kind:
        yield tr("{old} became {new}", old=segment_name(old.kind), new=segment_name(new.kind))
    if not old.marker and new.marker:
        yield tr("marker {new} was set", new=new.marker)
    elif old.marker and not new.marker:
        yield tr("marker {old} was taken off", old=old.marker)
    elif old.marker != new.marker:
        yield tr("marker {old} became {new}", old=old.marker, new=new.marker)


def _glued(old: str, new: str) -> Iterator[str]:
    """Yield what was only taken off, or put to, the beginning or the end of a text."""
    if not old or not new or old == new:
        return
    if old.endswith(new):
        yield tr("taken off the beginning: “{text}”", text=_brief(old[: -len(new)]))
    elif old.startswith(new):
        yield tr("taken off the end: “{text}”", text=_brief(old[len(new) :]))
    elif new.endswith(old):
        yield tr("put before the beginning: “{text}”", text=_brief(new[: -len(old)]))
    elif new.startswith(old):
        yield tr("put behind the end: “{text}”", text=_brief(new[len(old) :]))


def _brief(text: str) -> str:
    return abbreviate(safe_line(text.strip()), _WIDTH)


# ── for a terminal ───────────────────────────────────────────────────────────────────────────


def counted(result: Difference) -> Iterator[str]:
    """Yield how many changes there are of each kind and class, and what they do to each locale."""
    kinds = [
        f"{some.total()} {kind_name(kind)} ({', '.join(f'{n} {class_name(c)}' for c, n in sorted(some.items()))})"
        for kind, some in result.kinds().items()
    ]
    number = trn("{n} change", "{n} changes", len(result.deltas))
    yield f"  {number}: {'; '.join(kinds)}"
    for locale, effects in result.effects().items():
        yield f"  {safe_line(locale)}  {', '.join(f'{n} {_vocabulary.effect(effect)}' for effect, n in sorted(effects.items()))}"  # fmt: skip


def paragraph(delta: Delta, *, texts: bool) -> Iterator[str]:
    """Yield the lines of a change: ``c/2  edited, wording  was c/1  (fr stale)``, words, notes."""
    was = f"  was {safe_line(delta.former)}" if delta.former else ""
    effects = ", ".join(
        f"{locale} {_vocabulary.effect(word)}" for locale, word in sorted(delta.effects.items())
    )
    yield f"  {safe_line(delta.place)}  {named(delta)}{was}" + (f"   ({safe_line(effects)})" if effects else "")  # fmt: skip
    if texts:
        yield from _texts(delta)
    yield from (f"    note: {safe_line(note)}" for note in notes(delta))


def _texts(delta: Delta) -> Iterator[str]:
    """Yield the words of a change; of several segments each one by itself, too."""
    if delta.change.kind is ChangeKind.MOVED:
        yield "    " + abbreviate(safe_line(delta.new[0].text), _WIDTH)
        return
    several = len(delta.old) > 1 or len(delta.new) > 1
    if not several or any(mark.sign != "=" for mark in delta.marks):
        yield "    " + woven(delta.marks)
    if several:
        for word, side in (("was", delta.old), ("now", delta.new)):
            for segment in side:
                yield f"    {word} {safe_line(segment.path)}: {safe_line(segment.text)}"


def explained(catalog: Explained) -> Iterator[str]:
    """Yield why each entry of a catalog got what it got; those that stayed are counted."""
    yield f"{safe_line(catalog.locale)}  {safe_line(catalog.path)}"
    kept = 0
    for fate in catalog.fates:
        if fate.kind == "same":
            kept += 1
            continue
        place = " ".join(catalog.places.get(fate.text, ())) or "gone"
        state = catalog.states.get(fate.text, "dropped: it had no translation")
        yield f"  {safe_line(place)}  {state}: {reason(fate)}"
        if fate.kind == "edited":
            yield f"      text  {woven(marks(fate.sources[0], fate.text))}"
            continue
        yield f"      text  {abbreviate(safe_line(fate.text), _WIDTH)}"
        for source in fate.sources:
            if source != fate.text:
                yield f"      from  {abbreviate(safe_line(source), _WIDTH)}"
    yield f"  {kept} text{'s' * (kept != 1)} as before"


def reason(fate: Fate) -> str:
    """Return in words why an entry got what it got."""
    said = {
        "moved": "the text moved, its translation with it",
        "respelled": "only blanks or the composition of letters changed",
        "edited": "the text was edited",
        "split": "its text was cut out of a longer one",
        "merged": "its text was joined from several",
        "returned": "the text that its translation was written for is back",
        "revived": "its text is back, and so is its translation",
        "recalled": "the likest text elsewhere in the catalog, as a suggestion",
        "added": "nothing in the catalog is like it enough",
        "removed": "its text is in no document any more",
    }[fate.kind]
    details = [class_name(fate.klass)] if fate.klass else []
    if fate.moved and fate.kind != "moved":
        details.append(kind_name(ChangeKind.MOVED))
    if fate.score is not None:
        details.append(f"{fate.score:.2f}")
    return f"{said} ({', '.join(details)})" if details else said


UNSURE = {
    "fuzzy": "unsure, fuzzy",
    "kept": "the catalog says something else, which stays",
    "missing": "nothing in the document says this",
}
"""By outcome of a unit that is not simply sure what is said of it."""


def adopted(result: Adoption) -> Iterator[str]:
    """Yield what became of a translated document: what is not simply sure, then the sums."""
    yield f"{safe_line(result.document)}  {safe_line(result.locale)}  {safe_line(result.file)}"
    for unit in result.units:
        if unit.outcome in UNSURE:
            sure = f" ({unit.confidence:.2f})" if unit.target else ""
            yield f"  {safe_line(unit.path)}  {UNSURE[unit.outcome]}{sure}"
            yield f"      source  {abbreviate(safe_line(unit.source), _WIDTH)}"
            if unit.target:
                yield f"      {safe_line(result.locale):6}  {abbreviate(safe_line(unit.target), _WIDTH)}"
    for left in result.leftovers:
        yield f"  {safe_line(result.file)}:{left.line}  left over"
        yield f"      {safe_line(result.locale):6}  {abbreviate(safe_line(left.text), _WIDTH)}"
    count = Counter(unit.outcome for unit in result.units)
    sums = [f"{count[name]} {name}" for name in OUTCOMES if count[name]]
    yield "  " + ", ".join([*sums, f"{len(result.leftovers)} left over"])
