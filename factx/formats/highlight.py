"""An article's text as blocks of pieces, each piece with the mentions that cover it: what a page marks up.

In goes a Document with its text, out come blocks as a reader sees them (markup and addresses gone). Nothing here knows
HTML.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from factx.model import Document, Section, SectionName
from factx.reading import article
from factx.reading.view import View

BlockKind = Literal["text", "heading", "item", "quote"]
_MARK = re.compile(
    r"[ \t]*(?:(?P<quote>>[ \t>]*)|(?P<heading>#{1,6}[ \t])|(?P<item>(?:[*+\-\u2022]|\d{1,3}[.)])[ \t]))"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and the mentions that cover it and that begin with it, as pairs: fact, mention; from 0."""

    text: str
    mentions: tuple[tuple[int, int], ...]
    opening: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or the like."""

    kind: BlockKind
    section: SectionName
    pieces: tuple[Piece, ...]


def blocks(doc: Document) -> Iterator[Block]:
    """The blocks of the document's text, in order."""
    read = article.from_text(doc.text, doc.source, markup="plain", published=doc.published, title=doc.title)
    text = str(read.text)
    shown = _as_written(read.view, text)
    spans = sorted(
        (read.view.offset(m.start), read.view.offset(m.end - 1) + 1, fact, number)
        for fact, each in enumerate(doc.facts)
        for number, m in enumerate(each.mentions)
    )
    begin = waiting = 0
    for line in shown.split("\n"):
        end = begin + len(line)
        first = waiting
        while waiting < len(spans) and spans[waiting][0] < end:
            waiting += 1
        if line.strip():
            source = read.view.span(begin, begin + 1)[0]
            inside = [(max(a, begin) - begin, min(b, end) - begin, (f, n)) for a, b, f, n in spans[first:waiting]]
            yield Block(_kind(text, source), _section(source, read.sections), tuple(_pieces(line, inside)))
        begin = end + 1


def _as_written(seen: View, text: str) -> str:
    """The text of the view with quotation marks and dashes as the article has them."""
    ends = [*seen.starts[1:], len(seen.text)] if seen.starts else []
    return "".join(
        text[source : source + end - start] if literal else seen.text[start:end]
        for start, end, source, literal in zip(seen.starts, ends, seen.sources, seen.literal, strict=True)
    )


def _pieces(line: str, spans: Iterable[tuple[int, int, tuple[int, int]]]) -> Iterator[Piece]:
    """The line cut wherever a mention begins or ends."""
    opening: dict[int, list[tuple[int, int]]] = {}
    closing: dict[int, list[tuple[int, int]]] = {}
    for start, end, mention in spans:
        if start >= end:  # nothing of it is shown here
            continue
        opening.setdefault(start, []).append(mention)
        closing.setdefault(end, []).append(mention)
    cuts = sorted({0, len(line), *opening, *closing})
    covering: dict[tuple[int, int], None] = {}
    for start, end in pairwise(cuts):
        for mention in closing.get(start, ()):
            covering.pop(mention, None)
        begun = tuple(opening.get(start, ()))
        covering |= dict.fromkeys(begun)
        yield Piece(line[start:end], tuple(covering), begun)


def _kind(text: str, source: int) -> BlockKind:
    """What the mark at the start of the line that holds the offset ``source`` makes of the block."""
    mark = _MARK.match(text, max(text.rfind("\n", 0, source), text.rfind("\r", 0, source)) + 1)
    if mark is None or mark.end() > source:
        return "text"
    return "heading" if mark["heading"] else "item" if mark["item"] else "quote"


def _section(source: int, sections: Sequence[Section]) -> SectionName:
    at = bisect_right(sections, source, key=lambda section: section.start) - 1
    return sections[at].name if at >= 0 and source < sections[at].end else "body"
