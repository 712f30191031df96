"""A web page to the text of its article, with trafilatura. Nothing else here knows HTML documents."""

from __future__ import annotations

import logging
import re
from datetime import date
from typing import TYPE_CHECKING

from factx.reading import linked_data, metadates, titles, view
from factx.reading.extracted import Extracted, titled

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLE = re.compile(r"<title\b[^<>]*>([^<]{1,500})", re.IGNORECASE)
# The latest day is fixed, for the same page must give the same date whenever it is read.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2099-12-31"}
_ROOT = re.compile(r"<html\b[^<>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z][A-Za-z0-9-]{1,20})", re.IGNORECASE)
_NEAR = 8
_PROSE_CHARS = 60
_BODY = re.compile(r"<body\b", re.IGNORECASE)


def extract(html: str) -> Extracted:
    """The article of a web page; its whole text where no article can be told apart."""
    found = _extracted(html)
    if found and str(found.text).strip():
        return found
    m = _TITLE.search(html)
    body = _BODY.search(html)
    text = view.read(html[body.start() :] if body else html).text.strip()
    title = view.plain(m.group(1)) if m else None
    warnings = ("no article could be told apart in this web page; its whole text was read",) if text else ()
    return Extracted(text.replace("\n", "\n\n"), title or None, language=_language(html), warnings=warnings)


def _extracted(html: str) -> Extracted | None:
    import trafilatura

    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        tree = trafilatura.load_html(html)
        if tree is None:
            return None
        address = linked_data.url(node.text_content() for node in tree.iter("script") if _is_linked_data(node))
        _prepare(tree)
        document = trafilatura.bare_extraction(
            tree,
            include_images=True,
            include_comments=False,
            include_formatting=True,
            with_metadata=True,
            date_extraction_params=_DATES,
        )
    except Exception:  # the parsers below raise many kinds of errors on broken pages; the whole text is read then
        return None
    if document is None or isinstance(document, dict):
        return None
    text = str(document.text or "")
    title = _said(document.title)
    return Extracted(
        titled(title, text) if text.strip() else "",
        title,
        metadates.parse(str(document.date)) if document.date else _shown_date(html, title),
        _said(document.url) or address,
        _said(document.sitename),
        _language(html),
    )


def _prepare(tree: HtmlElement) -> None:
    """Captions become paragraphs and words within prose lose their element, for they would get lost; what no reader
    sees goes."""
    for node in list(tree.iter("template", "figcaption", "figure", "q", "time", "output", "table")):
        if node.tag == "template":
            node.drop_tree()
        elif node.tag == "figcaption":
            node.tag = "p"
        elif node.tag == "figure":
            node.tag = "div"
        elif node.tag == "q":
            node.text = f"\u201c{node.text or ''}"
            node.tail = f"\u201d{node.tail or ''}"
            node.drop_tag()
        elif node.tag == "table":
            _open(node)
        elif _within_prose(node):
            node.drop_tag()


def _open(table: HtmlElement) -> None:
    """A table that only lays out the page becomes plain blocks."""
    own = [node for node in table.iter("td", "th") if next(node.iterancestors("table")) is table]
    if table.find(".//h1") is None and table.find(".//table") is None and not any(_holds_prose(cell) for cell in own):
        return
    rows = [node for node in table.iter("tbody", "thead", "tr") if next(node.iterancestors("table"), None) is table]
    for node in (*own, *rows, table):
        node.tag = "div"


def _holds_prose(cell: HtmlElement) -> bool:
    return sum(1 for node in cell.iter("p") if len(node.text_content()) > _PROSE_CHARS) > 1


def _within_prose(node: HtmlElement) -> bool:
    """The element stands in a sentence: there is much more text around it than in it."""
    parent = node.getparent()
    return parent is not None and len(parent.text_content()) > len(node.text_content()) + _PROSE_CHARS


def _is_linked_data(node: HtmlElement) -> bool:
    return "ld+json" in node.get("type", "").lower()


def _shown_date(html: str, title: str | None) -> date | None:
    """The day of a line by itself next to the title: extraction takes it for clutter and leaves it out."""
    body = _BODY.search(html)
    lines = view.read(html[body.start() if body else 0 :]).text.split("\n")
    at = next((i for i, line in enumerate(lines) if title and titles.same_title(line, title)), None)
    if at is None:
        return None
    near = lines[at + 1 : at + 1 + _NEAR] + lines[max(0, at - _NEAR // 2) : at][::-1]
    return next((day for line in near if (day := metadates.alone(line))), None)


def _said(value: object) -> str | None:
    return " ".join(str(value).split()) or None if value else None


def _language(html: str) -> str | None:
    """What the page's root says of its language."""
    m = _ROOT.search(html[:20_000])
    return m.group(1) if m else None
