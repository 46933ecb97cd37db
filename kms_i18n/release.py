"""Publishing under a gate: nothing is written unless it is open, and a manifest says what was.

The manifest stands beside the published document and names every file that it was made of by
its SHA-256. ``verify`` holds them against each other again, on any machine, without Git.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from kms_i18n import __version__, flow, publication
from kms_i18n.errors import KmsError
from kms_i18n.grounds import verdict
from kms_i18n.messages import tr
from kms_i18n.model import Edit
from kms_i18n.pages import pages as edition_pages
from kms_i18n.publication import Publication
from kms_i18n.results import Verification, Verified

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kms_i18n.model import Document, Policy
    from kms_i18n.project import Bundle, Project
    from kms_i18n.results import Verdict
    from kms_i18n.tree import Tree, WorkTree

SUFFIX = ".manifest.json"
"""What a manifest's name adds to that of the published document."""
SCHEMA = "kms-i18n/manifest/1"


def publications(
    tree: WorkTree, project: Project, locales: Sequence[str], policy: Policy
) -> list[Publication]:
    """Return every document with its manifest; all refused while the policy's gate is shut."""
    decided = verdict(tree, project, policy, locales)
    found = list(publication.publications(tree, project, locales, policy.fallback, policy.notice))
    if not decided.passed:
        return _refused(found, decided)
    places = {
        bundle.outputs[locale, document.path]: (bundle, document, locale)
        for bundle in project.bundles
        for document in bundle.documents
        for locale in locales
    }
    manifests = [
        Publication(_manifest(tree, project, some, decided, *places[some.edit.path]))
        for some in found
        if not some.refusal
    ]
    return [*found, *manifests]


def pages(
    tree: WorkTree,
    project: Project,
    locales: Sequence[str],
    policy: Policy,
    form: str,
    *,
    bilingual: bool,
) -> list[Publication]:
    """Return every document as a page, ``html`` or ``pdf``; all refused while the policy's gate is shut.

    A page has no manifest: that of the document beside it says what both were made of.
    """
    decided = verdict(tree, project, policy, locales)
    found = list(edition_pages(tree, project, locales, policy.fallback, form, bilingual=bilingual))
    return found if decided.passed else _refused(found, decided)


def _refused(found: Sequence[Publication], decided: Verdict) -> list[Publication]:
    """Return publications as refused by a gate that is shut."""
    text = tr("the gate {policy} is shut ({n} reasons): {command}", policy=decided.policy, n=len(decided.reasons), command=f"kms-i18n gate {decided.policy}")  # fmt: skip
    return [replace(some, refusal=text, worse=False) for some in found]


def _manifest(
    tree: Tree,
    project: Project,
    published: Publication,
    decided: Verdict,
    bundle: Bundle,
    document: Document,
    locale: str,
) -> Edit:
    """Return the manifest of one published document."""
    made_of = [document.path, bundle.catalogs[locale], bundle.approvals[locale]]
    files = {path: _digest(tree.read(path)) for path in made_of if tree.exists(path)}
    files[published.edit.path] = _digest(published.edit.new)
    units = [u for u in decided.units if (u.document, u.locale) == (document.path, locale)]
    role = project.config.locales[locale].role
    coverage = flow.cover(units, document.path, locale, role, bundle.catalogs[locale])
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "document": document.path,
        "locale": locale,
        "output": published.edit.path,
        "files": files,
        "policy": decided.policy,
        "coverage": coverage.data(),
        "overrides": decided.data()["overrides"],
        "notes": list(decided.notes),
        "tool": f"kms-i18n {__version__}",
    }
    path = published.edit.path + SUFFIX
    old = tree.read(path) if tree.exists(path) else None
    return Edit(path, (json.dumps(data, indent=2, sort_keys=True) + "\n").encode(), old)


def verify(tree: Tree, project: Project, locales: Sequence[str]) -> Verification:
    """Return whether every published document and what it was made of are as its manifest says.

    Raises ``KmsError`` if there is no manifest, or one is not what ``publish`` writes.
    """
    paths = sorted(
        bundle.outputs[locale, document.path] + SUFFIX
        for bundle in project.bundles
        for document in bundle.documents
        for locale in locales
    )
    there = [path for path in paths if tree.exists(path)]
    if not there:
        hint = "Publish under a gate first: kms-i18n publish --policy NAME."
        raise KmsError("no manifest to verify", hint=hint)
    return Verification(tuple(row for path in there for row in _verified(tree, path)))


def _verified(tree: Tree, path: str) -> Iterator[Verified]:
    """Yield each file that a manifest names, and what became of it."""
    for name, digest in sorted(_files(tree.read(path), path).items()):
        if not tree.exists(name):
            yield Verified(path, name, "missing")
        else:
            same = _digest(tree.read(name)) == digest
            yield Verified(path, name, "same" if same else "changed")


def _files(data: bytes, path: str) -> dict[str, str]:
    """Return the files of a manifest by their paths."""
    try:
        values = json.loads(data)
    except (ValueError, RecursionError):
        values = None
    files = values.get("files") if isinstance(values, dict) else None
    schema = values.get("schema") if isinstance(values, dict) else None
    if schema != SCHEMA or not isinstance(files, dict):
        hint = "Publish again, or restore the file from Git."
        raise KmsError("not a manifest of kms-i18n", path=path, hint=hint)
    return {str(name): str(digest) for name, digest in files.items()}


def _digest(data: bytes) -> str:
    return f"sha256:{sha256(data).hexdigest()}"
