"""Whose each translation is, found by following every catalog through Git, each blob read once."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from kms_i18n import acceptance, approvals, workspace
from kms_i18n.credits import Credit, Credits, Version, follow
from kms_i18n.errors import KmsError
from kms_i18n.pairs import Reader
from kms_i18n.replay import literal
from kms_i18n.tree import log

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from kms_i18n.project import Bundle, Project
    from kms_i18n.tree import WorkTree

_EMPTY = Version({}, {})


def blame(tree: WorkTree, project: Project, locales: Sequence[str]) -> Credits:
    """Return who translated and who approved each text as it stands on disk, and when.

    Raises ``RevisionError`` if there is no repository, or none with a commit.
    """
    shallow = log.reach(tree.root).shallow
    places = [(bundle, locale) for bundle in project.bundles for locale in locales]
    latest = _followed(tree.root, {bundle.catalogs[locale] for bundle, locale in places})
    arrived = _arrived(tree.root, {bundle.approvals[locale] for bundle, locale in places})
    found: list[Credit] = []
    for bundle, locale in places:
        version = latest.get(bundle.catalogs[locale], _EMPTY)
        came = arrived.get(bundle.approvals[locale], {})
        found += _credits(tree, project, bundle, locale, version, came)
    return Credits(tuple(found), shallow)


def _credits(
    tree: WorkTree,
    project: Project,
    bundle: Bundle,
    locale: str,
    latest: Version,
    arrived: Mapping[str, str],
) -> Iterator[Credit]:
    """Yield the credits of one catalog, in the order of its documents."""
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


def _followed(root: Path, paths: Iterable[str]) -> dict[str, Version]:
    """Return the newest committed version of each catalog, with whose each translation is."""
    reader = Reader()
    versions: dict[tuple[str, str | None], Version] = {}
    latest: dict[str, Version] = {}
    with log.Blobs(root) as blobs:
        for step in log.history(root, list(map(literal, sorted(paths)))):
            commit = step.commit
            for path, blob in step.blobs.items():
                if (path, blob) not in versions:
                    before = [versions.get((path, old), _EMPTY) for old in step.before[path]]
                    pieces = reader.pieces(blobs.read(blob, path) if blob else None)
                    live = (entry for entry in reader.entries(pieces) if not entry.obsolete)
                    versions[path, blob] = follow(live, before, commit.name, commit.day, commit.author)  # fmt: skip
                latest[path] = versions[path, blob]
    return latest


def _arrived(root: Path, paths: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return by which commit each approval came, by the file it stands in; each line is read once."""
    found: dict[str, dict[str, str]] = {}
    seen: set[tuple[str, bytes]] = set()
    with log.Blobs(root) as blobs:
        for step in log.history(root, list(map(literal, sorted(paths)))):
            for path, blob in step.blobs.items():
                lines = blobs.read(blob, path).splitlines(keepends=True) if blob else []
                fresh = [line for line in lines if (path, line) not in seen]
                seen.update((path, line) for line in fresh)
                with suppress(KmsError):
                    for word in approvals.parse(b"".join(fresh), path):
                        if word.kind != approvals.ACCEPTED:
                            found.setdefault(path, {}).setdefault(word.fingerprint, step.commit.name)  # fmt: skip
    return found
