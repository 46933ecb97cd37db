"""Other programs that rewrite catalogs, on one file and under the same injection."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from kms_i18n import po
from tests.crash.server import EXEC

if TYPE_CHECKING:
    from pathlib import Path

    from tests.crash.injection import Bench, Case

MESSAGES, MORE = 800, 40
_HEADER = {
    "Project-Id-Version": "guide",
    "PO-Revision-Date": "2026-01-31 12:00+0000",
    "Last-Translator": "Translator <translator@example.org>",
    "Language-Team": "French",
    "Language": "fr",
    "Plural-Forms": "nplurals=2; plural=(n > 1);",
}
_POLIB = (
    "import polib, sys; file = polib.pofile(sys.argv[1]); "
    "file.append(polib.POEntry(msgid='one more', msgstr='un de plus')); file.save()"
)
_CATALOG, _TEMPLATE = "{dir}/fr.po", "{dir}/guide.pot"
PROGRAMS = {
    "msgmerge -U --backup=none": (
        "msgmerge", "-q", "-U", "--backup=none", _CATALOG, _TEMPLATE,
    ),
    "msgcat -o the same file": ("msgcat", "-o", _CATALOG, _CATALOG, _TEMPLATE),
    "polib save()": (sys.executable, "-c", _POLIB, _CATALOG),
    "pybabel update": (
        sys.executable, "-m", "babel.messages.frontend", "-q", "update",
        "--ignore-pot-creation-date", "-i", _TEMPLATE, "-o", _CATALOG, "-l", "fr",
    ),
}  # fmt: skip


def measured(bench: Bench) -> dict[str, Case]:
    """Return every program that is here with its calls, on a catalog of 800 messages."""
    seed = bench.scratch / "peers"
    seed.mkdir()
    _lay(seed)
    found: dict[str, Case] = {}
    for name, program in PROGRAMS.items():
        if shutil.which(program[0]):
            found[name] = bench.measure(name, (EXEC, *program), seed)
    return found


def _lay(folder: Path) -> None:
    """Write a translated catalog, and a template with more messages than it."""
    texts = [f"Sentence {number} of the guide, which is about peace." for number in range(MESSAGES)]
    done = [po.write_entry(text, (f"{text} (fr)",)) for text in texts]
    todo = [po.write_entry(text) for text in [*texts, *(f"Another {n}." for n in range(MORE))]]
    (folder / "fr.po").write_bytes(po.new_catalog(_HEADER, done))
    (folder / "guide.pot").write_bytes(po.new_catalog(_HEADER, todo))
