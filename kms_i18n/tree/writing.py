"""Writing files so that a kill, a full disk or another program's save costs nobody anything.

All new contents lie complete and synced beside their destinations before the first one is
touched. Each is then exchanged with its destination in one step, and what came out is looked
at: if it is not what was read, somebody saved meanwhile, and everything is exchanged back. On a
system that cannot exchange, the destination is compared and then replaced; a save in the moment
between the two would be lost there. One more moment is nobody's to close: an editor that goes
on writing into a file which it opened before the exchange. If that is noticed, the file is kept
as rescued.
"""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

from kms_i18n.tree.folder import Folder, leftovers
from kms_i18n.tree.job import Job, explained, job, make_folders, remove_folders
from kms_i18n.tree.rename import Unsupported, exchange, put

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from kms_i18n.model import Edit
    from kms_i18n.tree.work import WorkTree

    Tell = Callable[[str], None]

PATIENCE = 10.0
"""Seconds to wait for another kms-i18n that writes in the same folder."""


def _to_stderr(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def write(
    tree: WorkTree,
    edits: Sequence[Edit],
    *,
    lock_timeout: float = PATIENCE,
    tell: Tell = _to_stderr,
) -> list[str]:
    """Write files, all or none, and return the paths whose content really changed, sorted.

    A file that has its new content already is not opened for writing; pass such edits all the
    same, so that what a killed run left in their folders is settled. ``tell`` is given a line for
    each file rescued there. Killed half-way, some files are new and the others old, each of them
    whole; running again finishes it.

    Raises ``ChangedMeanwhileError`` if a file is not what ``Edit.old`` says, ``ConfinementError``
    for a path that leads out of the project, into Git's folder or to a symbolic link, and
    ``KmsError`` for a folder locked for longer than ``lock_timeout`` seconds and for what the disk
    refuses. Every file is then as it was, except on a system without the exchange.
    """
    jobs = [job(tree, edit) for edit in edits]
    if len({each.path / each.name for each in jobs}) != len(jobs):
        raise ValueError("two edits of one file")
    made = make_folders(each for each in jobs if each.changes)
    with ExitStack() as stack:
        try:
            _settle(_locked(stack, tree, jobs, lock_timeout), tell)
            waiting = [each for each in jobs if each.changes and _differs(each)]
            _replace(waiting, tell)
        except BaseException:
            remove_folders(made)
            raise
    return sorted(each.edit.path for each in waiting)


def _locked(stack: ExitStack, tree: WorkTree, jobs: list[Job], patience: float) -> list[Job]:
    """Lock the folders that are written to or hold leftovers; return the jobs in them.

    Always in one order, so that two runs cannot wait for each other.
    """
    wanted = {each.path for each in jobs if each.changes}
    others = {each.path for each in jobs} - wanted
    wanted |= {path for path in others if path.is_dir() and leftovers(path)}
    folders: dict[Path, Folder] = {}
    for path in sorted(wanted):
        shown = path.relative_to(tree.root).as_posix()
        with explained(shown):
            folders[path] = stack.enter_context(Folder(path, shown, patience))
    inside = [each for each in jobs if each.path in folders]
    for each in inside:
        each.folder = folders[each.path]
    return inside


def _settle(jobs: list[Job], tell: Tell) -> None:
    """Settle what a killed run left in the folders of the jobs."""
    for folder in {each.path: each.folder for each in jobs}.values():
        mine = [each.edit for each in jobs if each.folder is folder]
        known = [content for edit in mine for content in (edit.new, edit.old) if content]
        with explained(folder.shown):
            folder.settle(known, tell)


def _differs(each: Job) -> bool:
    """Return whether a file still has to be written. Raises ``ChangedMeanwhileError``."""
    with explained(each.edit.path):
        now = each.folder.read(each.name)
    if now not in (each.edit.old, each.edit.new):
        raise each.changed()
    return now != each.edit.new


def _replace(jobs: list[Job], tell: Tell) -> None:
    """Write every file, or none."""
    try:
        for each in jobs:
            with explained(each.edit.path):
                each.temporary = each.folder.prepare(each.name, each.edit.old, each.edit.new)
        for each in jobs:
            with explained(each.edit.path):
                _step(each)
        for folder in {each.path: each.folder for each in jobs}.values():
            with explained(folder.shown):
                folder.sync()
    except BaseException:
        for each in reversed(jobs):
            _undo(each, tell)
        raise
    for each in jobs:
        if each.temporary and each.edit.old is not None:
            _discard(each, tell)


def _step(each: Job) -> None:
    """Bring one file into its place. Raises ``ChangedMeanwhileError`` or ``OSError``."""
    folder = each.folder
    try:
        if each.edit.old is None:
            put(folder.handle, each.temporary, each.name)
            return
        exchange(folder.handle, each.temporary, each.name)
    except (FileExistsError, FileNotFoundError):
        raise each.changed() from None
    except Unsupported:
        if folder.read(each.name) != each.edit.old:
            raise each.changed() from None
        os.replace(each.temporary, each.name, src_dir_fd=folder.handle, dst_dir_fd=folder.handle)
        each.temporary = ""
        return
    if folder.read(each.temporary) != each.edit.old:
        raise each.changed()


def _undo(each: Job, tell: Tell) -> None:
    """Bring back what stood at the destination.

    How far the job had come is read from the disk: an interruption may fall between a step and
    the note of it.
    """
    try:
        if each.temporary:
            _bring_back(each, tell)
    except (OSError, Unsupported):
        tell(f"{each.edit.path}: what stood there before is kept as {each.temporary}")


def _bring_back(each: Job, tell: Tell) -> None:
    """Undo the step of a job; what comes out may go only if it is ours."""
    folder, temporary, name = each.folder, each.temporary, each.name
    found = folder.read(temporary)
    if found == each.edit.new:  # it never came to its place
        folder.remove(temporary)
    elif found is not None:
        exchange(folder.handle, temporary, name)
        if folder.read(temporary) == each.edit.new:
            folder.remove(temporary)
        else:  # saved once more, on top of ours: the latest save stays, an earlier one is rescued
            exchange(folder.handle, temporary, name)
            _discard(each, tell)
    elif each.edit.old is None:
        put(folder.handle, name, temporary)
        if folder.read(temporary) == each.edit.new:
            folder.remove(temporary)
        else:
            put(folder.handle, temporary, name)


def _discard(each: Job, tell: Tell) -> None:
    """Remove a temporary file that holds the known old content; rescue any other."""
    try:
        if each.folder.read(each.temporary) == each.edit.old:
            each.folder.remove(each.temporary)
        else:
            each.folder.rescue(each.temporary, tell)
    except OSError:
        tell(f"{each.edit.path}: the content before is still there as {each.temporary}")
