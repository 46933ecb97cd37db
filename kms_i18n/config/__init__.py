"""``kms-i18n.yaml`` ▶ ``model.Config``: every problem at once, each with its place.

The grammar is the table in ``kms_i18n.config.schema``. What one place says about another is
checked here: a policy speaks of declared locales only, and an editorial locale is of the
source's own language.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kms_i18n.approvals import ACCEPTED
from kms_i18n.config.check import Problems, meant, quoted
from kms_i18n.config.nodes import Listing, Node, Scalar, Table, read
from kms_i18n.config.schema import ROOT
from kms_i18n.errors import ConfigError, KmsError
from kms_i18n.limits import Limits
from kms_i18n.model import (
    KINDS,
    Checks,
    Config,
    Demand,
    DocumentPattern,
    Locale,
    Policy,
    Section,
    Severity,
    State,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["parse"]

_LONGEST = 60
_STATES = {state.label: state for state in State}


def parse(data: bytes, path: str) -> Config:
    """Return the configuration in a file's bytes; ``path`` is for messages.

    Raises ``ConfigError`` with all problems in file order, or with the one that keeps the file
    from being read as YAML.
    """
    try:
        root = read(data, path)
    except KmsError as error:
        raise ConfigError([error]) from None
    problems = Problems(path)
    values = problems.check(ROOT, root, "the file")
    _cross_roles(root, problems)
    _cross_policies(root, problems)
    _cross_extends(root, problems)
    _cross_kinds(root, problems)
    _cross_checks(root, problems)
    if problems.found:
        raise ConfigError(sorted(problems.found, key=lambda p: (p.line, p.column)))
    return _config(values, root)


# ── What one place says about another; the shapes may be wrong already ────────────────────────


def _cross_roles(root: Node, problems: Problems) -> None:
    """Note locales whose role does not fit the source's language."""
    source = _text(root, "source_locale")
    for key, settings in _pairs(root, "locales"):
        code = key.text
        role = _text(root, "locales", code, "role") or "translation"
        place = _at(root, "locales", code, "role") or settings
        if role == "translation" and code == source:
            problems.note(
                key,
                "{code} is the source's own locale",
                "Give it role: editorial, or leave it out.",
                code=code,
            )
        if role == "editorial" and source and _language(code) != _language(source):
            problems.note(
                place,
                "{code} cannot be editorial: the source is in {source}",
                "Write role: translation, or nothing.",
                code=quoted(code),
                source=quoted(source),
            )


def _cross_policies(root: Node, problems: Problems) -> None:
    """Note demands for locales that are not declared."""
    locales = [key.text for key, _ in _pairs(root, "locales")]
    named = [key for key, _ in _pairs(root, "reviewers")]
    for _, settings in _pairs(root, "policies"):
        named += [key for key, _ in _pairs(settings, "locales")]
        named += [key for key, _ in _pairs(settings, "notice")]
        for section in _items(settings, "sections"):
            named += [code for code in _items(section, "locales") if isinstance(code, Scalar)]
    for key in named:
        if locales and key.text not in locales:
            offer = meant(key.text, locales)
            problems.note(
                key, "locale {key} is not declared{offer}", key=quoted(key.text), offer=offer
            )


def _cross_extends(root: Node, problems: Problems) -> None:
    """Note policies that extend what is not there, or each other in a circle."""
    parents = {key.text: _at(value, "extends") for key, value in _pairs(root, "policies")}
    for name, node in parents.items():
        if not isinstance(node, Scalar):
            continue
        if node.text not in parents:
            offer = meant(node.text, parents)
            problems.note(
                node, "there is no policy {name}{offer}", name=quoted(node.text), offer=offer
            )
            continue
        seen = {name}
        step: Node | None = node
        while isinstance(step, Scalar) and step.text not in seen:
            seen.add(step.text)
            step = parents.get(step.text)
        if isinstance(step, Scalar) and step.text == name:
            problems.note(node, "policy {name} extends itself", name=quoted(name))


def _cross_kinds(root: Node, problems: Problems) -> None:
    """Note kinds of approval that are not declared, where they are used."""
    declared = [node.text for node in _items(root, "kinds") if isinstance(node, Scalar)]
    kinds = declared or list(KINDS)
    for node in _items(root, "kinds"):
        if isinstance(node, Scalar) and node.text == ACCEPTED:
            text = "{kind} is what source accept writes"
            problems.note(node, text, "Use another name.", kind=quoted(ACCEPTED))
    used = [key for _, value in _pairs(root, "reviewers") for key, _ in _pairs(value)]
    for _, settings in _pairs(root, "policies"):
        demands = [settings, *(value for _, value in _pairs(settings, "locales"))]
        for demand in (*demands, *_items(settings, "sections")):
            used += [key for key, _ in _pairs(demand, "approvals")]
    for key in used:
        if key.text not in kinds:
            offer = meant(key.text, kinds)
            text = "kind {key} is not declared under kinds{offer}"
            problems.note(key, text, key=quoted(key.text), offer=offer)


def _items(root: Node, *keys: str) -> tuple[Node, ...]:
    """Return the items of the list that the keys lead to; none if something else is there."""
    node = _at(root, *keys)
    return node.items if isinstance(node, Listing) else ()


def _cross_checks(root: Node, problems: Problems) -> None:
    """Note severities of rules that do not exist and of locales that are not declared."""
    locales = [key.text for key, _ in _pairs(root, "locales")]
    tables: list[tuple[str, ...]] = [("checks", "rules")]
    for group in ("locales", "documents"):
        for key, _ in _pairs(root, "checks", group):
            tables.append(("checks", group, key.text))
            if group == "locales" and locales and key.text not in locales:
                offer = meant(key.text, locales)
                problems.note(
                    key, "locale {key} is not declared{offer}", key=quoted(key.text), offer=offer
                )
    keys = [key for table in tables for key, _ in _pairs(root, *table)]
    if not keys:
        return
    from difflib import get_close_matches

    from kms_i18n.checks import names
    from kms_i18n.pairs import RULE

    rules = [*names(), RULE]
    for key in keys:
        if key.text not in rules:
            near = get_close_matches(key.text[:_LONGEST], rules, n=1)
            offer = KmsError('; did you mean "{near}"?', near=near[0]) if near else ""
            hint = "" if near else "kms-i18n check --list names all rules."
            problems.note(key, "unknown rule {key}{offer}", hint, key=quoted(key.text), offer=offer)


def _at(node: Node | None, *keys: str) -> Node | None:
    """Return the node that the keys lead to, or None."""
    for wanted in keys:
        pairs = node.pairs if isinstance(node, Table) else ()
        node = next((value for key, value in pairs if key.text == wanted), None)
    return node


def _pairs(root: Node, *keys: str) -> tuple[tuple[Scalar, Node], ...]:
    """Return the pairs of the mapping that the keys lead to; none if something else is there."""
    node = _at(root, *keys)
    return node.pairs if isinstance(node, Table) else ()


def _text(root: Node, *keys: str) -> str:
    """Return the text that the keys lead to, or an empty one."""
    node = _at(root, *keys)
    return node.text if isinstance(node, Scalar) else ""


def _language(code: str) -> str:
    """Return the language of a locale: ``pt_BR`` → ``pt``."""
    return re.split("[-_@]", code)[0]


# ── Values ▶ nouns ───────────────────────────────────────────────────────────────────────────


def _config(values: dict[str, Any], root: Node) -> Config:
    """Return valid values as a configuration, locales and policies in file order."""
    documents = _at(root, "documents")
    nodes = documents.items if isinstance(documents, Listing) else ()
    policies = values.get("policies", {})
    return Config(
        source_locale=values["source_locale"],
        documents=tuple(
            DocumentPattern(value, line=node.line)
            if isinstance(value, str)
            else DocumentPattern(value["path"], value.get("format", ""), node.line)
            for value, node in zip(values["documents"], nodes, strict=True)
        ),
        locales={code: Locale(code, **settings) for code, settings in values["locales"].items()},
        policies={name: _policy(name, _extended(policies, name)) for name in policies},
        reviewers={
            code: {kind: tuple(names) for kind, names in kinds.items()}
            for code, kinds in values.get("reviewers", {}).items()
        },
        kinds=tuple(values.get("kinds", KINDS)),
        carry=values.get("approvals", {}).get("carry", "none"),
        checks=Checks(**values.get("checks", {})),
        limits=Limits(**values.get("limits", {})),
        **values.get("paths", {}),
    )


def _extended(policies: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return a policy's keys with those that it takes over from the one it extends."""
    values = policies[name]
    inherited = _extended(policies, values["extends"]) if "extends" in values else {}
    return {**inherited, **values}


def _policy(name: str, values: Mapping[str, Any]) -> Policy:
    """Return one policy; what it leaves out has the defaults of the table."""
    demands = values.get("locales", {})
    return Policy(
        name,
        _demand(values),
        {code: _demand(demand) for code, demand in demands.items()},
        values.get("fallback", "source"),
        tuple(_section(section) for section in values.get("sections", ())),
        values.get("base", ""),
        values.get("grace", 0),
        values.get("freeze", ""),
        values.get("notice", {}),
    )


def _section(values: Mapping[str, Any]) -> Section:
    """Return the demands of one part of the documents."""
    return Section(
        _demand(values),
        values.get("document", ""),
        values.get("path", ""),
        tuple(values.get("locales", ())),
        values.get("may_lag", False),
    )


def _demand(values: Mapping[str, Any]) -> Demand:
    """Return what is demanded; findings are looked at unless told otherwise."""
    findings = values.get("findings", "error")
    return Demand(
        {_STATES[state]: share for state, share in values.get("minimum", {}).items()},
        frozenset(_STATES[state] for state in values.get("forbid", ())),
        None if findings == "none" else Severity(findings),
        values.get("measure", "words"),
        dict(values.get("approvals", {})),
        values.get("four_eyes", False),
    )
