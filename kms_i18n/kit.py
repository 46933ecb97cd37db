"""What a project needs beside its texts: merge attributes, and the first files for CI and Weblate.

Nothing that is there is touched: such files are their owner's, and only the missing are written.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from kms_i18n.model import Edit
from kms_i18n.project import filled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kms_i18n.project import Project
    from kms_i18n.tree import Tree

_HOOK = """\
      - id: kms-i18n-{name}
        name: kms-i18n {command}
        entry: kms-i18n {command}
        language: system
        pass_filenames: false
        require_serial: true
"""
_GITHUB = """\
name: translations
on: [push, pull_request]
permissions:
  contents: read
jobs:
  gate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4 # pin it by commit, as every action
        with:
          fetch-depth: 0 # false bindings and authors are read from the history
          persist-credentials: false
      - run: python3 -m pip install kms-i18n
      - run: kms-i18n update --check
      - run: kms-i18n check --format github
      - run: kms-i18n gate --format github --output "markdown:$RUNNER_TEMP/gate.md"
      - if: always()
        run: test ! -f "$RUNNER_TEMP/gate.md" || cat "$RUNNER_TEMP/gate.md" >> "$GITHUB_STEP_SUMMARY"
"""
_GITLAB = """\
translations:
  image: python:3.13
  variables:
    GIT_DEPTH: "0" # false bindings and authors are read from the history
  before_script:
    - python3 -m pip install --quiet kms-i18n
  script:
    - kms-i18n update --check
    - kms-i18n check
    - kms-i18n gate --output gitlab:gl-code-quality.json --output junit:kms-i18n.xml
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality.json
      junit: kms-i18n.xml
"""


def _pre_commit(project: Project) -> tuple[str, str]:
    del project
    hooks = "".join(
        _HOOK.format(name=command.split()[0], command=command)
        for command in ("update --check", "check")
    )
    return ".pre-commit-config.yaml", f"repos:\n  - repo: local\n    hooks:\n{hooks}"


def _github(project: Project) -> tuple[str, str]:
    del project
    return ".github/workflows/translations.yml", _GITHUB


def _gitlab(project: Project) -> tuple[str, str]:
    del project
    return ".gitlab-ci.yml", _GITLAB


def _weblate(project: Project) -> tuple[str, str]:
    """Return one component per template; the source's own locale is no translation to Weblate."""
    config = project.config
    editorial = sorted(code for code, x in config.locales.items() if x.role == "editorial")
    rest = f"(?!({'|'.join(map(re.escape, editorial))})$)" if editorial else ""
    components = [
        {
            "name": bundle.name,
            "slug": re.sub(r"[^a-z0-9]+", "-", bundle.name.lower()).strip("-") or "texts",
            "file_format": "po",
            "filemask": _mask(project, bundle.documents[0].path),
            "new_base": bundle.template,
            "source_language": config.source_locale,
            "language_regex": f"^{rest}[^.]+$",
            "edit_template": False,
            "manage_units": False,
        }
        for bundle in project.bundles
    ]
    return "weblate.json", json.dumps(components, indent=2) + "\n"


KITS: dict[str, Callable[[Project], tuple[str, str]]] = {
    "pre-commit": _pre_commit,
    "github": _github,
    "gitlab": _gitlab,
    "weblate": _weblate,
}
"""What ``init --with`` knows."""


def edits(tree: Tree, project: Project, kits: Iterable[str]) -> list[Edit]:
    """Return the files of some kits, and Git's attributes for approvals; what is there stays."""
    files = (project.config.approvals, project.config.waivers)
    patterns = [re.sub(r"\{[a-z]+\}", "*", pattern) for pattern in files]
    attributes = "# One line per approval or waiver: branches that give some never conflict.\n"
    attributes += "".join(f"{pattern} merge=union text eol=lf\n" for pattern in patterns)
    wanted = [(".gitattributes", attributes), *(KITS[name](project) for name in sorted(set(kits)))]
    found = []
    for path, text in wanted:
        old = tree.read(path) if tree.exists(path) else None
        found.append(Edit(path, text.encode() if old is None else old, old))
    return found


def _mask(project: Project, document: str) -> str:
    """Return the path of a document's catalogs with ``*`` for the locale, as Weblate wants it."""
    return filled(project.config.catalog, document, "*")
