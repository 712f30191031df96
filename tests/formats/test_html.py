"""html without a browser: one whole page, its policy, and article text that stays text."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from factx.formats import FORMATS, charts, highlight
from factx.model import Document, Problem
from factx.options import Options
from tests.formats.sample import ARRESTS, BAD, CHANGE, GOOD, NOTES, RANGE, document, fact, mention, written

HOSTILE = (
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "\"><svg onload='alert(1)'>",
    "{{script}} {{title}}",
    "<!-- --> ]]> &lt;b&gt;",
    "\x1b[31mred\x07 \u202eright to left\u2066",
)


class Page(HTMLParser):
    """Tags with their attributes, and the text of each kind of element."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        self.tags.append((tag, dict(attrs)))
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        for tag in set(self._open):
            self.words.setdefault(tag, []).append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_marks_are_the_mentions() -> None:
    page = Page(written("html", GOOD))
    assert page.words["mark"] == ["more than 1,500", "between July and November 2024", "$0.35", "€1.2 million"]
    assert [mark["data-facts"] for mark in page.all("mark")] == ["d1-f1", "d1-f2", "d1-f3", "d1-f4"]
    assert [card["id"] for card in page.all("li")] == ["d1-f1", "d1-f2", "d1-f3", "d1-f4"]


def test_every_link_leads_somewhere_on_the_page_and_ids_are_unique() -> None:
    page = Page(written("html", GOOD, BAD, replace(GOOD, source="b.txt")))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(set(ids)) == len(ids)
    links = [attributes["href"] for attributes in page.all("a")]
    assert links and all(link and link[0] == "#" and link[1:] in ids for link in links)


def test_nothing_from_outside_is_asked_for() -> None:
    page = Page(written("html", GOOD, BAD))
    assert not [tag for tag, _ in page.tags if tag in ("link", "img", "iframe", "object", "embed", "base")]
    for _, attributes in page.tags:
        assert not [
            name for name in attributes if name.startswith("on") or name in ("src", "style", "srcset", "action")
        ]
    assert "http:" not in written("html", GOOD) and "https:" not in written("html", GOOD)


def test_the_policy_holds_the_hashes_of_style_and_script() -> None:
    text = written("html", GOOD)
    (policy,) = [meta["content"] for meta in Page(text).all("meta") if meta.get("http-equiv")]
    assert policy and policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("hostile", HOSTILE)
def test_article_text_is_text(hostile: str) -> None:
    text = f"{hostile}\n\nPolice arrested 12 people {hostile} there.\n\n{hostile}\n"
    found = fact("arrests", "12", text, value="12", event=hostile, place=hostile)
    odd = document(replace(found, text=hostile, rule=hostile), text=text, title=hostile, source=hostile)
    failed = replace(BAD, source=hostile, problem=Problem("x", hostile))
    plain = Page(written("html", document(fact("arrests", "1,500", value="1500", event="x", place="y")), BAD))
    page = Page(written("html", odd, failed))
    assert {tag for tag, _ in page.tags} <= {tag for tag, _ in plain.tags}
    assert len(page.all("script")) == len(page.all("style")) == 1
    assert page.words["mark"] == ["12"]
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", "".join(page.words["body"]))


def test_facts_that_share_words() -> None:
    text = "Police arrested and charged 12 people.\n"
    both = (fact("arrests", "12", text, value="12"), replace(fact("people", "12", text, value="12", role="charged")))
    page = Page(written("html", document(*both, text=text)))
    (mark,) = page.all("mark")
    assert mark["data-facts"] == "d1-f1 d1-f2"
    assert mark["title"] == "arrests: 12; people · charged: 12"


def test_mentions_that_overlap_in_part() -> None:
    text = "It was 5 to 10 million.\n"
    first, second = (
        fact("money", words, text, value="5", role="lost", currency="USD") for words in ("5 to 10", "10 million")
    )
    pieces = [
        piece
        for block in highlight.blocks(document(first, replace(second, id="money-2"), text=text))
        for piece in block.pieces
    ]
    assert [(piece.text, [f for f, _ in piece.mentions]) for piece in pieces] == [
        ("It was ", []),
        ("5 to ", [0]),
        ("10", [0, 1]),
        (" million", [1]),
        (".", []),
    ]


def test_text_as_a_reader_sees_it() -> None:
    text = "# A “raid”\n\n- [12 men](http://e.example/12) were *arrested*\n> said Ann’s aunt\n\n[Home](/)\n"
    page = list(highlight.blocks(document(fact("arrests", "12", text, value="12"), text=text, title="A “raid”")))
    assert [(block.kind, "".join(piece.text for piece in block.pieces)) for block in page] == [
        ("heading", "A “raid”"),
        ("item", "12 men were arrested"),
        ("quote", "said Ann’s aunt"),
        ("text", "Home"),
    ]
    assert page[0].section == "headline"


def test_a_mention_that_markup_interrupts() -> None:
    text = "Police arrested **more than** 12 men.\n"
    found = replace(ARRESTS, mentions=(mention("more than** 12", text),))
    assert "".join(Page(written("html", document(found, text=text))).words["mark"]) == "more than 12"


def test_several_documents_have_an_index() -> None:
    page = Page(written("html", GOOD, BAD))
    assert page.words["h1"] == ["Facts of 2 documents"]
    assert page.words["td"][:3] == ["Raid in the harbour", "2024-12-01", "4"]
    assert "failed" in page.words["td"]
    assert "nav" not in Page(written("html", GOOD)).words


@pytest.mark.parametrize("text", ["", " \n", "</p></p>", "<!-- a -->"])
def test_a_text_of_which_nothing_is_shown(text: str) -> None:
    assert "No facts." in written("html", document(text=text))


def test_nothing_given_is_a_page() -> None:
    assert Page(written("html")).words["h1"] == ["Facts of 0 documents"]
    assert "No facts." in written("html", document())


@pytest.mark.parametrize("documents", [[], [GOOD]])
def test_a_run_that_stops_gives_a_page_of_what_is_there(documents: list[Document]) -> None:
    def stopping() -> Iterator[Document]:
        yield from documents
        raise KeyboardInterrupt

    out = io.StringIO()
    with pytest.raises(KeyboardInterrupt):
        FORMATS["html"].load()(stopping(), out, Options())
    assert out.getvalue().endswith("</html>\n" if documents else "")


def test_bars_are_to_scale_within_a_currency() -> None:
    more = replace(NOTES, id="money-3", value=Decimal(600_000), role="lost")
    drawn = charts.money(document(CHANGE, NOTES, more), lambda number: f"f{number}")
    bars = re.findall(r'<a class="row" href="#(f\d)".*?<rect x="\d+" y="\d+" width="(\d+)"', drawn)
    assert bars == [("f1", "330"), ("f2", "165"), ("f0", "330")]
    assert charts.money(document(ARRESTS), str) == ""


def test_timeline() -> None:
    since = replace(RANGE, id="date_range-2", start=date(2020, 1, 1), end=None)
    drawn = charts.timeline(document(RANGE, since), lambda number: f"f{number}")
    assert re.findall(r'data-fact="(f\d)"', drawn) == ["f1", "f0"]
    assert drawn.count("<path") == 1
    assert "published 2024-12-01" in drawn
    assert charts.timeline(document(replace(RANGE, start=None, end=None)), str) == ""


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("0001-01-01", "9999-12-31"),
        ("2024-01-30", "2024-02-01"),
        ("1950-01-01", "1950-12-31"),
        ("9999-12-30", "9999-12-31"),
    ],
)
def test_a_timeline_of_any_length_has_few_marks(first: str, last: str) -> None:
    given = replace(RANGE, start=date.fromisoformat(first), end=date.fromisoformat(last))
    drawn = charts.timeline(document(given, published=None), str)
    assert 0 <= drawn.count('class="tick"') <= 12


def test_same_facts_same_bytes() -> None:
    assert written("html", GOOD, BAD) == written("html", GOOD, BAD)
