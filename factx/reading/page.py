"""A web page to the text of its article, with trafilatura. Nothing else here knows HTML documents."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from datetime import date

from factx.reading import metadates, view

_TITLE = re.compile(r"<title\b[^<>]*>([^<]{1,500})", re.IGNORECASE)
# The latest day is fixed, for the same page must give the same date whenever it is read.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2099-12-31"}
_BODY = re.compile(r"<body\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """What a web page holds: the article's text (headings as Markdown), and what the page says about it."""

    text: str
    title: str | None = None
    published: date | None = None
    url: str | None = None
    warnings: tuple[str, ...] = ()


def extract(html: str) -> Page:
    """The article of a web page; its whole text where no article can be told apart."""
    found = _extracted(html)
    if found and found.text.strip():
        return found
    m = _TITLE.search(html)
    body = _BODY.search(html)
    text = view.read(html[body.start() :] if body else html).text.strip()
    title = view.plain(m.group(1)) if m else None
    warnings = ("no article could be told apart in this web page; its whole text was read",) if text else ()
    return Page(text.replace("\n", "\n\n"), title or None, warnings=warnings)


def _extracted(html: str) -> Page | None:
    import trafilatura

    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        document = trafilatura.bare_extraction(
            html,
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
    title = str(document.title) if document.title else None
    if title and title.casefold() not in text[: len(title) + 200].casefold():
        text = f"# {title}\n\n{text}"
    published = metadates.parse(str(document.date)) if document.date else None
    return Page(text, title, published, str(document.url) if document.url else None)
