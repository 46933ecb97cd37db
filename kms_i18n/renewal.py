"""PO files that the user names, with or without a project, and their renewal from a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n import po, po_laws
from kms_i18n.errors import CatalogError
from kms_i18n.merge import merge
from kms_i18n.model import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kms_i18n.merge import Merged
    from kms_i18n.model import Catalog
    from kms_i18n.tree import WorkTree


def named_catalogs(names: Sequence[str]) -> tuple[WorkTree, list[str]]:
    """Return PO files, and those in folders, that the user names anywhere, as paths of one tree.

    Its root is the current folder where that holds all of them, else their nearest common one.
    """
    import os

    from kms_i18n.counting import catalog_files
    from kms_i18n.tree import WorkTree

    found = [os.path.abspath(name) for name in catalog_files(names)]  # noqa: PTH100  links stay
    here = os.getcwd()  # noqa: PTH109  as abspath has it
    folders = [os.path.dirname(path) for path in found]  # noqa: PTH120
    root = os.path.commonpath([here, *folders])
    if root != here and folders:
        root = os.path.commonpath(folders)
    paths = [os.path.relpath(path, root) for path in dict.fromkeys(found)]
    return WorkTree(root), paths


def renewed(
    tree: WorkTree, paths: Sequence[str], pot: str, *, matching: bool, previous: bool
) -> Iterator[tuple[Edit, Merged]]:
    """Yield PO files with the messages of the template ``pot``, and what that did to each.

    Raises ``CatalogError`` for a file that cannot be read, and for a template without messages:
    it would make every translation obsolete.
    """
    from kms_i18n.tree import read_file

    template = po.parse(read_file(pot), pot)
    if not any(not entry.is_header and not entry.obsolete for entry in template.entries):
        hint = "Make it anew with xgettext, or name another one."
        raise CatalogError("the template has no messages", path=pot, line=1, hint=hint)
    for path in paths:
        old = tree.read(path)
        catalog = po.parse(old, path)
        what = merge(catalog, template, matching=matching, previous=previous)
        if what.data != old:
            po_laws.check_merge(catalog, _again(what.data, path))
        yield Edit(path, what.data, old), what


def _again(data: bytes, path: str) -> Catalog:
    """Read new content as the next command will."""
    try:
        return po.parse(data, path)
    except CatalogError as error:
        raise CatalogError(
            "nothing was written, because the new file could not be read: {why}",
            path=error.path, line=error.line, hint=error.advice, why=error,
        ) from None  # fmt: skip
