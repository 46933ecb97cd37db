"""The whole life of a document: source, template, catalog before and after a revision, published.

Run ``python tests/test_golden.py`` to write the files anew after a wanted change; then read the diff.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kms_i18n import flow, formats, po

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(path.parent for path in GOLDEN.glob("*/before.po"))


def _life(case: Path) -> dict[str, bytes]:
    """Return every file of a life that follows from source, revision and ``before.po``."""
    source, revised = next(case.glob("source.*")), next(case.glob("revised.*"))
    first = formats.extract(f"source/doc{source.suffix}", source.read_bytes())
    second = formats.extract(f"source/doc{source.suffix}", revised.read_bytes())
    empty = po.parse(po.new_catalog({"Project-Id-Version": "golden"}), "doc.pot")
    before = po.parse((case / "before.po").read_bytes(), "before.po", "fr")
    after = po.parse(flow.update(before, [second]).data, "after.po", "fr")
    lives = {"template.pot": flow.update(empty, [first]).data, "after.po": after.data}
    for name, document, catalog in (("before", first, before), ("after", second, after)):
        units = flow.assess([document], catalog, "fr", "en")
        text = flow.publish(document, units, "source").text
        lives[f"published-{name}{source.suffix}"] = text.encode()
    return lives


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_document_lives_as_its_golden_files_say(case: Path) -> None:
    for name, data in _life(case).items():
        assert data.decode() == (case / name).read_bytes().decode(), name


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_catalog_before_is_what_an_update_of_nothing_would_keep(case: Path) -> None:
    source = next(case.glob("source.*"))
    document = formats.extract(f"source/doc{source.suffix}", source.read_bytes())
    before = po.parse((case / "before.po").read_bytes(), "before.po", "fr")
    assert flow.update(before, [document]).data == before.data


if __name__ == "__main__":
    for folder in CASES:
        for file, content in _life(folder).items():
            (folder / file).write_bytes(content)
