"""Damaged catalogs without end: the reader and the writer are held against their laws on each.

    python -m tests.fuzz_po [--n 100000] [--seed 11] [--msgfmt K] [--written W] [--jobs J]

Files are mutants of tests/corpus/po and, where it is present, of the corpus of public test suites.
Every K-th one is read by msgfmt too (0: none). Then catalogs of random texts are written, changed and
read back, and given to ``msgfmt --check``. Exit 1 if a law broke; each culprit is shown.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from kms_i18n import po
from kms_i18n.errors import CatalogError
from tests.corpus.po import awkward
from tests.oracles import msgfmt, public

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kms_i18n.model import Catalog, Entry

LARGEST = 20_000
"""Larger files of the corpora are left out: their size is what is awkward about them."""
SHOWN = 20
"""So many culprits are shown."""
PIECES = [
    b'"', b"\\", b"\n", b"\r", b"\r\n", b"\0", b"\xff", b"\xef\xbb\xbf", b" ", b"\t", b"#", b"#~ ",
    b"#| ", b"#~| ", b"#, fuzzy\n", b"#, c-format\n", b"#,", b"#:", b"#.", b"#!", b"#= ", b"# x\\\n",
    b"msgid", b"msgid ", b'msgid ""\n', b"msgstr", b'msgstr ""\n', b'msgctxt ""\n', b'msgctxt "x"\n',
    b'msgid_plural "p"\n', b'msgstr[0] ""\n', b'msgstr[1] "y"\n', b"[10]", b"[", b"]", b'domain "d"\n',
    b'""\n', b'"x"\n', b"\\n", b'\\"', b"\\\\", b"\\q", b"\\101", b"\\x41", b"\\xe9", b"\\0", b"\\\n",
    b'msgid "a"\nmsgstr "b"\n', b'#~ msgid "z"\n#~ msgstr "y"\n', b"<<<<<<< a\n", b"=======\n",
    b"charset=", b"UTF-8", b"ISO-8859-1", b"CHARSET", b"SHIFT_JIS", b"rot13", b"utf-16", b"EUC-JP",
    "\u00a0".encode(), "\u2028".encode(), "\u200b".encode(), "“".encode(), "ខ្មែរ".encode(), b"\xe9",
    "\u0660".encode(), b"\f", b"\v", b"\x1a", b"\x1b", b"\x85", b"\x5c", b"//", b"$", b"_", b"0", b"9",
]  # fmt: skip
TEXTS = [
    "", " ", "a", "b\n", "\n", "ខ្មែរ\u200b", "«\u00a0x\u00a0»", '"', "\\", "\\n", "#~", "a\tb", "é",
    "long " * 40, "x" * 100, "msgid", "\x1b[31m", "\r", "日本", "a\nb\nc", "\u2028",
]  # fmt: skip
ONE_LINE = [text for text in TEXTS if not re.search("[\n\r]", text) and text == text.strip()]


class Culprit(NamedTuple):
    """A file on which a law broke."""

    law: str
    data: bytes
    detail: str


class Outcome(NamedTuple):
    """What a run saw."""

    files: int
    accepted: int
    edits: int
    compared: int
    """Files that msgfmt read too."""
    rows: Counter[str]
    """How many of those made use of each reasoned disagreement."""
    culprits: list[Culprit]


class LawError(Exception):
    """A law broke; says which, and how."""


def corpus() -> list[bytes]:
    """Return the files to damage, in an order that is the same everywhere."""
    files = [case.data for case in awkward.CASES] + [public.read(row) for row in public.rows()]
    return [data for data in files if len(data) <= LARGEST]


def mutant(chance: random.Random, files: Sequence[bytes]) -> bytes:
    """Return a file of the corpus with one to four pieces of damage."""
    data = chance.choice(files)
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4))):
        data = chance.choice(_DAMAGES)(chance, data, files)
    return data


def _insert(chance: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + chance.choice(PIECES) + data[at:]


def _insert_line(chance: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    lines = data.split(b"\n")
    lines.insert(chance.randint(0, len(lines)), chance.choice(PIECES).rstrip(b"\n"))
    return b"\n".join(lines)


def _remove(chance: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + data[at + chance.choice((1, 1, 1, 2, 5, 20)) :]


def _remove_line(chance: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    lines = data.split(b"\n")
    del lines[chance.randrange(len(lines))]
    return b"\n".join(lines)


def _replace(chance: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


def _swap_lines(chance: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    lines = data.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def _repeat(chance: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    lines = data.split(b"\n")
    start = chance.randrange(len(lines))
    lines[start:start] = lines[start : start + chance.randint(1, 4)]
    return b"\n".join(lines)


def _graft(chance: random.Random, data: bytes, files: Sequence[bytes]) -> bytes:
    other = chance.choice(files)
    at, start = chance.randint(0, len(data)), chance.randint(0, len(other))
    return data[:at] + other[start : start + chance.choice((20, 80, 400))] + data[at:]


def _cut(chance: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    return data[: chance.randint(0, len(data))]


def _exchange(chance: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Replace one piece by another wherever it stands."""
    pairs = [
        (b"\n", b"\r\n"), (b"\r\n", b"\n"), (b"\n", b" "), (b'"\n"', b'" "'), (b'"\n', b'"\n\n'),
        (b"UTF-8", b"ISO-8859-1"), (b"UTF-8", b"GBK"), (b"charset=", b"x="), (b"#~ ", b""),
        (b"\nmsg", b"\n#~ msg"), (b"#|", b"#~|"), (b"#, ", b"#,"), (b"#", b"#~ #"), (b' "', b'"'),
    ]  # fmt: skip
    return data.replace(*chance.choice(pairs))


_DAMAGES = [
    _insert, _insert, _insert, _insert_line, _insert_line, _remove, _remove, _remove_line,
    _replace, _replace, _swap_lines, _repeat, _graft, _cut, _exchange,
]  # fmt: skip


# ── the laws ──


def read(data: bytes) -> tuple[Catalog | None, str]:
    """Return the catalog, or None and the message of the refusal. Raises ``LawError``."""
    try:
        return po.parse(data, "x.po"), ""
    except CatalogError as error:
        lines = data.count(b"\n") + 1
        if not (1 <= error.line <= lines and error.column >= 1 and error.path == "x.po"):
            raise LawError(f"refused outside the file: {error.where} of {lines} lines") from error
        return None, error.message


def hold_identity(catalog: Catalog, entries: Sequence[Entry]) -> None:
    """Hold I1: what is read and written back is the same bytes. Raises ``LawError``."""
    if po.compose(catalog, catalog.entries) != catalog.data:
        raise LawError("composing all entries changes the file")
    for entry in entries:
        fields = said(entry)
        fields["fuzzy"] = "fuzzy" in fields.pop("flags")
        start, end = entry.span
        if po.revise(catalog, entry, **fields) != catalog.data[start:end]:
            raise LawError(f"an edit that changes nothing changes line {entry.line}")


def said(entry: Entry) -> dict[str, Any]:
    """Return every field of an entry but its place."""
    places = {"span", "line", "target_line"}
    return {name: getattr(entry, name) for name in entry.__struct_fields__ if name not in places}


def hold_edit(catalog: Catalog, entry: Entry, changes: dict[str, Any]) -> None:
    """Hold I2: an edit re-reads as that change and nothing else. Raises ``LawError``.

    What the character set cannot hold, and a key that exists already, may be refused.
    """
    index = catalog.entries.index(entry)
    before = [said(each) for each in catalog.entries]
    keys = {each.key for each in catalog.entries} - {entry.key}
    key = (changes.get("context", entry.context), changes.get("source", entry.source))
    try:
        edited = po.edit(catalog, entry, **changes)
    except CatalogError as error:
        if catalog.charset != "utf-8" and "cannot be written in" in error.message:
            return
        raise LawError(f"an edit is refused: {changes} of line {entry.line}: {error}") from error
    start, end = entry.span
    if edited[:start] != catalog.data[:start] or not edited.endswith(catalog.data[end:]):
        raise LawError(f"bytes outside the entry changed: {changes} of line {entry.line}")
    try:
        after = po.parse(edited, "x.po")
    except CatalogError as error:
        if key in keys:
            return
        raise LawError(f"unreadable after {changes} of line {entry.line}: {error}") from error
    before[index] |= expected(entry, changes)
    for old, new in zip(map(_bare, before), map(_bare, map(said, after.entries)), strict=False):
        if old != new:
            names = [name for name in old if old[name] != new[name]]
            shown = {name: (old[name], new[name]) for name in names}
            raise LawError(f"{changes} of line {entry.line} became {shown}")
    if len(after.entries) != len(before):
        raise LawError(f"{changes} of line {entry.line} made another number of entries")


def _bare(fields: dict[str, Any]) -> dict[str, Any]:
    """Return fields without the blank that keeps a comment from joining the next line to it."""
    names = ("translator_comments", "extracted_comments")
    return fields | {n: tuple(re.sub(r"\\ \Z", r"\\", t) for t in fields[n]) for n in names}


def expected(entry: Entry, changes: dict[str, Any]) -> dict[str, Any]:
    """Return the changed fields as they read afterwards."""
    fields = dict(changes)
    if "fuzzy" in fields:
        wanted = fields.pop("fuzzy")
        rest = tuple(flag for flag in entry.flags if flag != "fuzzy")
        if wanted != entry.fuzzy:
            fields["flags"] = ("fuzzy", *rest) if wanted else rest
    return fields


def change(chance: random.Random, entry: Entry) -> dict[str, Any]:
    """Return one field to change, now and then two."""
    makers = {
        "targets": lambda: tuple(chance.choice(TEXTS) for _ in entry.targets),
        "fuzzy": lambda: chance.random() < 0.5,
        "extracted_comments": lambda: tuple(chance.sample(ONE_LINE, chance.randint(0, 2))),
        "translator_comments": lambda: tuple(chance.sample(ONE_LINE, chance.randint(0, 2))),
        "references": lambda: tuple(chance.sample(["a:1", "b.txt:c/2", "ខ:3", "a b:4"], 2)),
        "previous_source": lambda: chance.choice(TEXTS),
        "context": lambda: chance.choice([None, *TEXTS]),
        "source": lambda: chance.choice(TEXTS[1:]),
        "obsolete": lambda: not entry.obsolete,
    }
    names = [name for name in makers if not (entry.is_header and name in _HEADER_KEEPS)]
    return {name: makers[name]() for name in chance.sample(names, chance.choice((1, 1, 1, 2)))}


_HEADER_KEEPS = {"targets", "context", "source", "obsolete"}
"""Changing these of a header changes how the file is read, and that is no fault."""


@cache
def _allowed() -> list[tuple[str, re.Pattern[str]]]:
    return [(row.name, re.compile(row.refusal)) for row in msgfmt.ROWS.values() if row.refusal]


def examine(data: bytes, chance: random.Random, *, ask: bool) -> tuple[int, int, list[str]]:
    """Hold every law on one file; return accepted, edits, and the disagreements it makes use of.

    Raises ``LawError``, or whatever the program should not have raised.
    """
    catalog, refusal = read(data)
    edits = 0
    if catalog is not None:
        entries = list(catalog.entries)
        chosen = chance.sample(entries, min(len(entries), 6))
        hold_identity(catalog, chosen)
        for entry in chosen[:2]:
            hold_edit(catalog, entry, change(chance, entry))
            edits += 1
    rows: list[str] = []
    if ask:
        answer = msgfmt.ask(data)
        if wrong := msgfmt.disagreement(data, answer, refusal, catalog):
            raise LawError(wrong)
        if catalog is not None:
            rows = sorted(msgfmt.expected(catalog).rows)
        elif not answer.refused:
            rows = [name for name, pattern in _allowed() if pattern.search(refusal)][:1]
    return int(catalog is not None), edits, rows


def run(numbers: range, seed: int, every: int) -> Outcome:
    """Return what came of the mutants with these numbers; each has its own seed."""
    files = corpus()
    accepted = edits = compared = 0
    rows: Counter[str] = Counter()
    culprits: list[Culprit] = []
    for number in numbers:
        chance = random.Random(f"{seed} {number}")
        data = mutant(chance, files)
        ask = bool(every) and number % every == 0
        compared += ask
        try:
            found = examine(data, chance, ask=ask)
        except LawError as error:
            culprits.append(Culprit(f"#{number}", data, str(error)))
            continue
        except Exception as error:  # noqa: BLE001  (that there is none is what is tested)
            culprits.append(Culprit(f"#{number}", data, f"{type(error).__name__}: {error}"))
            continue
        accepted += found[0]
        edits += found[1]
        rows.update(found[2])
    return Outcome(len(numbers), accepted, edits, compared, rows, culprits)


# ── the writer ──

ENTRIES = 20
"""So many entries has a written catalog."""
ALPHABET = [
    *"abc XYZ 019 \"\\'#~|[]%{}<>&$,.;:-/", *"\n\n\t\r\a\b\f\v\x1b\x01\x7f\x85", *"éàœ«»’\u00a0\u202f",
    *"កខគឃង្មែរាំ។ៗ៛០៩\u200b\u17d2", *"日本語한국ไทยעבر\u202e\u2066\u2069\u2028\ufeff\u0301\u200d🇰👩",
    "msgid ", "msgstr", "#, fuzzy", "charset=rot13", "https://example.org/", "word " * 20, "x" * 90,
]  # fmt: skip


def text(chance: random.Random, edges: tuple[bool, bool]) -> str:
    """Return a random text that begins and ends with a line end as ``edges`` says."""
    middle = "".join(chance.choices(ALPHABET, k=chance.choice((1, 3, 10, 60)))).strip("\n") or "x"
    return "\n" * edges[0] + middle + "\n" * edges[1]


def fields(chance: random.Random, number: int) -> dict[str, Any]:
    """Return the fields of a random entry; the number in its context makes its key its own."""
    edges = (chance.random() < 0.2, chance.random() < 0.2)
    plural = chance.random() < 0.3
    made: dict[str, Any] = {
        "context": f"{number} {text(chance, (False, False))}",
        "source": text(chance, edges),
        "targets": tuple(text(chance, edges) for _ in range(1 + plural)),
        "source_plural": text(chance, edges) if plural else None,
        "obsolete": chance.random() < 0.1,
    }
    line = re.compile("[\n\r]")
    for name in ("translator_comments", "extracted_comments"):
        made[name] = tuple(
            f"{line.sub(' ', text(chance, (False, False)))}." for _ in range(chance.randint(0, 2))
        )
    if chance.random() < 0.3:
        made["previous_source"] = text(chance, edges)
        made["flags"] = ("fuzzy",)
    return made


def write(number: int, seed: int, *, ask: bool) -> None:
    """Hold the writer's laws on one catalog of random texts. Raises ``LawError``."""
    chance = random.Random(f"{seed} written {number}")
    wanted = [fields(chance, index) for index in range(ENTRIES)]
    header = {"Project-Id-Version": "x", "PO-Revision-Date": "2026-01-01 00:00+0000"}
    header |= {"Last-Translator": "Translator <translator@example.org>", "Language-Team": "Khmer"}
    header |= {"Language": "km", "Plural-Forms": "nplurals=2; plural=n != 1;"}
    style = po.Style(chance.choice(("\n", "\r\n")), chance.choice((79, 79, 76, 0)))
    data = po.new_catalog(header, [po.write_entry(**each, style=style) for each in wanted])
    catalog = po.parse(data, "x.po")
    for entry, each in zip(catalog.entries[1:], wanted, strict=True):
        if differs := {name for name, value in each.items() if getattr(entry, name) != value}:
            raise LawError(f"written otherwise than read: {differs} of {each}")
    index = chance.randrange(ENTRIES)
    new = fields(chance, index)
    del new["source_plural"], new["obsolete"]
    plural = wanted[index]["source_plural"] is not None
    new["targets"] = (new["targets"] * 2)[: 1 + plural]
    new["fuzzy"] = bool(new.pop("flags", ()))
    if plural:
        new["source_plural"] = new["source"]
    hold_edit(catalog, catalog.entries[1 + index], new)
    edited = po.edit(catalog, catalog.entries[1 + index], **new)
    if ask and (said := msgfmt.check(edited)):
        raise LawError(f"msgfmt --check: {said}")


def written(numbers: range, seed: int, every: int) -> Outcome:
    """Return what came of the catalogs with these numbers."""
    culprits = []
    for number in numbers:
        try:
            write(number, seed, ask=bool(every))
        except Exception as error:  # noqa: BLE001  (that there is none is what is tested)
            culprits.append(Culprit(f"written {number}", b"", f"{type(error).__name__}: {error}"))
    return Outcome(len(numbers), len(numbers), 0, 0, Counter(), culprits)


# ── the program ──


def _parts(count: int, jobs: int) -> Iterator[range]:
    size = max(1, min(1000, count // max(jobs, 1)))
    for start in range(0, count, size):
        yield range(start, min(count, start + size))


def _all(
    work: Callable[[range, int, int], Outcome], count: int, seed: int, every: int, jobs: int
) -> Iterator[Outcome]:
    parts = list(_parts(count, jobs))
    if jobs < 2:
        yield from (work(part, seed, every) for part in parts)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(jobs) as pool:
        count = len(parts)
        yield from pool.map(work, parts, [seed] * count, [every] * count)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run and tell; exit 1 if a law broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz_po", description=__doc__)
    parser.add_argument("--n", type=int, default=100_000, help="how many mutants")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--msgfmt", type=int, default=1, help="every K-th; 0: none")
    parser.add_argument("--written", type=int, help="how many catalogs; without it n / 50")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args(arguments)
    kept = (options.seed, options.msgfmt, options.jobs)
    damaged = total(_all(run, options.n, *kept))
    count = options.n // 50 if options.written is None else options.written
    made = total(_all(written, count, *kept))
    broken = len(damaged.culprits)
    print(
        f"seed {options.seed}, {len(corpus())} files to damage, {len(public.rows())} of them public"
    )
    refused = damaged.files - damaged.accepted - broken
    print(
        f"{damaged.files} mutants: {damaged.accepted} accepted, {refused} refused, {broken} broke a law"
    )
    print(
        f"{damaged.edits} edits read back; {damaged.compared} mutants compared with msgfmt, of these on the list:"
    )
    for name, times in sorted(damaged.rows.items()):
        print(f"  {times:6} {name}")
    checked = "each accepted by msgfmt --check" if options.msgfmt else "msgfmt not asked"
    print(
        f"{made.files} catalogs of {ENTRIES} random entries written, changed and read back, {checked}; {len(made.culprits)} broke a law"
    )
    return int(bool(damaged.culprits or made.culprits))


def total(outcomes: Iterator[Outcome]) -> Outcome:
    """Return the sum of outcomes; culprits are shown as they come."""
    numbers = [0, 0, 0, 0]
    rows: Counter[str] = Counter()
    culprits: list[Culprit] = []
    for found in outcomes:
        numbers = [old + new for old, new in zip(numbers, found[:4], strict=True)]
        rows.update(found.rows)
        for culprit in found.culprits:
            culprits.append(culprit)
            if len(culprits) <= SHOWN:
                print(
                    f"{culprit.law}: {culprit.detail:.700}\n    {culprit.data!r:.1500}", flush=True
                )
    return Outcome(numbers[0], numbers[1], numbers[2], numbers[3], rows, culprits)


if __name__ == "__main__":
    sys.exit(main())
