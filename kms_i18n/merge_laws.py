"""What a catalog that was merged with a template must still say, checked before anything is opened.

Every form of every translation is still there, if only in a comment; no translation is finished
that was not; an entry that says what it said before has the bytes it had. The new file is read
again, and held to the old one: as bytes where these tell, entry by entry where they do not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kms_i18n.po_blocks import Blocks
from kms_i18n.po_entries import differ
from kms_i18n.po_grammar import TARGET
from kms_i18n.po_laws import BrokenPromiseError, fields, pair, refuse

if TYPE_CHECKING:
    from kms_i18n.model import Catalog

_LINE_END = b"\r\n"
_FUZZY = re.compile(rb"^#, fuzzy[,\n]", re.MULTILINE)


class _Doubt(NamedTuple):
    """Entries of the old file that may be lost, and of the new one that may be wrong."""

    missing: set[int]
    told: set[int]


def check_merge(old: Catalog, new: Catalog) -> None:
    """Raise ``BrokenPromiseError`` unless a merge with a template kept what translators wrote.

    Entries whose bytes are old are not looked at; what is new is decoded where its bytes do not
    tell, and all of it if what is left after that does not keep the promises by itself.
    """
    before, after = Blocks(old, new), Blocks(new, old)
    if before.found is not None and after.found is not None:
        try:
            _hold(before, after, _doubtful(before, after))
        except BrokenPromiseError:
            pass  # Or so it seems: a form may stand where nobody looked.
        else:
            return
    _hold(before, after, _Doubt(_unlike(before, after), _unlike(after, before)))


def _hold(before: Blocks, after: Blocks, doubt: _Doubt) -> None:
    """Hold the entries that are new to those that are gone."""
    gone = [before.entries[number] for number in sorted(doubt.missing)]
    come = [after.entries[number] for number in sorted(doubt.told)]
    forms = {form for entry in come for form in entry.targets}
    forms |= {comment for entry in come for comment in entry.translator_comments}
    for entry in gone:
        for form in () if entry.is_header else filter(None, entry.targets):
            if form not in forms and " ".join(form.splitlines()) not in forms:
                refuse(after.catalog, f"a translation would disappear: {form[:60]!r}")
    finished = {pair(entry) for entry in gone if not entry.fuzzy}
    had = {fields(entry) for entry in gone}
    for entry in come:
        claims = any(entry.targets) and not (entry.is_header or entry.fuzzy)
        if claims and pair(entry) not in finished:
            what = f"an unfinished translation would pass as finished: {entry.source!r}"
            refuse(after.catalog, what)
        if fields(entry) in had:
            what = f"an entry that nobody changed would be laid out anew: {entry.source!r}"
            refuse(after.catalog, what)


def _unlike(these: Blocks, others: Blocks) -> set[int]:
    """Return the entries whose bytes the other catalog has not; the last may have no line end."""
    theirs = {block.rstrip(_LINE_END) for block in others.whole}
    return {n for n, block in enumerate(these.whole) if block.rstrip(_LINE_END) not in theirs}


def _doubtful(before: Blocks, after: Blocks) -> _Doubt:
    """Return the entries of two tidy files whose bytes do not tell that they keep the promises."""
    where = {key: number for number, key in enumerate(before.keys)}
    told: set[int] = set()
    forms: set[bytes] = set()
    kept: set[int] = set()
    for number, key in enumerate(after.keys):
        was = where.get(key)
        if was is not None:
            if _same_texts(before, after, was, number):
                kept.add(was)
            else:
                told.add(number)
        elif not after.simple[number]:
            told.add(number)
        elif (form := _form(after, number)) is not None:  # None: it has no translation.
            if _FUZZY.search(after.comments[number]):
                forms.add(form)
            else:
                told.add(number)
    missing = {number for number in where.values() if number not in kept}
    known = {after.keys[number] for number in told}
    for number in list(missing):
        if before.simple[number] and before.keys[number] not in known:
            form = _form(before, number)
            if form is None or form in forms:
                missing.discard(number)
    return _Doubt(missing, told)


def _same_texts(before: Blocks, after: Blocks, was: int, number: int) -> bool:
    """Return whether an entry keeps every promise by its bytes.

    It is the old one; or it has the texts of that one byte for byte, is no less fuzzy, and says
    something else by its comments, or by being obsolete.
    """
    gone = after.obsolete[number]
    if before.obsolete[was] and not gone:
        return False
    then, now = before.texts[was], after.texts[number]
    if gone and not before.obsolete[was]:
        now = after.unmarked(number)
    if then != now and then.rstrip(_LINE_END) != now.rstrip(_LINE_END):
        return False
    noted, noting = before.comments[was], after.comments[number]
    if gone == before.obsolete[was] and noted == noting:
        return True
    if (b"fuzzy" in noted or b"fuzzy" in noting) and not _FUZZY.search(noting):
        return False
    return gone != before.obsolete[was] or differ(noted, noting)


def _form(blocks: Blocks, number: int) -> bytes | None:
    """Return the translation of a simple entry as it is written, without line breaks, if any."""
    assert blocks.found is not None  # noqa: S101  (else no entry is simple)
    raw = blocks.found.matches[number][TARGET]
    return None if raw is None else raw.replace(blocks.found.joints[0], b"").rstrip(_LINE_END)
