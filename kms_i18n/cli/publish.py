"""``kms-i18n publish``: the translated documents."""

from __future__ import annotations

import click

from kms_i18n.cli import apply, pick, work, writing


@click.command(
    epilog="\b\nExamples:\n  kms-i18n publish\n  kms-i18n publish -l fr --policy release --dry-run"
)
@click.option("-l", "--locale", "locales", multiple=True, help="Only this locale; repeatable.")
@click.option("--policy", default=None, help="Whose gate must be open, and whose fallback is used.")
@click.option(
    "--allow-worse", is_flag=True, help="Replace a published file by a less complete one."
)
@writing
def command(
    *,
    locales: tuple[str, ...],
    policy: str | None,
    allow_worse: bool,
    dry_run: bool,
    check: bool,
) -> None:
    """Write the translated documents to the output path of the configuration.

    Everything that is not translated keeps the bytes of the source. A segment without a finished
    translation falls back as the policy says: without a policy, to the source's text. With a policy
    nothing is written unless its gate is open, and a manifest beside each document says what it was
    made of. A published file is never replaced by one with
    fewer translated segments: exit 1, and the file stays.
    """
    from kms_i18n import release, workspace
    from kms_i18n.results import File

    tree, project = work()
    wanted = pick(project, locales)
    if policy:
        demanded = workspace.policy(project, policy)
        found = release.publications(tree, project, wanted, demanded)
    else:
        found = list(workspace.publications(tree, project, wanted, "source"))
    edits, refused = [], []
    for publication in found:
        if publication.refusal and not (allow_worse and publication.worse):
            refused.append(File(publication.edit.path, "refused", publication.refusal))
        else:
            edits.append(publication.edit)
    apply(tree, edits, dry_run=dry_run, check=check, refused=refused)
