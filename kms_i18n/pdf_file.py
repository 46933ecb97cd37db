"""The objects of a PDF as Typst 0.15 writes it: each once, one table of references, nothing hidden in streams."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj\n\n?", re.DOTALL)
_KIDS = re.compile(rb"/K\[(.*?)\](?:/|>>)", re.DOTALL)
_KID = re.compile(rb"(\d+) 0 R|<</Type/MCR/MCID (\d+)/Pg (\d+) 0 R>>|(\d+)")


class Section(NamedTuple):
    """A stretch of what a page shows that belongs to one text."""

    page: int
    """The number of the page's object."""
    number: int


class File:
    """A PDF that can be written again with other objects.

    Raises ``ValueError``, ``IndexError`` or ``KeyError`` where it is not built as Typst builds it.
    """

    def __init__(self, data: bytes) -> None:
        self.table = int(data[data.rindex(b"startxref") :].split()[1])
        rows = data[self.table :].split(b"\n")[2:]
        places = sorted(int(row[:10]) for row in rows if row[17:18] == b"n")
        self.head = data[: places[0]]
        self.trailer = data[data.index(b"trailer", self.table) : data.rindex(b"startxref")]
        self.objects: dict[int, bytes] = {}
        """Every object by its number, in the order of the file."""
        for place in places:
            match = _OBJECT.match(data, place)
            if match is None:
                raise ValueError("no object where the table says so")
            self.objects[int(match[1])] = match[2]

    def data(self) -> bytes:
        """Return the file with its objects as they are now, and a table of references that fits."""
        out = bytearray(self.head)
        places = {}
        for number, body in self.objects.items():
            places[number] = len(out)
            out += b"%d 0 obj\n%s\nendobj\n\n" % (number, body)
        size = max(places) + 1
        table = b"xref\n0 %d\n0000000000 65535 f\r\n" % size
        rows = (b"%010d 00000 n\r\n" % places[number] for number in range(1, size))
        end = b"startxref\n%d\n%%%%EOF" % len(out)
        return bytes(out) + table + b"".join(rows) + self.trailer + end

    def texts(self) -> list[list[Section]]:
        """Return the texts of the structure tree in their order, each with its sections."""
        root = int(self.trailer[self.trailer.index(b"/Root ") :].split()[1])
        return list(self._leaves(self.reference(root, b"StructTreeRoot")))

    def _leaves(self, number: int) -> Iterator[list[Section]]:
        body = self.objects[number]
        kids = _KIDS.search(body)
        sections: list[Section] = []
        for child, section, page, own in _KID.findall(kids[1]) if kids else ():
            if child:
                yield from self._leaves(int(child))
            elif section:
                sections.append(Section(int(page), int(section)))
            else:  # on the page that the element itself names, behind its list
                pages = re.findall(rb"/Pg (\d+) 0 R", body[kids.end(1) if kids else 0 :])
                sections.append(Section(int(pages[0]), int(own)))
        if sections:
            yield sections

    def reference(self, number: int, key: bytes) -> int:
        """Return the number of the object that a key of an object names."""
        return int(re.findall(rb"/%s (\d+) 0 R" % key, self.objects[number])[0])

    def stream(self, number: int) -> bytes:
        """Return what a stream holds."""
        body = self.objects[number]
        return zlib.decompress(body[body.index(b"stream\n") + 7 : body.rindex(b"\nendstream")])

    def put(self, number: int, content: bytes) -> None:
        """Replace what a stream holds."""
        packed = zlib.compress(content, 9)
        head = b"<</Length %d/Filter/FlateDecode>>\nstream\n" % len(packed)
        self.objects[number] = head + packed + b"\nendstream"

    def fonts(self, page: int) -> dict[str, dict[str, str]]:
        """Return, for each font of a page, which text each glyph (4 hexadecimal digits) stands for."""
        resources = self.objects[self.reference(page, b"Resources")]
        found = {}
        for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", resources):
            table = self.stream(self.reference(int(number), b"ToUnicode"))
            found[name.decode()] = {
                glyph.decode(): bytes.fromhex(text.decode()).decode("utf-16-be")
                for glyph, text in re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", table)
            }
        return found
