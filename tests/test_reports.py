"""What a report shows is text, whatever it says; and every format says the same each time."""

from __future__ import annotations

import csv as sheets
import io
import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kms_i18n import reports
from kms_i18n.credits import Credit, Credits, Hand
from kms_i18n.edition import Edition, Passage
from kms_i18n.fates import Adopted, Adoption, Explained, Explanation, Fate, Leftover
from kms_i18n.history import History, Point, Tally
from kms_i18n.marks import Mark, marks
from kms_i18n.model import (
    Approval,
    Change,
    ChangeClass,
    ChangeKind,
    Entry,
    Finding,
    Kind,
    Segment,
    Severity,
    Span,
    State,
    Unit,
)
from kms_i18n.overview import Note, Origin, Overview, Rendition, Row, Sheet
from kms_i18n.reports import csv
from kms_i18n.reports._element import element, escape, serialise
from kms_i18n.reports._literal import cell, literal
from kms_i18n.results import (
    CatalogCount,
    CatalogStatus,
    Coverage,
    Delta,
    Demanded,
    Difference,
    Differences,
    File,
    Files,
    Findings,
    Reason,
    Status,
    Verdict,
)
from kms_i18n.text import safe
from kms_i18n.turnover import Turn, Turnover
from kms_i18n.worklist import work_list

HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' autofocus onfocus=alert(1) '",
    "<!-- --> <![CDATA[ ]]> &lt;b&gt; &amp;",
    "a | b | c \\| d \\\\| e",
    "![picture](https://example.org/x.png) [link](javascript:alert(1))",
    "@everyone fixes #1, closes #2",
    "# heading\n\n- item\n\n> quote\n\n```\nfence\n```\n\n| a |\n|---|\n| b |",
    "```` ``` `` ` ",
    "`",
    "~~~",
    "| - |",
    '=HYPERLINK("http://example.org","x")',
    "+1+1|cmd",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "'=1",
    "＝1+1",
    "  =1",
    'a","b"\nc',
    "evil \u202e gnp.exe \u2066x\u2069 \u200f",
    "\x1b]0;title\x07 \x1b[31mred\x9b0m \x00 \x7f",
    "::error file=x::y\n##[error]z\nsection_start:1:x",
    "\ud800 lone",
    "ឆ្នំា១៩៧១ ខ្មែរ\u200bម្ចាស់",
    "x",
]  # fmt: skip


def _segment(text: str, path: str = "c/2") -> Segment:
    return Segment(path, text, Span(0, 1), Kind.CLAUSE, Span(0, 1), headings=(text,))


def _difference(text: str) -> Difference:
    old, new = _segment("before"), _segment("after")
    woven = (Mark("=", text), Mark("-", text), Mark("+", text))
    change = Change(ChangeKind.EDITED, (0,), (0,), 0.5, klass=ChangeClass.WORDING)
    split = Change(ChangeKind.SPLIT, (0,), (0, 1), 0.5, moved=True, klass=ChangeClass.STRUCTURE)
    first = _segment(text, text)
    deltas = (
        Delta(change, (old,), (new,), woven, {"fr": "stale"}),
        Delta(split, (first,), (replace(first, marker=text, kind=Kind.ITEM), new), woven, {text: "stale"}),
        Delta(Change(ChangeKind.ADDED, (), (0,), 0.0, klass=ChangeClass.MEANING), (), (first,), woven, {}, "above"),
    )  # fmt: skip
    return Difference(text, text, text, deltas)


def _overview(text: str) -> Overview:
    """Return an overview in which everything that comes from files says ``text``."""
    coverage = Coverage(text, "fr", "translation", text, {State.STALE: 1}, {State.STALE: 3})
    finding = Finding(text, 1, 1, "rule", Severity.ERROR, text, "fr", text, "c/2")
    reason = Reason("minimum", "fr", text, "c/2", text, 3, text, text, text, (text,), 3)
    rendition = Rendition(
        "fr", State.STALE, (text,), text, 3, 3, (Mark("=", text), Mark("+", text)),
        (Note(finding),), (Approval("1:0", text, text, "2026-01-31", text),),
    )  # fmt: skip
    row = Row(_segment(text), 1, 3, (rendition,))
    tally = Tally(1, 1, 1, 1, 3, 3, 3, 3)
    points = (
        Point("a" * 40, "2026-01-30", (text,), {"fr": tally}),
        Point("b" * 40, "2026-01-31", (), {"fr": tally}),
    )
    return Overview(
        text, "en", ("fr",), (Verdict("release", (Demanded("minimum", "fr", text, False, (reason,)),)),),
        (coverage,), (Sheet(text, (row,)),), (finding,), History(points), "0", "c" * 40,
        (Origin(text, "0" * 64, True),),
    )  # fmt: skip


def _edition(text: str, *, bilingual: bool) -> Edition:
    """Return an edition with a passage of each kind."""
    kinds = [
        replace(_segment(text, f"p{n}"), kind=kind, marker=text) for n, kind in enumerate(Kind)
    ]
    passages = tuple(Passage(segment, text, "fr") for segment in kinds)
    return Edition(text, "fr", "en", passages, bilingual, ())


def _credit(text: str) -> Credit:
    """Return a credit in which everything that comes from Git and files says ``text``."""
    entry = Entry(Span(0, 0), 1, 1, text, (text,))
    unit = Unit(text, "fr", _segment(text), entry, State.APPROVED, text, 3)
    approval = Approval("1:0", text, text, "2026-01-31", text)
    return Credit(unit, Hand("a" * 40, "2026-01-30", text, text), ((approval, "b" * 40),))


def _turnover(text: str) -> Turnover:
    """Return a turnover of one text, which was translated and is stale."""
    entry = Entry(Span(0, 0), 1, 1, text, (text,))
    old = Unit(text, "fr", _segment(text), entry, State.TRANSLATED, text, 3)
    woven = (Mark("=", text), Mark("-", text), Mark("+", text))
    return Turnover(text, text, (Turn(text, "fr", old, replace(old, state=State.STALE), woven),))


def _results(text: str) -> list[object]:
    """Return one result of each type that says ``text`` wherever a file could."""
    whole = _overview(text)
    return [
        Status(whole.coverages),
        CatalogStatus((CatalogCount(text, 1, 1, 1, 1), CatalogCount(text, error=(1, 1, text)))),
        Findings(whole.findings, 1),
        whole.verdicts[0],
        Files((File(text, "written"), File(text, "refused", text))),
        Differences((_difference(text),), _turnover(text)),
        _turnover(text),
        whole.history,
        work_list(whole),
        whole,
        _edition(text, bilingual=False),
        _edition(text, bilingual=True),
        Credits((_credit(text),)),
        *_accounts(text),
    ]


def _accounts(text: str) -> tuple[Explanation, Adoption]:
    """Return what ``update --explain`` and ``import-document`` tell."""
    files = Files((File(text, "refused", text),), 1)
    fate = Fate(f"{text}.", "merged", (text, f"{text}!"), 0.5, ChangeClass.WORDING, moved=True)
    catalog = Explained(text, text, (fate,), {f"{text}.": (text,)}, {f"{text}.": "stale"})
    units = (
        Adopted(text, text, text, "fuzzy", 0.5, (text,)),
        Adopted(text, text, "", "missing", 0.0),
    )
    adoption = Adoption(text, text, text, units, (Leftover(1, text),), files)
    return Explanation((catalog,), files), adoption


SHOWN = [
    (name, kind)
    for name in reports.names()
    for kind, result in enumerate(_results("x"))
    if reports.shows(name, type(result))
]


class _Tree(HTMLParser):
    """The elements and attribute names of a page, in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, *(name for name, _ in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.found.append((f"/{tag}",))

    def handle_comment(self, data: str) -> None:
        self.found.append(("comment", data))


def _tree(page: str) -> list[tuple[str, ...]]:
    parser = _Tree()
    parser.feed(page)
    parser.close()
    return parser.found


def _blocks(text: str) -> list[tuple[str, str]]:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    found: list[tuple[str, str]] = []
    for token in parser.parse(text):
        found.append((token.type, token.tag))
        found += [("inline", child.type) for child in token.children or ()]
    return [pair for pair in found if pair != ("inline", "text")]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_makes_an_element_or_an_attribute_of_a_page(text: str) -> None:
    for result, plain in zip(_results(text), _results("x"), strict=True):
        if reports.shows("html", type(result)):
            assert _tree(reports.render("html", result)) == _tree(reports.render("html", plain))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_makes_a_block_a_link_or_an_image_of_markdown(text: str) -> None:
    for result, plain in zip(_results(text), _results("x"), strict=True):
        if reports.shows("markdown", type(result)):
            shown = reports.render("markdown", result)
            assert _blocks(shown) == _blocks(reports.render("markdown", plain)), shown


@pytest.mark.parametrize("text", HOSTILE)
def test_cells_of_a_spreadsheet_are_no_formulas_and_say_what_was_meant(text: str) -> None:
    made = csv.quoted(text)
    assert made.lstrip(" \u00a0\u3000")[:1] not in set("=+-@\t\r\n＝＋－＠")
    assert csv.unquoted(made) == safe(text)
    findings = Findings((replace(_overview("x").findings[0], message=text),), 1)
    rows = list(sheets.DictReader(io.StringIO(reports.render("csv", findings), newline="")))
    assert [csv.unquoted(row["message"]) for row in rows] == [safe(text)]


@given(st.text())
def test_any_text_comes_back_out_of_a_cell_and_a_code_span(text: str) -> None:
    from markdown_it import MarkdownIt

    assert csv.unquoted(csv.quoted(text)) == safe(text)
    for made in (f"a {literal(text)} b\n", f"| a |\n|---|\n| a {cell(text)} b |\n"):
        tokens = MarkdownIt("commonmark").enable("table").parse(made)
        inline = [c.type for token in tokens if token.children for c in token.children]
        assert set(inline) <= {"text", "code_inline"}


@pytest.mark.parametrize(("name", "kind"), SHOWN)
def test_no_format_lets_a_control_character_or_a_command_of_ci_through(
    name: str, kind: int
) -> None:
    wanted = _commands(reports.render(name, _results("x")[kind]))
    assert name == "github" or not wanted
    for text in HOSTILE:
        shown = reports.render(name, _results(text)[kind])
        assert shown == safe(shown)
        shown.encode()
        assert _commands(shown) == wanted
        assert shown.endswith("\n")


def _commands(text: str) -> int:
    """Return how many lines a CI system would read as commands."""
    starts = ("::", "##[", "##vso[", "##teamcity[")
    return sum(line.strip().startswith(starts) for line in text.splitlines())


@pytest.mark.parametrize(("name", "kind"), SHOWN)
def test_every_format_says_the_same_each_time(name: str, kind: int) -> None:
    assert reports.render(name, _results("x")[kind]) == reports.render(name, _results("x")[kind])


def test_a_page_allows_only_its_own_style_and_script() -> None:
    page = reports.render("html", _overview("x"))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    rules = dict(rule.split(" ", 1) for rule in policy[1].replace("&#39;", "'").split("; "))
    for name in ("style", "script"):
        text = re.search(rf"<{name}>(.*?)</{name}>", page, re.DOTALL)
        assert text is not None
        digest = b64encode(sha256(text[1].encode()).digest()).decode()
        assert rules[f"{name}-src"] == f"'sha256-{digest}'"
    assert rules["default-src"] == "'none'"
    names = {name for _, *attributes in _tree(page) for name in attributes}
    assert "style" not in names
    assert not [name for name in names if name.startswith("on")]
    assert not re.search(r'(?:src|href)="(?!#)', page)


def test_names_in_a_page_are_unique_and_links_lead_to_them() -> None:
    page = reports.render("html", _overview("x"))
    ids = re.findall(r' id="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]*)"', page)) <= set(ids)
    for label in re.findall(r'aria-labelledby="([^"]*)"', page):
        assert set(label.split()) <= set(ids)


def test_every_text_of_the_project_has_its_language() -> None:
    page = reports.render("html", _overview("ខ្មែរ text"))
    shown = re.findall(r'<(h1|p|span)((?: [a-z-]+="[^"]*")*)>ខ្មែរ', page)
    texts = [
        attributes
        for name, attributes in shown
        if name == "h1" or re.search('"(text|begins)"', attributes)
    ]
    assert len(texts) == 5
    assert all(re.search('lang="(en|fr)"', attributes) for attributes in texts)


@pytest.mark.parametrize(
    "attributes",
    [{"style": "x"}, {"onclick": "x"}, {"href": "javascript:x"}, {"src": "data:x"}, {"a b": "x"}],
)
def test_what_could_run_or_load_is_no_attribute(attributes: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"."):
        element("a", **attributes)


@given(st.text(), st.text())
def test_any_text_and_attribute_read_back_as_they_were(text: str, value: str) -> None:
    made = serialise(element("p", text, title=value))
    read = ET.fromstring(made)  # noqa: S314  made a line above
    assert (read.text or "") == safe(text)
    assert read.attrib["title"].replace("\n", " ").replace("\t", " ") == safe(value).replace("\n", " ").replace("\t", " ")  # fmt: skip
    assert escape(text) == escape(safe(text))


def test_a_badge_is_small_well_formed_and_says_its_words() -> None:
    result = Status((Coverage("d", "km", "translation", "c", {}, {State.TRANSLATED: 3, State.STALE: 1}),))  # fmt: skip
    badge = reports.render("badge", result)
    root = ET.fromstring(badge)  # noqa: S314  made a line above
    assert root[0].text == "km: 75 %"
    assert len(badge.encode()) < 1024
    endpoint = json.loads(reports.render("shields", result))
    assert endpoint == {"schemaVersion": 1, "label": "km", "message": "75 %", "color": "yellow"}


def test_khmer_is_marked_between_clusters() -> None:
    whole = _overview("x")
    woven = tuple(marks("ខ្មែរស្រុក", "ខ្មែរស្រី"))
    row = whole.sheets[0].rows[0]
    changed = replace(row.renditions[0], changed=woven)
    sheet = Sheet("x", (replace(row, renditions=(changed,)),))
    page = reports.render("html", replace(whole, sheets=(sheet,)))
    inside = re.findall(r"<(?:ins|del)>([^<]*)<", page)
    assert inside == ["ស្រុក"[:0] + m.text for m in woven if m.sign != "="]
    assert not [text for text in inside if re.match(r"[\u17b6-\u17d3]", text)]


def test_a_format_that_cannot_show_a_result_names_those_that_can() -> None:
    from kms_i18n.errors import KmsError

    with pytest.raises(KmsError) as caught:
        reports.render("badge", Findings((), 0))
    assert "csv" in caught.value.hint
    assert "badge" not in caught.value.hint
