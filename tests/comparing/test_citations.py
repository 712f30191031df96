"""Addresses beside figures: keys, which one is nearest, and what two documents that cite one page share."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factx.comparing import citations, compare
from factx.model import Document
from tests.comparing.making import document, fact, mention

PAGE = "https://paper.example/news/harbour-gang-arrested-after-raids"


@pytest.mark.parametrize(
    ("address", "key"),
    [
        (PAGE, "paper.example/news/harbour-gang-arrested-after-raids"),
        (
            PAGE.replace("https://", "http://www.") + "/?utm=x#top",
            "paper.example/news/harbour-gang-arrested-after-raids",
        ),
        ("https://hub.example/global/?p=175567", "hub.example/global?p=175567"),
        ("https://paper.example/", None),
        ("https://paper.example/news/", None),
        ("no address", None),
    ],
)
def test_keys(address: str, key: str | None) -> None:
    assert citations.key(address) == key


def test_the_link_that_holds_the_figure_comes_before_others() -> None:
    sentence = f"[Police](https://a.example/a-long-path-to-a-page) held [five men]({PAGE}) in May."
    keys, any_ = citations.cited([mention("five", sentence)])
    assert (keys, any_) == ({citations.key(PAGE)}, True)


def test_an_address_beside_few_of_the_mentions_is_none_of_the_fact() -> None:
    mentions = [
        mention("five", "Police held five men."),
        mention("five", "They were five."),
        mention("five", f"[five]({PAGE})"),
    ]
    assert citations.cited(mentions) == (frozenset(), True)


def _brief(source: str, said: str, sentence: str, url: str | None = None) -> Document:
    made = document(source, fact(said, sentence), title=f"News in brief, {source}", published="2024-02-03")
    return replace(made, url=url)


@pytest.mark.parametrize(("said", "tied"), [("5", True), ("6", False)])
def test_reports_that_cite_one_page_speak_of_one_figure(said: str, tied: bool) -> None:
    a = _brief("a", "5", f"Elsewhere, [5 dockers]({PAGE}) were held.")
    b = _brief("b", said, f"It comes weeks after [the arrest of {said}]({PAGE}).")
    assert [q.verdict for event in compare([a, b]) for q in event.quantities] == ["agree"] * tied


def test_a_report_that_is_cited_is_a_source_of_its_own_figures_only() -> None:
    told = _brief("a", "5", "Officers arrested 5 in the harbour.", PAGE)
    quoting = _brief("b", "5", f"Weeks ago [5 were arrested]({PAGE}).")
    assert len(compare([told, quoting])) == 1
    retold = _brief("a", "5", "Officers had [arrested 5](https://other.example/news/quite-another-gang) in May.", PAGE)
    assert compare([retold, quoting]) == []
