"""A Word document (.docx) to its text: paragraphs, headings, lists and tables as Markdown, in the order of the page.

What is deleted in tracked changes, hidden, or a field's code is left out; what is inserted stands. Notes stand at the
end; headers, footers and remarks are not read. Needs the extra ``docx``.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from factx.errors import InputError
from factx.reading.extracted import Extracted

#: Most bytes of one part once it is unpacked. A novel has about 5 MB.
PART_LIMIT = 32 << 20
_DOCUMENT = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_HEADING = re.compile(r"heading\s*([1-6])\Z", re.IGNORECASE)
_PASSED_OVER = frozenset(("del", "moveFrom", "instrText", "delText", "Fallback", "footnoteReference", "pPrChange"))
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}


def read(data: bytes, source: str) -> Extracted:
    """The document's text, and its title where a paragraph has that style.

    Raises:
        InputError: it is damaged, protected by a password, or unpacks to more than `PART_LIMIT`.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            names = frozenset(packed.namelist())
            if _DOCUMENT not in names:
                raise InputError("broken", f"{source}: this is no Word document; save it as .docx or as text")
            styles = _styles(packed, names, source)
            body = _Body(styles)
            for part in (_DOCUMENT, *(note for note in _NOTES if note in names)):
                for event, node in _parsed(packed, part, source):
                    body.take(event, node)
    except DefusedXmlException as error:
        raise InputError(
            "broken", f"{source}: this Word document declares entities, which none does; not read"
        ) from error
    except (zipfile.BadZipFile, ParseError, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise InputError("broken", f"{source}: this Word document is damaged: {error}") from error
    return Extracted("\n\n".join(body.blocks), body.title)


def _parsed(packed: zipfile.ZipFile, name: str, source: str) -> Iterator[tuple[str, Element]]:
    """Starts and ends of the elements of a part; never more than the limit is unpacked.

    An element is forgotten once it has ended, for a tree of many small ones takes thirty times the room of the file.
    """
    with packed.open(name) as stream:
        content = stream.read(PART_LIMIT + 1)
    if len(content) > PART_LIMIT:
        raise InputError("too-large", f"{source}: this Word document unpacks to more than {PART_LIMIT >> 20} MB")
    above: list[Element] = []
    for event, node in iterparse(BytesIO(content), events=("start", "end"), forbid_dtd=True):
        yield event, node
        if event == "start":
            above.append(node)
        else:
            above.pop()
            if above:
                above[-1].remove(node)


def _name(node: Element) -> str:
    return str(node.tag).rpartition("}")[2]


def _value(node: Element, name: str = "val") -> str:
    return next((value for key, value in node.attrib.items() if key.rpartition("}")[2] == name), "")


def _styles(packed: zipfile.ZipFile, names: frozenset[str], source: str) -> dict[str, str]:
    """Identifier of each style to its name, which tells headings in every language's Word."""
    styles: dict[str, str] = {}
    if "word/styles.xml" in names:
        current = ""
        for event, node in _parsed(packed, "word/styles.xml", source):
            if event == "start" and _name(node) == "style":
                current = _value(node, "styleId")
            elif event == "end" and _name(node) == "name" and current:
                styles[current] = _value(node)
            elif event == "end" and _name(node) == "style":
                current = ""
    return styles


@dataclass(slots=True)
class _Paragraph:
    style: str = ""
    item: bool = False
    parts: list[str] = field(default_factory=list)


class _Body:
    """Takes the events of the document's body and collects its blocks."""

    def __init__(self, styles: dict[str, str]) -> None:
        self.styles = styles
        self.blocks: list[str] = []
        self.title: str | None = None
        self._open: list[_Paragraph] = []
        self._rows: list[list[list[str]]] = []
        self._cells: list[list[str]] = []
        self._tables = 0
        self._skipped = 0
        self._hidden = False

    def take(self, event: str, node: Element) -> None:
        """One start or end of an element."""
        name = _name(node)
        if name in _PASSED_OVER:
            self._skipped += 1 if event == "start" else -1
        elif self._skipped:
            return
        elif event == "start":
            self._start(name)
        else:
            self._end(name, node)

    def _start(self, name: str) -> None:
        if name == "p":
            self._open.append(_Paragraph())
        elif name == "r":
            self._hidden = False
        elif name == "tbl":
            self._tables += 1
        elif name == "tr" and self._tables == 1:
            self._cells = []
        elif name == "tc" and self._tables == 1:
            self._cells.append([])

    def _end(self, name: str, node: Element) -> None:
        paragraph = self._open[-1] if self._open else None
        if name == "t" and paragraph and not self._hidden:
            paragraph.parts.append(node.text or "")
        elif name in _BREAKS and paragraph and not self._hidden:
            paragraph.parts.append(_BREAKS[name])
        elif name == "vanish":
            self._hidden = _value(node) not in ("0", "false")
        elif name == "pStyle" and paragraph:
            paragraph.style = self.styles.get(_value(node), _value(node))
        elif name == "numPr" and paragraph:
            paragraph.item = True
        elif name == "p":
            self._close(self._open.pop() if self._open else _Paragraph())
        elif name == "tr" and self._tables == 1:
            self._rows.append(self._cells)
        elif name == "tbl":
            self._tables -= 1
            if not self._tables:
                self._table()

    def _close(self, paragraph: _Paragraph) -> None:
        text = "".join(paragraph.parts).strip()
        if not text:
            return
        if self._tables:
            if self._cells:
                self._cells[-1].append(" ".join(text.split()))
            return
        heading = _HEADING.match(paragraph.style)
        if paragraph.style.lower() == "title":
            self.title = self.title or " ".join(text.split())
            text = f"# {' '.join(text.split())}"
        elif heading:
            text = f"{'#' * int(heading.group(1))} {' '.join(text.split())}"
        elif paragraph.item or paragraph.style.lower().startswith("list "):
            text = f"- {text}"
        self.blocks.append(text)

    def _table(self) -> None:
        """A line a row; a table of one column only frames its paragraphs."""
        rows, self._rows = self._rows, []
        if all(len(cells) < 2 for cells in rows):
            self.blocks.extend(text for cells in rows for cell in cells for text in cell)
            return
        lines = ["| " + " | ".join(" ".join(cell) for cell in cells) + " |" for cells in rows if any(cells)]
        if lines:
            self.blocks.append("\n".join(lines))
