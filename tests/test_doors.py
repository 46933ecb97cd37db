"""Modules that hand out names of their rooms: every name is there, and no other."""

from __future__ import annotations

import importlib

import pytest


@pytest.mark.parametrize(
    "door", ["kms_i18n.po", "kms_i18n.flow", "kms_i18n.results", "kms_i18n.tree"]
)
def test_a_door_leads_to_every_name_that_it_promises(door: str) -> None:
    module = importlib.import_module(door)
    for name in module.__all__:
        assert getattr(module, name) is getattr(module, name)
    with pytest.raises(AttributeError, match=f"module '{door}' has no attribute 'nothing'"):
        module.nothing  # noqa: B018  (asked for, not used)
