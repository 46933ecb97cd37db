"""Catalogs as people and tools write them: texts, entries, and whole files as bytes.

Shaped, not random: Khmer with and without ZWSP, French with no-break spaces, markers, long and
broken lines, plurals, obsolete entries, CRLF, a byte order mark, no final line end.
"""

from __future__ import annotations

from hypothesis import strategies as st

from kms_i18n import po

WORDS = [
    "Khmer", "M'Chas", "Srok", "the", "well-being", "State", "of", "law", "50\u00a0%", "%s", "{n}",
    "L’État", "«\u00a0citoyens\u00a0»", "développement", "ខ្មែរ", "នីតិរដ្ឋ", "ប្រជាពលរដ្ឋ\u200bខ្មែរ",
    "១៩៧០។", "\u17d2ង", "a-", "•", "https://example.org/a_b?c=d", "日本語の文章", "—", "…", "\u202e",
    '"quoted"', "back\\slash", "\\n", "#", "#~", "msgid", "\t", "\x1b", "x" * 90, "e\u0301",
]  # fmt: skip
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
FIELDS = st.fixed_dictionaries(
    {"source": TEXTS.filter(bool)},
    optional={
        "context": st.one_of(st.just(""), TEXTS),
        "flags": st.sampled_from([(), ("fuzzy",), ("c-format",), ("fuzzy", "no-wrap")]),
        "references": st.lists(REFERENCES, max_size=6).map(tuple),
        "extracted_comments": st.lists(LINES, max_size=2).map(tuple),
        "translator_comments": st.lists(LINES, max_size=2).map(tuple),
        "previous_source": TEXTS,
        "obsolete": st.booleans(),
    },
)


@st.composite
def entries(draw: st.DrawFn) -> dict[str, object]:
    """Return the fields of one entry, for ``po.write_entry``."""
    fields: dict[str, object] = draw(FIELDS)
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
def files(draw: st.DrawFn, *, odd: bool = True) -> bytes:
    """Return a catalog that the reader accepts; ``odd`` ones also in layouts no tool writes."""
    style = po.Style(width=draw(st.sampled_from([79, 79, 0])))
    chosen: dict[object, bytes] = {}
    for fields in draw(st.lists(entries(), max_size=6)):
        key = (fields.get("context"), fields["source"])
        chosen.setdefault(key, po.write_entry(**fields, style=style))  # type: ignore[arg-type]
    header = {
        "Project-Id-Version": "mission",
        "Language": "km",
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    data = po.new_catalog(header, chosen.values(), comments=["ខ្មែរ"])
    if not odd:
        return data
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
