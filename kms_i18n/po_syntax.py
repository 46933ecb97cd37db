"""The grammar of PO files: bytes ▶ messages with the place of every part, or a refusal.

This is the strict reader. It takes any layout that GNU gettext takes (several keywords on one
line, indentation, ``#~`` and ``#|`` in any mix that gettext allows) and nothing that gettext
refuses. It works on bytes in which every ASCII byte is that character (UTF-8), splits lines at
LF only, decodes nothing and reads each byte once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from msgspec import Struct, field

from kms_i18n.errors import CatalogError
from kms_i18n.expressions import expression
from kms_i18n.po_refusal import refuse

if TYPE_CHECKING:
    from collections.abc import Iterator

# A backslash at the very end of a line joins the next line to it, everywhere: gettext's lexer.
_TOKEN = expression(
    rb"""(?:[ \t\r\f\v]|\\\n)*+(?:
    (?P<newline>\n)
    |(?P<string>"(?:[^"\\\n]++|\\\n|\\(?:\\\n)*+(?:[^\n\\]|\\(?!\n)))*+(?P<closed>")?)
    |(?P<word>[A-Za-z_$][A-Za-z0-9_$]*+)
    |(?P<obsolete>\#~\|?)
    |(?P<previous>\#\|)
    |(?P<comment>\#[^\n]*+)
    |(?P<number>[0-9]++)
    |(?P<bracket>[\[\]])
    |(?P<end>\Z)
    |(?P<junk>.))""",
    re.VERBOSE | re.DOTALL,
)
_REST = expression(rb"[ \t\r\f\v]*+(?:\n|\Z)")
_HARMLESS = expression(rb"[ \t\r\f\v]*+(?:\n|\Z|#(?![~|]))")
_KEYWORDS = frozenset({"domain", "msgctxt", "msgid", "msgid_plural", "msgstr"})
_OPENING = frozenset({"msgctxt", "msgid", "|msgctxt", "|msgid"})


class Token(NamedTuple):
    """A piece of the grammar: ``kind`` is a keyword, ``string``, ``comment`` or a bracket."""

    kind: str
    start: int
    """Where it begins; at the line's start when only blanks and a prefix stand before it."""
    at: int
    """Where its first character stands."""
    end: int
    line: int
    obsolete: bool


class Part(Struct):
    """One comment line, or one keyword with its strings, and where it stands."""

    kind: str
    """``comment``, ``msgid``, …; ``|msgid`` for a previous one, ``msgstr[]`` for a plural form."""
    start: int
    """Beginning of its line, unless something else stands before it there."""
    at: int
    """Where its ``#`` or its keyword stands."""
    end: int
    """After its last closing quote; of a comment, before the line end."""
    line: int
    strings: list[tuple[int, int]] = field(default_factory=list)
    """The ranges between the quotes."""


class Message(Struct):
    """An entry as it stands in the file, undecoded."""

    parts: list[Part]
    start: int
    end: int
    """After its last line end, where nothing else stands on that line."""
    obsolete: bool

    def find(self, kind: str) -> Part | None:
        """Return the first part of a kind, or None."""
        return next((part for part in self.parts if part.kind == kind), None)


def messages(data: bytes, path: str = "", start: int = 0) -> Iterator[Message]:
    """Yield the messages of a file in order, reading no further than it is asked to.

    Raises ``CatalogError`` at the first byte that does not fit the grammar.
    """
    reader = _Reader(data, path, start)
    comments: list[Part] = []
    while (token := reader.take()).kind != "end":
        if token.kind == "comment":
            comments.append(reader.comment(token))
        elif token.kind == "domain":
            reader.strings(token, 1)
            comments = []
        elif token.kind in _OPENING:
            if token.obsolete and token.start == token.at:
                hint = "Begin a new line, with #~ of its own."
                reader.refuse(token.at, "two obsolete entries on one line", hint)
            yield reader.message(token, comments)
            comments = []
        else:
            reader.unexpected(token)


class _Reader:
    """Takes tokens one by one and puts parts together; all state of the strict reader."""

    def __init__(self, data: bytes, path: str, start: int) -> None:
        self.data = data
        self.path = path
        self.position = start
        self.line = data.count(b"\n", 0, start) + 1
        self.line_start: int | None = start  # None: something stands on this line already
        self.obsolete = False
        self.previous = False
        self.held: Token | None = None
        self.last_end = start

    def refuse(self, offset: int, message: str, hint: str = "", **values: object) -> NoReturn:
        refuse(self.data, offset, message, hint, self.path, **values)

    def peek(self) -> Token:
        if self.held is None:
            self.held = self._scan()
        return self.held

    def take(self) -> Token:
        token = self.peek()
        self.held = None
        return token

    def _scan(self) -> Token:
        data = self.data
        while True:
            found = _TOKEN.match(data, self.position)
            assert found  # noqa: S101  (the last alternative takes any byte)
            kind = found.lastgroup or ""
            at, end = found.span(kind)
            if kind == "string" and found.start("closed") < 0:
                hint = 'Close the text with a double quote; write a double quote inside as \\".'
                self.refuse(end, "the line ends inside a quoted text", hint)
            if at > self.position and data.find(b"\\\n", self.position, at) >= 0:
                self.line += data.count(b"\n", self.position, at)
            self.position = end
            if kind == "newline":
                self.line += 1
                self.line_start = end
                self.obsolete = self.previous = False
            elif kind in {"obsolete", "previous"} and self.line_start is None:
                mark = data[at:end].decode("ascii")
                text = "{mark} in the middle of a line"
                self.refuse(at, text, "Begin a new line before it.", mark=mark)
            elif kind == "obsolete":
                self.obsolete = True
                self.previous = self.previous or data[end - 1] == ord("|")
            elif kind == "previous":
                self.previous = True
            else:
                return self._token(kind, at, end)

    def _token(self, kind: str, at: int, end: int) -> Token:
        start = at if self.line_start is None else self.line_start
        self.line_start = None
        line = self.line
        if kind == "word":
            kind = self._keyword(at, end)
        elif kind == "string":
            self.line += self.data.count(b"\n", at, end)
            kind = "|string" if self.previous else "string"
        elif kind == "comment":
            self._check_comment(at, end)
        elif kind == "bracket":
            kind = self.data[at:end].decode("ascii")
        return Token(kind, start, at, end, line, self.obsolete)

    def _keyword(self, at: int, end: int) -> str:
        word = self.data[at:end].decode("ascii")
        known = word in _KEYWORDS and not (self.previous and word in {"msgstr", "domain"})
        if not known:
            self._refuse_joined(at, end)
            hint = "Put text between double quotes, comments behind #."
            self.refuse(at, "unknown keyword {word!r}", hint, word=word[:40])
        return f"|{word}" if self.previous else word

    def _refuse_joined(self, at: int, end: int) -> None:
        """Refuse a word that a backslash at the end of its line cuts in two; gettext joins it."""
        joined = b"\\\n" in {self.data[at - 2 : at], self.data[end : end + 2]}
        if joined or self.data[at:] == b"\\":
            message = "a backslash at the end of a line cuts a keyword, mark or number in two"
            self.refuse(at, message, "Write it on one line.")

    def _check_comment(self, at: int, end: int) -> None:
        """Refuse a comment that gettext would read on into a line that is no comment."""
        data = self.data
        if self.previous:
            message = "a comment behind #|, so gettext would take the next line for a previous text"
            self.refuse(at, message, "Begin a new line before it.")
        if data[end - 1 : end] == b"\\" and not _HARMLESS.match(data, end + 1):
            message = "a comment ends with a backslash, so gettext would swallow the next line"
            self.refuse(end - 1, message, "Add a blank or a full stop behind the backslash.")

    def comment(self, token: Token) -> Part:
        self.last_end = token.end
        return Part("comment", token.start, token.at, token.end, token.line)

    def unexpected(self, token: Token) -> NoReturn:
        if token.kind == "end":
            self.refuse(token.at, "the file ends in the middle of an entry", "Complete it.")
        if token.kind in {"junk", "number"}:
            self._refuse_joined(token.at, token.end)
        if token.kind == "junk":
            shown = self.data[token.at : token.at + 4].decode("utf-8", "replace")[:1]
            hint = "Keywords and plain double quotes only; no other quotes, no other blanks."
            text = "unexpected character {letter!r} (U+{number:04X})"
            self.refuse(token.at, text, hint, letter=shown, number=ord(shown))
        name: object = token.kind.replace("|", "#| ")
        if token.kind == "string":
            name = CatalogError("text in quotes")
        elif token.kind == "|string":
            name = CatalogError("text in quotes behind #|")
        hint = "An entry is: comments, then msgctxt, msgid, msgid_plural, msgstr, each with text."
        self.refuse(token.at, "{name} does not fit here", hint, name=name)

    def strings(self, keyword: Token, most: int = 0, kind: str = "") -> Part:
        """Take the strings behind a keyword; at least one, ``most`` at most."""
        part = Part(kind or keyword.kind, keyword.start, keyword.at, keyword.end, keyword.line)
        wanted = "|string" if keyword.kind.startswith("|") else "string"
        while self.peek().kind == wanted and (not most or len(part.strings) < most):
            token = self.take()
            if token.obsolete != keyword.obsolete:
                self.inconsistent(token)
            part.strings.append((token.at + 1, token.end - 1))
            part.end = token.end
        if not part.strings:
            self.unexpected(self.peek())
        self.last_end = part.end
        return part

    def inconsistent(self, token: Token) -> NoReturn:
        message = "some lines of this entry are obsolete (#~) and some are not"
        self.refuse(token.at, message, "Put #~ before all of its lines, or before none.")

    def message(self, first: Token, comments: list[Part]) -> Message:
        parts = [*comments]
        token = self._leading(first, parts)
        if token.kind == "msgctxt":
            parts.append(self.strings(token))
            token = self._expect("msgid", first)
        parts.append(self.strings(token))
        self._translations(token, parts)
        return Message(parts, parts[0].start, self._finish(), first.obsolete)

    def _leading(self, first: Token, parts: list[Part]) -> Token:
        """Take the previous texts, if there are any; return the entry's own first keyword."""
        token = first
        if token.kind == "|msgctxt":
            parts.append(self.strings(token))
            token = self._expect("|msgid", first)
        if token.kind == "|msgid":
            parts.append(self.strings(token))
            token = self.take()
            if token.kind == "|msgid_plural":
                parts.append(self._same(token, first))
                token = self.take()
        if token.kind not in {"msgid", "msgctxt"}:
            self.unexpected(token)
        if token.obsolete != first.obsolete:
            self.inconsistent(token)
        return token

    def _expect(self, kind: str, first: Token) -> Token:
        token = self.take()
        if token.kind != kind:
            self.unexpected(token)
        if token.obsolete != first.obsolete:
            self.inconsistent(token)
        return token

    def _same(self, token: Token, first: Token) -> Part:
        if token.obsolete != first.obsolete:
            self.inconsistent(token)
        return self.strings(token)

    def _translations(self, first: Token, parts: list[Part]) -> None:
        plural = self.peek().kind == "msgid_plural"
        if plural:
            parts.append(self._same(self.take(), first))
        self._expect_translation(first, plural=plural)
        token = self.take()
        indexed = self.peek().kind == "["
        if indexed and not plural:
            self.refuse(first.at, "msgstr[] without msgid_plural", "Write msgstr, or add it.")
        if plural and not indexed:
            hint = "Number its translations: msgstr[0], msgstr[1], …"
            self.refuse(token.at, "a message with msgid_plural needs msgstr[0], not msgstr", hint)
        if not indexed:
            parts.append(self._same(token, first))
            return
        count = 0
        while True:
            self._index(count)
            if token.obsolete != first.obsolete:
                self.inconsistent(token)
            parts.append(self.strings(token, kind="msgstr[]"))
            count += 1
            if self.peek().kind != "msgstr":
                return
            token = self.take()
            if self.peek().kind != "[":
                self.unexpected(token)

    def _expect_translation(self, first: Token, *, plural: bool) -> None:
        if self.peek().kind == "junk":
            self.unexpected(self.peek())
        if self.peek().kind != "msgstr":
            missing = "msgstr[0]" if plural else "msgstr"
            hint = 'Add a line: {missing} ""'
            self.refuse(first.at, "this entry has no {missing}", hint, missing=missing)

    def _index(self, count: int) -> None:
        self.take()
        number, closing = self.take(), self.peek()
        if number.kind != "number":
            self.unexpected(number)
        if closing.kind != "]":
            self.unexpected(closing)
        self.take()
        digits = self.data[number.at : number.end]
        if digits.lstrip(b"0") != str(count or "").encode():
            shown = digits[:20].decode("ascii")
            hint = "Number the plural forms 0, 1, 2, … without gaps."
            text = "plural form [{found}] where [{wanted}] is expected"
            self.refuse(number.at, text, hint, found=shown, wanted=count)

    def _finish(self) -> int:
        """Return where the entry ends: after the line end, if nothing else is on that line."""
        blank = _REST.match(self.data, self.last_end)
        return blank.end() if blank else self.last_end
