"""Where the blocks of a Markdown text are, according to markdown-it-py, to the character.

Its tokens name lines only. While it parses, though, it knows for each line where the text begins
behind quote signs, list markers and indentation; the rules that make paragraphs, headings and
tables are watched here and that knowledge is kept as ``token.meta["rows"]``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kms_i18n.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

    Rule = Callable[[StateBlock, int, int, bool], bool]

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n)|[^\r\n]+")
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_KEY = re.compile(r"""["']?[\w.-][\w .-]*["']?[ \t]*[:=](?:[ \t]|$)""")
_WATCHED = {
    "table": ["paragraph", "reference"],
    "heading": ["paragraph", "reference", "blockquote"],
    "lheading": [],
    "paragraph": [],
}
"""Rules that make text, each with the rules it may interrupt, as markdown-it-py has them."""


class Line(NamedTuple):
    """A line of the text: code points ``start`` to ``end``, its line end up to ``stop``."""

    start: int
    end: int
    stop: int
    blank: bool


def parse(text: str) -> tuple[list[Token], list[Line]]:
    """Return the block tokens, those with text with ``meta["rows"]``, and the lines of the text.

    ``rows`` are the spans of a block's lines without quote signs, markers, indentation and line
    ends, in a ``tr_open`` that of the row. Front matter and a byte order mark are not parsed.
    """
    lines: list[Line] = []
    bodies: list[str] = []
    for found in _LINE.finditer(text):
        body = found[0].rstrip("\r\n")
        mark = body.startswith("\ufeff") and found.start() == 0
        start, end = found.start() + mark, found.start() + len(body)
        lines.append(Line(start, end, found.end(), not body[mark:].strip(" \t")))
        bodies.append(text[start:end])
    bodies[: _front_matter(bodies)] = [""] * _front_matter(bodies)
    parser = _parser()
    tokens: list[Token] = []
    starts = [0]
    for body in bodies:
        starts.append(starts[-1] + len(body) + 1)
    parser.block.parse("".join(f"{body}\n" for body in bodies), parser, {}, tokens)
    for token in tokens:
        if "rows" in token.meta:
            token.meta["rows"] = [
                Span(lines[line].start + begin - starts[line], lines[line].end)
                for line, begin in token.meta["rows"]
            ]
    return tokens, lines


def _front_matter(bodies: list[str]) -> int:
    """Return how many lines of front matter there are: YAML or TOML between fences, at the top."""
    ends = _FENCES.get(bodies[0].rstrip()) if bodies else None
    first = next((body for body in bodies[1:] if not body.startswith("#")), "")
    if ends and (_KEY.match(first) or first.rstrip() in ends):
        for number, body in enumerate(bodies[1:], 2):
            if body.rstrip() in ends:
                return number
    return 0


@cache
def _parser() -> MarkdownIt:
    """Return CommonMark with tables, its rules watched."""
    from markdown_it import MarkdownIt, rules_block

    parser = MarkdownIt("commonmark").enable("table")
    for name, interrupts in _WATCHED.items():
        rule: Rule = getattr(rules_block, name)
        parser.block.ruler.at(name, _watched(rule), {"alt": interrupts})
    parser.block.ruler.at("reference", _reference(rules_block.reference))
    return parser


def _watched(rule: Rule) -> Rule:
    """Return a rule that also notes where in its line each piece of text begins."""

    def watched(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
        before = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        wanted = "tr_open" if rule.__name__ == "table" else "inline"
        for token in state.tokens[before:]:
            if token.type == wanted and token.map:
                rows = range(*token.map)
                token.meta["rows"] = [(row, state.bMarks[row] + state.tShift[row]) for row in rows]
        return True

    return watched


def _reference(rule: Rule) -> Rule:
    """Return a rule that leaves footnotes, ``[^1]: Text``, to paragraphs."""

    def reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
        place = state.bMarks[start] + state.tShift[start]
        return not state.src.startswith("[^", place) and rule(state, start, end, silent)

    return reference
