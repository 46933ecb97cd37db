"""The kit for CI: hooks, action, component and first files, each of the shape its reader wants."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema.validators import validator_for

from kms_i18n.cli import group
from kms_i18n.kit import KITS

ROOT = Path(__file__).resolve().parent.parent


def _yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _faults(schema: str, data: Any) -> list[str]:
    """Return what a CI system's own schema, as check-jsonschema carries it, has against a file."""
    place = files("check_jsonschema") / "builtin_schemas/vendor" / f"{schema}.json"
    wanted = json.loads(place.read_text(encoding="utf-8"))
    return [error.message for error in validator_for(wanted)(wanted).iter_errors(data)]


def _known(command: str) -> None:
    """Fail unless a command line that a file holds is one that the program has."""
    import click

    _, name, *options = command.split()
    found = group.get_command(click.Context(group), name)
    assert found is not None, command
    flags = {flag for parameter in found.params for flag in parameter.opts}
    assert {option for option in options if re.match("--[a-z]", option)} <= flags, command


def test_the_hooks_have_what_pre_commit_requires_and_run_commands_that_exist() -> None:
    hooks = _yaml(ROOT / ".pre-commit-hooks.yaml")
    assert {hook["id"] for hook in hooks} >= {
        "kms-i18n-check", "kms-i18n-format", "kms-i18n-gate", "kms-i18n-update",
    }  # fmt: skip
    for hook in hooks:
        assert {"id", "name", "entry", "language"} <= set(hook)
        assert hook["language"] == "python"
        assert (hook["pass_filenames"], hook["require_serial"]) == (False, True)
        re.compile(hook.get("files", ""))
        _known(hook["entry"])


def test_pre_commit_itself_takes_the_hooks() -> None:
    from pre_commit.clientlib import load_manifest

    assert len(load_manifest(str(ROOT / ".pre-commit-hooks.yaml"))) == 4


def test_the_action_and_the_component_are_what_their_systems_schemas_want() -> None:
    action = _yaml(ROOT / "action.yml")
    assert _faults("github-actions", action) == []
    assert _faults("github-actions", {**action, "runs": {"using": "composite"}}) != []
    for part in yaml.safe_load_all((ROOT / "templates/kms-i18n.yml").read_text(encoding="utf-8")):
        assert _faults("gitlab-ci", part) == []
    assert _faults("gitlab-ci", {"kms-i18n-gate": {"script": 1}}) != []


def test_the_action_passes_inputs_through_the_environment_alone() -> None:
    action = _yaml(ROOT / "action.yml")
    assert {"name", "description", "runs"} <= set(action)
    assert action["runs"]["using"] == "composite"
    assert all("description" in value for value in action["inputs"].values())
    for step in action["runs"]["steps"]:
        assert step["shell"] == "bash"
        assert "${{" not in step["run"], "an input in a script is an injection"
    used = re.findall(r"inputs\.(\w+)", json.dumps(action))
    assert set(used) == set(action["inputs"])


@pytest.mark.parametrize(("policy", "code"), [("draft", 0), ("release", 1), ("--help", 2)])
def test_the_actions_gate_writes_annotations_summary_output_and_reports(
    tmp_path: Path, policy: str, code: int
) -> None:
    program = tmp_path / "kms-i18n/bin/kms-i18n"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m kms_i18n "$@"\n')
    program.chmod(0o755)
    *_, step = _yaml(ROOT / "action.yml")["runs"]["steps"]
    world = {
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        "KMS_DIRECTORY": str(ROOT),
        "KMS_JUNIT": "gate.xml",
        "KMS_POLICY": policy,
        "KMS_SARIF": "gate.sarif",
        "RUNNER_TEMP": str(tmp_path),
    }
    assert set(step["env"]) <= set(world)
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=tmp_path,
        env={**os.environ, **world},
        capture_output=True,
        text=True,
    )
    assert done.returncode == code, done.stderr
    assert (tmp_path / "output").read_text() == f"code={code}\n"
    if code == 2:
        return
    assert all(line.startswith("::error ") for line in done.stdout.splitlines())
    assert (tmp_path / "summary.md").read_text().startswith(f"## Gate `{policy}`: ")
    assert json.loads((tmp_path / "gate.sarif").read_text())["version"] == "2.1.0"
    assert (tmp_path / "gate.xml").exists()


def test_the_component_declares_every_input_that_it_uses() -> None:
    text = (ROOT / "templates/kms-i18n.yml").read_text(encoding="utf-8")
    head, jobs = yaml.safe_load_all(text)
    inputs = head["spec"]["inputs"]
    assert set(re.findall(r"\$\[\[ inputs\.(\w+) \]\]", text)) == set(inputs)
    (job,) = jobs.values()
    assert set(job["artifacts"]["reports"]) == {"codequality", "junit"}
    assert not any("$[[" in line for line in [*job["script"], *job["before_script"]])


def _init(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    (folder / "source").mkdir(exist_ok=True)
    (folder / "source/law.txt").write_text("Law\n")
    return subprocess.run(
        [sys.executable, "-m", "kms_i18n", "init", "-l", "fr", "-l", "en", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
    )


def test_init_writes_the_kits_it_is_asked_for_and_their_commands_exist(tmp_path: Path) -> None:
    done = _init(tmp_path, *(x for kit in KITS for x in ("--with", kit)))
    assert done.returncode == 0, done.stderr
    assert "merge=union" in (tmp_path / ".gitattributes").read_text()
    texts = [
        (tmp_path / name).read_text()
        for name in (
            ".pre-commit-config.yaml",
            ".github/workflows/translations.yml",
            ".gitlab-ci.yml",
        )
    ]
    hooks, workflow, pipeline = map(yaml.safe_load, texts)
    assert {hook["id"] for repo in hooks["repos"] for hook in repo["hooks"]}
    workflow["on"] = workflow.pop(True)  # what YAML 1.1 makes of "on"
    assert _faults("github-workflows", workflow) == []
    assert _faults("gitlab-ci", pipeline) == []
    for text in texts:
        lines = re.findall(r"(?m)^\s+(?:- |- run: |entry: )(kms-i18n .*)$", text)
        assert lines
        for line in lines:
            _known(line)
    (component,) = json.loads((tmp_path / "weblate.json").read_text())
    assert component["filemask"] == "po/*/law.po"
    languages = re.compile(component["language_regex"])
    assert languages.match("fr")
    assert not languages.match("en")
    assert languages.match("en_GB")


def test_init_touches_nothing_that_is_there(tmp_path: Path) -> None:
    for name in (".gitattributes", ".gitlab-ci.yml"):
        (tmp_path / name).write_text("# mine\n")
    assert _init(tmp_path, "--with", "gitlab").returncode == 0
    for name in (".gitattributes", ".gitlab-ci.yml"):
        assert (tmp_path / name).read_text() == "# mine\n"
