"""``kms-i18n --help`` says what every command does, and imports none to say it."""

from __future__ import annotations

import re

import click
import pytest

from kms_i18n.cli import group, summary

ROOT = click.Context(group, info_name="kms-i18n")
NAMES = group.list_commands(ROOT)


@pytest.mark.parametrize("name", NAMES)
def test_the_first_line_of_a_command_is_a_sentence_about_it(name: str) -> None:
    assert re.fullmatch(r"[A-Z][^\"`…]{15,}[^.\"`…]\.", summary(name))
    command = group.get_command(ROOT, name)
    assert command is not None
    file = command.callback.__globals__
    assert (
        file["__doc__"].splitlines()[0].lower() == f"``kms-i18n {name}``: {summary(name)}".lower()
    )


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_list_of_commands_shows_each_sentence_whole(width: int) -> None:
    context = click.Context(group, info_name="kms-i18n", terminal_width=width)
    shown = " ".join(group.get_help(context).partition("Commands:")[2].split())
    assert NAMES
    for name in NAMES:
        assert f" {name} {summary(name)} " in f" {shown} "


def test_the_shell_is_offered_every_command_and_the_options() -> None:
    offered = {item.value: item.help for item in group.shell_complete(ROOT, "")}
    assert offered == {name: summary(name) for name in NAMES}
    assert [item.value for item in group.shell_complete(ROOT, "up")] == ["update"]
    assert "--version" in [item.value for item in group.shell_complete(ROOT, "--")]
