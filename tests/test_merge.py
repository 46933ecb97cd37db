"""``update --pot``: what msgmerge does with what it has, and more with what it has not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kms_i18n import po, renewal
from kms_i18n.errors import CatalogError
from kms_i18n.merge import merge

if TYPE_CHECKING:
    from kms_i18n.model import Catalog, Entry

ROOT = Path(__file__).resolve().parent.parent

HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: app\\n"
"POT-Creation-Date: 2024-01-01 00:00+0000\\n"
"PO-Revision-Date: 2024-02-01 00:00+0000\\n"
"Last-Translator: A Translator <translator@example.org>\\n"
"Language-Team: French\\n"
"Language: fr\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"
"""

CATALOG = (
    HEADER
    + """
# A note by hand.
#: app.c:1
msgid "Open the file"
msgstr "Ouvrir le fichier"

#: app.c:2
msgctxt "menu"
msgid "Open"
msgstr "Ouvrir"

#: app.c:3
msgctxt "state"
msgid "Open"
msgstr "Ouvert"

#: app.c:4
#, c-format
msgid "%d file was removed"
msgid_plural "%d files were removed"
msgstr[0] "%d fichier a été supprimé"
msgstr[1] "%d fichiers ont été supprimés"

#: app.c:5
#, fuzzy
#| msgid "The disk is almost full"
msgid "The disk is completely full"
msgstr "Le disque est presque plein"

#: app.c:6
msgid "The server could not be reached within the time that was allowed for it"
msgstr "Le serveur n’a pas répondu dans le temps accordé"

#: app.c:7
msgid "Nothing of this will stay"
msgstr "Rien de ceci ne restera"

#: app.c:8
msgid "Never translated, soon gone"
msgstr ""

#~ msgid "Welcome back"
#~ msgstr "Bon retour"

#~ msgid "Unused for years"
#~ msgstr "Inutilisé"
"""
)

TEMPLATE = """\
#, fuzzy
msgid ""
msgstr ""
"POT-Creation-Date: 2024-06-01 00:00+0000\\n"
"Content-Type: text/plain; charset=CHARSET\\n"

#. Shown at the top.
#: app.c:10 app.c:99
msgid "Open the file"
msgstr ""

#: app.c:12
msgctxt "state"
msgid "Open"
msgstr ""

#: app.c:11
msgctxt "menu"
msgid "Open"
msgstr ""

#: app.c:14
#, c-format
msgid "%d file was removed"
msgid_plural "%d files were removed"
msgstr[0] ""
msgstr[1] ""

#: app.c:15
msgid "The disk is completely full"
msgstr ""

#: app.c:16
msgid "The server could not be reached within the time which was allowed for it"
msgstr ""

#: app.c:17
msgid "Welcome back"
msgstr ""

#: app.c:18
#, c-format
msgid "%d quite unheard of thing"
msgid_plural "%d quite unheard of things"
msgstr[0] ""
msgstr[1] ""
"""


def catalog(data: str | bytes) -> Catalog:
    return po.parse(data.encode() if isinstance(data, str) else data, "fr.po")


def merged(
    old: str | bytes = CATALOG, template: str | bytes = TEMPLATE, **options: bool
) -> Catalog:
    return catalog(merge(catalog(old), catalog(template), **options).data)


def by_key(found: Catalog) -> dict[tuple[str | None, str, bool], Entry]:
    return {(e.context, e.source, e.obsolete): e for e in found.entries}


def kms(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "kms_i18n", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def said(entry: Entry) -> tuple[object, ...]:
    """Return what an entry says, whatever its layout."""
    return (
        entry.key, entry.source_plural, entry.targets, set(entry.flags), entry.references,
        entry.translator_comments, entry.extracted_comments,
        entry.previous_context, entry.previous_source, entry.previous_plural,
    )  # fmt: skip


# ── beside msgmerge ──────────────────────────────────────────────────────────────────────────


@pytest.mark.gettext
@pytest.mark.parametrize("options", [[], ["-N"]])
def test_messages_say_what_they_say_after_msgmerge(options: list[str], tmp_path: Path) -> None:
    Path(tmp_path, "fr.po").write_text(CATALOG, encoding="utf-8")
    Path(tmp_path, "app.pot").write_text(TEMPLATE, encoding="utf-8")
    command = ["msgmerge", "-q", "--previous", *options, "fr.po", "app.pot"]
    theirs = catalog(subprocess.run(command, cwd=tmp_path, capture_output=True, check=True).stdout)
    done = kms(tmp_path, "update", "--pot", "app.pot", *options, "fr.po")
    assert done.returncode == 0, done.stderr
    ours = catalog(Path(tmp_path, "fr.po").read_bytes())
    assert [said(e) for e in ours.live] == [said(e) for e in theirs.live]
    # msgmerge drops nothing that is obsolete either.
    assert {(e.key, e.targets) for e in theirs.entries if e.obsolete} == {
        (e.key, e.targets) for e in ours.entries if e.obsolete
    }
    check = ["msgfmt", "--check", "-o", os.devnull, "fr.po"]
    assert subprocess.run(check, cwd=tmp_path, capture_output=True).returncode == 0


# ── what it says ─────────────────────────────────────────────────────────────────────────────


def test_messages_come_in_the_order_of_the_template() -> None:
    wanted = [e.key for e in catalog(TEMPLATE).live]
    assert [e.key for e in merged().live] == wanted


def test_a_translator_keeps_comments_and_the_template_decides_about_notes() -> None:
    entry = by_key(merged())[None, "Open the file", False]
    assert entry.translator_comments == ("A note by hand.",)
    assert entry.extracted_comments == ("Shown at the top.",)
    assert entry.references == ("app.c:10", "app.c:99")
    assert not entry.fuzzy


def test_an_edited_message_is_fuzzy_and_names_the_one_before() -> None:
    key = (None, "The server could not be reached within the time which was allowed for it", False)
    entry = by_key(merged())[key]
    assert entry.fuzzy
    assert entry.target == "Le serveur n’a pas répondu dans le temps accordé"
    assert entry.previous_source is not None
    assert "that was allowed" in entry.previous_source
    assert by_key(merged(previous=False))[key].previous_source is None
    assert by_key(merged(matching=False))[key].target == ""


def test_an_obsolete_message_comes_back_and_the_unused_stay() -> None:
    found = by_key(merged())
    assert found[None, "Welcome back", False].targets == ("Bon retour",)
    assert found[None, "Unused for years", True].targets == ("Inutilisé",)
    assert found[None, "Nothing of this will stay", True].targets == ("Rien de ceci ne restera",)
    assert (None, "Never translated, soon gone", True) not in found


def test_a_new_plural_message_has_as_many_forms_as_the_header_says() -> None:
    three = CATALOG.replace("nplurals=2; plural=(n > 1)", "nplurals=3; plural=n%3")
    three = three.replace('supprimés"\n\n', 'supprimés"\nmsgstr[2] "%d x"\n\n')
    entry = by_key(merged(three))[None, "%d quite unheard of thing", False]
    assert entry.targets == ("", "", "")


def test_a_message_that_becomes_plural_or_singular_loses_no_form() -> None:
    singular = TEMPLATE.replace(
        'msgid_plural "%d files were removed"\nmsgstr[0] ""\nmsgstr[1] ""\n', 'msgstr ""\n'
    )
    entry = by_key(merged(template=singular))[None, "%d file was removed", False]
    assert entry.fuzzy
    assert entry.targets == ("%d fichier a été supprimé",)
    assert entry.translator_comments == ("%d fichiers ont été supprimés",)
    plural = TEMPLATE.replace(
        'msgid "Welcome back"\nmsgstr ""', 'msgid "Welcome back"\nmsgid_plural "W"\nmsgstr[0] ""'
    )
    back = by_key(merged(template=plural))[None, "Welcome back", False]
    assert back.fuzzy
    assert back.targets == ("Bon retour", "Bon retour")


def made(*pairs: tuple[str, str]) -> bytes:
    """Return a catalog of these sources and translations."""
    blocks = [po.write_entry(s, (t,), references=("a:1",)) for s, t in pairs]
    return b"\n".join([HEADER.encode(), *blocks])


def test_the_items_of_a_list_get_their_own_lines_wherever_they_stand() -> None:
    items = {
        "Panics are symptoms of bugs.": "Une panique trahit un défaut.",
        "They cannot be recovered from.": "On ne s'en remet pas.",
        "Use other calls where a crash is no answer.": "Prenez d'autres appels si l'arrêt n'est pas permis.",
    }
    source, target = ("\n".join(f"* {line}" for line in side) for side in (items, items.values()))
    strangers = "A heading about nothing", "Install the compiler.", "See below."
    wanted = [text for pair in zip(reversed(items), strangers, strict=True) for text in pair]
    found = merged(made((source, target)), made(*((text, "") for text in wanted)))
    assert {e.source: e.target.removeprefix("* ") for e in found.live} == {
        **items,
        **dict.fromkeys(strangers, ""),
    }
    assert all(e.fuzzy and e.previous_source == source for e in found.live if e.translated)


def test_a_part_that_another_text_is_clearly_more_like_comes_from_that_one() -> None:
    alone = "Dogs are welcome on every path of this garden."
    one = "The park opens early in the morning. Dogs are welcome on every path of the garden."
    old = made((one, "Le parc ouvre tôt. Les chiens sont admis."), (alone, "Chiens admis ici."))
    first, last = (
        "The park opens early in the morning.",
        "Dogs are welcome on every path of the garden.",
    )
    found = merged(old, made((first, ""), (last, ""), (alone, "")))
    assert {e.source: e.target for e in found.live}[last] == "Chiens admis ici."


def test_parts_of_a_message_get_their_sentences_and_a_merged_one_both() -> None:
    one = "The park opens early in the morning. Dogs are welcome on every path of the garden."
    first, _, last = one.partition(". ")
    halves = f"{first}.", last
    translations = "Le parc ouvre tôt le matin.", "Les chiens sont admis sur chaque allée."

    whole = made((one, " ".join(translations)))
    parts = made(*zip(halves, translations, strict=True))
    split = merged(whole, made(*((half, "") for half in halves)))
    assert [e.target for e in split.live] == list(translations)
    assert all(e.fuzzy and e.previous_source == one for e in split.live)
    joined = merged(parts, made((one, "")))
    assert [e.target for e in joined.live] == [" ".join(translations)]
    assert joined.live[0].previous_source == one
    assert [e.target for e in joined.entries if e.obsolete] == list(translations)


def test_the_date_of_the_template_is_taken_over_only_with_a_change() -> None:
    assert "2024-06-01" in po.header_fields(merged())["POT-Creation-Date"]
    same = merged(template=CATALOG.replace("2024-01-01", "2025-01-01").split("#~")[0])
    assert same.data == CATALOG.encode()


def test_what_nobody_changed_keeps_its_bytes_in_any_layout() -> None:
    odd = (
        '\n#,no-c-format\n#:  a.c:1\n#  note\nmsgid   "Odd"\n  "ly laid out"\nmsgstr    "Bizarre"\n'
    )
    template = TEMPLATE + '\n#: a.c:1\n#, no-c-format\nmsgid "Oddly laid out"\nmsgstr ""\n'
    assert odd.encode() in merged(CATALOG + odd, template).data
    crlf = CATALOG.replace("\n", "\r\n").encode()
    done = merged(crlf)
    assert done.data.count(b"\r\n") == done.data.count(b"\n")


# ── laws ─────────────────────────────────────────────────────────────────────────────────────

_WORDS = ("peace", "land", "law", "people", "garden", "river", "stone", "ច្បាប់", "1970")
_TEXTS = st.lists(
    st.lists(
        st.sampled_from(_WORDS),
        min_size=1, max_size=7,
    ).map(" ".join),
    max_size=7, unique=True,
)  # fmt: skip


def _made(texts: list[str], *, translated: bool, contexts: bool) -> bytes:
    blocks = [
        po.write_entry(
            text,
            (f"[{text}]" if translated else "",),
            context="c" if contexts and len(text) % 2 else None,
            references=(f"a.c:{place}",),
        )
        for place, text in enumerate(texts)
    ]
    return b"\n".join([HEADER.encode(), *blocks])


@given(_TEXTS, _TEXTS, st.booleans(), st.booleans())
def test_nothing_is_lost_and_merging_twice_is_merging_once(
    old: list[str], new: list[str], contexts: bool, matching: bool
) -> None:
    before = catalog(_made(old, translated=True, contexts=contexts))
    template = catalog(_made(new, translated=False, contexts=contexts))
    once = merge(before, template, matching=matching)
    after = catalog(once.data)
    assert {e.target for e in before.live} <= {e.target for e in after.entries}
    assert [e.key for e in after.live] == [e.key for e in template.live]
    finished = {(e.key, e.targets) for e in before.entries}
    assert all(e.fuzzy or not e.target or (e.key, e.targets) in finished for e in after.live)
    assert merge(after, template, matching=matching).data == once.data


@given(_TEXTS, _TEXTS)
def test_what_comes_back_has_its_translation_back(old: list[str], new: list[str]) -> None:
    before = catalog(_made(old, translated=True, contexts=False))
    there = catalog(merge(before, catalog(_made(new, translated=False, contexts=False))).data)
    back = catalog(merge(there, catalog(_made(old, translated=False, contexts=False))).data)
    assert [(e.key, e.targets) for e in back.live] == [(e.key, e.targets) for e in before.live]


# ── the command ──────────────────────────────────────────────────────────────────────────────


def test_several_files_are_shown_held_and_written(tmp_path: Path) -> None:
    Path(tmp_path, "po").mkdir()
    Path(tmp_path, "app.pot").write_text(TEMPLATE, encoding="utf-8")
    files = [Path(tmp_path, "po", name) for name in ("de.po", "fr.po")]
    for file in files:
        file.write_text(CATALOG, encoding="utf-8")
    shown = kms(tmp_path, "update", "--pot", "app.pot", "--dry-run", "--format", "json", "po")
    assert shown.returncode == 0
    assert [f["change"] for f in json.loads(shown.stdout)["files"]] == ["would write"] * 2
    assert kms(tmp_path, "update", "--pot", "app.pot", "--check", "po").returncode == 1
    assert files[0].read_text(encoding="utf-8") == CATALOG
    assert kms(tmp_path, "update", "--pot", "app.pot", "po").returncode == 0
    assert kms(tmp_path, "update", "--pot", "app.pot", "--check", "po").returncode == 0
    assert files[0].read_bytes() == files[1].read_bytes() != CATALOG.encode()


def test_each_file_follows_the_template_whose_path_ends_as_its_own(tmp_path: Path) -> None:
    for name in (
        "pot/app.pot",
        "pot/library/app.pot",
        "fr/LC_MESSAGES/library/app.po",
        "fr/app.po",
    ):
        Path(tmp_path, name).parent.mkdir(parents=True, exist_ok=True)
    Path(tmp_path, "pot/app.pot").write_text(TEMPLATE, encoding="utf-8")
    other = TEMPLATE.replace("app.c", "library.c")
    Path(tmp_path, "pot/library/app.pot").write_text(other, encoding="utf-8")
    for name in ("fr/LC_MESSAGES/library/app.po", "fr/app.po"):
        Path(tmp_path, name).write_text(CATALOG, encoding="utf-8")
    done = kms(tmp_path, "update", "--pot", "pot", "fr")
    assert done.returncode == 0, done.stderr
    assert Path(tmp_path, "fr/app.po").read_bytes() == merged().data
    library = Path(tmp_path, "fr/LC_MESSAGES/library/app.po").read_bytes()
    assert library == merged(template=other).data
    Path(tmp_path, "fr/alone.po").write_text(CATALOG, encoding="utf-8")
    refused = kms(tmp_path, "update", "--pot", "pot", "fr")
    assert (refused.returncode, "fr/alone.po" in refused.stderr) == (2, True)
    assert renewal.templates(["b/a.po", "c.po"], {"a.pot", "b/a.pot"}) == {
        "b/a.po": "b/a.pot",
        "c.po": None,
    }


def test_an_empty_template_and_options_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    Path(tmp_path, "fr.po").write_text(CATALOG, encoding="utf-8")
    Path(tmp_path, "app.pot").write_text(HEADER, encoding="utf-8")
    refused = kms(tmp_path, "update", "--pot", "app.pot", "fr.po")
    assert (refused.returncode, "no messages" in refused.stderr) == (2, True)
    for arguments in (
        ["fr.po"],
        ["-N"],
        ["--pot", "app.pot"],
        ["--pot", "app.pot", "-l", "fr", "x"],
    ):
        assert kms(tmp_path, "update", *arguments).returncode == 2, arguments
    assert Path(tmp_path, "fr.po").read_text(encoding="utf-8") == CATALOG


def test_a_text_that_the_character_set_cannot_hold_is_refused() -> None:
    latin = (
        CATALOG.replace("charset=UTF-8", "charset=ISO-8859-1").replace("’", "'").encode("latin-1")
    )
    template = TEMPLATE.replace("charset=CHARSET", "charset=UTF-8") + '\nmsgid "ខ្មែរ"\nmsgstr ""\n'
    with pytest.raises(CatalogError, match="cannot be written in ISO"):
        merge(catalog(latin), catalog(template))
