"""The command line: commands found by their file names, one error boundary, few exit codes.

0 yes · 1 the answer is no (a gate refused, ``--check`` would change a file, findings) ·
2 you can mend it (usage, configuration, unreadable input) · 3 our fault · 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, cast

import click

from kms_i18n import __version__, registry
from kms_i18n.errors import KmsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from click.shell_completion import CompletionItem

    from kms_i18n.model import Edit
    from kms_i18n.project import Project
    from kms_i18n.results import File, Files
    from kms_i18n.tree import WorkTree

Item = TypeVar("Item")

EXIT_NO = 1
EXIT_USAGE = 2
EXIT_FAULT = 3
EXIT_INTERRUPTED = 130
_FORMAT = "kms_i18n.format"


class Formats(click.ParamType[str]):
    """The output formats that show at least one of some types of results."""

    name = "format"

    def __init__(self, *kinds: str) -> None:
        self.kinds = kinds

    @property
    def choice(self) -> click.Choice[str]:
        """The formats as click offers them, looked up when they are needed."""
        from kms_i18n import reports

        return click.Choice(reports.showing(*self.kinds))

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return a format; only one that is not every command's is looked up."""
        return value if value == "text" else self.choice.convert(value, param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        """Return what help shows in the place of the format."""
        return self.choice.get_metavar(param, ctx)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Offer the formats to the shell."""
        return self.choice.shell_complete(ctx, param, incomplete)


class Commands(click.Group):
    """The commands of this folder, imported when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """Return the names of the files in this folder."""
        return registry.names(sys.modules[__name__])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import one command."""
        try:
            return cast("click.Command", registry.load(sys.modules[__name__], cmd_name).command)
        except KeyError:
            return None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; where its help is asked for, that is in the reader's language."""
        name, command, rest = super().resolve_command(ctx, args)
        if command is not None and not {"-h", "--help"}.isdisjoint(rest):
            _translate(ctx, command)
        return name, command, rest

    def get_help(self, ctx: click.Context) -> str:
        """Return the help of the whole program in the reader's language."""
        _translate(ctx, self)
        ctx.formatter_class = self.context_class.formatter_class
        return super().get_help(ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing one: each file's first line says what it does."""
        from kms_i18n.messages import tr

        with formatter.section("Commands"):
            formatter.write_dl([(name, tr(summary(name))) for name in self.list_commands(ctx)])

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; an error remembers the language that it is to be told in."""
        try:
            return super().invoke(ctx)
        except KmsError as error:
            from kms_i18n.cli import _language

            error.language = _language.chosen(ctx)
            raise

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer the commands without importing one, and the options."""
        from click.shell_completion import CompletionItem

        names = [name for name in self.list_commands(ctx) if name.startswith(incomplete)]
        found = [CompletionItem(name, help=summary(name)) for name in names]
        return found + click.Command.shell_complete(self, ctx, incomplete)


def _translate(ctx: click.Context, command: click.Command) -> None:
    """Have a command's help speak the reader's language until the program ends."""
    from kms_i18n.cli import _language

    language = _language.chosen(ctx)
    if language != "en":
        from kms_i18n.cli import _help

        ctx.with_resource(_help.translated(command, language))


def summary(name: str) -> str:
    """Return what a command does, in one sentence: the first line of its file, behind its name."""
    with open(f"{__path__[0]}/{name.replace('-', '_')}.py", encoding="utf-8") as file:  # noqa: PTH123  (no Path here)
        line = file.readline()
    text = line.partition("``: ")[2].rstrip('"\n')
    return text[:1].upper() + text[1:]


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "KMS_I18N"},
    epilog="\b\nStart with:        kms-i18n init\nThen:              kms-i18n status\nBefore a release:  kms-i18n gate",
)
@click.option(
    "-C", "directory", metavar="DIR", default=".", help="Work as if started in this folder."
)
@click.option("--config", metavar="FILE", help="Read this configuration, not the nearest one.")
@click.option(
    "--language",
    metavar="LOCALE",
    is_eager=True,
    help="Speak en, fr or km; else what the environment says.",
)
@click.version_option(__version__, prog_name="kms-i18n")
@click.pass_context
def group(ctx: click.Context, directory: str, config: str | None, language: str | None) -> None:
    """Say what is translated, what went stale, and whether a release may go out.

    Canonical documents live in Git, their translations in PO catalogs beside them.
    """
    ctx.obj = (directory, config)
    if language:
        from kms_i18n.cli import _language

        _language.ask(ctx, language)
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def work() -> tuple[WorkTree, Project]:
    """Return the working tree and the project that the command line names."""
    from pathlib import Path

    from kms_i18n import project, tree

    directory, config = click.get_current_context().find_root().obj
    root = project.find(Path(directory), config)
    work_tree = tree.WorkTree(root.path)
    return work_tree, project.load(work_tree, root.config)


def show(format_name: str, result: Any) -> None:
    """Print a result in a registered format."""
    from kms_i18n import reports

    click.echo(reports.render(format_name, result), nl=False)


def apply(
    tree: WorkTree,
    edits: Sequence[Edit],
    *,
    dry_run: bool,
    check: bool,
    refused: Sequence[File] = (),
    result: Callable[[Files], Any] | None = None,
) -> bool:
    """Write what would change and say so; with ``dry_run`` or ``check`` only say so.

    ``result`` makes what is shown of the files; without it they are shown alone. Returns whether anything changed. Exits with 1 if a file was ``refused``, or if ``check`` and
    something would change.
    """
    from kms_i18n.results import File, Files
    from kms_i18n.tree import write

    changed = [edit.path for edit in edits if edit.new != edit.old]
    if not (dry_run or check):
        # Unchanged files are handed over too: what a killed run left beside them is settled.
        changed = write(tree, edits, tell=say)
    verb = "would write" if dry_run or check else "written"
    files = (*refused, *(File(path, verb) for path in changed))
    told = Files(files, len(edits) - len(changed))
    show(click.get_current_context().meta[_FORMAT], result(told) if result else told)
    if refused or (check and changed):
        raise SystemExit(EXIT_NO)
    return bool(changed)


def say(message: str) -> None:
    """Tell the user something that is not the result: on stderr, made safe."""
    from kms_i18n.text import safe

    click.echo(safe(message), err=True)


def progress(items: Iterable[Item], what: str) -> Iterator[Item]:
    """Yield the items; after half a second, tell on a terminal's stderr how many there were."""
    if not sys.stderr.isatty():
        yield from items
        return
    import time

    shown = time.monotonic() + 0.4
    told = False
    for number, item in enumerate(items, 1):
        yield item
        if time.monotonic() > shown + 0.1:
            shown, told = time.monotonic(), True
            click.echo(f"\r{number:,} {what}", nl=False, err=True)
    if told:
        click.echo("\r\x1b[K", nl=False, err=True)


def _spoken(ctx: click.Context, _: click.Parameter, format_name: str) -> str:
    """Speak the language that the reader of a format wants."""
    from kms_i18n.cli import _language

    _language.speak(ctx, format_name)
    return format_name


def formats(*kinds: str, default: str = "text") -> Callable[[Any], Any]:
    """Return the ``--format`` option; ``kinds`` are the types of the results that it prints."""
    return click.option(
        "--format",
        "format_name",
        type=Formats(*kinds),
        default=default,
        show_default=True,
        callback=_spoken,
        help="How the result is printed.",
    )


def writing(command: Any) -> Any:
    """Add the options that every writing command has; ``apply`` looks at the format itself."""
    return written("Files")(command)


def written(*kinds: str) -> Callable[[Any], Any]:
    """Return these options for a command that shows one of ``kinds``, types of results."""
    dry = click.option("--dry-run", is_flag=True, help="Say what would be written; write nothing.")
    check = click.option(
        "--check", is_flag=True, help="Like --dry-run, but exit 1 if a file would change."
    )
    form = click.option(
        "--format",
        type=Formats(*kinds),
        default="text",
        show_default=True,
        expose_value=False,
        callback=lambda ctx, _, value: ctx.meta.update({_FORMAT: _spoken(ctx, _, value)}),
        help="How the list of files is printed.",
    )
    return lambda command: dry(check(form(command)))


def pick(project: Project, locales: Sequence[str]) -> list[str]:
    """Return the locales asked for, or all. Raises ``KmsError`` for one the project has not."""
    known = sorted(project.config.locales)
    for locale in locales:
        if locale not in known:
            raise KmsError(
                'unknown locale "{locale}"', hint="The configuration has: {known}.",
                locale=locale, known=", ".join(known),
            )  # fmt: skip
    return sorted(set(locales)) or known


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit."""
    # Thousands of entries are made and all are kept: looking for circles among them finds none.
    gc.set_threshold(200_000)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        group.main(arguments, prog_name="kms-i18n", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        raise SystemExit(error.exit_code) from None
    except click.exceptions.Exit as stop:
        raise SystemExit(stop.exit_code) from None
    except KmsError as error:
        from kms_i18n import messages

        with messages.speaking(error.language):
            say(messages.tr("error: {text}", text=messages.told(error)))
        raise SystemExit(EXIT_USAGE) from None
    except BrokenPipeError:
        # Who asked did not hear the answer; a gate must not have said yes. click does the same.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        raise SystemExit(EXIT_NO) from None
    except (click.Abort, KeyboardInterrupt):
        raise SystemExit(EXIT_INTERRUPTED) from None
    except Exception as error:  # noqa: BLE001  the one boundary: a fault of ours, told shortly
        _fault(error)
    raise SystemExit(0)


def _fault(error: Exception) -> NoReturn:
    """Tell a fault of the program in two lines; the whole story is for KMS_I18N_DEBUG."""
    if isinstance(error, OSError) and error.filename is None:
        # Files have names, and what is wrong with them is a ``KmsError``: this is the output.
        say(f"error: the output cannot be written: {error.strerror}")
        raise SystemExit(EXIT_USAGE)
    if os.environ.get("KMS_I18N_DEBUG"):
        raise error
    say(f"internal error: {type(error).__name__}: {error}")
    say("  This is a fault of kms-i18n. Set KMS_I18N_DEBUG=1 to see where.")
    raise SystemExit(EXIT_FAULT)
