"""``kms-i18n status``: how much is translated."""

from __future__ import annotations

import click

from kms_i18n.cli import EXIT_USAGE, formats, pick, show, work


@click.command(
    epilog="\b\nExamples:\n  kms-i18n status\n  kms-i18n status po/ --format json\n  git ls-files '*.po' | kms-i18n status --files-from -"
)
@click.argument("paths", nargs=-1)
@click.option("-l", "--locale", "locales", multiple=True, help="Only this locale; repeatable.")
@click.option("--files-from", metavar="FILE", help="Read paths from a file, or - for stdin.")
@formats()
def command(
    *, paths: tuple[str, ...], locales: tuple[str, ...], files_from: str | None, format_name: str
) -> None:
    """Show coverage per document and locale, in words and segments.

    With PATHS (PO files or folders) no configuration is needed: their messages are counted as
    `msgfmt --statistics` counts them. A file that cannot be read is reported with its line, the
    others are counted all the same, and the exit code is 2.
    """
    if paths or files_from:
        _catalogs(paths, files_from, format_name)
        return
    from kms_i18n.results import Status
    from kms_i18n.workspace import coverages

    tree, project = work()
    show(format_name, Status(tuple(coverages(tree, project, pick(project, locales)))))


def _catalogs(paths: tuple[str, ...], files_from: str | None, format_name: str) -> None:
    """Count plain PO files; exit 2 if any was refused."""
    from kms_i18n.results import CatalogStatus
    from kms_i18n.workspace import count

    names = list(paths)
    if files_from:
        with click.open_file(files_from, "rb") as lines:
            names += [line.decode(errors="surrogateescape") for line in lines.read().splitlines()]
    counts = tuple(count([name for name in names if name]))
    show(format_name, CatalogStatus(counts))
    if any(found.error for found in counts):
        raise SystemExit(EXIT_USAGE)
