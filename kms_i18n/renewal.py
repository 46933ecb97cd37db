"""PO files that the user names, with or without a project, and their renewal from a template."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kms_i18n import po
from kms_i18n.errors import CatalogError, KmsError
from kms_i18n.merge import merge
from kms_i18n.merge_laws import check_merge
from kms_i18n.model import Edit
from kms_i18n.po_blocks import Blocks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from kms_i18n.merge import Merged
    from kms_i18n.model import Catalog
    from kms_i18n.tree import WorkTree


def named_catalogs(names: Sequence[str]) -> tuple[WorkTree, list[str]]:
    """Return PO files, and those in folders, that the user names anywhere, as paths of one tree.

    Its root is the current folder where that holds all of them, else their nearest common one.
    """
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
    """Yield PO files with the messages of their templates, and what that did to each.

    ``pot`` is the template of all, or a folder of templates (see ``templates``). Raises
    ``CatalogError`` for a file that cannot be read, and for a template without messages: it would
    make every translation obsolete.
    """
    for name, files in _by_template(paths, pot).items():
        template = _template(name)
        for path in files:
            old = tree.read(path)
            catalog = po.parse(old, path)
            what = merge(catalog, template, matching=matching, previous=previous)
            if what.data != old:
                check_merge(catalog, _again(what.data, path))
            yield Edit(path, what.data, old), what


def _by_template(paths: Sequence[str], pot: str) -> dict[str, list[str]]:
    """Return which PO files follow which template, by the template's file."""
    if not os.path.isdir(pot):  # noqa: PTH112  (as ``catalog_files``)
        return {pot: list(paths)}
    from kms_i18n.counting import below

    found: dict[str, list[str]] = {}
    made = {os.path.relpath(name, pot): name for name in below(pot, ".pot")}
    for path, name in templates(paths, made).items():
        if name is None:
            hint = f"Put its template into {pot}, or name the PO files that have one."
            raise KmsError("no template in the folder is like its path", path=path, hint=hint)
        found.setdefault(made[name], []).append(path)
    return {name: found[name] for name in sorted(found)}


def templates(paths: Iterable[str], names: Collection[str]) -> dict[str, str | None]:
    """Return by PO file the template whose path is the longest end of its own; None: no one's is.

    ``names`` are relative to the templates' folder. ``fr/LC_MESSAGES/library/os.po`` follows
    ``library/os.pot`` rather than ``os.pot``: as documentation builders lay both out.
    """

    def likest(path: str) -> str | None:
        end = f"{path.removesuffix('.po')}.pot"
        while end and end not in names:
            end = end.partition(os.sep)[2]
        return end or None

    return {path: likest(path) for path in paths}


def _template(path: str) -> Catalog:
    """Return a template that has messages."""
    from kms_i18n.tree import read_file

    template = po.parse(read_file(path), path)
    if not Blocks(template, template).live():
        hint = "Make it anew with xgettext, or name another one."
        raise CatalogError("the template has no messages", path=path, line=1, hint=hint)
    return template


def _again(data: bytes, path: str) -> Catalog:
    """Read new content as the next command will."""
    try:
        return po.parse(data, path)
    except CatalogError as error:
        raise CatalogError(
            "nothing was written, because the new file could not be read: {why}",
            path=error.path, line=error.line, hint=error.advice, why=error,
        ) from None  # fmt: skip
