"""Every source-target pair that the catalogs ever held, from Git: who made it, and whether rightly.

Git merges lines. Where one branch fills a msgstr and another rewrites its msgid, a merge can
join the two without a conflict and without a mark: a *false binding*. The history shows it,
because no commit ever held that pair on purpose.
"""

from __future__ import annotations

import json
import re
from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec import Struct, field

from kms_i18n import __version__
from kms_i18n import approvals as ledger
from kms_i18n.errors import RevisionError
from kms_i18n.messages import tr, trn
from kms_i18n.model import Finding, Severity
from kms_i18n.pairs import RULE, Bound, Reader, bound, recorded, recovered
from kms_i18n.text import abbreviate
from kms_i18n.tree import memo
from kms_i18n.tree.log import Blobs, commit, history, reach
from kms_i18n.tree.paths import Glob
from kms_i18n.tree.plumbing import REFUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from kms_i18n.model import Catalog, Config, Entry
    from kms_i18n.pairs import Pieces
    from kms_i18n.tree import Tree
    from kms_i18n.tree.log import Commit, Reach, Step

_NOTE = "bindings"
"""The name under which the pairs that each revision made are remembered."""
_WORTHWHILE = 200
"""Commits from which on anything is remembered; fewer are read in no time."""
_KEPT = 2000
"""Revisions of catalogs that are held in memory at a time."""
_FIELD = re.compile(r"\{(name|suffix|dir)\}")


class Origin(Struct, frozen=True):
    """Where a pair comes from."""

    commit: Commit | None
    """The commit that made it; None: it is not committed."""
    entry: Entry
    suspect: str = ""
    """See ``kms_i18n.pairs.Bound``."""
    former: str = ""
    hidden: bool = False
    """Whether a shallow clone ends at that commit: the pair may be older, and from another author."""


class Bindings(Struct):
    """The pairs of every locale by their fingerprints, as far as the history reaches."""

    origins: dict[str, dict[str, Origin]] = field(default_factory=dict)
    """Locale to fingerprint to origin, oldest first."""
    head: Commit | None = None
    """The last commit; its day is today. None: there is no repository, or no commit."""
    reach: Reach | None = None

    @property
    def note(self) -> str:
        """What limits the history, in words; empty: nothing."""
        if self.reach is None:
            return tr("no Git history here: false bindings and authors are unknown")
        if self.reach.shallow:
            return trn(
                "shallow clone: history was read {n} commit back",
                "shallow clone: history was read {n} commits back",
                self.reach.commits,
            )
        return ""

    def stands(self, locale: str, names: Iterable[str]) -> bool:
        """Return whether one of some pairs, by fingerprint, was made rightly in a commit or here."""
        known = self.origins.get(locale, {})
        return any(name in known and not known[name].suspect for name in names)

    def origin(self, entry: Entry, locale: str) -> Origin | None:
        """Return where an entry's pair comes from; None if it is not committed as finished."""
        return self.origins.get(locale, {}).get(ledger.bind(entry, locale))


def read(root: Path, config: Config) -> Bindings:
    """Return what Git knows of a project's catalogs; nothing where there is no history."""
    try:
        found = _Scan(root, config)
    except RevisionError as error:
        if error.message.startswith(REFUSES):
            raise
        return Bindings()
    return found.bindings


class _Scan:
    """Reads the history once, oldest commit first, and notes each pair where it first stood."""

    def __init__(self, root: Path, config: Config) -> None:
        self.bindings = Bindings(head=commit(root), reach=reach(root))
        self.globs = {code: Glob(_pattern(config, code)) for code in sorted(config.locales)}
        self.reader = Reader()
        self.kept: dict[str, Pieces] = {}
        patterns = [_pattern(config, code) for code in sorted(config.locales)]
        steps = list(history(root, patterns))
        self.known = _recalled(root) if len(steps) >= _WORTHWHILE else {}
        self.fresh: dict[str, list[list[object]]] = {}
        with Blobs(root) as self.blobs:
            for step in steps:
                self._step(step)
        if self.fresh and len(steps) >= _WORTHWHILE:
            rows = {**self.known, **self.fresh}
            lines = (json.dumps(row, ensure_ascii=True) for row in sorted(rows.items()))
            memo.keep(root, _NOTE, __version__, lines)

    def _step(self, step: Step) -> None:
        """Note the pairs that one commit made, locale by locale."""
        merge = len(step.commit.parents) > 1
        for locale, glob in self.globs.items():
            paths = [path for path in sorted(step.blobs) if glob.matches(path)]
            if not paths:
                continue
            olds = [blob for path in paths for blob in step.before[path] if blob]
            news = [blob for path in paths if (blob := step.blobs[path])]
            for made in recovered(self._made(olds, news, merge=merge)):
                self._note(locale, made, step.commit)

    def _made(self, olds: list[str], news: list[str], *, merge: bool) -> list[list[object]]:
        """Return the pairs that some blobs hold and others did not: remembered, or read now.

        It depends on nothing but the contents, which the names of blobs stand for.
        """
        name = sha256(repr((merge, sorted(set(olds)), sorted(set(news)))).encode()).hexdigest()
        if name not in self.known and name not in self.fresh:
            before = [self._pieces(blob) for blob in olds]
            after = frozenset[bytes]().union(*(self._pieces(blob) for blob in news))
            self.fresh[name] = recorded(bound(self.reader, before, after, merge=merge))
        return self.known[name] if name in self.known else self.fresh[name]

    def _note(self, locale: str, made: Bound, where: Commit) -> None:
        """Note a pair; what was made rightly once is right, whatever a merge did elsewhere."""
        known = self.bindings.origins.setdefault(locale, {})
        name = ledger.bind(made.entry, locale)
        if name in known and (made.suspect or not known[name].suspect):
            return
        shallow = bool(self.bindings.reach and self.bindings.reach.shallow)
        hidden = shallow and not where.parents
        known[name] = Origin(where, made.entry, made.suspect, made.former, hidden)

    def _pieces(self, blob: str) -> Pieces:
        """Return a revision of a catalog as pieces; the last ones read stay at hand."""
        if blob not in self.kept:
            self.kept[blob] = self.reader.pieces(self.blobs.read(blob))
            if len(self.kept) > _KEPT:
                del self.kept[next(iter(self.kept))]
        return self.kept[blob]


def _recalled(root: Path) -> dict[str, list[list[object]]]:
    """Return what earlier runs read."""
    return dict(json.loads(line) for line in memo.recall(root, _NOTE, __version__))


def pending(root: Path, bindings: Bindings, catalogs: Mapping[str, Iterable[Catalog]]) -> Bindings:
    """Return the bindings with what stands in the working tree and is in no commit yet.

    ``catalogs`` are those of the working tree by locale. They are held against the last commit
    and, while a merge is going on, against the commit that is merged.
    """
    from kms_i18n.tree import GitTree

    if bindings.head is None:
        return bindings
    reader = Reader()
    trees = []
    for revision in ("HEAD", "MERGE_HEAD"):
        try:
            trees.append(GitTree(root, revision))
        except RevisionError:
            continue
    for locale, some in catalogs.items():
        known = bindings.origins.setdefault(locale, {})
        found = list(some)
        if trees and all(_committed(trees[0], catalog) for catalog in found):
            continue
        before = [
            reader.pieces(tree.read(catalog.path))
            for tree in trees
            for catalog in found
            if tree.exists(catalog.path)
        ]
        after = frozenset[bytes]().union(*(reader.pieces(catalog.data) for catalog in found))
        for made in bound(reader, before, after, merge=len(trees) > 1):
            name = ledger.bind(made.entry, locale)
            known.setdefault(name, Origin(None, made.entry, made.suspect, made.former))
    for tree in trees:
        tree.close()
    return bindings


def _committed(head: Tree, catalog: Catalog) -> bool:
    """Return whether a catalog stands in the last commit as it is here."""
    return head.exists(catalog.path) and head.read(catalog.path) == catalog.data


def findings(
    bindings: Bindings, catalog: Catalog, locale: str, approved: Iterable[str]
) -> Iterator[Finding]:
    """Yield the false bindings among a catalog's entries; an approval settles one.

    ``approved`` are the fingerprints that a valid approval covers.
    """
    confirmed = set(approved)
    for entry in catalog.live:
        origin = bindings.origin(entry, locale)
        if origin is None or not origin.suspect or entry.fuzzy:
            continue
        if ledger.bind(entry, locale) in confirmed:
            continue
        document, _, segment = (entry.references or ("",))[0].rpartition(":")
        yield Finding(
            catalog.path, entry.target_line, 1, RULE, Severity.ERROR, sentence(origin), locale,
            document, segment, ledger.bind(entry, locale),
        )  # fmt: skip


def sentence(origin: Origin) -> str:
    """Return what is wrong with a pair, in words for a translator."""
    where = f"commit {origin.commit.name[:10]}" if origin.commit else "a change not yet committed"
    source = f" for “{abbreviate(origin.former, 60)}”" if origin.former else ""
    if origin.suspect == "merge":
        made = f"merge {origin.commit.name[:10]}" if origin.commit else "the merge going on here"
        was = f"; it was written{source}" if source else ""
        return f"nobody wrote this translation for this source: {made} joined the two{was}"
    return f"this translation was written{source}; {where} put another source above it"


def _pattern(config: Config, locale: str) -> str:
    """Return a glob of every catalog that a locale may have had under today's path pattern."""
    filled = config.catalog.replace("{locale}", locale)
    return _FIELD.sub(lambda found: "**" if _whole(filled, found) else "*", filled)


def _whole(pattern: str, found: re.Match[str]) -> bool:
    """Return whether ``{dir}`` stands alone between slashes, where it may be several folders."""
    before, after = pattern[: found.start()], pattern[found.end() :]
    return found[1] == "dir" and before[-1:] in ("", "/") and after[:1] == "/"
