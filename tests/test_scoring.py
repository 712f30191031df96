"""Scores: what counts, and what missing, extra, split and merged facts cost."""

from __future__ import annotations

import importlib.util
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from factx import gold, scoring
from factx.engine import Engine
from factx.formats import exact
from factx.formats.evaluation import record
from factx.model import DEFAULT_KINDS, Document, Fact, Mention
from factx.options import Options
from factx.reading import files
from factx.scoring import Entry, Scores

FIXTURES = Path(__file__).parents[1] / "fixtures"
#: The judge of the shared corpus, where it lies beside the project.
JUDGE = Path(__file__).parents[2] / "shared" / "eval" / "score.py"


def entry(start: int, value: int, number: int, **fields: Any) -> Entry:
    given: dict[str, Any] = {
        "start": start, "end": start + 2, "text": "xx", "kind": "arrests", "role": None,
        "value": (Decimal(value), None, None), "bound": "exact", "event": None, "place": None, "section": "body",
        "fact": number, "optional": False,
    }  # fmt: skip
    return Entry(**{**given, **fields})


def fact(value: int, *starts: int, **fields: Any) -> Fact:
    given: dict[str, Any] = {
        "id": f"arrests-{value}", "kind": "arrests", "role": None, "value": Decimal(value), "value_max": None,
        "bound": "exact", "currency": None, "start": None, "end": None, "duration": None, "event": None, "place": None,
        "section": "body", "text": "xx", "rule": "test", "confidence": 0.9,
        "mentions": tuple(Mention(at, at + 2, "xx", "xx", "body") for at in starts),
    }  # fmt: skip
    return Fact(**{**given, **fields})


def score(facts: list[Fact], entries: list[Entry], text: str = "") -> Scores:
    document = Document("a", None, None, None, len(text), "", tuple(facts), text=text)
    return scoring.compare([document], {"a": entries}, DEFAULT_KINDS)


def told(scores: Scores) -> list[str]:
    return [each.what for each in scores.differences]


def test_all_right() -> None:
    scores = score([fact(5, 0, 40), fact(7, 20)], [entry(0, 5, 1), entry(20, 7, 2), entry(40, 5, 1)])
    assert (scores.values["arrests"], scores.facts["arrests"]) == (scoring.Tally(3, 3, 3), scoring.Tally(2, 2, 2))
    assert told(scores) == [] and [right for _, _, right in scores.judged] == [True, True]


def test_missed_extra_and_wrong() -> None:
    scores = score([fact(5, 0), fact(8, 20), fact(9, 60)], [entry(1, 5, 1), entry(20, 7, 2), entry(40, 5, 3)])
    assert scores.found["arrests"] == scoring.Tally(2, 3, 3)
    assert scores.values["arrests"] == scoring.Tally(1, 3, 3)
    assert told(scores) == ["value", "extra", "missed"]
    assert [each.span for each in scores.differences] == [(20, 22), (60, 62), (40, 42)]


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"role": "lost"}, "role"),
        ({"bound": "about"}, "bound"),
        ({"place": "Nice"}, "place"),
        ({"event": "Operation X"}, "event"),
        ({"section": "related"}, "section"),
    ],
)
def test_what_else_can_be_wrong(fields: dict[str, str], what: str) -> None:
    scores = score([fact(5, 0, **fields)], [entry(0, 5, 1)])
    assert told(scores) == [what]
    assert scores.values["arrests"].right == 1
    assert scores.facts["arrests"].right == (what not in ("role", "bound"))


def test_names_are_compared_without_quotes_and_hyphens() -> None:
    said, wanted = fact(5, 0, event="Operation HAECHI-V"), entry(0, 5, 1, event="\u201cOperation Haechi V\u201d")
    assert told(score([said], [wanted])) == []


def test_split_and_merged_facts_are_wrong() -> None:
    split = score([fact(5, 0), fact(5, 20, id="arrests-x")], [entry(0, 5, 1), entry(20, 5, 1)])
    assert split.values["arrests"].right == 2 and split.facts["arrests"] == scoring.Tally(0, 2, 1)
    merged = score([fact(5, 0, 20)], [entry(0, 5, 1), entry(20, 5, 2)])
    assert merged.values["arrests"].right == 2 and merged.facts["arrests"] == scoring.Tally(0, 1, 2)


def test_optional_entries_count_neither_way() -> None:
    maybe = entry(0, 1, 1, optional=True)
    assert score([fact(1, 0)], [maybe]).values["arrests"] == scoring.Tally()
    assert score([], [maybe]).values["arrests"] == scoring.Tally()
    assert told(score([fact(9, 1), fact(8, 0)], [maybe])) == []


def test_articles_that_were_not_given_are_missed() -> None:
    document = Document("news/a.txt", None, None, None, 0, "", (fact(5, 0),))
    scores = scoring.compare([document], {"a": [entry(0, 5, 1)], "b": [entry(0, 5, 1)]}, DEFAULT_KINDS)
    assert (scores.documents, scores.missing) == (2, ["b"])
    assert scores.values["arrests"] == scoring.Tally(1, 1, 2)


@pytest.mark.parametrize("source", ["news/a.txt", "./news/a.txt", "a", "other/a.html"])
def test_sources_are_matched_by_name(source: str) -> None:
    document = Document(source, None, None, None, 0, "", (fact(5, 0),))
    for name in ("a", "news/a.txt"):
        assert scoring.compare([document], {name: [entry(0, 5, 1)]}, DEFAULT_KINDS).missing == []


def test_a_failed_input_of_the_same_name_takes_no_place() -> None:
    from factx.model import Problem

    good = Document("a", None, None, None, 0, "", (fact(5, 0),))
    bad = Document("a", None, None, None, 0, "", (), Problem("empty", "a: empty"))
    for given in ([good, bad], [bad, good]):
        assert scoring.compare(given, {"a": [entry(0, 5, 1)]}, DEFAULT_KINDS).values["arrests"].right == 1


def test_gold_of_another_text_is_told() -> None:
    assert score([fact(5, 0)], [entry(0, 5, 1)], "xx held").misplaced == []
    assert [each.start for _, each in score([], [entry(0, 5, 1)], "yy held").misplaced] == [0]


# --- the same figures as the judge's ----------------------------------------------------------------------------------


def _changed(documents: list[Document], seed: int) -> Iterator[Document]:
    """Documents with facts lost, split, merged, moved and with other values, roles and bounds."""
    chance = random.Random(seed)
    for document in documents:
        facts: list[Fact] = []
        for each in document.facts:
            turn = chance.random()
            if turn < 0.1:
                continue
            if turn < 0.2 and each.value is not None:
                each = replace(each, value=2 * each.value + 1)
            elif turn < 0.3:
                place = "Nowhere" if each.kind in ("arrests", "people") else None
                bound = "about" if each.bound and each.value_max is None else each.bound
                each = replace(each, bound=bound, place=place, section="related", event="Operation Nothing")
            elif turn < 0.4 and len(each.mentions) > 1:
                facts.append(replace(each, mentions=each.mentions[1:], id=f"{each.id}00"))
                each = replace(each, mentions=each.mentions[:1])
            elif turn < 0.5:
                each = replace(
                    each, mentions=tuple(replace(m, start=m.start + 3, end=m.end + 3) for m in each.mentions)
                )
            elif turn < 0.55 and each.role:
                each = replace(each, role="other" if each.kind == "money" else "suspects")
            facts.append(each)
        if chance.random() > 0.1:
            yield replace(document, facts=tuple(facts))


@pytest.mark.skipif(not JUDGE.exists(), reason="the shared corpus is not here")
@pytest.mark.parametrize("seed", range(4))
def test_figures_are_those_of_the_judge(seed: int, engine: Engine) -> None:
    spec = importlib.util.spec_from_file_location("judge", JUDGE)
    assert spec and spec.loader
    judge = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(judge)
    paths = sorted(p for p in FIXTURES.iterdir() if p.suffix in (".md", ".txt"))
    articles = [article for path in paths for article in files.read(path, path.stem, Options())]
    documents = list(_changed(list(engine.pipe(articles)), seed))
    path = FIXTURES / "gold.jsonl"
    scores = scoring.compare(documents, {each.id: each.entries for each in gold.read(path)}, DEFAULT_KINDS)
    given = {document.source: json.loads(document.to_json()) for document in documents}
    wanted, differences = judge.score(judge.read_gold(path), given)
    mine = json.loads(exact.dumps(record.output(scores)))
    assert mine["kinds"] == wanted["kinds"]
    assert mine["attributes"] == wanted["attributes"]
    assert (mine["documents"], mine["missing"]) == (wanted["documents"], wanted["missing"])
    listed = [each for each in mine["differences"] if each["what"] in ("missed", "extra", "value", "role", "bound")]
    assert len(listed) == len(differences)
    assert mine["kinds"]["all"]["value"]["f1"] < 0.95
