"""Web pages as they come: the article stands, the page around it is gone or marked, its metadata are read."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest

from factx.model import Article
from factx.options import Options
from factx.reading import files, linked_data
from factx.reading.article import from_text, is_page

HERE = Path(__file__).parent / "pages"
PAGES = sorted(HERE.glob("*.html"), key=lambda path: path.name)
TITLE = "Police hold 27 in raids on car thieves"
DAY = date(2024, 11, 26)
ADDRESS = "https://harbour.example/raids"
PROSE = ("arrested 27 people", "stolen at least 340 cars between January and June 2024", "aged 19 to 54")
#: What stands around the articles and must not be read as part of them.
AROUND = (
    *(
        "500 deals",
        "Quay Street",
        "Nine die",
        "$45 million over",
        "$45 million\n",
        "3 million on bridge",
        "847 partners",
    ),
    *("30,000 without", "500 of them", "$90,000", "1.5k shares", "5 minutes", "250,000 readers", "12,000 documents"),
    *("900", "450 arrested", "800 deaths", "700", "600 people", "650 arrested"),
)
#: Pages without that prose, and those whose metadata say something, by number.
OTHER_PROSE = {"21", "24"}
DAYS = dict.fromkeys(("01", "02", "03", "14", "15", "18", "19"), DAY)
ADDRESSES = dict.fromkeys(("01", "02", "03"), ADDRESS)
SITES = dict.fromkeys(("01", "02", "03"), "Harbour Times")
TITLES = {
    "09": "Police hold 27 & seize \u00a32m",
    "21": "Polizei nimmt 27 Verd\u00e4chtige fest",
    "24": "Harbour Times",
}


def read(path: Path) -> Article:
    (article,) = files.read(path, path.name, Options())
    assert article.problem is None
    return article


def page(number: str) -> Article:
    return read(next(path for path in PAGES if path.name.startswith(number)))


def sections(article: Article, words: str) -> set[str]:
    """The sections that ``words`` stand in, wherever they do."""
    found: set[str] = set()
    start = article.text.find(words)
    while start >= 0:
        found.add(next((s.name for s in article.sections if s.start <= start < s.end), "body"))
        start = article.text.find(words, start + 1)
    return found


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_page(path: Path) -> None:
    article, number = read(path), path.name[:2]
    assert article.title == TITLES.get(number, TITLE)
    assert article.published == DAYS.get(number)
    assert article.url == ADDRESSES.get(number)
    assert article.site == SITES.get(number)
    assert article.language == ("de" if number == "21" else "en")
    for words in PROSE if number not in OTHER_PROSE else ():
        assert words in article.view.text
    for words in AROUND:
        assert sections(article, words) <= {"related"}, words
    assert "<p>" not in article.text
    assert "&nbsp;" not in article.text


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_offsets_are_those_of_the_extracted_text(path: Path) -> None:
    article = read(path)
    for word in ("27", "340", "\u20ac1.2 million", "$45 million"):
        at = article.view.text.find(word)
        if at >= 0:
            start, end = article.view.span(at, at + len(word))
            assert article.text[start:end].replace("**", "").replace("\u00a0", " ") == word


def test_title_is_the_headline() -> None:
    for path in PAGES:
        assert "headline" in {section.name for section in read(path).sections}


def test_tables_lists_captions_and_quotations_stay() -> None:
    rows = page("06").view.text.split("\n")
    assert {"Westmark: 27 arrests; \u20ac1.2 million", "Ostland: 9 arrests; \u20ac300,000"} <= set(rows)
    lines = page("07").view.text.split("\n")
    assert "14 cars seized, worth \u20ac640,000" in lines
    assert "four accounts frozen with $2.5 million" in lines
    assert "Germany: 12 arrests" in lines
    caption = page("08")
    assert "Officers led away 27 suspects at dawn." in caption.view.text
    assert "Police cars at the quay" in caption.view.text
    assert "5000" not in caption.view.text
    assert sections(caption, "27 suspects at dawn") == {"body"}
    assert "taken 27 thieves and 14 cars" in page("22").view.text
    for heading in ("What we know", "What was seized", "The charges"):
        assert heading in page("23").view.text.split("\n")


def test_inline_markup_and_entities() -> None:
    shown = page("10").view.text
    assert "Police in the port of Westmark arrested 27 people on Tuesday" in shown
    assert "Officers seized $1.2 million in cash and 14 cars" in shown
    prose = (
        "They found a gun and <{0}>nine knives</{0}> in a house near the harbour of Westmark on Monday, officials said."
    )
    for tag in ("q", "time", "span", "abbr", "mark", "small", "cite", "strong", "kbd", "ins"):
        html = (
            f"<html><body><article><h1>Nine</h1><p>{prose.format(tag)}</p><p>{prose.format('b')}</p></article></body>"
        )
        assert "nine knives in a house" in from_text(html, "a").view.text.replace('"', ""), tag
    shown = page("09").view.text
    assert 'They found \u00a32 million, \u20ac300 000 and $45,000 in a safe \u2014 "more than we hoped"' in shown


def test_encodings() -> None:
    assert "Ko\u0161ice" in page("11").text
    western = page("12")
    assert "\u20ac1.2 million" in western.text
    assert western.warnings == ("12-cp1252.html: not valid UTF-8; read as cp1252",)


def test_teasers_within_the_article() -> None:
    article = page("05")
    assert sections(article, "Bank fined $45 million") == {"related"}
    assert sections(article, "Officers seized") == {"body"}


def test_pages_from_standard_input_and_records() -> None:
    raw = (HERE / "01-article.html").read_bytes()
    (article,) = files.read_stream(io.BytesIO(raw), Options())
    assert (article.title, article.url, article.site) == (TITLE, ADDRESS, "Harbour Times")
    line = json.dumps({"text": raw.decode(), "url": "https://other.example/a"}).encode()
    (article,) = files.read_stream(io.BytesIO(line + b"\n"), Options())
    assert (article.title, article.url) == (TITLE, "https://other.example/a")
    assert "<p>" not in article.text


@pytest.mark.parametrize(
    "text",
    [
        "<html><p>a",
        "\n<!-- a - b --><!--c--> <!DOCTYPE html>",
        '<?xml version="1.0"?>\n<html>',
        "<body class=x><p>",
        "<HEAD><meta>",
    ],
)
def test_plainly_a_page(text: str) -> None:
    assert is_page(text)


@pytest.mark.parametrize(
    "text",
    [
        "<p>Nine held.</p><p>Ten fled.</p>",
        '<span id="first">Nine held.</span>',
        "<headline>Nine held</headline>",
        "The tag <html> opens a page.",
        "<!-- html -->Nine held.",
        "<bodyguard> said",
        "# <html>",
    ],
)
def test_no_page(text: str) -> None:
    assert not is_page(text)
    assert from_text(text, "a").text == text


@pytest.mark.parametrize(
    "html",
    [
        "<html>" + "<div>" * 3000 + "<p>Nine held in Nice.",
        "<html><body>" + "<b><i>" * 500 + "Nine held in Nice.",
        "<html><body><table><tr><td><table><tr><td>Nine held in Nice.",
        "<html><body>Nine held in Nice.<script>",
        "<html><body>Nine held in Nice.\x00\x0b\ufffe</body>",
        "<!doctype html><!doctype html><html><html><body><body>Nine held in Nice.",
        '<html lang="\u202e"><body>Nine held in Nice.',
        '<html><head><script type="application/ld+json">{"@type": [1, {}], "url": 5}</script><body>Nine held in Nice.',
    ],
)
def test_odd_pages(html: str) -> None:
    assert "Nine held in Nice." in from_text(html, "a").view.text


@pytest.mark.parametrize(
    ("script", "address"),
    [
        ('{"@type": "NewsArticle", "url": "https://a.example/1#top"}', "https://a.example/1"),
        ('{"@type": ["Thing", "Article"], "mainEntityOfPage": {"@id": "https://a.example/2"}}', "https://a.example/2"),
        (
            '[{"@type": "WebSite", "url": "https://a.example"}, {"@type": "Report", "@id": "http://b.example"}]',
            "http://b.example",
        ),
        ('{"@graph": [{"@type": "Article", "mainEntityOfPage": "https://a.example/3"}]}', "https://a.example/3"),
        ('{"@type": "WebSite", "url": "https://a.example"}', None),
        ('{"@type": "Article", "url": "javascript:x"}', None),
        ("{", None),
        ("[" * 100_000, None),
        ("null", None),
    ],
)
def test_address_from_linked_data(script: str, address: str | None) -> None:
    assert linked_data.url([script]) == address


def test_layout_tables_are_opened_and_tables_of_figures_stay() -> None:
    prose = "Police in Westmark held nine people on Monday after a long search of two warehouses near the docks there."
    html = (
        f"<html><body><table><tr><td><a href=/>Home</a></td><td><h1>Nine held</h1><p>{prose}</p><p>{prose}</p>"
        "<table><tr><td>Benin</td><td>54 arrests</td></tr><tr><td>Mali</td><td>3 arrests</td></tr></table></td></tr>"
        "</table></body></html>"
    )
    lines = [line.strip() for line in from_text(html, "a").view.text.split("\n")]
    assert lines[:2] == ["Nine held", prose]
    assert "Benin: 54 arrests" in lines


def test_page_of_figures_alone() -> None:
    html = (
        "<html><body><article><h1>Key figures</h1><ul><li><b>27</b> arrests</li><li><b>$4 million</b> seized</li>"
        "<li>Benin: 54 arrests</li></ul></article></body></html>"
    )
    article = from_text(html, "a")
    for words in ("27", "$4 million", "Benin"):
        assert sections(article, words) == {"body"}
