"""Which character set a catalog is written in, and whether it is one at all.

The header of a catalog names its character set. Only real character sets are let in: a name such
as ``rot13`` or ``utf-16`` would make one reader see other messages than the next one does.
"""

from __future__ import annotations

DEFAULT = "utf-8"

# The sets that gettext calls portable, as far as Python can read them (EUC-TW, VISCII and
# GEORGIAN-PS it cannot), with the spellings that occur in real headers.
_FAMILIES: dict[str, str] = {
    "ascii": "ascii us_ascii ansi_x3.4_1968 646",
    "utf-8": "utf_8 utf8",
    **{f"iso8859-{n}": f"iso_8859_{n} iso8859_{n}" for n in (*range(1, 12), *range(13, 17))},
    **{f"cp{n}": f"cp{n} windows_{n} windows{n}" for n in (874, *range(1250, 1259))},
    **{f"cp{n}": f"cp{n} ibm{n}" for n in (437, 850, 852, 855, 857, 866, 932, 949, 950)},
    "latin-1": "latin1 latin_1",
    "mac_roman": "mac_roman macroman macintosh mac",
    "mac_cyrillic": "mac_cyrillic maccyrillic",
    "mac_latin2": "mac_latin2 maccentraleurope",
    "koi8-r": "koi8_r koi8r",
    "koi8-u": "koi8_u koi8u",
    "koi8-t": "koi8_t",
    "gb2312": "gb2312 euc_cn",
    "gbk": "gbk cp936",
    "gb18030": "gb18030",
    "big5": "big5",
    "big5hkscs": "big5_hkscs big5hkscs",
    "euc_jp": "euc_jp eucjp",
    "shift_jis": "shift_jis sjis",
    "euc_kr": "euc_kr euckr",
    "johab": "johab",
    "tis-620": "tis_620 tis620",
}
_CODECS = {name: codec for codec, names in _FAMILIES.items() for name in names.split()}


def declared(header: str) -> str:
    """Return the name after the first ``charset=`` of a header; empty if there is none.

    The header may be as it is written, with escapes. A template's placeholder, ``CHARSET``, counts
    as none. The same place is looked at as in gettext: any ``charset=``, up to the next blank; where
    the line end before the next field was lost, up to that field.
    """
    name = header.partition("charset=")[2]
    for end in ("\\n", "\n", " ", "\t", "Content-"):
        name = name.partition(end)[0]
    return "" if name == "CHARSET" else name


def codec(name: str) -> str | None:
    """Return Python's name for a character set; None for whatever is not one of those allowed.

    No name at all means UTF-8.
    """
    if not name:
        return DEFAULT
    return _CODECS.get(name.lower().replace("-", "_"))
