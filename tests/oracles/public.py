"""The corpus of public test suites, where it is present: its files and what is right for each.

Their licences differ from ours, so the files are not part of this project: the folder that
PO_CORPUS names, or ``../shared/corpus``, is read where it is present.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / os.environ.get("PO_CORPUS", "../shared/corpus") / "po"


@cache
def rows() -> list[dict[str, Any]]:
    """Return the rows of the manifest; none where the corpus is not here."""
    path = FOLDER / "MANIFEST.jsonl"
    if not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read(row: dict[str, Any]) -> bytes:
    """Return the bytes of one of its files."""
    return (FOLDER / row["file"]).read_bytes()
