"""``kms-i18n publish``: write the translated documents."""

from __future__ import annotations

import click

from kms_i18n.cli import apply, pick, work, writing


@click.command(
    epilog="\b\nExamples:\n  kms-i18n publish\n  kms-i18n publish -l fr --policy release --dry-run\n  kms-i18n publish --to html --bilingual"
)
@click.option("-l", "--locale", "locales", multiple=True, help="Only this locale; repeatable.")
@click.option("--policy", default=None, help="Whose gate must be open, and whose fallback is used.")
@click.option(
    "--allow-worse", is_flag=True, help="Replace a published file by a less complete one."
)
@click.option(
    "--to",
    "form",
    type=click.Choice(["source", "html"]),
    default="source",
    show_default=True,
    help="The source's own format, or pages to read and print.",
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
    file stays. Pages stand beside the documents, as mission.html, or mission.en.html with the source
    beside the translation.
    """
    from kms_i18n import publication, release, workspace
    from kms_i18n.errors import KmsError
    from kms_i18n.pages import pages
    from kms_i18n.results import File

    if bilingual and form != "html":
        raise KmsError("--bilingual is for pages", hint="Add --to html.")
    tree, project = work()
    wanted = pick(project, locales)
    demanded = workspace.policy(project, policy) if policy else None
    if form == "html":
        found = (
            release.pages(tree, project, wanted, demanded, bilingual=bilingual)
            if demanded
            else list(pages(tree, project, wanted, "source", bilingual=bilingual))
        )
    elif demanded:
        found = release.publications(tree, project, wanted, demanded)
    else:
        found = list(publication.publications(tree, project, wanted, "source"))
    edits, refused = [], []
    for each in found:
        if each.refusal and not (allow_worse and each.worse):
            refused.append(File(each.edit.path, "refused", each.refusal))
        else:
            edits.append(each.edit)
    apply(tree, edits, dry_run=dry_run, check=check, refused=refused)
