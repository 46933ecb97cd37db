"""The modules of a folder by name: the file is the registration.

A check, a source format, a report format or a command is one file in its folder. Names come
from the file names (``_`` in a file name reads as ``-``), modules are imported on demand, and
nothing else has to be edited to add one.
"""

from __future__ import annotations

import sys
from importlib import import_module
from os import scandir
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import ModuleType


def names(package: ModuleType) -> list[str]:
    """Return the names of the modules in a package's folder, sorted; private ones left out."""
    found: set[str] = set()
    for folder in package.__path__:
        with scandir(folder) as entries:
            found.update(
                entry.name[:-3].replace("_", "-")
                for entry in entries
                if entry.name.endswith(".py") and not entry.name.startswith("_")
            )
    return sorted(found)


def load(package: ModuleType, name: str) -> ModuleType:
    """Import the module called ``name``. Raises ``KeyError`` if the folder has none of that name."""
    if name not in names(package):
        raise KeyError(name)
    return import_module(f"{package.__name__}.{name.replace('-', '_')}")


def doors(module: str, rooms: Mapping[str, str]) -> Callable[[str], Any]:
    """Return a ``__getattr__`` for a module that hands out names of its rooms (PEP 562).

    ``rooms`` says which module each name comes from. A room is imported when the first of its
    names is asked for: who only reads does not load what writes.
    """

    def fetch(name: str) -> Any:
        if name not in rooms:
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        found = getattr(import_module(rooms[name]), name)
        setattr(sys.modules[module], name, found)
        return found

    return fetch
