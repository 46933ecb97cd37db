"""What becomes of a translation when its source changes: kept, cut, joined, copied or put by.

Whatever is not exactly what a translator wrote for exactly this text is fuzzy and names the text it
was written for (``#| msgid``). Nothing here decides which text became which; ``align`` does.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct, field

from kms_i18n import po
from kms_i18n.model import Change, ChangeKind, Entry, Kind, Segment, Span
from kms_i18n.recall import Known, recall

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kms_i18n.model import Catalog

_SENTENCE_END = re.compile(r"[.!?…。！？។៕][\"'”’»)\]]*\s+|[។៕。！？](?=\S)|\n+")
_SAID = "kms-i18n: "
"""What the comments begin with that say where a translation is from."""
SLACK = 0.2
"""How far, by the whole length, a cut may be from where the source was cut."""


class Carrier(Struct, frozen=True):
    """One catalog on its way to the texts of its documents."""

    catalog: Catalog
    wanted: Mapping[str, tuple[str, ...]]
    """Every text of the documents, in order, with the places where it stands."""
    editorial: bool = False
    old: Mapping[str, Entry] = field(default_factory=dict)
    """The live entries without a context, in file order, by their text."""
    why: Mapping[str, str] = field(default_factory=dict)
    """By text what an extracted comment says of where its translation is from."""

    def added(self, text: str) -> bytes:
        """Return a new entry: empty; an editorial catalog that is only begun copies the source."""
        begun = self.editorial and not self.old
        return self._written(text, text if begun else "")

    def kept(self, entry: Entry) -> Entry | bytes:
        """Return an entry whose text stayed: itself where its places did too."""
        places = self.wanted[entry.source]
        if entry.references == places:
            return entry
        return po.revise(self.catalog, entry, references=places)

    def respelled(self, entry: Entry, text: str) -> bytes:
        """Return an entry whose text differs in blanks alone, or in how its letters are composed.

        That is no other text: its translation stays what it is, finished or not.
        """
        copy = self._untouched(entry)
        return po.revise(
            self.catalog,
            entry,
            source=text,
            targets=(text,) if copy else po.KEEP,
            references=self.wanted[text],
        )

    def edited(self, entry: Entry, text: str) -> bytes:
        """Return an entry that follows its edited text: fuzzy, if there is a translation to doubt."""
        places = self.wanted[text]
        if self.editorial and entry.target == entry.source:
            return po.revise(self.catalog, entry, source=text, targets=(text,), references=places)
        if not entry.translated:
            return po.revise(self.catalog, entry, source=text, references=places)
        previous = written_for(entry)
        return po.revise(
            self.catalog,
            entry,
            source=text,
            references=places,
            fuzzy=True,
            previous_source=previous if previous != text else None,
            extracted_comments=self._noted(text, entry.extracted_comments),
        )

    def split(self, entry: Entry, texts: Sequence[str]) -> list[bytes]:
        """Return the entries of the parts of a text, each with its part of the translation.

        The translation is cut at the ends of its sentences, where the source was cut; where it has
        no such end, the first part gets the whole and every part names the text it is from.
        """
        if self._untouched(entry):
            return [self._written(text, text) for text in texts]
        if not _worth(entry):
            return [self.added(text) for text in texts]
        pieces = cut(entry.target, [len(text) for text in texts])
        if pieces is None:
            pieces = [entry.target, *[""] * (len(texts) - 1)]
        previous = written_for(entry)
        return [
            self._written(text, piece, previous) for text, piece in zip(texts, pieces, strict=True)
        ]

    def merged(self, entries: Sequence[Entry], text: str) -> bytes:
        """Return the entry of a text that was several: their translations one after the other."""
        told = [entry for entry in entries if _worth(entry)]
        if all(map(self._untouched, entries)):
            return self._written(text, text)
        if not told:
            return self.added(text)
        texts = [written_for(entry) for entry in entries]
        # Where nothing but the cut is gone, the previous text shows where it was.
        previous = "\n".join(texts) if join(texts) == text else join(texts)
        return self._written(text, join([entry.target for entry in told]), previous)

    def remembered(self, texts: Sequence[str]) -> dict[str, tuple[Entry, float]]:
        """Return for new texts the entry that each is most like, and how much; see ``copied``.

        All translated entries are looked at, obsolete ones too; see ``recall`` for what is too near.
        """
        if self.editorial or not texts:
            return {}
        known = [
            e for e in self.catalog.entries if _worth(e) and e.context is None and not e.is_header
        ]
        places = {text: place for place, text in enumerate(self.wanted)}
        gone = {text: place for place, text in enumerate(self.old)}
        hits = recall(
            [
                Known(e.source, _document(e.references), places.get(e.source, gone.get(e.source)))
                for e in known
            ],
            [Known(text, _document(self.wanted[text]), places[text]) for text in texts],
        )
        return {
            text: (known[hit.known], hit.score)
            for text, hit in zip(texts, hits, strict=True)
            if hit is not None
        }

    def copied(self, entry: Entry, text: str) -> bytes:
        """Return an entry with another one's translation, as a suggestion."""
        if not _worth(entry):
            return self.added(text)
        return self._written(text, entry.target, written_for(entry))

    def _written(self, text: str, target: str, previous: str | None = None) -> bytes:
        return po.write_entry(
            text,
            (target,),
            flags=("fuzzy",) if previous is not None and target else (),
            references=self.wanted[text],
            extracted_comments=self._noted(text, ()) if target else (),
            previous_source=previous if previous != text else None,
            style=po.style_of(self.catalog.data),
            charset=self.catalog.charset,
        )

    def _noted(self, text: str, comments: tuple[str, ...]) -> tuple[str, ...]:
        """Return extracted comments with what is said of this text now, and no more of before."""
        others = tuple(comment for comment in comments if not comment.startswith(_SAID))
        return (*others, f"{_SAID}{self.why[text]}") if text in self.why else others

    def _untouched(self, entry: Entry) -> bool:
        return self.editorial and entry.target == entry.source


def bare(text: str) -> Segment:
    """Return a text as a segment without a structure: a catalog knows its texts and their order."""
    return Segment("", text, Span(0, 0), Kind.PARAGRAPH, Span(0, 0))


def cut(target: str, lengths: Sequence[int]) -> list[str] | None:
    """Return a translation in as many parts as there are lengths, cut at the ends of sentences.

    The parts are about as long, in proportion, as the lengths say. None: there are no such ends.
    """
    ends = [found.end() for found in _SENTENCE_END.finditer(target) if found.end() < len(target)]
    places: list[int] = []
    reached = 0
    for length in lengths[:-1]:
        reached += length
        aim = reached / sum(lengths)
        open_ends = [end for end in ends if not places or end > places[-1]]
        best = min(open_ends, key=lambda end: abs(end / len(target) - aim), default=None)
        if best is None or abs(best / len(target) - aim) > SLACK:
            return None
        places.append(best)
    edges = [0, *places, len(target)]
    pieces = [target[a:b].strip() for a, b in pairwise(edges)]
    return pieces if all(pieces) else None


def origins(changes: Sequence[Change], texts: Sequence[str]) -> dict[str, Change]:
    """Return by new text the change that it came from another text by."""
    came = {ChangeKind.EDITED, ChangeKind.SPLIT, ChangeKind.MERGED}
    return {texts[j]: change for change in changes if change.kind in came for j in change.new}


def told(change: Change) -> str:
    """Return kind, class and score of a change as a comment says them."""
    return ", ".join([str(change.kind), str(change.klass), f"{change.score:.2f}"])


def doubted(entry: Entry) -> bool:
    """Return whether an entry would forget its present text, were that edited once more.

    Its translation was written for a still older text, and that one it goes on naming; so that it
    comes back when the present text does, a copy must stay, obsolete.
    """
    return entry.translated and entry.fuzzy and entry.previous_source not in {None, entry.source}


def _worth(entry: Entry) -> bool:
    """Return whether an entry has a translation that another text can have: one form, not empty."""
    return entry.translated and entry.source_plural is None


def written_for(entry: Entry) -> str:
    """Return the text that a translation was written for: what its translator must compare."""
    if entry.fuzzy and entry.previous_source is not None:
        return entry.previous_source
    return entry.source


def join(texts: Sequence[str]) -> str:
    """Return texts one after the other, with a blank where their script has one."""
    joined = texts[0]
    for text in texts[1:]:
        blank = "" if joined[-1:].isspace() or text[:1].isspace() else " "
        joined += blank + text
    return joined


def _document(references: Sequence[str]) -> str:
    return references[0].rpartition(":")[0] if references else ""
