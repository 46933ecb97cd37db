"""``kms-i18n report``: write everything about the translations into one HTML file."""

from __future__ import annotations

import click

from kms_i18n.cli import apply, pick, work, writing
from kms_i18n.cli._language import asked


@click.command(
    epilog="\b\nExamples:\n  kms-i18n report\n  kms-i18n report --output public/index.html -l km\n  kms-i18n report --language fr --dry-run"
)
@click.option(
    "--output",
    metavar="PATH",
    default="reports/index.html",
    show_default=True,
    help="The file, in the project's folder.",
)
@click.option("-l", "--locale", "locales", multiple=True, help="Only this locale; repeatable.")
@click.option("--language", metavar="LOCALE", help="What the report itself speaks; else English.")
@click.option("--no-history", is_flag=True, help="Leave out the past, which Git is asked for.")
@writing
def command(
    *,
    output: str,
    locales: tuple[str, ...],
    language: str | None,
    no_history: bool,
    dry_run: bool,
    check: bool,
) -> None:
    """Write one HTML file: verdicts, coverage, history, and every text side by side.

    The file needs no server and loads nothing. Only a report is ever replaced: exit 2 if the path
    holds anything else.
    """
    from kms_i18n.survey import page

    tree, project = work()
    spoken = language or asked()
    edit = page(tree, project, pick(project, locales), output, spoken, past=not no_history)
    apply(tree, [edit], dry_run=dry_run, check=check)
