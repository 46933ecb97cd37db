"""Templates and catalogs brought up to their documents, translations and layout.

Nothing here writes: an ``Edit`` is a file as it should be, held to what was promised of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n import flow, po, po_format, po_laws
from kms_i18n.errors import CatalogError
from kms_i18n.fates import Adoption, Explained
from kms_i18n.model import Edit
from kms_i18n.states import state
from kms_i18n.workspace import read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kms_i18n.model import Catalog, Document
    from kms_i18n.project import Bundle, Project
    from kms_i18n.tree import Tree, WorkTree

_POT_HEADER = {
    "Project-Id-Version": "",
    "Language": "",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}


def template(tree: Tree, project: Project, bundle: Bundle) -> Edit:
    """Return the template of a bundle as it should be; its header stays as the project wrote it."""
    old = read(tree, bundle.template)
    data = (
        old
        if old is not None
        else po.new_catalog({**_POT_HEADER, "Project-Id-Version": bundle.name})
    )
    catalog = po.parse(data, bundle.template, limits=project.config.limits)
    new = flow.update(catalog, bundle.documents).data
    _hold(catalog, new)
    return Edit(bundle.template, new, old)


def updated(
    tree: Tree, project: Project, bundle: Bundle, locale: str, *, comments: bool = False
) -> tuple[Edit, flow.Updated]:
    """Return one catalog brought up to its documents, and what that did; a missing one is begun.

    ``comments``: an extracted comment says of every carried translation how its text changed.
    """
    path = bundle.catalogs[locale]
    old = read(tree, path)
    data = old if old is not None else _begun(project, bundle, locale)
    editorial = project.config.locales[locale].role == "editorial"
    catalog = po.parse(data, path, locale, project.config.limits)
    source = project.config.source_locale
    what = flow.update(
        catalog, bundle.documents, editorial=editorial, locale=source, comments=comments
    )
    _hold(catalog, what.data, editorial=editorial)
    return Edit(path, what.data, old), what


def explained(bundle: Bundle, locale: str, edit: Edit, what: flow.Updated) -> Explained:
    """Return why each entry of an updated catalog got what it got, and its state now."""
    catalog = po.parse(edit.new, edit.path, locale)
    states = {e.source: "obsolete" for e in catalog.entries if e.obsolete and e.context is None}
    states |= {e.source: state(e, approved=False).label for e in catalog.live if e.context is None}
    return Explained(edit.path, locale, what.fates, flow.references(bundle.documents), states)


def adopted(
    tree: Tree,
    project: Project,
    bundle: Bundle,
    locale: str,
    document: Document,
    translation: Document,
) -> tuple[Edit, Adoption]:
    """Return one catalog, up to its documents, with a translated document in it, and the account."""
    from kms_i18n import adoption

    edit, _ = updated(tree, project, bundle, locale)
    catalog = po.parse(edit.new, edit.path, locale, project.config.limits)
    editorial = project.config.locales[locale].role == "editorial"
    data, account = adoption.adopt(catalog, document, translation, editorial=editorial)
    po_laws.check_kept(catalog, po.parse(data, edit.path, locale))
    return Edit(edit.path, data, edit.old), account


def _hold(catalog: Catalog, new: bytes, *, editorial: bool = False) -> None:
    """Read new content as the next command will, and hold it to what an update promises."""
    if new == catalog.data:
        return
    try:
        again = po.parse(new, catalog.path, catalog.locale)
    except CatalogError as error:
        raise CatalogError(
            "nothing was written, because the new file could not be read: {why}",
            path=error.path, line=error.line, hint=error.advice, why=error,
        ) from None  # fmt: skip
    po_laws.check_update(catalog, again, editorial=editorial)


def losses(committed: Tree, bundle: Bundle, edit: Edit) -> list[str]:
    """Return the places of translations that a catalog lost since it was committed.

    ``edit`` is what ``updated`` made of it. Only translations whose source is still there count;
    see ``po_laws.lost``. A committed catalog that cannot be read has none.
    """
    path = edit.path
    head = read(committed, path)
    if head is None or head == edit.old:
        return []
    try:
        known = po.parse(head, path)
    except CatalogError:
        return []
    places = flow.references(bundle.documents)
    gone = po_laws.lost(known, po.parse(edit.old or b"", path), po.parse(edit.new, path), places)
    return [places[entry.source][0] for entry in gone]


def relaid(tree: WorkTree, paths: Sequence[str]) -> list[Edit]:
    """Return PO files in gettext's own layout; what they say stays the same."""
    edits: list[Edit] = []
    for path in paths:
        old = tree.read(path)
        catalog = po.parse(old, path)
        new = po_format.formatted(catalog)
        if new != old:
            po_laws.check_format(catalog, po.parse(new, path))
        edits.append(Edit(path, new, old))
    return edits


def _begun(project: Project, bundle: Bundle, locale: str) -> bytes:
    """Return an empty catalog with the header that gettext expects."""
    from babel.messages.plurals import get_plural

    # Babel's gettext data, not its CLDR rules: those give French three forms, gettext has two.
    plural = get_plural(locale)
    del project
    fields = {
        **_POT_HEADER,
        "Project-Id-Version": bundle.name,
        "Language": locale,
        "Plural-Forms": f"nplurals={plural.num_plurals}; plural={plural.plural_expr};",
    }
    return po.new_catalog(fields)


def initial(
    tree: WorkTree, sources: Sequence[str], source_locale: str, locales: Sequence[str]
) -> list[Edit]:
    """Return the first files of a project: configuration, templates, catalogs. What is there stays."""
    from kms_i18n import config, project

    name = "kms-i18n.yaml"
    old = read(tree, name)
    data = old if old is not None else _configuration(sources, source_locale, locales)
    loaded = project.load(tree, name, config.parse(data, name))
    edits = [Edit(name, data, old)]
    for bundle in loaded.bundles:
        edits.append(template(tree, loaded, bundle))
        for locale, path in sorted(bundle.catalogs.items()):
            if read(tree, path) is None:
                edits.append(updated(tree, loaded, bundle, locale)[0])
    return edits


def _configuration(sources: Sequence[str], source_locale: str, locales: Sequence[str]) -> bytes:
    """Return a first configuration; quoted, so that no name can be read as something else."""
    import json

    lines = [f"source_locale: {json.dumps(source_locale)}", "documents:"]
    lines += [f"  - {json.dumps(source)}" for source in sources]
    lines.append("locales:")
    lines += [
        f"  {json.dumps(code)}: {{role: {'editorial' if code == source_locale else 'translation'}}}"
        for code in sorted(set(locales))
    ]
    lines += [
        "policies:",
        "  draft:",
        "    forbid: [stale]",
        "    findings: error",
        "    fallback: source",
        "  release:",
        "    minimum: {approved: 100}",
        "    findings: error",
        "    fallback: refuse",
    ]
    return ("\n".join(lines) + "\n").encode()
