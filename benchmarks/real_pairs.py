"""Revision pairs with a known answer, from the Git history of translated catalogs.

Two revisions of one catalog are a pair. A message whose text is new in the later one came from the
earlier message whose *translation* the translator kept: an indel similarity of at least 0.75 of the
two translations makes a source, less than 0.45 to every earlier one makes the message new; what lies
between, has no finished translation or a translation that is its text (code), says nothing and is
not scored. A message whose translation is two earlier ones joined is a merge, two whose translations
are parts of an earlier one a split. A source that is still in use in the later revision is a reuse.
"""

from __future__ import annotations

import io
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections import Counter

Texts = list[dict[str, Any]]
Truth = list[dict[str, Any]]
Found = list[list[int]]

SURE = 0.75
NEW = 0.45
PART = 88
"""Least partial ratio, in percent, of a translation that is looked for inside another."""
FEWEST = 5
"""Least sources that a pair must have."""
LEAST = 20
"""Least characters of such a translation."""


def pairs(repository: str, path: str, steps: int) -> list[dict[str, Any]]:
    """Return up to ``steps`` revision pairs of a catalog, evenly over its first-parent history."""
    log = ["git", "-C", repository, "log", "--first-parent", "--format=%H", "--", path]
    commits = subprocess.run(log, check=True, capture_output=True, text=True).stdout.split()[::-1]
    chosen = [commits[round(k * (len(commits) - 1) / steps)] for k in range(steps + 1)]
    made: list[dict[str, Any]] = []
    before: Texts = []
    for commit in dict.fromkeys(chosen):
        after = _messages(repository, commit, path)
        truth = judge(before, after)
        if sum(bool(one["from"]) for one in truth) >= FEWEST:
            made.append(
                {"name": f"{path}@{commit[:10]}", "old": before, "new": after, "truth": truth}
            )
        before = after or before
    return made


def _messages(repository: str, commit: str, path: str) -> Texts:
    """Return the live messages: ``t`` text, ``v`` finished translation, ``d`` document.

    None of a revision that polib cannot read, or that a partial clone does not hold.
    """
    import polib

    show = ["git", "-C", repository, "show", f"{commit}:{path}"]
    data = subprocess.run(show, check=False, capture_output=True).stdout
    with tempfile.NamedTemporaryFile(suffix=".po") as file:
        Path(file.name).write_bytes(data)
        try:
            entries = polib.pofile(file.name, wrapwidth=0)
        except (OSError, UnicodeDecodeError):
            return []
    return [
        {
            "t": " ".join(entry.msgid.split()),
            "v": "" if entry.fuzzy else " ".join(entry.msgstr.split()),
            "d": entry.occurrences[0][0] if entry.occurrences else "",
        }
        for entry in entries
        if not entry.obsolete and entry.msgid.strip() and not entry.msgid_plural
    ]


def judge(old: Texts, new: Texts) -> Truth:
    """Return what is known of new texts: ``j`` index, ``from`` its sources, ``op`` what happened."""
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    known, alive = {one["t"] for one in old}, {one["t"] for one in new}
    pool = [i for i, one in enumerate(old) if one["v"]]
    wanted = [
        j for j, one in enumerate(new) if one["v"] not in {"", one["t"]} and one["t"] not in known
    ]
    if not wanted or not pool:
        return []
    gone = [i for i in pool if old[i]["t"] not in alive]
    parts: dict[int, list[int]] = {}
    found: Truth = []
    for j in wanted:
        text = new[j]["v"]
        scores = process.cdist(
            [text], [old[i]["v"] for i in pool], scorer=Indel.normalized_similarity
        )[0]
        best = float(max(scores))
        if best >= SURE:
            hits = [i for i, score in zip(pool, scores, strict=True) if score >= best - 0.02]
            fresh = [i for i in hits if old[i]["t"] not in alive]
            found.append({"j": j, "from": fresh or hits, "op": "edited" if fresh else "reuse"})
            continue
        inner = [i for i in gone if _inside(old[i]["v"], text)]
        outer = [i for i in gone if _inside(text, old[i]["v"])]
        close = len(inner) > 1 and inner[-1] - inner[0] <= len(inner) + 1
        if close and sum(len(old[i]["v"]) for i in inner) >= 0.7 * len(text):
            found.append({"j": j, "from": inner, "op": "merged"})
        elif outer:
            for i in outer:
                parts.setdefault(i, []).append(j)
        elif best < NEW:
            found.append({"j": j, "from": [], "op": "inserted"})
    for i, pieces in parts.items():
        if len(pieces) > 1 and sum(len(new[j]["v"]) for j in pieces) >= 0.6 * len(old[i]["v"]):
            found += [{"j": j, "from": [i], "op": "split"} for j in pieces]
    return list({one["j"]: one for one in reversed(found)}.values())


def _inside(part: str, whole: str) -> bool:
    from rapidfuzz import fuzz

    return LEAST <= len(part) < len(whole) and fuzz.partial_ratio(part, whole) >= PART


def count(truth: Truth, found: Found, stats: Counter[tuple[str, str]]) -> None:
    """Add one pair to the figures. One of several sources with equal translations is enough."""
    for one in truth:
        got, gold, kind = set(found[one["j"]]), set(one["from"]), one["op"]
        hit = len(got & gold)
        missed = len(gold - got)
        if kind in {"edited", "reuse"}:
            hit, missed = bool(hit), not hit
        for key in (kind,) if kind == "inserted" else (kind, "all"):
            stats[key, "n"] += 1
            stats[key, "hit"] += hit
            stats[key, "false"] += len(got - gold)
            stats[key, "missed"] += missed
            stats[key, "carried"] += bool(got)
            stats[key, "wrong"] += bool(got) and not got & gold


def summary(stats: Counter[tuple[str, str]]) -> str:
    """Return F1 over all and by kind, wrong carries, and suggestions for texts without a source."""
    told = []
    for kind in ("all", "edited", "split", "merged", "reuse"):
        hit, bad = stats[kind, "hit"], stats[kind, "false"] + stats[kind, "missed"]
        told.append(f"{kind} {2 * hit / (2 * hit + bad):.3f}" if hit + bad else f"{kind} -")
    wrong = stats["all", "wrong"] / max(1, stats["all", "carried"])
    unasked = stats["inserted", "carried"] / max(1, stats["inserted", "n"])
    n, without = stats["all", "n"], stats["inserted", "n"]
    return f"{' '.join(told)} | wrong {wrong:.3f} | unasked {unasked:.3f} | n {n} + {without}"


# ── peers ────────────────────────────────────────────────────────────────────────────────────


def _catalog(texts: Texts, *, translated: bool) -> Any:
    """Return a catalog; ``translated``: with a mark in place of each finished translation."""
    import polib

    made = polib.POFile(wrapwidth=0)
    made.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": "fr"}
    first = {one["t"]: index for index, one in reversed(list(enumerate(texts)))}
    for text, index in sorted(first.items(), key=lambda pair: pair[1]):
        told = f"T{index}" if translated and texts[index]["v"] else ""
        made.append(polib.POEntry(msgid=text, msgstr=told))
    return made


def _read(entries: Any, new: Texts) -> Found:
    told = {e.msgid: e.msgstr for e in entries if not e.obsolete and e.msgstr.startswith("T")}
    return [[int(told[one["t"]][1:])] if one["t"] in told else [] for one in new]


def msgmerge(old: Texts, new: Texts) -> Found:
    """Gettext's msgmerge, with fuzzy matching."""
    import polib

    with tempfile.TemporaryDirectory() as folder:
        _catalog(old, translated=True).save(f"{folder}/old.po")
        _catalog(new, translated=False).save(f"{folder}/new.pot")
        command = ["msgmerge", "-q", "--no-wrap", "-o", "out.po", "old.po", "new.pot"]
        subprocess.run(command, cwd=folder, check=True, stderr=subprocess.DEVNULL)
        return _read(polib.pofile(f"{folder}/out.po"), new)


def polib_merge(old: Texts, new: Texts) -> Found:
    """Polib's merge: equal texts alone."""
    catalog = _catalog(old, translated=True)
    catalog.merge(_catalog(new, translated=False))
    return _read(catalog, new)


def babel(old: Texts, new: Texts) -> Found:
    """Babel's Catalog.update, with fuzzy matching."""
    from babel.messages.catalog import Catalog

    first, second = Catalog(), Catalog()
    for entry in _catalog(old, translated=True):
        first.add(entry.msgid, entry.msgstr)
    for entry in _catalog(new, translated=False):
        second.add(entry.msgid)
    first.update(second)
    told = {message.id: message.string for message in first if message.id and message.string}
    return [[int(told[one["t"]][1:])] if one["t"] in told else [] for one in new]


def pot2po(old: Texts, new: Texts) -> Found:
    """The Translate Toolkit's pot2po."""
    import polib
    from translate.convert import pot2po as toolkit

    out = io.BytesIO()
    template = io.BytesIO(str(_catalog(new, translated=False)).encode())
    toolkit.convertpot(template, out, io.BytesIO(str(_catalog(old, translated=True)).encode()))
    return _read(polib.pofile(out.getvalue().decode()), new)


PEERS = {"msgmerge": msgmerge, "polib": polib_merge, "babel": babel, "pot2po": pot2po}
