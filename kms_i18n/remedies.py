"""Why a translation is not enough, and what would help: the sentences of a gate that is shut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n import states
from kms_i18n.messages import tr
from kms_i18n.model import State
from kms_i18n.results import Reason

if TYPE_CHECKING:
    from kms_i18n.model import Unit


def shortfall(rule: str, unit: Unit, wanted: State) -> Reason:
    """Return why a unit falls short of a state, and what to do about it."""
    text = tr(
        "{state}, must be {wanted}", state=states.name(unit.state), wanted=states.name(wanted)
    )
    if unit.entry is None:
        return falls_short(
            rule,
            unit,
            text,
            tr("bring the catalog up to the source, then translate"),
            f"kms-i18n update -l {unit.locale}",
        )
    if unit.state is State.UNTRANSLATED:
        return falls_short(rule, unit, text, tr("translate the msgstr in any PO editor"))
    if unit.state is State.STALE:
        help_text = tr("bring the msgstr up to the new source, then take the fuzzy mark off")
        return falls_short(rule, unit, text, help_text)
    if unit.state is State.DRAFT:
        return falls_short(rule, unit, text, tr("finish the msgstr, then take the fuzzy mark off"))
    return wanting(rule, unit, text, "", ())


def wanting(rule: str, unit: Unit, text: str, kind: str, who: tuple[str, ...]) -> Reason:
    """Return that a unit wants an approval, with the command that gives it."""
    name = who[0] if who else "NAME"
    extra = f" --kind {kind}" if kind not in ("", "linguistic") else ""
    command = f"kms-i18n approve -l {unit.locale} {unit.segment.path} --by {name}{extra}"
    return falls_short(rule, unit, text, tr("review the translation and approve it"), command, who)


def falls_short(
    rule: str, unit: Unit, text: str, help_text: str, command: str = "", who: tuple[str, ...] = ()
) -> Reason:
    """Return one reason about a unit, with the place and the words of it."""
    line = unit.entry.target_line if unit.entry else 0
    return Reason(
        rule, unit.locale, unit.document, unit.segment.path, unit.catalog, line, text, help_text,
        command, who, unit.words,
    )  # fmt: skip
