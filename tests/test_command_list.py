"""``kms-i18n --help`` says what every command does, and imports none to say it."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from kms_i18n import reports
from kms_i18n.cli import Formats, group, summary
from kms_i18n.reports import text

# With the program's own names of the help option: a command keeps the first that it was asked by.
ROOT = click.Context(group, info_name="kms-i18n", help_option_names=["-h", "--help"])
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
    context = click.Context(group, ROOT, terminal_width=width)
    shown = " ".join(group.get_help(context).partition("Commands:")[2].split())
    assert NAMES
    for name in NAMES:
        assert f" {name} {summary(name)} " in f" {shown} "


def test_the_shell_is_offered_every_command_and_the_options() -> None:
    offered = {item.value: item.help for item in group.shell_complete(ROOT, "")}
    assert offered == {name: summary(name) for name in NAMES}
    assert [item.value for item in group.shell_complete(ROOT, "up")] == ["update"]
    assert "--version" in [item.value for item in group.shell_complete(ROOT, "--")]


def _registered(name: str) -> set[str] | None:
    if name == "text":
        return set(text._FORMS)
    render = importlib.import_module(f"kms_i18n.reports.{name.replace('-', '_')}").render
    registry = getattr(render, "registry", None)
    return None if registry is None else {kind.__name__ for kind in registry} - {"object"}


@pytest.mark.parametrize("name", reports.names())
def test_a_format_names_the_results_that_it_shows_where_they_are_read_without_importing_it(
    name: str,
) -> None:
    shown = reports._shown(name)
    if shown is None:
        assert name in {"json", "text"}
    else:
        assert shown == _registered(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_command_offers_the_formats_that_show_what_it_prints(name: str) -> None:
    command = group.get_command(ROOT, name)
    assert command is not None
    types = [o.type for o in command.params if isinstance(o.type, Formats)]
    known = _registered("text")
    assert known is not None
    for each in types:
        assert set(each.kinds) <= known
        offered = {"text", "json"}
        for form in reports.names():
            offered |= {form} if (_registered(form) or set()) & set(each.kinds) else set()
        assert set(each.choice.choices) == offered
        context = click.Context(command, ROOT, info_name=name)
        assert f"[{'|'.join(sorted(offered))}]" in command.get_help(context)
    assert len(types) <= 1
    assert bool(types) == any(option.name in {"format", "format_name"} for option in command.params)


def test_another_format_is_refused_before_anything_is_done_and_completion_leaves_it_out() -> None:
    done = CliRunner().invoke(group, ["todo", "--format", "sarif"])
    assert done.exit_code == 2
    assert "'sarif' is not one of 'csv', 'json'" in done.output
    todo = group.get_command(ROOT, "todo")
    assert todo is not None
    (option,) = (o for o in todo.params if o.name == "format_name")
    offered = option.shell_complete(click.Context(todo, ROOT), "s")
    assert [item.value for item in offered] == []


def test_help_imports_no_format() -> None:
    code = (
        "import sys; from kms_i18n.cli import group\n"
        "try: group(['gate', '--help'])\n"
        "except SystemExit: pass\n"
        "assert not [m for m in sys.modules if m.startswith('kms_i18n.reports.')]\n"
        "assert 'kms_i18n.po' not in sys.modules and 'kms_i18n.results' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.stderr, done.returncode) == ("", 0)
