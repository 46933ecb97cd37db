"""The laws of aligning, updating, publishing and approving, on texts shaped like outlines."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from kms_i18n import approvals, flow, formats, po
from kms_i18n.align import align
from kms_i18n.marks import marks
from kms_i18n.model import Approval, ChangeKind, Document, State
from kms_i18n.text import normal

_WORDS = (
    "peace",
    "land",
    "law",
    "since 1970",
    "people",
    "សន្តិភាព",
    "ច្បាប់",
    "l’été",
    "a\u00a0b",
    "the",
)
_MARKERS = ("", "a- ", "b-\u00a0\u00a0", "(i) ", "• ", "1) ", "§ 3 ", "Article 5. ", "g – ", "ក- ")
_ENDS = ("\n", "\r\n")

_sentences = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=6).map(" ".join)


@st.composite
def _texts(draw: st.DrawFn) -> str:
    end = draw(st.sampled_from(_ENDS))
    blocks = draw(st.lists(st.tuples(st.sampled_from(_MARKERS), _sentences), max_size=7))
    indents = [draw(st.sampled_from(["", "  ", "\t"])) for _ in blocks]
    text = (end * draw(st.integers(1, 3))).join(
        f"{indent}{marker}{words}" for indent, (marker, words) in zip(indents, blocks, strict=True)
    )
    return draw(st.sampled_from(["", "\ufeff"])) + text + draw(st.sampled_from(["", end, end * 2]))


def _document(text: str) -> Document:
    return formats.extract("source/law.txt", text.encode())


def _catalog(document: Document) -> bytes:
    empty = po.parse(po.new_catalog({"Language": "fr"}), "po/fr/law.po", "fr")
    return flow.update(empty, [document]).data


def _translated(data: bytes) -> bytes:
    catalog = po.parse(data, "po/fr/law.po", "fr")
    for index, entry in enumerate(catalog.live):
        catalog = po.parse(po.edit(catalog, catalog.live[index], targets=(f"[{entry.source}]",)))
    return catalog.data


def _targets(data: bytes) -> list[str]:
    return sorted(e.target for e in po.parse(data).entries if not e.is_header and e.target)


@given(_texts())
def test_rendering_with_the_identity_gives_back_the_same_bytes(text: str) -> None:
    document = _document(text)
    assert document.render(lambda _: None) == text
    assert document.render(lambda segment: segment.text) == text


@given(_texts())
def test_segments_are_ordered_disjoint_and_hold_their_raw_text(text: str) -> None:
    position = 0
    document = _document(text)
    for segment in document.segments:
        assert position <= segment.span.start < segment.span.end
        position = segment.span.end
        raw = text[segment.span.start : segment.span.end]
        assert re.sub(r"\s*[\r\n]+\s*", " ", raw) == segment.text
    paths = [segment.path for segment in document.segments]
    assert len(paths) == len(set(paths))


@given(_texts())
def test_a_text_aligned_with_itself_is_all_the_same(text: str) -> None:
    segments = _document(text).segments
    assert all(change.kind is ChangeKind.SAME for change in align(segments, segments))


@given(_texts(), _texts())
def test_aligning_names_every_segment_of_either_side_once(old: str, new: str) -> None:
    before, after = _document(old).segments, _document(new).segments
    changes = align(before, after)
    assert sorted(i for change in changes for i in change.old) == list(range(len(before)))
    assert sorted(i for change in changes for i in change.new) == list(range(len(after)))
    assert changes == align(before, after)


@given(_sentences, _sentences)
def test_marks_hold_both_texts(old: str, new: str) -> None:
    woven = marks(old, new)
    assert "".join(m.text for m in woven if m.sign in "=-") == old
    assert "".join(m.text for m in woven if m.sign in "=+") == new


@given(_texts(), _texts())
def test_updating_twice_is_updating_once_and_no_translation_disappears(old: str, new: str) -> None:
    before = _translated(_catalog(_document(old)))
    document = _document(new)
    once = flow.update(po.parse(before), [document]).data
    assert flow.update(po.parse(once), [document]).data == once
    assert set(_targets(before)) <= set(_targets(once))


@given(_texts(), _texts())
def test_a_source_that_comes_back_brings_its_translations_back(old: str, new: str) -> None:
    start = _document(old)
    before = po.parse(_translated(_catalog(start)))
    away = flow.update(before, [_document(new)]).data
    back = po.parse(flow.update(po.parse(away), [start]).data)
    live = {entry.source: entry.target for entry in back.live}
    assert {entry.source: entry.target for entry in before.live} == live


@given(_texts())
def test_an_approval_covers_one_pair_and_one_changed_character_voids_it(text: str) -> None:
    document = _document(text)
    catalog = po.parse(_translated(_catalog(document)), "po/fr/law.po", "fr")
    words = [
        Approval(approvals.bind(entry, "fr"), "linguistic", "reviewer@example.org", "2026-01-31")
        for entry in catalog.live
    ]
    words = list(approvals.parse(approvals.dump(words), "approvals.tsv"))
    units = flow.assess([document], catalog, "fr", "en", words)
    assert all(unit.state is State.APPROVED for unit in units)
    elsewhere = flow.assess([document], catalog, "km", "en", words)
    assert all(unit.state is State.TRANSLATED for unit in elsewhere)
    if catalog.live:
        entry = catalog.live[0]
        changed = po.parse(po.edit(catalog, entry, targets=(entry.target + ".",)), locale="fr")
        states = [u.state for u in flow.assess([document], changed, "fr", "en", words)]
        assert State.TRANSLATED in states


@given(st.lists(_texts(), min_size=3, max_size=5))
def test_no_chain_of_revisions_gives_a_key_two_entries(revisions: list[str]) -> None:
    data = _translated(_catalog(_document(revisions[0])))
    for text in [*revisions[1:], revisions[0], revisions[1]]:
        said = set(_targets(data))
        catalog = po.parse(data, locale="fr")  # refuses a second entry of one key
        updated = flow.update(catalog, [_document(text)])
        assert said <= set(_targets(updated.data))
        assert updated.tally.total() >= len({s.text for s in _document(text).segments})
        data = updated.data
    keys = [entry.key for entry in po.parse(data).entries]
    assert len(keys) == len(set(keys))


@given(_texts(), st.sampled_from([(" ", "  "), (" ", "\u00a0"), ("é", "e\u0301")]))
def test_a_text_respelled_in_blanks_alone_keeps_its_finished_translation(
    text: str, change: tuple[str, str]
) -> None:
    before = po.parse(_translated(_catalog(_document(text))), locale="fr")
    respelled = "\n\n".join(s.text.replace(*change) for s in _document(text).segments) + "\n"
    document = formats.extract("source/law.md", respelled.encode())
    if [normal(s.text) for s in document.segments] != [
        normal(s.text) for s in _document(text).segments
    ]:
        return  # what was a paragraph of text is something else in Markdown
    after = po.parse(flow.update(before, [document]).data, locale="fr")
    assert not any(entry.fuzzy or entry.obsolete for entry in after.entries if entry.target)
