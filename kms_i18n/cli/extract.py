"""``kms-i18n extract``: extract the segments of the source documents into PO templates."""

from __future__ import annotations

import click

from kms_i18n.cli import apply, work, writing


@click.command(
    epilog="\b\nExamples:\n  kms-i18n extract\n  kms-i18n extract --check    exit 1 if a template is out of date"
)
@click.option("--stdout", "to_stdout", is_flag=True, help="Print the templates; write nothing.")
@writing
def command(*, to_stdout: bool, dry_run: bool, check: bool) -> None:
    """Extract the segments of the source documents into PO templates.

    A segment's text is the msgid; list markers and clause labels are not part of it. References
    are structural (source/mission.txt:c/2), so an inserted line changes no other entry.
    """
    from kms_i18n.upkeep import template

    tree, project = work()
    edits = [template(tree, project, bundle) for bundle in project.bundles]
    if to_stdout:
        for edit in edits:
            click.echo(edit.new, nl=False)
    else:
        apply(tree, edits, dry_run=dry_run, check=check)
