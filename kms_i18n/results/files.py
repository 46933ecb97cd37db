"""What became of the files of a command that writes."""

from __future__ import annotations

from typing import Any, ClassVar

from msgspec import Struct


class File(Struct, frozen=True):
    """What a command did, or would do, with a file."""

    path: str
    change: str
    """``written``, ``would write`` or ``refused``."""
    reason: str = ""
    """Why it was refused."""

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"path": self.path, "change": self.change, "reason": self.reason}


class Files(Struct, frozen=True):
    """What became of the files of a command that writes; files that stay as they are count too."""

    schema: ClassVar[str] = "kms-i18n/files/1"
    files: tuple[File, ...]
    unchanged: int = 0
    """How many files are already as they should be."""

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "schema": self.schema,
            "files": [file.data() for file in self.files],
            "unchanged": self.unchanged,
        }
