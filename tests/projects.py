"""A copy of the project in this repository, for tests that change one."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def mission_project(folder: Path) -> Path:
    """Put the mission text, its catalogs and their configuration into a folder; return that."""
    for name in ("source", "po"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "kms-i18n.yaml", folder)
    return folder
