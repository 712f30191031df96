"""A PDF document to its text, in reading order, with its paragraphs apart. Needs the extra ``pdf``.

Lines are those of the page; a blank line stands where the page leaves room between two, or where their print differs
in size. Page numbers and heads that stand on most pages are left out. Nothing in the document is run or followed.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

from factx.errors import InputError
from factx.reading.extracted import Extracted

PAGE_LIMIT = 500
#: Characters of a page: a sheet of a newspaper has some forty thousand.
CHAR_LIMIT = 200_000
# What PDFium puts in place of a hyphen at the end of a line, with the next line right after it.
_HYPHENS = frozenset((0x02, 0xFFFE, 0xFFFF))
_ENDS = _HYPHENS | {10, 13}
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page\s*)?\W{0,3}\d{1,4}\W{0,3}(?:(?:of|/)\s*\d{1,4}\W{0,3})?\Z", re.IGNORECASE)
_FILE_NAME = re.compile(r"\.(?:docx?|pdf|indd|pages|odt|rtf|txt)\Z|\Amicrosoft word|\Auntitled", re.IGNORECASE)
# Shares of the usual step from line to line, and of the usual size of print.
_WIDER = 1.3
_LARGER = 1.25
_OTHER_SIZE = 0.12
_TITLE_LINES = 5
_HEAD_CHARS = 90


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page: its text, the height at which it starts (in points, from the bottom), the size of its print."""

    text: str
    bottom: float
    size: float
    left: float


def read(data: bytes, source: str) -> Extracted:
    """The document's text and title.

    Raises:
        InputError: it is damaged, needs a password, or holds only pictures of text.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refused(error, source) from error
    try:
        number = len(document)
        pages = [_lines(document, n) for n in range(min(number, PAGE_LIMIT))]
        said = document.get_metadata_value("Title").strip()
    finally:
        document.close()
    if not any(pages):
        raise InputError(
            "no-text", f"{source}: this PDF holds no text, only pictures of pages, it seems; run OCR on it first"
        )
    notes: tuple[str, ...] = ()
    if number > PAGE_LIMIT:
        notes = (f"only the first {PAGE_LIMIT} of {number} pages were read",)
    empty = sum(1 for lines in pages if not lines)
    if empty:
        notes += (f"{empty} of {number} page{'s' if number > 1 else ''} without text",)
    lines = [line for page in _without_heads(pages) for line in page]
    title = _title(lines)
    if not title and said and not _FILE_NAME.search(said) and _says(lines, said):
        title = said
    return Extracted(_joined(lines, title), title, warnings=notes)


def _refused(error: pypdfium2.PdfiumError, source: str) -> InputError:
    if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD or "password" in str(error).lower():
        return InputError("encrypted", f"{source}: this PDF needs a password; save a copy without one")
    return InputError("broken", f"{source}: this PDF is damaged and could not be opened")


def _lines(document: pypdfium2.PdfDocument, number: int) -> list[_Line]:
    """The lines of a page that have text."""
    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return []
    try:
        count = min(pdfium.FPDFText_CountChars(text), CHAR_LIMIT)
        codes = [pdfium.FPDFText_GetUnicode(text, i) for i in range(count)]
        lines: list[_Line] = []
        start = 0
        for i, code in enumerate([*codes, 10]):
            if code in _ENDS:
                if line := _line(text, codes, start, i + (code in _HYPHENS)):
                    lines.append(line)
                start = i + 1
        return lines
    finally:
        text.close()
        page.close()


def _line(text: pypdfium2.PdfTextPage, codes: list[int], start: int, end: int) -> _Line | None:
    while start < end and chr(codes[start]).isspace():
        start += 1
    shown = "".join("-" if code in _HYPHENS else chr(code) for code in codes[start:end] if code).rstrip()
    shown = shown.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if not shown:
        return None
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, start, x, y)
    return _Line(shown, y.value, pdfium.FPDFText_GetFontSize(text, start), x.value)


def _without_heads(pages: list[list[_Line]]) -> list[list[_Line]]:
    """The pages without page numbers, and without what stands at the edge of most of them and is no sentence."""
    edges = Counter(text for lines in pages for text in {_bare(line) for line in _edge(lines)})
    often = {text for text, number in edges.items() if number > 2 and 2 * number > len(pages)}
    kept: list[list[_Line]] = []
    for lines in pages:
        gone = {
            id(line)
            for line in _edge(lines)
            if (_bare(line) in often and _headlike(line.text)) or (len(pages) > 1 and _PAGE_NUMBER.match(line.text))
        }
        kept.append([line for line in lines if id(line) not in gone])
    return kept


def _edge(lines: list[_Line]) -> list[_Line]:
    return lines[:2] + lines[2:][-2:]


def _bare(line: _Line) -> str:
    return _NUMBER.sub("0", line.text)


def _headlike(text: str) -> bool:
    return len(text) <= _HEAD_CHARS and not text.endswith((".", "!", "?", ",", "-", '"', "\u201d"))


def _body_size(lines: list[_Line]) -> float:
    """The size that most of the text is printed in."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0


def _title(lines: list[_Line]) -> str | None:
    """The first lines of the largest print, where that is plainly larger than the text's."""
    body = _body_size(lines)
    top = lines[: max(12, len(lines) // 10)]
    largest = max((line.size for line in top), default=0.0)
    if not top or largest < _LARGER * body:
        return None
    first = next(i for i, line in enumerate(top) if line.size == largest)
    found: list[str] = []
    for line in lines[first : first + _TITLE_LINES + 1]:
        if line.size != largest:
            break
        found.append(line.text)
    return " ".join(found) if len(found) <= _TITLE_LINES and any(" " in text for text in found) else None


def _says(lines: list[_Line], title: str) -> bool:
    opening = " ".join(line.text for line in lines[:30])
    return " ".join(title.split()).casefold() in " ".join(opening.split()).casefold()


def _joined(lines: list[_Line], title: str | None) -> str:
    """The lines as a text: paragraphs apart, the title marked as a heading."""
    steps = [a.bottom - b.bottom for a, b in pairwise(lines) if 0 < a.bottom - b.bottom < 60 and _alike(a, b)]
    usual = median(steps) if steps else 0.0
    parts: list[str] = []
    heading = title.split() if title else []
    previous: _Line | None = None
    for line in lines:
        words = line.text.split()
        in_title = bool(heading) and words == heading[: len(words)]
        if in_title and len(heading) == len((title or "").split()):
            parts.append("\n\n# " if parts else "# ")
        elif in_title:
            parts.append(" ")
        elif previous is not None:
            parts.append("\n\n" if _apart(previous, line, usual) else "\n")
        parts.append(line.text)
        heading = heading[len(words) :] if in_title else heading
        previous = line
    return "".join(parts)


def _alike(a: _Line, b: _Line) -> bool:
    return abs(a.size - b.size) <= _OTHER_SIZE * max(a.size, b.size)


def _apart(a: _Line, b: _Line, usual: float) -> bool:
    """Two paragraphs rather than two lines of one."""
    if not _alike(a, b):
        return True
    step = a.bottom - b.bottom
    if step <= 0:  # the next column or page goes on where the last one stopped, in the middle of a sentence or not
        return a.text.rstrip().endswith((".", "!", "?", ":", "\u201d", '"'))
    return bool(usual) and step > _WIDER * usual
