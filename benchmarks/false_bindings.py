"""How long it takes to read every pair that many catalogs ever held.

    python benchmarks/false_bindings.py [COMMITS] [CATALOGS] [ENTRIES]

Makes a repository in a temporary folder: each commit edits one entry in one catalog, every tenth
is a merge. Prints the seconds of ``bindings.read`` and, in the same run, of the plainest way to
do the same: one ``git show`` per revision of a catalog, read by polib. Their ratio is what counts.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kms_i18n import bindings
from kms_i18n.model import Config, DocumentPattern, Locale
from kms_i18n.tree.log import history

SAMPLE = 100


def catalog(number: int, entries: list[int]) -> str:
    """Return a catalog in which each entry has been edited so many times."""
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    rows = (
        f'\n#: source/d{number}.txt:p{i}\nmsgid "Clause {i} of document {number}, as adopted"\n'
        f'msgstr "Article {i} du document {number}, version {edits}"\n'
        for i, edits in enumerate(entries)
    )
    return head + "".join(rows)


def blob(data: str) -> bytes:
    """Return a file of a ``git fast-import`` stream."""
    return f"data {len(data.encode())}\n{data}\n".encode()


def stream(commits: int, catalogs: int, entries: int) -> list[bytes]:
    """Return a repository as a ``git fast-import`` stream."""
    edits = [[0] * entries for _ in range(catalogs)]
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
    plain = seconds / count * revisions
    print(f"{commits} commits, {catalogs} catalogs of {entries} entries: {pairs} pairs")
    print(f"bindings.read     {ours:8.2f} s")
    print(f"git show + polib  {plain:8.2f} s  ({count} of {revisions} revisions measured)")
    print(f"ratio             {plain / ours:8.1f}")


if __name__ == "__main__":
    main()
