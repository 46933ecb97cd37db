"""Which language a command speaks: the one asked for, else the environment's, at a terminal."""

from __future__ import annotations

import os
from typing import Any

import click

from kms_i18n.errors import KmsError

_ASKED = "kms_i18n.language"
_SPOKEN = "kms_i18n.spoken"
_DOCUMENTS = ("html", "markdown", "svg")
"""Formats for people that are kept: they speak what was asked for, whoever makes them."""


def ask(ctx: click.Context, locale: str | None) -> None:
    """Remember the language asked for. Raises ``KmsError`` if the program does not speak it."""
    if locale is not None:
        from kms_i18n import messages

        spoken = messages.spoken_as(locale)
        if spoken is None:
            known = ", ".join(messages.languages())
            hint = "It speaks: {known}."
            raise KmsError(
                'the program does not speak "{locale}"', hint=hint, locale=locale, known=known
            )
        ctx.meta[_ASKED] = spoken


def asked() -> str:
    """Return the language asked for; English where nobody asked."""
    return str(click.get_current_context().meta.get(_ASKED, "en"))


def speak(ctx: click.Context, format_name: str) -> None:
    """Speak the reader's language until the command ends; formats for machines are English."""
    from kms_i18n import messages

    language = ctx.meta.get(_ASKED)
    if format_name == "text":
        language = language or messages.preferred(os.environ)
    elif format_name not in _DOCUMENTS:
        language = "en"
    ctx.meta[_SPOKEN] = language or "en"
    ctx.with_resource(messages.speaking(language or "en"))


def chosen(ctx: click.Context) -> str:
    """Return the language that a command speaks, or would speak at a terminal."""
    from kms_i18n import messages

    if known := ctx.meta.get(_SPOKEN) or ctx.meta.get(_ASKED):
        return str(known)
    named = ctx.find_root().params.get("language")  # not asked for yet where help is shown
    return (messages.spoken_as(named) if named else None) or messages.preferred(os.environ)


def speak_for(ctx: click.Context, _: click.Parameter, outputs: Any) -> Any:
    """Have everything said in English if one of the outputs is for machines: a run says it once."""
    if any(output.partition(":")[0] not in (*_DOCUMENTS, "text") for output in outputs):
        ctx.meta[_ASKED] = "en"
    return outputs
