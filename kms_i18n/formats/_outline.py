"""Where a clause, bullet or paragraph stands: the open levels of an outline text.

Everything that needs the lines before (is ``i)`` a letter or a number, does ``•`` belong to
clause c or to the paragraph after it) is decided here; ``formats.text`` only cuts lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from kms_i18n.formats._labels import CLAUSE_RANK, Mark, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable


class Level(Struct):
    """An open clause or list item."""

    mark: Mark
    reading: Reading
    column: int
    parent: str
    """Path, with its slash, of what holds the list."""
    path: str = ""
    count: int = 0

    def continued_by(self, mark: Mark, reading: Reading, column: int) -> bool:
        """Whether a marker of the same look goes on with this list."""
        if reading.family != self.reading.family:
            return False
        return mark.rank < CLAUSE_RANK or (
            mark.frame == self.mark.frame and abs(column - self.column) <= 1
        )

    def closed_by(self, mark: Mark, reading: Reading, column: int) -> bool:
        """Whether a marker that begins another list ends this one."""
        if self.mark.rank < CLAUSE_RANK or mark.rank < CLAUSE_RANK:
            return mark.rank <= self.mark.rank
        if column < self.column:
            return True
        if self.mark.bullet and not mark.bullet and column <= self.column:
            return True
        numbers = "number9" > reading.family >= "number" and self.reading.family < "number9"
        return numbers and self.reading.family > reading.family


class Outline(Struct):
    """What is open at some line of a document."""

    neighbours: frozenset[tuple[str, Reading]]
    """Frame and reading of every marker in the document."""
    levels: list[Level] = field(default_factory=list)
    base: str = ""
    """Path, with its slash, of the section."""
    last: dict[tuple[str, str], int] = field(default_factory=dict)
    """Last value by (parent, family), for lists that go on after a paragraph."""
    hosts: dict[str, str] = field(default_factory=dict)
    """By parent: the paragraph that a bullet would belong to."""
    counts: dict[str, int] = field(default_factory=dict)
    """Paragraphs by parent."""
    titles: list[str] = field(default_factory=list)
    """The title, if any, then the headings above."""
    title: int = 0
    """1 if the first of ``titles`` is the document's title."""
    signs: list[str] = field(default_factory=list)
    """Signs that headings are underlined with, outermost first."""
    sections: list[int] = field(default_factory=list)

    @property
    def parent(self) -> str:
        """Path, with its slash, of what is open."""
        return f"{self.levels[-1].path}/" if self.levels else self.base

    @property
    def headings(self) -> tuple[str, ...]:
        """Texts of the headings above, outermost first."""
        lone = (level.mark.text for level in self.levels if level.mark.lone)
        return (*self.titles, *lone)

    # ── Is it a marker? ──

    def accepts(self, mark: Mark, above: str | None, *, twin: bool = False) -> bool:
        """Whether a marker is one.

        ``above`` is the line that it would interrupt, None: a blank line. ``twin``: the line
        before or after begins with the same sign in the same column.
        """
        if mark.weak and not any(self._supported(mark.frame, r) for r in mark.readings):
            return False
        if above is None or mark.sure:
            return True
        if mark.bullet:
            listed = any(level.mark.text == mark.text for level in self.levels)
            return not mark.unsure or twin or listed or above.rstrip().endswith((":", "៖"))
        return any(map(self._follows, mark.readings))

    def _supported(self, frame: str, reading: Reading) -> bool:
        """Whether the list that a marker claims to belong to has another item."""
        family, value, prefix = reading.family, reading.value, reading.prefix
        siblings = {(frame, Reading(family, value + step, prefix)) for step in (-1, 1)}
        if prefix and value == 1:
            above, _, last = prefix.rpartition(".")
            parent = Reading(f"number{int(family[6:]) - 1}", int(last), above)
            siblings.update((other, parent) for other in ("1.2", "*.", "*)", "(*)", "*-"))
        return not siblings.isdisjoint(self.neighbours)

    def _follows(self, reading: Reading) -> bool:
        """Whether a label is the first of its kind, or later than one that is open."""
        return reading.value == 1 or any(
            level.reading.family == reading.family
            and level.reading.prefix == reading.prefix
            and level.reading.value < reading.value
            for level in self.levels
        )

    # ── Where does it stand? ──

    def paragraph(self, column: int) -> str:
        """Return the path of an unmarked block: below the clause that it is indented under."""
        while self.levels and self.levels[-1].mark.rank >= CLAUSE_RANK:
            if column > self.levels[-1].column:
                break
            self.levels.pop()
        parent = self.parent
        count = self.counts[parent] = self.counts.get(parent, 0) + 1
        path = f"{parent}p{count}"
        self.hosts[parent] = path
        return path

    def heading(self, text: str, sign: str) -> str:
        """Return the path of an underlined heading; what follows stands below it."""
        if sign not in self.signs:
            self.signs.append(sign)
        depth = self.signs.index(sign)
        del self.sections[depth + 1 :]
        self.sections.extend([0] * (depth + 1 - len(self.sections)))
        self.sections[depth] += 1
        self.levels.clear()
        path = "h" + ".".join(map(str, self.sections))
        self.base = f"{path}/"
        del self.titles[self.title + depth :]
        self.titles.append(text)
        return path

    def clause(self, mark: Mark, column: int, later: Iterable[Mark]) -> str:
        """Return the path of a clause or list item and leave it open."""
        reading = self._reading(mark, column, later)
        level = self._continued(mark, reading, column) or self._begun(mark, reading, column)
        level.mark, level.reading = mark, reading
        level.count += 1
        level.path = level.parent + (mark.name or str(level.count))
        self.last[level.parent, reading.family] = reading.value
        self.hosts.pop(f"{level.path}/", None)
        return level.path

    def _reading(self, mark: Mark, column: int, later: Iterable[Mark]) -> Reading:
        """Return what a label counts: the one that goes on with a list, or begins the next one."""
        if len(mark.readings) == 1:
            return mark.readings[0]
        parents = [level.parent for level in self.levels] or [self.base]
        known = [
            reading
            for parent in reversed(parents)
            for reading in mark.readings
            if self.last.get((parent, reading.family)) == reading.value - 1
        ]
        after = next((other.readings for other in later if other.frame == mark.frame), ())
        known += [r for r in mark.readings if Reading(r.family, r.value + 1) in after]
        if mark.name != "i":  # with a label missing in between
            known += [
                reading
                for level in reversed(self.levels)
                for reading in mark.readings
                if level.continued_by(mark, reading, column)
            ]
        return [*known, mark.readings[0] if mark.name == "i" else mark.readings[-1]][0]

    def _continued(self, mark: Mark, reading: Reading, column: int) -> Level | None:
        """Return the open list that a marker goes on with."""
        last = Reading(reading.family, reading.value - 1, reading.prefix)
        inner_first = range(len(self.levels) - 1, -1, -1)
        alike = (i for i in inner_first if self.levels[i].continued_by(mark, reading, column))
        before = (i for i in inner_first if not mark.bullet and self.levels[i].reading == last)
        index = next(alike, next(before, None))
        if index is None:
            return None
        del self.levels[index + 1 :]
        return self.levels[index]

    def _begun(self, mark: Mark, reading: Reading, column: int) -> Level:
        """Return a list that begins here, below what it does not close."""
        while self.levels and self.levels[-1].closed_by(mark, reading, column):
            self.levels.pop()
        parent = self.parent
        if mark.bullet and parent in self.hosts:
            parent = f"{self.hosts[parent]}/"
        elif reading.prefix and self.levels and self.levels[-1].reading.family.startswith("number"):
            parent = self.levels[-1].parent  # 1.2 says itself that it is below 1
        self.levels.append(Level(mark, reading, column, parent))
        return self.levels[-1]
