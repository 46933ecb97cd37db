"""Laws of a catalog that follows its documents: nothing lost, nothing forged, nothing touched."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from kms_i18n import flow, formats, po

if TYPE_CHECKING:
    from kms_i18n.model import Catalog, Document, Entry

SENTENCES = [
    "Peace for all the people of the land.",
    "Peace for all the people of this land.",
    "The law is the same for everybody.",
    "Land for those who work it, and water.",
    "សន្តិភាព សម្រាប់ ប្រជាពលរដ្ឋ ទាំងអស់។",
    "A long sentence that has to be broken in the catalog, because it has more than eighty columns.",
    "Mission",
]
ORDERS = st.lists(st.sampled_from(SENTENCES), unique=True, max_size=len(SENTENCES))
LAYOUTS = st.sampled_from(["gettext", "indented", "crlf", "unbroken", "one keyword a line"])


def document(texts: list[str]) -> Document:
    return formats.extract("source/law.txt", "\n\n".join(texts).encode())


def laid(data: bytes, layout: str) -> bytes:
    """Return a catalog in the layout of some tool."""
    if layout == "indented":
        return re.sub(rb"(?m)^msgstr ", b"  msgstr\t", data)
    if layout == "crlf":
        return data.replace(b"\n", b"\r\n")
    if layout == "unbroken":
        return re.sub(rb'msg(\w+) ""\n((?:".*"\n)+)', _joined, data)
    if layout == "one keyword a line":
        return re.sub(rb'(?m)^msgid "', b'msgid\n"', data).replace(b"#: ", b"#:  ")
    return data


def _joined(found: re.Match[bytes]) -> bytes:
    text = b"".join(re.findall(rb'"(.*)"\n', found[2]))
    return found[0] if b"\\n" in text else b'msg%b "%b"\n' % (found[1], text)


@st.composite
def lives(draw: st.DrawFn) -> tuple[Catalog, list[str]]:
    """Return a catalog in some state and layout, and the texts that its document has next."""
    empty = po.parse(po.new_catalog({"Language": "fr"}), "po/fr/law.po")
    catalog = po.parse(flow.update(empty, [document(draw(ORDERS))]).data)
    for number in range(len(catalog.live)):
        entry = catalog.live[number]
        target = draw(st.sampled_from(["", f"(fr) {entry.source}", f"(fr) {entry.source}"]))
        fuzzy = draw(st.booleans()) and bool(target)
        catalog = po.parse(po.edit(catalog, entry, targets=(target,), fuzzy=fuzzy))
    middle = [document(draw(ORDERS))] if draw(st.booleans()) else []
    data = flow.update(catalog, middle).data if middle else catalog.data
    return po.parse(laid(data, draw(LAYOUTS)), "po/fr/law.po"), draw(ORDERS)


def targets(catalog: Catalog) -> Counter[tuple[str, ...]]:
    return Counter(e.targets for e in catalog.entries if any(e.targets) and not e.is_header)


def said(entry: Entry) -> tuple[object, ...]:
    places = {"span", "line", "target_line"}
    return tuple(getattr(entry, name) for name in entry.__struct_fields__ if name not in places)


def block(catalog: Catalog, entry: Entry) -> bytes:
    return catalog.data[entry.span.start : entry.span.end].rstrip(b"\r\n")


@settings(max_examples=60)
@given(lives())
def test_every_translation_is_still_there_live_fuzzy_or_obsolete(
    life: tuple[Catalog, list[str]],
) -> None:
    before, texts = life
    after = po.parse(flow.update(before, [document(texts)]).data)
    # Splits and the memory may add copies; nothing may be missing.
    assert targets(after) >= targets(before)


@settings(max_examples=60)
@given(lives())
def test_no_translation_is_made_up_or_becomes_finished_by_itself(
    life: tuple[Catalog, list[str]],
) -> None:
    before, texts = life
    after = po.parse(flow.update(before, [document(texts)]).data)
    finished = {(e.source, e.targets) for e in before.entries if not e.fuzzy}
    for entry in after.live:
        if any(entry.targets):
            assert entry.fuzzy or (entry.source, entry.targets) in finished
            assert entry.targets in targets(before)


@settings(max_examples=60)
@given(lives())
def test_entries_follow_the_document_and_obsolete_ones_stand_last(
    life: tuple[Catalog, list[str]],
) -> None:
    before, texts = life
    after = po.parse(flow.update(before, [document(texts)]).data)
    assert [entry.source for entry in after.live] == texts
    assert [entry.obsolete for entry in after.entries] == sorted(e.obsolete for e in after.entries)
    assert not {e.source for e in after.entries if e.obsolete} & set(texts)


@settings(max_examples=60)
@given(lives())
def test_what_was_only_moved_keeps_its_bytes_in_any_layout(
    life: tuple[Catalog, list[str]],
) -> None:
    before, texts = life
    after = po.parse(flow.update(before, [document(texts)]).data)
    had = {(*said(entry)[:3], entry.flags): entry for entry in before.live}
    for entry in after.live:
        old = had.get((*said(entry)[:3], entry.flags))
        if old is not None and said(old) == said(entry):
            assert block(after, entry) == block(before, old)
        elif old is not None and old.previous_source == entry.previous_source:
            # Only its references changed: the texts stand as they stood.
            where = re.compile(rb"(?m)^#:.*\n")
            assert where.sub(b"", block(after, entry)) == where.sub(b"", block(before, old))
    first, old_first = after.entries[0], before.entries[0]
    assert block(after, first) == block(before, old_first)


@settings(max_examples=60)
@given(lives())
def test_what_left_the_source_comes_back_to_life_with_its_source(
    life: tuple[Catalog, list[str]],
) -> None:
    before, _ = life
    texts = [entry.source for entry in before.live]
    away = po.parse(flow.update(before, [document([])]).data)
    assert away.live == ()
    back = po.parse(flow.update(away, [document(texts)]).data)
    # What had no translation may come back with one of its likes, as a suggestion.
    told = {entry.source for entry in before.live if any(entry.targets)}
    wanted = {e.source: (e.targets, e.fuzzy) for e in before.live if e.source in told}
    assert {e.source: (e.targets, e.fuzzy) for e in back.live if e.source in told} == wanted
    assert all(e.fuzzy or not any(e.targets) for e in back.live if e.source not in told)


@settings(max_examples=60)
@given(lives())
def test_an_update_of_what_follows_already_changes_nothing(
    life: tuple[Catalog, list[str]],
) -> None:
    before, texts = life
    once = flow.update(before, [document(texts)]).data
    assert flow.update(po.parse(once), [document(texts)]).data == once
