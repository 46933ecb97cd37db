"""Awkward catalogs with the one right outcome of each: counts, or the line of the refusal.

``python -m tests.corpus.po.awkward FOLDER`` writes them as files with a MANIFEST.jsonl.

Where GNU gettext 0.21 comes to another result, the case names the row of ``disagreements`` that says
why; ``test_po_awkward.py`` runs msgfmt on all of them and fails when a disagreement is not noted
here, or is noted but gone.
"""

from __future__ import annotations

from typing import NamedTuple

H = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'  # lines 1 to 3
A = b'msgid "a"\nmsgstr "b"\n'
BOM = b"\xef\xbb\xbf"


class Case(NamedTuple):
    """One file."""

    name: str
    data: bytes
    counts: tuple[int, int, int, int] | None = None
    """Translated, fuzzy, untranslated, obsolete; None: the file is refused."""
    line: int = 0
    """Line of the refusal."""
    says: str = ""
    """A word of the message."""
    gettext: str = ""
    """The row of ``disagreements.GETTEXT`` by which gettext 0.21 comes to another result."""


def header(charset: str) -> bytes:
    return H.replace(b"UTF-8", charset.encode())


def yes(name: str, data: bytes, t: int = 0, f: int = 0, u: int = 0, o: int = 0, gettext: str = "") -> Case:
    return Case(name, data, (t, f, u, o), gettext=gettext)


def no(name: str, data: bytes, line: int, says: str = "", gettext: str = "") -> Case:
    return Case(name, data, None, line, says, gettext)


def plural(*forms: bytes) -> bytes:
    return b'msgid "a"\nmsgid_plural "as"\n' + b"".join(forms)


LAYOUT = [
    yes("empty file", b""),
    yes("blank lines only", b"\n\n  \n\t\n"),
    yes("comments only", b"# nothing here\n#, fuzzy\n"),
    yes("header only", H),
    yes("no header", A, 1),
    yes("header without a field", b'msgid ""\nmsgstr ""\n' + A, 1, gettext="a header without a field"),
    yes("fuzzy header", b"#, fuzzy\n" + H + A, 1),
    yes("header after the first entry", A + H, 1),
    yes("header after comments", b"# x\n#. y\n\n\n#: z\n" + H + A, 1),
    yes("one entry", H + A, 1),
    yes("no line end at the end", H + A[:-1], 1),
    yes("no blank line between entries", H + A + b'msgid "c"\nmsgstr "d"\n', 2),
    yes("many blank lines", H + b"\n\n\n" + A + b"\n\n\n", 1),
    yes("blank lines inside an entry", H + b'msgid "a"\n\n\nmsgstr\n\n"b"\n', 1),
    yes("indented", H + b'  msgid "a"\n\t  msgstr "b"\n', 1),
    yes("indented with tabs, text below", H + b'msgid\t"a"\nmsgstr\t"b"\n\t"c"\n', 1),
    yes("trailing blanks", H + b'msgid "a"  \t\nmsgstr "b" \n', 1),
    yes("everything on one line", H + b'msgid "a" msgstr "b" msgid "c" msgstr "d"\n', 2),
    yes("no blank between keyword and text", H + b'msgid"a"msgstr"b"\n', 1),
    yes("several texts on one line", H + b'msgid "a" "b" "c"\nmsgstr "x" "y"\n', 1),
    yes("a text that begins with an empty one", H + b'msgid ""\n"a"\nmsgstr ""\n"b"\n', 1),
    yes("a text of three empty ones", H + b'msgid "a"\nmsgstr ""\n""\n""\n', 0, 0, 1),
    yes("form feed and vertical tab between entries", H + b"\f\n\v\n" + A, 1),
    yes("a comment behind a translation", H + b'msgid "a"\nmsgstr "b" # note\n', 1),
    yes("a comment after the last entry", H + A + b"# the end\n", 1),
    yes("a comment without line end after the last entry", H + A + b"# the end", 1),
    yes("a lone #~ line", H + A + b"#~\n", 1),
    yes("a lone #| line", H + b"#|\n" + A, 1),
    yes("a domain line", b'domain "mission"\n' + H + A, 1),
    yes("a domain line between entries", H + A + b'domain "other"\nmsgid "c"\nmsgstr "d"\n', 2),
    no("the same message in two domains", H + A + b'domain "other"\n' + A, 7, "line 4"),
    no("a domain without a name", H + b"domain\n" + A, 5),
    no("a domain with two names", H + b'domain "a" "b"\n', 4),
    yes("two texts on a line, then more below", H + b'msgid "a" "b"\n"c" "d"\nmsgstr "x"\n', 1),
    yes("a live entry with keywords on one line and a comment behind", H + b'msgctxt "c" msgid "a" msgid_plural "b" msgstr[0] "x" msgstr[1] "y" # z\n', 1),
    yes("the same text, in its context, behind another on one line", H + b'msgid "a" msgstr "b" msgctxt "c" msgid "a" msgstr "b"\n', 2),
    no("the same message twice on one line", H + b'msgid "a" msgstr "b" msgid "a" msgstr "b"\n', 4, "line 4", gettext="duplicate messages that begin on one line"),
    no("a duplicate on one line, cut short", H + b'msgid "a" msgstr "b" msgid "a" msgstr "', 4, "ends inside"),
    no("two headers on one line", b'msgid "" msgstr "X: y\\n" msgid "" msgstr "X: y\\n"\n', 1, "second header", gettext="duplicate messages that begin on one line"),
    yes("a file of one blank", b" "),
    yes("a file of one hash", b"#"),
    no("a file of one quote", b'"', 1, "ends inside"),
    no("a file of one backslash", b"\\", 1),
]

ENDS = [
    yes("CRLF", (H + A).replace(b"\n", b"\r\n"), 1),
    yes("CRLF in the header only", H.replace(b"\n", b"\r\n") + A, 1),
    yes("CRLF in the entries only", H + A.replace(b"\n", b"\r\n"), 1),
    yes("CRLF with comments", (H + b"# c\n#. d\n#, fuzzy\n#: x y\n" + A).replace(b"\n", b"\r\n"), 0, 1),
    yes("CR CR LF", (H + A).replace(b"\n", b"\r\r\n"), 1),
    yes("a bare CR in a comment is no line end", H + b'# x\rmsgid "forged"\rmsgstr "owned"\n' + A, 1),
    yes("a bare CR in a text", H + b'msgid "a\rb"\nmsgstr "c\rd"\n', 1),
    yes("a bare CR between keyword and text", H + b'msgid\r"a"\nmsgstr "b"\n', 1),
    no("CR alone throughout", (H + A).replace(b"\n", b"\r"), 1, "CR alone", gettext="lines that end with CR alone"),
    no("CR alone, comment first", b"# x\r" + A.replace(b"\n", b"\r"), 1, "CR alone", gettext="lines that end with CR alone"),
    yes("LINE SEPARATOR in a comment", H + "# x\u2028msgid \"q\"\n".encode() + A, 1),
    yes("NEXT LINE in a text", H + 'msgid "a\u0085b"\nmsgstr "b\u2029"\n'.encode(), 1),
    yes("form feed in a comment", H + b'# x\fmsgid "q"\x1c\x1d\n' + A, 1),
    yes("LF in the header, CRLF in one entry, LF again", H + A.replace(b"\n", b"\r\n") + b'msgid "c"\nmsgstr "d"\n', 2),
    yes("CRLF inside a text of several lines", H + b'msgid ""\r\n"a"\n"b"\r\nmsgstr "c"\n', 1),
    no("CR alone, after a byte order mark", BOM + A.replace(b"\n", b"\r"), 1, "CR alone"),
    yes("a CR alone as the last byte", H + A + b"\r", 1),
    no("a bare CR inside a keyword", H + b'ms\rgid "a"\nmsgstr "b"\n', 4),
]

CHARSETS = [
    yes("BOM", BOM + H + A, 1, gettext="byte order mark"),
    yes("BOM, comment first", BOM + b"# x\n" + H + A, 1, gettext="byte order mark"),
    yes("BOM, no header", BOM + A, 1, gettext="byte order mark"),
    no("BOM and ISO-8859-1", BOM + header("ISO-8859-1") + A, 2, "mark"),
    no("two BOMs", BOM * 2 + H + A, 1),
    no("a BOM in the middle", H + BOM + A, 4),
    no("UTF-16", (H + A).decode().encode("utf-16"), 1, "UTF-16"),
    no("UTF-16 without a mark", (H + A).decode().encode("utf-16-le"), 1, "NUL"),
    yes("ISO-8859-1", header("ISO-8859-1") + b'# d\xe9j\xe0\nmsgid "a"\nmsgstr "d\xe9j\xe0"\n', 1),
    yes("ISO-8859-15 with an ASCII header", header("ISO-8859-15") + b'msgid "a"\nmsgstr "\xa4"\n', 1),
    yes("windows-1252", header("CP1252") + b'msgid "a"\nmsgstr "l\x92\xc9tat"\n', 1),
    yes("KOI8-R", header("KOI8-R") + 'msgid "a"\nmsgstr "мир"\n'.encode("koi8-r"), 1),
    yes("SHIFT_JIS with 0x5C as second byte", header("SHIFT_JIS") + 'msgid "a"\nmsgstr "表示"\n'.encode("shift_jis"), 1),
    yes("GBK with 0x5C as second byte", header("GBK") + b'msgid "a"\nmsgstr "\x95\x5c"\n', 1),
    yes("BIG5 with 0x5C before the closing quote", header("BIG5") + b'msgid "a"\nmsgstr "\xa5\x5c"\n', 1),
    yes("GB18030 in four bytes", header("GB18030") + 'msgid "a"\nmsgstr "ខ្មែរ"\n'.encode("gb18030"), 1),
    yes("EUC-JP", header("EUC-JP") + 'msgid "a"\nmsgstr "日本"\n'.encode("euc-jp"), 1),
    yes("EUC-KR", header("EUC-KR") + 'msgid "a"\nmsgstr "한국"\n'.encode("euc-kr"), 1),
    yes("TIS-620", header("TIS-620") + 'msgid "a"\nmsgstr "ไทย"\n'.encode("tis-620"), 1),
    yes("utf8 without hyphen", header("utf8") + 'msgid "a"\nmsgstr "ខ"\n'.encode(), 1),
    yes("lower case utf-8", header("utf-8") + 'msgid "a"\nmsgstr "ខ"\n'.encode(), 1),
    yes("the template's CHARSET", header("CHARSET") + 'msgid "a"\nmsgstr "ខ"\n'.encode(), 1),
    yes("no charset, UTF-8 text", b'msgid ""\nmsgstr "Language: km\\n"\n' + 'msgid "ខ"\nmsgstr "b"\n'.encode(), 1),
    yes("a decoy charset in a comment", b"# charset=utf-16\n" + H + A, 1),
    yes("a decoy charset in an entry", H + b'msgid "charset=rot13"\nmsgstr "charset=utf-7"\n', 1),
    yes("the decoy of a context without text", H + b'msgctxt "x"\nmsgid ""\nmsgstr "charset=rot13"\n', 1),
    yes("ASCII, and it is", header("ASCII") + A, 1),
    no("ASCII, but it is not", header("ASCII") + b'msgid "a"\nmsgstr "\xc3\xa9"\n', 5, "0xC3"),
    no("no charset, Latin-1 text", b'msgid ""\nmsgstr ""\n"Language: fr\\n"\n\nmsgid "a"\nmsgstr "d\xe9j\xe0"\n', 6, "0xE9", gettext="bytes that are not of the character set, where gettext does not look"),
    no("Latin-1 text under a UTF-8 header", H + b'msgid "a"\nmsgstr "d\xe9j\xe0"\n', 5, "0xE9"),
    no("Latin-1 in a comment under a UTF-8 header", H + b"# d\xe9j\xe0\n" + A, 4, "0xE9", gettext="bytes that are not of the character set, where gettext does not look"),
    no("a surrogate in UTF-8", H + b'msgid "a"\nmsgstr "\xed\xa0\x80"\n', 5, "0xED"),
    no("an overlong UTF-8 quote", H + b'msgid "a"\nmsgstr "\xc0\xa2"\n', 5, "0xC0"),
    no("beyond U+10FFFF", H + b'msgid "a"\nmsgstr "\xf4\x90\x80\x80"\n', 5, "0xF4"),
    no("a cut UTF-8 character at the end of a text", H + b'msgid "a"\nmsgstr "\xe1\x9e"\n', 5, "0xE1"),
    no("broken EUC-JP", header("EUC-JP") + b'msgid "a"\nmsgstr "\xb0"\n', 5, "0xB0"),
    no("rot13", header("rot13") + A, 2, "rot13", gettext="an unknown character set"),
    no("base64", header("base64") + A, 2, "base64", gettext="an unknown character set"),
    no("zlib", header("zlib") + A, 2, "zlib", gettext="an unknown character set"),
    no("idna", header("idna") + A, 2, "idna", gettext="an unknown character set"),
    no("undefined", header("undefined") + A, 2, "undefined", gettext="an unknown character set"),
    no("utf-7", header("UTF-7") + A, 2, "UTF-7", gettext="an unknown character set"),
    no("utf-16 in the header of an ASCII file", header("UTF-16") + A, 2, "UTF-16", gettext="an unknown character set"),
    no("a character set of the moon", header("MOON-1") + A, 2, "MOON-1", gettext="an unknown character set"),
    no("NUL in a text", H + b'msgid "a\0b"\nmsgstr "b"\n', 4, "NUL", gettext="NUL"),
    no("NUL in a comment", H + b"# a\0b\n" + A, 4, "NUL", gettext="NUL"),
    no("NUL at the end of the file", H + A + b"\0", 6, "NUL"),
    no("a cut UTF-8 character at the end of the file", H + A + b"# \xe1\x9e", 6, "0xE1", gettext="bytes that are not of the character set, where gettext does not look"),
    no("Latin-1 in an obsolete text", H + b'#~ msgid "a"\n#~ msgstr "d\xe9j\xe0"\n', 5, "0xE9"),
    no("an upper half of TIS-620 that does not exist", header("TIS-620") + b'msgid "a"\nmsgstr "\xfe"\n', 5, "0xFE"),
    yes("a C1 control in TIS-620", header("TIS-620") + b'msgid "a"\nmsgstr "\x80"\n', 1, gettext="characters that the tables of a character set differ on"),
    yes("a backslash byte in a BIG5 header", b'msgid ""\nmsgstr "Team: \xa5\x5c\xaf\\n"\n"Content-Type: text/plain; charset=BIG5\\n"\n' + A, 1, gettext="a header of double bytes that end in a backslash"),
    no("a second charset in the header does not count", header("ASCII").replace(b'\\n"', b'\\n"\n"X-Content: charset=UTF-8\\n"') + 'msgid "a"\nmsgstr "ខ"\n'.encode(), 6, "0xE1"),
    yes("an obsolete header names no character set", b'#~ msgid ""\n#~ msgstr "Content-Type: text/plain; charset=rot13\\n"\n\n' + A, 1, 0, 0, 1),
    yes("a fuzzy header names the character set", b"#, fuzzy\n" + header("ISO-8859-1") + b'msgid "a"\nmsgstr "\xe9"\n', 1),
    yes("a header after the first entry names the character set", A + header("ISO-8859-1") + b'msgid "c"\nmsgstr "\xe9"\n', 2),
    no("a template's CHARSET and Latin-1 bytes", header("CHARSET") + b'msgid "a"\nmsgstr "\xe9"\n', 5, "0xE9", gettext="bytes that are not of the character set, where gettext does not look"),
    no("punycode", header("punycode") + A, 2, "punycode", gettext="an unknown character set"),
    no("unicode_escape", header("unicode_escape") + A, 2, "unicode_escape", gettext="an unknown character set"),
    no("raw_unicode_escape", header("raw_unicode_escape") + A, 2, "raw_unicode_escape", gettext="an unknown character set"),
    no("hex", header("hex") + A, 2, "hex", gettext="an unknown character set"),
    no("mbcs", header("mbcs") + A, 2, "mbcs", gettext="an unknown character set"),
    no("UTF-8-SIG", header("UTF-8-SIG") + A, 2, "UTF-8-SIG", gettext="an unknown character set"),
]

QUOTES = [
    no("no quotes", H + b"msgid a\nmsgstr b\n", 4, "unknown keyword 'a'"),
    no("no closing quote", H + b'msgid "a\nmsgstr "b"\n', 4, "ends inside"),
    no("no closing quote in the last line", H + b'msgid "a"\nmsgstr "b', 5, "ends inside"),
    no("no opening quote", H + b'msgid a"\nmsgstr "b"\n', 4),
    no("a quote inside", H + b'msgid "a "q" b"\nmsgstr "b"\n', 4),
    no("single quotes", H + b"msgid 'a'\nmsgstr 'b'\n", 4, "'"),
    no("typographic quotes", H + "msgid “a”\nmsgstr “b”\n".encode(), 4, "U+201C"),
    no("French quotes", H + "msgid «a»\nmsgstr «b»\n".encode(), 4, "U+00AB"),
    no("full-width quotes", H + "msgid ＂a＂\nmsgstr ＂b＂\n".encode(), 4, "U+FF02"),
    no("NBSP before a keyword", H + '\u00a0msgid "a"\nmsgstr "b"\n'.encode(), 4, "U+00A0"),
    no("NBSP behind a keyword", H + 'msgid\u00a0"a"\nmsgstr "b"\n'.encode(), 4, "U+00A0"),
    no("ideographic space before a keyword", H + '\u3000msgid "a"\nmsgstr "b"\n'.encode(), 4, "U+3000"),
    no("ZWSP before a keyword", H + '\u200bmsgid "a"\nmsgstr "b"\n'.encode(), 4, "U+200B"),
    no("text after the closing quote", H + b'msgid "a" x\nmsgstr "b"\n', 4),
    no("a semicolon", H + b'msgid "a"\nmsgstr "b";\n', 5, "';'"),
    no("a C comment", H + b"/* c */\n" + A, 4),
    no("a // comment", H + b"// c\n" + A, 4),
    no("a word of garbage", H + b"garbage\n" + A, 4, "garbage"),
    no("a text without keyword", b'"a"\n' + A, 1),
    no("a text after a comment", H + A + b'# c\n"d"\n', 7),
    no("a comment between the lines of a text", H + b'msgid "a"\n# c\n"b"\nmsgstr "c"\n', 4),
    no("a comment between msgid and msgstr", H + b'msgid "a"\n# c\nmsgstr "c"\n', 4),
    yes("a text that looks like an entry", H + b'msgid "msgid \\"x\\"\\nmsgstr \\"y\\""\nmsgstr "b"\n', 1),
    yes("a hash inside a text", H + b'msgid "# a #~ b"\nmsgstr "#, fuzzy"\n', 1),
    no("low and high quotes", H + "msgid „a“\nmsgstr „b“\n".encode(), 4, "U+201E"),
    no("grave and acute for quotes", H + "msgid `a´\nmsgstr `b´\n".encode(), 4, "U+0060"),
    no("a typographic quote closes", H + 'msgid "a”\nmsgstr "b"\n'.encode(), 4, "ends inside"),
    no("a word joiner before a keyword", H + '\u2060msgid "a"\nmsgstr "b"\n'.encode(), 4, "U+2060"),
    no("LINE SEPARATOR for a line end", H + 'msgid "a"\u2028msgstr "b"\n'.encode(), 4, "U+2028"),
    no("NEXT LINE for a line end", H + 'msgid "a"\u0085msgstr "b"\n'.encode(), 4, "U+0085"),
    no("full-width letters in a keyword", H + 'ｍｓｇｉｄ "a"\nmsgstr "b"\n'.encode(), 4),
    no("a Cyrillic letter in a keyword", H + 'msgіd "a"\nmsgstr "b"\n'.encode(), 4, "unknown keyword"),
    no("U+0004 in a text", H + b'msgid "a\x04b"\nmsgstr "b"\n', 4, "U+0004"),
    no("U+0004 in an obsolete text", H + b'#~ msgid "a"\n#~ msgstr "\x04"\n', 5, "U+0004"),
    yes("U+0004 in a comment", H + b"# \x04\n" + A, 1),
]

ESCAPES = [
    yes("every escape of C", H + rb'msgid "\a\b\f\n\r\t\v\\\"x"' + b"\n" + rb'msgstr "\v\t\r\f\b\a\"\\x"' + b"\n", 1),
    yes("octal", H + rb'msgid "\101\60\7"' + b'\nmsgstr "b"\n', 1),
    yes("hexadecimal", H + rb'msgid "\x41\x4a\x0A"' + b'\nmsgstr ' + rb'"b\x0A"' + b"\n", 1),
    yes("octal bytes of UTF-8", H + rb'msgid "\303\251"' + b'\nmsgstr "b"\n', 1),
    yes("hexadecimal bytes of UTF-8", H + rb'msgid "\xc3\xa9"' + b'\nmsgstr "b"\n', 1),
    yes("an octal escape before a digit", H + rb'msgid "\1019"' + b'\nmsgstr "b"\n', 1),
    yes("an octal escape, then a text with a digit", H + rb'msgid "\10" "1"' + b'\nmsgstr "b"\n', 1),
    yes("a hexadecimal byte of Latin-1", header("ISO-8859-1") + rb'msgid "\xe9"' + b'\nmsgstr "b"\n', 1),
    yes("two backslashes before the quote", H + rb'msgid "a\\"' + b'\nmsgstr "b"\n', 1),
    yes("a line joined by a backslash in a text", H + b'msgid "a\\\nb"\nmsgstr "b"\n', 1),
    yes("a line joined by a backslash between texts", H + b'msgid \\\n"a"\nmsgstr "b"\n', 1),
    yes("a backslash at the end of a comment, comment below", H + b"# C:\\\n# D:\n" + A, 1),
    yes("a backslash at the end of a comment, blank line below", H + b"# C:\\\n\n" + A, 1),
    yes("a backslash at the end of a comment above #, fuzzy", H + b"# C:\\\n#, fuzzy\n" + A, 0, 1, gettext="a comment that ends with a backslash"),
    no("a backslash at the end of a comment above msgid", H + b"# C:\\\n" + A, 4, "backslash", gettext="a comment that ends with a backslash"),
    no("an escaped quote as the last one", H + b'msgid "a\\"\nmsgstr "b"\n', 4, "ends inside"),
    no("a lone backslash before the quote of the last line", H + b'msgid "a"\nmsgstr "b\\"', 5, "ends inside"),
    no(r"unknown escape \q", H + rb'msgid "\q"' + b'\nmsgstr "b"\n', 4, r"\q"),
    no(r"unknown escape \u1780", H + rb'msgid "\u1780"' + b'\nmsgstr "b"\n', 4, r"\u"),
    no(r"unknown escape \$", H + b'msgid "a"\n' + rb'msgstr "\$"' + b"\n", 5, r"\$"),
    no("an escape before a Khmer letter", H + 'msgid "a"\nmsgstr "\\ខ"\n'.encode(), 5, r"\ខ"),
    no(r"\x without digits", H + rb'msgid "\xg"' + b'\nmsgstr "b"\n', 4, r"\x"),
    no("an octal escape of NUL", H + rb'msgid "a\0b"' + b'\nmsgstr "b"\n', 4, "NUL", gettext="NUL"),
    no("a hexadecimal escape of NUL", H + rb'msgid "a\x00"' + b'\nmsgstr "b"\n', 4, "NUL", gettext="NUL"),
    no("an octal escape beyond a byte", H + rb'msgid "\777"' + b'\nmsgstr "b"\n', 4, "byte", gettext="an escape beyond one byte"),
    no("a hexadecimal escape beyond a byte", H + rb'msgid "\x1780"' + b'\nmsgstr "b"\n', 4, "byte", gettext="an escape beyond one byte"),
    no("an escaped byte that is no UTF-8", H + rb'msgid "\xe9"' + b'\nmsgstr "b"\n', 4, "0xE9", gettext="escaped bytes that are no text"),
    no("U+0004 as an octal escape", H + rb'msgid "\4"' + b'\nmsgstr "b"\n', 4, "U+0004"),
    no("U+0004 as a hexadecimal escape", H + b'msgid "a"\n' + rb'msgstr "x\x04"' + b"\n", 5, "U+0004"),
    no(r"unknown escape \N", H + rb'msgid "\N{DASH}"' + b'\nmsgstr "b"\n', 4, r"\N"),
    no(r"unknown escape \'", H + rb"""msgid "it\'s" """ + b'\nmsgstr "b"\n', 4, r"\'"),
    no(r"unknown escape \8", H + rb'msgid "\8"' + b'\nmsgstr "b"\n', 4, r"\8"),
    no("an unknown escape in an obsolete text", H + rb'#~ msgid "\q"' + b'\n#~ msgstr "b"\n', 4, r"\q"),
    no("a backslash cuts a keyword", H + b'ms\\\ngid "a"\nmsgstr "b"\n', 4, "in two", gettext="a backslash at the end of a line inside a keyword, mark or number"),
    no("a backslash cuts a number", H + b'msgid "a"\nmsgid_plural "b"\nmsgstr[0\\\n0] "b"\n', 7, "in two", gettext="a backslash at the end of a line inside a keyword, mark or number"),
    no("a backslash cuts a mark", H + b'#~\\\n| msgid "p"\n#~ msgid "a"\n#~ msgstr "b"\n', 5, "in two", gettext="a backslash at the end of a line inside a keyword, mark or number"),
    no("a backslash cuts a mark at the end of the file", H + b"#~\\", 4, "in two", gettext="a backslash at the end of a line inside a keyword, mark or number"),
    no("a backslash and a blank at the end of a line", H + b'msgid "a\\ \nb"\nmsgstr "b"\n', 4),
    yes("a line joined by a backslash in an obsolete text", H + b'#~ msgid "a\\\nb"\n#~ msgstr "b"\n', 0, 0, 0, 1),
]  # fmt: skip

PLURALS = [
    yes("two forms", H + plural(b'msgstr[0] "x"\n', b'msgstr[1] "y"\n'), 1),
    yes("one form", H + plural(b'msgstr[0] "x"\n'), 1),
    yes("ten forms", H + plural(*(b'msgstr[%d] "x"\n' % n for n in range(10))), 1),
    yes("blanks in the brackets", H + plural(b'msgstr [ 0 ] "x"\n', b'msgstr[ 1]"y"\n'), 1),
    yes("leading zeros", H + plural(b'msgstr[00] "x"\n', b'msgstr[001] "y"\n'), 1),
    yes("an empty plural source", H + b'msgid "a"\nmsgid_plural ""\nmsgstr[0] "x"\n', 1),
    yes("all forms empty", H + plural(b'msgstr[0] ""\n', b'msgstr[1] ""\n'), 0, 0, 1),
    yes("the first form empty", H + plural(b'msgstr[0] ""\n', b'msgstr[1] "y"\n'), 0, 0, 1),
    yes("the second form empty", H + plural(b'msgstr[0] "x"\n', b'msgstr[1] ""\n'), 0, 0, 1, gettext="an empty plural form"),
    yes("fuzzy with an empty form", H + b"#, fuzzy\n" + plural(b'msgstr[0] "x"\n', b'msgstr[1] ""\n'), 0, 0, 1, gettext="an empty plural form"),
    yes("nplurals=42 in the header", H.replace(b'8\\n"', b'8\\n"\n"Plural-Forms: nplurals=42; plural=0;\\n"') + A, 1),
    yes("nplurals=4000000000 in the header", H.replace(b'8\\n"', b'8\\n"\n"Plural-Forms: nplurals=4000000000; plural=0;\\n"') + A, 1),
    yes("a hostile formula in the header", H.replace(b'8\\n"', b'8\\n"\n"Plural-Forms: nplurals=2; plural=__import__(\'os\');\\n"') + A, 1),
    no("an eleventh form", H + plural(*(b'msgstr[%d] "x"\n' % n for n in range(11))), 16, "10", gettext="more than ten plural forms"),
    no("no form", H + plural(), 4, "msgstr[0]"),
    no("forms begin at 1", H + plural(b'msgstr[1] "x"\n'), 6, "[1]"),
    no("a gap in the forms", H + plural(b'msgstr[0] "x"\n', b'msgstr[2] "y"\n'), 7, "[2]"),
    no("the same form twice", H + plural(b'msgstr[0] "x"\n', b'msgstr[0] "y"\n'), 7, "[0]"),
    no("a huge form", H + plural(b'msgstr[0] "x"\n', b'msgstr[99999999999999999999] "y"\n'), 7, "expected"),
    no("form 4294967297 is not form 1", H + plural(b'msgstr[0] "x"\n', b'msgstr[4294967297] "y"\n'), 7, "expected"),
    no("a negative form", H + plural(b'msgstr[-1] "x"\n'), 6),
    no("an empty bracket", H + plural(b'msgstr[] "x"\n'), 6),
    no("a letter in the bracket", H + plural(b'msgstr[N] "x"\n'), 6),
    no("an Arabic digit in the bracket", H + plural('msgstr[٠] "x"\n'.encode()), 6, "U+0660"),
    no("a superscript digit in the bracket", H + plural('msgstr[²] "x"\n'.encode()), 6, "U+00B2"),
    no("a Khmer digit in the bracket", H + plural('msgstr[០] "x"\n'.encode()), 6, "U+17E0"),
    no("an open bracket", H + plural(b'msgstr[0 "x"\n'), 6),
    no("msgstr without a bracket", H + plural(b'msgstr "x"\n'), 6, "msgstr[0]"),
    no("msgstr[0] and then msgstr", H + plural(b'msgstr[0] "x"\n', b'msgstr "y"\n'), 7),
    no("msgstr[0] without msgid_plural", H + b'msgid "a"\nmsgstr[0] "x"\n', 4, "msgid_plural"),
    no("msgid_plural twice", H + b'msgid "a"\nmsgid_plural "b"\nmsgid_plural "c"\nmsgstr[0] "x"\n', 4),
    no("msgid_plural before msgid", H + b'msgid_plural "b"\nmsgid "a"\nmsgstr[0] "x"\n', 4),
    no("a form of ten at once", H + plural(b'msgstr[10] "x"\n'), 6, "[10]"),
    no("a full-width digit in the bracket", H + plural('msgstr[０] "x"\n'.encode()), 6, "U+FF10"),
    no("a blank between minus and number", H + plural(b'msgstr[- 1] "x"\n'), 6),
    no("a hexadecimal number in the bracket", H + plural(b'msgstr[0x0] "x"\n'), 6),
    yes("a plural in one line", H + b'msgid "a" msgid_plural "as" msgstr[0] "x" msgstr[1] "y"\n', 1),
    yes("a plural header", b'msgid ""\nmsgid_plural "x"\nmsgstr[0] "Content-Type: text/plain; charset=UTF-8\\n"\nmsgstr[1] ""\n' + A, 1),
]

STRUCTURE = [
    no("msgid without msgstr", H + b'msgid "a"\n\nmsgid "b"\nmsgstr "c"\n', 4, "no msgstr"),
    no("msgid alone at the end", H + b'msgid "a"\n', 4, "no msgstr"),
    no("msgstr without msgid", H + b'msgstr "b"\n', 4),
    no("msgstr twice", H + A + b'msgstr "c"\n', 6),
    no("msgctxt without msgid", H + b'msgctxt "c"\nmsgstr "b"\n', 5),
    no("msgctxt behind msgid", H + b'msgid "a"\nmsgctxt "c"\nmsgstr "b"\n', 4),
    no("msgctxt twice", H + b'msgctxt "c"\nmsgctxt "d"\nmsgid "a"\nmsgstr "b"\n', 5),
    no("msgid without text", H + b'msgid\nmsgstr "b"\n', 5),
    no("msgstr without text", H + b'msgid "a"\nmsgstr\n', 6),
    no("a keyword in capitals", H + b'MSGID "a"\nMSGSTR "b"\n', 4, "MSGID"),
    no("a keyword with a tail", H + b'msgidx "a"\nmsgstr "b"\n', 4, "msgidx"),
    no("a file cut inside a keyword", H + A + b"msg", 6, "'msg'"),
    no("a file cut inside a text", H + A + b'msgid "c"\nmsgstr "d', 7),
    no("the same message twice", H + A + b"\n" + A, 7, "line 4"),
    no("the same message with another translation", H + A + b'\nmsgid "a"\nmsgstr "c"\n', 7, "line 4"),
    no("the same message, split otherwise", H + A + b'\nmsgid ""\n"a"\nmsgstr "c"\n', 7, "line 4"),
    no("the same message through an escape", H + A + b'\nmsgid "\\141"\nmsgstr "c"\n', 7, "line 4"),
    no("the same message with a plural", H + A + b"\n" + plural(b'msgstr[0] "x"\n'), 7, "line 4"),
    no("the same message, obsolete", H + A + b'\n#~ msgid "a"\n#~ msgstr "c"\n', 7, "line 4"),
    no("the same obsolete message twice", H + b'#~ msgid "a"\n#~ msgstr "c"\n' * 2, 6, "line 4"),
    no("the same message in the same context", H + (b'msgctxt "c"\n' + A) * 2, 8, "line 5"),
    no("two headers", H + H, 4, "second header"),
    no("an obsolete second header", H + b'#~ msgid ""\n#~ msgstr "x"\n', 4, "second header"),
    yes("the same text in two contexts", H + b'msgctxt "c"\n' + A + b'msgctxt "d"\n' + A + A, 3),
    yes("an empty context is a context", H + b'msgctxt ""\n' + A + A, 2),
    yes("an empty text in a context is an ordinary entry", H + b'msgctxt "x"\nmsgid ""\nmsgstr "y"\n', 1),
    yes("an empty text in an empty context", H + b'msgctxt ""\nmsgid ""\nmsgstr ""\n', 0, 0, 1),
    yes("texts that differ in a blank", H + A + b'msgid "a "\nmsgstr "b"\n', 2),
    yes("texts that differ in a ZWSP", H + 'msgid "ក"\nmsgstr "b"\nmsgid "ក\u200b"\nmsgstr "b"\n'.encode(), 2),
    yes("texts that differ in their normal form", H + 'msgid "é"\nmsgstr "b"\nmsgid "e\u0301"\nmsgstr "b"\n'.encode(), 2),
    yes("a translation equal to its source", H + b'msgid "a"\nmsgstr "a"\n', 1),
    yes("a blank translation", H + b'msgid "a"\nmsgstr " "\n', 1),
    yes("a ZWSP for a translation", H + 'msgid "a"\nmsgstr "\u200b"\n'.encode(), 1),
    no("conflict markers", H + b'<<<<<<< HEAD\nmsgid "a"\nmsgstr "b"\n=======\nmsgid "a"\nmsgstr "c"\n>>>>>>> x\n', 4, "merge conflict"),
    no("conflict markers inside a text", H + b'msgid "a"\nmsgstr ""\n<<<<<<< HEAD\n"b"\n=======\n"c"\n>>>>>>> x\n', 6, "merge conflict"),
    no("diff3 markers", H + b'msgid "a"\n<<<<<<< a\nmsgstr "b"\n||||||| o\nmsgstr ""\n=======\nmsgstr "c"\n>>>>>>> b\n', 5, "merge conflict"),
    no("conflict markers with CRLF", (H + b"<<<<<<< HEAD\n" + A + b"=======\n>>>>>>> x\n").replace(b"\n", b"\r\n"), 4, "merge conflict"),
    yes("conflict markers of msgcat are text", H + b'#, fuzzy\nmsgid "a"\nmsgstr ""\n"#-#-#-#-#  km.po  #-#-#-#-#\\n"\n"b"\n', 0, 1),
    yes("markers in a comment and a text", H + b'# <<<<<<< HEAD\nmsgid "======="\nmsgstr ">>>>>>> x"\n', 1),
    no("a plural message twice", H + plural(b'msgstr[0] "x"\n') * 2, 7, "line 4"),
    no("the same message with another plural", H + plural(b'msgstr[0] "x"\n') + b'msgid "a"\nmsgid_plural "others"\nmsgstr[0] "x"\n', 7, "line 4"),
    no("the same message in an empty context twice", H + (b'msgctxt ""\n' + A) * 2, 8, "line 5"),
    no("a merge conflict in the header", H.replace(b"msgstr", b"<<<<<<< HEAD\nmsgstr", 1), 2, "merge conflict"),
    no("only the last marker is left", H + A + b">>>>>>> topic\n", 6, "merge conflict"),
    no("a merge conflict below a comment that ends with a backslash", H + b"# C:\\\n<<<<<<< a\n#, c-format\n" + A, 5, "merge conflict", gettext="merge-conflict markers that gettext takes for a comment or a text"),
    yes("seven equals signs in a comment", H + b"# =======\n#=======\n" + A, 1),
    yes("a text of blanks of all kinds", H + 'msgid "a"\nmsgstr " \u00a0\u3000\u200b\\t\\n"\n'.encode(), 1, gettext="a line end at one edge only"),
    yes("a line end at the end of the source only", H + b'msgid "a\\n"\nmsgstr "b"\n', 1, gettext="a line end at one edge only"),
    yes("a line end at the beginning of the translation only", H + b'msgid "a"\nmsgstr "\\nb"\n', 1, gettext="a line end at one edge only"),
    yes("a line end at one edge of a draft", H + b'#, fuzzy\nmsgid "a\\n"\nmsgstr "b"\n', 0, 1),
]

FLAGS = [
    yes("fuzzy", H + b"#, fuzzy\n" + A, 0, 1),
    yes("fuzzy without blank", H + b"#,fuzzy\n" + A, 0, 1),
    yes("fuzzy among flags", H + b"#, c-format, fuzzy, no-wrap\n" + A, 0, 1),
    yes("flags set apart by blanks", H + b"#, c-format fuzzy\n" + A, 0, 1),
    yes("flags set apart by a tab", H + b"#,\tfuzzy\tc-format\n" + A, 0, 1),
    yes("an indented flag line", H + b"  #, fuzzy\n" + A, 0, 1),
    yes("two lines, fuzzy in the first", H + b"#, fuzzy\n#, c-format\n" + A, 0, 1, gettext="two `#,` lines"),
    yes("two lines, fuzzy in the second", H + b"#, c-format\n#, fuzzy\n" + A, 0, 1),
    yes("flags in a #! line", H + b"#! fuzzy\n" + A, 0, 1),
    yes("Fuzzy is not fuzzy", H + b"#, Fuzzy\n" + A, 1),
    yes("fuzzy-ish is not fuzzy", H + b"#, fuzzy-ish\n" + A, 1),
    yes("fuzzy in a plain comment", H + b"# , fuzzy\n" + A, 1),
    yes("fuzzy in an extracted comment", H + b"#. , fuzzy\n" + A, 1),
    yes("fuzzy without a translation", H + b'#, fuzzy\nmsgid "a"\nmsgstr ""\n', 0, 0, 1),
    yes("fuzzy and obsolete", H + b'#, fuzzy\n#~ msgid "a"\n#~ msgstr "b"\n', 0, 0, 0, 1),
    yes("a fuzzy mark far above", H + b"#, fuzzy\n\n\n# note\n\n" + A, 0, 1),
    yes("a range", H + b"#, range: 0..10, fuzzy\n" + A, 0, 1),
    yes("an empty flag line", H + b"#,\n#, ,\n" + A, 1),
    yes("a fuzzy mark that belongs to nothing", H + A + b"#, fuzzy\n", 1),
    yes("fuzzy and an invisible character", H + "#, fuzzy\u200b\n".encode() + A, 1),
    yes("fuzzy and a line separator", H + "#, fuzzy\u2028\n".encode() + A, 1),
    yes("fuzzy behind a no-break space", H + "#,\u00a0fuzzy\n".encode() + A, 1),
    yes("three lines, fuzzy in the middle", H + b"#, c-format\n#, fuzzy\n#, no-wrap\n" + A, 0, 1, gettext="two `#,` lines"),
    yes("fuzzy twice", H + b"#, fuzzy, fuzzy\n" + A, 0, 1),
    yes("fuzzy with CRLF", H + b"#, fuzzy\r\n" + A, 0, 1),
    yes("fuzzy behind #~", H + b'#~ #, fuzzy\n#~ msgid "a"\n#~ msgstr "b"\n', 0, 0, 0, 1),
]

OBSOLETE = [
    yes("obsolete", H + b'#~ msgid "a"\n#~ msgstr "b"\n', 0, 0, 0, 1),
    yes("obsolete without blanks", H + b'#~msgid "a"\n#~msgstr "b"\n', 0, 0, 0, 1),
    yes("obsolete in several lines", H + b'#~ msgid ""\n#~ "a"\n#~ msgstr ""\n#~ "b"\n', 0, 0, 0, 1),
    yes("obsolete plural", H + b'#~ msgid "a"\n#~ msgid_plural "as"\n#~ msgstr[0] "x"\n#~ msgstr[1] "y"\n', 0, 0, 0, 1),
    yes("obsolete with context and previous texts", H + b'#, fuzzy\n#~| msgctxt "o"\n#~| msgid "p"\n#~ msgctxt "c"\n#~ msgid "a"\n#~ msgstr "b"\n', 0, 0, 0, 1),
    yes("obsolete before live", H + b'#~ msgid "z"\n#~ msgstr "b"\n' + A, 1, 0, 0, 1),
    yes("obsolete with comments inside", H + b'#~ # note\n#~ #: x\n#~ msgid "a"\n#~ msgstr "b"\n', 0, 0, 0, 1),
    yes("obsolete and empty", H + b'#~ msgid "a"\n#~ msgstr ""\n', 0, 0, 0, 1),
    yes("a plain comment above", H + b'# gone\n#~ msgid "a"\n#~ msgstr "b"\n', 0, 0, 0, 1),
    yes("a double mark", H + b'#~ #~ msgid "a"\n#~ msgstr "b"\n', 0, 0, 0, 1),
    no("half obsolete", H + b'#~ msgid "a"\nmsgstr "b"\n', 5, "obsolete"),
    no("half obsolete, the other way", H + b'msgid "a"\n#~ msgstr "b"\n', 5, "obsolete"),
    no("a live line in an obsolete text", H + b'#~ msgid "a"\n"b"\n#~ msgstr "c"\n', 5, "obsolete"),
    no("an obsolete line in a live text", H + b'msgid "a"\n#~ "b"\nmsgstr "c"\n', 5, "obsolete"),
    no("an obsolete entry cut short", H + b'#~ msgid "a"\n', 4, "no msgstr"),
    no("an obsolete entry without quotes", H + b"#~ msgid a\n#~ msgstr b\n", 4),
    no("an obsolete duplicate of a live entry below", H + b'#~ msgid "a"\n#~ msgstr "b"\n' + A, 6, "line 4"),
    yes("obsolete on one line", H + b'#~ msgid "a" msgstr "b"\n', 0, 0, 0, 1),
    yes("obsolete with a context on one line", H + b'#~ msgctxt "c" msgid "a" msgstr "b"\n', 0, 0, 0, 1),
    yes("obsolete previous texts on one line", H + b'#~| msgid "p" msgid_plural "q"\n#~ msgid "a"\n#~ msgid_plural "b"\n#~ msgstr[0] "x" msgstr[1] "y"\n', 0, 0, 0, 1),
    yes("obsolete, all kinds of comments", H + b'# t\n#. e\n#: r\n#, fuzzy\n#~| msgid "p"\n#~ msgid "a"\n#~ msgstr "b"\n', 0, 0, 0, 1),
    yes("obsolete with an empty context", H + b'#~ msgctxt ""\n#~ msgid "a"\n#~ msgstr "b"\n' + A, 1, 0, 0, 1),
    yes("a comment behind #~ above a live entry", H + b"#~ # note\n" + A, 1),
    no("a mark in the middle of a line", H + b'msgid "a" msgstr "b" #~ msgid "c" msgstr "d"\n', 4, "middle", gettext="`#~` or `#|` in the middle of a line, two obsolete entries on one line"),
    no("two obsolete entries on one line", H + b'#~ msgid "a" msgstr "b" msgid "c" msgstr "d"\n', 4, "two obsolete", gettext="`#~` or `#|` in the middle of a line, two obsolete entries on one line"),
    no("a mark between text and text", H + b'#~ msgid "a" #~ "b"\n#~ msgstr "c"\n', 4, "middle", gettext="`#~` or `#|` in the middle of a line, two obsolete entries on one line"),
]

PREVIOUS = [
    yes("a previous source", H + b'#, fuzzy\n#| msgid "p"\n' + A, 0, 1),
    yes("a previous source without blank", H + b'#|msgid "p"\n' + A, 1),
    yes("previous texts in several lines", H + b'#| msgctxt ""\n#| "o"\n#| msgid ""\n#| "p"\n#| msgid_plural "q"\n' + A, 1),
    yes("a previous source behind #~ #|", H + b'#~ #| msgid "p"\n#~ msgid "a"\n#~ msgstr "b"\n', 0, 0, 0, 1),
    no("a previous text that goes on without #|", H + b'#| msgid "p"\n"q"\n' + A, 5),
    no("a comment between previous and msgid", H + b'#| msgid "p"\n#, fuzzy\n' + A, 5),
    no("a previous context alone", H + b'#| msgctxt "p"\n' + A, 5),
    no("a previous plural alone", H + b'#| msgid_plural "p"\n' + A, 4),
    no("a previous translation", H + b'#| msgid "p"\n#| msgstr "q"\n' + A, 5, "msgstr"),
    no("a previous source of nothing", H + A + b'#| msgid "p"\n', 7),
    no("two previous sources", H + b'#| msgid "p"\n#| msgid "q"\n' + A, 5),
    no("obsolete previous of a live entry", H + b'#~| msgid "p"\n' + A, 5, "obsolete"),
    no("live previous of an obsolete entry", H + b'#| msgid "p"\n#~ msgid "a"\n#~ msgstr "b"\n', 5, "obsolete"),
    no("an unknown previous keyword", H + b'#| msgfoo "p"\n' + A, 4, "msgfoo"),
    yes("a previous context and source on one line", H + b'#| msgctxt "o" msgid "p"\n' + A, 1),
    yes("a double mark of previous texts", H + b'#| #| msgid "p"\n' + A, 1),
    no("a comment behind #|", H + A + b"#| # note\n", 6, "behind #|", gettext="a comment behind `#|`"),
    no("a previous text in the middle of a line", H + b'msgid "x" msgstr "y" #| msgid "p"\n' + A, 4, "middle", gettext="`#~` or `#|` in the middle of a line, two obsolete entries on one line"),
    no("an escape in a previous text", H + rb'#| msgid "\q"' + b"\n" + A, 4, r"\q"),
]

COMMENTS = [
    yes("every kind of comment", H + b"# t\n#. e\n#: x:1 y:2\n#, c-format\n" + A, 1),
    yes("comments in any order", H + b"#, c-format\n#: x\n# t\n#. e\n#: y\n# u\n" + A, 1),
    yes("comments without a blank", H + b"#t\n#.e\n#:x\n" + A, 1),
    yes("an empty comment of each kind", H + b"#\n#.\n#:\n#,\n" + A, 1),
    yes("references with blanks in isolates", H + "#: \u2068a b.txt\u2069:3 c.txt\n".encode() + A, 1),
    yes("an isolate that is not closed", H + "#: \u2068a b.txt\n".encode() + A, 1),
    yes("references that climb out", H + b"#: ../../../etc/passwd C:\\x /dev/null\n" + A, 1),
    yes("KDE and Solaris comments", H + b"# File: x.c, line: 3\n#. i18n: ectx: label\n" + A, 1),
    yes("a sticky comment", H + b"#= sticky\n" + A, 1),
    yes("terminal escapes", H + b'# \x1b[31mred\x1b]0;title\x07\nmsgid "\x1b[0m"\nmsgstr "\x08\x7f"\n', 1),
    yes("bidi controls", H + '# \u202e\u2066\nmsgid "a\u202e"\nmsgstr "\u200f"\n'.encode(), 1),
    yes("a date that is none", H.replace(b'8\\n"', b'8\\n"\n"PO-Revision-Date: not a date\\n"') + A, 1),
    yes("a language that climbs out", H.replace(b'8\\n"', b'8\\n"\n"Language: ../../../x\\n"') + A, 1),
    yes("a header field twice", H.replace(b'8\\n"', b'8\\n"\n"Language: km\\n"\n"Language: fr\\n"') + A, 1),
    yes("a header line without a colon", H.replace(b'8\\n"', b'8\\n"\n"nonsense\\n"\n": x\\n"') + A, 1),
    yes("a header in several texts of one line", b'msgid "" ""\nmsgstr "Content-Type: text/plain; " "charset=UTF-8\\n"\n' + A, 1),
    yes("a reference with a no-break space", H + "#: a\u00a0b.txt:3\n".encode() + A, 1),
    yes("a comment of blanks only", H + b"#   \n#.\t\n" + A, 1),
    yes("comments before, between and after", b"# 1\n" + H + b"# 2\n" + A + b"# 3\n#. 4\n#: 5\n#, 6\n", 1),
    yes("quotes and keywords in a comment", H + b'# msgid "x"\n#. msgstr "y"\n#: "z"\n' + A, 1),
]

SIZES = [
    yes("a text of 200 000 characters", H + b'msgid "' + b"x" * 200_000 + b'"\nmsgstr "b"\n', 1),
    yes("200 000 escaped quotes", H + b'msgid "' + b'\\"' * 200_000 + b'"\nmsgstr "b"\n', 1),
    yes("20 000 lines of one text", H + b'msgid ""\n' + b'"x"\n' * 20_000 + b'msgstr "b"\n', 1),
    yes("20 000 comments", H + b"# x\n" * 20_000 + A, 1),
    yes("50 000 references on one line", H + b"#:" + b" a:1" * 50_000 + b"\n" + A, 1),
    yes("5 000 entries", H + b"".join(b'msgid "%d"\nmsgstr "x"\n\n' % n for n in range(5000)), 5000),
    no("a line of more than 1 MiB", H + b"# " + b"x" * 1_100_000 + b"\n" + A, 4, "1048576", gettext="a line of more than 1 MiB, a file of more than 32 MiB"),
    no("200 000 opening brackets", H + b"[" * 200_000, 4),
    no("200 000 quotes", H + b'"' * 199_999, 4),
]

CASES = [
    *LAYOUT, *ENDS, *CHARSETS, *QUOTES, *ESCAPES, *PLURALS, *STRUCTURE, *FLAGS, *OBSOLETE, *PREVIOUS, *COMMENTS, *SIZES,
]


def write(folder: str) -> None:
    """Write every case as a file, and what is right for it as MANIFEST.jsonl."""
    import json
    import pathlib
    import re

    rows = []
    for number, case in enumerate(CASES):
        name = f"{number:03}-{re.sub('[^a-z0-9]+', '-', case.name.lower()).strip('-')}.po"
        pathlib.Path(folder, name).write_bytes(case.data)
        names = ("translated", "fuzzy", "untranslated", "obsolete")
        right = dict(zip(names, case.counts, strict=True)) if case.counts else {"line": case.line}
        rows.append({"file": name, "expect": "accept" if case.counts else "reject", **right})
    text = "".join(json.dumps(row) + "\n" for row in rows)
    pathlib.Path(folder, "MANIFEST.jsonl").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    import sys

    write(sys.argv[1])
