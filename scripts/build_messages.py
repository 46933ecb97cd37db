"""Bring the catalogs of the program's own messages up to its code; translations stay.

    python scripts/build_messages.py [--check]

Babel goes through the code and asks ``said`` what each file says: the messages of `tr` and `trn`,
what is marked as a `phrase`, errors with their hints. The help of commands and options is added.
Our own engine writes the catalogs: what nobody touched stays byte for byte, what left the code
becomes obsolete. With ``--check`` nothing is written; exit 1 if a catalog is out of date or not
complete.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click
from babel.messages.extract import extract_from_dir

from kms_i18n import cli, errors, po
from kms_i18n.cli import _help

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kms_i18n.model import Entry

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "kms_i18n/locale"
KEYWORDS = {"tr": None, "trn": (1, 2)}
ERRORS = {name for name, kind in vars(errors).items() if isinstance(kind, type)}
"""Calls whose first text is a message; they may hold a hint."""
ARGUMENTS = {
    **dict.fromkeys(ERRORS, 0),
    "tr": 0, "phrase": 0, "_error": 0, "_misplaced": 0, "note": 1, "Rule": 1, "refuse": 1, "TextError": 1,
}  # fmt: skip
"""Where in a call the message stands; behind it, or as a keyword, the hint."""


def messages() -> dict[str, str | None]:
    """Return every message with its plural, in the order of the files and lines."""
    found: dict[str, str | None] = {}
    rows = extract_from_dir(ROOT / "kms_i18n", [("**.py", f"{__name__}:said")], keywords=KEYWORDS)
    for _, _, message, _, _ in sorted(rows, key=lambda row: (Path(row[0]), row[1])):
        one, many = message if isinstance(message, tuple) else (message, None)
        found.setdefault(str(one), many and str(many))
    return found | {text: None for text in helps() if text not in found}


def said(
    file: IO[bytes],
    keywords: object,  # noqa: ARG001  (Babel says what it looks for; here the code does)
    comment_tags: object,  # noqa: ARG001
    options: object,  # noqa: ARG001
) -> Iterator[tuple[int, str, str | tuple[str, str], list[str]]]:
    """Yield the messages of a file of code, as Babel asks an extraction method for them.

    Babel's own method for Python takes the first arguments of calls; a hint is a keyword, and a text
    may have been given a name before.
    """
    tree = ast.parse(file.read())
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.Module)]
    found = [row for function in functions for row in _of_function(function)]
    for line, one, many in sorted(found, key=lambda row: row[0]):
        yield (line, "trn", (one, many), []) if many else (line, "tr", one, [])


def helps() -> list[str]:
    """Return what the commands and options say of themselves, each once."""
    context = click.Context(cli.group)
    found = list(_help.texts(cli.group))
    for name in cli.group.list_commands(context):
        command = cli.group.get_command(context, name)
        found += [cli.summary(name), *(_help.texts(command) if command else ())]
    return list(dict.fromkeys(found))


def _of_function(function: ast.FunctionDef | ast.Module) -> Iterator[tuple[int, str, str | None]]:
    """Yield the messages that a function says: line, message, plural."""
    known: dict[str, list[str]] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            known.setdefault(node.targets[0].id, []).extend(_texts(node.value, {}))
    if isinstance(function, ast.Module):
        known = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            for one, many in _of_call(node, known):
                yield node.lineno, one, many


def _of_call(call: ast.Call, known: dict[str, list[str]]) -> Iterator[tuple[str, str | None]]:
    """Yield the messages that a call says, each with its plural."""
    function = call.func
    name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
    if name == "trn":
        one, many = (_texts(argument, known)[0] for argument in call.args[:2])
        yield one, many
    elif name in ARGUMENTS:
        first = call.args[ARGUMENTS[name] :]
        hints = [word.value for word in call.keywords if word.arg == "hint"]
        for node in [*(first[:1] if name in {"tr", "phrase", "Rule"} else first), *hints]:
            yield from ((text, None) for text in _texts(node, known) if text)


def _texts(node: ast.expr, known: dict[str, list[str]]) -> list[str]:
    """Return the texts that an expression may be, as far as they are written in the code."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return _texts(node.body, known) + _texts(node.orelse, known)
    return known.get(node.id, []) if isinstance(node, ast.Name) else []


def updated(data: bytes, path: str, wanted: dict[str, str | None]) -> bytes:
    """Return a catalog with exactly these messages live, in their order."""
    catalog = po.parse(data, path)
    forms = 1 if "nplurals=1" in po.header_fields(catalog).get("Plural-Forms", "") else 2
    known = {entry.source: entry for entry in catalog.entries if not entry.is_header}
    blocks: list[Entry | bytes] = []
    for one, many in wanted.items():
        entry = known.pop(one, None)
        if entry is not None and entry.source_plural == many:
            blocks.append(po.revise(catalog, entry, obsolete=False) if entry.obsolete else entry)
            continue
        empty = ("",) * (forms if many else 1)
        blocks.append(po.write_entry(one, empty, source_plural=many, style=po.style_of(data)))
    for entry in known.values():
        if entry.obsolete:
            blocks.append(entry)
        elif any(entry.targets):
            blocks.append(po.revise(catalog, entry, obsolete=True))
    return po.compose(catalog, blocks)


def main() -> int:
    """Write the catalogs, or say which are out of date or not complete."""
    check = "--check" in sys.argv[1:]
    wanted = messages()
    failed = 0
    for path in sorted(FOLDER.glob("*.po")):
        name = str(path.relative_to(ROOT))
        data = path.read_bytes()
        new = updated(data, name, wanted)
        if new != data:
            failed = 1
            print(f"{name}: {'out of date' if check else 'written'}")
            if not check:
                path.write_bytes(new)
        for entry in po.parse(new, name).live:
            if not entry.translated or entry.fuzzy:
                failed = 1
                print(f"{name}:{entry.target_line}: no finished translation of {entry.source!r}")
    return failed if check else 0


if __name__ == "__main__":
    sys.exit(main())
