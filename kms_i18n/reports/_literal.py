"""Texts of a project in Markdown: always a code span, so that none of them can be markup.

In a code span nobody is mentioned, no issue closed, no image loaded and no HTML read. The fence
is longer than any run of backticks in the text. A vertical bar would end a table's cell, and
readers disagree on how to escape one there: it is shown by its code point.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kms_i18n.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kms_i18n.marks import Mark


def literal(text: str) -> str:
    """Return a text as a code span; an empty one as a dash."""
    shown = safe_line(text)
    if not shown.strip():
        return f"`{shown}`" if shown else "–"
    fence = "`" * (1 + max(map(len, re.findall("`+", shown)), default=0))
    edge = " " if shown[0] in " `" or shown[-1] in " `" else ""
    return f"{fence}{edge}{shown}{edge}{fence}"


def cell(text: str) -> str:
    """Return a text as a code span that can stand in a table."""
    return literal(text.replace("|", "<U+007C>"))


def table(head: Sequence[str], rows: Sequence[Sequence[str]], left: int = 1) -> Iterator[str]:
    """Yield a table of cells that are Markdown already; all but the first ``left`` to the right."""
    yield f"| {' | '.join(head)} |"
    yield f"|{'|'.join('---' if i < left else '---:' for i in range(len(head)))}|"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def woven(marks: Sequence[Mark]) -> str:
    """Return a text with what was left out struck through and what came in bold."""
    signs = {"=": "{}", "-": "~~{}~~", "+": "**{}**"}
    return " ".join(signs[mark.sign].format(literal(mark.text.strip())) for mark in marks if mark.text.strip())  # fmt: skip
