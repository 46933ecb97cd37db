"""Documents that are wrapped anew, or converted to Markdown: what is the same text stays translated."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kms_i18n import flow, formats, po

if TYPE_CHECKING:
    from kms_i18n.model import Catalog

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "source/mission.txt").read_bytes().decode()
LOCALES = ("fr", "km")


def _markdown() -> str:
    """Return the mission text as somebody would write it in Markdown, wrapped at 72 columns."""
    lines: list[str] = []
    for block in filter(str.strip, TEXT.split("\n")):
        body = re.sub(r"\s+", " ", block).strip()
        if not lines:
            lines.append(f"# {body}")
        elif clause := re.match(r"([a-g]) ?[-–] ?(.*)", body):
            item = textwrap.fill(clause[2], 72, subsequent_indent="   ")
            lines.append(f"{'abcdefg'.index(clause[1]) + 1}. {item}")
        elif body.startswith("• "):
            lines.append(textwrap.fill(f"   - {body[2:]}", 72, subsequent_indent="     "))
        else:
            lines.append(textwrap.fill(body, 72))
    return "\n\n".join(lines) + "\n"


def _before(locale: str) -> Catalog:
    return po.parse((ROOT / f"po/{locale}/mission.po").read_bytes(), "mission.po", locale)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_mission_as_markdown_keeps_every_translation_finished(locale: str) -> None:
    document = formats.extract("source/mission.md", _markdown().encode())
    before = _before(locale)
    updated = flow.update(before, [document])
    after = po.parse(updated.data, locale=locale)
    assert sorted(e.target for e in after.live) == sorted(e.target for e in before.live)
    assert not any(entry.fuzzy or entry.obsolete for entry in after.entries)
    assert set(updated.tally) <= {"same", "respelled"}
    assert all(entry.references[0].startswith("source/mission.md:") for entry in after.live)
    again = flow.update(after, [document])
    assert again.data == updated.data
    back = flow.update(after, [formats.extract("source/mission.txt", TEXT.encode())])
    assert back.data == before.data


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("width", [40, 100])
def test_wrapped_anew_nothing_changes(locale: str, width: int) -> None:
    blocks = TEXT.split("\n\n")
    wrapped = "\n\n".join(
        "\n".join(textwrap.wrap(b, width, break_long_words=False, break_on_hyphens=False))
        if len(b) > width
        else b
        for b in blocks
    )
    document = formats.extract("source/mission.txt", wrapped.encode())
    before = _before(locale)
    after = po.parse(flow.update(before, [document]).data, locale=locale)
    assert {e.target: e.fuzzy for e in after.live} == {e.target: False for e in before.live}
    assert not any(entry.obsolete for entry in after.entries)


@pytest.mark.parametrize("locale", LOCALES)
def test_what_the_new_format_cuts_or_joins_is_split_and_joined(locale: str) -> None:
    markdown = re.sub(r"ruined\. To\s+do\s+this,", "ruined.\n\n   To do this,", _markdown())
    markdown = markdown.replace("land contract.\n\n   - Combat", "land contract. Combat")
    document = formats.extract("source/mission.md", markdown.encode())
    before = _before(locale)
    updated = flow.update(before, [document])
    tally = updated.tally
    assert (tally["split"], tally["merged"], tally["added"]) == (2, 1, 0)
    kept = {entry.target for entry in po.parse(updated.data).entries}
    assert {entry.target for entry in before.live} <= kept
    assert sum(e.fuzzy for e in po.parse(updated.data).live) == 3
