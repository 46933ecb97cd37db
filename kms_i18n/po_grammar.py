"""The grammar of one entry of a regular catalog, as one expression that matches all of it.

Regular is what gettext and the usual editors write: one keyword a line, no blanks before keywords or
behind quotes. ``po_syntax`` has the grammar of everything else.
"""

from __future__ import annotations

import re
from functools import cache

LF, CRLF = b"\n", b"\r\n"
_END = {LF: r"\n", CRLF: r"\r\n"}

# The groups of the expression: the flag ``fuzzy``; the parts of an entry. ``KEY`` begins at the
# keyword and ends with the msgid, ``CONTEXT`` lies in it; ``FORMS`` is the text of msgstr[0] and all
# forms that follow, ``TARGET`` a msgstr that is not empty. ``UNSURE``, which is empty, follows the
# target of a fuzzy entry. The last group of a match is the kind of its entry: ``KEY``, ``FORMS``,
# ``TARGET`` or ``UNSURE``; that of an obsolete one is ``OLD`` more.
FUZZY, PREVIOUS, KEY, CONTEXT, PLURAL, FORMS, TARGET, UNSURE = range(1, 9)
OLD = 16
SIMPLE = frozenset({KEY, TARGET, UNSURE})
"""The kinds of a live entry without plural."""
MARK = b"#~ "
"""What an obsolete line begins with."""


def _comments(eol: bytes) -> str:
    """Return the expression of comment lines and blank lines; a group tells of ``fuzzy``."""
    # The flag stands between commas; where it does not, it is for ``po_comments.flags`` to say what
    # it is. A backslash at the end of a comment joins the next line to it: strictly, then.
    flags = r",[^f\n]*+(?:f(?!uzzy)[^f\n]*+)*+(?:(?:(?<=, )|(?<=,))fuzzy(?=[,\r\n])()[^\n]*+)?+"
    return rf"(?:#(?![~|,!])[^\n]*+(?<!\\)\n|{_END[eol]}|#{flags}(?<!\\)\n)*+"


@cache
def rest(eol: bytes) -> re.Pattern[bytes]:
    """Return the expression of what may follow the last entry."""
    return re.compile(_comments(eol).encode())


@cache
def entry(eol: bytes, mark: str) -> re.Pattern[bytes]:
    """Return the expression of one entry, live (no mark) or obsolete."""
    end, before = _END[eol], f"{mark.rstrip() or '#'}[|] "
    # Said by what it holds: `re` takes twice as long for a set that says what it does not hold.
    # NUL and the separator of contexts are left to the strict reader.
    plain = r"[\x01-\x03\x05-\t\x0b\x0c\x0e-!#-\[\]-\xff]*+"
    line = rf'{plain}(?:\\[abfnrtv"\\]{plain})*+"{end}'
    text, old = rf'"{line}(?:{mark}"{line})*+', rf'"{line}(?:{before}"{line})*+'
    return re.compile(
        rf"{_comments(eol)}"
        rf"({before}(?:msgctxt {old}{before})?+msgid {old}(?:{before}msgid_plural {old})?+)?+"
        rf"((?:{mark}msgctxt ({text}))?+{mark}msgid {text})(?:"
        rf"{mark}msgid_plural ({text}){mark}msgstr\[0\] ({text}(?:{mark}msgstr\[[1-9]\] {text})*+)"
        rf'|{mark}msgstr (?:""{end}(?!{mark}")|((?!""{end}{mark}""{end}){text})(?({FUZZY})())))'.encode()
    )
