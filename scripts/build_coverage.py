"""Write the coverage of this project's own text, and its badges, which the README shows.

    python scripts/build_coverage.py [--check]

With ``--check`` nothing is written; exit 1 if a file is out of date.
"""

from __future__ import annotations

import sys
from pathlib import Path

from kms_i18n import grounds, project, reports, workspace
from kms_i18n.results import Status
from kms_i18n.tree import WorkTree

ROOT = Path(__file__).resolve().parent.parent


def files() -> dict[str, str]:
    """Return every file by its path below ``reports/``."""
    tree = WorkTree(ROOT)
    loaded = project.load(tree)
    coverages = tuple(workspace.coverages(tree, loaded, sorted(loaded.config.locales)))
    found = {"coverage.md": reports.render("markdown", Status(coverages))}
    for locale in sorted(loaded.config.locales):
        own = Status(tuple(c for c in coverages if c.locale == locale))
        found[f"badges/{locale}.svg"] = reports.render("badge", own)
        found[f"badges/{locale}.json"] = reports.render("shields", own)
    for name, policy in sorted(loaded.config.policies.items()):
        verdict = grounds.verdict(tree, loaded, policy, sorted(loaded.config.locales))
        found[f"badges/{name}.svg"] = reports.render("badge", verdict)
    return found


def main() -> int:
    """Write the files, or say which are out of date."""
    check = "--check" in sys.argv[1:]
    stale = {
        path: text
        for path, text in files().items()
        if not (ROOT / "reports" / path).is_file()
        or (ROOT / "reports" / path).read_text(encoding="utf-8") != text
    }
    for path, text in stale.items():
        if not check:
            (ROOT / "reports" / path).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / "reports" / path).write_text(text, encoding="utf-8")
        print(f"reports/{path}: {'out of date' if check else 'written'}")
    return int(bool(stale) and check)


if __name__ == "__main__":
    sys.exit(main())
