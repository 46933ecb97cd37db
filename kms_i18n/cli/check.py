"""``kms-i18n check``: check the translations against their sources, and the sources themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kms_i18n.cli import EXIT_NO, formats, pick, say, show, work
from kms_i18n.cli._output import outputs, show_all
from kms_i18n.messages import tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kms_i18n.inspection import Options
    from kms_i18n.results import Findings
    from kms_i18n.tree import WorkTree

_EPILOG = """\b
Examples:
  kms-i18n check
  kms-i18n check -l km --select km-encoding --fix --dry-run
  kms-i18n check --baseline baseline.tsv --since main
  kms-i18n check --format json po/fr/mission.po
  kms-i18n check --select km-encoding --fix po/km/mission.po"""


@click.command(epilog=_EPILOG)
@click.argument("paths", nargs=-1)
@click.option(
    "-l", "--locale", "locales", multiple=True, help="Only this locale; of PATHS, their locale."
)
@click.option("--select", multiple=True, metavar="RULE", help="Only this rule; repeatable.")
@click.option("--ignore", multiple=True, metavar="RULE", help="Not this rule; repeatable.")
@click.option(
    "--profile",
    type=click.Choice(["default", "strict", "documents", "software"]),
    help="Which rules run and what fails; else the configuration's.",
)
@click.option("--strict", is_flag=True, help="Exit 1 for warnings too.")
@click.option("--since", metavar="REV", help="Only units that are new or changed since a revision.")
@click.option("--baseline", metavar="FILE", help="Leave out the findings that FILE knows.")
@click.option("--write-baseline", metavar="FILE", help="Write the findings to FILE as known.")
@click.option("--waivers", metavar="FILE", help="Of PATHS: let pass what FILE waives.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Hold dated waivers against this day; else the last commit's.")  # fmt: skip
@click.option("--fix", is_flag=True, help="Make the safe fixes, and show each.")
@click.option("--dry-run", is_flag=True, help="With --fix: show the fixes; write nothing.")
@click.option(
    "--check", is_flag=True, help="With --fix: like --dry-run, but exit 1 if there is one."
)
@click.option("--list", "listing", is_flag=True, help="List the rules and stop.")
@formats("Findings", "Repairs")
@outputs
def command(  # noqa: PLR0913  one parameter an option
    *,
    paths: tuple[str, ...],
    locales: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    profile: str | None,
    strict: bool,
    since: str | None,
    baseline: str | None,
    write_baseline: str | None,
    waivers: str | None,
    today: object,
    fix: bool,
    dry_run: bool,
    check: bool,
    listing: bool,
    format_name: str,
    outputs: tuple[str, ...],
) -> None:
    """Check the translations against their sources, and the sources for slips.

    Exit 1 if there is an error (a warning, with --strict or --profile strict). With PATHS (PO files or
    folders) no configuration is needed; the locale comes from -l or the catalog's header. What a
    rule means: kms-i18n explain RULE. Git's history shows false bindings: translations that a merge, or
    an edit of the msgid, put under a source that they were not written for.
    """
    from kms_i18n.inspection import Options

    if listing:
        _list()
        return
    if (dry_run or check) and not fix:
        raise click.UsageError(tr("--dry-run and --check belong to --fix"))
    day = f"{today:%Y-%m-%d}" if today else ""
    options = Options(select, ignore, profile or "", frozenset(), since or "", day)
    if waivers is not None:
        if not paths:
            raise click.UsageError("--waivers belongs to PATHS; a project has files of its own")
        options = _waived(options, waivers)
    if fix:
        if baseline or write_baseline:
            raise click.UsageError(tr("--fix works without a baseline"))
        _fix(paths, locales, options, format_name, dry_run=dry_run, check=check)
        return
    found, used = _findings(paths, locales, options, baseline)
    if write_baseline is not None:
        _write_baseline(write_baseline, found, in_project=not paths)
        return
    show_all(format_name, outputs, found)
    _answer(found, used, strict=strict)


def _list() -> None:
    """Print every rule with its severity, what it looks at and for which locales."""
    from kms_i18n import checks
    from kms_i18n.pairs import RULE

    for name in checks.names():
        scope = ", ".join(checks.locales(name)) or "all locales"
        click.echo(f"{name:26} {checks.severity(name):8} {checks.scope(name):8} {scope}")
    click.echo(f"{RULE:26} {'error':8} {'history':8} all locales")


def _findings(
    paths: Sequence[str], locales: Sequence[str], options: Options, baseline: str | None
) -> tuple[Findings, str]:
    """Return the findings and the name of the profile."""
    from msgspec.structs import replace

    from kms_i18n import inspection, waivers
    from kms_i18n.counting import catalog_files
    from kms_i18n.tree import read_file

    tree, project = (None, None) if paths else work()
    if baseline is not None:
        data = tree.read(baseline) if tree else read_file(baseline)
        options = replace(options, baseline=waivers.parse_baseline(data, baseline))
    if tree is None or project is None:
        names = list(catalog_files(paths))
        found = inspection.inspect_files(names, locales[0] if locales else "", options)
    else:
        from kms_i18n import grounds

        found = grounds.findings(tree, project, pick(project, locales), options)
    return found, inspection.profile(project, options)


def _waived(options: Options, path: str) -> Options:
    """Return the options with the waivers in a file."""
    from msgspec.structs import replace

    from kms_i18n import waivers
    from kms_i18n.tree import read_file

    return replace(options, waivers=waivers.parse(read_file(path), path), waivers_path=path)


def _answer(found: Findings, profile: str, *, strict: bool) -> None:
    """Exit with 1 if a finding is bad enough."""
    from kms_i18n import checks

    used = "strict" if strict else profile
    if any(checks.fails(finding.severity, used) for finding in found.findings):
        raise SystemExit(EXIT_NO)


def _fix(
    paths: Sequence[str],
    locales: Sequence[str],
    options: Options,
    format_name: str,
    *,
    dry_run: bool,
    check: bool,
) -> None:
    """Make the safe fixes of the project's catalogs, or of PO files, or only show them."""
    from kms_i18n.renewal import named_catalogs
    from kms_i18n.repair import file_repairs, repairs
    from kms_i18n.results import Repairs
    from kms_i18n.tree import write

    if paths:
        tree, names = named_catalogs(paths)
        edits, done = file_repairs(tree, names, locales[0] if locales else "", options)
    else:
        tree, project = work()
        edits, done = repairs(tree, project, pick(project, locales), options)
    if not (dry_run or check):
        write(tree, edits, tell=say)
    show(format_name, Repairs(tuple(done), written=not (dry_run or check)))
    if check and done:
        raise SystemExit(EXIT_NO)


def _write_baseline(path: str, found: Findings, *, in_project: bool) -> None:
    """Write the findings' rules and fingerprints."""
    from pathlib import Path

    from kms_i18n import tree as disk
    from kms_i18n import waivers
    from kms_i18n.model import Edit

    tree: WorkTree = work()[0] if in_project else disk.WorkTree(Path())
    data = waivers.dump_baseline((f.rule, f.fingerprint) for f in found.findings)
    old = tree.read(path) if tree.exists(path) else None
    disk.write(tree, [Edit(path, data, old)], tell=say)
    number = len(data.splitlines())
    say(trn("{path}: {n} known finding", "{path}: {n} known findings", number, path=path))
