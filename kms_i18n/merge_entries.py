"""How an entry of a merged catalog is written: what a translator wrote under what the template says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kms_i18n import po, po_header
from kms_i18n.po_notes import merged_flags, with_notes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kms_i18n.model import Catalog, Entry

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
    """Writes the entries of one catalog on its way to a template."""

    def __init__(self, catalog: Catalog, header: Entry | None, *, previous: bool) -> None:
        self.catalog, self.header, self.previous = catalog, header, previous
        self.forms = (po_header.plural_count(header.target) if header else None) or 2

    def stayed(self, entry: Entry, wanted: Entry) -> bytes | None:
        """Return the entry of a message that the catalog has; None: it stays as it is."""
        if entry.source_plural != wanted.source_plural:
            return self.followed(entry, wanted) if any(entry.targets) else self.added(wanted)
        flags = merged_flags(entry.flags, wanted.flags, fuzzy=entry.fuzzy)
        same = (
            entry.references == wanted.references
            and entry.extracted_comments == wanted.extracted_comments
            and set(entry.flags) == set(flags)
        )
        if entry.obsolete:
            now = replace(entry, obsolete=False)
            data = po.revise(self.catalog, entry, obsolete=False)
            return with_notes(self.catalog, data, now, wanted, flags)
        if same:
            return None
        data = self.catalog.data[entry.span.start : entry.span.end]
        return with_notes(self.catalog, data, entry, wanted, flags)

    def followed(self, entry: Entry, wanted: Entry) -> bytes:
        """Return an entry that follows its message, fuzzy; its comments go with it."""
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

    def added(self, wanted: Entry) -> bytes:
        """Return a message without a translation, as the template has it."""
        empty = ("",) * (self.forms if wanted.source_plural is not None else 1)
        return self.written(wanted, empty, None)

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

    def retired(self, entry: Entry) -> bytes:
        """Return an entry that no message has any more, as an obsolete one."""
        return po.revise(self.catalog, entry, obsolete=True, references=())

    def dated(self, created: str | None) -> bytes | None:
        """Return the header with the date of the template; None where it has that already."""
        header = self.header
        if header is None or not created or po_header.fields(header.target).get(CREATED) == created:
            return None
        text = po_header.with_fields(header.target, {CREATED: created})
        return po.revise(self.catalog, header, targets=(text,))


CREATED = "POT-Creation-Date"
"""The header's field that says when the template was made."""


def _previous(entry: Entry, wanted: Entry) -> _Named:
    """Return what names the message a translation was written for, if it is another one."""
    named = (entry.context, entry.source, entry.source_plural)
    if entry.fuzzy and entry.previous_source is not None:
        named = (entry.previous_context, entry.previous_source, entry.previous_plural)
    if named == (wanted.context, wanted.source, wanted.source_plural):
        return (None, None, None)
    return named
