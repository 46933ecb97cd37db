"""What may stand in ``kms-i18n.yaml``: one table, read by the validator and by editors.

``ROOT`` is the whole grammar. ``kms_i18n.config`` validates with it, and ``published()`` is the
JSON Schema that ships with the package, so the two cannot say different things. Write that file
anew with ``python -m kms_i18n.config > kms_i18n/kms-i18n.schema.json``.
"""

from __future__ import annotations

import re

from kms_i18n.config.shapes import (
    Choice,
    Count,
    Fields,
    Flag,
    Items,
    Named,
    Percent,
    Rule,
    Shape,
    Short,
    Text,
    json_schema,
)
from kms_i18n.limits import Limits
from kms_i18n.model import Config, State

_DEFAULTS = dict(
    zip(reversed(Config.__struct_fields__), reversed(Config.__struct_defaults__), strict=False)
)

LOCALE = r"^[a-z]{2,3}(_[A-Za-z]{4})?(_[A-Z]{2}|_[0-9]{3})?(@[a-z]+)?$"
"""Locale codes as gettext writes them; nothing else ever becomes part of a path or a lookup."""

_CLEAN = Rule(
    r"^(?![\s\S]*[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069])",
    "must not hold a line end, a tab or another invisible character",
)
_INSIDE = (
    _CLEAN,
    Rule(r"^.{1,500}$", "must be a path of 1 to 500 characters"),
    Rule(r"^[^\\]*$", "must separate folders with / , not \\"),
    Rule(r"^(?!/|~|[A-Za-z]:)", "must be relative to the project's folder"),
    Rule(r"^(?!(.*/)?\.\.?(/|$))", "must not hold . or .. as a folder: it stays in the project"),
    Rule(r"^(?!(.*/)?\.[gG][iI][tT](/|$))", "must not lead into Git's own folder"),
    Rule(r"^(?!.*//|.*/$)", "must name a file: no empty folder name, no / at the end"),
)


def _path(says: str, placeholders: str, *, each_locale: bool = False) -> Text:
    """Return the shape of a path pattern with these placeholders, names joined by ``|``."""
    shown = ", ".join(f"{{{name}}}" for name in placeholders.split("|"))
    rules = [
        *_INSIDE,
        Rule(rf"^([^{{}}]|\{{({placeholders})\}})*$", f"may hold only the placeholders {shown}"),
    ]
    if each_locale:
        rules.append(Rule(r"\{locale\}", "must hold {locale}, so that each locale has its own"))
    return Text(says, tuple(rules))


def _locale_meant(code: str) -> str:
    """Return the locale code that a misspelt one probably means: ``pt-br`` → ``pt_BR``."""
    head, at, modifier = code.replace("-", "_").partition("@")
    parts = head.split("_")
    parts = [parts[0].lower(), *(p.title() if len(p) == 4 else p.upper() for p in parts[1:])]  # noqa: PLR2004
    meant = "_".join(parts) + at + modifier.lower()
    return meant if re.search(LOCALE, meant) and "\n" not in meant else ""


_GLOB = Text("A glob relative to the project's folder: source/*.txt, docs/**/*.md.", _INSIDE)
_CODE = Text(
    "A locale code as gettext writes it: km, fr, pt_BR, sr_RS@latin.",
    (_CLEAN, Rule(LOCALE, "is not a locale code such as km, pt_BR or sr_RS@latin")),
    _locale_meant,
)
_NAME = Text(
    "A name in lower case.",
    (_CLEAN, Rule(r"^[a-z][a-z0-9-]{0,39}$", "must be a name of lower-case letters, digits and -")),
    lambda name: re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-"),
)
_KIND = Text("A kind of approval, such as linguistic or legal.", _NAME.rules, _NAME.suggest)
_PERSON = Text(
    "A reviewer, as approvals name them: best the address that their commits have.",
    (_CLEAN, Rule(r"^[^ ](.{0,98}[^ ])?$", "must be a name of 1 to 100 characters")),
)
_REVISION = (
    _CLEAN,
    Rule(r"^[A-Za-z0-9_./@^~{}+][A-Za-z0-9_./@^~{}+-]{0,199}$", "is not a branch, tag or commit"),
)
_LEVELS = Named(
    "Rules, each with its severity here; none switches it off.",
    _NAME,
    Choice("A severity.", ("error", "warning", "info", "none")),
)
_DEMAND: dict[str, Shape] = {
    "minimum": Fields(
        "Least share of the source, in percent, that must be in each state or a better one, in "
        "every document.",
        {
            state.label: Percent(f"Percent of the source that is {state.label} or better.")
            for state in State
            if state is not State.UNTRANSLATED
        },
    ),
    "measure": Choice(
        "What shares are counted in: words of the source, or segments.", ("words", "segments")
    ),
    "forbid": Items(
        "States that no segment may be in.",
        Choice("A state.", tuple(s.label for s in State if s is not State.APPROVED)),
    ),
    "approvals": Named(
        "How many reviewers must have approved each segment, by kind of approval.",
        _KIND,
        Count("Different reviewers who must approve.", 1, 9),
    ),
    "four_eyes": Flag(
        "Whether somebody other than the author of the translation, by Git, must have approved."
    ),
    "findings": Choice(
        "Findings of `kms-i18n check` that refuse: of this severity or worse.",
        ("error", "warning", "info", "none"),
    ),
}
_DEMANDED = {"findings": "error", "measure": "words"}
_SECTION = Fields(
    "Demands of a part of the documents; they replace the policy's own as a whole. Where several "
    "fit a segment, the last one counts.",
    {
        "document": _GLOB,
        "path": Text(
            "The structural path that the section's segments begin with: c means c and c/2.",
            (_CLEAN, Rule(r"^.{1,200}$", "must be a path of 1 to 200 characters")),
        ),
        "locales": Items("Only in these locales; none named: in all.", _CODE),
        "may_lag": Flag("Whether the section may lag behind: then nothing is demanded of it."),
        **_DEMAND,
    },
    defaults=_DEMANDED,
)
_POLICY = Fields(
    "A policy.",
    {
        "extends": Text(
            "A policy whose keys this one takes over, but for those that it has itself.",
            _NAME.rules,
            _NAME.suggest,
        ),
        **_DEMAND,
        "base": Text("A revision, such as main, that nothing may be worse than.", _REVISION),
        "grace": Count(
            "Days that a new or edited source segment may wait for its translation, from the day "
            "it was committed to the day of the last commit.",
            1,
            3650,
        ),
        "freeze": Text(
            "A revision, such as a tag, from which the source must not have changed.", _REVISION
        ),
        "fallback": Choice(
            "What `kms-i18n publish` writes for a segment without a publishable translation: the "
            "source's text, the stale translation, nothing; or refuse to publish.",
            ("source", "stale", "omit", "refuse"),
        ),
        "notice": Named(
            "What stands before a stale translation that is published, by locale.",
            _CODE,
            Text("A short text.", (_CLEAN, Rule(r"^.{1,200}$", "must have 1 to 200 characters"))),
        ),
        "locales": Named(
            "Demands of single locales; each replaces the policy's own as a whole.",
            _CODE,
            Fields("The demands of one locale.", _DEMAND, defaults=_DEMANDED),
        ),
        "sections": Items("Demands of single documents or parts of them.", _SECTION),
    },
    defaults={**_DEMANDED, "fallback": "source"},
)

ROOT = Fields(
    "Configuration of kms-i18n.",
    {
        "source_locale": Text(
            "The language that the documents are written in.", _CODE.rules, _CODE.suggest
        ),
        "documents": Items(
            "The documents to translate. Each glob must match at least one file.",
            Short(
                "A glob, or a glob with the format to read its files with.",
                Fields(
                    "A glob with a format.",
                    {
                        "path": _GLOB,
                        "format": Text(
                            "The format; without it, the file's suffix decides.",
                            _NAME.rules,
                            _NAME.suggest,
                        ),
                    },
                    required=("path",),
                ),
                text=_GLOB,
            ),
            least=1,
        ),
        "locales": Named(
            "The languages that the documents are kept in.",
            _CODE,
            Short(
                "What the locale is for; nothing means a translation.",
                Fields(
                    "A locale.",
                    {
                        "role": Choice(
                            "translation; or editorial, for a locale of the source's own language "
                            "that holds corrections only.",
                            ("translation", "editorial"),
                        )
                    },
                    defaults={"role": "translation"},
                ),
            ),
            least=1,
        ),
        "paths": Fields(
            "Where catalogs, approvals and published documents are. {name} is a document's file "
            "name without its suffix, {suffix} the suffix with its dot, {dir} its folder, "
            "{locale} the locale's code.",
            {
                "template": _path("The PO template of a document.", "name|suffix|dir"),
                "catalog": _path(
                    "The catalog of a document in a locale.",
                    "name|locale|suffix|dir",
                    each_locale=True,
                ),
                "approvals": _path("The approvals of a locale.", "name|locale|suffix|dir"),
                "glossary": _path("The glossary of a locale.", "name|locale|suffix|dir"),
                "waivers": _path("The waived findings of a locale.", "name|locale|suffix|dir"),
                "overrides": Text("The overrides of all policies, in one file.", _INSIDE),
                "output": _path(
                    "The published document in a locale.",
                    "name|locale|suffix|dir",
                    each_locale=True,
                ),
            },
            defaults={
                name: str(_DEFAULTS[name])
                for name in (
                    "template",
                    "catalog",
                    "approvals",
                    "glossary",
                    "waivers",
                    "overrides",
                    "output",
                )
            },
        ),
        "kinds": Items("The kinds of approval there are.", _KIND, least=1),
        "reviewers": Named(
            "Who may approve, by locale and kind. In a locale that is not named, anybody may.",
            _CODE,
            Named("The reviewers of a locale, by kind.", _KIND, Items("Reviewers.", _PERSON)),
        ),
        "approvals": Fields(
            "How long approvals hold.",
            {
                "carry": Choice(
                    "Whether they outlive an edit of the source that `kms-i18n source accept` has "
                    "recorded: typographic (quotes, dashes, blanks, case), or none.",
                    ("typographic", "none"),
                ),
            },
            defaults={"carry": "none"},
        ),
        "checks": Fields(
            "How bad the findings of `kms-i18n check` are taken.",
            {
                "profile": Choice(
                    "Which rules run, and what fails.",
                    ("default", "strict", "documents", "software"),
                ),
                "rules": _LEVELS,
                "locales": Named("Severities in single locales.", _CODE, _LEVELS),
                "documents": Named(
                    "Severities in single documents; the last glob that matches decides.",
                    _GLOB,
                    _LEVELS,
                ),
            },
            defaults={"profile": "default"},
        ),
        "policies": Named("What `kms-i18n gate NAME` demands.", _NAME, _POLICY),
        "limits": Fields(
            "How large a catalog may be; a larger one is refused before it is read.",
            {
                "file_bytes": Count("Bytes of a catalog.", 1, 2**31 - 1),
                "line_bytes": Count("Bytes of one line of a catalog.", 1, 2**31 - 1),
                "plural_forms": Count("Plural forms of one message.", 1, 1000),
            },
            defaults=Limits()._asdict(),
        ),
    },
    required=("source_locale", "documents", "locales"),
)


def published() -> str:
    """Return the table as a JSON Schema (draft 7, the one that YAML editors read best).

    What refers from one place to another (a policy's locale must be declared, …) is beyond a
    JSON Schema; ``kms_i18n.config.parse`` alone checks it.
    """
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": "kms-i18n.yaml"}
    import json

    return json.dumps(head | json_schema(ROOT), indent=2, ensure_ascii=False) + "\n"
