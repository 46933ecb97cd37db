"""Every file of the public test suites comes out as its manifest says, and stays as it is.

Their licences differ from ours, so the files are not part of this project: the folder that
PO_CORPUS names, or ``../shared/corpus``, is read where it is present.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kms_i18n import po
from kms_i18n.errors import CatalogError
from tests.corpus.po.disagreements import POLIB
from tests.oracles import msgfmt, polibs, public

FIELDS = ("translated", "fuzzy", "untranslated", "obsolete")
ROWS = public.rows()

pytestmark = pytest.mark.skipif(not ROWS, reason="the corpus of public test suites is not here")

ACCEPTED = [row for row in ROWS if row["expect"] == "accept"]
REFUSED = [row for row in ROWS if row["expect"] == "reject"]


def names(rows: list[dict[str, Any]]) -> list[str]:
    return [Path(row["file"]).stem for row in rows]


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_an_accepted_file_has_the_right_counts_and_stays_byte_for_byte(row: dict[str, Any]) -> None:
    data = public.read(row)
    catalog = po.parse(data, row["file"])
    assert po.counts(catalog)._asdict() == {field: row[field] for field in FIELDS}
    assert po.compose(catalog, catalog.entries) == data
    for entry in catalog.entries:
        same = po.revise(
            catalog,
            entry,
            source=entry.source,
            targets=entry.targets,
            fuzzy=entry.fuzzy,
            references=entry.references,
            extracted_comments=entry.extracted_comments,
            obsolete=entry.obsolete,
        )
        assert same == data[entry.span.start : entry.span.end]


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_a_malformed_file_is_refused_at_the_right_line(row: dict[str, Any]) -> None:
    with pytest.raises(CatalogError) as refusal:
        po.parse(public.read(row), row["file"])
    assert refusal.value.line in row["lines"]
    assert refusal.value.column >= 1
    assert refusal.value.path == row["file"]


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_changing_one_translation_leaves_every_other_entry_as_it_was(row: dict[str, Any]) -> None:
    data = public.read(row)
    catalog = po.parse(data)
    for entry in catalog.entries[:40]:
        targets = tuple(f"changed {number}" for number in range(len(entry.targets)))
        edited = po.edit(catalog, entry, targets=targets, fuzzy=True)
        assert edited.startswith(data[: entry.span.start])
        assert edited.endswith(data[entry.span.end :])
        if entry.is_header:
            continue
        after = po.parse(edited).entries
        assert [each.key for each in after] == [each.key for each in catalog.entries]
        index = catalog.entries.index(entry)
        assert (after[index].targets, after[index].fuzzy) == (targets, True)
        assert [e.targets for e in after[:index]] == [e.targets for e in catalog.entries[:index]]


POLIB_DIFFERS = {
    "gettext--msgattrib-16--ma-test16-2": "previous texts of obsolete entries, and several on one line",
    "polib--test_obsolete_is_not_fuzzy": "previous texts of obsolete entries, and several on one line",
    "polib--test_obsolete_previousmsgid": "previous texts of obsolete entries, and several on one line",
    "rspolib--obsolete-previous-msgid": "previous texts of obsolete entries, and several on one line",
    "ttk--test_context_only": "an empty text in a context, without a header",
}
"""Accepted files in which polib reads other messages, each with its row of the list."""


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_polib_reads_the_same_messages_where_it_can_read_the_file(row: dict[str, Any]) -> None:
    found = polibs.difference(public.FOLDER / row["file"])
    if found == "refuses":
        pytest.skip("polib refuses this file")
    listed = POLIB_DIFFERS.get(Path(row["file"]).stem)
    assert found == ("" if listed is None else "other")
    assert listed is None or listed in {each.name for each in POLIB}


@pytest.mark.gettext
@pytest.mark.parametrize("row", ROWS, ids=names(ROWS))
def test_gettext_compiles_the_same_messages_but_for_the_list(row: dict[str, Any]) -> None:
    data = public.read(row)
    try:
        catalog, refusal = po.parse(data), ""
    except CatalogError as error:
        catalog, refusal = None, error.message
    assert msgfmt.disagreement(data, msgfmt.ask(data), refusal, catalog) == ""
