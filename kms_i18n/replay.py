"""The past of a project out of Git: what every revision counted, without a checkout.

Git names the blobs that each commit on the main line brought and took away; every distinct one
is read once, and what it counted is kept below ``.kms-i18n/``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from kms_i18n import __version__, acceptance, approvals, po, words
from kms_i18n.errors import KmsError
from kms_i18n.history import NOTHING, History, Step, Tally, points
from kms_i18n.tree import log, memo, tags

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from kms_i18n.project import Project

    Counted = tuple["Key", "Count"]
    Watch = Callable[[Iterator[Counted]], Iterator[Counted]]

_NOTE = "history"
_FORM = f"{__version__}, 2"
"""What remembered counts were made by; raised when their form changes."""
_LANGUAGE = re.compile(rb'^"Language: *([A-Za-z]{2,3}(?:[_@-][A-Za-z0-9]+)*) *\\n"', re.MULTILINE)
_LOCALE = re.compile(r"[a-z]{2,3}(?:[_-][A-Za-z]{2,4})?(?:@[a-z]+)?")


class Count(NamedTuple):
    """What one blob counted, kept by its name."""

    locale: str
    """As the catalog's header says; empty if it does not."""
    tally: Tally
    readable: bool = True


class Key(NamedTuple):
    """Which blob, counted how."""

    blob: str
    approvals: str = ""
    """Blob of the approvals file that was held against it; empty: none."""
    source: str = ""
    """Language of the source whose words were counted; empty: messages only."""
    locale: str = ""
    """For which locale approvals were looked up."""
    carry: str = ""
    """``typographic``: approvals outlive edits of the source that were accepted."""


def project_history(
    root: Path, project: Project, revision: str = "HEAD", watch: Watch = iter
) -> History:
    """Return the history of a project's catalogs, in words and with approvals.

    ``watch`` is handed the versions while they are read, and hands them on.
    """
    catalogs: dict[str, str] = {}
    words_of: dict[str, str] = {}
    for bundle in project.bundles:
        for locale, path in bundle.catalogs.items():
            catalogs[path] = locale
            words_of[path] = bundle.approvals[locale]
    sources = [document.path for document in project.documents]
    paths = [*catalogs, *words_of.values(), *sources]
    counted = Key("", "", project.config.source_locale, "", project.config.carry)
    return _history(root, paths, revision, catalogs, words_of, counted, watch)


def plain_history(
    root: Path, patterns: Sequence[str], revision: str = "HEAD", watch: Watch = iter
) -> History:
    """Return the history of PO files that globs name, counted as msgfmt counts them."""
    return _history(root, patterns or ("**/*.po",), revision, None, {}, Key(""), watch)


def _history(
    root: Path,
    patterns: Sequence[str],
    revision: str,
    catalogs: Mapping[str, str] | None,
    words_of: Mapping[str, str],
    counted: Key,
    watch: Watch,
) -> History:
    """Return the history along the first parents, so that each point is the tree at a commit.

    ``counted`` says how a blob is counted.
    """
    steps = list(log.history(root, [literal(p) if catalogs else p for p in patterns], revision, first_parent=True))  # fmt: skip
    keyed = list(_keyed(steps, catalogs, words_of, counted))
    counts = _counted(
        root, dict.fromkeys(key for _, gone, come in keyed for _, key in (*gone, *come)), watch
    )
    named = _named(root, [step.commit.name for step in steps], revision)

    def tallies(side: Iterable[tuple[str, Key]]) -> tuple[tuple[str, Tally], ...]:
        return tuple(
            ((catalogs or {}).get(path) or counts[key].locale or _locale(path), counts[key].tally)
            for path, key in side
        )

    found = points(
        Step(step.commit.name, step.commit.day, named.get(step.commit.name, ()), tallies(gone), tallies(come))
        for step, gone, come in keyed
    )  # fmt: skip
    unread = sum(not count.readable for count in counts.values())
    return History(tuple(found), log.reach(root, revision).shallow, unread)


def literal(path: str) -> str:
    """Return a glob that means exactly this path."""
    return re.sub(r"([*?\[])", r"[\1]", path)


def _keyed(
    steps: Sequence[log.Step],
    catalogs: Mapping[str, str] | None,
    words_of: Mapping[str, str],
    counted: Key,
) -> Iterator[tuple[log.Step, list[tuple[str, Key]], list[tuple[str, Key]]]]:
    """Yield each step with the counts that went and came; new approvals recount their catalogs."""
    now: dict[str, str] = {}
    served: defaultdict[str, list[str]] = defaultdict(list)
    for path, words_path in words_of.items():
        served[words_path].append(path)

    def key(path: str) -> Key | None:
        if path not in now:
            return None
        locale = (catalogs or {}).get(path, "")
        held = now.get(words_of.get(path, ""), "")
        return counted._replace(blob=now[path], approvals=held, locale=locale)

    for step in steps:
        touched = {path for path in step.blobs if catalogs is None or path in catalogs}
        touched |= {path for words_path in step.blobs for path in served.get(words_path, ())}
        gone = [(path, old) for path in sorted(touched) if (old := key(path))]
        for path, blob in step.blobs.items():
            if blob is None:
                now.pop(path, None)
            else:
                now[path] = blob
        yield step, gone, [(path, new) for path in sorted(touched) if (new := key(path))]


def _named(root: Path, commits: Sequence[str], revision: str) -> dict[str, tuple[str, ...]]:
    """Return the tags by the point they belong to: the last one at or before the tagged commit."""
    by_commit = tags.tags(root)
    if not by_commit:
        return {}
    wanted, last = set(commits), ""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for commit in tags.trunk(root, revision):
        last = commit if commit in wanted else last
        if last:
            found[last] += by_commit.get(commit, ())
    return {commit: tuple(names) for commit, names in found.items() if names}


def _locale(path: str) -> str:
    """Return the locale that a path names: ``fr`` for ``po/fr.po`` and ``fr/LC_MESSAGES/x.po``."""
    pure = PurePosixPath(path)
    for part in (*reversed(pure.parts[:-1]), pure.stem):
        if _LOCALE.fullmatch(part):
            return part
    return ""


# ── counting each blob once ──────────────────────────────────────────────────────────────────


def _counted(root: Path, keys: Collection[Key], watch: Watch) -> dict[Key, Count]:
    """Return what each blob counts: what is remembered, and the rest read from Git.

    They are asked for in the order of the history: neighbours are packed close to each other.
    """
    known = _recalled(root)
    found = {key: known[key] for key in keys if key in known}
    missing = [key for key in keys if key not in known]
    if missing:
        found.update(watch(_read(root, missing)))
        _keep(root, {**known, **found})
        lacking = Count("", NOTHING, readable=False)  # a partial clone: not to be remembered
        found.update((key, lacking) for key in keys if key not in found)
    return found


def _read(root: Path, keys: Sequence[Key]) -> Iterator[tuple[Key, Count]]:
    """Yield the counts of blobs, read in one go through one process."""
    ledgers = {"": _ledger(b"")}
    by_blob: defaultdict[str, list[Key]] = defaultdict(list)
    with log.Blobs(root) as blobs:
        for key in keys:
            by_blob[key.blob].append(key)
            if key.approvals not in ledgers:
                ledgers[key.approvals] = _ledger(blobs.read(key.approvals))
        for blob, data in blobs.each(by_blob):
            for key in by_blob[blob]:
                yield key, _count(data, key, ledgers[key.approvals])


def _ledger(data: bytes) -> acceptance.Ledger:
    """Return an old approvals file; of one that cannot be read nothing."""
    try:
        return acceptance.Ledger(approvals.parse(data, ""))
    except KmsError:
        return acceptance.Ledger(frozenset())


def _count(data: bytes, key: Key, ledger: acceptance.Ledger) -> Count:
    """Return what one catalog counts; one that cannot be read counts nothing."""
    found = _LANGUAGE.search(data, 0, 4096)
    locale = found[1].decode() if found else ""
    try:
        if not key.source:
            translated, fuzzy, untranslated, _ = po.counts(data)
            return Count(locale, Tally(translated, fuzzy, untranslated))
        catalog = po.parse(data)
    except KmsError:
        return Count(locale, NOTHING, readable=False)
    approved = ledger.covering(
        catalog.entries, key.locale, key.source if key.carry == "typographic" else ""
    )
    sums = [0] * 8
    for entry in catalog.live:
        place = 2 if not entry.translated else 1 if entry.fuzzy else 0
        size = words.count(entry.source, key.source)
        sums[place] += 1
        sums[4 + place] += size
        if place == 0 and approved and approvals.bind(entry, key.locale) in approved:
            sums[3] += 1
            sums[7] += size
    return Count(locale, Tally(*sums))


def _recalled(root: Path) -> dict[Key, Count]:
    """Return what earlier runs counted."""
    found: dict[Key, Count] = {}
    for line in memo.recall(root, _NOTE, _FORM):
        *key, locale, readable = (fields := line.split("\t"))[:7]
        found[Key(*key)] = Count(locale, Tally(*map(int, fields[7:])), readable == "1")
    return found


def _keep(root: Path, counts: Mapping[Key, Count]) -> None:
    """Remember counts for the next run."""
    memo.keep(
        root, _NOTE, _FORM,
        ("\t".join(map(str, (*key, c.locale, int(c.readable), *c.tally))) for key, c in sorted(counts.items())),
    )  # fmt: skip
