"""The program's own messages: complete in every language, and English where nobody chose one."""

from __future__ import annotations

import re
import shutil
import string
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from kms_i18n import messages, plural, po

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


def test_no_message_hides_in_an_f_string_where_it_would_not_be_found() -> None:
    for path in ROOT.glob("kms_i18n/**/*.py"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\{trn?\(", text), path


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
