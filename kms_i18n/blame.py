"""Whose each translation is, found by following every catalog through Git, each blob read once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n import acceptance, approvals, po, workspace
from kms_i18n.credits import Credit, Credits, Version, follow
from kms_i18n.errors import KmsError
from kms_i18n.replay import literal
from kms_i18n.tree import log

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from kms_i18n.model import Entry
    from kms_i18n.project import Bundle, Project
    from kms_i18n.tree import WorkTree

_EMPTY = Version({}, {})


def blame(tree: WorkTree, project: Project, locales: Sequence[str]) -> Credits:
    """Return who translated and who approved each text as it stands on disk, and when.

    Raises ``RevisionError`` if there is no repository, or none with a commit.
    """
    shallow = log.reach(tree.root).shallow
    found: list[Credit] = []
    arrived: dict[str, dict[str, str]] = {}
    for bundle in project.bundles:
        for locale in locales:
            path = bundle.approvals[locale]
            if path not in arrived:
                arrived[path] = _arrived(tree.root, path)
            found += _credits(tree, project, bundle, locale, arrived[path])
    return Credits(tuple(found), shallow)


def _credits(
    tree: WorkTree, project: Project, bundle: Bundle, locale: str, arrived: dict[str, str]
) -> Iterator[Credit]:
    """Yield the credits of one catalog, in the order of its documents."""
    path = bundle.catalogs[locale]
    latest = _followed(tree.root, path)
    units = workspace.units(tree, project, bundle, locale)
    entries = [unit.entry for unit in units if unit.entry]
    known = workspace.approved(tree, project, bundle, locale, entries)
    lines = workspace.approvals(tree, bundle.approvals[locale])
    before = acceptance.former(lines, entries, locale, project.config.source_locale)
    for unit in units:
        entry = unit.entry
        if entry is None or not entry.translated:
            yield Credit(unit, None, ())
            continue
        old = latest.entries.get(entry.key)
        committed = old is not None and (old.targets, old.fuzzy) == (entry.targets, entry.fuzzy)
        name = approvals.bind(entry, locale)
        came = next((arrived[n] for n in (name, *before.get(name, ())) if n in arrived), "")
        yield Credit(
            unit,
            latest.hands.get(entry.key) if committed else None,
            tuple((word, came) for word in sorted(known.get(name, ()))),
        )


def _followed(root: Path, path: str) -> Version:
    """Return the newest committed version of a catalog, with whose each translation is."""
    versions: dict[str | None, Version] = {None: _EMPTY}
    latest: str | None = None
    with log.Blobs(root) as blobs:
        for step in log.history(root, [literal(path)]):
            latest = step.blobs[path]
            if latest in versions:
                continue
            before = [versions.get(blob, _EMPTY) for blob in step.before[path]]
            commit = step.commit
            entries = _entries(blobs.read(latest, path)) if latest else ()
            versions[latest] = follow(entries, before, commit.name, commit.day, commit.author)
    return versions[latest]


def _entries(data: bytes) -> tuple[Entry, ...]:
    """Return the messages of an old catalog; none of one that cannot be read."""
    try:
        return po.parse(data).live
    except KmsError:
        return ()


def _arrived(root: Path, path: str) -> dict[str, str]:
    """Return by which commit each approval came."""
    found: dict[str, str] = {}
    with log.Blobs(root) as blobs:
        for step in log.history(root, [literal(path)]):
            blob = step.blobs[path]
            if blob:
                try:
                    words = approvals.parse(blobs.read(blob, path), path)
                except KmsError:
                    continue
                for word in words:
                    if word.kind == approvals.ACCEPTED:
                        continue
                    found.setdefault(word.fingerprint, step.commit.name)
    return found
