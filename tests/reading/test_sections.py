"""What of a page is its title, and what is not the article. A line begins with the section it belongs to."""

from __future__ import annotations

from itertools import pairwise

import pytest

from factx.reading.article import from_text

P1 = "Police in Westmark held nine people on Monday after a long search of two warehouses near the docks."
P2 = "Officers found money and stolen cars there, and said that the search for two more men would go on."
LONG = (
    "The two men were seen last in a village north of the town, where neighbours told officers that a van had stood "
    "in front of an empty house for several days before it was driven away at night by somebody whom they did not know."
)

PAGES = {
    "plain title": f"h|Nine held in Westmark\n\nb|{P1}\n\nb|{P2}",
    "title without blank line": f"h|Nine held in Westmark\nb|{P1}\nb|{P2}",
    "no title": f"b|{P1}\n\nb|{P2}",
    "lead is no title": f"b|Nine were held in Westmark.\n\nb|{P1}",
    "markdown title, deck and subheading": (
        f"# h|Nine held in Westmark\n### b|Search goes on for two more men\n\nb|{P1}\n\n## b|Money found\n\nb|{P2}"
    ),
    "image text is body": f"# h|Nine held in Westmark\n\n![b|Nine held in Westmark](https://a.example/1.jpg)\n\nb|{P1}",
    "site name": f"h|Nine held in the town of Westmark - Harbour Times\nr|Home\nr|News\nb|{P1}\nb|{P2}",
    "said again": (
        f"h|Nine held in the town of Westmark - Times\nr|Home\nr|News\nh|NINE HELD IN THE TOWN OF WESTMARK\n"
        f"h|Nine held in the town...\nb|{P1}\nb|{P2}"
    ),
    "menu first": (
        f"* r|Home\n* r|News\n* r|Sport\n\n* r|Facebook\n\nr|World News\n\nh|Nine held in the town of Westmark\n\n"
        f"20 Nov, 2019 05:47\n\nb|{P1}\n\nb|{P2}"
    ),
    "linked heading": (
        f"---\ntitle: h|Nine held in Westmark\n---\n\n* [r|Home](/)\n* [r|Sport](/s)\n\n"
        f"# [h|Nine held in Westmark](https://a.example/9)\n\nb|{P1}"
    ),
    "related at the end": f"h|Nine held\n\nb|{P1}\n\nb|{P2}\n\nr|Related\n\nr|Ten jailed\n\nr|Ten men were...",
    "explore more": (
        f"h|Nine held\n\nb|{P1}\n\nr|Explore more\n\nr|Ten jailed\n\nr|A court has sent ten men to prison for a theft "
        "that\n\nr|Two fined\n\nr|The firms were told to pay and"
    ),
    "heading over links": (
        f"# h|Nine held\n\nb|{P1}\n\n### r|Previous and related coverage\n\n* [r|Ten jailed in Eastmark](/1)\n"
        "* [r|Two fined in Eastmark](/2)"
    ),
    "links without a heading word": (
        f"# h|Nine held\n\nb|{P1}\n\nr|Harbour cases\n\n* [r|Ten jailed](/1)\n* [r|Two fined](/2)"
    ),
    "body resumes": f"h|Nine held\n\nb|{P1}\n\nr|Related\n\nr|Ten jailed\n\nb|{P2}\n\nb|{P1}",
    "body resumes long": f"h|Nine held\n\nb|{P1}\n\nr|Most read\n\nr|Ten jailed\n\nb|{LONG}",
    "comments": f"h|Nine held\n\nb|{P1}\n\nb|{P2}\n\nr|Comments\n\nr|{LONG}\n\nr|{P2}",
    "teaser between": f"h|Nine held\n\nb|{P1}\n\nr|Read more: Ten men jailed in Eastmark\n\nb|{P2}",
    "see link": f"# h|Nine held\n\nb|{P1}\n\n**r|SEE:** [**Ten men jailed in Eastmark**](/1)\n\nb|{P2}",
    "footer": f"h|Nine held\n\nb|{P1}\n\nr|Share this article\n\nr|© 2005–2024 Harbour Times. All rights reserved.",
    "cookies": f"h|Nine held\n\nb|{P1}\n\nr|This website uses cookies. Read our privacy policy to find out more.",
    "newsletter": f"h|Nine held\n\nb|{P1}\n\nr|Sign up for our newsletter and get 10 stories a day\n\nb|{P2}",
    "title again at the end": (
        f"h|Nine held in Westmark\n\nb|{P1}\n\nb|{P2}\n\nr|Nine held in Westmark\n\nr|Recent News\n\nr|Ten jailed"
    ),
    "related box within": (
        f"h|Nine held\n\nb|{P1}\n\nr|RELATED ARTICLES\n\nr|Previous\n\nr|1\n\nr|Next\n\n"
        f"r|Ten men jailed for £5 million plot\n\n"
        f"r|Share this article\n\nr|Share\n\nr|143 shares\n\nb|{P2}\n\nb|Pictured: one of 40 cars\n\nb|{P1}"
    ),
    "buttons under the title": (
        f"h|Nine held in Westmark\nr|Published\nr|25 September 2020\nr|Share\nr|close panel\nr|About sharing\n"
        f"b|Image caption, One of the 40 cars\nb|{P1}\nb|{P2}\nr|Related Topics\nr|Police\n"
        f"r|More on this story\nr|Ten jailed"
    ),
    "breadcrumb": f"h|Home / India News / Nine held in Westmark\n\nh|Nine held in Westmark\n\nb|{P1}\n\nb|{P2}",
    "bar of links": f"h|Nine held\n\nb|{P1}\n\nr|Trending: [Five held](/5) | [Rail fares up 4.6%](/r)\n\nb|{P2}",
    "also read": f"h|Nine held\n\nb|{P1}\n\nr|ALSO READ | 15 held over theft of $5 million\n\nb|{P2}",
    "offer": f"h|Nine held\n\nb|{P1}\n\nr|ADVERTISEMENT\n\nr|Win a week in Rome worth £2,500!\n\nb|{P2}",
    "advertisement alone": f"h|Nine held\n\nb|{P1}\n\nr|Advertisement\n\nb|{P2}",
    "counted comments": f"h|Nine held\n\nb|{P1}\n\nb|{P2}\n\n## r|Comments (58)\n\nr|{LONG}",
    # what looks like clutter and is none
    "related arrests": f"h|Nine held\n\nb|{P1}\n\nb|Related arrests\n\nb|{P2}\n\nb|{P1}",
    "list of facts": f"h|Nine held\n\nb|{P1}\n\nb|The police seized:\n\n* b|4 cars\n* b|Two boats\n* b|$500,000 cash\n",
    "list of names": f"h|Nine held\n\nb|{P1}\n\nb|They are:\n* b|Jane Roe, 29, of Eastmark;\n* b|Jo Doe, 48.",
    "recommended steps": f"h|Nine held\n\nb|{P1}\n\nb|Recommended steps:\n\n* b|Lock doors at night.\n\nb|{P2}",
    "privacy policy as matter": f"# h|Acme fined $5 million over privacy policy\n\nb|{P1}\n\nb|{P2}",
    "latest as prose": f"h|Nine held\n\nb|The latest arrests there bring the number of those held to 19.\n\nb|{P1}",
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_sections(name: str, newline: str) -> None:
    page = PAGES[name].replace("\n", newline)
    expected: list[tuple[int, str]] = []
    text = ""
    for i, piece in enumerate(page.replace("h|", "\0h").replace("b|", "\0b").replace("r|", "\0r").split("\0")):
        if i:
            expected.append((len(text), piece[0]))
        text += piece[1:] if i else piece
    article = from_text(text, "page")
    found = [(at, next((s.name[0] for s in article.sections if s.start <= at < s.end), "b")) for at, _ in expected]
    assert [(text[at : at + 40], got) for at, got in found] == [(text[at : at + 40], want) for at, want in expected]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"# Nine held | Harbour Times\n\n{P1}", "Nine held"),
        (
            f"Nine held in the town of Westmark - Times\nHome\nNine held in the town of Westmark\n{P1}",
            "Nine held in the town of Westmark",
        ),
        (f"Nine held in Westmark\n\n{P1}", "Nine held in Westmark"),
        (f"## **\u201cNine\u201d held**\n\n{P1}", "\u201cNine\u201d held"),
        (f"{P1}\n\n{P2}", None),
        ("Nine", None),
        (f"12:03 GMT, Nov 20, 2019\n\n{P1}", None),
    ],
)
def test_titles(text: str, title: str | None) -> None:
    assert from_text(text, "page").title == title


def test_sections_are_in_order_and_apart() -> None:
    for page in PAGES.values():
        sections = from_text(page, "page").sections
        for one, two in pairwise(sections):
            assert one.start < one.end <= two.start


def section_of(line: str) -> str:
    """The section of the last line of ``line`` between paragraphs of an article, which must stay body."""
    text = f"# Nine held in Westmark\n\n{P1}\n\n{line}\n\n{P2}\n\n{LONG}\n"
    article = from_text(text, "a")
    places = {}
    for words in (line.rpartition("\n")[2], P1, P2, LONG):
        at = text.index(words) + len(words) // 2
        places[words] = next((s.name for s in article.sections if s.start <= at < s.end), "body")
    assert {places[P1], places[P2], places[LONG]} == {"body"}
    return places[line.rpartition("\n")[2]]


@pytest.mark.parametrize(
    "line",
    [
        "Trending: [Ten jailed](https://a.example/1) | [Fares up 5%](https://a.example/2)",
        "[Ten jailed](/1) | [Fares up 5%](/2) | [Six die](/3)",
        "[Ten jailed over $5m fraud](/1) \u2022 [Fares up 5%](/2) \u2022 [Six die](/3)",
        "**Trending:** [Ten jailed](/1), [Fares up](/2)",
        "In other news: [Ten jailed](/1) / [Fares up](/2)",
        "Also today \u00b7 [12 arrested in raid](/1) \u00b7 [Fares up](/2)",
        "* [12 arrested in raid](/1) | [Fares up](/2)",
        "ADVERTISEMENT\n\nSwitch today and pocket $250",
        "Advertisement\n\nBanking that pays you back: $300 for new customers",
        "- Advertisement -\n\nYour dream kitchen from \u00a34,999",
        "ADVERTISEMENT: Save up to $500 on flights",
        "Get the day's top stories in your inbox",
        "Join 250,000 readers who get our daily briefing",
        "Never miss a story: subscribe for $1 a week",
        "Enter your email to get our 10 best stories",
        "Our 5-minute newsletter brings you the top crime stories every day",
        "Become a member from $5 a month",
        "You have 2 free articles left this month.",
    ],
)
def test_teasers_and_offers(line: str) -> None:
    assert section_of(line) == "related"


@pytest.mark.parametrize(
    "line",
    [
        "[Germany](/1), [Spain](/2) and [Benin](/3) held 12 men each, and the search for the others goes on there.",
        "| [Benin](/b) | [54 arrests](/a) |",
        "| Benin | 54 arrests |",
        'Advertisement\n\n"You killed 12 people," she told him.',
        "Advertisement\n\nTwo men were arrested.",
        "ADVERTISEMENT\n\n## 12 arrests in your town",
        "The newsletter of the gang had 5,000 readers.",
        "He earned $5 a month.",
        "Two members | both 25 | were held",
    ],
)
def test_not_teasers(line: str) -> None:
    assert section_of(line) == "body"
