"""A decoded text to an Article: metadata, view, title, date and sections put together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from factx.longtext import Text
from factx.model import Article, Problem, SectionName
from factx.reading import blocks as block_lines
from factx.reading import language as language_of
from factx.reading import metadata, metadates, parts, sections, titles, view
from factx.reading.blocks import Block
from factx.reading.extracted import Extracted

Markup = Literal["auto", "plain", "markdown", "html"]
_SURROGATE = re.compile("[\ud800-\udfff]")
_PAGE_START = re.compile(
    r"\s*(?:<\?xml\b[^<>]*>\s*)?(?:<!--(?:[^-]|-(?!->))*-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I
)
_PROSE_BEFORE_DATE = 3
_KNOWN = ("title", "published", "url", "site", "language")


def from_text(
    text: Text,
    source: str,
    *,
    markup: Markup = "auto",
    published: date | None = None,
    title: str | None = None,
    url: str | None = None,
    site: str | None = None,
    language: str | None = None,
    warnings: Sequence[str] = (),
) -> Article:
    """The Article of a decoded text.

    Args:
        text: the decoded input; a leading byte-order mark is dropped, nothing else is changed.
        source: how the Document names it.
        markup: ``html`` extracts the article of a web page, so that offsets are those of the extracted text;
            ``auto`` does so where the text is plainly a whole page. Else the text stays as it stands.
        published, title, url, site: what is known beside the text; they win over what the text says.
        language: the tag that goes with the text, which counts where the text is too short to tell.
        warnings: of the steps before.
    """
    beside = Extracted(
        text.removeprefix("\ufeff") if isinstance(text, str) else text, title, published, url, site, language
    )
    if markup != "html" and not (markup == "auto" and is_page(beside.text)):
        return from_extracted(beside, source, warnings)
    from factx.reading import page

    read = page.extract(_SURROGATE.sub("\ufffd", str(beside.text)))
    if not str(read.text).strip():
        return failed(
            source,
            "no-text",
            f"{source}: no article text was found in this web page; paste the text into a file",
            warnings,
        )
    known = {name: value for name in _KNOWN if (value := getattr(beside, name))}
    return from_extracted(replace(read, **known), source, warnings)


def from_extracted(read: Extracted, source: str, warnings: Sequence[str] = ()) -> Article:
    """The Article of a text and what is known beside it; what is known wins over what the text says.

    Args:
        read: what the input holds; offsets are those of its text.
        source: how the Document names it.
        warnings: of the steps before.
    """
    text = read.text
    notes = (*warnings, *(f"{source}: {note}" for note in read.warnings))
    if isinstance(text, str) and _SURROGATE.search(text):
        text = _SURROGATE.sub("\ufffd", text)
        notes = (*notes, f"{source}: half of a surrogate pair in the text; it was replaced")
    head = text[: parts.end(text, 0)]
    known = metadata.read(head)
    seen = view.read(head, known.hidden, known.swaps)
    lines = block_lines.split(head, seen)
    title, names = _labelled(head, lines, known, read.title)
    tag = language_of.tell(_body(lines, names) or seen.text, language_of.tag(read.language))
    if tag != language_of.ENGLISH:
        notes = (*notes, f"{source}: {_foreign(tag)}")
    return Article(
        source=source,
        text=text,
        view=seen,
        sections=sections.merge(lines, names),
        title=title,
        published=read.published or known.published or _dated(lines, names),
        url=read.url or known.url,
        warnings=notes,
        language=tag,
        site=read.site,
    )


def _labelled(
    text: str, lines: Sequence[Block], known: metadata.Metadata, title: str | None
) -> tuple[str | None, list[SectionName]]:
    """The article's title, and the section of each line."""
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
    return title, sections.label(lines, title, heads, begin)


def later_parts(article: Article) -> Iterator[tuple[int, Article]]:
    """What a long text holds after the part that `Article.view` and `Article.sections` show.

    Yields:
        Where each part starts in the article's text, and the part as an Article whose offsets begin at 0.
    """
    start = parts.end(article.text, 0)
    while start < len(article.text):
        end = parts.end(article.text, start)
        text = article.text[start:end]
        seen = view.read(text)
        lines = block_lines.split(text, seen)
        names = sections.label(lines, article.title, ())
        yield start, replace(article, text=text, view=seen, sections=sections.merge(lines, names))
        start = end


def failed(source: str, code: str, message: str, warnings: Sequence[str] = ()) -> Article:
    """The Article that stands for an input which could not be read."""
    return Article(source, "", view.read(""), problem=Problem(code, message), warnings=tuple(warnings))


def is_page(text: Text) -> bool:
    """True where the text is plainly a whole web page."""
    return bool(_PAGE_START.match(text[:4000]))


def _body(lines: Sequence[Block], names: Sequence[SectionName]) -> str:
    """The beginning of what is not related matter: menus are often in another language than the article."""
    return "\n".join(block.text for block, name in zip(lines[:300], names, strict=False) if name != "related")


def _foreign(tag: str) -> str:
    what = "is not English" if tag == language_of.UNKNOWN else f"seems to be {language_of.name(tag)}, not English"
    return f"the text {what}; factx reads English, so expect no more than some sums, numbers and dates"


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
