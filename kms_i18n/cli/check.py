"""``kms-i18n check``: what is wrong with the translations."""

from __future__ import annotations

import click

from kms_i18n.cli import EXIT_NO, formats, pick, work
from kms_i18n.cli._output import outputs, show_all


@click.command(
    epilog="\b\nExamples:\n  kms-i18n check\n  kms-i18n check -l km --select km-encoding\n  kms-i18n check --format json po/fr/mission.po"
)
@click.argument("paths", nargs=-1)
@click.option(
    "-l", "--locale", "locales", multiple=True, help="Only this locale; of PATHS, their locale."
)
@click.option("--select", multiple=True, metavar="RULE", help="Only this rule; repeatable.")
@click.option("--ignore", multiple=True, metavar="RULE", help="Not this rule; repeatable.")
@click.option("--list", "listing", is_flag=True, help="List the rules and stop.")
@click.option("--strict", is_flag=True, help="Exit 1 for warnings too.")
@formats()
@outputs
def command(  # noqa: PLR0913  one parameter an option
    *,
    paths: tuple[str, ...],
    locales: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    listing: bool,
    strict: bool,
    format_name: str,
    outputs: tuple[str, ...],
) -> None:
    """Check the translations against their sources.

    Exit 1 if there is an error. Git's history shows false bindings: translations that a merge, or an
    edit of the msgid, put under a source that they were not written for. With PATHS (PO files) no configuration is needed; the locale comes
    from -l or the catalog's header.
    """
    from kms_i18n import checks
    from kms_i18n.results import Findings

    if listing:
        from kms_i18n.bindings import RULE

        for name in checks.names():
            scope = ", ".join(checks.load(name).LOCALES) or "all locales"
            click.echo(f"{name:28} {checks.severity(name):8} {scope}")
        click.echo(f"{RULE:28} {'error':8} all locales, from Git")
        return
    if paths:
        from kms_i18n.workspace import findings_in

        found, count = findings_in(paths, locales[0] if locales else "", select, ignore)
        result = Findings(tuple(found), count)
    else:
        from kms_i18n.evidence import findings

        tree, project = work()
        result = findings(tree, project, pick(project, locales), select, ignore)
    show_all(format_name, outputs, result)
    bad = {"error", "warning"} if strict else {"error"}
    if any(finding.severity in bad for finding in result.findings):
        raise SystemExit(EXIT_NO)
