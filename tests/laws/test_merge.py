"""A merge by bytes is the merge by entries, and its check by bytes never says yes alone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kms_i18n import merge_laws, po, po_notes
from kms_i18n.errors import CatalogError
from kms_i18n.merge import merge
from kms_i18n.merge_laws import check_merge
from kms_i18n.po_blocks import Blocks
from kms_i18n.po_laws import BrokenPromiseError
from tests.strategies import catalogs

if TYPE_CHECKING:
    from kms_i18n.model import Catalog, Entry

NOTES = st.fixed_dictionaries(
    {},
    optional={
        "references": catalogs.REFERENCE_LISTS,
        "flags": st.sampled_from([(), ("c-format",), ("fuzzy",), ("no-wrap", "c-format")]),
        "extracted_comments": st.sampled_from([(), ("",), ("Said by “A”.", " two")]),
        "translator_comments": st.sampled_from([(), ("",), ("of the template",)]),
    },
)
SPELLINGS = [
    (b"", b""), (b"#: ", b"#:"), (b"#. ", b"#."), (b"# ", b"#"), (b"#, ", b"#,"), (b" y", b"  y"), (b"\nmsgid", b"\n\nmsgid"),
    (b"\n#:", b"\n#: z\n#:"), (b"\n#: ", b"\n#: a.c:1 b.c:2\n#: "), (b"\nmsgid ", b"\n#, range: 1..2\nmsgid "),
    (b'"\nmsgstr ', b' "\n"and more"\nmsgstr '), (b"fuzzy", b"fuzzy, fuzzy"), (b"\n\n", b"\n\n\n"),
]  # fmt: skip


def decoded(catalog: Catalog) -> Catalog:
    """Return a catalog of which nothing but its entries is known."""
    return replace(catalog, entries=tuple(catalog.entries))


def as_template(draw: st.DrawFn, entry: Entry) -> bytes:
    """Return an entry as a template may have it: other notes, and now and then another text."""
    source = entry.source
    if draw(st.integers(0, 3)) == 0:
        source += draw(st.sampled_from([" of the people", " 1970", "។"]))
    plural = entry.source_plural if draw(st.integers(0, 5)) else None
    return po.write_entry(source, context=entry.context, source_plural=plural, **draw(NOTES))


@st.composite
def merges(draw: st.DrawFn) -> tuple[Catalog, Catalog]:
    """Return a catalog and a template that has some of its messages, in some order."""
    old = draw(st.one_of(catalogs.tidy_files(), catalogs.tidy_files(), catalogs.files()))
    entries = [e for e in po.parse(old).entries if not e.is_header]
    more = po.parse(draw(catalogs.tidy_files())).entries
    chosen = draw(st.permutations([*entries, *(e for e in more if not e.is_header)]))
    blocks = [as_template(draw, entry) for entry in chosen[: draw(st.integers(0, len(chosen)))]]
    new = po.new_catalog({"POT-Creation-Date": "2024-01-01 00:00+0000"}, blocks)
    sides = []
    for data in (old, new):
        spelled = data.replace(*draw(st.sampled_from(SPELLINGS)))
        try:
            sides.append(po.parse(spelled))
        except CatalogError:
            sides.append(po.parse(data) if data is old else po.parse(b""))
    return sides[0], sides[1]


@given(merges(), st.booleans(), st.booleans())
def test_bytes_and_entries_come_to_the_same_catalog(
    pair: tuple[Catalog, Catalog], matching: bool, previous: bool
) -> None:
    old, template = pair
    quick = merge(old, template, matching=matching, previous=previous)
    slow = merge(decoded(old), decoded(template), matching=matching, previous=previous)
    assert quick == slow
    check_merge(old, po.parse(quick.data))


@given(merges())
def test_a_check_by_bytes_never_says_yes_where_the_entries_say_no(
    pair: tuple[Catalog, Catalog],
) -> None:
    """Two files that have nothing to do with each other, or little, break promises often."""
    old, new = pair
    for before, after in ((old, new), (new, old)):
        outcomes = []
        for these in ((before, after), (decoded(before), decoded(after))):
            try:
                check_merge(*these)
            except BrokenPromiseError:
                outcomes.append(False)
            else:
                outcomes.append(True)
        assert outcomes[0] <= outcomes[1]


@given(merges())
def test_what_is_known_of_an_entry_by_its_bytes_is_what_the_entry_says(
    pair: tuple[Catalog, Catalog],
) -> None:
    catalog, other = pair
    known, said = Blocks(catalog, other), Blocks(decoded(catalog), other)
    numbers = range(len(catalog.entries))
    assert known.spans == said.spans
    assert (known.header, known.obsolete, known.live()) == (said.header, said.obsolete, said.live())
    assert known.sources(numbers) == said.sources(numbers)
    assert known.translated(numbers) == said.translated(numbers)
    assert list(map(known.said, numbers)) == list(map(said.said, numbers))


CATALOG = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

#: a.c:1
msgid "Peace"
msgstr "Paix"

#: a.c:2
#, fuzzy
msgid "Land"
msgstr "Terre"

#: a.c:3
msgid "Law"
msgstr ""
"""


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ('msgstr "Paix"', 'msgstr ""', "would disappear: 'Paix'"),
        ('msgstr "Terre"', 'msgstr ""', "would disappear: 'Terre'"),
        ('#, fuzzy\nmsgid "Land"', 'msgid "Land"', "pass as finished: 'Land'"),
        ('msgid "Law"\nmsgstr ""', 'msgid "Law"\nmsgstr "Loi"', "pass as finished: 'Law'"),
        ("#: a.c:1", "#:  a.c:1", "laid out anew: 'Peace'"),
        ('#: a.c:1\nmsgid "Peace"\nmsgstr "Paix"\n\n', "", "would disappear: 'Paix'"),
        ('msgid "Law"', 'msgid "Law!"\nmsgstr "Paix"\n\nmsgid "Law"', "pass as finished: 'Law!'"),
    ],
)
def test_a_broken_promise_is_seen_in_tidy_files(before: str, after: str, message: str) -> None:
    old = po.parse(CATALOG.encode())
    assert CATALOG.count(before) == 1
    new = po.parse(CATALOG.replace(before, after).encode())
    assert Blocks(old, new).found is not None
    with pytest.raises(BrokenPromiseError, match=message):
        check_merge(old, new)


def test_a_message_that_stays_is_not_decoded() -> None:
    """What makes it quick is held: a template with other references decodes no kept entry."""
    template = po.parse(CATALOG.replace("a.c:", "b.c:1").encode())
    old = po.parse(CATALOG.encode())
    made = type(old.entries)._decoded
    with mock.patch.object(type(old.entries), "_decoded", autospec=True, side_effect=made) as seen:
        done = merge(old, template, matching=False)
        check_merge(old, po.parse(done.data))
    assert done.kept == 3
    assert b"#: b.c:12\n#, fuzzy\n" in done.data
    assert {call.args[1] for call in seen.call_args_list} <= {0}  # the headers


@given(st.lists(st.sampled_from([b"# a\n", b"#\n", b"#. x\n", b"#: a b\n", b"#: c\n", b"#, fuzzy\n", b"#, c-format, no-wrap\n"]), max_size=5))  # fmt: skip
def test_comment_lines_with_their_own_notes_stay(lines: list[bytes]) -> None:
    comments = b"".join(lines)
    assert po_notes.merged_comments(comments, comments) == comments
    assert merge_laws.differ(comments, comments) is False
