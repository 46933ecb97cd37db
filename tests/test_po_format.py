"""Laying out a catalog on request: as msgcat would, and nothing lost on the way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import assume, given, settings

from kms_i18n import po, po_laws
from kms_i18n.errors import CatalogError
from kms_i18n.po_format import formatted
from tests.strategies import catalogs

LONG = "សង្គមខ្មែរ ត្រូវតែ មាននីតិរដ្ឋ ដើម្បីឱ្យប្រជាពលរដ្ឋទាំងអស់ រស់នៅក្នុងសន្តិភាព និងសេចក្ដីថ្លៃថ្នូរ។ " * 2
WILD = f"""\
\ufeff# tête\r
msgid ""
msgstr "Language: km\\nContent-Type: text/plain; charset=UTF-8\\n"
#~msgid "gone"
#~msgstr "parti"
#: b.txt:c/2   a.txt:1
#: b.txt:c/2
#no blank
#.ext
#  two blanks
#=later
#, range:0..5, c-format,my-flag
#! fuzzy
#, no-wrap
msgctxt "" msgid "one" msgid_plural "many"
  msgstr[0] "x"
  msgstr[1]   "y" "z"


#, fuzzy
msgid "empty"
msgstr ""
msgid "long"
msgstr "{LONG}"
#~| msgid "old"
#~ msgid "nothing"
#~ msgstr ""
#~
# the end
#, of the file
"""
TIDY = """\
# tête
msgid ""
msgstr ""
"Language: km\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

#no blank
#  two blanks
#=later
#. ext
#: b.txt:c/2 a.txt:1
#, fuzzy, c-format, range: 0..5, no-wrap, my-flag
msgctxt ""
msgid "one"
msgid_plural "many"
msgstr[0] "x"
msgstr[1] "yz"

#, fuzzy
msgid "empty"
msgstr ""

msgid "long"
msgstr ""
"សង្គមខ្មែរ ត្រូវតែ មាននីតិរដ្ឋ ដើម្បីឱ្យប្រជាពលរដ្ឋទាំងអស់ រស់នៅក្នុងសន្តិភាព និងសេចក្ដីថ្លៃថ្នូរ។ "
"សង្គមខ្មែរ ត្រូវតែ មាននីតិរដ្ឋ ដើម្បីឱ្យប្រជាពលរដ្ឋទាំងអស់ រស់នៅក្នុងសន្តិភាព និងសេចក្ដីថ្លៃថ្នូរ។ "

#~ msgid "gone"
#~ msgstr "parti"

#~| msgid "old"
#~ msgid "nothing"
#~ msgstr ""

# the end
#, of the file
"""


def laid(data: bytes) -> bytes:
    """Return a catalog laid out, held to saying the same and to being laid out for good."""
    catalog = po.parse(data)
    new = formatted(catalog)
    po_laws.check_format(catalog, po.parse(new))
    assert formatted(po.parse(new)) == new
    return new


def msgcat(data: bytes, *options: str) -> bytes:
    done = subprocess.run(["msgcat", "--force-po", *options, "-"], input=data, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def test_a_wild_catalog_is_laid_out_and_keeps_everything_that_it_says() -> None:
    expected = TIDY.replace("#no blank", "# no blank")
    assert laid(WILD.encode()).decode() == expected


@settings(max_examples=50)
@given(catalogs.files())
def test_any_catalog_says_the_same_in_its_new_layout(data: bytes) -> None:
    new = laid(data)
    comments = [
        line.strip() for line in data.replace(b"\r", b"").split(b"\n") if b"the end" in line
    ]
    assert all(comment in new for comment in comments)
    assert b"\r\n" not in new
    assert new == b"" or new.endswith(b"\n")


@settings(max_examples=50)
@given(catalogs.tidy_files())
def test_a_catalog_in_gettexts_layout_stays_as_it_is(data: bytes) -> None:
    assert laid(data) == data


@pytest.mark.gettext
@settings(max_examples=40)
@given(catalogs.tidy_files(width=0))
def test_msgcat_has_nothing_to_change_in_a_new_layout_and_would_make_the_same(data: bytes) -> None:
    # gettext 0.21 takes an isolated name for two words; see test_po_writing.
    assume("\u2068".encode() not in data)
    new = laid(data)
    assert msgcat(new) == new
    assert msgcat(data) == new


@pytest.mark.gettext
@pytest.mark.parametrize("options", [["--no-wrap"], ["-w", "50"], ["-i"], ["-s"]])
def test_whatever_layout_msgcat_made_the_new_one_is_its_own(options: list[str]) -> None:
    blocks = [
        po.write_entry(f"{n} {LONG}", (LONG * n,), references=[f"a.txt:{i}" for i in range(n * 9)])
        for n in range(1, 5)
    ]
    tidy = po.new_catalog({"Language": "km"}, blocks)
    assert laid(msgcat(tidy, *options)) == tidy


def test_another_character_set_is_kept() -> None:
    text = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-1\\n"\n#é\nmsgid "a"\nmsgstr "é"\n'
    new = laid(text.encode("latin-1"))
    assert '\n\n# é\nmsgid "a"\nmsgstr "é"\n'.encode("latin-1") in new


@pytest.mark.parametrize("data", [b"", b"\n\n", b"# only a comment\n", b"#~\n"])
def test_a_catalog_without_messages_is_laid_out_too(data: bytes) -> None:
    assert laid(data).strip() == data.strip()


def test_a_catalog_with_domain_lines_is_refused_with_the_line() -> None:
    data = b'msgid "a"\nmsgstr "b"\ndomain "x"\nmsgid "a2"\nmsgstr "b"\n'
    with pytest.raises(CatalogError, match="domain") as refused:
        formatted(po.parse(data, "x.po"))
    assert (refused.value.path, refused.value.line) == ("x.po", 3)


# ── The command ──────────────────────────────────────────────────────────────────────────────


def kms(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kms_i18n", "format", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


@pytest.fixture
def wild(tmp_path: Path) -> Path:
    (tmp_path / "work/po").mkdir(parents=True)
    for name in ("a.po", "work/po/b.po", "work/po/c.po"):
        (tmp_path / name).write_bytes(WILD.encode())
    return tmp_path / "work"


def test_files_and_folders_from_anywhere_are_laid_out_without_a_configuration(wild: Path) -> None:
    assert kms(wild, "--check", "po").stdout == "would write po/b.po\nwould write po/c.po\n"
    assert kms(wild, "--check", "po").returncode == 1
    assert kms(wild, "--dry-run", "po").returncode == 0
    assert (wild / "po/b.po").read_bytes() == WILD.encode()
    assert kms(wild, "../a.po", "po/b.po", "po/b.po").stdout == "wrote a.po\nwrote work/po/b.po\n"
    assert (wild / "po/b.po").read_bytes() == (wild.parent / "a.po").read_bytes() != WILD.encode()
    before = (wild / "po/b.po").stat()
    again = kms(wild, "--format", "json", "po/b.po")
    assert '"unchanged": 1' in again.stdout
    assert (wild / "po/b.po").stat() == before


def test_what_cannot_be_laid_out_is_refused_and_nothing_is_written(wild: Path) -> None:
    (wild / "po/z.po").write_bytes(b'msgid "a"\nmsgstr b\n')
    refused = kms(wild, "po")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "po/z.po:2:8" in refused.stderr
    assert (wild / "po/b.po").read_bytes() == WILD.encode()
    assert kms(wild, "none.po").returncode == 2
    (wild / "link.po").symlink_to("po/b.po")
    linked = kms(wild, "link.po")
    assert linked.returncode == 2
    assert "symbolic link" in linked.stderr
    assert kms(wild, "-l", "fr", "po/b.po").returncode == 2
