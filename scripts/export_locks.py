"""Export every other lock from requirements.lock, the one source (decision 0002).

``requirements.lock`` pins everything with hashes. From it come ``requirements-run.lock`` (the
program and its build backend), ``requirements-test.lock`` (and the tests) and the pins in the
``[tool.uv]`` table of pyproject.toml. No lock names an index: a lock installs through any mirror.

    python scripts/export_locks.py           write them
    python scripts/export_locks.py --check   exit 1 and name those that would change
    python scripts/export_locks.py --check --some   the same, without what is not installed
"""

from __future__ import annotations

import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = "requirements.lock"
EXPORTS = {
    "requirements-run.lock": ("build",),
    "requirements-test.lock": ("test",),
    "requirements-browser.lock": ("browser",),
}
"""The groups that each exported lock holds beside the program's own dependencies."""


def pins(lock: str) -> dict[str, str]:
    """Return the blocks of a lock by normalised name: ``name==version ; marker`` and hashes."""
    found = {}
    for block in re.split(r"\n(?=[a-z0-9])", _without_comments(lock)):
        if match := re.match(r"[a-zA-Z0-9._-]+(?===)", block):
            found[_normal(match[0])] = block.strip()
    return found


def pin(block: str) -> str:
    """Return the first line of a block without its continuation: ``name==version ; marker``."""
    return block.splitlines()[0].removesuffix("\\").strip()


def needed(requirements: list[str], locked: dict[str, str]) -> set[str]:
    """Return the names that some requirements lead to, through the installed metadata.

    A requirement counts wherever its environment marker holds on any platform that the lock
    covers; being in the lock is the proof of that. Raises ``PackageNotFoundError`` if something
    the requirements lead to is not installed: what it needs is known only where it is.
    """
    found: set[str] = set()
    waiting = [_name(line) for line in requirements]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        if ";" in pin(locked[name]):
            continue  # for another platform: not installed here, and a leaf in every case so far
        lines = metadata.requires(name) or []
        asked = (_name(line) for line in lines if "extra ==" not in line)
        waiting.extend(other for other in asked if other in locked)
    return found


def exported(root: Path, *, partly: bool = False) -> dict[str, str]:
    """Return what every exported file must contain, by file name.

    ``partly``: files that need something that is not installed are left out, with a line on stderr.
    """
    locked = pins((root / SOURCE).read_text(encoding="utf-8"))
    pyproject = (root / "pyproject.toml").read_text(encoding="utf-8")
    table = tomllib.loads(pyproject)
    files = {}
    for file, groups in EXPORTS.items():
        requirements = list(table["project"]["dependencies"])
        for group in groups:
            requirements += group_requirements(table["dependency-groups"], group)
        try:
            names = sorted(needed(requirements, locked))
        except metadata.PackageNotFoundError as missing:
            if not partly:
                raise SystemExit(
                    f"{missing.name} is not installed: run `make lint` first"
                ) from None
            print(f"{file}: not checked, {missing.name} is not installed", file=sys.stderr)
            continue
        head = f"# Exported from {SOURCE} by `make lock`; do not edit.\n"
        files[file] = head + "\n".join(locked[name] for name in names) + "\n"
    build = group_requirements(table["dependency-groups"], "build")
    files["pyproject.toml"] = _replace_lists(
        pyproject,
        {
            "constraint-dependencies": [pin(block) for _, block in sorted(locked.items())],
            "build-constraint-dependencies": [
                pin(locked[name]) for name in sorted(needed(build, locked))
            ],
        },
    )
    return files


def group_requirements(groups: dict[str, list[str | dict[str, str]]], name: str) -> list[str]:
    """Return the requirements of a dependency group, those of included groups among them."""
    found: list[str] = []
    for item in groups[name]:
        if isinstance(item, str):
            found.append(item)
        else:
            found += group_requirements(groups, item["include-group"])
    return found


def main(arguments: list[str]) -> int:
    """Write the exported locks, or with ``--check`` only name the stale ones; return exit code."""
    stale = []
    for file, text in exported(ROOT, partly="--some" in arguments).items():
        path = ROOT / file
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(file)
            if "--check" not in arguments:
                path.write_text(text, encoding="utf-8")
    for file in stale:
        print(f"{file}: {'does not agree with ' + SOURCE if '--check' in arguments else 'written'}")
    return 1 if stale and "--check" in arguments else 0


def _replace_lists(text: str, lists: dict[str, list[str]]) -> str:
    for key, lines in lists.items():
        head, found, rest = text.partition(f"\n{key} = [\n")
        if not found:
            raise SystemExit(f"pyproject.toml has no list {key} of its own lines")
        _, end, tail = rest.partition("]\n")
        text = head + found + "".join(f'    "{line}",\n' for line in lines) + end + tail
    return text


def _without_comments(lock: str) -> str:
    return "".join(line for line in lock.splitlines(keepends=True) if not line.startswith("#"))


def _name(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    if match is None:
        raise ValueError(f"no requirement: {requirement!r}")
    return _normal(match[0])


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
