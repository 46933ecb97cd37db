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
    cases: tuple[str, ...] = ()
    """Names of the awkward files that show it; of gettext's rows, each case names its row."""


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
        'an empty text in a context, without a header',
        'an ordinary entry',
        'taken for the header and dropped',
        'Context and text together are the key.',
        cases=(
            'an empty text in an empty context',
        ),
    ),
    Row(
        'a CR that ends no line',
        'part of its line; a file of them is refused',
        'a line end',
        'A comment could forge an entry that gettext does not see.',
        cases=(
            'a bare CR in a comment is no line end',
            'a bare CR in a text',
            'a bare CR between keyword and text',
            'CR alone throughout',
            'CR alone, comment first',
            'CR alone, after a byte order mark',
        ),
    ),
    Row(
        'a name that is no character set',
        'refused',
        'read as UTF-8, or unpacked by the codec of that name',
        'Every program must see the same messages.',
        cases=(
            'rot13',
            'base64',
            'zlib',
            'idna',
            'utf-7',
            'a character set of the moon',
            'unicode_escape',
            'raw_unicode_escape',
            'hex',
            'mbcs',
            'UTF-8-SIG',
        ),
    ),
    Row(
        'NUL, and U+0004 between quotes',
        'refused, also as an escape',
        'accepted',
        'A compiled catalog uses both to keep texts apart.',
        cases=(
            'NUL in a text',
            'NUL in a comment',
            'U+0004 in a text',
            'U+0004 in an obsolete text',
            'an octal escape of NUL',
            'a hexadecimal escape of NUL',
            'U+0004 as an octal escape',
            'U+0004 as a hexadecimal escape',
        ),
    ),
    Row(
        'octal and hexadecimal escapes, and those of control characters',
        'decoded',
        'the backslash is taken for itself, or doubled when written',
        'gettext decodes them.',
        cases=(
            'every escape of C',
            'octal',
            'hexadecimal',
            'octal bytes of UTF-8',
            'hexadecimal bytes of UTF-8',
            'an octal escape before a digit',
            'an octal escape, then a text with a digit',
            'a hexadecimal byte of Latin-1',
        ),
    ),
    Row(
        'a comment that ends with a backslash above an entry',
        'refused',
        'accepted',
        'gettext joins the next line to it.',
        cases=(
            'a backslash at the end of a comment above msgid',
        ),
    ),
    Row(
        'unknown escapes, escapes beyond a byte',
        'refused',
        'taken for themselves',
        'gettext refuses them, or cuts them.',
        cases=(
            'unknown escape \\q',
            'unknown escape \\u1780',
            'unknown escape \\$',
            'an escape before a Khmer letter',
            '\\x without digits',
            'an octal escape beyond a byte',
            'a hexadecimal escape beyond a byte',
            'an escaped byte that is no UTF-8',
            'unknown escape \\N',
            "unknown escape \\'",
            'unknown escape \\8',
            'an unknown escape in an obsolete text',
            'an escape in a previous text',
        ),
    ),
    Row(
        'no-break and other Unicode blanks around a keyword',
        'refused',
        'skipped',
        'gettext refuses them; an editor shows no difference.',
        cases=(
            'NBSP before a keyword',
            'NBSP behind a keyword',
            'ideographic space before a keyword',
        ),
    ),
    Row(
        'missing, single and typographic quotes',
        'refused',
        'first and last character cut off, or read as they are',
        '`msgstr Bonjour` is read as `onjou`.',
        cases=(
            'no quotes',
            'no closing quote',
            'no closing quote in the last line',
            'no opening quote',
            'single quotes',
            'typographic quotes',
            'French quotes',
            'full-width quotes',
            'low and high quotes',
            'grave and acute for quotes',
            'a typographic quote closes',
            'an escaped quote as the last one',
            'a lone backslash before the quote of the last line',
            'an obsolete entry without quotes',
        ),
    ),
    Row(
        'numbers of plural forms out of order, of several digits, of other scripts',
        'refused',
        '`[10]` overwrites `[1]`, `[٠]` is 0, the last of two wins',
        'A form would be lost.',
        cases=(
            'an eleventh form',
            'forms begin at 1',
            'a gap in the forms',
            'the same form twice',
            'a huge form',
            'form 4294967297 is not form 1',
            'an Arabic digit in the bracket',
            'a Khmer digit in the bracket',
            'an open bracket',
            'a form of ten at once',
            'a full-width digit in the bracket',
            'a hexadecimal number in the bracket',
        ),
    ),
    Row(
        'duplicate messages and second headers',
        'refused, with both lines',
        'all kept',
        'Which one is shown depends on the program.',
        cases=(
            'the same message twice',
            'the same message with another translation',
            'the same message, split otherwise',
            'the same message through an escape',
            'the same message with a plural',
            'the same message, obsolete',
            'the same obsolete message twice',
            'the same message in the same context',
            'two headers',
            'an obsolete second header',
            'a plural message twice',
            'the same message with another plural',
            'the same message in an empty context twice',
            'an obsolete duplicate of a live entry below',
        ),
    ),
    Row(
        'flags set apart by blanks, empty flags, invisible characters beside a flag',
        'as gettext: blanks and commas set flags apart',
        'only commas do; any Unicode blank is trimmed',
        '`#, c-format fuzzy` is a draft in gettext.',
        cases=(
            'flags set apart by blanks',
            'flags set apart by a tab',
            'an empty flag line',
            'fuzzy and a line separator',
            'fuzzy behind a no-break space',
        ),
    ),
    Row(
        'previous texts of obsolete entries, and several on one line',
        'kept',
        'dropped',
        "A translator's context is lost.",
        cases=(
            'obsolete with context and previous texts',
            'obsolete previous texts on one line',
            'obsolete, all kinds of comments',
            'a previous context and source on one line',
        ),
    ),
    Row(
        'layouts that polib does not know',
        'accepted: what gettext reads',
        'refused, or read as something else',
        'Several keywords on a line, `#~msgid`, `#,fuzzy`, blank lines inside, `domain`.',
        cases=(
            'blank lines inside an entry',
            'everything on one line',
            'no blank between keyword and text',
            'several texts on one line',
            'a comment behind a translation',
            'a lone #~ line',
            'a lone #| line',
            'a domain line',
            'a domain line between entries',
            'two texts on a line, then more below',
            'a live entry with keywords on one line and a comment behind',
            'the same text, in its context, behind another on one line',
            'a line joined by a backslash in a text',
            'a line joined by a backslash in an obsolete text',
            'blanks in the brackets',
            'leading zeros',
            'a plural in one line',
            'seven equals signs in a comment',
            'fuzzy without blank',
            'flags in a #! line',
            'obsolete without blanks',
            'a double mark',
            'obsolete on one line',
            'obsolete with a context on one line',
            'a previous source without blank',
            'a previous source behind #~ #|',
            'a double mark of previous texts',
            'comments without a blank',
            'a sticky comment',
            'a header in several texts of one line',
        ),
    ),
    Row(
        'entries without a part, with parts in a wrong order, or half obsolete',
        'refused',
        'accepted; a part is empty, or stands where it does not belong',
        'gettext refuses them.',
        cases=(
            'a comment between msgid and msgstr',
            'no form',
            'msgstr without a bracket',
            'msgstr[0] without msgid_plural',
            'msgid alone at the end',
            'a file cut inside a text',
            'half obsolete',
            'half obsolete, the other way',
            'a live line in an obsolete text',
            'an obsolete line in a live text',
            'an obsolete entry cut short',
            'a previous text that goes on without #|',
            'a comment between previous and msgid',
            'a previous context alone',
            'a previous plural alone',
            'a previous source of nothing',
            'two previous sources',
            'obsolete previous of a live entry',
            'live previous of an obsolete entry',
        ),
    ),
)


def table(rows: tuple[Row, ...], program: str) -> str:
    """Return rows as a Markdown table."""
    head = f"| the file holds | kms-i18n | {program} | why |\n|---|---|---|---|\n"
    return head + "".join(f"| {row.name} | {row.ours} | {row.theirs} | {row.why} |\n" for row in rows)


if __name__ == "__main__":
    print(table(GETTEXT, "GNU gettext 0.21"))
    print(table(POLIB, "polib 1.2"))
