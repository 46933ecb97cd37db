"""``pybabel extract`` and ``kms-i18n extract`` read the same messages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from kms_i18n import po

ROOT = Path(__file__).resolve().parent.parent


def test_babel_extracts_the_messages_of_our_own_template(tmp_path: Path) -> None:
    mapping = tmp_path / "babel.cfg"
    mapping.write_text("[kms-document: mission.txt]\n", encoding="utf-8")
    template = tmp_path / "babel.pot"
    pybabel = Path(sys.executable).with_name("pybabel")
    arguments = ["-q", "extract", "-F", str(mapping), "-o", str(template), "source"]
    subprocess.run([str(pybabel), *arguments], cwd=ROOT, check=True, capture_output=True)
    theirs = {entry.source for entry in po.parse(template.read_bytes()).live}
    ours = {entry.source for entry in po.parse((ROOT / "po/mission.pot").read_bytes()).live}
    assert theirs == ours
    assert len(ours) == 15
