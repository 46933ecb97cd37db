"""The line breaking classes of characters (UAX #14), and where lines end between two of them.

Table and classes are what msgcat 0.21 was seen to do with every character; a test repeats part of
that. Khmer, Thai and Lao letters are ordinary letters to it.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import cache

_RANGES = {
    "QU": (
        "22 27 AB BB 2018-2019 201B-201D 201F 2039-203A 275B-2760 2E00-2E0D 2E1C-2E1D 2E20-2E21 "
        "1F676-1F678"
    ),
    "OP": (
        "28 5B 7B A1 BF F3A F3C 169B 201A 201E 2045 207D 208D 2308 230A 2768 276A 276C 276E "
        "2770 2772 2774 27C5 27E6 27E8 27EA 27EC 27EE 2983 2985 2987 2989 298B 298D 298F 2991 "
        "2993 2995 2997 29D8 29DA 29FC 2E18 2E22 2E24 2E26 2E28 2E42 2E55 2E57 2E59 2E5B FD3F"
    ),
    "OW": (
        "2329 3008 300A 300C 300E 3010 3014 3016 3018 301A 301D FE17 FE35 FE37 FE39 FE3B FE3D "
        "FE3F FE41 FE43 FE47 FE59 FE5B FE5D FF08 FF3B FF5B FF5F FF62"
    ),
    "CL": (
        "7D F3B F3D 169C 2046 207E 208E 2309 230B 232A 2769 276B 276D 276F 2771 2773 2775 27C6 "
        "27E7 27E9 27EB 27ED 27EF 2984 2986 2988 298A 298C 298E 2990 2992 2994 2996 2998 29D9 "
        "29DB 29FD 2E23 2E25 2E27 2E29 2E56 2E58 2E5A 2E5C 3001-3002 3009 300B 300D 300F 3011 "
        "3015 3017 3019 301B 301E-301F FD3E FE11-FE12 FE18 FE36 FE38 FE3A FE3C FE3E FE40 FE42 "
        "FE44 FE48 FE50 FE52 FE5A FE5C FE5E FF09 FF0C FF0E FF3D FF5D FF60-FF61 FF63-FF64"
    ),
    "CP": "29 5D",
    "EX": (
        "21 3F 5C6 61B 61D-61F 6D4 7F9 F0D-F11 F14 1802-1803 1808-1809 1944-1945 2762-2763 2CF9 "
        "2CFE 2E2E 2E53-2E54 A60E A876-A877 FE15-FE16 FE56-FE57 FF01 FF1F 115C4-115C5"
    ),
    "IS": "2C 2E 3A-3B 37E 589 60C-60D 7F8 2044 FE10 FE13-FE14",
    "SY": "2F",
    "NS": (
        "17D6 203C-203D 2047-2049 3005 301C 303B-303C 3041 3043 3045 3047 3049 3063 3083 3085 "
        "3087 308E 3095-3096 309B-309E 30A0-30A1 30A3 30A5 30A7 30A9 30C3 30E3 30E5 30E7 30EE "
        "30F5-30F6 30FB-30FE 31F0-31FF A015 FE54-FE55 FF1A-FF1B FF65 FF67-FF70 FF9E-FF9F "
        "1F679-1F67B"
    ),
    "PR": (
        "24 2B 5C A3-A5 B1 58F 7FE-7FF 9FB AF1 BF9 E3F 17DB 20A0-20A6 20A8-20B5 20B7-20BA "
        "20BC-20BD 20BF 2116 2212-2213 FE69 FF04 FFE1 FFE5-FFE6"
    ),
    "PO": (
        "25 A2 B0 609-60B 66A 9F2-9F3 9F9 D79 2030-2037 20A7 20B6 20BB 20BE 20C0 2103 2109 A838 "
        "FDFC FE6A FF05 FFE0"
    ),
    "NU": "66B-66C",
    "ID": (
        "23F1-23F2 2600-2603 2618 261A-261C 261E-261F 2639-263B 2668 26BF-26C3 26C6-26C8 26CD "
        "26CF-26D1 26D3 26D8-26D9 26DC 26DF-26E1 26F1 26F4 26F7-26F8 26FE-2704 2708-2709 2764 "
        "303F FF66 FF71-FF9D FFA0-FFBE FFC2-FFC7 FFCA-FFCF FFD2-FFD7 FFDA-FFDC FFFC 1F10D-1F10F "
        "1F16D-1F16F 1F1AD 1F8B0-1F8B1"
    ),
    "AL": (
        "600-605 6DD 70F 890-891 8E2 2061-2064 23E9-23EC 25FD-25FE 2648-2653 2693 26A1 "
        "26AA-26AB 26CE 2705 2728 274C 274E 2753-2755 2757 2795-2797 27B0 27BF 2B1B-2B1C 2B50 "
        "2B55 A9E5 110BD 110CD 1171D-1172B 1F18E 1F191-1F19A 1F39C-1F39D 1F3B5-1F3B6 1F3BC "
        "1F4A0 1F4A2 1F4A4 1F4AF 1F4B1-1F4B2 1F500-1F506 1F517-1F524 1F532-1F549 1F5D4-1F5DB "
        "1F5F4-1F5F9 1F900-1F90B"
    ),
    "IN": "2024-2026 22EF FE19",
    "HY": "2D",
    "BA": (
        "7C AD 58A 5BE 964-965 E5A-E5B F0B F34 F7F F85 FBE-FBF FD2 104A-104B 1361 1400 1680 "
        "16EB-16ED 1735-1736 17D4-17D5 17D8 17DA 1804-1805 1B5A-1B5B 1B5D-1B60 1B7D-1B7E "
        "1C3B-1C3F 1C7E-1C7F 2000-2006 2008-200A 2010 2012-2013 2027 2056 2058-205B 205D-205F "
        "2CFA-2CFC 2CFF 2D70 2E0E-2E15 2E17 2E19 2E2A-2E2D 2E30-2E31 2E33-2E34 2E3C-2E3E "
        "2E40-2E41 2E43-2E4A 2E4C 2E4E-2E4F 2E5D 3000 A4FE-A4FF A60D A60F A6F3-A6F7 A8CE-A8CF "
        "A92E-A92F A9C7-A9C9 AA5D-AA5F AAF0-AAF1 ABEB 10100-10102 11047-11048 110BE-110C1 "
        "11140-11143 111C5-111C6 111C8 111DD-111DF 11238-11239 1123B-1123C 112A9 1144B-1144E "
        "1145A-1145B 115C2-115C3 115C9-115D7 11641-11642 1173C-1173E"
    ),
    "BB": (
        "B4 2C8 2CC 2DF C77 C84 F01-F04 F06-F07 F09-F0A FD0-FD1 FD3 1806 1FFD A874-A875 A8FC "
        "11175 111DB 115C1 11660-1166C"
    ),
    "B2": "2014 2E3A-2E3B",
    "GL": "A0 34F 35C-362 F08 F0C F12 FD9-FDA 180E 2007 2011 202F",
    "WJ": "2060 FEFF",
    "CM": "1A7F 3035",
    "EB": (
        "261D 26F9 270A-270D 1F385 1F3C2-1F3C4 1F3C7 1F3CA-1F3CC 1F442-1F443 1F446-1F450 "
        "1F466-1F478 1F47C 1F481-1F483 1F485-1F487 1F48F 1F491 1F4AA 1F574-1F575 1F57A 1F590 "
        "1F595-1F596 1F645-1F647 1F64B-1F64F 1F6A3 1F6B4-1F6B6 1F6C0 1F6CC 1F90C 1F90F "
        "1F918-1F91F 1F926 1F930-1F939 1F93C-1F93E 1F977 1F9B5-1F9B6 1F9B8-1F9B9 1F9BB "
        "1F9CD-1F9CF 1F9D1-1F9DD 1FAC3-1FAC5 1FAF0-1FAF6"
    ),
    "ZW": "200B",
    "ZWJ": "200D",
}
# By class of the character before, a column for each class behind, in the same order: ``_`` a line
# may end between them, ``%`` only behind blanks, ``^`` never.
_PAIRS = {
    "ZW": "^________________________________",
    "OP": "^^^^^^^^^^^^^^^^^^^^^^%^^^^^^^^^%",
    "OW": "^^^^^^^^^^^^^^^^^^^^^^%^^^^^^^^^%",
    "QU": "^^^%%^^^^^%%%%%%%%%%%%%^%%%%%%%%%",
    "GL": "^%%%%^^^^^%%%%%%%%%%%%%^%%%%%%%%%",
    "CL": "^__%%^^^^^^%%____%%%__%^________%",
    "CP": "^__%%^^^^^%%%%%%_%%%__%^________%",
    "EX": "^__%%^^^^^%______%%%__%^________%",
    "IS": "^__%%^^^^^%__%___%%%__%^________%",
    "SY": "^__%%^^^^^%__%_%_%%%__%^________%",
    "NS": "^__%%^^^^^%______%%%__%^________%",
    "PR": "^%%%%^^^^^%__%%%%%%%__%^%%%%%_%%%",
    "PO": "^%%%%^^^^^%__%%%_%%%__%^________%",
    "NU": "^%_%%^^^^^%%%%%%_%%%__%^________%",
    "AL": "^%_%%^^^^^%%%%%%_%%%__%^________%",
    "HL": "^%_%%^^^^^%%%%%%_%%%__%^________%",
    "ID": "^__%%^^^^^%_%____%%%__%^________%",
    "IN": "^__%%^^^^^%______%%%__%^________%",
    "HY": "^__%_^^^^^%__%___%%%__%^________%",
    "BA": "^__%_^^^^^%______%%%__%^________%",
    "BB": "^%%%%^^^^^%%%%%%%%%%%%%^%%%%%%%%%",
    "B2": "^__%%^^^^^%______%%%_^%^________%",
    "CM": "^%_%%^^^^^%%%%%%_%%%__%^________%",
    "WJ": "^%%%%^^^^^%%%%%%%%%%%%%^%%%%%%%%%",
    "H2": "^__%%^^^^^%_%____%%%__%^___%%___%",
    "H3": "^__%%^^^^^%_%____%%%__%^____%___%",
    "JL": "^__%%^^^^^%_%____%%%__%^%%%%____%",
    "JV": "^__%%^^^^^%_%____%%%__%^___%%___%",
    "JT": "^__%%^^^^^%_%____%%%__%^____%___%",
    "RI": "^__%%^^^^^%______%%%__%^_____%__%",
    "EB": "^__%%^^^^^%_%____%%%__%^_______%%",
    "EM": "^__%%^^^^^%_%____%%%__%^________%",
    "ZWJ": "^%%%%^^^^^%%%%%%%%%%%%%^%%%%%%%%%",
}

_COLUMN = {name: column for column, name in enumerate(_PAIRS)}

# Scripts whose marks gettext takes for letters (Thai, Lao, Myanmar, Khmer, Tai, Tham).
_LETTER_MARKS = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x1950, 0x19FF), (0x1A20, 0x1AAF),
    (0xAA60, 0xAADF),
)  # fmt: skip
_JAMO = (
    ("JL", 0x1100, 0x115F), ("JV", 0x1160, 0x11A7), ("JT", 0x11A8, 0x11FF), ("JL", 0xA960, 0xA97C),
    ("JV", 0xD7B0, 0xD7C6), ("JT", 0xD7CB, 0xD7FB), ("RI", 0x1F1E6, 0x1F1FF),
    ("EM", 0x1F3FB, 0x1F3FF),
)  # fmt: skip
_FIRST_SYLLABLE, _LAST_SYLLABLE, _SYLLABLES = 0xAC00, 0xD7A3, 28
_EMOJI = (
    (0x1F000, 0x1F0FF),
    (0x1F200, 0x1F64F),
    (0x1F680, 0x1F6FF),
    (0x1F7D5, 0x1F7FF),
    (0x1F900, 0x1F9FF),
    (0x1FA60, 0x1FAFF),
)


def breaks(before: str, kind: str) -> bool:
    """Return whether a line may end between two classes in a row."""
    return before == "ZW" if kind == "CM" else _PAIRS[before][_COLUMN[kind]] == "_"


@cache
def parted(before: str, kind: str) -> bool:
    """Return whether a line may end behind the blanks between two classes."""
    return _PAIRS[before][_COLUMN[kind]] in "_%"


@cache
def break_class(character: str) -> str:
    """Return the line breaking class of a character."""
    code = ord(character)
    starts, ends, names = _table()
    index = bisect_right(starts, code) - 1
    if index >= 0 and code <= ends[index]:
        return names[index]
    for name, first, last in _JAMO:
        if first <= code <= last:
            return name
    if _FIRST_SYLLABLE <= code <= _LAST_SYLLABLE:
        return "H3" if (code - _FIRST_SYLLABLE) % _SYLLABLES else "H2"
    return _by_category(character, code)


def _by_category(character: str, code: int) -> str:
    category = unicodedata.category(character)
    if category[0] == "M":
        return "AL" if _within(code, _LETTER_MARKS) else "CM"
    if category in {"Cf", "Cc", "Cn"}:
        return "AL" if category == "Cn" else "CM"
    if unicodedata.east_asian_width(character) in {"W", "F"} or _within(code, _EMOJI):
        return "ID"
    if category == "Nd":
        return "NU"
    hebrew = category[0] == "L" and unicodedata.name(character, "").startswith("HEBREW")
    return "HL" if hebrew else "AL"


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)


@cache
def _table() -> tuple[list[int], list[int], list[str]]:
    rows = sorted(
        (int(first, 16), int(last or first, 16), name)
        for name, ranges in _RANGES.items()
        for first, _, last in (each.partition("-") for each in ranges.split())
    )
    return [row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows]
