"""A project on disk as values: its configuration, its documents, and which file holds what.

Documents that share a template share its catalogs; together they are a ``Bundle``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from kms_i18n import config as configuration
from kms_i18n import formats
from kms_i18n.errors import ConfigError, KmsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kms_i18n.model import Config, Document, DocumentPattern
    from kms_i18n.tree import Tree

NAMES = ("kms-i18n.yaml", "kms-i18n.yml")


@dataclass(frozen=True, slots=True)
class Root:
    """Where a project lives."""

    path: Path
    """The folder that holds the configuration."""
    config: str
    """Name of the configuration file in it."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """The documents of one template, and the files that belong to them."""

    name: str
    template: str
    documents: tuple[Document, ...]
    catalogs: Mapping[str, str]
    """Locale to path."""
    approvals: Mapping[str, str]
    """Locale to path."""
    outputs: Mapping[tuple[str, str], str]
    """(locale, document path) to the path of the published document."""


@dataclass(frozen=True, slots=True)
class Project:
    """Everything the verbs need to know of a project."""

    config: Config
    bundles: tuple[Bundle, ...]

    @property
    def documents(self) -> tuple[Document, ...]:
        """Every document, bundle by bundle."""
        return tuple(document for bundle in self.bundles for document in bundle.documents)


def find(start: Path, config: str | None = None) -> Root:
    """Return the nearest project at or above ``start``, not above the Git repository.

    ``config`` names a configuration file instead. Raises ``KmsError`` if there is none, or if two
    stand side by side.
    """
    if config is not None:
        path = start / config
        if not path.is_file():
            raise KmsError("no such file", path=config, hint="Check the name after --config.")
        return Root(path.resolve().parent, path.name)
    here = start.resolve()
    if not here.is_dir():
        raise KmsError("no such folder", path=str(start), hint="Check the name after -C.")
    for folder in (here, *here.parents):
        names = [name for name in NAMES if (folder / name).is_file()]
        if len(names) > 1:
            hint = "Keep one of them."
            raise KmsError(f"both {NAMES[0]} and {NAMES[1]} are here", path=names[1], hint=hint)
        if names:
            return Root(folder, names[0])
        if (folder / ".git").exists():
            break
    raise KmsError(f"no {NAMES[0]} here or in a folder above", hint="Write one with: kms-i18n init")


def load(tree: Tree, name: str = NAMES[0], config: Config | None = None) -> Project:
    """Return the project that a tree holds, with its documents read.

    ``config`` stands in for a configuration that is not written yet. Raises ``ConfigError`` with every problem of the configuration, ``DocumentError`` for a
    document that cannot be read.
    """
    config = config or configuration.parse(tree.read(name), name)
    found: dict[str, list[Document]] = {}
    for pattern, path in _matches(tree, config, name):
        document = formats.extract(path, tree.read(path), pattern.format)
        found.setdefault(_filled(config.template, path), []).append(document)
    bundles = tuple(_bundle(config, t, tuple(d)) for t, d in sorted(found.items()))
    _check_outputs(bundles, name)
    return Project(config, bundles)


def _matches(tree: Tree, config: Config, name: str) -> Iterator[tuple[DocumentPattern, str]]:
    """Yield every document once, by the first pattern that names it, sorted within a pattern."""
    seen: set[str] = set()
    empty: list[KmsError] = []
    for pattern in config.documents:
        paths = tree.files(pattern.pattern)
        if not paths:
            hint = "Correct the pattern, or create the document."
            message = f'"{pattern.pattern}" matches no file'
            empty.append(KmsError(message, path=name, line=pattern.line, hint=hint))
        for path in paths:
            if path not in seen:
                seen.add(path)
                yield pattern, path
    if empty:
        raise ConfigError(empty)


def _bundle(config: Config, template: str, documents: tuple[Document, ...]) -> Bundle:
    """Return the documents of one template with the files that belong to them."""
    first = documents[0].path
    locales = sorted(config.locales)
    return Bundle(
        PurePosixPath(template).stem,
        template,
        documents,
        {locale: _filled(config.catalog, first, locale) for locale in locales},
        {locale: _filled(config.approvals, first, locale) for locale in locales},
        {
            (locale, document.path): _filled(config.output, document.path, locale)
            for locale in locales
            for document in documents
        },
    )


def _filled(pattern: str, document: str, locale: str = "") -> str:
    """Return a path pattern with the names of a document and a locale in it."""
    path = PurePosixPath(document)
    values = {
        "{name}": path.stem,
        "{suffix}": path.suffix,
        "{dir}": str(path.parent),
        "{locale}": locale,
    }
    for placeholder, value in values.items():
        pattern = pattern.replace(placeholder, value)
    return pattern


def _check_outputs(bundles: tuple[Bundle, ...], name: str) -> None:
    """Refuse a configuration by which two documents would be published to one file."""
    owners: dict[str, str] = {}
    for bundle in bundles:
        for (_, document), output in sorted(bundle.outputs.items()):
            other = owners.setdefault(output, document)
            if other != document:
                raise KmsError(
                    f"{other} and {document} would both be published to {output}",
                    path=name,
                    hint='Put "{dir}" into paths.output.',
                )
