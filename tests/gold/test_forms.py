"""Annotations in every form: written and read back, corrected, left incomplete, broken."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import factx
from factx import gold, lexicon
from factx.gold import GoldError, label_studio
from factx.model import DEFAULT_KINDS, EXTRA_KINDS, Document
from factx.scoring import Entry, Scores

FIXTURES = Path(__file__).parents[2] / "fixtures"
ARTICLES = sorted(path for path in FIXTURES.iterdir() if path.suffix in (".txt", ".md"))
#: Signs of one and of two UTF-16 units, combined ones, a byte-order mark, and line breaks of two characters.
AWKWARD = (
    "\U0001f6a8\U0001f469\u200d\U0001f692 Police in N\u0131ce arrested 12 men \U0001f1eb\U0001f1f7 and seized "
    "$1.2-$1.5 billion.\r\n\r\nCafe\u0301 owners lost \u20ac40,000 \U0001f4b0 from May to June 2021,\u2028and "
    "<b>over 30</b> people were hurt &amp; 3 killed.\r\n"
)
ALL = DEFAULT_KINDS + EXTRA_KINDS
FILES = {"gold": "g.jsonl", "label-studio": "g.json", "spacy": "g.spacy"}


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    options = factx.Options(kinds=ALL)
    texts = [(path.read_text(encoding="utf-8"), {"id": f"news/{path.name}"}) for path in ARTICLES]
    found = list(factx.Extractor(options).pipe([*texts, (AWKWARD, {"id": "awkward", "published": "2021-07-01"})]))
    assert len(found[-1].facts) >= 6
    return found


def right(scores: Scores) -> bool:
    tallies = [*scores.found.values(), *scores.values.values(), *scores.facts.values(), *scores.attributes.values()]
    return bool(tallies) and not scores.differences and all(t.right == t.given == t.wanted for t in tallies)


@pytest.mark.parametrize("form", FILES)
def test_what_was_annotated_is_all_right(form: str, documents: list[Document], tmp_path: Path) -> None:
    path = tmp_path / FILES[form]
    factx.annotate(documents, path, to=form)
    scores = factx.evaluate(path, documents, options=factx.Options(kinds=ALL))
    assert right(scores)
    assert scores.documents == len(documents) and not scores.missing and not scores.misplaced
    assert sum(tally.wanted for tally in scores.values.values()) == sum(
        len(fact.mentions) for document in documents for fact in document.facts
    )


@pytest.mark.parametrize("form", ["label-studio", "spacy"])
def test_articles_come_with_their_annotations(form: str, documents: list[Document], tmp_path: Path) -> None:
    path = tmp_path / FILES[form]
    factx.annotate(documents[-3:], path, to=form)
    assert right(factx.evaluate(path, options=factx.Options(kinds=ALL)))
    assert [each.text for each in gold.read(path)] == [document.text for document in documents[-3:]]


def test_lines_have_no_articles(documents: list[Document], tmp_path: Path) -> None:
    factx.annotate(documents[:1], tmp_path / "g.jsonl")
    with pytest.raises(GoldError, match="there are no texts in it; give its articles too"):
        factx.evaluate(tmp_path / "g.jsonl")


def test_failed_inputs_are_left_out(tmp_path: Path) -> None:
    factx.annotate(factx.Extractor().pipe([None, "Police held 12 men."]), tmp_path / "g.jsonl")  # type: ignore[list-item]
    assert [each.id for each in gold.read(tmp_path / "g.jsonl")] == ["text#2"]


def test_an_unknown_form_is_named(tmp_path: Path) -> None:
    with pytest.raises(factx.FactxError, match="choose from gold, label-studio, spacy"):
        factx.annotate([], tmp_path / "g.x", to="prodigy")


# --- JSON Lines -------------------------------------------------------------------------------------------------------


def lines(path: Path, *facts: dict[str, Any], **more: Any) -> list[Entry]:
    path.write_text(json.dumps({"id": "a", "facts": list(facts), **more}) + "\n", encoding="utf-8")
    return list(gold.read(path)[0].entries)


def row(kind: str, words: str, at: int = 0, **fields: Any) -> dict[str, Any]:
    return {"kind": kind, "mention": {"start": at, "end": at + len(words), "text": words}, **fields}


@pytest.mark.parametrize(
    ("given", "value", "bound"),
    [
        (row("arrests", "over 5,500"), (Decimal("5500").normalize(), None, None), "more_than"),
        (row("arrests", "dozens"), (Decimal(24), None, None), "at_least"),
        (row("arrests", "27"), (Decimal(27), None, None), "exact"),
        (row("money", "$5-10 million"), (Decimal("5E+6"), Decimal("1E+7"), "USD"), "between"),
        (row("money", "\u20ac40,000", currency="CHF"), (Decimal("4E+4"), None, "CHF"), "exact"),
        (row("people/x", "12"), None, None),
        (row("people", "twelve of the", value=12), (Decimal(12), None, None), "exact"),
        (row("people", "twelve", value="12", bound="about"), (Decimal(12), None, None), "about"),
        (row("people", "some 1,200", value="1,200"), (Decimal("1200").normalize(), None, None), "about"),
        (row("people", "some 1,200", value=1300), (Decimal("1300").normalize(), None, None), "exact"),
        (row("date_range", "from May to June 2021"), ("2021-05-01", "2021-06-30"), None),
        (row("date_range", "since 2013", start=None), (None, None), None),
        (row("date_range", "that summer"), None, None),
        (row("money", "a fortune"), None, None),
        (row("money", "5", value=5), None, None),
        (row("arrests", "the men"), None, None),
        (row("arrests", "12", value="twelve"), None, None),
        (row("arrests", "12", value=float("inf")), None, None),
        (row("arrests", "12", bound="roughly"), None, None),
        (row("arrests", "12", section="footer"), None, None),
        (row("date", "12 May", start="12 May", end=None), None, None),
    ],
    ids=lambda given: given["mention"]["text"] if isinstance(given, dict) else "",
)  # fmt: skip
def test_what_is_left_out_is_read_from_the_words(
    given: dict[str, Any], value: tuple[object, ...] | None, bound: str | None, tmp_path: Path
) -> None:
    if value is None:
        with pytest.raises(GoldError, match="line 1, mention"):
            lines(tmp_path / "g.jsonl", given)
        return
    (entry,) = lines(tmp_path / "g.jsonl", given)
    assert (entry.value, entry.bound) == (value, bound)


def test_mentions_that_state_the_same_are_one_fact_unless_numbered(tmp_path: Path) -> None:
    twelve = [row("arrests", "12", start) for start in (0, 10, 20)]
    assert len({entry.fact for entry in lines(tmp_path / "g.jsonl", *twelve)}) == 1
    apart = [{**each, "fact": number} for number, each in enumerate(twelve)]
    assert len({entry.fact for entry in lines(tmp_path / "g.jsonl", *apart)}) == 3
    joined = [{**row("arrests", "12"), "fact": "a"}, {**row("arrests", "dozens", 9), "fact": "a"}, twelve[2]]
    facts = [entry.fact for entry in lines(tmp_path / "g.jsonl", *joined)]
    assert len(set(facts)) == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "no annotated article"),
        ("police held 12 men", "line 1: this is no annotated article"),
        ('{"id": "a"}\n', "line 1: there is no 'facts'"),
        ('{"id": "a", "facts": [{}]}\n', "line 1, mention: it has no 'kind'"),
        ('{"id": "a", "facts": [{"kind": "arrests"}]}\n', "line 1, mention: it has no 'mention'"),
        ('{"id": "a", "facts": []}\n{"id": "a", "facts": []}\n', "there are 2 articles 'a'"),
        ('[{"data": {"text": "x"}}, 5]', "export as JSON"),
        ('[{"text": "x", "fact": [{"start": 0}]}]', "not as JSON-MIN"),
        ("[1, 2", "not valid JSON"),
        ('[{"data": {"id": 5}, "annotations": [{"result": []}]}]', "its data has no text"),
    ],
)
def test_broken_files_say_where(content: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "g.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=r"g\.json: ") as told:
        gold.read(path)
    assert message in told.value.message


def test_a_missing_file_and_a_broken_docbin(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="No such file"):
        gold.read(tmp_path / "none.jsonl")
    for content in (b"", b"PK\x03\x04", b"x\x9c\x03\x00\x00\x00\x00\x01"):
        (tmp_path / "g.spacy").write_bytes(content)
        with pytest.raises(GoldError, match="not a whole DocBin"):
            gold.read(tmp_path / "g.spacy")


# --- Label Studio -----------------------------------------------------------------------------------------------------


def region(name: str, at: int, to: int, label: str, text: str | None = None, **controls: str) -> list[Any]:
    """A region with its controls, as an export has them."""
    place: dict[str, Any] = {"start": at, "end": to}
    words = {} if text is None else {"text": text}
    made = [
        {
            "value": {**place, **words, "labels": [label]},
            "id": name, "from_name": "fact", "to_name": "text", "type": "labels", "origin": "manual",
        }
    ]  # fmt: skip
    for control, said in controls.items():
        chosen = control in ("bound", "section", "optional")
        made.append(
            {
                "value": {**place, **words, **({"choices": [said]} if chosen else {"text": [said]})},
                "id": name, "from_name": control, "to_name": "text", "origin": "manual",
                "type": "choices" if chosen else "textarea",
            }
        )  # fmt: skip
    return made


def task(text: str, *results: list[Any], name: str = "a", **fields: Any) -> dict[str, Any]:
    """A task as an export has it; the fields that do not matter here are those of the documented form."""
    annotation = {
        "id": 1001, "completed_by": 10, "was_cancelled": False, "ground_truth": False, "lead_time": 4.288,
        "created_at": "2024-03-09T22:16:08.728353Z", "updated_at": "2024-03-09T22:16:08.728378Z", "task": 1,
        "result_count": len(results), "result": [each for result in results for each in result],
    }  # fmt: skip
    return {
        "id": 1, "project": 83, "created_at": "2024-03-09T21:52:49.513742Z", "file_upload": "tasks.json", "meta": {},
        "data": {"id": name, "text": text}, "annotations": [{**annotation, **fields}], "predictions": [], "drafts": [],
    }  # fmt: skip


def entries_of(path: Path, *tasks: dict[str, Any]) -> list[Entry]:
    path.write_text(json.dumps(list(tasks)), encoding="utf-8")
    return [entry for each in gold.read(path) for entry in each.entries]


def test_a_correction_is_scored(tmp_path: Path) -> None:
    """A person took a wrong mention away, marked one that was missed, and changed a role and a bound."""
    text = "\U0001f6a8 Police held 12 men. They seized about $3 million, and 40 cars. Four more fled, and five hid."
    document = factx.extract(text, source="a")
    factx.annotate([document], tmp_path / "tasks.json", to="label-studio")
    (made,) = json.loads((tmp_path / "tasks.json").read_text(encoding="utf-8"))
    results = made["predictions"][0]["result"]
    assert {each["from_name"] for each in results} >= {"fact", "value", "bound", "section", "currency", "same"}
    labelled = {each["value"]["text"]: each["id"] for each in results if each["from_name"] == "fact"}
    assert set(labelled) == {"12", "about $3 million"}
    kept: list[Any] = [each for each in results if each["id"] != labelled["12"]]
    for each in kept:
        if each["from_name"] == "fact":
            each["value"]["labels"] = ["money/frozen"]
        if each["from_name"] == "bound":
            each["value"]["choices"] = ["exact"]
    at, sum_at = text.index("five"), text.index("about")
    done = {
        **task(text, kept, region("new", at, at + 4, "arrests", "five"), name="a"),
        "predictions": made["predictions"],
    }
    (tmp_path / "export.json").write_text(json.dumps([done]), encoding="utf-8")
    scores = factx.evaluate(tmp_path / "export.json")
    assert [(each.what, each.span) for each in scores.differences] == [
        ("extra", (14, 16)),
        ("role", (sum_at, sum_at + 16)),
        ("bound", (sum_at, sum_at + 16)),
        ("missed", (at, at + 4)),
    ]
    assert scores.values["money"].f1 == 1.0 and scores.facts["money"].right == 0
    assert scores.values["arrests"].right == 0 and not scores.misplaced


def test_offsets_are_code_points_or_else_utf_16(tmp_path: Path) -> None:
    text = "\U0001f4a9\U0001f6a8 Police held 12 men, then 30 \U0001f46e more."
    points = (text.index("30"), text.index("30") + 2)
    units = tuple(len(text[:at].encode("utf-16-le")) // 2 for at in points)
    assert units != points
    for start, end in (points, units):
        (entry,) = entries_of(tmp_path / "e.json", task(text, region("x", start, end, "arrests", "30")))
        assert (entry.start, entry.end, entry.text) == (*points, "30")
    (bare,) = entries_of(tmp_path / "e.json", task(text, region("x", *points, "arrests")))
    assert (bare.start, bare.end) == points
    with pytest.raises(GoldError, match="task 1: the region of arrests at 3 does not stand on its words"):
        entries_of(tmp_path / "e.json", task(text, region("x", 3, 5, "arrests", "30")))


def test_words_over_a_line_break_stand_where_they_should(tmp_path: Path) -> None:
    text = "It ran from May\r\nto June 2021."
    start, end = text.index("from"), text.index(".")
    shown = "from May\\n\\nto June 2021"
    (entry,) = entries_of(tmp_path / "e.json", task(text, region("x", start, end, "date_range", shown)))
    assert (entry.start, entry.end, entry.value) == (start, end, ("2021-05-01", "2021-06-30"))


def test_skipped_and_several_annotations(tmp_path: Path) -> None:
    text = "Police held 12 men."
    marked = region("x", 12, 14, "arrests", "12")
    skipped = task(text, marked, name="skipped", was_cancelled=True)
    empty = task(text, name="empty")
    several = task(text, marked, name="several")
    older = {**several["annotations"][0], "updated_at": "2020-01-01T00:00:00Z", "result": []}
    truth = {**older, "ground_truth": True}
    path = tmp_path / "e.json"
    entries_of(path, skipped, empty, {**several, "annotations": [*several["annotations"], older]})
    assert {each.id: len(each.entries) for each in gold.read(path)} == {"empty": 0, "several": 1}
    entries_of(path, {**several, "annotations": [truth, *several["annotations"]]})
    assert [len(each.entries) for each in gold.read(path)] == [0]


def test_controls_say_what_the_words_do_not(tmp_path: Path) -> None:
    text = "They took a fortune that summer, some say twice."
    first = region("x", 10, 19, "money/lost", "a fortune", value="1,200,000", currency="EUR", bound="about", same="f")
    again = region("y", 42, 47, "money/lost", "twice", value="1200000", currency="EUR", same="f", optional="yes")
    days = region("z", 20, 31, "date_range", "that summer", start="2021-06-01", end="-")
    sum_, day, other = sorted(entries_of(tmp_path / "e.json", task(text, first, again, days)), key=lambda e: e.start)
    assert (sum_.role, sum_.value, sum_.bound) == ("lost", (Decimal("1.2E+6"), None, "EUR"), "about")
    assert day.value == ("2021-06-01", None)
    assert other.optional and other.fact == sum_.fact and other.bound == "about"


def test_the_labeling_config_has_every_label_and_control(tmp_path: Path, documents: list[Document]) -> None:
    root = ElementTree.fromstring(label_studio.config(factx.Options(kinds=ALL)))
    labels = [each.get("value") for each in root.iter("Label")]
    roles = [f"{r['kind']}/{r['name']}" for r in lexicon.load("kinds")["role"] if r["kind"] in ALL]
    assert sorted(map(str, labels)) == sorted([*roles, *(kind for kind in ALL if kind not in ("money", "people"))])
    out = io.BytesIO()
    gold.write(documents, out, "label-studio")
    results = [each for made in json.loads(out.getvalue()) for each in made["predictions"][0]["result"]]
    controls = {each.get("name"): each for each in root.iter() if each.get("toName")}
    text = root.find(".//Text")
    assert text is not None and text.get("value") == "$text"
    for each in results:
        control = controls[each["from_name"]]
        assert control.tag.lower() == each["type"] and control.get("toName") == each["to_name"] == text.get("name")
        if each["type"] == "labels":
            assert each["value"]["labels"][0] in labels
        elif each["type"] == "choices":
            assert each["value"]["choices"][0] in [choice.get("value") for choice in control]
        assert control.get("perRegion") == "true" or each["type"] == "labels"


# --- DocBin -----------------------------------------------------------------------------------------------------------


def test_spans_are_the_gold(tmp_path: Path) -> None:
    """A person took a span away, moved one, relabelled one, and added one."""
    from spacy.tokens import DocBin, Span
    from spacy.vocab import Vocab

    text = "Police held 12 men and 3 women in Rome. They seized about $3 million. Fourteen were hurt, five fled."
    document = factx.extract(text, source="a")
    factx.annotate([document], tmp_path / "g.spacy", to="spacy")
    (doc,) = DocBin().from_disk(tmp_path / "g.spacy").get_docs(Vocab())
    by_words = {span.text: span for span in doc.spans["factx"]}
    assert set(by_words) >= {"12", "about $3 million", "Fourteen"}
    seized = by_words["about $3 million"]
    at = next(token.i for token in doc if token.text == "five")
    doc.spans["factx"] = [
        Span(doc, seized.start + 1, seized.end, label="money/frozen", span_id=seized.id_),
        by_words["Fourteen"],
        Span(doc, at, at + 1, label="arrests"),
    ]
    DocBin(docs=[doc], store_user_data=True).to_disk(tmp_path / "corrected.spacy")
    scores = factx.evaluate(tmp_path / "corrected.spacy")
    told = sorted((each.what, text[slice(*each.span)]) for each in scores.differences)
    assert ("role", "$3 million") in told and ("missed", "five") in told and ("extra", "12") in told
    assert scores.values["money"].right == 1 and scores.values["people"].f1 == 1.0


def test_spans_that_others_made(tmp_path: Path) -> None:
    import spacy
    from spacy.tokens import DocBin

    nlp = spacy.blank("en")
    doc = nlp("Police held 12 men and seized $3 million.")
    doc.spans["sc"] = [doc.char_span(12, 14, label="arrests"), doc.char_span(30, 40, label="money/seized")]
    entity = nlp("Police held 12 men in Rome.")
    entity.ents = [entity.char_span(12, 14, label="arrests"), entity.char_span(22, 26, label="GPE")]
    DocBin(docs=[doc, entity]).to_disk(tmp_path / "g.spacy")
    first, second = gold.read(tmp_path / "g.spacy")
    assert [(each.kind, each.role, each.value) for each in first.entries] == [
        ("arrests", None, (Decimal(12), None, None)),
        ("money", "seized", (Decimal("3E+6"), None, "USD")),
    ]
    assert [each.kind for each in second.entries] == ["arrests"]
    assert right(factx.evaluate(tmp_path / "g.spacy"))
    doc.spans["other"] = list(doc.spans["sc"])
    DocBin(docs=[doc]).to_disk(tmp_path / "g.spacy")
    with pytest.raises(GoldError, match="of the groups sc, other of spans none is called factx"):
        gold.read(tmp_path / "g.spacy")
