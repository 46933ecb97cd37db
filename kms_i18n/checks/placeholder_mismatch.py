"""A placeholder of the source is missing in the translation, or the translation has one too many.

In messages that are flagged as having a format (`c-format`, `python-brace-format`, …) every placeholder is
looked at, and the order of those that have neither number nor name. Elsewhere a percent sign is a percent
sign, and only named fields are looked at: `%(name)s`, `${name}`, `{{ name }}`.

Bad (fr):
  source: %d files
  target: des fichiers
  flags: c-format

Bad (fr):
  source: %s has %d files
  target: %d fichiers de %s
  flags: c-format

Bad (fr):
  source: Hello %(name)s
  target: Bonjour %(nom)s

Good (fr):
  source: %s has %d files
  target: %2$d fichiers de %1$s
  flags: c-format

Good (fr):
  source: 50 % of the words
  target: la moitié des mots
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kms_i18n.checks import Corpus, Hit, Message
from kms_i18n.expressions import expression
from kms_i18n.messages import tr

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

SEVERITY = "error"
LOCALES: tuple[str, ...] = ()

_PERCENT = expression(
    r"%(?:%|(?P<place>\d+\$)?(?P<name>\(\w+\))?[#0 +'-]*(?:\d+|\*)?(?:\.(?:\d+|\*))?"
    r"(?P<type>(?:hh|h|ll|l|j|z|t|L|q)?[A-Za-z@]|<PRI\w+>))"
)
_BRACE = expression(r"\{\{|\}\}|(?P<name>\{[^{}\s]*\})")
_QT = expression(r"(?P<name>%(?:L?\d{1,2}|n))")
_NAMED = expression(r"(?P<name>%\(\w+\)[a-z]|\$\{\w+\}|\{\{ ?[\w.]+ ?\}\}|\{%.*?%\})")


def candidates(corpus: Corpus) -> list[Message]:
    """Return the messages of which source or translation has a sign of placeholders."""
    return corpus.having(source=("%", "{"), target=("%", "{"))


def check(message: Message) -> Iterator[Hit]:
    """Yield each placeholder that is missing or added; then whether their order changed."""
    source, target = message.source, message.target
    if "%" not in source and "{" not in source and "%" not in target and "{" not in target:
        return
    pattern = _pattern(message)
    wanted, found = (_placeholders(pattern, text) for text in (message.source, message.target))
    missing, added = Counter(wanted) - Counter(found), Counter(found) - Counter(wanted)
    known = set(wanted)
    for name in sorted(missing):
        if name not in found and not _spelled_out(message):
            yield Hit(tr("the placeholder {name} is missing", name=name))
    plural = message.entry.source_plural
    others = set(_placeholders(pattern, plural)) if plural else set()
    for name in sorted(added):
        # The form for one may count too, where it stands for more numbers than one.
        if name not in others and (name not in known or not _is_named(name)):
            start = message.target.find(name)
            yield Hit(tr("the placeholder {name} is not in the source", name=name), max(start, 0))
    if not missing and not added and pattern is _PERCENT and wanted != found:
        numbered = any(match["place"] for match in _PERCENT.finditer(message.target))
        if not numbered and not all(map(_is_named, wanted)):
            yield Hit(tr("the placeholders have changed places; number them: %1$s, %2$d"))


def _pattern(message: Message) -> re.Pattern[str]:
    formats = [f for f in message.entry.flags if f.endswith("-format") and not f.startswith("no-")]
    if any("brace" in name for name in formats):
        return _BRACE
    if any(name.startswith(("qt", "kde")) for name in formats):
        return _QT
    return _PERCENT if formats else _NAMED


def _placeholders(pattern: re.Pattern[str], text: str) -> list[str]:
    """Return the placeholders of a text in order, each by its name or its type."""
    found = []
    for match in pattern.finditer(text):
        groups = match.groupdict()
        if match[0].startswith("% ") and text[: match.start()][-1:].isdigit():
            continue  # 100 % of
        if groups.get("type"):
            kind = "d" if groups["type"] in {"d", "i"} else groups["type"]
            found.append("%" + (groups["name"] or "") + kind)
        elif groups.get("name"):
            found.append(groups["name"].replace(" ", ""))
    return found


def _is_named(name: str) -> bool:
    return "(" in name or "{" in name or name[1:].isdigit()


def _spelled_out(message: Message) -> bool:
    """Return whether a form for one or two things may say so in a word."""
    return message.entry.source_plural is not None
