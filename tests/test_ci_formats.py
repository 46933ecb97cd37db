"""The formats for CI: valid in their grammar, within limits, and closed to what translations say."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft7Validator
from jsonschema.validators import validator_for
from markdown_it import MarkdownIt

from kms_i18n import reports
from kms_i18n.errors import KmsError
from kms_i18n.model import (
    Entry,
    Finding,
    Kind,
    Override,
    Segment,
    Severity,
    Span,
    State,
    Unit,
)
from kms_i18n.results import Demanded, Files, Findings, Reason, Verdict

ROOT = Path(__file__).resolve().parent.parent
FORMATS = ("checkstyle", "github", "gitlab", "json", "junit", "markdown", "sarif", "text")
HOSTILE = (
    "::error::forged\r\n::set-output name=x::y %0A ]]> </failure> & \" ' ` `` | # @everyone fixes #1 "
    "![x](https://example.org/x.png) <script>alert(1)</script> <!-- \x1b[31m\x00 \u202e ខ្មែរ\n\n# Heading\n- item\n```"
)


def _findings(text: str, count: int = 3) -> Findings:
    return Findings(
        tuple(
            Finding(f"po/f r/{text}.po" if n == 2 else "po/fr/law.po", n, 4, f"rule-{n}", severity, text, "fr", text, f"c/{n}")
            for n, severity in zip(range(1, count + 1), [*Severity] * count, strict=False)
        ),
        2,
        remarks=(text,),
    )  # fmt: skip


def _verdict(text: str, count: int = 3) -> Verdict:
    nowhere = Span(0, 0)
    units = tuple(
        Unit(
            "source/law.txt", "fr", Segment(f"c/{n}", "x", nowhere, Kind.ITEM, nowhere),
            Entry(nowhere, 1, 1, "x", ("y",)), State.TRANSLATED, "po/fr/law.po", 2,
        )
        for n in range(count + 1)
    )  # fmt: skip
    reasons = tuple(
        Reason("approvals", "fr", "source/law.txt", f"c/{n}", "po/fr/law.po", n, text, text, f"kms-i18n approve -l fr c/{n} --by NAME", (text,), 2)
        for n in range(count)
    )  # fmt: skip
    return Verdict(
        "release",
        (
            Demanded("approvals", "fr", text, met=not reasons, reasons=reasons, document=text),
            Demanded("findings", "fr", "0 findings", met=True),
        ),
        units,
        (Override("release", "fr", text, "2026-01-31", text, text),),
        (text,),
    )


RESULTS = {"findings": _findings, "verdict": _verdict}


@pytest.fixture(params=sorted(RESULTS))
def make(request: pytest.FixtureRequest) -> Any:
    return RESULTS[request.param]


@pytest.mark.parametrize("name", FORMATS)
def test_no_translation_forges_a_line_or_moves_a_cursor(name: str, make: Any) -> None:
    shown = reports.render(name, make(HOSTILE))
    assert re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown) is None
    forged = [x for x in shown.splitlines() if re.match(r"\s*(::|##\[|##vso\[|##teamcity\[)", x)]
    if name == "github":
        assert all(re.match(r"::(error|warning|notice) (file|title)=", line) for line in forged)
        assert len(forged) == len(shown.splitlines())
    else:
        assert forged == []


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_shows_a_result_with_nothing_in_it(name: str, make: Any) -> None:
    shown = reports.render(name, make("x", 0))
    assert shown.endswith("\n") or (name == "github" and not shown)
    if name == "gitlab":
        assert json.loads(shown) == []


# ── GitHub ───────────────────────────────────────────────────────────────────────────────────


def test_annotations_stay_within_ten_of_a_kind_and_the_tenth_counts_the_rest() -> None:
    findings = tuple(
        Finding("po/fr/law.po", n, 1, f"rule-{n % 30:02}", Severity.ERROR, f"wrong {n}", "fr")
        for n in range(1, 41)
    )
    lines = reports.render("github", Findings(findings, 1)).splitlines()
    assert len(lines) == 10
    assert lines[0].startswith("::error file=po/fr/law.po,line=1,title=kms-i18n rule-01::")
    assert lines[-1] == "::error title=kms-i18n::and 31 more: see the log of this step"


def test_errors_are_annotated_before_warnings_and_like_ones_are_folded() -> None:
    def finding(number: int, severity: Severity) -> Finding:
        return Finding(
            "po/fr/law.po", number, 9, "r", severity, "is wrong", "fr", "d", f"c/{number}"
        )

    found = (*(finding(n, Severity.WARNING) for n in range(3)), finding(9, Severity.ERROR))
    assert reports.render("github", Findings(found, 1)).splitlines() == [
        "::error file=po/fr/law.po,line=9,col=9,title=kms-i18n r::fr c/9: is wrong",
        "::warning file=po/fr/law.po,title=kms-i18n r::fr c/0, c/1, c/2: is wrong",
    ]
    (line,) = reports.render("github", _verdict("must be approved")).splitlines()
    assert "kms-i18n approve -l fr c/0 c/1 c/2 --by NAME" in line


def test_annotations_escape_data_and_properties_as_the_runner_reads_them() -> None:
    finding = Finding("po/a,b:c%.po", 1, 1, "r", Severity.ERROR, "50 % of: a, b", "fr")
    (line,) = reports.render("github", Findings((finding,), 1)).splitlines()
    assert line.startswith("::error file=po/a%2Cb%3Ac%25.po,line=1,title=kms-i18n r::")
    assert line.endswith(": 50 %25 of: a, b")


# ── SARIF, GitLab, JSON ──────────────────────────────────────────────────────────────────────

SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {"items": {"required": ["tool", "results"], "properties": {
            "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
            "tool": {"required": ["driver"], "properties": {"driver": {"required": ["name"], "properties": {
                "rules": {"uniqueItems": True, "items": {"required": ["id"]}}}}}},
            "results": {"items": {"required": ["message", "ruleId", "level", "locations"], "properties": {
                "level": {"enum": ["none", "note", "warning", "error"]},
                "ruleIndex": {"type": "integer", "minimum": 0},
                "message": {"required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}},
                "partialFingerprints": {"additionalProperties": {"type": "string"}},
                "locations": {"minItems": 1, "items": {"properties": {"physicalLocation": {"properties": {
                    "artifactLocation": {"properties": {"uri": {"pattern": r"^[A-Za-z0-9._~/%-]+$"}}},
                    "region": {"required": ["startLine"], "properties": {
                        "startLine": {"type": "integer", "minimum": 1},
                        "startColumn": {"type": "integer", "minimum": 1}}}}}}}},
            }}},
        }}},
    },
}  # fmt: skip
"""What SARIF 2.1.0 requires of the parts that we write (the whole schema is 110 KB)."""


def test_sarif_has_what_the_standard_requires(make: Any) -> None:
    for text in ("is wrong", HOSTILE):
        log = json.loads(reports.render("sarif", make(text)))
        assert list(Draft7Validator(SARIF).iter_errors(log)) == []
        (run,) = log["runs"]
        rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
        assert all(rules[r["ruleIndex"]] == r["ruleId"] for r in run["results"])


@pytest.mark.skipif("SARIF_SCHEMA" not in os.environ, reason="SARIF_SCHEMA names no file")
def test_sarif_is_valid_by_the_standards_own_schema(make: Any) -> None:
    """The schema is OASIS's, 110 KB and not ours to ship; this is how to hold a change to it."""
    schema = json.loads(Path(os.environ["SARIF_SCHEMA"]).read_text(encoding="utf-8"))
    check = validator_for(schema)(schema)
    for text in ("is wrong", HOSTILE):
        log = json.loads(reports.render("sarif", make(text)))
        assert list(check.iter_errors(log)) == []
        assert list(check.iter_errors({**log, "runs": [{}]}))


def test_a_sarif_fingerprint_stays_when_lines_move() -> None:
    def names(line: int) -> list[str]:
        finding = Finding("po/fr/law.po", line, 1, "r", Severity.ERROR, "x", "fr", "d", "c/1")
        log = json.loads(reports.render("sarif", Findings((finding,), 1)))
        return [r["partialFingerprints"]["kmsSegment/v1"] for r in log["runs"][0]["results"]]

    assert names(1) == names(99)


def test_gitlab_gets_an_array_with_unique_fingerprints(make: Any) -> None:
    rows = json.loads(reports.render("gitlab", make("is wrong", 5)))
    assert len({row["fingerprint"] for row in rows}) == len(rows) == 5
    for row in rows:
        assert set(row) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert row["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert row["location"]["lines"]["begin"] >= 1


@pytest.mark.parametrize("name", sorted(RESULTS))
def test_json_follows_the_published_schema(name: str) -> None:
    path = ROOT / f"kms_i18n/schemas/{name}-1.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    Draft7Validator.check_schema(schema)
    for result in (RESULTS[name](HOSTILE), RESULTS[name]("x", 0)):
        data = json.loads(reports.render("json", result))
        assert list(Draft7Validator(schema).iter_errors(data)) == []
        assert data["schema"] == f"kms-i18n/{name}/1"
    del data["remarks" if name == "findings" else "notes"]
    assert list(Draft7Validator(schema).iter_errors(data))


# ── XML ──────────────────────────────────────────────────────────────────────────────────────


def test_junit_has_one_case_per_segment_and_counts_them() -> None:
    root = ET.fromstring(reports.render("junit", _verdict(HOSTILE)))  # noqa: S314  ours
    (suite,) = root
    cases = {case.attrib["name"]: case for case in suite}
    assert list(cases) == ["c/0", "c/1", "c/2", "c/3"]
    assert [len(case) for case in cases.values()] == [1, 1, 1, 0]
    assert (root.attrib["tests"], root.attrib["failures"]) == ("4", "3")
    assert cases["c/0"].attrib["classname"] == suite.attrib["name"] == "source/law.txt fr"


def test_junit_fails_for_errors_alone() -> None:
    root = ET.fromstring(reports.render("junit", _findings("x")))  # noqa: S314  ours
    assert root.attrib["failures"] == "1"
    assert [child.tag for case in root.iter("testcase") for child in case] == [
        "failure", "system-out", "system-out",
    ]  # fmt: skip


def test_checkstyle_has_the_findings_of_each_file_together() -> None:
    root = ET.fromstring(reports.render("checkstyle", _findings(HOSTILE)))  # noqa: S314  ours
    assert [len(file) for file in root] == [1, 2]
    assert {e.attrib["severity"] for e in root.iter("error")} == {"error", "warning", "info"}


# ── Markdown ─────────────────────────────────────────────────────────────────────────────────


def test_markdown_has_the_same_blocks_whatever_a_translation_says(make: Any) -> None:
    parser = MarkdownIt("gfm-like", {"linkify": False})

    def shape(text: str) -> list[str]:
        tokens = parser.parse(reports.render("markdown", make(text)))
        inline = [c.type for token in tokens for c in token.children or () if c.type != "text"]
        return [token.type for token in tokens] + inline

    assert shape(HOSTILE) == shape("x")
    inlines = parser.parse(reports.render("markdown", make(HOSTILE)))
    plain = [c.content for t in inlines for c in t.children or () if c.type == "text"]
    assert not any(mark in text for text in plain for mark in ("@", "fixes", "forged", "script"))


def test_markdown_stays_below_what_a_step_summary_may_have() -> None:
    findings = tuple(
        Finding("po/fr/law.po", n, 1, "r", Severity.ERROR, f"{n} {'x' * 1000}", "fr", "d", f"c/{n}")
        for n in range(1200)
    )
    text = reports.render("markdown", Findings(findings, 1))
    assert len(text.encode()) < 1024 * 1024
    assert re.search(r"\n\d+ lines left out\.\n$", text)


# ── All together, through the command ────────────────────────────────────────────────────────


def _gate(folder: Path, *arguments: str, **world: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "kms_i18n", "-C", str(ROOT), "gate", *arguments],
        cwd=folder,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **world},
    )


def test_one_run_writes_several_formats_and_the_same_bytes_anywhere(tmp_path: Path) -> None:
    worlds = [
        {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"},
        {"TZ": "Asia/Phnom_Penh", "LC_ALL": "km_KH.UTF-8", "PYTHONHASHSEED": "1"},
        {"TZ": "America/New_York", "LC_ALL": "C", "PYTHONHASHSEED": "4294967295"},
    ]
    seen = set()
    for number, world in enumerate(worlds):
        folder = tmp_path / str(number)
        folder.mkdir()
        outputs = [x for name in FORMATS for x in ("--output", f"{name}:{name}.out")]
        done = _gate(folder, "release", "--format", "json", *outputs, **world)
        assert done.returncode == 1, done.stderr
        texts = [(folder / f"{name}.out").read_bytes() for name in FORMATS]
        assert texts[FORMATS.index("json")] == done.stdout
        seen.add(tuple(texts))
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("nonsense:x", "is not FORMAT:PATH"),
        ("json", "is not FORMAT:PATH"),
        ("json:no/such/folder/x", "Name a file in a folder that is there."),
    ],
)
def test_an_output_that_cannot_be_written_is_refused(
    tmp_path: Path, output: str, words: str
) -> None:
    done = _gate(tmp_path, "draft", "--output", "json:good.json", "--output", output)
    assert done.returncode == 2
    assert words in done.stderr.decode()
    assert (tmp_path / "good.json").exists() is ("folder" in output)


def test_a_format_says_which_results_it_shows() -> None:
    with pytest.raises(KmsError, match="no sarif form") as caught:
        reports.render("sarif", Files(()))
    assert "json" in caught.value.hint
    assert "text" in caught.value.hint
    assert "sarif" not in caught.value.hint
