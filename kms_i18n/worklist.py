"""What a translator does next: stale texts first, then missing ones, drafts, and findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from msgspec import Struct

from kms_i18n.model import State

if TYPE_CHECKING:
    from kms_i18n.overview import Overview, Rendition, Row

_ORDER = {State.STALE: 0, State.UNTRANSLATED: 1, State.DRAFT: 2}


class Task(Struct, frozen=True):
    """One translation that waits for work, with what helps to do it."""

    document: str
    row: Row
    rendition: Rendition
    blocks: tuple[str, ...]
    """Policies that refuse a release because of it."""
    before: str = ""
    """The text that stands before it in the document."""
    after: str = ""

    @property
    def todo(self) -> str:
        """What kind of work it is: the state, or ``findings`` of a finished translation."""
        state = self.rendition.state
        return state.label if state in _ORDER else "findings"

    @property
    def place(self) -> str:
        """``file:line`` of the translation, or the file where it will be."""
        rendition = self.rendition
        return f"{rendition.catalog}:{rendition.line}" if rendition.line else rendition.catalog

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            **self.rendition.data(),
            "document": self.document,
            "segment": self.row.segment.path,
            "headings": list(self.row.segment.headings),
            "todo": self.todo,
            "source": self.row.segment.text,
            "words": self.row.words,
            "blocks": list(self.blocks),
            "before": self.before,
            "after": self.after,
        }


class WorkList(Struct, frozen=True):
    """The tasks of some locales, the most valuable first."""

    schema: ClassVar[str] = "kms-i18n/todo/1"
    tasks: tuple[Task, ...]

    def data(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"schema": self.schema, "tasks": [task.data() for task in self.tasks]}


def work_list(overview: Overview) -> WorkList:
    """Return what waits: by kind of work, then what a policy waits for, then the longest first."""
    blocking: dict[tuple[str, str, str], list[str]] = {}
    for verdict in overview.verdicts:
        for reason in (r for demand in verdict.demands for r in demand.reasons):
            names = blocking.setdefault((reason.locale, reason.document, reason.segment), [])
            if verdict.policy not in names:
                names.append(verdict.policy)
    tasks: list[Task] = []
    for sheet in overview.sheets:
        texts = ["", *(row.segment.text for row in sheet.rows), ""]
        for index, row in enumerate(sheet.rows):
            for rendition in row.renditions:
                if rendition.state in _ORDER or rendition.notes:
                    key = (rendition.locale, sheet.document, row.segment.path)
                    policies = tuple(blocking.get(key, ()))
                    before, after = texts[index], texts[index + 2]
                    tasks.append(Task(sheet.document, row, rendition, policies, before, after))
    return WorkList(tuple(sorted(tasks, key=_value)))


def _value(task: Task) -> tuple[str, int, int, int, str, int]:
    """Return by what tasks are sorted."""
    kind = _ORDER.get(task.rendition.state, len(_ORDER))
    span = task.row.segment.span.start
    return task.rendition.locale, kind, -len(task.blocks), -task.row.words, task.document, span
