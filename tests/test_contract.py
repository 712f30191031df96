"""What the real engine gives for the fixtures holds the contract: shapes, offsets, sections, ids, exact numbers."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import factx
from factx import batch
from factx.batch.inputs import Inputs
from factx.cli import app
from factx.formats import exact, record, schema
from factx.model import DEFAULT_KINDS, EXTRA_KINDS, Document
from factx.options import Options

FIXTURES = Path(__file__).parent.parent / "fixtures"
ARTICLES = sorted(path for path in FIXTURES.iterdir() if path.suffix in (".txt", ".md", ".html"))


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    options = Options(kinds=DEFAULT_KINDS + EXTRA_KINDS, with_text=True)
    found = batch.documents(Inputs(tuple(str(path) for path in ARTICLES)), options)
    return {Path(doc.source).name: doc for doc in found}


@pytest.fixture(params=[path.name for path in ARTICLES], scope="module")
def document(request: pytest.FixtureRequest, documents: dict[str, Document]) -> Document:
    return documents[request.param]


def test_every_fixture_is_read(documents: dict[str, Document]) -> None:
    assert len(documents) == len(ARTICLES) >= 8
    assert {name: doc.problem for name, doc in documents.items() if doc.problem} == {}


def test_holds_the_schema(document: Document) -> None:
    line = exact.dumps(record.document(document, with_text=True))
    plain = json.loads(line, parse_float=Decimal)
    checked = schema.Document.model_validate(plain)
    assert len(checked.facts) == len(document.facts)


def test_offsets_are_those_of_the_text(document: Document) -> None:
    assert document.chars == len(document.text)
    for fact in document.facts:
        for mention in fact.mentions:
            assert document.text[mention.start : mention.end] == mention.text
            assert mention.sentence in document.text
            assert mention.text in mention.sentence
            assert mention.text == mention.text.strip()


def test_plain_text_and_markdown_are_not_rewritten(document: Document) -> None:
    path = FIXTURES / Path(document.source).name
    if path.suffix != ".html":
        assert document.text == path.read_bytes().decode("utf-8")


def test_ids_count_up_in_order_of_first_mention(document: Document) -> None:
    seen: Counter[str] = Counter()
    starts = []
    for fact in document.facts:
        seen[fact.kind] += 1
        assert fact.id == f"{fact.kind}-{seen[fact.kind]}"
        starts.append(fact.mentions[0].start)
        assert [m.start for m in fact.mentions] == sorted({m.start for m in fact.mentions})
    assert starts == sorted(starts)


def test_the_section_is_the_best_of_the_mentions(document: Document) -> None:
    for fact in document.facts:
        sections = {mention.section for mention in fact.mentions}
        assert fact.section == next(name for name in ("body", "headline", "related") if name in sections)


def test_kinds_asked_for_are_kinds_given() -> None:
    path = FIXTURES / "press-release.md"
    for kind in (*DEFAULT_KINDS, *EXTRA_KINDS):
        (doc,) = batch.documents(Inputs((str(path),)), Options(kinds=(kind,)))
        assert {fact.kind for fact in doc.facts} <= {kind}
    (doc,) = batch.documents(Inputs((str(path),)), Options(related=False))
    assert all(fact.section != "related" for fact in doc.facts)


def test_same_input_same_bytes_whatever_stands_beside_it() -> None:
    path = str(FIXTURES / "press-release.md")
    alone = [record.document(doc) for doc in batch.documents(Inputs((path,)), Options())]
    beside = [record.document(doc) for doc in batch.documents(Inputs((*map(str, ARTICLES[:5]), path)), Options())]
    assert alone == beside[-1:]


def test_the_command_prints_what_python_gives(documents: dict[str, Document]) -> None:
    path = FIXTURES / "press-release.md"
    result = CliRunner().invoke(app, ["extract", str(path)])
    assert result.exit_code == 0
    whole: dict[str, Any] = json.loads(result.stdout, parse_float=Decimal)
    schema.Output.model_validate(whole)
    text = path.read_text(encoding="utf-8")
    given = json.loads(exact.dumps(record.document(factx.extract(text, source=str(path)))), parse_float=Decimal)
    assert whole["documents"] == [given]
    assert given["facts"]


def test_a_missing_model_is_a_clear_message() -> None:
    result = CliRunner().invoke(app, ["extract", str(FIXTURES / "press-release.md"), "--model", "no_such_model"])
    assert result.exit_code == 3
    assert "no_such_model" in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""
