"""``kms-i18n diff``: show what changed in the source, and what it does to each locale."""

from __future__ import annotations

from typing import Any

import click

from kms_i18n.cli import EXIT_NO, formats, pick, say, show, work
from kms_i18n.errors import KmsError


@click.command(
    epilog="\b\nExamples:\n  kms-i18n diff\n  kms-i18n diff HEAD~1 --stat\n  kms-i18n diff v1 v2 --format markdown\n  kms-i18n diff -l fr v1 v2      what translators changed\n  kms-i18n diff old.txt new.txt"
)
@click.argument("a", required=False)
@click.argument("b", required=False)
@click.option(
    "-l", "--locale", "locales", multiple=True, help="What changed in this locale; repeatable."
)
@click.option(
    "--word", "form", flag_value="word", default="word", help="Mark the words (the default)."
)
@click.option("--structure", "form", flag_value="structure", help="Leave the texts out.")
@click.option("--stat", "form", flag_value="stat", help="Only count, by kind, class and locale.")
@click.option("--exit-code", is_flag=True, help="Exit 1 if there are differences.")
@click.option(
    "--textconv", metavar="FILE", help="Print a PO file for git diff: an entry a paragraph."
)
@formats("Differences", "Turnover")
def command(
    *,
    a: str | None,
    b: str | None,
    locales: tuple[str, ...],
    form: str,
    exit_code: bool,
    textconv: str | None,
    format_name: str,
) -> None:
    """Show how the source documents changed, segment by segment, with marked words.

    A and B are Git revisions or files. Without A: what changed since the catalogs were last
    updated. Without B: the working tree. Every change has a kind (edited, moved, split, ...) and a
    class (typographic, wording, meaning, structure). Between revisions, what became of each
    translation is added up by locale, and with --locale it is shown text by text with the source
    beside it.
    """
    if textconv is not None:
        _print_listing(textconv)
        return
    result, changed = _compared(a, b, locales, form)
    show(format_name, result)
    if exit_code and changed:
        raise SystemExit(EXIT_NO)


def _compared(
    a: str | None, b: str | None, locales: tuple[str, ...], form: str
) -> tuple[Any, bool]:
    """Return the differences, and whether there are any."""
    from kms_i18n.comparison import differences, file_difference
    from kms_i18n.results import Differences

    pair = None if locales else file_difference(a, b, _source_locale()) if a and b else None
    if pair is not None:
        return Differences((pair,), form=form), bool(pair.deltas)
    from kms_i18n.comparison import compared

    tree, project = work()
    wanted = pick(project, locales)
    turns = compared(tree, project, wanted, a or "HEAD", b) if a or locales else None
    if locales:
        return turns, bool(turns and turns.turns)
    found = tuple(differences(tree, project, a, b))
    return Differences(found, turns, form), any(difference.deltas for difference in found)


def _source_locale() -> str:
    """Return the source's language of the project that the files are compared in; English outside."""
    try:
        return work()[1].config.source_locale
    except KmsError:
        return "en"


def _print_listing(path: str) -> None:
    """Print a PO file's entries; what cannot be read as one is printed as it is.

    Git shows no difference at all if its text converter fails, so this one never does.
    """
    from pathlib import Path

    from kms_i18n import listing, po
    from kms_i18n.text import safe
    from kms_i18n.tree import read_file

    data = read_file(path)
    try:
        click.echo(listing.listed(po.parse(data, Path(path).name)), nl=False)
    except KmsError as error:
        say(f"note: shown as it is: {error}")
        click.echo(safe(data.decode("utf-8", "replace")), nl=False)
