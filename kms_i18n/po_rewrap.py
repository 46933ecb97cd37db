"""The lines of a text that changed: those before the change stay as the file's tool broke them.

A program that breaks lines elsewhere than we do would else see its whole text laid out anew for
one word. Where the lines are broken by gettext's rules, the result is what gettext would write:
where a line ends depends on what stands before and in it, so only the last equal line is not kept.
"""

from __future__ import annotations

from itertools import accumulate

from kms_i18n import po_breaks, po_text
from kms_i18n.po_layout import Style, text_lines


def rewrapped(
    keyword: str, text: str, style: Style, old: list[str], *, first: str, rest: str
) -> list[str]:
    """Return the lines of a keyword with its new text; ``old`` are its strings as they stood.

    ``first`` and ``rest`` stand before the first and the further lines.
    """
    quoted = po_text.quote(text)
    kept = _kept(old, quoted)
    done = start = len("".join(kept))
    if not done:
        return text_lines(keyword, text, style, first=first, rest=rest)
    if "\\" in quoted[:done]:
        ends = accumulate(len(po_text.quote(character)) for character in text)
        start = next(index for index, end in enumerate(ends, start=1) if end == done)
    tail = text_lines(keyword, text[start:], style, first=first, rest=rest)
    if len(tail) == 1:
        tail = ["", f'{rest}"{po_text.quote(text[start:])}"']
    lines = [f'{first}{keyword} "{kept[0]}"', *(f'{rest}"{line}"' for line in kept[1:])]
    return [*lines, *tail[1:]]


def _kept(old: list[str], quoted: str) -> list[str]:
    """Return the strings that the new text begins with too and that would end where they end."""
    position = 0
    for number, line in enumerate(old):
        if not quoted.startswith(line, position) or position + len(line) == len(quoted):
            same = number > 0 and _begins_alike(line, quoted[position:])
            return old[:number] if same else old[: max(number - 1, 0)]
        position += len(line)
    return old[:-1]


def _begins_alike(line: str, new: str) -> bool:
    """Return whether two texts begin with the same piece: what stands before them ends the same."""
    return po_breaks.first_piece(line) == po_breaks.first_piece(new)
