"""Published documents as pages: where each goes, and whether it may replace what is there."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kms_i18n import messages, reports, workspace
from kms_i18n.edition import edition
from kms_i18n.model import Edit
from kms_i18n.publication import Publication

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kms_i18n.edition import Edition
    from kms_i18n.project import Project
    from kms_i18n.tree import Tree

_GENERATOR = b'<meta name="generator" content="kms-i18n"/>'
_TRANSLATED = re.compile(rb'<body [^>]*data-translated="(\d+)"')


def pages(
    tree: Tree, project: Project, locales: Sequence[str], fallback: str, *, bilingual: bool
) -> Iterator[Publication]:
    """Yield every document in every locale as a page beside the published document.

    A page is never replaced by one with fewer translated passages, and nothing else by a page.
    """
    source = project.config.source_locale
    for bundle in project.bundles:
        for locale in locales:
            units = workspace.units(tree, project, bundle, locale)
            for document in bundle.documents:
                found = edition(document, units, (locale, source), fallback, bilingual=bilingual)
                output = PurePosixPath(bundle.outputs[locale, document.path])
                suffix = f".{source}.html" if bilingual else ".html"
                path = str(output.with_name(output.stem + suffix))
                old = tree.read(path) if tree.exists(path) else None
                yield _judged(found, path, old, fallback)


def _judged(found: Edition, path: str, old: bytes | None, fallback: str) -> Publication:
    """Return the page as it should be, with the reason if it must not be written."""
    with messages.speaking(found.locale):
        edit = Edit(path, reports.render("html", found).encode(), old)
    if fallback == "refuse" and found.missing:
        names = ", ".join(unit.segment.path for unit in found.missing)
        return Publication(edit, f"without a finished translation: {names}")
    if old is None:
        return Publication(edit)
    if _GENERATOR not in old[:4096]:
        return Publication(edit, "it is no page of this program, and stays")
    before = int(match[1]) if (match := _TRANSLATED.search(old)) else 0
    if found.translated < before:
        text = (
            f"it would show {found.translated} translated passages, the page there shows {before}"
        )
        return Publication(edit, text, worse=True)
    return Publication(edit)
