"""What is installed is what was locked, and what is shipped is the program and nothing else."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import kms_i18n

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = PYPROJECT["dependency-groups"]
LOCKS = [
    "requirements.lock",
    "requirements-run.lock",
    "requirements-test.lock",
    "requirements-browser.lock",
    "requirements-icu.lock",
]
LOCK_PARTS = [*LOCKS, "pyproject.toml", "scripts/export_locks.py"]


def _locked(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"(?m)^([a-z0-9-]+)==([^\s;\\]+)", text))


def _requirements() -> list[Requirement]:
    lines = list(PYPROJECT["project"]["dependencies"])
    for group in GROUPS.values():
        lines += [line for line in group if isinstance(line, str)]
    return [Requirement(line) for line in lines]


def _export_check(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "scripts/export_locks.py", "--check", "--some"],
        cwd=folder,
        capture_output=True,
        text=True,
    )


# ── Locks ────────────────────────────────────────────────────────────────────────────────────


def test_every_lock_follows_from_requirements_lock() -> None:
    result = _export_check(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("requirements-run.lock", r"(?m)^polib==.*\n(    .*\n)+", ""),
        ("requirements-test.lock", r"--hash=sha256:[0-9a-f]{64}", "--hash=sha256:" + "0" * 64),
        ("requirements.lock", r"(?m)^click==\S+", "click==8.2.0"),
        ("pyproject.toml", r'(?m)^    "polib==.*\n', ""),
    ],
)
def test_a_lock_that_was_edited_by_hand_is_noticed(
    tmp_path: Path, file: str, old: str, new: str
) -> None:
    for part in LOCK_PARTS:
        (tmp_path / part).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / part, tmp_path / part)
    assert _export_check(tmp_path).returncode == 0
    text = (tmp_path / file).read_text(encoding="utf-8")
    edited = re.sub(old, new, text, count=1)
    assert edited != text
    (tmp_path / file).write_text(edited, encoding="utf-8")
    result = _export_check(tmp_path)
    assert result.returncode == 1
    assert "does not agree with requirements.lock" in result.stdout


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_address_and_every_file_by_its_hash(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "//" not in text
    assert not re.search(r"(?m)^\s*-(i|f|-index-url|-extra-index-url|-find-links)\b", text)
    blocks = re.split(r"\n(?=[a-z0-9])", text.split("\n", 1)[1] if text[0] == "#" else text)
    assert blocks
    assert [block for block in blocks if "--hash=sha256:" not in block] == []


def test_the_locked_versions_are_ones_that_pyproject_allows() -> None:
    locked = _locked("requirements.lock")
    for requirement in _requirements():
        assert requirement.specifier.contains(locked[canonicalize_name(requirement.name)])


def test_the_lock_of_the_extra_is_that_of_the_program_and_of_icu() -> None:
    everything, program = _locked("requirements.lock"), _locked("requirements-run.lock")
    extra = _locked("requirements-icu.lock")
    assert set(program) - set(extra) == {"flit-core"}
    assert set(extra) - set(everything) == {"icu4py"}  # too large for those who do not count Khmer
    assert all(everything[name] == extra[name] for name in extra if name != "icu4py")
    (wanted,) = map(Requirement, PYPROJECT["project"]["optional-dependencies"]["icu"])
    assert wanted.specifier.contains(extra["icu4py"])


def test_the_lock_of_the_program_holds_the_build_backend_and_no_tool() -> None:
    names = set(_locked("requirements-run.lock"))
    assert "flit-core" in names
    assert {canonicalize_name(Requirement(line).name) for line in _core()} <= names
    assert not names & {"pytest", "hypothesis", "mypy", "ruff", "uv"}


def test_the_build_backend_is_the_one_that_is_locked() -> None:
    assert PYPROJECT["build-system"]["requires"] == GROUPS["build"]


# ── Dependencies ─────────────────────────────────────────────────────────────────────────────


def _core() -> list[str]:
    return list(PYPROJECT["project"]["dependencies"])


def test_every_dependency_has_its_reason_and_no_reason_outlives_its_dependency() -> None:
    text = (ROOT / "docs/decisions/0003-dependencies.md").read_text(encoding="utf-8")
    rows = re.findall(r"(?m)^\| `([A-Za-z0-9_.-]+)` \| [^|]*\w", text)
    reasons = {canonicalize_name(name) for name in rows}
    extras = PYPROJECT["project"]["optional-dependencies"].values()
    optional = [Requirement(line) for lines in extras for line in lines]
    known = [*_requirements(), *optional]
    assert reasons == {canonicalize_name(requirement.name) for requirement in known}


# ── Wheel and sdist ──────────────────────────────────────────────────────────────────────────


def _build(folder: Path) -> tuple[Path, Path]:
    subprocess.run(
        [sys.executable, ROOT / "scripts/build_dist.py", folder],
        check=True,
        capture_output=True,
        env={key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"},
    )
    (sdist,) = folder.glob("*.tar.gz")
    (wheel,) = folder.glob("*.whl")
    return sdist, wheel


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return _build(tmp_path_factory.mktemp("dist"))


def _package_files() -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "kms_i18n").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_is_the_package_and_nothing_beside_it(built: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(built[1]) as wheel:
        names = set(wheel.namelist())
    info = f"kms_i18n-{kms_i18n.__version__}.dist-info"
    assert {name for name in names if not name.startswith(info)} == _package_files()
    assert "kms_i18n/py.typed" in names
    assert any(name.endswith(".schema.json") for name in names)
    assert {name.removeprefix(info) for name in names if name.startswith(info)} == {
        "/METADATA",
        "/RECORD",
        "/WHEEL",
        "/entry_points.txt",
        "/licenses/LICENSE",
    }


def test_the_wheel_says_who_it_is(built: tuple[Path, Path]) -> None:
    info = f"kms_i18n-{kms_i18n.__version__}.dist-info"
    with zipfile.ZipFile(built[1]) as wheel:
        metadata = wheel.read(f"{info}/METADATA").decode()
        entry_points = wheel.read(f"{info}/entry_points.txt").decode()
    assert f"\nVersion: {kms_i18n.__version__}\n" in metadata
    assert "\nLicense-Expression: MIT\n" in metadata
    assert "\nRequires-Python: >=3.11\n" in metadata
    extras = PYPROJECT["project"]["optional-dependencies"]
    assert metadata.count("\nRequires-Dist: ") == len(_core()) + sum(map(len, extras.values()))
    assert metadata.count("\nProvides-Extra: ") == len(extras)
    assert "kms-i18n=kms_i18n.__main__:run" in entry_points
    assert "kms-document=kms_i18n.babel_extract:extract_document" in entry_points


def test_the_sdist_is_what_building_a_wheel_needs(built: tuple[Path, Path]) -> None:
    folder = f"kms_i18n-{kms_i18n.__version__}/"
    with tarfile.open(built[0]) as sdist:
        names = {member.name.removeprefix(folder) for member in sdist if member.isfile()}
    beside = {"CHANGELOG.md", "LICENSE", "PKG-INFO", "README.md", "pyproject.toml"}
    assert names == _package_files() | beside


def test_building_twice_gives_the_same_bytes(built: tuple[Path, Path], tmp_path: Path) -> None:
    for first, second in zip(built, _build(tmp_path), strict=True):
        assert first.read_bytes() == second.read_bytes()


# ── Set-up ───────────────────────────────────────────────────────────────────────────────────


def test_the_module_runs_like_the_command() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "kms_i18n", "--version"], check=True, capture_output=True, text=True
    )
    assert kms_i18n.__version__ in result.stdout


def test_ci_runs_what_a_contributor_runs() -> None:
    script = ROOT / ".ci/run"
    assert os.access(script, os.X_OK)
    lines = script.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "#!/usr/bin/env bash"
    assert "set -euo pipefail" in lines
    assert any(re.match(r"\s*(run )?make test\b", line) for line in lines)
    subprocess.run(["bash", "-n", script], check=True)


needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


@needs_make
@pytest.mark.parametrize(
    ("interpreter", "message"),
    [
        ("exit 127", "needs Python 3.11 or newer; '{python}' cannot be run"),
        (
            'case "$*" in -V) echo Python 3.9.18;; *version_info*) exit 1;; *) echo old;; esac',
            "needs Python 3.11 or newer; '{python}' is Python 3.9.18",
        ),
        (
            'case "$*" in *ensurepip*) exit 1;; *) echo fine;; esac',
            "'{python}' has no venv module",
        ),
    ],
)
def test_a_python_that_will_not_do_is_refused_in_one_line(
    tmp_path: Path, interpreter: str, message: str
) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    python = tmp_path / "python-of-old"
    python.write_text(f"#!/bin/sh\n{interpreter}\n", encoding="utf-8")
    python.chmod(0o755)
    result = subprocess.run(
        ["make", ".venv/.python", f"PYTHON={python}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 2
    ours = [line for line in result.stderr.splitlines() if not line.startswith("make")]
    assert len(ours) == 1
    assert message.format(python=python) in ours[0]
    assert not (tmp_path / ".venv").exists()


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_git_converts_catalogs_and_leaves_evidence_alone(tmp_path: Path) -> None:
    shutil.copy(ROOT / ".gitattributes", tmp_path)
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    paths = {
        "source/mission.txt": "unset",
        "source/archive/old.po": "unset",
        "tests/golden/case/before.po": "unset",
        "tests/corpus/crlf.md": "unset",
        "po/km/mission.po": "set",
        "po/km/approvals.tsv": "set",
    }
    result = subprocess.run(
        ["git", "check-attr", "text", "--", *paths],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    )
    found = dict(line.split(": text: ") for line in result.stdout.splitlines())
    assert found == paths
