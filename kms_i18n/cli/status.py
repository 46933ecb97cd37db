"""``kms-i18n status``: show how much is translated, per document and locale."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

import click

from kms_i18n.cli import EXIT_USAGE, formats, pick, progress, say, show, work

if TYPE_CHECKING:
    from kms_i18n.cache import Cache

_WORTHWHILE = 100
"""Catalogs from which on a project gets a cache; fewer are counted in no time."""


@click.command(
    epilog="\b\nExamples:\n  kms-i18n status\n  kms-i18n status po/ --format json\n  git ls-files '*.po' | kms-i18n status --files-from -"
)
@click.argument("paths", nargs=-1)
@click.option("-l", "--locale", "locales", multiple=True, help="Only this locale; repeatable.")
@click.option("--files-from", metavar="FILE", help="Read paths from a file, or - for stdin.")
@click.option("--words", is_flag=True, help="With PATHS: count the words of the sources, too.")
@click.option("--target", is_flag=True, help="Of the project: count the words and characters of the translations, too.")  # fmt: skip
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="Processes that count PATHS; more than one pays from some 50 MB on.",
)
@click.option("--cache", metavar="DIR", help="Remember counts of PATHS in DIR/.kms-i18n.")
@click.option("--no-cache", is_flag=True, help="Count PATHS anew; neither read nor write a cache.")
@formats("Status", "CatalogStatus")
def command(  # noqa: PLR0913  (one for each option)
    *,
    paths: tuple[str, ...],
    locales: tuple[str, ...],
    files_from: str | None,
    words: bool,
    target: bool,
    jobs: int,
    cache: str | None,
    no_cache: bool,
    format_name: str,
) -> None:
    """Show coverage per document and locale, in words and segments.

    With PATHS (PO files or folders) no configuration is needed: their messages are counted as
    `msgfmt --statistics` counts them. A file that cannot be read is reported with its line, the
    others are counted all the same, and the exit code is 2. Inside a project with 100 catalogs
    or more the counts are remembered in its .kms-i18n folder, which can be deleted at any time.
    Characters are counted without zero-width spaces; words of languages that set none apart are
    counted by dictionary where the extra `icu` is installed, else estimated and marked `~`.
    """
    if target and (paths or files_from):
        raise click.UsageError("--target belongs to the project; of PATHS the sources are counted")
    if not (paths or files_from):
        from kms_i18n.results import Status
        from kms_i18n.workspace import coverages

        tree, project = work()
        found = tuple(coverages(tree, project, pick(project, locales), target=target))
        notes: tuple[str, ...] = ()
        if tree.exists(project.config.overrides):
            from kms_i18n.grounds import exceptions

            notes = exceptions(tree, project)
        show(format_name, Status(found, notes))
        return
    from kms_i18n.counting import catalog_files, count
    from kms_i18n.results import CatalogStatus

    names = list(catalog_files([*paths, *_listed(files_from)]))
    memory = None if no_cache or words else _memory(cache, len(names))
    counted = count(names, with_words=words, jobs=jobs, memory=memory)
    rows = tuple(progress(counted, "catalogs counted"))
    show(format_name, CatalogStatus(rows))
    if any(map(attrgetter("error"), rows)):
        raise SystemExit(EXIT_USAGE)


def _listed(files_from: str | None) -> list[str]:
    """Return the paths of a list, one a line; empty lines name nothing."""
    if not files_from:
        return []
    from kms_i18n.errors import KmsError

    try:
        with click.open_file(files_from, "rb") as file:
            lines = file.read().splitlines()
    except OSError as error:
        hint = "Check the name after --files-from."
        why = error.strerror
        raise KmsError("cannot be read: {why}", path=files_from, hint=hint, why=why) from None
    return [line.decode(errors="surrogateescape") for line in lines if line]


def _memory(folder: str | None, catalogs: int) -> Cache | None:
    """Return the cache that was asked for, or that of the project if it is worth while."""
    from kms_i18n import cache

    if folder is not None:
        return cache.Cache(f"{folder}/{cache.FOLDER}", say)
    if catalogs < _WORTHWHILE:
        return None
    import os
    from contextlib import suppress
    from pathlib import Path

    from kms_i18n.errors import KmsError
    from kms_i18n.project import find

    directory, config = click.get_current_context().find_root().obj
    with suppress(KmsError):
        root = find(Path(directory), config).path
        if os.access(root, os.W_OK):
            return cache.Cache(f"{root}/{cache.FOLDER}", say)
    return None
