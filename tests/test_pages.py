"""Published pages: every passage once, in its language, and never worse than what is there."""

from __future__ import annotations

import re
import subprocess
import sys
from html import unescape
from typing import TYPE_CHECKING

import pytest

from kms_i18n import po
from kms_i18n.formats import extract
from tests.projects import mission_project

if TYPE_CHECKING:
    from pathlib import Path


def _kms(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kms_i18n", *arguments],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return mission_project(tmp_path)


def _texts(page: str) -> list[str]:
    shown = re.sub(r'<span class="marker">[^<]*</span>', "", page)
    return [unescape(text) for text in re.findall(r"<(?:p|h1)[^>]*>([^<]*)</(?:p|h1)>", shown)]


def test_a_page_holds_every_passage_once_in_the_order_of_the_source(project: Path) -> None:
    assert _kms(project, "publish", "--to", "html", "-l", "km").returncode == 0
    page = (project / "reports/km/mission.html").read_text(encoding="utf-8")
    catalog = po.parse((project / "po/km/mission.po").read_bytes())
    targets = {entry.source: entry.target for entry in catalog.live}
    source = extract("source/mission.txt", (project / "source/mission.txt").read_bytes())
    assert _texts(page) == [targets[segment.text] for segment in source.segments]
    assert page.count('<html lang="km"') == 1  # fmt: skip
    assert page.count("<h1") == 1
    assert [marker.strip() for marker in re.findall(r'"marker">([^<]*)<', page)] == [s.marker for s in source.segments if s.marker]  # fmt: skip
    assert page.count('<ul role="list"') == page.count("</ul>") == 2
    assert "<script" not in page


def test_a_bilingual_page_has_the_source_before_each_passage_in_its_own_language(
    project: Path,
) -> None:
    assert _kms(project, "publish", "--to", "html", "--bilingual", "-l", "fr").returncode == 0
    page = (project / "reports/fr/mission.en.html").read_text(encoding="utf-8")
    source = extract("source/mission.txt", (project / "source/mission.txt").read_bytes())
    assert _texts(page)[::2] == [segment.text for segment in source.segments]
    assert page.count('lang="en"') == len(source.segments)


def test_what_is_not_translated_is_shown_in_the_language_it_is_in(project: Path) -> None:
    catalog = project / "po/fr/mission.po"
    text = catalog.read_text(encoding="utf-8")
    catalog.write_text(re.sub(r'msgstr "Lutter.*"', 'msgstr ""', text), encoding="utf-8")
    assert _kms(project, "publish", "--to", "html", "-l", "fr").returncode == 0
    page = (project / "reports/fr/mission.html").read_text(encoding="utf-8")
    assert len(re.findall(r'<p lang="en"[^>]*class="waiting"', page)) == 1
    refused = _kms(project, "publish", "--to", "html", "-l", "fr", "--policy", "release")
    assert refused.returncode == 1
    assert "the gate release is shut" in refused.stdout


def test_a_page_is_never_replaced_by_a_worse_one_and_replaces_nothing_else(project: Path) -> None:
    path = project / "reports/fr/mission.html"
    path.parent.mkdir(parents=True)
    path.write_text("<p>somebody's own page</p>", encoding="utf-8")
    refused = _kms(project, "publish", "--to", "html", "-l", "fr", "--allow-worse")
    assert (refused.returncode, "no page of this program" in refused.stdout) == (1, True)
    path.unlink()
    assert _kms(project, "publish", "--to", "html", "-l", "fr").returncode == 0
    before = path.read_bytes()
    catalog = project / "po/fr/mission.po"
    text = catalog.read_text(encoding="utf-8")
    catalog.write_text(re.sub(r'msgstr "Lutter.*"', 'msgstr ""', text), encoding="utf-8")
    worse = _kms(project, "publish", "--to", "html", "-l", "fr")
    assert (worse.returncode, "14 translated passages" in worse.stdout) == (1, True)
    assert path.read_bytes() == before
    assert _kms(project, "publish", "--to", "html", "-l", "fr", "--allow-worse").returncode == 0


def test_a_bilingual_text_file_is_refused_with_what_helps(project: Path) -> None:
    done = _kms(project, "publish", "--bilingual")
    assert (done.returncode, "--to html" in done.stderr) == (2, True)
