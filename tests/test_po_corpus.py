"""Every file of the public test suites comes out as its manifest says, and stays as it is.

Their licences differ from ours, so the files are not part of this project: the folder that
PO_CORPUS names, or ``../shared/corpus``, is read where it is present.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from kms_i18n import po
from kms_i18n.errors import CatalogError

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / os.environ.get("PO_CORPUS", "../shared/corpus") / "po"
FIELDS = ("translated", "fuzzy", "untranslated", "obsolete")

pytestmark = pytest.mark.skipif(
    not (FOLDER / "MANIFEST.jsonl").is_file(), reason="the corpus of public test suites is not here"
)


def manifest() -> list[dict[str, Any]]:
    """Return the rows of the manifest; none where the corpus is not here."""
    path = FOLDER / "MANIFEST.jsonl"
    if not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


ROWS = manifest()
ACCEPTED = [row for row in ROWS if row["expect"] == "accept"]
REFUSED = [row for row in ROWS if row["expect"] == "reject"]


def read(row: dict[str, Any]) -> bytes:
    return (FOLDER / row["file"]).read_bytes()


def names(rows: list[dict[str, Any]]) -> list[str]:
    return [Path(row["file"]).stem for row in rows]


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_an_accepted_file_has_the_right_counts_and_stays_byte_for_byte(row: dict[str, Any]) -> None:
    data = read(row)
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
        po.parse(read(row), row["file"])
    assert refusal.value.line in row["lines"]
    assert refusal.value.column >= 1
    assert refusal.value.path == row["file"]


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_changing_one_translation_leaves_every_other_entry_as_it_was(row: dict[str, Any]) -> None:
    data = read(row)
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


POLIB_LOSES = {"ttk--test_context_only"}
"""polib takes an empty text in a context for a header, and drops the entry."""


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_polib_reads_the_same_messages_where_it_can_read_the_file(row: dict[str, Any]) -> None:
    import polib

    try:
        theirs = polib.pofile(str(FOLDER / row["file"]))
    except (OSError, UnicodeDecodeError):
        pytest.skip("polib refuses this file")
    if Path(row["file"]).stem in POLIB_LOSES:
        assert len(theirs) < len(po.parse(read(row)).entries)
        return
    assert list(map(_said, po.to_polib(po.parse(read(row))))) == list(map(_said, theirs))


def _said(entry: Any) -> tuple[Any, ...]:
    forms = dict(sorted(entry.msgstr_plural.items()))
    texts = (entry.msgctxt, entry.msgid, entry.msgid_plural, entry.msgstr, forms)
    return (*texts, bool(entry.obsolete), sorted(entry.flags))
