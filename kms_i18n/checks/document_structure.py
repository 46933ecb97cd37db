r"""With this translation the published document has another structure than its source.

The document is put together from the translations and read again: titles, headings, clauses, list items and
paragraphs must be the same, in number and order, with the same labels. A translation that begins with a label, a
list marker or a heading sign, or that holds a blank line, changes that.

Bad (fr):
  document: a.md
  text: # Land\n\nOurs\n
  source: Ours
  target: - À nous

Good (fr):
  document: a.md
  text: # Land\n\nOurs\n
  source: Ours
  target: À nous
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n import formats
from kms_i18n.checks import Corpus, Hit
from kms_i18n.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kms_i18n.model import Document

SEVERITY = "error"
LOCALES: tuple[str, ...] = ()

_MOST = 20


def check_catalog(corpus: Corpus) -> Iterator[Hit]:
    """Yield each translation that changes the structure, at most twenty a document."""
    if not corpus.documents:
        return
    finished = {message.source: message for message in corpus.finished if message.target.strip()}
    for document in corpus.documents:
        texts = {s.text for s in document.segments if s.text in finished}
        for _ in range(_MOST):
            guilty = _guilty(document, {text: finished[text].target for text in texts})
            if guilty is None:
                break
            texts.discard(guilty)
            yield Hit(
                tr("the published document would have another structure"), at=finished[guilty]
            )


def _guilty(document: Document, targets: Mapping[str, str]) -> str | None:
    """Return the source of the first translation that changes the structure, or None."""
    wanted = _shape(document)
    order = list(dict.fromkeys(s.text for s in document.segments if s.text in targets))

    def holds(count: int) -> bool:
        some = {text: targets[text] for text in order[:count]}
        return _shape(_published(document, some)) == wanted

    if not order or holds(len(order)):
        return None
    low, high = 0, len(order)  # the first `low` do no harm, the first `high` do
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return order[high - 1]


def _published(document: Document, targets: Mapping[str, str]) -> Document:
    text = document.render(lambda segment: targets.get(segment.text))
    return formats.extract(document.path, text.encode(), document.format)


def _shape(document: Document) -> list[tuple[str, str, str]]:
    return [(s.path, s.kind.value, s.marker) for s in document.segments]
