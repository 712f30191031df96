"""Where the documents of an html report agree: tables, verdicts, links to the words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from factx.model import Document
from tests.formats.sample import ARRESTS, GOOD, NOTES, document, fact, written
from tests.formats.test_html import HOSTILE, Page

MORE = replace(ARRESTS, value=Decimal(1612), bound="exact")
OTHER = document(MORE, NOTES, source="other.txt", title="Other")


def cells(page: Page) -> list[tuple[str, str]]:
    """Where the values of the tables lead, and which fact they are of."""
    return [
        (str(a["href"]), str(a["data-fact"]))
        for a in page.all("a")
        if str(a.get("href")).endswith("-m1") and "data-fact" in a
    ]


def test_documents_of_one_event_have_a_table() -> None:
    page = Page(written("html", GOOD, OTHER))
    assert cells(page)[:2] == [("#d1-f1-m1", "d1-f1"), ("#d2-f1-m1", "d2-f1")]
    rows = [row["class"] for row in page.all("tr") if "class" in row]
    assert rows[0] == "consistent"
    assert "Where the documents agree: 2 events, 1 consistent, 1 agree" in page.words["summary"]
    ids = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    assert all(href[1:] in ids and id in ids for href, id in cells(page))


def test_a_contradiction_is_named() -> None:
    page = Page(written("html", *(titled(number, f"{number} arrested") for number in ("643", "612"))))
    assert "conflict" in page.words["td"]


def titled(number: str, title: str) -> Document:
    text = f"{title}\n\nOperation Lantern ended.\n"
    found = fact("arrests", number, text, value=number, event="Operation Lantern", section="headline")
    return document(found, text=text, title=title, source=f"{number}.txt")


def test_without_a_common_event_there_is_no_table() -> None:
    apart = replace(OTHER, facts=(replace(MORE, event="Operation Lantern"),))
    for documents in ((GOOD,), (GOOD, apart)):
        assert cells(Page(written("html", *documents))) == []


def test_what_one_source_says_is_put_away() -> None:
    alone = replace(NOTES, event=MORE.event)
    page = Page(written("html", GOOD, replace(OTHER, facts=(MORE, replace(alone, value=Decimal(7))))))
    assert "1 figure of one source" in page.words["summary"]


def test_article_text_is_text() -> None:
    hostile = [
        replace(doc, title=f"{doc.title} {HOSTILE[0]}", source=f"{doc.source}{HOSTILE[2]}") for doc in (GOOD, OTHER)
    ]
    page = Page(written("html", *hostile))
    assert len(page.all("script")) == 1
    assert not any("onload" in attributes for _, attributes in page.tags)
    assert len(cells(page)) >= 2
