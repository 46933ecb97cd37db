"""What becomes of a published page when its translation falls below the floor: ours and po4a's.

    python benchmarks/below_the_floor.py        (po4a from the system's packages)

Publishes a translated page with ``kms-i18n publish --policy`` and with ``po4a --keep 80``, empties
most of the catalog, publishes again, and prints the exit code and what became of either page.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from kms_i18n import po

CLAUSES = 10
PAGE = "\n\n".join(f"Clause {number} of the law of the land." for number in range(CLAUSES)) + "\n"
CONFIG = """\
source_locale: en
documents: [source/law.txt]
locales: {fr: }
paths: {output: "out/{locale}/{name}{suffix}"}
policies: {release: {minimum: {translated: 80}}}
"""
PO4A = (
    "[po4a_langs] fr\n[po4a_paths] po4a/law.pot fr:po4a/fr.po\n"
    "[type: text] source/law.txt fr:out/po4a/law.txt\n"
)


def run(folder: Path, *command: str) -> int:
    """Run a command and return its exit code."""
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode


def ours(folder: Path, *command: str) -> int:
    """Run a command of kms-i18n and return its exit code."""
    return run(folder, sys.executable, "-m", "kms_i18n", *command)


def theirs(folder: Path) -> int:
    """Run po4a, whatever the times of the files, and return its exit code."""
    return run(folder, "po4a", "--quiet", "--force", "--keep", "80", "po4a.cfg")


def fill(path: Path, least: int) -> None:
    """Translate the clauses from ``least`` on, and empty the others."""
    for number in range(CLAUSES):
        catalog = po.parse(path.read_bytes(), path.name)
        entry = next(e for e in catalog.live if e.source.startswith(f"Clause {number} "))
        text = f"Article {number} de la loi du pays." if number >= least else ""
        path.write_bytes(po.edit(catalog, entry, targets=(text,), fuzzy=False))


def main() -> None:
    """Publish both ways, above and below the floor, and print what happened."""
    if shutil.which("po4a") is None:
        raise SystemExit("po4a is not installed")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("source", "po4a"):
            (folder / part).mkdir()
        (folder / "source/law.txt").write_text(PAGE)
        (folder / "kms-i18n.yaml").write_text(CONFIG)
        (folder / "po4a.cfg").write_text(PO4A)
        ours(folder, "update")
        theirs(folder)
        catalogs = (folder / "po/fr/law.po", folder / "po4a/fr.po")
        pages = {"kms-i18n": folder / "out/fr/law.txt", "po4a": folder / "out/po4a/law.txt"}
        before: dict[str, bytes] = {}
        for least in (0, 7):
            for catalog in catalogs:
                fill(catalog, least)
            codes = {
                "kms-i18n": ours(folder, "publish", "--policy", "release"),
                "po4a": theirs(folder),
            }
            print(f"{100 * (CLAUSES - least) // CLAUSES} % translated, 80 % required")
            for tool, page in pages.items():
                what = "published"
                if tool in before:
                    same = page.exists() and page.read_bytes() == before[tool]
                    what = "untouched" if same else "changed" if page.exists() else "deleted"
                print(f"  {tool:9} exit code {codes[tool]}, page {what}")
                before[tool] = page.read_bytes() if page.exists() else b""


if __name__ == "__main__":
    main()
