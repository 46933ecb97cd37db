"""A user's own editor, opened where there is work to do."""

from __future__ import annotations

import os
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

from kms_i18n.errors import KmsError

if TYPE_CHECKING:
    from kms_i18n.tree.work import WorkTree

_AT_COLON = {"code", "codium", "cursor", "hx", "subl", "zed"}
"""Editors that take ``file:line``."""
_AT_PLUS = {"emacs", "emacsclient", "gedit", "jed", "joe", "kak", "mcedit", "micro", "nano", "ne", "nvim", "vi", "vim"}  # fmt: skip
"""Editors that take ``+line`` before the file."""


def command(editor: str, file: str, line: int) -> list[str]:
    """Return how an editor is started at a line of a file; one that we do not know gets the file.

    Raises ``KmsError`` for an empty command and one whose quotes do not match.
    """
    import shlex

    hint = "Set EDITOR to a program, such as: export EDITOR=nano"
    try:
        words = shlex.split(editor)
    except ValueError as error:
        raise KmsError("EDITOR cannot be read: {why}", hint=hint, why=error) from None
    if not words:
        raise KmsError("EDITOR is empty", hint=hint)
    name = Path(words[0]).stem.lower()
    if line and name in _AT_PLUS:
        return [*words, f"+{line}", file]
    if line and name in _AT_COLON:
        goto = ["--goto"] if name in {"code", "codium", "cursor"} else []
        return [*words, *goto, f"{file}:{line}"]
    return [*words, file]


def open_at(tree: WorkTree, path: str, line: int) -> int:
    """Open a file of the tree in ``$VISUAL``, ``$EDITOR`` or Poedit, and return its exit code.

    Raises ``KmsError`` if there is no editor, or it cannot be started.
    """
    import subprocess

    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or which("poedit") or ""
    # An absolute path: no file name can be taken for an option.
    words = command(editor, str(tree.locate(path)), line)
    try:
        return subprocess.run(words, check=False).returncode  # noqa: S603  the user's own editor
    except OSError as error:
        hint = "Set EDITOR to a program that is installed."
        text = "{program} cannot be started: {why}"
        raise KmsError(text, hint=hint, program=words[0], why=error.strerror) from None
