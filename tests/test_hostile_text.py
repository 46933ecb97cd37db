"""Text of a catalog never reaches a terminal or a log raw, whatever the command and the format."""

from __future__ import annotations

import contextlib
import io
import json
import re
from typing import TYPE_CHECKING

import pytest

from kms_i18n import cli, po, reports
from kms_i18n.results import Findings

if TYPE_CHECKING:
    from pathlib import Path

# Every control character but NUL and U+0004, which the reader refuses; every bidirectional and invisible one, and commands of terminals and of CI systems.
CONTROLS = [*map(chr, (*range(1, 4), *range(5, 0x20))), *map(chr, range(0x7F, 0xA0))]
INVISIBLE = [chr(c) for c in (0xAD, 0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2028, 0x202A), *range(0x2060, 0x2070), 0xFEFF, 0xFFF9, 0xFFFA, 0xFFFB, 0xFFFD, 0xE000, 0xE0001, 0xE0041)]  # fmt: skip
COMMANDS = [
    "\x1b[31mred", "\x1b]0;title\x07", "\x1b]8;;http://evil.example/\x07x\x1b]8;;\x07", "\x1b]52;c;eA==\x07",
    "\x9b31m", "\n::error file=a::b", "\n##[error]x", "\n##vso[task.setvariable variable=a]b",
    "\n##teamcity[message text='x']", "\nsection_start:0:x", "%0A::error::x", "\r::warning::x", "\x08\x08\x08",
    "<script>alert(1)</script>", '<img src=x onerror="x">', "[x](javascript:x)", "@everyone closes #1",
    "=HYPERLINK(1)", "{{x}}", "$(x)`x`", "\\x1b[31m",
]  # fmt: skip
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
OWN_COMMAND = re.compile(
    r"(?m)^::(?:error|warning|notice) (?:file=x\.po,line=\d+[\w,=-]*,)?title=kms-i18n[^:]*::.*$"
)
CI_COMMAND = re.compile(r"(?m)^\s*(?:::|##\[|##vso|##teamcity|section_(?:start|end):)")


def _quoted(text: str) -> str:
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\x00": "\\000", "\x1a": "\\032"}
    return "".join(escapes.get(character, character) for character in text)


def _catalog(folder: Path, locale: str, texts: list[str], name: str = "x.po") -> None:
    head = po.new_catalog({"Language": locale, "Content-Type": "text/plain; charset=UTF-8"})
    rows = []
    for number, text in enumerate(texts):
        # In the source, in the translation, and among slips whose evidence is shown.
        rows.append(
            f'\nmsgid "plain {number} at 1971"\nmsgstr "ខែ្មរ {_quoted(text)} Pourquoi? (Etat 2ème"\n'
        )
        rows.append(
            f'\nmsgid "also {number} {_quoted(text)} 1971 (x) <b>y</b>"\nmsgstr "1972 coeur (x"\n'
        )
    (folder / name).write_bytes(head + "".join(rows).encode("utf-8", "surrogatepass"))


def _run(folder: Path, *arguments: str) -> str:
    out, err = io.StringIO(), io.StringIO()
    with (
        contextlib.chdir(folder),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        pytest.raises(SystemExit) as stop,
    ):
        cli.main(list(arguments))
    assert stop.value.code in {0, 1, 2, None}
    return out.getvalue() + err.getvalue()


@pytest.mark.parametrize("locale", ["fr", "km", "en"])
@pytest.mark.parametrize("form", reports.names())
def test_no_finding_shows_a_text_raw(tmp_path: Path, locale: str, form: str) -> None:
    _catalog(tmp_path, locale, [*(f"a{c}b" for c in CONTROLS + INVISIBLE), *COMMANDS])
    shown = _run(tmp_path, "check", "--format", form, "x.po")
    assert not FORBIDDEN.search(shown)
    if form == "github":  # the one format whose lines are commands: only those it writes itself
        assert len(OWN_COMMAND.findall(shown)) == shown.count("\n") > 10
        return
    assert not CI_COMMAND.search(shown)
    if not reports.shows(form, Findings):
        assert f"'{form}' is not one of" in shown
        return
    assert shown.count("\n") > 100
    if form == "json":
        assert len(json.loads(shown)["findings"]) > 100


def test_a_file_that_is_named_like_a_command_is_no_command(tmp_path: Path) -> None:
    for name in ("::error::x.po", "##[error]x.po", "a\x1b[31m.po", "a\u202eb.po", "a\nb::error.po"):
        _catalog(tmp_path, "fr", ["Pourquoi?"], name)
        shown = _run(tmp_path, "check", ".") + _run(tmp_path, "check", name)
        assert not FORBIDDEN.search(shown)
        assert not CI_COMMAND.search(shown)
        (tmp_path / name).unlink()


def _project(folder: Path, target: str) -> None:
    (folder / "source").mkdir()
    (folder / "source/a.txt").write_text("Why is it so?\n", encoding="utf-8")
    (folder / "kms-i18n.yaml").write_text(
        "source_locale: en\ndocuments: [source/*.txt]\nlocales: {fr: }\n", encoding="utf-8"
    )
    _run(folder, "update")
    path = folder / "po/fr/a.po"
    text = path.read_text(encoding="utf-8")
    text = text.replace('so?"\nmsgstr ""', f'so?"\nmsgstr "{_quoted(target)} coeur ?"')
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("text", COMMANDS)
def test_fixes_and_glossaries_show_no_text_raw(tmp_path: Path, text: str) -> None:
    _project(tmp_path, text)
    row = text.replace("\n", " ").replace('"', '""').replace("\x00", "")
    table = f'term,translations,note,forbidden,confidence\nso,"{row}","{row}",,H\n'
    (tmp_path / "po/fr/glossary.csv").write_text(table, encoding="utf-8", newline="")
    shown = _run(tmp_path, "check", "--fix", "--dry-run") + _run(tmp_path, "check")
    shown += _run(tmp_path, "glossary", "list") + _run(tmp_path, "glossary", "check")
    assert not FORBIDDEN.search(shown)
    assert not CI_COMMAND.search(shown)


@pytest.mark.parametrize("target", ["<script>x</script>", '<a href="javascript:x">y</a>', "[y](data:x)", '<b onclick="x">y</b>'])  # fmt: skip
def test_a_catalog_cannot_put_a_script_into_a_document_without_an_error(
    tmp_path: Path, target: str
) -> None:
    _project(tmp_path, target)
    assert "error" in _run(tmp_path, "check", "--select", "markup-mismatch")


def test_a_text_with_thousands_of_slips_is_shown_fifty_of_each(tmp_path: Path) -> None:
    _catalog(tmp_path, "fr", ["coeur a? " * 600])
    found = json.loads(_run(tmp_path, "check", "--format", "json", "x.po"))["findings"]
    rules = [f["rule"] for f in found]
    assert (rules.count("fr-oe-ligature"), rules.count("fr-nbsp-missing")) == (50, 50)
