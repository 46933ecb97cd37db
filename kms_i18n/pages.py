"""Published documents as pages: where each goes, and whether it may replace what is there."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kms_i18n import messages, reports, workspace
from kms_i18n.edition import edition
from kms_i18n.messages import tr
from kms_i18n.model import Edit
from kms_i18n.publication import Publication

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kms_i18n.edition import Edition
    from kms_i18n.project import Project
    from kms_i18n.tree import Tree

_TRANSLATED = {
    "html": re.compile(rb'<body [^>]*data-translated="(\d+)"'),
    "pdf": re.compile(rb"<pdf:Keywords>kms-i18n, translated (\d+)</pdf:Keywords>"),
}
"""By which a file of ours is known again, with the number of its translated passages. No text of a
catalog can look like it: in both forms its signs are escaped."""


def pages(
    tree: Tree,
    project: Project,
    locales: Sequence[str],
    fallback: str,
    form: str,
    *,
    bilingual: bool,
) -> Iterator[Publication]:
    """Yield every document in every locale beside the published document, as ``html`` or ``pdf``.

    A page is never replaced by one with fewer translated passages, and nothing else by a page.
    """
    source = project.config.source_locale
    for bundle in project.bundles:
        for locale in locales:
            units = workspace.units(tree, project, bundle, locale)
            for document in bundle.documents:
                found = edition(document, units, (locale, source), fallback, bilingual=bilingual)
                output = PurePosixPath(bundle.outputs[locale, document.path])
                suffix = f".{source}.{form}" if bilingual else f".{form}"
                path = str(output.with_name(output.stem + suffix))
                old = tree.read(path) if tree.exists(path) else None
                yield _judged(found, Edit(path, _made(found, form), old), fallback, form)


def _made(found: Edition, form: str) -> bytes:
    """Return a document in one of the forms."""
    if form == "pdf":
        from kms_i18n import pdf

        return pdf.render(found)
    with messages.speaking(found.locale):
        return reports.render("html", found).encode()


def _judged(found: Edition, edit: Edit, fallback: str, form: str) -> Publication:
    """Return the page as it should be, with the reason if it must not be written."""
    if fallback == "refuse" and found.missing:
        names = ", ".join(unit.segment.path for unit in found.missing)
        return Publication(edit, tr("without a finished translation: {names}", names=names))  # fmt: skip
    if edit.old is None:
        return Publication(edit)
    known = _TRANSLATED[form].search(edit.old)
    if known is None:
        return Publication(edit, tr("it is no page of this program, and stays"))
    if found.translated < (before := int(known[1])):
        text = tr("it would show {now} translated passages, the page there shows {before}", now=found.translated, before=before)  # fmt: skip
        return Publication(edit, text, worse=True)
    return Publication(edit)
