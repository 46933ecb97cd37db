"""Catalogs as people and tools write them: texts, entries, and whole files as bytes.

Shaped, not random: Khmer with and without ZWSP, French with no-break spaces, markers, long and
broken lines, plurals, obsolete entries, CRLF, a byte order mark, no final line end.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from kms_i18n import po

WORDS = [
    "Khmer", "M'Chas", "Srok", "the", "well-being", "State", "of", "law", "50\u00a0%", "%s", "{n}",
    "L’État", "«\u00a0citoyens\u00a0»", "développement", "ខ្មែរ", "នីតិរដ្ឋ", "ប្រជាពលរដ្ឋ\u200bខ្មែរ",
    "១៩៧០។", "\u17d2ង", "a-", "•", "https://example.org/a_b?c=d", "日本語の文章", "—", "…", "\u202e",
    '"quoted"', "back\\slash", "\\n", "#", "#~", "msgid", "\t", "\x1b", "x" * 90, "e\u0301",
]  # fmt: skip
HEADER = {
    "Project-Id-Version": "mission",
    "Language": "km",
    "Plural-Forms": "nplurals=1; plural=0;",
}
ENDS = ["", "\n", " ", "\n\n", "\u200b"]

TEXTS = st.builds(
    lambda words, joints, end: "".join(w + j for w, j in zip(words, joints, strict=False)) + end,
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=25),
    st.lists(
        st.sampled_from([" ", " ", " ", "\u200b", "\n", "", "\u00a0"]), min_size=25, max_size=25
    ),
    st.sampled_from(ENDS),
)
LINES = TEXTS.map(lambda text: " ".join(text.split("\n")).strip())
REFERENCES = st.sampled_from(
    [
        "source/mission.txt:c/2",
        "source/mission.txt:title",
        "a b.txt:3",
        "ឯកសារ.txt:p1",
        "x.c:12",
        "y",
    ]
)
REFERENCE_LISTS = st.lists(REFERENCES, max_size=6, unique=True).map(tuple)
FIELDS = st.fixed_dictionaries(
    {"source": TEXTS.filter(bool)},
    optional={
        "context": st.one_of(st.just(""), TEXTS),
        "flags": st.sampled_from([(), ("fuzzy",), ("c-format",), ("fuzzy", "no-wrap")]),
        "references": REFERENCE_LISTS,
        "extracted_comments": st.lists(LINES, max_size=2).map(tuple),
        "translator_comments": st.lists(LINES, max_size=2).map(tuple),
        "previous_source": TEXTS,
        "obsolete": st.booleans(),
    },
)


@st.composite
def entries(draw: st.DrawFn) -> dict[str, Any]:
    """Return the fields of one entry, for ``po.write_entry``."""
    fields = draw(FIELDS)
    target = st.one_of(st.just(""), TEXTS)
    if draw(st.integers(0, 3)) == 0:
        fields["source_plural"] = draw(TEXTS)
        fields["targets"] = tuple(draw(st.lists(target, min_size=1, max_size=3)))
        if "previous_source" in fields and draw(st.booleans()):
            fields["previous_plural"] = draw(TEXTS)
    else:
        fields["targets"] = (draw(target),)
    if "previous_source" in fields and draw(st.booleans()):
        fields["previous_context"] = draw(TEXTS)
    return fields


@st.composite
def tidy_files(draw: st.DrawFn, width: int = 79) -> bytes:
    """Return a catalog as gettext would write it: obsolete entries last, no empty fuzzy ones."""
    chosen: dict[Any, dict[str, Any]] = {}
    for fields in draw(st.lists(entries(), max_size=4)):
        if "" in fields["targets"]:
            fields |= {"flags": (), "obsolete": False}
        chosen.setdefault((fields.get("context"), fields["source"]), fields)
    ordered = sorted(chosen.values(), key=lambda fields: fields.get("obsolete", False))
    blocks = [po.write_entry(**fields, style=po.Style(width=width)) for fields in ordered]
    return po.new_catalog(HEADER, blocks, comments=["ខ្មែរ"])


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """Return a catalog that the reader accepts, in a layout that perhaps no tool writes."""
    data = draw(tidy_files(draw(st.sampled_from([79, 79, 0]))))
    if draw(st.booleans()):
        data = data.replace(b"\n\n", b"\n" * draw(st.sampled_from([1, 3])))
    if draw(st.booleans()):
        data = data.replace(b"\nmsgstr", b" \n  msgstr").replace(b"#, fuzzy", b"#,fuzzy")
    data += draw(st.sampled_from([b"", b"", b"\n", b"# the end\n", b"\n# the end", b"#~\n"]))
    if draw(st.booleans()):
        data = data.replace(b"\n", b"\r\n")
    if draw(st.booleans()):
        data = data.rstrip()
    return data if draw(st.integers(0, 3)) else b"\xef\xbb\xbf" + data
