"""``kms-i18n import-document``: take a translation made elsewhere into a catalog."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from kms_i18n.cli import apply, pick, work, written
from kms_i18n.errors import KmsError

if TYPE_CHECKING:
    from kms_i18n.model import Document
    from kms_i18n.project import Bundle, Project


@click.command(
    epilog="\b\nExamples:\n  kms-i18n import-document fr mission-fr.txt --dry-run\n  kms-i18n import-document km old/mission.md --document source/mission.txt"
)
@click.argument("locale")
@click.argument("file")
@click.option(
    "--document", "name", metavar="PATH", help="The source document; needed if there are several."
)
@written("Adoption")
def command(*, locale: str, file: str, name: str | None, dry_run: bool, check: bool) -> None:
    """Take an already translated document FILE into the catalog of LOCALE.

    Segments are laid beside those of the source by structure, length, numbers and order. What is
    sure becomes a translation, what is not becomes a fuzzy one, and what is left over on either
    side is listed. A missing or split paragraph costs no more than itself. Translations that the
    catalog has already stay.
    """
    from kms_i18n import formats
    from kms_i18n.tree import read_file
    from kms_i18n.upkeep import adopted

    tree, project = work()
    pick(project, (locale,))
    bundle, document = _document(project, name, file)
    alike = PurePath(file).suffix == PurePath(document.path).suffix
    translation = formats.extract(file, read_file(file), document.format if alike else "")
    edit, account = adopted(tree, project, bundle, locale, document, translation)
    apply(
        tree,
        [edit],
        dry_run=dry_run,
        check=check,
        result=lambda files: replace(account, files=files),
    )


def _document(project: Project, name: str | None, file: str) -> tuple[Bundle, Document]:
    """Return the source document that is meant: by its name, the only one, or FILE's namesake."""
    found = [(bundle, d) for bundle in project.bundles for d in bundle.documents]
    if name is not None:
        chosen = [pair for pair in found if pair[1].path == name]
    elif len(found) == 1:
        chosen = found
    else:
        last = file.replace("\\", "/").rpartition("/")[2]
        chosen = [pair for pair in found if pair[1].path.rpartition("/")[2] == last]
    if len(chosen) == 1:
        return chosen[0]
    names = ", ".join(document.path for _, document in found)
    what = 'no source document "{name}"' if name else "it is not clear which document this is"
    hint = "Say it with --document; there are: {names}."
    raise KmsError(what, path=file, hint=hint, name=name, names=names)
