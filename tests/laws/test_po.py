"""Laws of the PO engine: identity, locality, nothing lost, refusal is total, agreement with gettext."""

from __future__ import annotations

import random
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kms_i18n import po
from kms_i18n.errors import CatalogError
from tests.fuzz_po import said
from tests.oracles import msgfmt, polibs
from tests.strategies import catalogs

if TYPE_CHECKING:
    from kms_i18n.model import Catalog


def guarded(comments: tuple[str, ...]) -> tuple[str, ...]:
    """Return comments as they are written: a blank follows a backslash at the end."""
    return tuple(each + " " * each.endswith("\\") for each in comments)


@given(catalogs.files())
def test_all_entries_in_their_order_are_the_file(data: bytes) -> None:
    catalog = po.parse(data)
    assert po.compose(catalog, catalog.entries) == data
    assert po.compose(catalog, [e for e in catalog.entries if not e.is_header]) == data


@given(catalogs.files())
def test_spans_are_ordered_and_disjoint_and_hold_their_entry(data: bytes) -> None:
    catalog = po.parse(data)
    position = 0
    for entry in catalog.entries:
        assert position <= entry.span.start < entry.span.end
        position = entry.span.end
        again = po.parse(data[entry.span.start : entry.span.end]).entries
        assert [said(each) for each in again] == [said(entry)]
    assert position <= len(data)


@given(catalogs.entries())
def test_what_is_written_is_what_is_read(fields: dict[str, Any]) -> None:
    (entry,) = po.parse(po.write_entry(**fields)).entries
    for name, value in fields.items():
        assert getattr(entry, name) == (guarded(value) if name.endswith("comments") else value)


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "source": catalogs.TEXTS,
        "fuzzy": st.booleans(),
        "context": st.one_of(st.none(), catalogs.TEXTS),
        "references": catalogs.REFERENCE_LISTS,
        "extracted_comments": st.lists(catalogs.LINES, max_size=2).map(tuple),
        "translator_comments": st.lists(catalogs.LINES, max_size=2).map(tuple),
        "obsolete": st.booleans(),
    },
)


@given(catalogs.files(), CHANGES, catalogs.TEXTS, st.integers(0, 10**6))
def test_an_edit_changes_the_named_fields_of_one_entry_and_no_other_byte(
    data: bytes, changes: dict[str, Any], target: str, seed: int
) -> None:
    catalog = po.parse(data)
    chance = random.Random(seed)
    entry = chance.choice(catalog.entries)
    if chance.random() < 0.7:
        changes["targets"] = tuple(target + str(n) for n in range(len(entry.targets)))
    if chance.random() < 0.3:
        changes["previous_source"] = target
    try:
        edited = po.edit(catalog, entry, **changes)
        after = po.parse(edited)
    except CatalogError as error:
        assert "as" in error.message or "in line" in error.message  # a key that exists already
        return
    assert edited.startswith(data[: entry.span.start])
    assert edited.endswith(data[entry.span.end :])
    index = catalog.entries.index(entry)
    expected = [said(each) for each in catalog.entries]
    for name, value in changes.items():
        if name == "fuzzy":
            flags = [flag for flag in entry.flags if flag != "fuzzy"]
            expected[index]["flags"] = tuple(["fuzzy"] * value + flags)
            if value == entry.fuzzy:
                expected[index]["flags"] = entry.flags
        elif name.endswith("comments"):
            expected[index][name] = guarded(value)
        else:
            expected[index][name] = value
    assert [said(each) for each in after.entries] == expected


@given(catalogs.files())
def test_a_field_set_to_the_value_it_has_changes_nothing(data: bytes) -> None:
    catalog = po.parse(data)
    for entry in catalog.entries:
        fields = said(entry)
        fields["fuzzy"] = "fuzzy" in fields.pop("flags")
        assert po.edit(catalog, entry, **fields) == data
    assert po.set_header(catalog, po.header_fields(catalog)) == data


@given(catalogs.files(), st.randoms(use_true_random=False))
def test_composing_in_any_order_keeps_every_block_whole(data: bytes, chance: random.Random) -> None:
    catalog = po.parse(data)
    entries = [entry for entry in catalog.entries if not entry.is_header]
    chance.shuffle(entries)
    new = po.write_entry("a new message", ("ថ្មី",), style=po.style_of(data))
    blocks: list[Any] = [*entries]
    blocks.insert(chance.randint(0, len(blocks)), new)
    after = po.parse(po.compose(catalog, blocks))
    shown = [said(each) for each in after.entries if not each.is_header]
    wanted = [said(entry) for entry in entries]
    wanted.insert(blocks.index(new), said(po.parse(new).entries[0]))
    assert shown == wanted
    for entry in entries:
        assert data[entry.span.start : entry.span.end].rstrip() in after.data
    assert new in after.data


@given(st.binary(max_size=60))
def test_any_bytes_are_a_catalog_or_the_one_error(data: bytes) -> None:
    _read_or_refused(data)


PIECES = [
    b"", b'"', b"\\", b"\n", b"msgid", b"#~ ", b"#| ", b"\r", b"\xff", b"msgstr[1]", b"#", b"#, fuzzy\n",
    b"\0", b"\\q", b"\\n", b'msgctxt ""\n', b'msgid ""\n', b" ", b"\\\n",
]  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Return a catalog in which a few bytes are replaced by others."""
    data = draw(catalogs.files())
    for _ in range(draw(st.integers(1, 2))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 9)))
        data = data[:start] + draw(st.sampled_from(PIECES)) + data[end:]
    return data


@given(damaged())
def test_a_damaged_catalog_is_a_catalog_or_the_one_error(data: bytes) -> None:
    _read_or_refused(data)


@pytest.mark.gettext
@settings(max_examples=60)
@given(st.one_of(catalogs.files(), damaged()))
def test_gettext_compiles_the_same_messages_and_refuses_the_same_files(data: bytes) -> None:
    try:
        catalog, refusal = po.parse(data), ""
    except CatalogError as error:
        catalog, refusal = None, error.message
    assert msgfmt.disagreement(data, msgfmt.ask(data), refusal, catalog) == ""


@settings(max_examples=40)
@given(catalogs.tidy_files())
def test_polib_reads_the_same_messages_in_a_catalog_as_gettext_writes_it(data: bytes) -> None:
    catalog = po.parse(data)
    # polib drops the previous texts of obsolete entries and knows no escapes but five.
    texts = "".join("".join((entry.source, *entry.targets)) for entry in catalog.entries)
    assume(not any(entry.obsolete and entry.previous_source for entry in catalog.entries))
    assume(not re.search("[\x00-\x08\x0b-\x1f]", texts))
    with tempfile.NamedTemporaryFile(suffix=".po") as file:
        Path(file.name).write_bytes(data)
        assert polibs.difference(Path(file.name)) == ""


def _read_or_refused(data: bytes) -> Catalog | None:
    try:
        catalog = po.parse(data, "x.po")
    except CatalogError as error:
        assert 1 <= error.line <= data.count(b"\n") + 1
        assert error.column >= 1
        return None
    assert po.compose(catalog, catalog.entries) == data
    return catalog


def test_the_same_entry_cannot_be_composed_twice() -> None:
    catalog = po.parse(b'msgid "a"\nmsgstr "b"\n')
    with pytest.raises(ValueError, match="twice"):
        po.compose(catalog, [catalog.entries[0], catalog.entries[0]])
