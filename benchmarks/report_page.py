"""How long Chromium takes to open the report of a large project, against the same texts as a bare table.

    python benchmarks/report_page.py [--segments 1000] [--rounds 7] [--chromium chromium]

A project of so many segments in three locales, in every state, is made in a temporary folder, with
two revisions in Git. The report and the bare table are opened in turn, each in a process of its
own. Printed are seconds from the start of the navigation to the end of the load event and a frame
after it, and the time that the page's own thread was busy: the least and the median of the rounds;
then how long a filter takes. Needs the packages of requirements-browser.lock.
"""

from __future__ import annotations

import argparse
import html
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from kms_i18n import po

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ("de", "fr", "km")
_CONFIG = "source_locale: en\ndocuments: [source/*.txt]\nlocales: {de: {}, fr: {}, km: {}}\npolicies: {release: {minimum: {approved: 100}}}\n"
_TIMES = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
  done(performance.now() / 1000);
})))"""


def run(folder: Path, *command: str) -> None:
    """Run a program in a folder; its output is not wanted."""
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def kms(folder: Path, *arguments: str) -> None:
    """Run the program in a folder."""
    run(folder, sys.executable, "-m", "kms_i18n", *arguments)


def _words(said: dict[str, list[str]], locale: str, chance: random.Random) -> str:
    return " ".join(chance.choice(said[locale]) for _ in range(chance.randint(1, 3)))


def project(folder: Path, segments: int) -> None:
    """Make a project with texts of the mission's words in every state, and two revisions."""
    chance = random.Random(7)
    said = {
        locale: [e.target for e in po.parse((ROOT / f"po/{locale}/mission.po").read_bytes()).live]
        for locale in ("en", "fr", "km")
    }
    said["de"] = said["en"]
    (folder / "source").mkdir()
    (folder / "kms-i18n.yaml").write_text(_CONFIG)
    texts = [f"{number}: {_words(said, 'en', chance)}" for number in range(segments)]
    source = folder / "source/law.txt"
    source.write_text("\n\n".join(texts) + "\n", encoding="utf-8")
    run(folder, "git", "init", "--quiet")
    kms(folder, "update")
    for locale in LOCALES:
        path = folder / f"po/{locale}/law.po"
        catalog = po.parse(path.read_bytes(), str(path), locale)
        blocks = [
            po.revise(catalog, e, targets=(f"{n}: {_words(said, locale, chance)}",))
            if n % 10
            else e
            for n, e in enumerate(catalog.live)
        ]
        path.write_bytes(po.compose(catalog, blocks))
    _commit(folder, "2026-01-01")
    kms(folder, "approve", "-l", "fr", "--all-translated", "--yes", "--by", "Reader", "--date", "2026-01-02")  # fmt: skip
    edited = [text.replace("nation", "country") if n % 7 == 0 else text for n, text in enumerate(texts)]  # fmt: skip
    source.write_text("\n\n".join(edited) + "\n", encoding="utf-8")
    kms(folder, "update")
    _commit(folder, "2026-02-01")


def _commit(folder: Path, day: str) -> None:
    run(folder, "git", "add", "--all")
    who = ["-c", "user.name=Translator", "-c", "user.email=translator@example.org"]
    run(folder, "git", *who, "commit", "--quiet", "--message", "step", "--date", f"{day}T00:00:00Z")


def bare(folder: Path) -> Path:
    """Write the texts of all catalogs as one table without style, script or markup."""
    rows = []
    catalogs = [po.parse((folder / f"po/{locale}/law.po").read_bytes()) for locale in LOCALES]
    for entries in zip(*(catalog.live for catalog in catalogs), strict=True):
        texts = [entries[0].source, *(entry.target for entry in entries)]
        rows.append("<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in texts) + "</tr>")
    path = folder / "bare.html"
    path.write_text(f"<!DOCTYPE html><meta charset=utf-8><table>{''.join(rows)}</table>", encoding="utf-8")  # fmt: skip
    return path


def opened(browser: Browser, path: Path, filtered: str = "") -> tuple[float, float, float]:
    """Open a page; return seconds until it stands, seconds its thread was busy, and of a filter."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    watch = context.new_cdp_session(page)
    watch.send("Performance.enable")
    page.goto(path.as_uri(), wait_until="load")
    stood = float(page.evaluate(_TIMES))
    metrics = {m["name"]: m["value"] for m in watch.send("Performance.getMetrics")["metrics"]}
    spent = 0.0
    if filtered:
        before = page.evaluate("performance.now()")
        page.locator(filtered).first.press("Space")
        spent = float(page.evaluate(_TIMES)) - before / 1000
    context.close()
    return stood, float(metrics["TaskDuration"]), spent


def main() -> int:
    """Print what opening the report costs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--segments", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--chromium", default=shutil.which("chromium"))
    asked = parser.parse_args()
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as name, sync_playwright() as driver:
        folder = Path(name)
        project(folder, asked.segments)
        kms(folder, "report")
        pages = {"report": folder / "reports/index.html", "bare table": bare(folder)}
        rows: dict[str, list[tuple[float, float, float]]] = {page: [] for page in pages}
        for _ in range(asked.rounds):
            for page, path in pages.items():
                browser = driver.chromium.launch(
                    executable_path=asked.chromium, args=["--no-sandbox"]
                )
                rows[page].append(opened(browser, path, "input[name=state]" if page == "report" else ""))  # fmt: skip
                browser.close()
        for page, found in rows.items():
            size = pages[page].stat().st_size / 1e6
            for what, column in (("until it stands", 0), ("thread busy", 1)):
                values = [row[column] for row in found]
                print(f"{page:12} {size:5.1f} MB  {what:16} {min(values):6.2f} s least {statistics.median(values):6.2f} s median")  # fmt: skip
        spent = [row[2] for row in rows["report"]]
        print(
            f"a filter                {min(spent):6.2f} s least {statistics.median(spent):6.2f} s median"
        )
        ratios = [min(r[c] for r in rows["report"]) / min(r[c] for r in rows["bare table"]) for c in (0, 1)]  # fmt: skip
        print(
            f"report to bare table    {ratios[0]:.1f} × until it stands, {ratios[1]:.1f} × thread busy"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
