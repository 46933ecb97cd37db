"""``kms-i18n update``: bring templates and catalogs up to the source documents."""

from __future__ import annotations

from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING

import click

from kms_i18n.cli import apply, pick, say, work, written
from kms_i18n.messages import tr, trn

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from kms_i18n.flow import Updated
    from kms_i18n.merge import Merged
    from kms_i18n.results import File
    from kms_i18n.tree import GitTree, WorkTree

_SHOWN = 10
"""Places of lost translations that a refusal names."""


@click.command(
    epilog="\b\nExamples:\n  kms-i18n update\n  kms-i18n update -l fr --dry-run\n  kms-i18n update --accept-loss 2\n  kms-i18n update --pot po/app.pot po/*.po      no configuration needed\n  kms-i18n update --pot locale/pot locale/fr    each from its own template"
)
@click.argument("files", nargs=-1, metavar="[PO]...")
@click.option("-l", "--locale", "locales", multiple=True, help="Only this locale; repeatable.")
@click.option(
    "--accept-loss",
    "accepted",
    type=click.IntRange(min=0),
    metavar="N",
    default=0,
    help="Go on though up to N committed translations are gone from the catalogs.",
)
@click.option(
    "--pot",
    metavar="FILE",
    help="Update the POs from this template, as msgmerge does; of a folder of templates, each from the one whose path ends as its own.",
)
@click.option(
    "-N", "--no-fuzzy-matching", "exact", is_flag=True, help="With --pot: only equal messages."
)
@click.option(
    "--previous/--no-previous",
    default=True,
    show_default=True,
    help="With --pot: a fuzzy message names the one that was translated.",
)
@click.option("--explain", is_flag=True, help="Say why each entry got what it got.")
@click.option(
    "--comments", is_flag=True, help="Write kind, class and score of carried texts as #. comments."
)
@written("Files", "Explanation")
def command(  # noqa: PLR0913  (click passes every option by name)
    *,
    files: tuple[str, ...],
    locales: tuple[str, ...],
    accepted: int,
    pot: str | None,
    exact: bool,
    previous: bool,
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

    With --pot, PO files of any gettext project (or folders of them) follow a template or a
    folder of templates; no configuration is needed. The template's comments, references and flags are taken over.
    """
    if pot is None:
        if files or exact or not previous:
            raise click.UsageError(tr("PO files, -N and --no-previous belong to --pot FILE"))
        _update(locales, accepted, explain=explain, comments=comments, dry_run=dry_run, check=check)
        return
    if locales or accepted or explain or comments:
        raise click.UsageError(
            tr("-l, --accept-loss, --explain and --comments belong to a project")
        )
    if not files:
        raise click.UsageError(tr("--pot FILE needs the PO files to update"))
    from kms_i18n.renewal import named_catalogs, renewed

    tree, paths = named_catalogs(files)
    edits = []
    for edit, what in renewed(tree, paths, pot, matching=not exact, previous=previous):
        edits.append(edit)
        say(f"{edit.path}  {_summary(what)}")
    apply(tree, edits, dry_run=dry_run, check=check)


def _update(
    locales: tuple[str, ...],
    accepted: int,
    *,
    explain: bool,
    comments: bool,
    dry_run: bool,
    check: bool,
) -> None:
    """Update the project's templates and catalogs."""
    from kms_i18n.fates import Explained, Explanation
    from kms_i18n.upkeep import explained, losses, template, updated

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


def _summary(what: Updated | Merged) -> str:
    """Return what an update did, in a few words."""
    count = what.tally
    stays, stale = count["same"] + count["respelled"], count["edited"] + count["returned"]
    parts = [
        (stays, tr("{n} kept", n=stays)),
        (count["moved"], tr("{n} moved", n=count["moved"])),
        (stale, tr("{n} stale", n=stale)),
        (count["split"], tr("{n} split", n=count["split"])),
        (count["merged"], tr("{n} merged", n=count["merged"])),
        (count["recalled"], tr("{n} suggested", n=count["recalled"])),
        (count["added"], tr("{n} new", n=count["added"])),
        (count["revived"], tr("{n} back again", n=count["revived"])),
        (count["removed"], tr("{n} removed", n=count["removed"])),
    ]
    return ", ".join(said for number, said in parts if number) or tr("empty")


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
