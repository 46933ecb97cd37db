"""Counts of plain PO files as they are shown."""

from __future__ import annotations

from typing import Any, NamedTuple


class CatalogCount(NamedTuple):
    """What ``msgfmt --statistics`` says of one PO file, or why it cannot be read."""

    path: str
    translated: int = 0
    fuzzy: int = 0
    untranslated: int = 0
    obsolete: int = 0
    words: tuple[int, int, int] | None = None
    """Source words translated, fuzzy, untranslated; None: nobody asked for them."""
    error: tuple[int, int, str] | None = None
    """Line, column (both 0 for a file that could not be opened) and message."""

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        if self.error:
            line, column, message = self.error
            return {
                "path": self.path,
                "error": {"line": line, "column": column, "message": message},
            }
        names = ("translated", "fuzzy", "untranslated")
        return {
            "path": self.path,
            "translated": self.translated,
            "fuzzy": self.fuzzy,
            "untranslated": self.untranslated,
            "obsolete": self.obsolete,
            **({} if self.words is None else {"words": dict(zip(names, self.words, strict=True))}),
        }


class CatalogStatus(NamedTuple):
    """Counts of plain PO files, in the order they were named."""

    catalogs: tuple[CatalogCount, ...]

    @property
    def schema(self) -> str:
        """The name of the JSON form."""
        return "kms-i18n/catalogs/1"

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"schema": self.schema, "catalogs": [c.data() for c in self.catalogs]}
