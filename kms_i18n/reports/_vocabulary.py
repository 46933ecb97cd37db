"""Words of ours that several reports show: what happened to a text, and what is to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n import states
from kms_i18n.messages import tr
from kms_i18n.model import ChangeKind, State

if TYPE_CHECKING:
    from kms_i18n.turnover import Turn


def change(kind: ChangeKind) -> str:
    """Return what happened to a text of the source."""
    return {
        ChangeKind.SAME: tr("same"),
        ChangeKind.MOVED: tr("moved"),
        ChangeKind.EDITED: tr("edited"),
        ChangeKind.SPLIT: tr("split"),
        ChangeKind.MERGED: tr("merged"),
        ChangeKind.ADDED: tr("added"),
        ChangeKind.REMOVED: tr("removed"),
    }[kind]


def effect(word: str) -> str:
    """Return what that did to a translation, or what kind of work waits: a state, or another word."""
    known = {state.label: states.name(state) for state in State}
    return {**known, "obsolete": tr("obsolete"), "findings": tr("findings")}.get(word, word)


def turn(found: Turn) -> str:
    """Return what became of a translation: ``translated -> stale``, ``new, untranslated``."""
    if found.new is None:
        return tr("gone")
    now = states.name(found.new.state)
    if found.old is None:
        return tr("new, {state}", state=now)
    if found.old.state is found.new.state:
        return now
    return f"{states.name(found.old.state)} -> {now}"
