"""A project on disk as values: its configuration, its documents, and which file holds what.

Documents that share a template share its catalogs; together they are a ``Bundle``. No file has
two purposes: a configuration by which one would is refused before anything is written.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from kms_i18n import config as configuration
from kms_i18n import formats
from kms_i18n.errors import ConfigError, KmsError
from kms_i18n.tree import WorkTree, is_repository

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kms_i18n.model import Config, Document, DocumentPattern
    from kms_i18n.tree import Tree

NAMES = ("kms-i18n.yaml", "kms-i18n.yml")


class Root(Struct, frozen=True):
    """Where a project lives."""

    path: Path
    """The folder that holds the configuration."""
    config: str
    """Name of the configuration file in it."""


class Bundle(Struct, frozen=True):
    """The documents of one template, and the files that belong to them."""

    name: str
    """What the template is called: ``mission`` for ``po/mission.pot``."""
    template: str
    documents: tuple[Document, ...]
    catalogs: Mapping[str, str]
    """Locale to path."""
    approvals: Mapping[str, str]
    """Locale to path."""
    glossaries: Mapping[str, str]
    """Locale to path."""
    waivers: Mapping[str, str]
    """Locale to path."""
    outputs: Mapping[tuple[str, str], str]
    """(locale, document path) to the path of the published document."""


class Project(Struct, frozen=True):
    """Everything the verbs need to know of a project."""

    config: Config
    bundles: tuple[Bundle, ...]

    @property
    def documents(self) -> tuple[Document, ...]:
        """Every document, bundle by bundle."""
        return tuple(document for bundle in self.bundles for document in bundle.documents)


def find(start: Path, config: str | None = None) -> Root:
    """Return the nearest project at or above ``start``, not above the Git repository.

    ``config`` names a configuration file instead, relative to ``start``; the project is then the
    folder that holds it. Raises ``KmsError`` if there is none, or if two stand side by side.
    """
    here = WorkTree(start).root
    if config is not None:
        path = here / config
        folder = WorkTree(path.parent) if path.parent.is_dir() else None
        if folder is None or not folder.exists(path.name):
            raise KmsError("no such file", path=config, hint="Check the name after --config.")
        return Root(folder.root, path.name)
    for folder_path in (here, *here.parents):
        tree = WorkTree(folder_path)
        names = [name for name in NAMES if tree.exists(name)]
        if len(names) > 1:
            hint = "Keep one of them."
            raise KmsError(
                "both {one} and {two} are here",
                path=names[1],
                hint=hint,
                one=NAMES[0],
                two=NAMES[1],
            )
        if names:
            return Root(folder_path, names[0])
        if is_repository(folder_path):
            break
    hint = "Write one with: kms-i18n init"
    raise KmsError("no {name} here or in a folder above", hint=hint, name=NAMES[0])


def load(tree: Tree, name: str = NAMES[0], config: Config | None = None) -> Project:
    """Return the project that a tree holds, with its documents read.

    ``config`` stands in for the one in the file ``name``: because that is not written yet, or to
    read an old revision as the project is set up today. Raises ``ConfigError`` with every problem
    of the configuration, and ``DocumentError`` for a document that cannot be read.
    """
    config = config or configuration.parse(tree.read(name), name)
    found: dict[str, list[Document]] = {}
    for path, pattern in _matches(tree, config, name).items():
        document = formats.extract(path, tree.read(path), pattern.format)
        found.setdefault(filled(config.template, path), []).append(document)
    bundles = tuple(_bundle(config, t, tuple(d)) for t, d in sorted(found.items()))
    problems = [*_torn(config, bundles, name), *_twice(bundles, name)]
    if problems:
        raise ConfigError(problems)
    return Project(config, bundles)


def filled(pattern: str, document: str, locale: str = "") -> str:
    """Return a path pattern with the names of a document and a locale in it.

    A document in the project's own folder has an empty ``{dir}``; it leaves no empty folder name.
    """
    path = PurePosixPath(document)
    values = {
        "name": path.stem,
        "suffix": path.suffix,
        "dir": "" if path.parent == PurePosixPath() else str(path.parent),
        "locale": locale,
    }
    text = re.sub(r"\{(name|suffix|dir|locale)\}", lambda found: values[found[1]], pattern)
    return str(PurePosixPath(text.lstrip("/")))


def _matches(tree: Tree, config: Config, name: str) -> dict[str, DocumentPattern]:
    """Return every document with the first pattern that names it, sorted within a pattern.

    Raises ``ConfigError`` for patterns without a file: a renamed folder must not pass a gate.
    """
    found: dict[str, DocumentPattern] = {}
    problems: list[KmsError] = []
    known = formats.names()
    for pattern in config.documents:
        paths = tree.files(pattern.pattern)
        if not paths:
            hint = "Correct the pattern, or create the document."
            text = '"{pattern}" matches no file'
            problems.append(
                KmsError(text, path=name, line=pattern.line, hint=hint, pattern=pattern.pattern)
            )
        if pattern.format and pattern.format not in known:
            problems.append(
                KmsError(
                    'unknown format "{name}"', path=name, line=pattern.line, hint="Known formats: {known}.",
                    name=pattern.format, known=", ".join(known),
                )
            )  # fmt: skip
        for path in paths:
            found.setdefault(path, pattern)
    if problems:
        raise ConfigError(problems)
    return found


def _bundle(config: Config, template: str, documents: tuple[Document, ...]) -> Bundle:
    """Return the documents of one template with the files that belong to them."""
    first = documents[0].path
    locales = sorted(config.locales)
    return Bundle(
        PurePosixPath(template).stem,
        template,
        documents,
        {locale: filled(config.catalog, first, locale) for locale in locales},
        {locale: filled(config.approvals, first, locale) for locale in locales},
        {locale: filled(config.glossary, first, locale) for locale in locales},
        {locale: filled(config.waivers, first, locale) for locale in locales},
        {
            (locale, document.path): filled(config.output, document.path, locale)
            for locale in locales
            for document in documents
        },
    )


def _per_locale(config: Config) -> tuple[tuple[str, str], ...]:
    """Return the path patterns of what belongs to a catalog, by their keys."""
    return (
        ("catalog", config.catalog), ("approvals", config.approvals),
        ("glossary", config.glossary), ("waivers", config.waivers),
    )  # fmt: skip


def _torn(config: Config, bundles: tuple[Bundle, ...], name: str) -> Iterator[KmsError]:
    """Yield what is wrong where documents share a template but not what belongs to it."""
    for bundle in bundles:
        first, *others = (document.path for document in bundle.documents)
        for key, pattern in _per_locale(config):
            for other in others:
                if filled(pattern, other) != filled(pattern, first):
                    yield KmsError(
                        "{one} and {two} share {template} but not paths.{key}", path=name,
                        hint="Use the same placeholders in paths.template and paths.{key}.",
                        one=first, two=other, template=bundle.template, key=key,
                    )  # fmt: skip


def _twice(bundles: tuple[Bundle, ...], name: str) -> Iterator[KmsError]:
    """Yield what is wrong where one file would have two purposes."""
    first: dict[str, KmsError] = {}
    for path, purpose in _purposes(bundles, name):
        other = first.setdefault(path, purpose)
        if other.message != purpose.message:
            yield KmsError(
                "{file} would be {one} and {two}", path=name, file=path, one=other, two=purpose,
                hint="Put {{dir}}, {{name}} or {{suffix}} into the path, or narrow the pattern of documents.",
            )  # fmt: skip


def _purposes(bundles: tuple[Bundle, ...], name: str) -> Iterator[tuple[str, KmsError]]:
    """Yield every file of a project with what it is for."""
    yield name, KmsError("the configuration")
    for bundle in bundles:
        for path in (document.path for document in bundle.documents):
            yield path, KmsError("the document {document}", document=path)
    for bundle in bundles:
        document = bundle.documents[0].path
        yield bundle.template, KmsError("the template of {document}", document=document)
        for locale, path in sorted(bundle.catalogs.items()):
            yield (
                path,
                KmsError("the {locale} catalog of {document}", locale=locale, document=document),
            )
        for path in sorted(set(bundle.approvals.values())):
            yield path, KmsError("an approvals file")
        for path in sorted(set(bundle.glossaries.values())):
            yield path, KmsError("a glossary")
        for path in sorted(set(bundle.waivers.values())):
            yield path, KmsError("a waivers file")
        for (locale, document_path), path in sorted(bundle.outputs.items()):
            yield path, KmsError("{document} in {locale}", document=document_path, locale=locale)
