"""Translated documents as they should be, and why one must not be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kms_i18n import flow
from kms_i18n.errors import KmsError
from kms_i18n.messages import tr
from kms_i18n.model import Edit
from kms_i18n.workspace import read, units

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kms_i18n.model import Document
    from kms_i18n.project import Project
    from kms_i18n.tree import Tree


class Publication(Struct, frozen=True):
    """A translated document as it should be, or why it must not be written."""

    edit: Edit
    refusal: str = ""
    worse: bool = False
    """Whether it is refused only for being less complete than what is published."""


def publications(
    tree: Tree,
    project: Project,
    locales: Sequence[str],
    fallback: str,
    notice: Mapping[str, str] | None = None,
) -> Iterator[Publication]:
    """Yield every document in every locale; a file is never replaced by a less complete one.

    ``notice`` is what stands before a stale translation, by locale.
    """
    for bundle in project.bundles:
        for locale in locales:
            found = units(tree, project, bundle, locale)
            for document in bundle.documents:
                result = flow.publish(document, found, fallback, (notice or {}).get(locale, ""))
                path = bundle.outputs[locale, document.path]
                old = read(tree, path)
                edit = Edit(path, result.text.encode(), old)
                yield _judged(edit, result, document, fallback)


def _judged(edit: Edit, result: flow.Published, document: Document, fallback: str) -> Publication:
    """Return the publication with its refusal, if there is a reason for one."""
    if fallback == "refuse" and result.missing:
        names = ", ".join(unit.segment.path for unit in result.missing)
        return Publication(edit, tr("without a finished translation: {names}", names=names))
    if edit.old is not None:
        before = _translated(edit.old, document)
        now = _translated(edit.new, document)
        if now < before:
            text = tr("it would show {now} translated segments, the published file shows {before}", now=now, before=before)  # fmt: skip
            return Publication(edit, text, worse=True)
    return Publication(edit)


def _translated(data: bytes, document: Document) -> int:
    """Return how many segments of a published file are not simply source text."""
    from kms_i18n import formats

    sources = {segment.text for segment in document.segments}
    try:
        published = formats.extract(document.path, data, document.format)
    except KmsError:
        return 0
    return sum(segment.text not in sources for segment in published.segments)
