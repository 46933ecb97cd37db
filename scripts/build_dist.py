"""Build the sdist, and the wheel from that sdist, with the locked backend and without network.

    python scripts/build_dist.py dist

The wheel comes from the unpacked sdist, so an sdist that lacks something cannot pass unnoticed.
Both are the same bytes for the same commit: their clock is ``SOURCE_DATE_EPOCH``, 1980 if unset.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import chdir
from pathlib import Path

from flit_core import buildapi

ROOT = Path(__file__).resolve().parent.parent


def build(folder: Path) -> list[Path]:
    """Write the sdist and the wheel into a folder and return their paths, in this order."""
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("SOURCE_DATE_EPOCH", "315532800")
    with chdir(ROOT):
        sdist = folder / buildapi.build_sdist(str(folder))
    with tempfile.TemporaryDirectory() as scratch:
        shutil.unpack_archive(sdist, scratch)
        (unpacked,) = Path(scratch).iterdir()
        with chdir(unpacked):
            wheel = folder / buildapi.build_wheel(str(folder))
    return [sdist, wheel]


if __name__ == "__main__":
    for built in build(Path(sys.argv[1])):
        print(built.name)
