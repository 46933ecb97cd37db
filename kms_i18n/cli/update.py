"""``kms-i18n update``: bring the catalogs up to the source documents."""

from __future__ import annotations

from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING

import click

from kms_i18n.cli import apply, pick, say, work, writing

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from kms_i18n.flow import Updated
    from kms_i18n.results import File
    from kms_i18n.tree import GitTree, WorkTree

_SHOWN = 10
"""Places of lost translations that a refusal names."""


@click.command(
    epilog="\b\nExamples:\n  kms-i18n update\n  kms-i18n update -l fr --dry-run\n  kms-i18n update --accept-loss 2"
)
@click.option("-l", "--locale", "locales", multiple=True, help="Only this locale; repeatable.")
@click.option(
    "--accept-loss",
    "accepted",
    type=click.IntRange(min=0),
    metavar="N",
    default=0,
    help="Go on though up to N committed translations are gone from the catalogs.",
)
@click.option("--explain", is_flag=True, help="Say why each entry got what it got.")
@click.option(
    "--comments", is_flag=True, help="Write kind, class and score of carried texts as #. comments."
)
@writing
def command(
    *,
    locales: tuple[str, ...],
    accepted: int,
    explain: bool,
    comments: bool,
    dry_run: bool,
    check: bool,
) -> None:
    """Bring templates and catalogs up to the source documents.

    Same or moved text keeps its translation byte for byte. An edited text keeps it as fuzzy, with
    the previous source beside it. What left the source becomes obsolete, and comes back when its
    text does. No translation is ever lost.

    A catalog that has lost translations since the last commit (torn, emptied, deleted) is refused
    if their sources are still there: exit 1, and the file stays. Without Git nothing is compared.
    """
    from kms_i18n.fates import Explained, Explanation
    from kms_i18n.workspace import explained, losses, template, updated

    tree, project = work()
    edits = [template(tree, project, bundle) for bundle in project.bundles]
    wanted = pick(project, locales)
    lost: dict[str, list[str]] = {}
    found: list[Explained] = []
    with _committed(tree) as committed:
        for bundle in project.bundles:
            for locale in wanted:
                edit, what = updated(tree, project, bundle, locale, comments=comments)
                edits.append(edit)
                say(f"{locale}  {bundle.name}  {_summary(what)}")
                if explain:
                    found.append(explained(bundle, locale, edit, what))
                if committed is not None and (gone := losses(committed, bundle, edit)):
                    lost[edit.path] = gone
    total = sum(map(len, lost.values()))
    refused = (
        [_refusal(path, gone, total) for path, gone in lost.items()] if total > accepted else []
    )
    stay = {file.path for file in refused}
    kept = [edit for edit in edits if edit.path not in stay]
    result = partial(Explanation, tuple(found)) if explain else None
    apply(tree, kept, dry_run=dry_run, check=check, refused=refused, result=result)


def _summary(what: Updated) -> str:
    """Return what an update did, in a few words."""
    count = what.tally
    parts = {
        "kept": count["same"] + count["respelled"],
        "moved": count["moved"],
        "stale": count["edited"] + count["returned"],
        "split": count["split"],
        "merged": count["merged"],
        "suggested": count["recalled"],
        "new": count["added"],
        "back again": count["revived"],
        "removed": count["removed"],
    }
    return ", ".join(f"{number} {name}" for name, number in parts.items() if number) or "empty"


def _committed(tree: WorkTree) -> AbstractContextManager[GitTree | None]:
    """Return the last commit; None where there is none. Why Git refuses a repository is told."""
    from kms_i18n.errors import RevisionError
    from kms_i18n.tree import last_commit

    try:
        return last_commit(tree.root) or nullcontext()
    except RevisionError as error:
        say(f"note: the catalogs are not compared with the last commit: {error.message}")
        return nullcontext()


def _refusal(path: str, gone: list[str], total: int) -> File:
    """Return that a catalog is refused, with the places of what it lost."""
    from kms_i18n.results import File

    count = f"{len(gone)} translation{'s' * (len(gone) > 1)}"
    named = ", ".join(gone[:_SHOWN])
    more = f" and {len(gone) - _SHOWN} more" if len(gone) > _SHOWN else ""
    return File(
        path,
        "refused",
        f"lost {count} since the last commit, whose sources are still there: {named}{more}. "
        f"Restore it from Git, or go on with --accept-loss {total}",
    )
