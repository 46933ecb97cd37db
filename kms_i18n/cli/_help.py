"""Help in the reader's language: what commands and options say of themselves, and click's own words.

The texts stand in English where click wants them. Only when help is asked for, in another language
than English, are they replaced; ``scripts/build_messages.py`` finds them through ``texts``.
"""

from __future__ import annotations

from contextlib import contextmanager
from inspect import cleandoc
from typing import TYPE_CHECKING, Any

import click

from kms_i18n.messages import phrase, speaking, tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

VERBATIM = "\b"
"""With it begins a paragraph that click does not wrap: examples, which are the same everywhere."""


def texts(command: click.Command) -> Iterator[str]:
    """Yield what a command and its options say of themselves."""
    for text in (command.help, command.epilog):
        yield from filter(None, map(_message, _paragraphs(text)))
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.help:
            yield parameter.help


@contextmanager
def translated(command: click.Command, language: str) -> Iterator[None]:
    """Have a command and its options speak a language until the block ends."""
    options = [(p, p.help) for p in command.params if isinstance(p, click.Option) and p.help]
    kept = command.context_class, command.help, command.epilog
    with speaking(language):
        command.context_class = Context
        command.help, command.epilog = _said(command.help), _said(command.epilog)
        for option, text in options:
            option.help = tr(text)
        try:
            yield
        finally:
            command.context_class, command.help, command.epilog = kept
            for option, text in options:
                option.help = text


def _said(text: str | None) -> str | None:
    """Return a text with every paragraph, or the heading of one, in the reader's language."""
    if text is None:
        return None
    found = []
    for paragraph in _paragraphs(text):
        message = _message(paragraph)
        if message and paragraph.startswith(VERBATIM):
            found.append(paragraph.replace(f"\n{message}\n", f"\n{tr(message)}\n", 1))
        else:
            found.append(tr(message) if message else paragraph)
    return "\n\n".join(found)


def _paragraphs(text: str | None) -> list[str]:
    return cleandoc(text).split("\n\n") if text else []


def _message(paragraph: str) -> str:
    """Return a paragraph on one line, of one that stays as it is the heading; empty: nothing to say."""
    if not paragraph.startswith(VERBATIM):
        return " ".join(paragraph.split())
    heading = paragraph.splitlines()[1]
    return heading if heading in {phrase("Example:"), phrase("Examples:")} else ""


class Formatter(click.HelpFormatter):
    """Lays out help with click's own words in the reader's language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called."""
        super().write_usage(prog, args, prefix or tr("Usage: "))

    def write_heading(self, heading: str) -> None:
        """Write the heading of a list."""
        super().write_heading({"Options": tr("Options"), "Commands": tr("Commands")}.get(heading, heading))  # fmt: skip

    def write_dl(self, rows: Iterable[tuple[str, str]], *args: Any, **options: Any) -> None:
        """Write a list of names and what they mean."""
        super().write_dl([(name, _own(text)) for name, text in rows], *args, **options)


class Context(click.Context):
    """Where a command finds how its help is laid out."""

    formatter_class: type[click.HelpFormatter] = Formatter


def _own(text: str) -> str:
    """Return what click says of an option in the reader's language."""
    own: Iterable[tuple[str, str]] = (
        ("Show this message and exit.", tr("Show this message and exit.")),
        ("Show the version and exit.", tr("Show the version and exit.")),
        ("[default: ", f"[{tr('default')}: "),
        ("[required]", f"[{tr('required')}]"),
    )
    for english, said in own:
        text = text.replace(english, said)
    return text
