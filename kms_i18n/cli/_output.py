"""``--output FORMAT:PATH``: several forms of one result from one run."""

from __future__ import annotations

from typing import Any

import click

from kms_i18n.cli import show
from kms_i18n.cli._language import speak_for
from kms_i18n.errors import KmsError


def outputs(command: Any) -> Any:
    """Add the option; ``show_all`` looks at its values."""
    return click.option(
        "--output",
        "outputs",
        multiple=True,
        metavar="FORMAT:PATH",
        is_eager=True,  # before --format, which chooses the language
        callback=speak_for,
        help="Also write the result to a file in this format; repeatable.",
    )(command)


def show_all(format_name: str, outputs: tuple[str, ...], result: Any) -> None:
    """Write every output and print the result. Raises ``KmsError`` before anything is written."""
    from kms_i18n import reports

    texts: list[tuple[str, str]] = []
    for output in outputs:
        name, colon, path = output.partition(":")
        if not colon or not path or name not in reports.names():
            known = ", ".join(reports.names())
            raise KmsError(
                '"{output}" is not FORMAT:PATH',
                hint="Formats: {known}.",
                output=output,
                known=known,
            )
        texts.append((path, reports.render(name, result)))
    for path, text in texts:
        try:
            with click.open_file(path, "wb", atomic=path != "-") as file:
                file.write(text.encode("utf-8", "backslashreplace"))
        except OSError as error:
            raise KmsError(
                "cannot be written: {why}", path=path, hint="Name a file in a folder that is there.",
                why=error.strerror or str(error),
            ) from None  # fmt: skip
    show(format_name, result)
