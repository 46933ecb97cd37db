"""A verdict for a terminal: the decision first, then each demand with its reasons."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kms_i18n.messages import tr, trn
from kms_i18n.text import cells, pad, safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kms_i18n.results import Demanded, Reason, Verdict


def verdict(result: Verdict) -> str:
    """Return the decision first, then each demand, then the reasons of those not met."""
    if result.passed:
        lines = [tr("gate {policy}: passed", policy=result.policy), ""]
    else:
        lines = [tr("gate {policy}: refused", policy=result.policy), ""]
    signs = {True: tr("ok"), False: tr("refused")}
    width = max(map(cells, signs.values()))
    for demand in result.demands:
        lines.append(
            f"  {pad(signs[demand.met], width)}  {demand.locale}  {safe_line(demand.demand)}"
        )
        lines += _reasons(demand)
    if not result.passed:
        lines += ["", *_left(result)]
    for override in result.overrides:
        lines.append(
            tr(
                "override: {place} until {day} by {person}: {reason}",
                place=safe_line(f"{override.locale} {override.place}"), day=safe_line(override.until),
                person=safe_line(override.person), reason=safe_line(override.reason),
            )
        )  # fmt: skip
    lines += [tr("note: {text}", text=safe_line(note)) for note in result.notes]
    return "\n".join(lines) + "\n"


def _left(result: Verdict) -> Iterator[str]:
    """Yield what is left to do: by locale, with the kinds of work in it, then the sum."""
    left = result.left()
    for locale, (segments, words) in left.items():
        kinds = Counter(
            reason.message if reason.words else tr("findings")
            for reason in result.reasons
            if reason.locale == locale
        )
        work = ", ".join(f"{count} × {safe_line(kind)}" for kind, count in sorted(kinds.items()))
        size = trn("{n} segment, {words} source words", "{n} segments, {words} source words", segments, words=words)  # fmt: skip
        yield f"  {locale}  {size}: {work}"
    total = [sum(some) for some in zip(*left.values(), strict=True)]
    yield trn(
        "{n} segment to settle, {words} source words over all locales",
        "{n} segments to settle, {words} source words over all locales",
        total[0], words=total[1],
    )  # fmt: skip


def _reasons(demand: Demanded) -> Iterator[str]:
    """Yield the reasons of one demand: the place, what is wrong, what helps, and who can."""
    for reason in demand.reasons:
        place = f"{reason.path}:{reason.line}" if reason.line else reason.path
        yield f"      {safe_line(place)}: {safe_line(_named(reason))}: {safe_line(reason.message)}"
        who = f" ({', '.join(reason.who)})" if reason.who else ""
        yield f"          -> {safe_line(reason.command or reason.help)}{safe_line(who)}"


def _named(reason: Reason) -> str:
    """Return the name of the segment that a reason is about."""
    return reason.segment or reason.document or reason.locale
