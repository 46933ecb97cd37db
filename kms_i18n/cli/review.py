"""``kms-i18n review``: show what waits for a reviewer."""

from __future__ import annotations

from typing import Any

import click

from kms_i18n.cli import formats, pick, show, work
from kms_i18n.cli._review import said, speaking


@click.command(
    epilog="\b\nExamples:\n  kms-i18n review\n  kms-i18n review -l fr --by reviewer@example.org --kind legal"
)
@click.option("-l", "--locale", "locales", multiple=True, help="Only this locale; repeatable.")
@speaking
@formats("Review")
def command(*, locales: tuple[str, ...], format_name: str, **values: Any) -> None:
    """Show what waits for a reviewer: finished translations that they have not approved.

    Where they approved an earlier version, what changed since is marked, in the source and in the
    translation.
    """
    from kms_i18n.review import waiting

    tree, project = work()
    word = said(tree, project, values, "")
    show(format_name, waiting(tree, project, pick(project, locales), word))
