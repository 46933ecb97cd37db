"""The same bytes whatever the machine; no file opened for nothing; one edit is one line of a diff."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import polib
import pytest

from kms_i18n import po
from tests.projects import mission_project

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
# Another clock: the program may ask for the time only to wait for a lock.
LATER = (
    "import time, datetime, sys; time.time = lambda: 4e9; time.time_ns = lambda: 4 * 10**18; "
    "from kms_i18n.cli import main; main(sys.argv[1:])"
)
WORLDS: list[tuple[dict[str, str], list[str], bool]] = [
    ({"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0"}, ["-m", "kms_i18n"], False),
    ({"LC_ALL": "C", "TZ": "Asia/Phnom_Penh", "PYTHONHASHSEED": "1"}, ["-c", LATER], True),
    (
        {"LC_ALL": "fr_FR.UTF-8", "LANGUAGE": "km", "TZ": "XYZ+11", "PYTHONHASHSEED": "77", "PYTHONUTF8": "0"},
        ["-m", "kms_i18n"],
        True,
    ),
]  # fmt: skip
WHO = ("--by", "reviewer@example.org", "--date", "2026-01-31")
WRITING = (
    ("extract",),
    ("update",),
    ("format",),
    ("approve", "-l", "fr", "title", *WHO),
    ("publish",),
    ("init",),
)


def project(folder: Path) -> Path:
    return mission_project(folder)


def edited(folder: Path) -> None:
    """Edit, remove, add and move clauses of the document."""
    path = folder / "source/mission.txt"
    text = path.read_text(encoding="utf-8").replace("Fight poverty", "Do fight poverty")
    blocks = text.split("\n\n")
    moved = [*blocks[:3], "An added clause;", *blocks[5:], blocks[4]]
    path.write_text("\n\n".join(moved), encoding="utf-8")


def kms(
    folder: Path,
    *arguments: str,
    world: tuple[dict[str, str], list[str], bool] = WORLDS[0],
) -> None:
    """Run a command in some world: environment, way to start, and from another folder or not."""
    environment, start, elsewhere = world
    place = ["-C", str(folder)] if elsewhere else []
    done = subprocess.run(
        [sys.executable, *start, *place, *arguments],
        cwd="/" if elsewhere else folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr.decode()


def content(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_an_update_writes_the_same_bytes_whatever_clock_locale_folder_and_hash_seed(
    tmp_path: Path,
) -> None:
    results = []
    for number, world in enumerate(WORLDS):
        folder = project(tmp_path / f"world{number}")
        edited(folder)
        kms(folder, "update", world=world)
        once = content(folder)
        kms(folder, "update", world=WORLDS[(number + 1) % len(WORLDS)])
        assert content(folder) == once
        kms(folder, "publish", world=world)
        results.append(content(folder))
    assert results[0] == results[1] == results[2]
    assert b"#, fuzzy" in results[0]["po/fr/mission.po"]


def test_a_file_that_would_not_change_is_not_opened_for_writing(tmp_path: Path) -> None:
    folder = project(tmp_path)
    for command in WRITING:
        kms(folder, *command)
    files = [path for path in folder.rglob("*") if path.is_file()]
    for path in files:
        os.utime(path, ns=(10**18, 10**18))
    folders = [path for path in folder.rglob("*") if path.is_dir()]
    before = {path: path.stat() for path in [*files, *folders]}
    watch = (
        "import sys\n"
        "def look(event, arguments):\n"
        "    if event == 'open' and (arguments[2] or 0) & 3 and arguments[0] != '/dev/null':\n"
        "        raise SystemExit(f'opened {arguments[0]}')\n"
        "sys.addaudithook(look)\n"
        "from kms_i18n.cli import main; main(sys.argv[1:])"
    )
    bare: dict[str, str] = {"PYTHONDONTWRITEBYTECODE": "1"}
    for command in WRITING:
        kms(folder, *command, world=(bare, ["-c", watch], True))
    after = {path: path.stat() for path in [*files, *folders]}
    for path, stat in before.items():
        assert (stat.st_mtime_ns, stat.st_ino) == (after[path].st_mtime_ns, after[path].st_ino)


# ── One edit, one line ───────────────────────────────────────────────────────────────────────

COUNT = 64
FRENCH = "Le texte n°\u00a0{n} parle de la paix et de l’État de droit{tail}"
KHMER = "អត្ថបទទី {n} និយាយអំពីសន្តិភាព និងនីតិរដ្ឋ{tail}"
TAILS = {
    "fr": ", d’une phrase assez longue pour que chaque programme la coupe «\u00a0à sa façon\u00a0».",
    "km": " ហើយវាវែងគ្រប់គ្រាន់ ដើម្បីឱ្យកម្មវិធីនីមួយៗ កាត់វា តាមរបៀបរបស់ខ្លួន។\u200bចុងបញ្ចប់។",
}


def plain(locale: str) -> bytes:
    """Return a catalog of 64 messages in gettext's layout; every fourth is long."""
    target = FRENCH if locale == "fr" else KHMER
    blocks = [
        po.write_entry(
            f"Text {n} speaks of peace and of the State of law"
            + ", at length, " * (n % 4 == 0) * 4,
            (target.format(n=n, tail=TAILS[locale] if n % 4 == 0 else "។"),),
            references=(f"source/guide.txt:c/{n}",),
        )
        for n in range(COUNT)
    ]
    header = {"Language": locale, "Plural-Forms": "nplurals=1; plural=0;"}
    return po.new_catalog(header, blocks)


def by_msgcat(*options: str) -> Callable[[bytes, Path], bytes]:
    def write(data: bytes, _: Path) -> bytes:
        return subprocess.run(
            ["msgcat", *options, "-"], input=data, capture_output=True, check=True
        ).stdout

    return write


def by_polib(width: int) -> Callable[[bytes, Path], bytes]:
    def write(data: bytes, folder: Path) -> bytes:
        path = folder / "polib.po"
        path.write_bytes(data)
        polib.pofile(str(path), wrapwidth=width).save()
        return path.read_bytes()

    return write


def poedit(end: bytes) -> Callable[[bytes, Path], bytes]:
    """Return what Poedit makes: gettext's layout at 79 columns, its own header, either line end."""

    def write(data: bytes, folder: Path) -> bytes:
        named = po.set_header(po.parse(data), {"X-Generator": "Poedit 3.4"})
        return by_msgcat("--width=79")(named, folder).replace(b"\n", end)

    return write


WRITERS = {
    "msgcat": by_msgcat(),
    "msgcat unwrapped": by_msgcat("--no-wrap"),
    "polib": by_polib(78),
    "polib unwrapped": by_polib(0),
    "Poedit": poedit(b"\n"),
    "Poedit on Windows": poedit(b"\r\n"),
}


@pytest.mark.gettext
@pytest.mark.parametrize("locale", ["fr", "km"])
@pytest.mark.parametrize("writer", WRITERS)
def test_one_edited_translation_is_one_line_of_a_diff_in_files_of_any_tool(
    tmp_path: Path, writer: str, locale: str
) -> None:
    def git(*arguments: str) -> str:
        done = subprocess.run(
            ["git", "-c", "core.autocrlf=false", *arguments],
            cwd=tmp_path, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout

    data = WRITERS[writer](plain(locale), tmp_path)
    catalog = po.parse(data)
    assert len(catalog.live) == COUNT
    git("init", "-q")
    path = tmp_path / "x.po"
    path.write_bytes(data)
    git("add", "x.po")
    git("commit", "-qm", "first")
    for entry in (catalog.live[1], catalog.live[30], catalog.live[-1]):
        path.write_bytes(po.edit(catalog, entry, targets=(entry.target.replace("1", "7") + "!",)))
        assert git("diff", "--numstat") == "1\t1\tx.po\n"
    # In a text of several lines, those before the change stay as the tool broke them.
    long = catalog.live[4]
    path.write_bytes(po.edit(catalog, long, targets=(long.target[:-1] + "!",)))
    assert git("diff", "--numstat") == "1\t1\tx.po\n"
