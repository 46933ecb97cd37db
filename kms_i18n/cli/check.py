"""``kms-i18n check``: what is wrong with the translations."""

from __future__ import annotations

import click

from kms_i18n.cli import EXIT_NO, formats, pick, show, work


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
def command(
    *,
    paths: tuple[str, ...],
    locales: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    listing: bool,
    strict: bool,
    format_name: str,
) -> None:
    """Check the translations against their sources.

    Exit 1 if there is an error. With PATHS (PO files) no configuration is needed; the locale comes
    from -l or the catalog's header.
    """
    from kms_i18n import checks
    from kms_i18n.results import Findings
    from kms_i18n.workspace import REMARK, findings, findings_in

    if listing:
        for name in checks.names():
            scope = ", ".join(checks.load(name).LOCALES) or "all locales"
            click.echo(f"{name:28} {checks.severity(name):8} {scope}")
        click.echo(f"{REMARK:28} {'warning':8} all locales")
        return
    if paths:
        found, count = findings_in(paths, locales[0] if locales else "", select, ignore)
    else:
        tree, project = work()
        found, count = findings(tree, project, pick(project, locales), select, ignore)
    show(format_name, Findings(tuple(found), count))
    bad = {"error", "warning"} if strict else {"error"}
    if any(finding.severity in bad for finding in found):
        raise SystemExit(EXIT_NO)
