"""A published document as a PDF: the structure of its source, set by Typst (extra ``pdf``).

Texts are handed over as data, never as Typst's markup, and the template opens no file. The result
is a tagged PDF (PDF/UA-1), which holds no date: the same document and fonts give the same bytes. A
letter that no font has would be a box on paper; then there is no PDF at all.
"""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kms_i18n import pdf_text, words
from kms_i18n.errors import KmsError
from kms_i18n.model import Kind
from kms_i18n.text import clusters, codepoint, safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kms_i18n.edition import Branch, Edition, Passage

GENERATOR = "kms-i18n"
"""By this a PDF of ours is known again before it is replaced."""
_LATIN = "Libertinus Serif"
"""Comes with Typst, so that Latin letters are the same on every machine."""
_KHMER = (
    "Noto Serif Khmer", "Khmer OS", "Khmer OS Content", "Khmer OS Battambang", "Khmer UI",
    "Leelawadee UI", "Khmer Sangam MN", "Khmer MN", "Noto Sans Khmer",
)  # fmt: skip
_LONGEST = 40
"""Clusters of the longest word that is kept on one line; a longer one may not fit on any."""
_UNSHOWN = re.compile(r'the text `"(.+)"` could not be displayed')


def render(result: Edition) -> bytes:
    """Return a document to be published as a PDF.

    Raises ``KmsError`` where Typst is not installed, no font has one of the letters, or lists are
    nested deeper than Typst goes.
    """
    try:
        import typst
    except ImportError:
        hint = "Install the extra: pip install 'kms-i18n[pdf]'."
        raise KmsError("a PDF needs Typst, which is not installed", hint=hint) from None
    fonts = _fonts()
    known = set(fonts.families())
    data = _data(result, [name for name in _KHMER if name in known])
    folder = files("kms_i18n")
    try:
        made = typst.compile(
            (folder / "edition.typ").read_bytes(), root=str(folder / "locale"), font_paths=fonts,
            sys_inputs={"document": json.dumps(data)}, pdf_standards=["ua-1"], format="pdf",
        )  # fmt: skip
    except typst.TypstError as error:
        raise _refusal(result, error.message) from None
    return pdf_text.mended(bytes(made), list(_texts(data["nodes"])))[0]


def _fonts() -> Any:
    """Return the fonts of this machine and those that come with Typst."""
    import typst

    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True)


def _refusal(result: Edition, message: str) -> KmsError:
    """Return in our words why Typst made no PDF."""
    if match := _UNSHOWN.search(message):
        letters = re.sub(r"\\u\{(\w+)\}", lambda found: chr(int(found[1], 16)), match[1])
        names = " ".join(map(codepoint, letters))
        text = "no font on this machine has {letters} ({names})"
        hint = (
            "Install a font that has it, for Khmer: apt-get install fonts-noto-core fonts-khmeros."
        )
        return KmsError(text, path=result.document, hint=hint, letters=safe(letters), names=names)
    if "exceeded" in message:  # of Typst's own calls and layouts, or of the data it reads
        hint = "Publish it as a page: --to html."
        return KmsError("lists are nested too deep for a PDF", path=result.document, hint=hint)
    hint = "Publish it as a page: --to html."
    return KmsError("Typst made no PDF: {why}", path=result.document, hint=hint, why=message)


def _data(result: Edition, khmer: Sequence[str]) -> dict[str, Any]:
    """Return the document as the template takes it."""
    lang, region = _language(result.locale)
    return {
        "title": safe(result.title),
        "keywords": [GENERATOR, f"translated {result.translated}"],
        "lang": lang,
        "region": region,
        "fonts": _stack(result.locale, khmer),
        "marked": _stack(result.source_locale, khmer),
        "bilingual": result.bilingual,
        "nodes": list(_nodes(result, result.branches, khmer, [0])),
    }


def _nodes(
    result: Edition, branches: Sequence[Branch], khmer: Sequence[str], depth: list[int]
) -> Iterator[dict[str, Any]]:
    """Yield the passages of one depth, neighbours in one list; ``depth``: of the last heading."""
    items: list[dict[str, Any]] = []
    for branch in branches:
        node = {**_node(result, branch, khmer, depth), "below": list(_nodes(result, branch.below, khmer, depth))}  # fmt: skip
        if branch.listed:
            items.append(node)
            continue
        if items:
            yield {"list": items}
            items = []
        yield node
    if items:
        yield {"list": items}


def _node(
    result: Edition, branch: Branch, khmer: Sequence[str], depth: list[int]
) -> dict[str, Any]:
    """Return a passage, in a bilingual document with its source."""
    passage = branch.passage
    level = _level(passage)
    if level:  # PDF/UA: the first is of level 1, and none is left out
        level = depth[0] = min(level, depth[0] + 1)
    marker = "" if branch.listed or not passage.segment.marker else f"{passage.segment.marker} "
    shown = {
        **_text(marker + passage.text, passage.locale, khmer),
        "level": level,
        "quoted": passage.segment.kind is Kind.QUOTE,
        "waiting": passage.locale != result.locale,
    }
    source = {
        **_text(marker + passage.segment.text, result.source_locale, khmer),
        "level": 0, "quoted": False, "waiting": False,
    }  # fmt: skip
    both = {"text": shown, "source": source} if result.bilingual else {"text": shown}
    return {"marker": safe(passage.segment.marker), **both}


def _texts(nodes: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield every text of the document in the order in which it is set."""
    for node in nodes:
        for item in node.get("list", ()):
            yield item["marker"]
            yield from _texts([item])
        for name in ("source", "text"):
            pieces = [piece for line in node.get(name, {}).get("lines", ()) for piece in line]
            yield "".join(piece if isinstance(piece, str) else piece["word"] for piece in pieces)
        yield from _texts(node.get("below", ()))


def _level(passage: Passage) -> int:
    """Return the level of a heading; 0: it is none."""
    if passage.segment.kind is Kind.TITLE:
        return 1
    return min(len(passage.segment.headings) + 1, 6) if passage.segment.kind is Kind.HEADING else 0


def _text(text: str, locale: str, khmer: Sequence[str]) -> dict[str, Any]:
    """Return a text in its language, cut into lines, and these into what stays together."""
    lang, region = _language(locale)
    return {
        "lang": lang,
        "region": region,
        "fonts": _stack(locale, khmer),
        "tall": lang == "km",
        "lines": [list(_pieces(line, locale)) for line in safe(text).split("\n")],
    }


def _pieces(line: str, locale: str) -> Iterator[str | dict[str, str]]:
    """Yield what a line is made of; a word that is known to be one stays on one line.

    Where ``words`` cuts by dictionary, its words, with the signs that follow them; else the line as
    it is, of which Typst knows the words by a model of its own.
    """
    if not words.exact(locale):
        yield line
        return
    held = ""
    for piece in words.boundaries(line, locale):
        if _is_word(held) and (piece.isspace() or _is_word(piece)):
            yield _kept(held)
            held = ""
        if piece.isspace():
            yield held + piece
            held = ""
        else:
            held += piece
    if held:
        yield _kept(held)


def _kept(word: str) -> str | dict[str, str]:
    """Return a word with its signs as what stays on one line, unless it may be too long for one."""
    return {"word": word} if len(clusters(word)) <= _LONGEST else word


def _is_word(piece: str) -> bool:
    return any(map(str.isalnum, piece))


def _language(locale: str) -> tuple[str, str | None]:
    """Return language and region as Typst takes them: ISO 639 and, of two letters, ISO 3166."""
    language, *rest = words.language_tag(locale).split("-")
    region = next((part.upper() for part in rest if len(part) == 2 and part.isalpha()), None)  # noqa: PLR2004
    return (language.lower() if len(language) <= 3 else "und"), region  # noqa: PLR2004


def _stack(locale: str, khmer: Sequence[str]) -> list[str]:
    """Return the fonts for a text, the preferred one first."""
    return [*khmer, _LATIN] if words.language(locale) == "km" else [_LATIN, *khmer]
