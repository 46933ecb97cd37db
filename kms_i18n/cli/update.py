"""``kms-i18n update``: bring templates and catalogs up to the source documents."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

import click

from kms_i18n.cli import apply, pick, say, work, writing
from kms_i18n.messages import tr, trn

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
@writing
def command(*, locales: tuple[str, ...], accepted: int, dry_run: bool, check: bool) -> None:
    """Bring templates and catalogs up to the source documents.

    Same or moved text keeps its translation byte for byte. An edited text keeps it as fuzzy, with
    the previous source beside it. What left the source becomes obsolete, and comes back when its
    text does. No translation is ever lost.

    A catalog that has lost translations since the last commit (torn, emptied, deleted) is refused
    if their sources are still there: exit 1, and the file stays. Without Git nothing is compared.
    """
    from kms_i18n.workspace import losses, template, updated

    tree, project = work()
    edits = [template(tree, project, bundle) for bundle in project.bundles]
    wanted = pick(project, locales)
    lost: dict[str, list[str]] = {}
    with _committed(tree) as committed:
        for bundle in project.bundles:
            for locale in wanted:
                edit, what = updated(tree, project, bundle, locale)
                edits.append(edit)
                say(f"{locale}  {bundle.name}  {_summary(what)}")
                if committed is not None and (gone := losses(committed, bundle, edit)):
                    lost[edit.path] = gone
    total = sum(map(len, lost.values()))
    refused = (
        [_refusal(path, gone, total) for path, gone in lost.items()] if total > accepted else []
    )
    stay = {file.path for file in refused}
    kept = [edit for edit in edits if edit.path not in stay]
    apply(tree, kept, dry_run=dry_run, check=check, refused=refused)


def _summary(what: Updated) -> str:
    """Return what an update did, in a few words."""
    parts = [
        (what.kept, tr("{n} kept", n=what.kept)),
        (what.moved, tr("{n} moved", n=what.moved)),
        (what.edited, tr("{n} stale", n=what.edited)),
        (what.added, tr("{n} new", n=what.added)),
        (what.revived, tr("{n} back again", n=what.revived)),
        (what.removed, tr("{n} removed", n=what.removed)),
    ]
    return ", ".join(said for count, said in parts if count) or tr("empty")


def _committed(tree: WorkTree) -> AbstractContextManager[GitTree | None]:
    """Return the last commit; None where there is none. Why Git refuses a repository is told."""
    from kms_i18n.errors import RevisionError
    from kms_i18n.tree import last_commit

    try:
        return last_commit(tree.root) or nullcontext()
    except RevisionError as error:
        why = error.message
        say(tr("note: the catalogs are not compared with the last commit: {why}", why=why))
        return nullcontext()


def _refusal(path: str, gone: list[str], total: int) -> File:
    """Return that a catalog is refused, with the places of what it lost."""
    from kms_i18n.results import File

    named = ", ".join(gone[:_SHOWN])
    if len(gone) > _SHOWN:
        named = tr("{names} and {n} more", names=named, n=len(gone) - _SHOWN)
    reason = trn(
        "lost {n} translation since the last commit, whose sources are still there: {names}. "
        "Restore it from Git, or go on with {option}",
        "lost {n} translations since the last commit, whose sources are still there: {names}. "
        "Restore it from Git, or go on with {option}",
        len(gone), names=named, option=f"--accept-loss {total}",
    )  # fmt: skip
    return File(path, "refused", reason)
