"""Write the reference pages that follow from the code: the commands and the checks.

    python scripts/build_reference.py [--check]

With ``--check`` nothing is written; exit 1 if a page is out of date.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from kms_i18n import checks
from kms_i18n.cli import group

FOLDER = Path(__file__).resolve().parent.parent / "docs/reference"


def commands() -> str:
    """Return the help of every command as one Markdown page."""
    parts = ["# Commands", "", "This page is what `--help` prints; it is made from the code.", ""]
    root = click.Context(
        group, info_name="kms-i18n", terminal_width=80, help_option_names=["-h", "--help"]
    )
    parts += ["```text", group.get_help(root), "```", ""]
    for name in group.list_commands(root):
        command = group.get_command(root, name)
        if command is None:
            continue
        context = click.Context(command, root, info_name=name, terminal_width=80)
        parts += [f"## {name}", "", "```text", command.get_help(context), "```", ""]
    return "\n".join(line.rstrip() for line in "\n".join(parts).splitlines()) + "\n"


def pages() -> dict[str, str]:
    """Return every generated page by its file name."""
    return {"commands.md": commands(), "checks.md": checks.reference()}


def main() -> int:
    """Write the pages, or say which are out of date; in English, whoever runs it."""
    os.environ["LC_ALL"] = "C"
    stale = [
        name
        for name, text in pages().items()
        if not (FOLDER / name).is_file() or (FOLDER / name).read_text(encoding="utf-8") != text
    ]
    if "--check" not in sys.argv[1:]:
        for name in stale:
            (FOLDER / name).write_text(pages()[name], encoding="utf-8")
    for name in stale:
        print(f"docs/reference/{name}: {'out of date' if '--check' in sys.argv else 'written'}")
    return int(bool(stale) and "--check" in sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
