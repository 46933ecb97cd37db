"""``kms-i18n completion``: print the shell script that completes commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from kms_i18n.cli import group


@click.command(epilog='\b\nExample:\n  eval "$(kms-i18n completion bash)"')
@click.argument("shell", type=click.Choice(["bash", "fish", "zsh"]))
def command(shell: str) -> None:
    """Print the completion script for a shell."""
    completion = get_completion_class(shell)
    if completion is not None:
        click.echo(completion(group, {}, "kms-i18n", "_KMS_I18N_COMPLETE").source())
