"""The program's own messages: complete in every language, and English where nobody chose one."""

from __future__ import annotations

import ast
import shutil
import string
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from kms_i18n import errors, messages, plural, po
from kms_i18n.errors import ConfigError, KmsError

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = [name for name in messages.languages() if name != "en"]


def _catalog(language: str) -> po.Catalog:
    file = files("kms_i18n") / "locale" / f"{language}.po"
    return po.parse(file.read_bytes(), f"{language}.po", language)


def test_the_catalogs_hold_exactly_the_messages_of_the_code_all_translated() -> None:
    command = [sys.executable, "scripts/build_messages.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (done.stdout, done.returncode) == ("", 0)
    assert LANGUAGES == ["fr", "km"]


def test_no_message_or_error_hides_in_an_f_string_where_it_would_not_be_found() -> None:
    kinds = {name for name, kind in vars(errors).items() if isinstance(kind, type)}
    kinds |= {"tr", "trn", "phrase"}
    found = set()
    for path in ROOT.glob("kms_i18n/**/*.py"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in kinds:
                hints = [word.value for word in node.keywords if word.arg == "hint"]
                if any(isinstance(text, ast.JoinedStr) for text in [*node.args, *hints]):
                    found.add(path.name)
    assert found == {"plumbing.py"}  # what Git itself says


def test_an_error_is_told_in_the_language_spoken_with_the_errors_in_it() -> None:
    inner = KmsError("a list")
    outer = KmsError(
        "{name} must be a text; it is {found}", path="x.yaml", line=3,
        hint="Split the file.", name="role", found=inner,
    )  # fmt: skip
    english = "x.yaml:3: role must be a text; it is a list\n  Split the file."
    assert str(outer) == messages.told(outer) == english
    with messages.speaking("fr"):
        assert messages.told(outer) == (
            "x.yaml:3: role doit être un texte\u202f; c’est une liste\n  Partagez le fichier."
        )
        both = messages.told(ConfigError([outer, KmsError("no such message {x}")]))
        assert both.endswith("Partagez le fichier.\nno such message {x}")
    assert str(outer) == english


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_takes_the_values_of_its_message_and_has_its_forms(language: str) -> None:
    catalog = _catalog(language)
    forms = plural.parse(po.header_fields(catalog)["Plural-Forms"])

    def values(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

    for entry in catalog.live:
        wanted = values(entry.source_plural or entry.source)
        assert all(values(target) == wanted for target in entry.targets), entry.source
        if entry.source_plural is not None:
            assert len(entry.targets) == max(forms.index(n) for n in range(300)) + 1


def test_a_message_is_spoken_in_the_language_chosen_and_then_in_english_again() -> None:
    assert messages.tr("approved") == "approved"
    with messages.speaking("fr"):
        assert messages.tr("approved") == "approuvé"
        assert [messages.trn("{n} word", "{n} words", n) for n in (0, 1, 2)] == ["0 mot", "1 mot", "2 mots"]  # fmt: skip
        assert messages.tr("no such message {x}", x="{y}") == "no such message {y}"
    assert messages.trn("{n} word", "{n} words", 0) == "0 words"


@pytest.mark.gettext
@pytest.mark.parametrize("language", LANGUAGES)
def test_gettext_accepts_the_catalogs(language: str) -> None:
    msgfmt = shutil.which("msgfmt")
    path = ROOT / f"kms_i18n/locale/{language}.po"
    done = subprocess.run([str(msgfmt), "--check", "-o", "/dev/null", path], capture_output=True)
    assert done.returncode == 0, done.stderr
