"""Where we read a catalog otherwise than GNU gettext 0.21 or polib 1.2 on purpose, and why.

The one list: the awkward files name a row each, the fuzzer lets nothing else pass, and the tables of
docs/reference/po-grammar.md are these rows. ``python -m tests.corpus.po.disagreements`` prints them.
"""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """One disagreement: with what, what we do, what the other program does, and why we differ."""

    name: str
    """What the file holds; how tests refer to the row."""
    ours: str
    theirs: str
    why: str
    refusal: str = ""
    """A regular expression that our message matches, where we refuse and gettext accepts."""


GETTEXT = (
    Row(
        "byte order mark",
        "accepted, kept, told by `check`",
        "refused: syntax error",
        "Editors on Windows write one; the messages behind it are whole.",
    ),
    Row(
        "lines that end with CR alone",
        "refused",
        "one line: 0 messages, or all of them",
        "One comment at the top hides the whole file, with exit code 0.",
        "lines end with CR alone",
    ),
    Row(
        "two `#,` lines",
        "fuzzy if one of them says so",
        "only the last line counts",
        "A draft would be shipped. Corrected in later versions of gettext.",
    ),
    Row(
        "an empty plural form",
        "untranslated",
        "counts as the first form says",
        "A reader would see nothing for some numbers.",
    ),
    Row(
        "a header without a field",
        "a header: not counted",
        "counts as one untranslated message",
        "A header is nothing to translate.",
    ),
    Row(
        "a line end at one edge only",
        "accepted: a matter of translation",
        "refused, unless fuzzy or obsolete",
        "Every translation stays readable while one is corrected.",
    ),
    Row(
        "bytes that are not of the character set, where gettext does not look",
        "refused",
        "accepted: in comments, obsolete texts, and without a named character set",
        "Whoever decodes the file next fails, or writes other bytes.",
        r"byte 0x[0-9A-F]{2} is not |the bytes are not unambiguous",
    ),
    Row(
        "an unknown character set",
        "refused",
        "a warning; the bytes are taken as they are",
        "`rot13`, `base64` and `utf-16` show one program other messages than the next.",
        "unknown character set",
    ),
    Row(
        "characters that the tables of a character set differ on",
        "Python's tables",
        "the C library's tables",
        "BIG5, SHIFT_JIS, TIS-620 and others have dialects. UTF-8 has none.",
    ),
    Row(
        "a header of double bytes that end in a backslash",
        "accepted: the header's own character set holds for it too",
        "refused: it reads the header before it knows the character set",
        "BIG5, GBK and SHIFT_JIS have such characters.",
    ),
    Row(
        "NUL",
        "refused, also as an escape",
        "the text ends there",
        "The rest of the text is lost without a word.",
        "NUL character",
    ),
    Row(
        "an escape beyond one byte",
        "refused",
        "the number is cut to a byte",
        r"`\x1780` is no Khmer letter there, but the byte 0x80.",
        "an escape beyond one byte",
    ),
    Row(
        "escaped bytes that are no text",
        "refused",
        "taken unread; msgcat aborts",
        r"`\xe9` in a UTF-8 file is no character.",
        r"byte 0x[0-9A-F]{2} is not .* here|escaped bytes that are not",
    ),
    Row(
        "a comment that ends with a backslash",
        "a comment; refused if no comment or blank line follows",
        "joins the next line to it",
        "`# C:\\` swallows the flags, or half an entry, below it.",
        "a comment ends with a backslash",
    ),
    Row(
        "a backslash at the end of a line inside a keyword, mark or number",
        "refused",
        "the halves are joined",
        r"No program writes it; `#\` and `~` below it would be one mark.",
        "cuts a keyword, mark or number in two",
    ),
    Row(
        "`#~` or `#|` in the middle of a line, two obsolete entries on one line",
        "refused",
        "the rest of the line is obsolete, or previous",
        "No program writes it; a change of one entry would take the other along.",
        "in the middle of a line|two obsolete entries on one line",
    ),
    Row(
        "a comment behind `#|`",
        "refused",
        "the mark holds for the lines below",
        "The message below would be taken for what it was before.",
        r"a comment behind #\|",
    ),
    Row(
        "duplicate messages that begin on one line",
        "refused, as on two lines",
        "told, but the first is kept and the exit code is 0",
        "Which one is shown depends on the program.",
        "the same message as|a second header",
    ),
    Row(
        "merge-conflict markers that gettext takes for a comment or a text",
        "refused with that word",
        "read on",
        "One side of a conflict would be lost.",
        "merge conflict",
    ),
    Row(
        "more than ten plural forms",
        "refused; configurable",
        "no limit",
        "No language has more than six; a billion of them would stop a program.",
        r"more than \d+ plural forms",
    ),
    Row(
        "a line of more than 1 MiB, a file of more than 32 MiB",
        "refused; configurable",
        "no limit",
        "A file from a stranger must not fill the memory.",
        r"the line has more than|is the limit",
    ),
)

POLIB = (
    Row(
        "an empty text in a context, in a file without a header",
        "an ordinary entry",
        "taken for the header and dropped",
        "Context and text together are the key.",
    ),
    Row(
        "octal and hexadecimal escapes",
        "decoded",
        "the backslash is taken for itself",
        "gettext decodes them; read as text they would be written back doubled.",
    ),
    Row(
        "a CR inside a line",
        "part of the line",
        "a line end",
        "A comment could forge an entry that gettext does not see.",
    ),
    Row(
        "duplicate messages and second headers",
        "refused, with both lines",
        "both kept",
        "Which one is shown depends on the program.",
        "the same message as|a second header",
    ),
    Row(
        "missing, single and typographic quotes",
        "refused",
        "first and last character cut off, or the line taken as it is",
        "`msgstr Bonjour` is read as `onjou`.",
    ),
    Row(
        "no-break and other Unicode blanks before a keyword",
        "refused",
        "skipped",
        "gettext refuses them; an editor shows no difference.",
    ),
    Row(
        "unknown escapes",
        "refused",
        "taken for themselves",
        "gettext refuses the file.",
        "unknown escape",
    ),
    Row(
        "numbers of plural forms out of order, of two digits, or of other scripts",
        "refused",
        "`[10]` overwrites `[1]`, `[٠]` is 0",
        "A form would be lost.",
    ),
    Row(
        "several keywords or texts on one line, other layouts of gettext",
        "accepted",
        "refused, or texts run together",
        "gettext reads them.",
    ),
    Row(
        "character sets",
        "from the header, of real sets",
        "the first `charset=` of the file, of any codec",
        "A comment could name `utf-16`.",
    ),
    Row(
        "`#~|` lines",
        "previous texts of an obsolete entry",
        "dropped",
        "A translator's context is lost.",
    ),
    Row(
        "one-line limits, NUL, bytes that are no text",
        "refused",
        "accepted, or UnicodeDecodeError",
        "See the table for gettext.",
    ),
)


def table(rows: tuple[Row, ...], program: str) -> str:
    """Return rows as a Markdown table."""
    head = f"| the file holds | kms-i18n | {program} | why |\n|---|---|---|---|\n"
    return head + "".join(f"| {row.name} | {row.ours} | {row.theirs} | {row.why} |\n" for row in rows)


if __name__ == "__main__":
    print(table(GETTEXT, "GNU gettext 0.21"))
    print(table(POLIB, "polib 1.2"))
