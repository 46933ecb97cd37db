"""``kms-i18n gate``: say whether a release may go out, by a policy of the configuration."""

from __future__ import annotations

import click

from kms_i18n.cli import EXIT_NO, formats, pick, work
from kms_i18n.cli._output import outputs, show_all


@click.command(
    epilog="\b\nExamples:\n  kms-i18n gate draft\n  kms-i18n gate release -l fr --format json\n  kms-i18n gate --format github --output sarif:gate.sarif --output junit:gate.xml"
)
@click.argument("policy", required=False)
@click.option("-l", "--locale", "locales", multiple=True, help="Only this locale; repeatable.")
@formats("Verdict")
@outputs
def command(
    *, policy: str | None, locales: tuple[str, ...], format_name: str, outputs: tuple[str, ...]
) -> None:
    """Hold the catalogs against a POLICY of the configuration.

    Without POLICY: `release`, or the only one there is. Exit 0 if every demand is met; else exit 1
    and for every reason the segment, file:line, what would satisfy it, the command, and who can.
    """
    from kms_i18n.grounds import verdict
    from kms_i18n.workspace import policy as named

    tree, project = work()
    result = verdict(tree, project, named(project, policy or ""), pick(project, locales))
    show_all(format_name, outputs, result)
    if not result.passed:
        raise SystemExit(EXIT_NO)
