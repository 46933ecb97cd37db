"""``kms-i18n publish``: the translated documents."""

from __future__ import annotations

import click

from kms_i18n.cli import apply, pick, work, writing


@click.command(
    epilog="\b\nExamples:\n  kms-i18n publish\n  kms-i18n publish -l fr --policy release --dry-run"
)
@click.option("-l", "--locale", "locales", multiple=True, help="Only this locale; repeatable.")
@click.option("--policy", default=None, help="Whose fallback is used; default: source text.")
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
    translation falls back as the policy says. A published file is never replaced by one with
    fewer translated segments: exit 1, and the file stays.
    """
    from kms_i18n.results import File
    from kms_i18n.workspace import policy as named
    from kms_i18n.workspace import publications

    tree, project = work()
    fallback = named(project, policy).fallback if policy else "source"
    edits, refused = [], []
    for publication in publications(tree, project, pick(project, locales), fallback):
        if publication.refusal and not (allow_worse and publication.worse):
            refused.append(File(publication.edit.path, "refused", publication.refusal))
        else:
            edits.append(publication.edit)
    apply(tree, edits, dry_run=dry_run, check=check, refused=refused)
