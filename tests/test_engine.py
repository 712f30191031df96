"""The engine: what it finds depends on the article and the options alone, and offsets are those of the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from factx.engine import Engine
from factx.errors import ModelError
from factx.model import Article, Document, Section
from factx.options import Options
from factx.reading import parts
from factx.reading.article import from_text
from tests.rules import marked

_ROOT = Path(__file__).parent.parent
_FIXTURES = sorted(p for p in (_ROOT / "fixtures").iterdir() if p.suffix in (".md", ".txt"))
_TABLES = sorted((Path(__file__).parent / "rules" / "sentences").glob("*.txt"))
_STORY = "Police in Spain arrested 27 suspects and seized €1.2 million.\n\nIt ran in 19 countries from May to June 2021"

AWKWARD = [
    "Police arrested 27 suspects.\r\nThree more were held on Monday.\r\n",
    "\U0001f6a8 Police \U0001f46e\u200d\u2642\ufe0f arrested 12 people and seized \U0001f4b0 $3 million.",
    "Cafe\u0301 owners: police arrested 12 cafe\u0301 owners in Orle\u0301ans and seized €40,000.",
    "Police\x00 arrested\x00 12 people.",
    "\u201cWe arrested 14 people,\u201d he said. \u2018Losses\u2019 topped \u00a32 million.",
    "Police arrested\u00a012\u202fpeople and seized 3\u00a0000\u00a0euros.",
    "**Police** arrested [12 people](https://example.org/12) and ![34 held](a.png) seized *$3 million*.",
    "Police arrested &#49;2 people &amp; seized &euro;5 million.",
    "[[[[((((****____12 arrests",
    "12",
]


def _articles() -> list[Article]:
    articles = [from_text(p.read_text(encoding="utf-8"), p.name) for p in _FIXTURES]
    examples = (e for table in _TABLES for e in marked.load(table))
    return articles + [from_text(e.text, str(n)) for n, e in enumerate(examples)]


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return _articles()


@pytest.fixture(scope="module")
def documents(engine: Engine, articles: list[Article]) -> list[Document]:
    return list(engine.pipe(articles))


def _with(engine: Engine, options: Options) -> Engine:
    """An engine with other options and the model that is loaded already."""
    other = Engine(options)
    other.parser = engine.parser
    return other


def _one(engine: Engine, text: str) -> Document:
    return next(iter(engine.pipe([from_text(text, "x")])))


def test_the_gate_changes_nothing(engine: Engine, articles: list[Article], documents: list[Document]) -> None:
    assert list(_with(engine, Options(gate=False)).pipe(articles)) == documents


@pytest.mark.parametrize(
    "text",
    [
        "He embezzled money from 19 residents of the home.",
        "The files of 3,000 patients were dumped online.",
        "Police arrested 12 people in Spain. Two more in Italy. Three more in France.",
        "Police arrested the following:\n- Two men in Spain. Three women nearby. Four others in Rome.\n- Five men",
        "Ten bodies were recovered.",
        "The avalanche took four lives.",
        "Affected are 30,000 former customers.",
        "640,000 prepaid customers, names, phone numbers and PINs.",
        "The haul concerned 90,000 customers.",
        "Roughly 26,000 passengers were caught up in the hack.",
        "They persuaded 76 people to send them £2.9 million.",
        "He ran a Ponzi scheme in which 219 investors placed £17 million.",
        "The swindler took £17.4 million from 219 savers.",
        "The clinic is notifying 1,300 patients that their names were taken.",
    ],
)
def test_the_gate_holds_what_a_parse_finds(text: str, engine: Engine) -> None:
    gated = _one(engine, text)
    assert gated.facts
    assert gated == _one(_with(engine, Options(gate=False)), text)


def test_neighbours_change_nothing(engine: Engine, articles: list[Article], documents: list[Document]) -> None:
    assert list(engine.pipe(articles[::-3])) == documents[::-3]
    for n in range(0, len(articles), 40):
        assert list(engine.pipe([articles[n]])) == [documents[n]]


def test_offsets_are_those_of_the_text(articles: list[Article], documents: list[Document]) -> None:
    for article, document in zip(articles, documents, strict=True):
        for mention in (m for fact in document.facts for m in fact.mentions):
            assert article.text[mention.start : mention.end] == mention.text
            assert mention.text in mention.sentence


@pytest.mark.parametrize("text", AWKWARD)
def test_offsets_in_awkward_texts(text: str, engine: Engine) -> None:
    article = from_text(text, "x")
    document = next(iter(engine.pipe([article])))
    assert document.chars == len(article.text)
    mentions = [m for fact in document.facts for m in fact.mentions]
    assert all(article.text[m.start : m.end] == m.text for m in mentions)
    assert bool(mentions) == (text != "12")


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\ufeff", "#"])
def test_no_text_has_no_facts(text: str, engine: Engine) -> None:
    assert _one(engine, text).facts == ()


@pytest.mark.parametrize("unit", ["1 000 ", "tens of thousands of "])
def test_a_number_longer_than_a_sentence_counts_nothing(unit: str, engine: Engine) -> None:
    found = _one(engine, f"Police arrested 12 {unit * 400}")
    assert found.problem is None


def test_ids_count_within_a_kind(documents: list[Document]) -> None:
    for document in documents:
        ids = [fact.id for fact in document.facts]
        assert len(set(ids)) == len(ids)
        for kind in {fact.kind for fact in document.facts}:
            own = [fact.id for fact in document.facts if fact.kind == kind]
            assert own == [f"{kind}-{n}" for n in range(1, len(own) + 1)]


@pytest.mark.parametrize("kind", ["arrests", "money", "countries", "date_range"])
def test_only_the_kinds_asked_for(kind: str, engine: Engine) -> None:
    document = _one(_with(engine, Options(kinds=(kind,))), _STORY)
    assert [fact.kind for fact in document.facts] == [kind]


def test_no_parse_without_counts_of_people() -> None:
    unloaded = Engine(Options(kinds=("money", "countries", "date_range"), model="no-such-model"))
    assert len(_one(unloaded, _STORY).facts) == 3


def test_related_facts_are_marked_or_left_out(engine: Engine) -> None:
    text = "Police arrested 27 suspects.\n\nOfficers held 31 men in Rome."
    plain = from_text(text, "x")
    at = text.index("Officers")
    article = Article("x", plain.text, plain.view, (Section(at, len(text), "related"),))
    both = next(iter(engine.pipe([article])))
    assert [(f.value, f.section) for f in both.facts] == [(27, "body"), (31, "related")]
    body = next(iter(_with(engine, Options(related=False)).pipe([article])))
    assert [f.value for f in body.facts] == [27]


def test_sections_are_those_of_the_mention(engine: Engine) -> None:
    text = "Police arrest 27.\n\nPolice arrested 27 suspects.\n\nPolice arrested 27 suspects in a raid."
    plain = from_text(text, "x")
    last = text.rindex("Police")
    sections = (Section(0, 17, "headline"), Section(last, len(text), "related"))
    article = Article("x", plain.text, plain.view, sections)
    (fact,) = next(iter(engine.pipe([article]))).facts
    assert [m.section for m in fact.mentions] == ["headline", "body", "related"]
    assert fact.section == "body"


def test_a_long_text_is_read_in_parts(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"Published: 2024-05-01\n\n{_STORY}.\n\n" + "".join(
        f"Police in Italy arrested {n} men and seized $3 million in May. They took \u00a3{n}.\n\n"
        for n in range(31, 51)
    )
    whole = _one(engine, text)
    monkeypatch.setattr(parts, "PART", 300)
    in_parts = _one(engine, text)
    assert in_parts == whole
    assert len(whole.facts) > 40


def test_offsets_in_parts(engine: Engine, articles: list[Article], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "PART", 500)
    for read in articles[:10]:
        article = from_text(read.text, read.source)
        document = next(iter(engine.pipe([article])))
        assert document.chars == len(article.text)
        for mention in (m for fact in document.facts for m in fact.mentions):
            assert article.text[mention.start : mention.end] == mention.text


def test_an_article_without_candidates_never_loads_the_model() -> None:
    unloaded = Engine(Options(model="no-such-model"))
    text = "The minister spoke for 40 minutes.\n\nVersion 2.0 fixes 27 vulnerabilities in the kernel, she found."
    assert _one(unloaded, text).problem is None


@pytest.mark.parametrize(
    "text",
    [
        "Police found LockBit 2.0 and seized a 14-inch screen.",
        "Hackers exploited 27 vulnerabilities in the kernel and compromised 40 servers.",
        "The data of the firm are on 3 disks.",
        "They run from one end to the other in 40 minutes.",
    ],
)
def test_no_parse_where_numbers_count_no_people(text: str) -> None:
    _one(Engine(Options(model="no-such-model")), text)


@pytest.mark.parametrize(
    "text", ["Police arrested 12.", "The data of 40 clients leaked.", "They stole it from 19 men."]
)
def test_a_parse_where_a_number_may_count_people(text: str) -> None:
    with pytest.raises(ModelError):
        _one(Engine(Options(model="no-such-model")), text)
