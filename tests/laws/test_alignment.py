"""The laws of alignment, change classes, marks, carrying and the memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kms_i18n import carry, flow, formats, po
from kms_i18n.align import align
from kms_i18n.classes import classify
from kms_i18n.marks import marks
from kms_i18n.model import ChangeClass, ChangeKind, Entry, Kind, Segment, Span
from kms_i18n.recall import ELSEWHERE, Known, recall
from kms_i18n.text import clusters

_LABELLED = Path(__file__).parent.parent / "corpus" / "changes.jsonl"
_WHO = ("The Council", "The Senate", "Each commune", "The land office", "The Auditor")
_DOES = ("shall publish", "shall review", "may suspend", "must protect", "renews")
_WHAT = ("the annual budget", "the border map", "the register of members", "the rice stocks")
_WHEN = ("within thirty days", "before 31 March", "every two years", "at each session")

_clauses = st.builds(
    "{} {} {} {}.".format,
    st.sampled_from(_WHO),
    st.sampled_from(_DOES),
    st.sampled_from(_WHAT),
    st.sampled_from(_WHEN),
)
_documents = st.lists(_clauses, min_size=1, max_size=12)
_mixed = st.lists(
    st.sampled_from([*"ab ,.19’", "ខ្មែ", "រ", "សន្តិ", "ភាព", "\u200b", "e\u0301"]), max_size=24
).map("".join)


def _segments(texts: list[str]) -> list[Segment]:
    nowhere = Span(0, 0)
    return [Segment(f"p{k}", text, nowhere, Kind.CLAUSE, nowhere) for k, text in enumerate(texts)]


@st.composite
def _revised(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """A document of clauses, and what an editor made of it."""
    old = draw(_documents)
    new = list(old)
    for _ in range(draw(st.integers(0, 5))):
        place = draw(st.integers(0, len(new) - 1)) if new else 0
        match draw(st.sampled_from(["edit", "drop", "move", "insert", "split", "merge"])):
            case "edit" if new:
                new[place] = new[place].replace("the", draw(st.sampled_from(["a", "every", "no"])))
            case "drop" if new:
                del new[place]
            case "move" if new:
                new.insert(draw(st.integers(0, len(new) - 1)), new.pop(place))
            case "split" if new:
                words = new[place].split()
                new[place : place + 1] = [" ".join(words[:4]) + ".", " ".join(words[4:])]
            case "merge" if place + 1 < len(new):
                new[place : place + 2] = [" ".join(new[place : place + 2])]
            case _:
                new.insert(place, draw(_clauses))
    return old, new


@given(_revised())
def test_every_segment_of_either_revision_is_in_exactly_one_change(
    pair: tuple[list[str], list[str]],
) -> None:
    old, new = map(_segments, pair)
    changes = align(old, new)
    assert sorted(i for change in changes for i in change.old) == list(range(len(old)))
    assert sorted(j for change in changes for j in change.new) == list(range(len(new)))
    for change in changes:
        sides = len(change.old), len(change.new)
        kinds = {(0, 1): ChangeKind.ADDED, (1, 0): ChangeKind.REMOVED}
        if sides in kinds:
            assert change.kind is kinds[sides]
        elif sides != (1, 1):
            assert change.kind is (ChangeKind.SPLIT if sides[0] == 1 else ChangeKind.MERGED)
            assert min(sides) == 1
        assert (change.klass is None) == (change.kind is ChangeKind.SAME)
        assert change.moved or change.kind is not ChangeKind.MOVED


@given(_documents)
def test_a_document_is_all_the_same_as_itself(texts: list[str]) -> None:
    segments = _segments(texts)
    assert {change.kind for change in align(segments, segments)} == {ChangeKind.SAME}


@given(st.lists(_clauses, min_size=4, max_size=9, unique=True), st.data())
def test_a_split_read_backwards_is_a_merge(clauses: list[str], data: st.DataObject) -> None:
    first, second = (
        "Nobody owns the water of the great lake.",
        "Fishing grounds belong to those villages that tend them.",
    )
    place = data.draw(st.integers(0, len(clauses)))
    whole = [*clauses[:place], f"{first} {second}", *clauses[place:]]
    parts = [*clauses[:place], first, second, *clauses[place:]]
    old, new = _segments(whole), _segments(parts)
    (split,) = (c for c in align(old, new) if c.kind is not ChangeKind.SAME)
    (merge,) = (c for c in align(new, old) if c.kind is not ChangeKind.SAME)
    assert (split.kind, split.old, split.new) == (ChangeKind.SPLIT, (place,), (place, place + 1))
    assert (merge.kind, merge.old, merge.new) == (ChangeKind.MERGED, split.new, split.old)
    assert split.klass is merge.klass is ChangeClass.STRUCTURE


def test_of_near_duplicates_each_goes_to_its_own() -> None:
    old = [f"Schedule {n}: a fee of {n}5,000 riels is due for boats." for n in range(1, 8)]
    new = [text.replace("is due", "is payable") for text in old]
    del new[3]
    found = {c.new: c.old for c in align(_segments(old), _segments(new)) if c.new}
    assert found == {(j,): (j if j < 3 else j + 1,) for j in range(6)}


def test_an_edited_text_that_moved_is_both() -> None:
    old = [
        "Rice is stored.",
        "The court hears both parties.",
        "Schools teach Khmer.",
        "Peace reigns.",
    ]
    new = [
        "Rice is stored.",
        "Schools teach Khmer.",
        "Peace reigns.",
        "The court hears all parties.",
    ]
    (change,) = (c for c in align(_segments(old), _segments(new)) if c.kind is ChangeKind.EDITED)
    assert (change.old, change.new, change.moved, change.klass) == ((1,), (3,), True, "meaning")


def test_alignment_does_not_depend_on_the_hash_seed() -> None:
    program = (
        "from kms_i18n.align import align\n"
        "from kms_i18n.model import Kind, Segment, Span\n"
        "who = ['Council', 'Senate', 'Auditor', 'Court']\n"
        "texts = [f'The {w} shall review item {n} of the {x} list.' for n in range(9) for w in who for x in who]\n"
        "def s(t): return [Segment(str(k), x, Span(0, 0), Kind.ITEM, Span(0, 0)) for k, x in enumerate(t)]\n"
        "new = [t.replace('review', 'audit') if k % 3 else t for k, t in enumerate(texts) if k % 7]\n"
        "print(align(s(texts), s(new)))\n"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(seen) == 1


def test_a_renumbered_article_goes_with_what_stands_in_it() -> None:
    """Where every line changed, an article called 3 now is not the one called 3 before."""
    subjects = ("the forest", "the river", "the harbour", "the market", "the archive")
    texts = [
        (f"Article {n}", f"{n}) The commune shall protect {subject} from fire and flood.")
        for n, subject in enumerate(subjects, 1)
    ]
    later = [
        (f"Article {n}", f"{n}) The commune shall protect {subject} from fire and from flood.")
        for n, subject in enumerate(subjects, 3)
    ]
    old, new = (_segments([text for pair in side for text in pair]) for side in (texts, later))
    came = {change.new[0]: change.old for change in align(old, new) if change.new}
    assert all(came[j] == (j,) for j in range(len(new)))


# ── classes and marks ────────────────────────────────────────────────────────────────────────


def test_change_classes_agree_with_the_labelled_pairs() -> None:
    rows = [json.loads(line) for line in _LABELLED.read_text(encoding="utf-8").splitlines()]
    assert len(rows) >= 300
    seen: Counter[tuple[str, str]] = Counter()
    for row in rows:
        seen[row["class"], classify(row["old"], row["new"], row["language"])] += 1
    missed = {pair for pair in seen if pair[0] == "meaning" != pair[1]}
    assert not missed  # a change of meaning is never taken for less
    for name, floor in (("typographic", 0.99), ("wording", 0.95), ("meaning", 0.96)):
        hits = seen[name, name]
        labelled = sum(n for (label, _), n in seen.items() if label == name)
        given_ = sum(n for (_, found), n in seen.items() if found == name)
        assert 2 * hits / (labelled + given_) >= floor, name


@given(_mixed, _mixed)
def test_marks_weave_both_texts_and_never_cut_a_cluster(old: str, new: str) -> None:
    woven = marks(old, new)
    for signs, text in (("=-", old), ("=+", new)):
        pieces = [mark.text for mark in woven if mark.sign in signs]
        assert "".join(pieces) == text
        edges, reached = set(), 0
        for cluster in clusters(text):
            edges.add(reached)
            reached += len(cluster)
        reached = 0
        for piece in pieces:
            assert reached in edges
            reached += len(piece)


def test_a_lone_word_between_two_changes_is_part_of_the_change() -> None:
    woven = [(m.sign, m.text) for m in marks("we see a red car there", "we see the blue car there")]
    assert woven == [("=", "we see "), ("-", "a red"), ("+", "the blue"), ("=", " car there")]
    assert [m.sign for m in marks("wholly other words", "nothing in common here")] == ["-", "+"]


# ── carrying and memory ──────────────────────────────────────────────────────────────────────


def _updated(data: bytes, text: str) -> bytes:
    return flow.update(
        po.parse(data, "fr.po", "fr"), [formats.extract("law.md", text.encode())]
    ).data


def _translated(text: str, words: dict[str, str]) -> bytes:
    data = _updated(po.new_catalog({"Language": "fr"}), text)
    for source, target in words.items():
        catalog = po.parse(data, "fr.po", "fr")
        entry = next(e for e in catalog.live if e.source == source)
        data = po.edit(catalog, entry, targets=(target,))
    return data


def _live(data: bytes) -> list[Entry]:
    return list(po.parse(data, "fr.po", "fr").live)


_FIRST, _SECOND = "The court hears both parties.", "It rules within ten days of that."
_PREMIER, _DEUXIEME = "Le tribunal entend les deux parties.", "Il statue dans les dix jours."


def test_the_parts_of_a_split_text_get_their_part_of_the_translation() -> None:
    whole = f"{_FIRST} {_SECOND}"
    before = _translated(f"{whole}\n", {whole: f"{_PREMIER} {_DEUXIEME}"})
    after = _updated(before, f"{_FIRST}\n\n{_SECOND}\n")
    assert [(e.target, e.fuzzy, e.previous_source) for e in _live(after)] == [
        (_PREMIER, True, whole),
        (_DEUXIEME, True, whole),
    ]
    assert _updated(after, f"{_FIRST}\n\n{_SECOND}\n") == after
    (back,) = _live(_updated(after, f"{whole}\n"))
    assert (back.target, back.fuzzy) == (f"{_PREMIER} {_DEUXIEME}", False)


def test_a_translation_without_a_place_to_cut_goes_whole_to_the_first_part() -> None:
    whole = f"{_FIRST} {_SECOND}"
    before = _translated(f"{whole}\n", {whole: "Le tribunal entend et statue"})
    first, second = _live(_updated(before, f"{_FIRST}\n\n{_SECOND}\n"))
    assert (first.target, first.fuzzy) == ("Le tribunal entend et statue", True)
    assert (second.target, second.fuzzy) == ("", False)
    assert first.previous_source == second.previous_source == whole


def test_a_merged_text_gets_both_translations() -> None:
    before = _translated(f"{_FIRST}\n\n{_SECOND}\n", {_FIRST: _PREMIER, _SECOND: _DEUXIEME})
    (entry,) = _live(_updated(before, f"{_FIRST} {_SECOND}\n"))
    assert entry.fuzzy
    assert entry.target == f"{_PREMIER} {_DEUXIEME}"
    assert entry.previous_source == f"{_FIRST}\n{_SECOND}"  # shows where the cut was


@given(_revised())
def test_no_translation_is_lost_and_all_come_back(pair: tuple[list[str], list[str]]) -> None:
    old, new = ("\n\n".join(texts) + "\n" for texts in pair)
    before = _translated(old, {text: f"[{text}]" for text in dict.fromkeys(pair[0])})
    away = _updated(before, new)
    kept = {e.target for e in po.parse(away).entries}
    assert {e.target for e in _live(before)} <= kept
    assert _updated(away, new) == away
    back = {e.source: e.target for e in _live(_updated(away, old))}
    assert back == {e.source: e.target for e in _live(before)}


@pytest.mark.parametrize(("distance", "found"), [(ELSEWHERE, False), (ELSEWHERE + 1, True)])
def test_only_what_stands_elsewhere_is_remembered(distance: int, *, found: bool) -> None:
    known = [Known("The Council shall publish the annual budget.", "law.md", 0)]
    wanted = [Known("The Council shall publish the annual report.", "law.md", distance)]
    assert (recall(known, wanted) != [None]) is found
    assert recall(known, [wanted[0]._replace(document="other.md")]) != [None]


@given(st.lists(st.integers(1, 40), min_size=2, max_size=4), _mixed)
def test_a_cut_translation_is_the_translation(lengths: list[int], target: str) -> None:
    pieces = carry.cut(target, lengths)
    if pieces is not None:
        assert len(pieces) == len(lengths)
        assert "".join("".join(pieces).split()) == "".join(target.split())
