"""``kms-i18n waive``: let findings of one rule stand, with the reason, in your name."""

from __future__ import annotations

from typing import Any

import click

from kms_i18n.cli import apply, pick, say, work, writing
from kms_i18n.errors import KmsError
from kms_i18n.messages import trn


@click.command(
    epilog='\b\nExamples:\n  kms-i18n waive link-mismatch -l fr c/2 --reason "the French site has a host of its own"\n  kms-i18n waive length-ratio -l km po/km/mission.po:17 --reason "a list of names" --until 2026-12-31\n  kms-i18n waive fr-title-case -l fr --all --reason "titles of works" --dry-run'
)
@click.argument("rule")
@click.argument("places", nargs=-1, metavar="[PLACE]...")
@click.option("-l", "--locale", "locales", multiple=True, required=True, help="Locale; repeatable.")
@click.option("--reason", required=True, help="Why the findings may stand; kept with each.")
@click.option("--by", "who", default="", help="Who; without it, Git's user.email.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The last day: YYYY-MM-DD; without it, until the text changes.")  # fmt: skip
@click.option("--all", "everywhere", is_flag=True, help="Every finding of the rule.")
@writing
def command(  # noqa: PLR0913  one parameter an option
    *,
    rule: str,
    places: tuple[str, ...],
    locales: tuple[str, ...],
    reason: str,
    who: str,
    until: Any,
    everywhere: bool,
    dry_run: bool,
    check: bool,
) -> None:
    """Let the findings of RULE at some PLACEs stand, with the reason.

    A PLACE is a segment (`c/2`; `c/*` is every one below c; `source/mission.txt:c/2`) or a line as
    check shows it (`po/km/mission.po:17`). A waiver is one line in the locale's waivers file, bound to
    exactly this source and this translation: change one character of either and the finding is
    back. No line that is there is touched, and Git merges the file by union.
    """
    from kms_i18n.allowance import chosen, leave, waived

    if bool(places) == everywhere:
        if places:
            raise KmsError("--all and places exclude each other", hint="Leave one of them out.")
        hint = "Name segments such as c/2 or lines such as po/km/mission.po:17, or say --all."
        raise KmsError("no findings are named", hint=hint)
    tree, project = work()
    wanted = pick(project, locales)
    word = leave(tree, rule, reason, who, f"{until:%Y-%m-%d}" if until else "")
    found = chosen(tree, project, wanted, rule, places)
    edits = waived(tree, project, wanted, found, word)
    if apply(tree, edits, dry_run=dry_run, check=check) and not (dry_run or check):
        say(
            trn(
                "{n} finding of {rule} waived",
                "{n} findings of {rule} waived",
                len(found),
                rule=rule,
            )
        )
