"""What revisions of the mission text do to its Khmer and French catalogs, byte for byte.

Run ``python tests/test_mission_revisions.py`` to write the files anew after a wanted change; then
read the diff.
"""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kms_i18n import flow, formats, po

if TYPE_CHECKING:
    from collections.abc import Callable

    from kms_i18n.flow import Updated
    from kms_i18n.model import Catalog

GOLDEN = Path(__file__).parent / "golden/mission"
LOCALES = ("fr", "km")


def _replaced(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


def _insert_a_clause(text: str) -> str:
    """A clause b is new; the later ones are lettered anew."""
    for old, new in zip("gfedcb", "hgfedc", strict=True):
        text = re.sub(rf"(?m)^{old}(?=-|\s–)", new, text)
    new = "b-    Teaching every child the history of the nation in the Khmer language;\n\n"
    text, count = re.subn(r"(?m)^(?=c-\s+Restoring)", new, text)
    assert count == 1
    return text


def _move_a_bullet(text: str) -> str:
    """“Fight poverty and corruption” goes from clause c to clause e."""
    text = _replaced(text, "• Fight poverty and corruption;\n\n", "")
    bullet = "• Fight poverty and corruption;\n\n"
    text, count = re.subn(r"(?m)^(?=[f-h]-\s+Drive out)", bullet, text)
    assert count == 1
    return text


def _merge_two_bullets(text: str) -> str:
    """The first two bullets of clause c become one."""
    return _replaced(text, "land contract.\n\n• Combat", "land contract. Combat")


def _split_a_sentence(text: str) -> str:
    """The second sentence of clause c becomes a paragraph of its own."""
    return _replaced(text, "emotionally ruined. To do", "emotionally ruined.\n\nTo do")


def _negate(text: str) -> str:
    """“will” becomes “will not”."""
    return _replaced(text, "so that they will faithfully", "so that they will not faithfully")


def _curl_the_apostrophes(text: str) -> str:
    return text.replace("'", "’")


def _all_at_once(text: str) -> str:
    for change in list(CASES.values())[:-1]:
        text = change(text)
    return text


CASES: dict[str, Callable[[str], str]] = {
    "clause-inserted": _insert_a_clause,
    "bullet-moved": _move_a_bullet,
    "bullets-merged": _merge_two_bullets,
    "sentence-split": _split_a_sentence,
    "negated": _negate,
    "apostrophes-curled": _curl_the_apostrophes,
    "all-at-once": _all_at_once,
}


def _before(locale: str) -> Catalog:
    path = f"po/{locale}/mission.po"
    return po.parse((GOLDEN / f"before.{locale}.po").read_bytes(), path, locale)


def _revised(case: str) -> bytes:
    return CASES[case]((GOLDEN / "before.txt").read_bytes().decode()).encode()


def _update(case: str, locale: str) -> Updated:
    document = formats.extract("source/mission.txt", _revised(case))
    return flow.update(_before(locale), [document])


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("case", CASES)
def test_a_revision_leaves_the_catalog_that_was_looked_at(case: str, locale: str) -> None:
    assert _revised(case) == (GOLDEN / case / "mission.txt").read_bytes()
    updated = _update(case, locale)
    assert updated.data == (GOLDEN / case / f"{locale}.po").read_bytes()
    again = po.parse(updated.data, locale=locale)
    document = formats.extract("source/mission.txt", _revised(case))
    assert flow.update(again, [document]).data == updated.data


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("case", CASES)
def test_nothing_is_carried_wrongly_and_nothing_is_lost(case: str, locale: str) -> None:
    before = {entry.source: entry for entry in _before(locale).live}
    after = po.parse(_update(case, locale).data, locale=locale)
    targets = {entry.target for entry in after.entries}
    assert {entry.target for entry in before.values()} <= targets
    for entry in after.live:
        known = before.get(entry.source)
        if known:  # The text stayed, so did its translation, finished as it was.
            assert (entry.target, entry.fuzzy) == (known.target, known.fuzzy)
        elif entry.target:  # It says from which text it is, and is no finished translation.
            assert entry.fuzzy
            assert entry.previous_source
        else:
            assert entry.source.startswith("Teaching every child")


@pytest.mark.parametrize(
    ("case", "tally"),
    [
        ("clause-inserted", {"same": 15, "added": 1}),
        ("bullet-moved", {"same": 14, "moved": 1}),
        ("bullets-merged", {"same": 13, "merged": 1, "removed": 2}),
        ("sentence-split", {"same": 14, "split": 2, "removed": 1}),
        ("negated", {"same": 14, "edited": 1}),
        ("apostrophes-curled", {"same": 12, "edited": 3}),
        (
            "all-at-once",
            {"same": 8, "moved": 1, "edited": 3, "split": 2, "merged": 1, "added": 1, "removed": 3},
        ),
    ],
)
def test_each_revision_is_seen_as_what_it_is(case: str, tally: dict[str, int]) -> None:
    updated = _update(case, "fr")
    assert updated.tally == Counter(tally)
    classes = {fate.klass for fate in updated.fates if fate.kind == "edited"}
    expected = {"negated": {"meaning"}, "apostrophes-curled": {"typographic"}}
    assert classes == expected.get(case, classes)


@pytest.mark.parametrize("locale", LOCALES)
def test_going_back_from_all_at_once_restores_every_translation(locale: str) -> None:
    away = po.parse(_update("all-at-once", locale).data, locale=locale)
    document = formats.extract("source/mission.txt", (GOLDEN / "before.txt").read_bytes())
    back = po.parse(flow.update(away, [document]).data, locale=locale)
    assert {e.source: e.target for e in back.live} == {
        e.source: e.target for e in _before(locale).live
    }


@pytest.mark.gettext
@pytest.mark.parametrize("case", CASES)
def test_msgfmt_takes_every_revised_catalog(case: str) -> None:
    for locale in LOCALES:
        path = GOLDEN / case / f"{locale}.po"
        done = subprocess.run(
            ["msgfmt", "--check", "-o", "-", str(path)], capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr


def main() -> None:
    for case in CASES:
        folder = GOLDEN / case
        folder.mkdir(exist_ok=True)
        (folder / "mission.txt").write_bytes(_revised(case))
        for locale in LOCALES:
            (folder / f"{locale}.po").write_bytes(_update(case, locale).data)


if __name__ == "__main__":
    main()
