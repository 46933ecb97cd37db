"""What ``update --explain`` and ``import-document`` tell: every form says the same of every entry."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft7Validator

from kms_i18n import reports
from kms_i18n.fates import (
    KINDS,
    OUTCOMES,
    Adopted,
    Adoption,
    Explained,
    Explanation,
    Fate,
    Leftover,
)
from kms_i18n.model import ChangeClass
from kms_i18n.results import File, Files

ROOT = Path(__file__).resolve().parent.parent
HOSTILE = "<script>alert(1)</script> | `x` \x1b[31m \u202e\n::error::y"
FILES = Files((File("po/fr/law.po", "refused", HOSTILE), File("b.po", "written")), 1)


def explanation(text: str = "The law protects the forest.") -> Explanation:
    fates = tuple(
        Fate(f"{kind} {text}", kind, (f"{text} was here",) if kind in {"edited", "merged"} else (), 0.5 if kind == "edited" else None,
             ChangeClass.WORDING if kind == "edited" else None, kind == "moved")
        for kind in KINDS
    )  # fmt: skip
    places = {fate.text: (f"source/{text}:c/1",) for fate in fates[:-1]}
    states = {fate.text: "stale" for fate in fates[:-1]}
    return Explanation((Explained(f"po/{text}", "fr", fates, places, states),), FILES)


def account(text: str = "The law protects the forest.") -> Adoption:
    units = tuple(
        Adopted(f"c/{n}", f"{name} {text}", "" if name == "missing" else f"{text} !", name, 0.25, ("p1",))
        for n, name in enumerate(OUTCOMES)
    )  # fmt: skip
    return Adoption("source/law.md", "fr", f"{text}.md", units, (Leftover(7, text),), FILES)


RESULTS = {"explanation": explanation, "import": account}


@pytest.mark.parametrize("name", sorted(RESULTS))
@pytest.mark.parametrize("text", [HOSTILE, "plain", "ឆ្នំា១៩៧១ ខ្មែរ"])
def test_json_follows_the_published_schema(name: str, text: str) -> None:
    path = ROOT / f"kms_i18n/schemas/{name}-1.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    Draft7Validator.check_schema(schema)
    data = json.loads(reports.render("json", RESULTS[name](text)))
    assert list(Draft7Validator(schema).iter_errors(data)) == []
    assert data["schema"] == f"kms-i18n/{name}/1"
    (rows,) = [value for value in data.values() if isinstance(value, list)][:1]
    assert rows
    del data["files"]
    assert list(Draft7Validator(schema).iter_errors(data))


def test_every_kind_and_outcome_is_in_the_schema() -> None:
    folder = ROOT / "kms_i18n/schemas"
    kinds = json.loads((folder / "explanation-1.schema.json").read_text(encoding="utf-8"))
    entry = kinds["properties"]["catalogs"]["items"]["properties"]["entries"]["items"]
    assert entry["properties"]["kind"]["enum"] == list(KINDS)
    assert set(entry["properties"]["class"]["enum"]) == {*map(str, ChangeClass), None}
    outcomes = json.loads((folder / "import-1.schema.json").read_text(encoding="utf-8"))
    unit = outcomes["properties"]["units"]["items"]["properties"]
    assert unit["outcome"]["enum"] == list(OUTCOMES)


@pytest.mark.parametrize("name", sorted(RESULTS))
def test_no_text_of_a_project_becomes_markup(name: str) -> None:
    page = reports.render("html", RESULTS[name](HOSTILE))
    assert "<script>alert" not in page
    assert "\x1b" not in page
    root = ET.fromstring(page.split("\n", 1)[1])  # noqa: S314  ours
    assert "alert(1)" in "".join(root.itertext())
    lines = reports.render("markdown", RESULTS[name](HOSTILE)).splitlines()
    assert all(line.startswith(("#", "- ", "  - ", "")) for line in lines)
    assert not any(line.lstrip().startswith(("::", "<", "|")) for line in lines)
    assert "\x1b" not in "".join(lines)


@pytest.mark.parametrize("form", ["markdown", "html", "text"])
def test_every_form_says_what_became_of_every_entry_that_is_not_simply_kept(form: str) -> None:
    told = reports.render(form, explanation("the forest"))
    assert "same the forest" not in told
    for kind in KINDS[1:]:
        assert f"{kind} the forest" in told or kind == "edited"  # its words are marked
    assert "its text was joined from several" in told
    assert "1 text as before" in told
    assert "po/fr/law.po" in told
    told = reports.render(form, account("the forest"))
    for said in (
        "unsure, fuzzy (0.25)",
        "nothing in the document says this",
        "left over",
        "1 kept",
    ):
        assert said in told
    assert "translated the forest" not in told


def test_an_edit_shows_its_words() -> None:
    told = reports.render("markdown", explanation("the forest"))
    assert "~~`was here`~~" in told
    assert "**`edited`**" in told
    page = reports.render("html", explanation("the forest"))
    assert "<ins>edited" in page
