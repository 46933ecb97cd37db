"""``kms-i18n publish``: write the translated documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kms_i18n.cli import apply, pick, say, work, writing
from kms_i18n.errors import KmsError
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kms_i18n.project import Project
    from kms_i18n.publication import Publication
    from kms_i18n.tree import WorkTree


@click.command(
    epilog="\b\nExamples:\n  kms-i18n publish\n  kms-i18n publish -l fr --policy release --dry-run\n  kms-i18n publish --to html --bilingual\n  kms-i18n publish --to pdf -l km"
)
@click.option("-l", "--locale", "locales", multiple=True, help="Only this locale; repeatable.")
@click.option("--policy", default=None, help="Whose gate must be open, and whose fallback is used.")
@click.option(
    "--allow-worse", is_flag=True, help="Replace a published file by a less complete one."
)
@click.option(
    "--to",
    "form",
    type=click.Choice(["source", "html", "pdf"]),
    default="source",
    show_default=True,
    help="The source's own format, or pages to read and print; pdf needs the extra pdf.",
)
@click.option("--bilingual", is_flag=True, help="Of pages: with the source beside each passage.")
@writing
def command(
    *,
    locales: tuple[str, ...],
    policy: str | None,
    allow_worse: bool,
    form: str,
    bilingual: bool,
    dry_run: bool,
    check: bool,
) -> None:
    """Write the translated documents to the output path of the configuration.

    Everything that is not translated keeps the bytes of the source. A segment without a finished
    translation falls back as the policy says: without a policy, to the source's text. With a policy
    nothing is written unless its gate is open, and a manifest beside each document says what it was
    made of. A published file is never replaced by one with fewer translated segments: exit 1, and the
    file stays. Pages stand beside the documents, as mission.html or mission.pdf, or mission.en.html with
    the source beside the translation.
    """
    from kms_i18n.results import File

    if bilingual and form == "source":
        raise KmsError("--bilingual is for pages", hint="Add --to html or --to pdf.")
    tree, project = work()
    wanted = pick(project, locales)
    edits, refused = [], []
    for each in _publications(tree, project, wanted, policy, form, bilingual=bilingual):
        if each.refusal and not (allow_worse and each.worse):
            refused.append(File(each.edit.path, "refused", each.refusal))
        else:
            edits.append(each.edit)
    apply(tree, edits, dry_run=dry_run, check=check, refused=refused)


def _publications(
    tree: WorkTree,
    project: Project,
    locales: Sequence[str],
    policy: str | None,
    form: str,
    *,
    bilingual: bool,
) -> Iterable[Publication]:
    """Return every document in its form, behind the gate of a policy if one is named."""
    from kms_i18n import pages, publication, release, words, workspace

    demanded = workspace.policy(project, policy) if policy else None
    if form == "pdf":
        for locale in filter(words.estimated, locales):
            say(tr("{locale}: a line may end inside a word; the extra icu knows the words", locale=locale))  # fmt: skip
    if form == "source" and demanded:
        return release.publications(tree, project, locales, demanded)
    if form == "source":
        return publication.publications(tree, project, locales, "source")
    if demanded:
        return release.pages(tree, project, locales, demanded, form, bilingual=bilingual)
    return pages.pages(tree, project, locales, "source", form, bilingual=bilingual)
