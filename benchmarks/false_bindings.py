"""How long it takes to read every pair that many catalogs ever held.

    python benchmarks/false_bindings.py [COMMITS] [CATALOGS] [ENTRIES]

Makes a repository in a temporary folder: each commit edits one entry in one catalog, every tenth
is a merge, and every other one approves what the one before it wrote. Prints the seconds of ``bindings.read``
and, in the same run, of the plainest way to do the same: one ``git show`` per revision of a
catalog, read by polib. Their ratio is what counts. Then the seconds of whole commands, the first
time and again, when they find what the first one remembered.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kms_i18n import bindings
from kms_i18n.model import Config, DocumentPattern, Locale
from kms_i18n.text import fingerprint
from kms_i18n.tree.log import history

SAMPLE = 100
COMMANDS = ("check", "gate", "review", "audit", "blame")
CONFIG = """\
source_locale: en
documents: [source/*.txt]
locales: {fr: }
policies: {release: {minimum: {approved: 100}}}
"""


def catalog(number: int, entries: list[int]) -> str:
    """Return a catalog in which each entry has been edited so many times."""
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    rows = (
        f'\n#: source/d{number}.txt:p{i}\nmsgid "Clause {i} of document {number}, as adopted"\n'
        f'msgstr "{target(number, i, edits)}"\n'
        for i, edits in enumerate(entries)
    )
    return head + "".join(rows)


def blob(data: str) -> bytes:
    """Return a file of a ``git fast-import`` stream."""
    return f"data {len(data.encode())}\n{data}\n".encode()


def approval(number: int, entry: int, edits: int) -> str:
    """Return a line that approves one entry as it stands."""
    source = f"Clause {entry} of document {number}, as adopted"
    name = fingerprint("fr", None, source, target(number, entry, edits))
    return f"{name}\tlinguistic\treviewer@example.org\t2026-01-31\n"


def target(number: int, entry: int, edits: int) -> str:
    """Return what an entry says after so many edits."""
    return f"Article {entry} du document {number}, version {edits}"


def stream(commits: int, catalogs: int, entries: int) -> list[bytes]:
    """Return a repository as a ``git fast-import`` stream."""
    edits = [[0] * entries for _ in range(catalogs)]
    lines: list[str] = []
    parts = []
    for number in range(commits):
        first = f"from :{number}\n" if number else ""
        merge = f"merge :{number - 5}\n" if number > 5 and number % 10 == 0 else ""
        head = f"commit refs/heads/main\nmark :{number + 1}\n"
        head += f"committer Translator <translator@example.org> {1700000000 + number} +0000\n"
        parts.append(head.encode() + blob("edit") + (first + merge).encode())
        for index in range(catalogs) if number == 0 else [number % catalogs]:
            edits[index][number % entries] += 1
            name = f"M 100644 inline po/fr/d{index}.po\n"
            parts.append(name.encode() + blob(catalog(index, edits[index])))
            if number % 2:
                entry = number % entries
                lines = sorted([*lines, approval(index, entry, edits[index][entry])])
                parts.append(b"M 100644 inline po/fr/approvals.tsv\n" + blob("".join(lines)))
        parts.append(b"\n")
    return parts


def plainly(root: Path) -> tuple[float, int]:
    """Return the seconds that the plain way takes for the first revisions, and their number."""
    import polib

    steps = list(history(root, ["po/fr/*.po"]))
    revisions = [(s.commit.name, path) for s in steps for path in s.blobs][:SAMPLE]
    start = time.perf_counter()
    for name, path in revisions:
        shown = subprocess.run(
            ["git", "show", f"{name}:{path}"], cwd=root, capture_output=True, check=True
        )
        polib.pofile(shown.stdout.decode())
    return time.perf_counter() - start, len(revisions)


def commands(root: Path, catalogs: int, entries: int) -> None:
    """Print the seconds of whole commands: the first time, and with what it remembered."""
    subprocess.run(["git", "reset", "-q", "--hard"], cwd=root, check=True)
    (root / "source").mkdir()
    for number in range(catalogs):
        clauses = (f"Clause {i} of document {number}, as adopted" for i in range(entries))
        (root / f"source/d{number}.txt").write_text("\n\n".join(clauses) + "\n")
    (root / "kms-i18n.yaml").write_text(CONFIG)
    for name, *more in (["check", "--select", "false-binding"], *([x] for x in COMMANDS)):
        seconds = []
        shutil.rmtree(root / ".kms-i18n", ignore_errors=True)
        for _ in range(2):
            start = time.perf_counter()
            call = [sys.executable, "-m", "kms_i18n", "-C", str(root), name, *more]
            done = subprocess.run(call, stdout=subprocess.DEVNULL, check=False)
            seconds.append(time.perf_counter() - start)
            if done.returncode > 1:
                raise SystemExit(f"{name} failed")
        first, second = seconds
        print(
            f"kms-i18n {' '.join([name, *more]):32} {first:8.2f} s, then {second:.2f} s", flush=True
        )


def main() -> None:
    """Make the repository, read it, and print seconds and ratio."""
    commits, catalogs, entries = [*map(int, sys.argv[1:]), *(1000, 100, 100)[len(sys.argv) - 1 :]]
    config = Config("en", (DocumentPattern("source/*.txt"),), {"fr": Locale("fr")})
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        subprocess.run(["git", "init", "-q", "-b", "main", "."], cwd=root, check=True)
        data = b"".join(stream(commits, catalogs, entries))
        subprocess.run(["git", "fast-import", "--quiet"], cwd=root, input=data, check=True)
        start = time.perf_counter()
        found = bindings.read(root, config)
        ours = time.perf_counter() - start
        seconds, count = plainly(root)
        revisions = catalogs + commits - 1
        pairs = len(found.origins["fr"])
        print(f"{commits} commits, {catalogs} catalogs of {entries} entries: {pairs} pairs")
        commands(root, catalogs, entries)
    plain = seconds / count * revisions
    print(f"bindings.read     {ours:8.2f} s")
    print(f"git show + polib  {plain:8.2f} s  ({count} of {revisions} revisions measured)")
    print(f"ratio             {plain / ours:8.1f}")


if __name__ == "__main__":
    main()
