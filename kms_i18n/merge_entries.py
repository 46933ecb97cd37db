"""How an entry of a merged catalog is written: what a translator wrote under what the template says.

What is laid out as most files are is put together from the bytes of both files; whatever is not is
decoded and written field by field. Both ways give the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from kms_i18n import po, po_header, po_layout
from kms_i18n.po_notes import merged_comments, merged_flags, new_comments, with_notes
from kms_i18n.po_rewrap import rewrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kms_i18n.model import Entry
    from kms_i18n.po_blocks import Blocks

CREATED = "POT-Creation-Date"
"""The header's field that says when the template was made."""
_FIELDS = (
    "source",
    "source_plural",
    "context",
    "targets",
    "translator_comments",
    "obsolete",
    "previous_context",
    "previous_source",
    "previous_plural",
)

_Named = tuple[str | None, str | None, str | None]
"""What names a message: context, source and plural."""


class Scribe:
    """Writes the entries of a catalog on its way to a template; both know theirs by number."""

    def __init__(self, old: Blocks, new: Blocks, *, previous: bool) -> None:
        self.old, self.new, self.previous = old, new, previous
        self.catalog = old.catalog
        self.header = None if old.header is None else old.entries[old.header]
        self.forms = (po_header.plural_count(self.header.target) if self.header else None) or 2

    def stayed(self, number: int, place: int) -> bytes:
        """Return the entry of a message that the catalog has."""
        old = self.old
        if old.simple[number] and self.new.simple[place]:
            comments = merged_comments(old.comments[number], self.new.comments[place])
            if comments is not None:
                return comments + old.texts[number]
        entry, wanted = old.entries[number], self.new.entries[place]
        if entry.source_plural != wanted.source_plural:
            return (
                self.followed(number, place) if any(entry.targets) else self.added([place])[place]
            )
        flags = merged_flags(entry.flags, wanted.flags, fuzzy=entry.fuzzy)
        if entry.obsolete:
            now = replace(entry, obsolete=False)
            data = po.revise(self.catalog, entry, obsolete=False)
            return with_notes(self.catalog, data, now, wanted, flags)
        same = (
            entry.references == wanted.references
            and entry.extracted_comments == wanted.extracted_comments
            and set(entry.flags) == set(flags)
        )
        whole = old.whole[number]
        return whole if same else with_notes(self.catalog, whole, entry, wanted, flags)

    def followed(self, number: int, place: int) -> bytes:
        """Return an entry that follows its message, fuzzy; its comments go with it."""
        return self._rewritten(number, place) or self._followed(
            self.old.entries[number], self.new.entries[place]
        )

    def _rewritten(self, number: int, place: int) -> bytes | None:
        """Return a translated entry with another text, from the bytes; None: it must be decoded."""
        old, new = self.old, self.new
        if not (old.bare(number) and new.bare(place) and old.said(number)):
            return None
        comments = merged_comments(old.comments[number], new.comments[place], fuzzy=True)
        if comments is None or b"no-wrap" in old.comments[number]:
            return None
        style = po.style_of(self.catalog.data)
        before = [line.decode() for line in old.lines(number)]
        now = rewrapped("msgid", new.source(place), style, before, first="", rest="")
        if self.previous:
            was = po_layout.text_lines("msgid", old.source(number), style, first="#| ")
            now = [*was, *now]
        return b"".join([comments, *(f"{line}\n".encode() for line in now), old.target(number)])

    def _followed(self, entry: Entry, wanted: Entry) -> bytes:
        targets = self.fitting(entry, wanted)
        comments = entry.translator_comments
        if wanted.source_plural is None:  # Forms that have no place any more are told.
            lost = dict.fromkeys(t for t in entry.targets[1:] if t and t not in targets)
            comments += tuple(" ".join(target.splitlines()) for target in lost)
        now = replace(
            entry,
            source=wanted.source,
            source_plural=wanted.source_plural,
            context=wanted.context,
            targets=targets,
            translator_comments=comments,
            obsolete=False,
        )
        if any(targets) and self.previous:
            context, source, plural = _previous(entry, wanted)
            now = replace(
                now, previous_context=context, previous_source=source, previous_plural=plural
            )
        fields = {name: getattr(now, name) for name in _FIELDS}
        data = po.revise(self.catalog, entry, **fields)
        flags = merged_flags(entry.flags, wanted.flags, fuzzy=any(targets))
        return with_notes(self.catalog, data, now, wanted, flags)

    def added(self, places: Sequence[int]) -> dict[int, bytes]:
        """Return messages without a translation, as the template has them, by their numbers there."""
        new, style = self.new, po.style_of(self.catalog.data)
        found: dict[int, bytes] = {}
        laid_out: list[int] = []
        for place in places:
            comments = new_comments(new.comments[place]) if new.bare(place) else None
            if comments is None or b"no-wrap" in comments:
                wanted = new.entries[place]
                empty = ("",) * (self.forms if wanted.source_plural is not None else 1)
                found[place] = self.written(wanted, empty, None)
            else:
                found[place] = comments
                laid_out.append(place)
        for place, source in zip(laid_out, new.sources(laid_out), strict=True):
            lines = [*po_layout.text_lines("msgid", source, style), 'msgstr ""', ""]
            found[place] += "\n".join(lines).encode()
        return found

    def written(
        self, wanted: Entry, targets: Sequence[str], source: Entry | None, before: str = ""
    ) -> bytes:
        """Return a new entry; ``source`` the one whose translation it has, if any."""
        named: _Named = (None, None, None)
        fuzzy = source is not None and any(targets)
        if source is not None and fuzzy and self.previous:
            named = (None, before, None) if before else _previous(source, wanted)
        return po.write_entry(
            wanted.source,
            targets,
            context=wanted.context,
            source_plural=wanted.source_plural,
            flags=merged_flags((), wanted.flags, fuzzy=fuzzy),
            references=wanted.references,
            extracted_comments=wanted.extracted_comments,
            translator_comments=() if fuzzy else wanted.translator_comments,
            style=po.style_of(self.catalog.data),
            charset=self.catalog.charset,
            previous_context=named[0],
            previous_source=named[1],
            previous_plural=named[2],
        )

    def fitting(self, entry: Entry, wanted: Entry) -> tuple[str, ...]:
        """Return a translation in as many forms as a message has."""
        if (entry.source_plural is None) == (wanted.source_plural is None):
            return entry.targets
        return entry.targets[:1] * (1 if wanted.source_plural is None else self.forms)

    def retired(self, number: int) -> bytes:
        """Return an entry that no message has any more, as an obsolete one."""
        return self.old.retired(number) or po.revise(
            self.catalog, self.old.entries[number], obsolete=True, references=()
        )

    def dated(self) -> bytes | None:
        """Return the header with the date of the template; None where it has that already."""
        header, made = self.header, self.new.header
        if header is None or made is None:
            return None
        created = po_header.fields(self.new.entries[made].target).get(CREATED)
        if not created or po_header.fields(header.target).get(CREATED) == created:
            return None
        text = po_header.with_fields(header.target, {CREATED: created})
        return po.revise(self.catalog, header, targets=(text,))


def _previous(entry: Entry, wanted: Entry) -> _Named:
    """Return what names the message a translation was written for, if it is another one."""
    named = (entry.context, entry.source, entry.source_plural)
    if entry.fuzzy and entry.previous_source is not None:
        named = (entry.previous_context, entry.previous_source, entry.previous_plural)
    if named == (wanted.context, wanted.source, wanted.source_plural):
        return (None, None, None)
    return named
