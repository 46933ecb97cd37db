"""The laws of pairs: a catalog in pieces holds what the catalog holds, and nothing makes no pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from kms_i18n import po
from kms_i18n.errors import CatalogError
from kms_i18n.pairs import Reader, bound
from tests.strategies import catalogs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kms_i18n.model import Entry


def _said(entries: Iterable[Entry]) -> list[tuple[str, ...]]:
    return sorted(
        (
            repr(e.context),
            e.source,
            repr(e.source_plural),
            *e.targets,
            repr(e.flags),
            repr(e.obsolete),
        )
        for e in entries
        if not e.is_header
    )


@given(st.lists(catalogs.files(), min_size=1, max_size=3))
def test_the_pieces_of_a_catalog_hold_its_entries_whatever_was_read_before(
    files: list[bytes],
) -> None:
    reader = Reader()
    for data in files:
        assert _said(reader.entries(reader.pieces(data))) == _said(po.parse(data).entries)


@given(catalogs.files(), catalogs.files())
def test_a_commit_makes_only_finished_pairs_that_were_not_there(old: bytes, new: bytes) -> None:
    reader = Reader()
    before, after = reader.pieces(old), reader.pieces(new)
    assert list(bound(reader, [after], after, merge=False)) == []
    assert list(bound(reader, [before, after], after, merge=True)) == []
    made = [made.entry for made in bound(reader, [before], after, merge=False)]
    assert all(e.translated and not e.fuzzy and not e.obsolete for e in made)
    assert all(not made.suspect for made in bound(reader, [], after, merge=False))


@given(
    st.binary(max_size=200) | st.text(max_size=80).map(lambda text: text.encode("utf-8", "replace"))
)
def test_any_bytes_can_be_an_old_revision(data: bytes) -> None:
    reader = Reader()
    entries = list(reader.entries(reader.pieces(data)))
    try:
        whole = po.parse(data).entries
    except CatalogError:
        return
    assert _said(entries) == _said(whole)
