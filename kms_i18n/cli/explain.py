"""``kms-i18n explain``: say what a rule finds and why, with a bad and a good example."""

from __future__ import annotations

import click


@click.command(epilog="\b\nExample:\n  kms-i18n explain fr-nbsp-missing")
@click.argument("rule")
def command(*, rule: str) -> None:
    """Say what RULE finds and why, with a bad and a good example.

    The rules are listed by kms-i18n check --list.
    """
    from kms_i18n import checks
    from kms_i18n.cli import _language

    _language.speak(click.get_current_context(), "text")
    click.echo(checks.page(rule), nl=False)
