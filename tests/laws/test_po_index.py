"""The index of a regular catalog says what the strict reader says, or says nothing."""

from __future__ import annotations

import os
import pickle
import random
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kms_i18n import po, po_entries, po_index
from kms_i18n.errors import CatalogError
from tests.corpus.po import awkward
from tests.strategies import catalogs

ROOT = Path(__file__).parent.parent.parent
PUBLIC = ROOT / os.environ.get("PO_CORPUS", "../shared/corpus") / "po"
PIECES = [
    b"", b'"', b"\\", b"\n", b"\n\n", b"\r", b"\r\n", b"\t", b"\0", b"\x07", b"\xff", b"\xe1\x9e", b" ", b"\\n", b'\\"',
    b"\\x41", b"\\101", b"\\q", b'""\n', b'"a"\n', b"#", b"# ", b"#~ ", b"#~", b"#| ", b"#~| ", b"#,", b"#, fuzzy\n",
    b"#! fuzzy\n", b"#: a.c:1\n", b"# end\\\n", b"msgid ", b'msgid ""\n', b'msgctxt "c"\n', b'msgid_plural "p"\n', b"msgstr ",
    b'msgstr ""\n', b'msgstr[0] ""\n', b'msgstr[1] "x"\n', b"msgstr[9]", b"[1]", b"domain", b"\n<<<<<<< a\n", b"=======\n",
    b'#| msgid "old"\n', b'#| msgctxt "old"\n', b'#~ msgid "gone"\n#~ msgstr "x"\n', b"\xef\xbb\xbf", b"charset=ISO-8859-1\\n",
    b"charset=UTF-8\\t", b"charset=rot13", b"\x0c", b"\x0b", "\u2028".encode(), "\u0085".encode(),
    b"\x04", b"#, c-format, fuzzy\n", b"#,fuzzy,x\n", b"#, fuzzyx\n", b"#, x fuzzy\n", b"#, range: fuzzy\n", b"fuzzy, ", b"#,\n",
]  # fmt: skip


def outcome(data: bytes, limits: po.Limits = po.DEFAULT_LIMITS) -> Any:
    """Return everything that can be known of a file: entries and counts, or the refusal."""
    try:
        catalog = po.parse(data, "x.po", limits=limits)
    except CatalogError as error:
        with pytest.raises(CatalogError) as again:
            po.counts(data, "x.po", limits)
        assert str(again.value) == str(error)
        return str(error), error.line, error.column
    found = po.counts(data, "x.po", limits)
    assert found == po.counts(catalog)
    return tuple(catalog.entries), catalog.charset, catalog.locale, catalog.header, found


def strictly(data: bytes, limits: po.Limits = po.DEFAULT_LIMITS) -> Any:
    with mock.patch.object(po_index, "index", return_value=None):
        return outcome(data, limits)


def same(data: bytes, limits: po.Limits = po.DEFAULT_LIMITS) -> bool:
    """Hold the index against the strict reader; say whether the index took the file."""
    assert outcome(data, limits) == strictly(data, limits)
    return po_index.index(data) is not None


@given(catalogs.files())
def test_the_index_says_what_the_strict_reader_says(data: bytes) -> None:
    same(data)


@given(catalogs.tidy_files(), st.booleans())
def test_what_gettext_writes_is_regular(data: bytes, crlf: bool) -> None:
    assert same(data.replace(b"\n", b"\r\n") if crlf else data) is po_index.SOUND


@given(catalogs.files(), st.lists(st.tuples(st.integers(0), st.integers(0, 9), st.sampled_from(PIECES)), max_size=3))  # fmt: skip
def test_a_damaged_file_has_the_same_entries_or_the_same_refusal(
    data: bytes, damage: list[tuple[int, int, bytes]]
) -> None:
    for start, length, piece in damage:
        at = start % (len(data) + 1)
        data = data[:at] + piece + data[at + length :]
    same(data)


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_pieces_of_grammar_in_any_order_are_read_alike(pieces: list[bytes]) -> None:
    same(b'msgid "a"\nmsgstr "b"\n' + b"".join(pieces))


@given(catalogs.files(), st.integers(0, 3))
def test_a_limit_of_plural_forms_holds_for_both(data: bytes, forms: int) -> None:
    same(data, po.Limits(plural_forms=forms))


@pytest.mark.parametrize("case", awkward.CASES, ids=lambda case: case.name)
def test_awkward_files_are_read_alike(case: Any) -> None:
    same(case.data)


@pytest.mark.skipif(not PUBLIC.is_dir(), reason="the corpus of public test suites is not here")
def test_public_files_and_their_mutants_are_read_alike() -> None:
    files = [path.read_bytes() for path in sorted(PUBLIC.rglob("*.po"))]
    chance = random.Random(11)
    regular = sum(map(same, files))
    assert regular * 2 > len(files)
    for data in chance.sample([each for each in files if len(each) < 4000], 150):
        start = chance.randrange(len(data) + 1)
        same(data[:start] + chance.choice(PIECES) + data[start + chance.randrange(3) :])


@given(catalogs.files(), st.randoms(use_true_random=False))
def test_entries_can_be_asked_for_in_any_order(data: bytes, chance: random.Random) -> None:
    entries = po.parse(data).entries
    wanted = strictly(data)[0]
    places = list(range(-len(wanted), len(wanted)))
    chance.shuffle(places)
    assert [entries[place] for place in places] == [wanted[place] for place in places]
    assert entries[1:] == wanted[1:]
    assert pickle.loads(pickle.dumps(po.parse(data).entries)) == wanted  # noqa: S301  (our own)


@pytest.mark.skipif(not po_index.SOUND, reason="this Python's possessive groups are not sound")
def test_asking_for_one_entry_decodes_no_other() -> None:
    blocks = b"".join(b'#, c-format\nmsgid "%d"\nmsgstr "x"\n\n' % n for n in range(1000))
    entries = po.parse(blocks).entries
    with mock.patch.object(po_entries, "_unescaped", side_effect=po_entries._unescaped) as text:
        assert entries[500].source == "500"
        assert text.call_count == 2


def test_a_key_is_the_same_however_it_is_written() -> None:
    for other in (b'"a\\tb"', b'"a\tb"', b'""\n"a\\t"\n"b"', b'"a\\t"\n""\n"b"'):
        data = b'msgid "a\\tb"\nmsgstr "x"\n\nmsgid ' + other + b'\nmsgstr "y"\n'
        with pytest.raises(CatalogError, match="the same message as in line 1"):
            po.counts(data)
        same(data)
