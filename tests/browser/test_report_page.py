"""The report in a browser: by keyboard, in both schemes, narrow and wide, for screen readers."""

from __future__ import annotations

import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parent.parent.parent
PICTURE = runpy.run_path(str(ROOT / "scripts/build_picture.py"))
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AXE = os.environ.get("AXE_JS", "")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of the mission text with every state in it."""
    made = tmp_path_factory.mktemp("browser")
    PICTURE["past"](made)
    return made


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Return one Chromium for all tests."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (make test-browser)")  # fmt: skip
    if CHROMIUM is None:
        pytest.skip("chromium is not installed (apt-get install chromium fonts-noto-core)")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=PICTURE["FLAGS"])
        yield started
        started.close()


class Opened:
    """A page with what it asked for and complained about."""

    def __init__(self, browser: Any, path: Path, scheme: str = "light", width: int = 1280) -> None:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
        )
        self.page = context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(path.as_uri())

    def counts(self, shown: int) -> None:
        """Wait until the page says how many texts it shows."""
        from playwright.sync_api import expect

        expect(self.page.locator("#count")).to_have_text(f"{shown} of 15 texts shown")

    def shown(self) -> list[str]:
        """Return the paths of the texts that are shown."""
        found: list[str] = self.page.eval_on_selector_all(
            "article.segment:not([hidden]) h4 code", "nodes => nodes.map(n => n.textContent)"
        )
        return found


@pytest.fixture(params=[("light", 1280), ("dark", 1280), ("light", 320), ("dark", 320)])
def opened(request: pytest.FixtureRequest, browser: Any, folder: Path) -> Iterator[Opened]:
    """Return the report in each scheme, narrow and wide."""
    scheme, width = request.param
    made = Opened(browser, folder / "reports/index.html", scheme, width)
    yield made
    made.page.context.close()


def test_the_page_fits_loads_nothing_and_complains_of_nothing(opened: Opened) -> None:
    page = opened.page
    widths = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1]
    assert len(opened.requests) == 1
    assert opened.complaints == []


def test_nothing_stands_in_the_way_of_anybody(opened: Opened) -> None:
    if not AXE:
        pytest.skip("AXE_JS names no axe.min.js (npm pack axe-core)")
    opened.page.evaluate(Path(AXE).read_text(encoding="utf-8"))
    result = opened.page.evaluate(f"axe.run({{runOnly: {RULES}}})")
    found = [(kind, rule["id"], [n["html"][:99] for n in rule["nodes"]]) for kind in ("violations", "incomplete") for rule in result[kind]]  # fmt: skip
    assert found == []
    assert len(result["passes"]) > 20


def test_the_filters_work_by_keyboard_alone(browser: Any, folder: Path) -> None:
    opened = Opened(browser, folder / "reports/index.html")
    page = opened.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert len(opened.shown()) == 15

    def reach(selector: str) -> None:
        for _ in range(200):
            if page.evaluate(f"document.activeElement.matches({selector!r})"):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"no way to {selector}")

    for state in ("approved", "translated"):
        reach(f'input[name=state][value="{state}"]')
        page.keyboard.press("Space")
    opened.counts(3)
    assert opened.shown() == ["c/2", "c/3", "e"]
    reach('input[name=locale][value="km"]')
    page.keyboard.press("Space")
    opened.counts(2)
    assert opened.shown() == ["c/2", "c/3"]
    rows = page.eval_on_selector_all(".heat tr[data-row]:not([hidden])", "rows => rows.length")
    assert rows == 2
    reach("#text")
    page.keyboard.type("PAUVRETÉ")
    opened.counts(1)
    assert opened.shown() == ["c/3"]
    reach("#findings")
    page.keyboard.press("Space")
    opened.counts(0)
    reach("#reset")
    page.keyboard.press("Enter")
    opened.counts(15)
    assert page.locator("#count").get_attribute("aria-live") == "polite"
    assert opened.complaints == []
    page.context.close()


def test_a_reason_leads_to_its_text_even_where_a_filter_hides_it(
    browser: Any, folder: Path
) -> None:
    opened = Opened(browser, folder / "reports/index.html")
    page = opened.page
    page.fill("#text", "no such text")
    opened.counts(0)
    page.locator(".refused summary").first.click()
    page.locator(".refused details[open] a").first.click()
    page.wait_for_selector(":target", state="visible")
    assert page.evaluate("document.querySelector(':target').dataset.locale") == "fr"
    page.context.close()


def test_the_page_says_all_of_it_without_a_script(browser: Any, folder: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "reports/index.html").as_uri())
    assert page.locator("article.segment").count() == 15
    assert not page.locator("#filters").is_visible()
    assert page.locator("article.segment").last.is_visible()
    context.close()


def test_khmer_has_room_and_a_font_of_its_own(browser: Any, folder: Path) -> None:
    opened = Opened(browser, folder / "reports/index.html")
    look = opened.page.evaluate(
        "(() => { const s = getComputedStyle(document.querySelector('p.text[lang=km]'));"
        " return [parseFloat(s.lineHeight) / parseFloat(s.fontSize), s.fontFamily, s.fontStyle] })()"
    )
    assert look[0] >= 1.7
    assert look[1].startswith('"Noto Sans Khmer"')
    assert look[2] == "normal"
    opened.page.context.close()


PAGES = {
    "differences": ["diff", "HEAD~4", "HEAD"],
    "translations": ["diff", "-l", "fr", "-l", "km", "HEAD~4"],
    "history": ["history"],
}


@pytest.mark.parametrize("language", ["en", "km"])
@pytest.mark.parametrize("name", PAGES)
def test_pages_of_differences_and_history_are_for_everybody_too(
    browser: Any, folder: Path, tmp_path: Path, name: str, language: str
) -> None:
    if not AXE:
        pytest.skip("AXE_JS names no axe.min.js (npm pack axe-core)")
    command = [sys.executable, "-m", "kms_i18n", "-C", str(folder), "--language", language]
    done = subprocess.run([*command, *PAGES[name], "--format", "html"], capture_output=True, check=True)  # fmt: skip
    path = tmp_path / "page.html"
    path.write_bytes(done.stdout)
    for scheme, width in (("light", 320), ("dark", 320), ("light", 1280)):
        opened = Opened(browser, path, scheme, width)
        widths = opened.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert widths[0] <= widths[1]
        opened.page.evaluate(Path(AXE).read_text(encoding="utf-8"))
        result = opened.page.evaluate(f"axe.run({{runOnly: {RULES}}})")
        found = [(kind, rule["id"]) for kind in ("violations", "incomplete") for rule in result[kind]]  # fmt: skip
        assert (scheme, width, found) == (scheme, width, [])
        assert len(result["passes"]) > 10
        assert (len(opened.requests), opened.complaints) == (1, [])
        opened.page.context.close()
