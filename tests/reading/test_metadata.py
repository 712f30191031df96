"""Front matter, labelled lines and dates of metadata."""

from __future__ import annotations

from datetime import date

import pytest

from factx.reading import metadates
from factx.reading.article import from_text

BODY = "\nNine people were held in the harbour on Monday, police said.\n"


def front(block: str, newline: str = "\n") -> str:
    return f"---\n{block}\n---\n{BODY}".replace("\n", newline)


TITLES = [
    ("title: Nine held: police", "Nine held: police"),
    ('title: "Nine held"', "Nine held"),
    ("title: 'It''s nine'", "It's nine"),
    ('title: "A \\"nine\\" case"', 'A "nine" case'),
    ("title: Nine held \t", "Nine held"),
    ("post_title: >\n  Nine people held\n  After raid", "Nine people held After raid"),
    ("post_title: >-\n  Nine people held", "Nine people held"),
    ("headline: |\n  Nine people held", "Nine people held"),
    ("original_title:\n  - >\n    Nine people\n    held", "Nine people held"),
    ("original_title:\n  - 'Nine people held'", "Nine people held"),
    ("title: Nine people\n  held in town", "Nine people held in town"),
    ("Title: Nine held", "Nine held"),
    ("title: Nine &#8211; held", "Nine \u2013 held"),
    ("title: Nine held | Harbour Times", "Nine held"),
    ("title: null\npost_title: Nine held", "Nine held"),
]


@pytest.mark.parametrize(("block", "title"), TITLES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_titles(block: str, title: str, newline: str) -> None:
    text = front(block, newline)
    article = from_text(text, "a.md")
    assert article.title == title
    (section,) = article.sections
    assert section.name == "headline"
    assert "Nine" in text[section.start : section.end] or "nine" in text[section.start : section.end]
    assert article.view.text.count("---") == 0


@pytest.mark.parametrize(
    ("block", "day"),
    [
        ("date: 2020-09-25", date(2020, 9, 25)),
        ("date: 2020-09-25-07-33-41 ", date(2020, 9, 25)),
        ("post_date: 2016-05-02 05:47:11", date(2016, 5, 2)),
        ("published: '2022-02-07T23:39:38-05:00'", date(2022, 2, 7)),
        ("pubDate: Tue, 03 Dec 2024 10:00:00 GMT", date(2024, 12, 3)),
        ("date: September 28, 2021", date(2021, 9, 28)),
        ("published: true\npost_date: 2016-05-02", date(2016, 5, 2)),
        ("created: 2019-01-01\ndate: 2020-01-02", date(2020, 1, 2)),
        ("fetch_date: 2025-10-06", None),
        ("date: 2020-13-45", None),
        ("date: soon", None),
    ],
)
def test_dates_of_front_matter(block: str, day: date | None) -> None:
    assert from_text(front("title: Nine held\n" + block), "a.md").published == day


def test_what_is_read_and_what_is_hidden() -> None:
    text = front(
        "ID: 3262\nimage: https://a.example/40.jpg\ndescription: Ten men fled.\ntags: [a, b]\ntitle: Nine held"
    )
    article = from_text(text, "a.md")
    assert "Ten men fled." in article.view.text.split("\n")
    assert "3262" not in article.view.text and "tags" not in article.view.text
    at = text.index("Ten men")
    assert not any(s.start <= at < s.end for s in article.sections)


@pytest.mark.parametrize(
    ("block", "url"),
    [
        ("url: https://a.example/x", "https://a.example/x"),
        ("permalink: >\n  https://a.example/y", "https://a.example/y"),
        ("canonical_url:\n  - >\n    https://a.example/z\npermalink: https://a.example/y", "https://a.example/z"),
        ("image: https://a.example/x.jpg", None),
    ],
)
def test_urls(block: str, url: str | None) -> None:
    assert from_text(front(block), "a.md").url == url


@pytest.mark.parametrize(
    "text", ["---\nNo key here\n---\nText", "---\n\n---\n", "Text\n---\ntitle: x\n---\n", "---\ntitle: x\n"]
)
def test_no_front_matter(text: str) -> None:
    article = from_text(text, "a.md")
    assert article.published is None
    assert all(word in article.view.text for word in text.replace("---", "").split())


def test_list_under_a_title() -> None:
    text = (
        "# Nine held after raid\n### \n\n## Information:\n+ Source: Harbour Times\n"
        "+ Link: [article](https://a.example/9)\n+ Date: September 28, 2021\n+ Author: Jane Roe\n\n\n"
        "## Article:\nNine people were held on Monday, police said.\n"
    )
    article = from_text(text, "a.txt")
    assert (article.title, article.published, article.url) == (
        "Nine held after raid",
        date(2021, 9, 28),
        "https://a.example/9",
    )
    assert article.view.text.strip() == "Nine held after raid\nNine people were held on Monday, police said."


def test_plain_labels_at_the_top() -> None:
    text = "Title: Nine held\nDate: 3 May 2021\nSource: Wire\n\nNine people were held on Monday, police said.\n"
    article = from_text(text, "a.txt")
    assert article.title == "Nine held"
    assert article.published == date(2021, 5, 3)
    assert "Wire" not in article.view.text


def test_labels_in_the_article_stay() -> None:
    text = "Nine held\n\nThe police gave this account of the case on Monday.\n\nSource: the ministry\n"
    assert "Source: the ministry" in from_text(text, "a.txt").view.text


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Tuesday, March 28, 2023", date(2023, 3, 28)),
        ("20 Nov, 2019 05:47", date(2019, 11, 20)),
        ("12:03 GMT, Nov 20, 2019", date(2019, 11, 20)),
        ("By Jane Roe , Jo Doe on Monday, November 18th, 2019 at 11:08 a.m.", date(2019, 11, 18)),
        ("Published: 3 May 2021, 10:15 BST", date(2021, 5, 3)),
        ("2026-02-19 18:33:27", date(2026, 2, 19)),
        ("(May 3, 2021)", date(2021, 5, 3)),
        ("On May 3, 2021 nine were held", None),
        ("May 2021", None),
        ("31 February 2021", None),
        ("Nine held", None),
    ],
)
def test_lines_that_are_a_date(line: str, day: date | None) -> None:
    assert metadates.alone(line) == day


def test_given_metadata_win() -> None:
    article = from_text(front("title: A b\ndate: 2020-01-01"), "x", published=date(2021, 1, 1), title="C d", url="u")
    assert (article.published, article.title, article.url) == (date(2021, 1, 1), "C d", "u")


TOML_TITLES = [
    ('title = "Nine held: police"', "Nine held: police"),
    ("title = 'It is nine' # drafted", "It is nine"),
    ('title="A \\"nine\\" case"', 'A "nine" case'),
    ('title = """\nNine people\nheld"""', "Nine people held"),
    ("title = '''Nine people held'''", "Nine people held"),
    ('draft = false\n"title" = "Nine = nine # held"', "Nine = nine # held"),
    ('[params]\n  title = "Nine held"\n  views = 55', "Nine held"),
    ('# written by hand\ntitle = "Nine held"\ntags = ["5 arrested", "raid"]', "Nine held"),
]


@pytest.mark.parametrize(("block", "title"), TOML_TITLES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_toml_titles(block: str, title: str, newline: str) -> None:
    text = f"+++\n{block}\n+++\n{BODY}".replace("\n", newline)
    article = from_text(text, "a")
    assert article.title == title
    assert article.view.text.split("\n")[0] == title
    assert "5 arrested" not in article.view.text
    assert article.sections[0].name == "headline"


def test_toml_day_and_address() -> None:
    article = from_text(f'+++\ndate = 2024-05-06T10:00:00Z\nurl = "https://a.example/x?y=5"\n+++\n{BODY}', "a")
    assert (article.published, article.url) == (date(2024, 5, 6), "https://a.example/x?y=5")


@pytest.mark.parametrize(
    "text", ["+++\nNine men held\n+++\n", "+++\n", "+++\n\n+++\nNine", "+++\ntitle = 'no end'\n\nNine"]
)
def test_no_toml_front_matter(text: str) -> None:
    article = from_text(text, "a")
    assert article.published is None
    assert "Nine" in article.view.text or text == "+++\n"
