"""The options that approve, revoke and review share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kms_i18n.errors import KmsError
from kms_i18n.model import State

if TYPE_CHECKING:
    from kms_i18n.project import Project
    from kms_i18n.review import Selection, Word
    from kms_i18n.tree import WorkTree


def speaking(command: Any) -> Any:
    """Add who speaks, of what kind, and when."""
    by = click.option("--by", "reviewer", default="", help="Who; without it, Git's user.email.")
    date = click.option(
        "--date",
        type=click.DateTime(["%Y-%m-%d"]),
        help="When: YYYY-MM-DD; without it, the day of the last commit.",
    )
    kind = click.option("--kind", default="linguistic", show_default=True, help="What is reviewed.")
    return by(date(kind(command)))


def selecting(command: Any) -> Any:
    """Add the options that say which segments are meant."""
    states = [state.label for state in State]
    options = [
        click.argument("segments", nargs=-1),
        click.option(
            "-l", "--locale", "locales", multiple=True, required=True, help="Locale; repeatable."
        ),
        click.option("--document", "documents", multiple=True, metavar="PATH", help="Only in this document; repeatable."),
        click.option("--state", "states", multiple=True, type=click.Choice(states), help="Only in this state; repeatable."),
        click.option("--rule", "rules", multiple=True, metavar="RULE", help="Only where this check finds something; repeatable."),
        click.option("--since", default="", metavar="REV", help="Only what changed after this revision."),
        click.option("--modified-after-review", "modified", is_flag=True, help="Only what was approved once and changed since."),
        click.option("--from", "source", metavar="FILE", help="Read SEGMENTS from a file, one a line; - is stdin."),
    ]  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def selection(values: dict[str, Any], *, everything: bool = False) -> Selection:
    """Return the selection that the options mean. Raises ``KmsError`` if they mean nothing."""
    from kms_i18n.review import Selection

    segments = [*values["segments"]]
    if values["source"]:
        with click.open_file(values["source"], "rb") as lines:
            text = lines.read().decode("utf-8", "replace")
        rows = [line.strip() for line in text.splitlines()]
        segments += [row for row in rows if row and not row.startswith("#")]
    states = tuple(state for state in State if state.label in values["states"])
    found = Selection(
        tuple(segments), values["documents"], states, values["rules"], values["since"],
        values["modified"], everything,
    )  # fmt: skip
    if found == Selection():
        hint = "Name segments such as c/2, or choose them with --document, --state, --since, …"
        raise KmsError("no segments are named", hint=hint)
    return found


def said(tree: WorkTree, project: Project, values: dict[str, Any], note: str) -> Word:
    """Return the reviewer's word that the options mean."""
    from kms_i18n.review import word

    day = f"{values['date']:%Y-%m-%d}" if values["date"] else ""
    return word(tree, project, values["kind"], values["reviewer"], day, note)
