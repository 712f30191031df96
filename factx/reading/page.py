"""A web page to the text of its article, with trafilatura. Nothing else here knows HTML documents."""

from __future__ import annotations

import logging
import re

from factx.reading import metadates, view
from factx.reading.extracted import Extracted, titled

_TITLE = re.compile(r"<title\b[^<>]*>([^<]{1,500})", re.IGNORECASE)
# The latest day is fixed, for the same page must give the same date whenever it is read.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2099-12-31"}
_ROOT = re.compile(r"<html\b[^<>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z][A-Za-z0-9-]{1,20})", re.IGNORECASE)
_BODY = re.compile(r"<body\b", re.IGNORECASE)


def extract(html: str) -> Extracted:
    """The article of a web page; its whole text where no article can be told apart."""
    found = _extracted(html)
    if found and found.text.strip():
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
    title = _said(document.title)
    return Extracted(
        titled(title, text) if text.strip() else "",
        title,
        metadates.parse(str(document.date)) if document.date else None,
        _said(document.url),
        _said(document.sitename),
        _language(html),
    )


def _said(value: object) -> str | None:
    return " ".join(str(value).split()) or None if value else None


def _language(html: str) -> str | None:
    """What the page's root says of its language."""
    m = _ROOT.search(html[:20_000])
    return m.group(1) if m else None
