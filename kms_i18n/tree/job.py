"""One file to be written: where it goes, whether it may, and in words what the disk refuses."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kms_i18n.errors import ChangedMeanwhileError, ConfinementError, KmsError, phrase
from kms_i18n.tree.folder import sync
from kms_i18n.tree.paths import confined, is_git

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kms_i18n.model import Edit
    from kms_i18n.tree.folder import Folder
    from kms_i18n.tree.work import WorkTree

_HINTS = {
    errno.EACCES: phrase("Change the permissions of the file or its folder."),
    errno.EDQUOT: phrase("Free some space and run the command again."),
    errno.ENOSPC: phrase("Free some space and run the command again."),
    errno.EPERM: phrase("Change the permissions of the file or its folder."),
    errno.EROFS: phrase("The disk is read-only."),
}


class Job:
    """One file to be written."""

    folder: Folder
    """The folder, open and locked: from the moment that it is."""

    def __init__(self, edit: Edit, path: Path, name: str) -> None:
        self.edit = edit
        self.path = path
        """The folder, symbolic links followed."""
        self.name = name
        self.temporary = ""
        """The complete new content, or after the exchange what stood at the destination."""

    @property
    def changes(self) -> bool:
        """Whether there is anything to write."""
        return self.edit.new != self.edit.old

    def changed(self) -> ChangedMeanwhileError:
        """Return the error for a file that is not what was read."""
        return ChangedMeanwhileError(
            "changed while I worked: another program saved it, and it stays as it was saved",
            path=self.edit.path,
            hint="Run the command again.",
        )


@contextmanager
def explained(path: str) -> Iterator[None]:
    """Turn what the disk refuses into a ``KmsError``."""
    try:
        yield
    except OSError as error:
        hint = _HINTS.get(error.errno or 0, "")
        why = error.strerror
        raise KmsError("cannot be written: {why}", path=path, hint=hint, why=why) from None


def job(tree: WorkTree, edit: Edit) -> Job:
    """Return where an edit goes. Raises ``ConfinementError`` or ``KmsError`` if it may not."""
    *folders, name = confined(edit.path)
    path = Path(os.path.realpath(tree.root.joinpath(*folders)))
    if not path.is_relative_to(tree.root) or is_git(path.relative_to(tree.root).parts):
        reason = "leads out of the project's folder through a symbolic link"
        raise ConfinementError(reason, path=edit.path, hint="Write to a folder of the project.")
    found = Job(edit, path, name)
    if found.changes:
        _check_destination(path / name, edit.path)
    return found


def _check_destination(there: Path, path: str) -> None:
    """Refuse what is no plain, writable file; nothing at all is well."""
    with explained(path):
        try:
            mode = there.lstat().st_mode
        except FileNotFoundError:
            return
    if stat.S_ISLNK(mode):
        hint = "Put the file itself in its place."
        raise ConfinementError("is a symbolic link, and is not written to", path=path, hint=hint)
    if not stat.S_ISREG(mode):
        raise KmsError("is a folder, not a file", path=path, hint="Move it out of the way.")
    if not mode & 0o222:
        raise KmsError("is read-only", path=path, hint="Make it writable with chmod u+w.")


def make_folders(jobs: Iterable[Job]) -> list[Path]:
    """Make the folders that are missing; return them, outermost first."""
    made: list[Path] = []
    for each in jobs:
        around = (each.path, *each.path.parents)
        missing = [folder for folder in around if not os.path.lexists(folder)]
        try:
            with explained(each.edit.path):
                for folder in reversed(missing):
                    if _make(folder):
                        made.append(folder)
                        sync(folder.parent)
        except BaseException:
            remove_folders(made)
            raise
    return made


def _make(folder: Path) -> bool:
    """Make a folder; return whether it was not there. Another run may have been quicker."""
    try:
        folder.mkdir()
    except FileExistsError:
        if not folder.is_dir():
            raise
        return False
    return True


def remove_folders(made: list[Path]) -> None:
    """Remove folders that were made for nothing, as far as they are empty."""
    for folder in reversed(made):
        with suppress(OSError):
            folder.rmdir()
