"""Bring the catalogs of the program's own messages up to its code; translations stay.

    python scripts/build_messages.py [--check]

Babel finds the messages (`tr` and `trn`), our own engine writes the catalogs: what nobody touched
stays byte for byte, what left the code becomes obsolete. With ``--check`` nothing is written; exit
1 if a catalog is out of date or not complete.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kms_i18n import po

if TYPE_CHECKING:
    from kms_i18n.model import Entry

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "kms_i18n/locale"
KEYWORDS = {"tr": None, "trn": (1, 2)}


def messages() -> dict[str, str | None]:
    """Return every message with its plural, in the order of the files and lines."""
    from babel.messages.extract import extract_from_dir

    found: dict[str, str | None] = {}
    files = extract_from_dir(ROOT / "kms_i18n", method_map=[("**.py", "python")], keywords=KEYWORDS)
    for _, _, message, _, _ in sorted(files, key=lambda row: (row[0], row[1])):
        one, many = message if isinstance(message, tuple) else (message, None)
        found.setdefault(str(one), many and str(many))
    return found


def updated(data: bytes, path: str, wanted: dict[str, str | None]) -> bytes:
    """Return a catalog with exactly these messages live, in their order."""
    catalog = po.parse(data, path)
    forms = 1 if "nplurals=1" in po.header_fields(catalog).get("Plural-Forms", "") else 2
    known = {entry.source: entry for entry in catalog.entries if not entry.is_header}
    blocks: list[Entry | bytes] = []
    for one, many in wanted.items():
        entry = known.pop(one, None)
        if entry is not None and entry.source_plural == many:
            blocks.append(po.revise(catalog, entry, obsolete=False) if entry.obsolete else entry)
            continue
        empty = ("",) * (forms if many else 1)
        blocks.append(po.write_entry(one, empty, source_plural=many, style=po.style_of(data)))
    for entry in known.values():
        if entry.obsolete:
            blocks.append(entry)
        elif any(entry.targets):
            blocks.append(po.revise(catalog, entry, obsolete=True))
    return po.compose(catalog, blocks)


def main() -> int:
    """Write the catalogs, or say which are out of date or not complete."""
    check = "--check" in sys.argv[1:]
    wanted = messages()
    failed = 0
    for path in sorted(FOLDER.glob("*.po")):
        name = str(path.relative_to(ROOT))
        data = path.read_bytes()
        new = updated(data, name, wanted)
        if new != data:
            failed = 1
            print(f"{name}: {'out of date' if check else 'written'}")
            if not check:
                path.write_bytes(new)
        for entry in po.parse(new, name).live:
            if not entry.translated or entry.fuzzy:
                failed = 1
                print(f"{name}:{entry.target_line}: no finished translation of {entry.source!r}")
    return failed if check else 0


if __name__ == "__main__":
    sys.exit(main())
