"""A decoded text to an Article: metadata, view, title, date and sections put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal

from factx.model import Article, Problem, SectionName
from factx.reading import blocks as block_lines
from factx.reading import metadata, metadates, sections, titles, view
from factx.reading.blocks import Block

Markup = Literal["auto", "plain", "markdown", "html"]
_SURROGATE = re.compile("[\ud800-\udfff]")
_PAGE_STARTS = ("<!doctype html", "<html", "<?xml version")
_PROSE_BEFORE_DATE = 3


def from_text(
    text: str,
    source: str,
    *,
    markup: Markup = "auto",
    published: date | None = None,
    title: str | None = None,
    url: str | None = None,
    warnings: Sequence[str] = (),
) -> Article:
    """The Article of a decoded text.

    Args:
        text: the decoded input; a leading byte-order mark is dropped, nothing else is changed.
        source: how the Document names it.
        markup: ``html`` extracts the article of a web page, so that offsets are those of the extracted text;
            ``auto`` does so where the text is plainly a whole page. Else the text stays as it stands.
        published, title, url: what is known beside the text; they win over what the text says.
        warnings: of the steps before.
    """
    text = text.removeprefix("\ufeff")
    notes = tuple(warnings)
    if _SURROGATE.search(text):
        text = _SURROGATE.sub("\ufffd", text)
        notes = (*notes, f"{source}: half of a surrogate pair in the text; it was replaced")
    if markup == "html" or (markup == "auto" and is_page(text)):
        from factx.reading import page

        read = page.extract(text)
        text, notes = read.text, (*notes, *(f"{source}: {note}" for note in read.warnings))
        if not text.strip():
            return failed(source, "no-text", f"{source}: no article text was found in this web page", notes)
        title, published, url = title or read.title, published or read.published, url or read.url
    known = metadata.read(text)
    seen = view.read(text, known.hidden, known.swaps)
    lines = block_lines.split(text, seen)
    heads = _heads(lines, known)
    title = title or (view.plain(known.title) if known.title else None)
    begin = sum(1 for b in lines if b.first < known.start)
    if title:
        title = titles.without_site(title)
    else:
        found = titles.find(lines[begin:], sections.is_clutter)
        if found is not None:
            heads.add(begin + found)
            title = _shown(text, lines[begin + found], lines)
    names = sections.label(lines, title, heads, begin)
    return Article(
        source=source,
        text=text,
        view=seen,
        sections=sections.merge(lines, names),
        title=title,
        published=published or known.published or _dated(lines, names),
        url=url or known.url,
        warnings=notes,
    )


def failed(source: str, code: str, message: str, warnings: Sequence[str] = ()) -> Article:
    """The Article that stands for an input which could not be read."""
    return Article(source, "", view.read(""), problem=Problem(code, message), warnings=tuple(warnings))


def is_page(text: str) -> bool:
    """True where the text is plainly a whole web page."""
    opening = text[:2000].lstrip().lower()
    if opening.startswith("<!--"):
        opening = opening.partition("-->")[2].lstrip()
    return opening.startswith(_PAGE_STARTS[:2]) or (opening.startswith(_PAGE_STARTS[2]) and "<html" in opening)


def _heads(lines: Sequence[Block], known: metadata.Metadata) -> set[int]:
    """Indices of the blocks that metadata tell to be the title."""
    return {i for i, b in enumerate(lines) for start, end in known.headlines if b.first < end and b.last > start}


def _shown(text: str, block: Block, lines: Sequence[Block]) -> str:
    """The title as a reader sees it, without a site's name after it."""
    title = titles.without_site(view.plain(text[block.first : block.last]))
    for line in lines:
        plainer = len(line.text) < len(block.text) or (title.isupper() and not line.text.isupper())
        if (
            line is not block
            and plainer
            and not line.text.endswith(("...", "\u2026"))
            and titles.same_title(title, line.text)
        ):
            return view.plain(text[line.first : line.last])
    return title


def _dated(lines: Sequence[Block], names: Sequence[SectionName]) -> date | None:
    """The date of a line that is nothing but one, near the top, or of one in figures further down."""
    prose = 0
    for block, name in zip(lines, names, strict=True):
        if name == "related" and prose:
            continue
        if prose < _PROSE_BEFORE_DATE or block.text[0].isdigit():
            day = metadates.alone(block.text)
            if day:
                return day
        prose += block.prose
    return None
