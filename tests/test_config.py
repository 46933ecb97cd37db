"""The configuration: every problem is named with its place, and the JSON Schema says the same."""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from kms_i18n.config import parse
from kms_i18n.config.check import Problems
from kms_i18n.config.nodes import MAX_BYTES, read
from kms_i18n.config.schema import ROOT, published
from kms_i18n.config.shapes import Fields, Items, Named, Short
from kms_i18n.errors import ConfigError
from kms_i18n.limits import Limits
from kms_i18n.model import Config, Demand, DocumentPattern, Severity, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kms_i18n.config.shapes import Shape

REPOSITORY = Path(__file__).parent.parent
REFERENCE = (REPOSITORY / "docs/reference/configuration.md").read_text("utf-8")
VALIDATOR = Draft7Validator(json.loads(published()))

MINIMAL = """\
source_locale: en
documents: [source/*.txt]
locales: {km: }
"""
FULL: dict[str, Any] = {
    "source_locale": "en",
    "documents": ["source/*.txt", {"path": "docs/**/*.md", "format": "markdown"}],
    "locales": {"km": None, "fr": {}, "en": {"role": "editorial"}, "sr_RS@latin": {}},
    "paths": {
        "template": "po/{dir}/{name}.pot",
        "catalog": "po/{locale}/{name}.po",
        "approvals": "po/{locale}/approvals.tsv",
        "overrides": "po/exceptions.tsv",
        "output": "out/{locale}/{name}{suffix}",
    },
    "kinds": ["linguistic", "legal"],
    "reviewers": {"fr": {"legal": ["lawyer@example.org"]}},
    "limits": {"file_bytes": 1000, "line_bytes": 100, "plural_forms": 12},
    "policies": {
        "strict": {
            "extends": "draft",
            "measure": "segments",
            "approvals": {"legal": 2},
            "four_eyes": True,
            "base": "main",
            "grace": 14,
            "freeze": "v1.0",
            "notice": {"fr": "Ancienne traduction : "},
            "sections": [
                {"document": "docs/*.md", "path": "c", "locales": ["fr"], "may_lag": True}
            ],
        },
        "draft": {
            "minimum": {"translated": 100, "approved": 12.5},
            "forbid": ["untranslated", "stale"],
            "findings": "none",
            "fallback": "stale",
            "locales": {"en": {"minimum": {"draft": 0}, "forbid": [], "findings": "info"}},
        },
    },
}


def problems(text: str | bytes) -> list[str]:
    """Return what is wrong with a configuration, one line each."""
    data = text.encode() if isinstance(text, str) else text
    try:
        parse(data, "kms-i18n.yaml")
    except ConfigError as error:
        return str(error).splitlines()
    return []


# ── What a configuration means ───────────────────────────────────────────────────────────────


def test_a_minimal_configuration_takes_the_paths_and_policies_of_the_model() -> None:
    config = parse(MINIMAL.encode(), "kms-i18n.yaml")
    assert config.documents == (DocumentPattern("source/*.txt", line=2),)
    assert config.locales["km"].role == "translation"
    assert config == Config("en", config.documents, config.locales)


def test_a_full_configuration_becomes_the_nouns_of_the_model() -> None:
    config = parse(json.dumps(FULL, indent=1).encode(), "kms-i18n.yaml")
    assert config.source_locale == "en"
    assert config.documents[1] == DocumentPattern("docs/**/*.md", "markdown", 5)
    assert list(config.locales) == ["km", "fr", "en", "sr_RS@latin"]
    assert config.locales["en"].role == "editorial"
    assert config.template == "po/{dir}/{name}.pot"
    assert config.limits == Limits(1000, 100, 12)
    draft = config.policies["draft"]
    assert draft.fallback == "stale"
    assert draft.demand == Demand(
        {State.TRANSLATED: 100.0, State.APPROVED: 12.5},
        frozenset({State.UNTRANSLATED, State.STALE}),
        None,
    )
    assert draft.of("en") == Demand({State.DRAFT: 0.0}, frozenset(), Severity.INFO)
    assert draft.of("km") is draft.demand


def test_a_demand_looks_at_errors_unless_told_otherwise() -> None:
    text = MINIMAL + "policies: {a: {}, b: {findings: none}, c: {locales: {km: {}}}}\n"
    policies = parse(text.encode(), "kms-i18n.yaml").policies
    assert policies["a"].demand.findings is Severity.ERROR
    assert policies["b"].demand.findings is None
    assert policies["c"].of("km").findings is Severity.ERROR
    assert policies["a"].fallback == "source"


def test_a_policy_takes_over_what_it_does_not_say_itself() -> None:
    policies = parse(json.dumps(FULL).encode(), "kms-i18n.yaml").policies
    strict, draft = policies["strict"], policies["draft"]
    assert strict.demand.minimum == draft.demand.minimum
    assert (strict.demand.measure, draft.demand.measure) == ("segments", "words")
    assert strict.demand.approvals == {"legal": 2}
    assert strict.locales == draft.locales
    assert (strict.fallback, strict.base, strict.grace, strict.freeze) == (
        "stale",
        "main",
        14,
        "v1.0",
    )
    (section,) = strict.sections
    assert (section.label, section.locales, section.may_lag) == ("docs/*.md:c", ("fr",), True)
    assert section.demand == Demand(findings=Severity.ERROR)
    assert draft.sections == ()


def test_norwegian_stays_norwegian_and_on_stays_on() -> None:
    text = MINIMAL.replace("km: ", "km: , no: , on: ")
    assert list(parse(text.encode(), "kms-i18n.yaml").locales) == ["km", "no", "on"]


def test_a_byte_order_mark_and_windows_line_ends_move_no_place() -> None:
    text = "\ufeff" + (MINIMAL + "polices: {}\n").replace("\n", "\r\n")
    assert problems(text)[0].startswith("kms-i18n.yaml:4:1: unknown key")


def test_the_projects_own_configuration_is_valid_and_has_both_policies() -> None:
    config = parse((REPOSITORY / "kms-i18n.yaml").read_bytes(), "kms-i18n.yaml")
    assert {code: locale.role for code, locale in config.locales.items()} == {
        "km": "translation",
        "en": "editorial",
        "fr": "translation",
    }
    assert config.policies["draft"].demand.minimum == {State.TRANSLATED: 100.0}
    assert config.policies["release"].demand.minimum == {State.APPROVED: 100.0}
    assert config.policies["release"].fallback == "refuse"


# ── What is wrong, and where ─────────────────────────────────────────────────────────────────

WRONG = [
    (MINIMAL + "polices: {}\n", '4:1: unknown key "polices"; did you mean "policies"?'),
    (MINIMAL + "zzz: 1\n", '4:1: unknown key "zzz"; known here: source_locale, documents, locales'),
    (MINIMAL + "locales: {fr: }\n", '4:1: duplicate key "locales"; first at line 3'),
    (MINIMAL.replace("km", "km-KH"), '3:11: "km-KH" is not a locale code'),
    (MINIMAL.replace("km", "km-KH"), 'did you mean "km_KH"?'),
    (MINIMAL.replace("km", "sr_latn_rs"), 'did you mean "sr_Latn_RS"?'),
    (MINIMAL.replace("km", "../../x"), '3:11: "../../x" is not a locale code'),
    (MINIMAL.replace("km", '"km\\n"'), '3:11: "km⏎" must not hold a line end'),
    (MINIMAL.replace("km: ", ""), "3:10: locales must not be empty"),
    (MINIMAL.replace("[source/*.txt]", "[]"), "2:12: documents must not be empty"),
    (MINIMAL.replace("[source/*.txt]", "source/*.txt"), "2:12: documents must be a list"),
    (MINIMAL.replace("source/*.txt", "a, a"), "2:16: documents has the same value twice"),
    (MINIMAL.replace("source/*.txt", "../*.txt"), '2:13: "../*.txt" must not hold . or ..'),
    (MINIMAL.replace("source/*.txt", "a/./b"), "must not hold . or .."),
    (MINIMAL.replace("source/*.txt", "/etc/passwd"), '2:13: "/etc/passwd" must be relative'),
    (MINIMAL.replace("source/*.txt", "C:/x"), "must be relative"),
    (MINIMAL.replace("source/*.txt", "~/x"), "must be relative"),
    (MINIMAL.replace("source/*.txt", "a\\b"), "must separate folders with /"),
    (MINIMAL.replace("source/*.txt", "x/.GIT/config"), "must not lead into Git's own folder"),
    (MINIMAL.replace("source/*.txt", "x//y"), "must name a file"),
    (MINIMAL.replace("source/*.txt", "x/"), "must name a file"),
    (MINIMAL.replace("source/*.txt", '"a\\u202Eb"'), "must not hold a line end, a tab or another"),
    (MINIMAL.replace("source/*.txt", "1.10"), "2:13: an item of documents must be a text"),
    (MINIMAL.replace("source/*.txt", "{format: text}"), '2:13: an item of documents lacks the key "path"'),
    (MINIMAL.replace("km: ", "km: editorial"), "3:15: km must be a mapping with role"),
    (MINIMAL.replace("km: ", "de: {role: editorial}"), '3:22: "de" cannot be editorial'),
    (MINIMAL.replace("km: ", "en: "), "3:11: en is the source's own locale"),
    (MINIMAL.replace("km: ", "km: {role: editor}"), "3:22: role must be one of translation, editorial"),
    (MINIMAL.replace("source_locale: en", "other: en"), '1:1: the file lacks the key "source_locale"'),
    (MINIMAL + "paths: {catalog: a.po}\n", '4:18: "a.po" must hold {locale}'),
    (MINIMAL + "paths: {output: out}\n", '4:17: "out" must hold {locale}'),
    (MINIMAL + "paths: {template: 'a/{locale}'}\n", "may hold only the placeholders {name}, {suffix}, {dir}"),
    (MINIMAL + "paths: {template: 'a/{name'}\n", "may hold only the placeholders"),
    (MINIMAL + "policies: {Draft 1: {}}\n", '4:12: "Draft 1" must be a name'),
    (MINIMAL + "policies: {Draft 1: {}}\n", 'did you mean "draft-1"?'),
    (MINIMAL + "policies: {a: {minimum: {translated: 101}}}\n", "4:38: translated must be from 0 to 100"),
    (MINIMAL + "policies: {a: {minimum: {translated: 90%}}}\n", 'translated must be a number from 0 to 100; it is "90%"'),
    (MINIMAL + "policies: {a: {minimum: {translated: true}}}\n", 'must be a number from 0 to 100; it is "true"'),
    (MINIMAL + "policies: {a: {minimum: {translatd: 1}}}\n", 'unknown key "translatd"; did you mean "translated"?'),
    (MINIMAL + "policies: {a: {forbid: [no]}}\n", "an item of forbid must be one of untranslated, stale, draft"),
    (MINIMAL + "policies: {a: {forbid: [stale, stale]}}\n", "forbid has the same value twice"),
    (MINIMAL + "policies: {a: {findings: off}}\n", "findings must be one of error, warning, info, none"),
    (MINIMAL + "policies: {a: }\n", "a must be a mapping with extends, minimum, measure, forbid, approvals,"),
    (MINIMAL + "policies: {a: {locales: {kmm: {}}}}\n", '4:26: locale "kmm" is not declared; did you mean "km"?'),
    (MINIMAL + "policies: {a: {extends: b}}\n", '4:25: there is no policy "b"'),
    (MINIMAL + "policies: {a: {extends: b}, b: {extends: a}}\n", '4:25: policy "a" extends itself'),
    (MINIMAL + "policies: {a: {extends: a}}\n", '4:25: policy "a" extends itself'),
    (MINIMAL + "policies: {a: {approvals: {legal: 1}}}\n", '4:28: kind "legal" is not declared under kinds'),
    (MINIMAL + "policies: {a: {approvals: {linguistic: 0}}}\n", "linguistic must be from 1 to 9"),
    (MINIMAL + "policies: {a: {approvals: {linguistic: 1.5}}}\n", "linguistic must be a whole number"),
    (MINIMAL + "policies: {a: {four_eyes: 1}}\n", "four_eyes must be true or false"),
    (MINIMAL + "policies: {a: {grace: true}}\n", 'grace must be a whole number; it is "true"'),
    (MINIMAL + "policies: {a: {base: --output=x}}\n", '"--output=x" is not a branch, tag or commit'),
    (MINIMAL + "policies: {a: {sections: [{locales: [fr]}]}}\n", '4:38: locale "fr" is not declared'),
    (MINIMAL + "reviewers: {fr: {linguistic: [x]}}\n", '4:13: locale "fr" is not declared'),
    (MINIMAL + "reviewers: {km: {legal: [x]}}\n", 'kind "legal" is not declared under kinds'),
    (MINIMAL + "kinds: []\n", "kinds must not be empty"),
    (MINIMAL + "limits: {line_bytes: 0}\n", "4:22: line_bytes must be from 1 to 2147483647"),
    (MINIMAL + "limits: {file_bytes: 32 MiB}\n", 'file_bytes must be a whole number; it is "32 MiB"'),
    (MINIMAL + "limits: {plural_forms: 2.5}\n", 'plural_forms must be a whole number; it is "2.5"'),
    (MINIMAL + "limits: {plural_forms: true}\n", 'plural_forms must be a whole number; it is "true"'),
    (MINIMAL + "limits: {lines: 1}\n", 'unknown key "lines"'),
    ("- a\n", "1:1: the file must be a mapping with source_locale, documents"),
    ("", "kms-i18n.yaml: is empty"),
    ("# nothing but this\n", "kms-i18n.yaml: is empty"),
    ("a: 1\n---\nb: 2\n", "2:1: holds a second document"),
    ("a: &x 1\n", "1:4: anchors and aliases are not allowed"),
    ("a: *x\n", "1:4: anchors and aliases are not allowed"),
    ("a: !!python/object/apply:os.system [ls]\n", "1:4: tags are not allowed"),
    ("!x\na: 1\n", "1:1: tags are not allowed"),
    ("? [a, b]\n: 1\n", "1:3: a key must be a word"),
    ("a:\n\tb: 1\n", "2:1: a tab cannot indent YAML"),
    ("a: 'b\n", "is not valid YAML"),
    ("a: b: c\n", "1:5: is not valid YAML"),
    ('a: "\\ud800"\n', "1:4: half of a surrogate pair"),
    ('a: "\\U00110000"\n', "is not valid YAML"),
    ("%YAML 1." + "9" * 5000 + "\n---\na: 1\n", "is not valid YAML"),
    (b"a: \x00\n", "1:4: character U+0000 may not stand in YAML"),
    ("a: ខ្មែរ ".encode() + b"\xe1\n", "1:10: byte 0xE1 is not UTF-8"),
    (MINIMAL.encode("utf-16"), "1:1: byte 0xFF is not UTF-8"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_a_mistake_is_named_with_its_place(text: str | bytes, message: str) -> None:
    found = problems(text)
    assert any(message in line for line in found), found
    assert all(line.startswith(("kms-i18n.yaml:", "  ")) for line in found)


def test_all_problems_are_told_at_once_in_file_order() -> None:
    text = """\
source_locale: en
documents: [/x]
locales: {km-KH: , de: {role: editorial}}
policies: {a: {locales: {fr: {}}, fallback: no}}
polices: {}
"""
    places = [line.split(":")[1:3] for line in problems(text) if line.startswith("kms-i18n.yaml")]
    assert places == [["2", "13"], ["3", "11"], ["3", "31"], ["4", "26"], ["4", "45"], ["5", "1"]]


def test_what_is_shown_of_a_value_moves_no_cursor() -> None:
    message = "\n".join(problems('"\\e[31m\\u202E\\n::error::x": 1\n'))
    assert "\x1b" not in message
    assert "\u202e" not in message
    assert "\n::" not in message


BOMBS = {
    "brackets": "[" * 20_000,
    "braces": "{a: " * 15_000,
    "dashes": "- " * 20_000,
    "steps": "\n".join(" " * i + "a:" for i in range(350)),
    "aliases": "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]",
    "values": "a: [" + "1, " * 20_000 + "1]",
    "keys": "\n".join(f"kez{i}: 1" for i in range(499)),
    "locales": MINIMAL
    + "policies: {a: {locales: {"
    + ", ".join(f"{a}{b}: {{}}" for a in "abcdefghijklm" for b in "abcdefghijklmnopqrstuvwxyz")
    + "}}}",
    "number": "a: " + "9" * 60_000,
    "word": "a" * 60_000,
    "size": "#" * (MAX_BYTES + 1),
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=list(BOMBS))
def test_a_bomb_is_refused_quickly(bomb: str) -> None:
    start = time.process_time()
    assert problems(bomb)
    assert time.process_time() - start < 1.0


def test_nothing_is_imported_for_yaml_before_it_is_read() -> None:
    from subprocess import run

    code = "import sys, kms_i18n.config; sys.exit('yaml' in sys.modules)"
    assert run([sys.executable, "-c", code], cwd=REPOSITORY).returncode == 0


# ── The JSON Schema says the same ────────────────────────────────────────────────────────────


def test_the_published_schema_is_the_table() -> None:
    assert (REPOSITORY / "kms_i18n/kms-i18n.schema.json").read_text("utf-8") == published(), (
        "run: python -m kms_i18n.config > kms_i18n/kms-i18n.schema.json"
    )
    Draft7Validator.check_schema(json.loads(published()))


def accepted_by_shape(values: Any) -> bool:
    """Return whether the validator finds the shapes right, cross-references aside."""
    if values == "":
        return not problems('""')
    found = Problems("kms-i18n.yaml")
    found.check(ROOT, read(json.dumps(values).encode(), "kms-i18n.yaml"), "the file")
    return not found.found


ODD: list[Any] = [
    None, True, 0, 100, 100.5, 10.0, -1, 1001, 2**31, 2**31 - 1, "", "en", "km-KH", "no", "stale", "approved", "none", "info",
    "refuse", "editorial", "a\n", "a\tb", "../x", "x/../y", "a/.git/b", ".gitignore", "..x", "/x",
    "a\\b", "x/", "po/{locale}/x", "{name}{dir}{suffix}", "{foo}", "{", "a\u202eb", "ខ្មែរ",
    "x" * 501, [], ["a"], ["a", "a"], ["stale"], {}, {"role": "editorial"}, {"path": "a"},
    {"path": "a", "format": "T"}, {"km": {}}, {"km": None}, {"km\n": {}}, {"a": {}}, {"A b": {}},
    {"translated": 50}, {"untranslated": 50}, {"legal": 2}, {"legal": 0}, 3, 2.0, False, "main",
    "-x", "words", "segments",
]  # fmt: skip


def variants(value: Any) -> Iterator[Any]:
    """Yield the value with each of its parts replaced, removed, or joined by an unknown key."""
    yield from ODD
    if isinstance(value, dict):
        yield {**value, "unknown": 1}
        for key in value:
            yield {k: v for k, v in value.items() if k != key}
            for variant in variants(value[key]):
                yield {**value, key: variant}
    elif isinstance(value, list):
        for index, item in enumerate(value):
            for variant in variants(item):
                yield [*value[:index], variant, *value[index + 1 :]]


def test_validator_and_schema_agree_on_every_variant_of_a_full_configuration() -> None:
    cases = [FULL, *variants(FULL)]
    verdicts = {True: 0, False: 0}
    for case in cases:
        verdict = VALIDATOR.is_valid(case)
        verdicts[verdict] += 1
        assert accepted_by_shape(case) is verdict, json.dumps(case)
    assert min(verdicts.values()) > 50


def test_the_schema_accepts_the_configurations_that_the_validator_accepts() -> None:
    for text in (MINIMAL, (REPOSITORY / "kms-i18n.yaml").read_text("utf-8"), *examples()):
        assert problems(text) == []
        assert VALIDATOR.is_valid(plain(text)), text


def plain(text: str) -> Any:
    """Return a configuration as JSON values."""
    from kms_i18n.config.check import _plain

    return _plain(read(text.encode(), "kms-i18n.yaml"))


# ── The reference page ───────────────────────────────────────────────────────────────────────


def examples() -> list[str]:
    """Return the complete configurations that the reference page shows."""
    blocks = re.findall(r"```yaml\n(.*?)```", REFERENCE, re.DOTALL)
    return [block for block in blocks if "source_locale:" in block]


def keys(shape: Shape, prefix: str = "") -> Iterator[str]:
    """Yield every known key of the table as the reference page names it."""
    match shape:
        case Fields():
            for name, value in shape.keys.items():
                yield f"{prefix}{name}"
                yield from keys(value, f"{prefix}{name}.")
        case Named():
            yield from keys(shape.value, f"{prefix}NAME.")
        case Short():
            yield from keys(shape.full, prefix)
        case Items():
            yield from keys(shape.item, prefix)
        case _:
            return


def test_the_reference_page_explains_every_key_and_its_examples_are_valid() -> None:
    missing = [key for key in keys(ROOT) if f"`{key}`" not in REFERENCE]
    assert missing == []
    assert examples()


# ── Any bytes ────────────────────────────────────────────────────────────────────────────────

pieces = st.one_of(
    st.sampled_from([
        "source_locale: en\n", "documents:\n", "  - source/*.txt\n", "locales: {km: }\n", "locales:\n",
        "  no:\n", "policies:\n", "  draft:\n", "    minimum: {translated: 100}\n", "\t", "---\n", "...\n",
        "&a ", "*a ", "!!set ", "? ", "<<: ", "[", "]", "{", "}", ": ", "- ", "'", '"', "|\n", ">-\n", "#", "%",
        "\r\n", "\u2028", "\x85", "\ufeff", "0x1F", "1e3", "\\u", "ខ្មែរ", "@", "`",
    ]),
    st.text(max_size=5),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(pieces, max_size=25).map("".join))
def test_any_text_is_a_configuration_or_a_problem_with_a_place(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    try:
        assert parse(data, "k.yaml").locales
        found = []
    except ConfigError as error:
        found = error.problems
    assert all(0 <= problem.line <= data.count(b"\n") + 1 for problem in found)
    assert all(problem.message for problem in found)
