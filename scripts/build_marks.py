"""Write `kms_i18n/combining.py`, the combining marks of this Python's Unicode, as one character class.

Run it with the newest Python: it is the Unicode of that one which is written down.
"""

from __future__ import annotations

import sys
import unicodedata
from itertools import groupby
from pathlib import Path

PLACE = Path(__file__).resolve().parent.parent / "kms_i18n/combining.py"
WIDTH = 88
HEAD = f'''"""Every combining mark (Mn, Mc, Me) of Unicode {unicodedata.unidata_version}; ``scripts/build_marks.py`` writes this file.

Python's ``re`` knows no marks, and asking ``unicodedata`` for each of a hundred thousand characters
takes a third as long as a short command. Written down, they are the same under every Python, too.
"""

MARKS = (
'''


def ranges() -> list[str]:
    """Return the runs of marks as parts of a character class, escaped."""
    marks = [c for c in range(sys.maxunicode + 1) if unicodedata.category(chr(c))[0] == "M"]
    runs = (
        [code for _, code in run]
        for _, run in groupby(enumerate(marks), lambda place: place[1] - place[0])
    )
    return ["-".join(dict.fromkeys(map(escaped, (run[0], run[-1])))) for run in runs]


def escaped(code: int) -> str:
    """Return a character as a Python literal names it."""
    return ascii(chr(code)).strip("'")


def main() -> None:
    """Write the file."""
    lines = [""]
    for part in ranges():
        if len(lines[-1]) + len(part) > WIDTH:
            lines.append("")
        lines[-1] += part
    body = "".join(f'    "{line}"\n' for line in lines)
    PLACE.write_text(f"{HEAD}{body})\n", encoding="utf-8")


if __name__ == "__main__":
    main()
