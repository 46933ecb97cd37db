"""The verbs, applied to a project on disk: reads through the tree, returns results and edits.

Commands are glue over these functions. Nothing here writes: an ``Edit`` is a file as it should
be, and the command decides whether it is written, shown or held against ``--check``.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kms_i18n import acceptance, flow, po, po_format, po_laws
from kms_i18n import approvals as ledger
from kms_i18n.errors import CatalogError, KmsError
from kms_i18n.fates import Adoption, Explained
from kms_i18n.messages import tr
from kms_i18n.model import Edit
from kms_i18n.states import state

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kms_i18n.model import Approval, Catalog, Document, Entry, Policy, Segment, Unit
    from kms_i18n.project import Bundle, Project
    from kms_i18n.results import Coverage, Difference
    from kms_i18n.tree import Tree, WorkTree

_POT_HEADER = {
    "Project-Id-Version": "",
    "Language": "",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}


# ── extract and update ───────────────────────────────────────────────────────────────────────


def template(tree: Tree, project: Project, bundle: Bundle) -> Edit:
    """Return the template of a bundle as it should be; its header stays as the project wrote it."""
    old = _read(tree, bundle.template)
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
    old = _read(tree, path)
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
    head = _read(committed, path)
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
    old = _read(tree, name)
    data = old if old is not None else _configuration(sources, source_locale, locales)
    loaded = project.load(tree, name, config.parse(data, name))
    edits = [Edit(name, data, old)]
    for bundle in loaded.bundles:
        edits.append(template(tree, loaded, bundle))
        for locale, path in sorted(bundle.catalogs.items()):
            if _read(tree, path) is None:
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


# ── assess, check and judge ──────────────────────────────────────────────────────────────────


def units(tree: Tree, project: Project, bundle: Bundle, locale: str) -> list[Unit]:
    """Return every segment of a bundle with its entry and state in one locale."""
    path = bundle.catalogs[locale]
    data = _read(tree, path)
    limits = project.config.limits
    catalog = po.parse(data, path, locale, limits) if data is not None else None
    valid = approved(tree, project, bundle, locale, catalog.entries if catalog else ())
    found = [approval for some in valid.values() for approval in some]
    source = project.config.source_locale
    return flow.assess(bundle.documents, catalog, locale, source, found, path=path)


def coverages(tree: Tree, project: Project, locales: Sequence[str]) -> Iterator[Coverage]:
    """Yield the coverage of every document in every locale."""
    for bundle in project.bundles:
        found = {locale: units(tree, project, bundle, locale) for locale in locales}
        yield from _covered(project, bundle, found)


def policy(project: Project, name: str = "") -> Policy:
    """Return a policy by name; without one ``release``, or the only one. Raises ``KmsError``."""
    policies = project.config.policies
    if not name:
        name = next(iter(policies)) if len(policies) == 1 else "release"
    if name in policies:
        return policies[name]
    known = ", ".join(sorted(policies))
    hint = "The configuration has: {known}." if known else "The configuration has none."
    raise KmsError('unknown policy "{name}"', hint=hint, name=name, known=known)


def _covered(project: Project, bundle: Bundle, found: dict[str, list[Unit]]) -> Iterator[Coverage]:
    """Yield one coverage per document and locale of a bundle."""
    for document in bundle.documents:
        for locale, mine in found.items():
            role = project.config.locales[locale].role
            yield flow.cover(mine, document.path, locale, role, bundle.catalogs[locale])


def approved(
    tree: Tree, project: Project, bundle: Bundle, locale: str, entries: Iterable[Entry]
) -> Mapping[str, frozenset[Approval]]:
    """Return the approvals of one catalog's entries that count, by fingerprint.

    Where the configuration says so, those too that an accepted edit of the source left standing.
    """
    lines = approvals(tree, bundle.approvals[locale])
    if project.config.carry == "typographic":
        source = project.config.source_locale
        lines = acceptance.carried(lines, acceptance.former(lines, entries, locale, source))
    return ledger.valid(lines, locale, project.config.reviewers)


def approvals(tree: Tree, path: str) -> frozenset[Approval]:
    """Return the lines of an approvals file; none where there is no file."""
    data = _read(tree, path)
    return _parsed(data, path) if data is not None else frozenset()


@lru_cache(maxsize=16)
def _parsed(data: bytes, path: str) -> frozenset[Approval]:
    """Return the lines of an approvals file, which many catalogs share; read once."""
    return ledger.parse(data, path)


# ── compare ──────────────────────────────────────────────────────────────────────────────────


def differences(
    tree: WorkTree, project: Project, a: str | None, b: str | None
) -> Iterator[Difference]:
    """Yield how each document changed: from ``a`` to ``b``, revisions; the working tree if None.

    Without ``a``: from what the catalogs remember, which is the source as of their last update.
    Raises ``RevisionError`` for a revision that Git does not know.
    """
    from kms_i18n.tree import GitTree

    for bundle in project.bundles:
        catalogs = {
            locale: po.parse(data, path, locale, project.config.limits)
            if (data := _read(tree, path)) is not None
            else None
            for locale, path in sorted(bundle.catalogs.items())
        }
        if a is None:
            yield from _since_update(bundle, catalogs, project.config.source_locale)
            continue
        with GitTree(tree.root, a) as before:
            old = {d.path: _document(before, d) for d in bundle.documents}
        new = {d.path: d.segments for d in bundle.documents}
        if b is not None:
            with GitTree(tree.root, b) as after:
                new = {d.path: _document(after, d) for d in bundle.documents}
        for document in bundle.documents:
            path = document.path
            labels = (a, b or "working tree")
            source = project.config.source_locale
            yield flow.compare(path, old[path], new[path], labels, catalogs, source)


def _since_update(
    bundle: Bundle, catalogs: dict[str, Catalog | None], source: str
) -> Iterator[Difference]:
    """Yield what changed since the catalogs followed; once for all that remember the same text."""
    groups: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for locale, catalog in catalogs.items():
        if catalog is not None:
            groups[tuple(s.text for s in flow.remembered(catalog))].append(locale)
    for locales in groups.values():
        some = catalogs[locales[0]]
        segments = [s for d in bundle.documents for s in d.segments]
        if some is not None:
            label = f"catalogs ({', '.join(locales)})"
            names = ", ".join(d.path for d in bundle.documents)
            mine = {locale: catalogs[locale] for locale in locales}
            old = flow.remembered(some)
            yield flow.compare(names, old, segments, (label, "working tree"), mine, source)


def file_difference(a: str, b: str, locale: str = "en") -> Difference | None:
    """Return how one file in ``locale`` became another; None if the two names are not files."""
    from pathlib import Path

    from kms_i18n import formats
    from kms_i18n.tree import read_file

    if not (Path(a).is_file() and Path(b).is_file()):
        return None
    old = formats.extract(a, read_file(a))
    new = formats.extract(b, read_file(b))
    return flow.compare(b, old.segments, new.segments, (a, b), {}, locale)


def _document(tree: Tree, document: Document) -> tuple[Segment, ...]:
    """Return the segments that a document had in another tree; none if it was not there."""
    from kms_i18n import formats

    data = _read(tree, document.path)
    if data is None:
        return ()
    return formats.extract(document.path, data, document.format).segments


# ── publish ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Publication:
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
                old = _read(tree, path)
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


def _read(tree: Tree, path: str) -> bytes | None:
    """Return a file's bytes, or None if there is none."""
    return tree.read(path) if tree.exists(path) else None
