"""json and jsonl: the contract, exactness, and streams that stop half-way."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

import factx
from factx.formats import FORMATS
from factx.formats.schema import Document as DocumentModel
from factx.formats.schema import Output
from factx.model import Document
from factx.options import Options
from tests.formats.sample import BAD, GOOD, written


def test_json_is_one_object_that_holds_the_contract() -> None:
    text = written("json", GOOD, BAD)
    whole = json.loads(text, parse_float=Decimal)
    assert (whole["factx"], whole["schema"]) == (factx.__version__, 1)
    output = Output.model_validate(whole)
    assert [doc.source for doc in output.documents] == ["harbour.txt", "gone.txt"]
    assert text.endswith("}\n")


def test_jsonl_is_one_document_a_line() -> None:
    text = written("jsonl", GOOD, BAD)
    lines = text.splitlines()
    assert [DocumentModel.model_validate_json(line).source for line in lines] == ["harbour.txt", "gone.txt"]


def test_both_say_the_same() -> None:
    whole = json.loads(written("json", GOOD, BAD))
    assert whole["documents"] == [json.loads(line) for line in written("jsonl", GOOD, BAD).splitlines()]


def test_fields_and_their_order() -> None:
    doc = json.loads(written("jsonl", GOOD))
    assert list(doc) == ["source", "title", "published", "url", "site", "language", "chars", "sha256", "facts", "error"]
    assert " ".join(doc["facts"][0]) == (
        "id kind role value value_max bound currency start end duration event place section text mentions rule "
        "confidence"
    )
    assert list(doc["facts"][0]["mentions"][0]) == ["start", "end", "text", "sentence", "section"]


def test_numbers_as_stated() -> None:
    line = written("jsonl", GOOD)
    assert '"value": 1500,' in line
    assert '"value": 0.35,' in line
    assert '"value": 1200000,' in line
    assert '"confidence": 0.988' in line
    assert '"confidence": 0.9}' in line


def test_text_on_request() -> None:
    assert "text" not in json.loads(written("jsonl", GOOD))
    with_text = json.loads(written("jsonl", GOOD, options=Options(with_text=True)))
    for fact in with_text["facts"]:
        for mention in fact["mentions"]:
            assert with_text["text"][mention["start"] : mention["end"]] == mention["text"]


def test_a_failed_input_has_no_facts_and_an_error() -> None:
    doc = json.loads(written("jsonl", BAD))
    assert doc["facts"] == []
    assert doc["error"] == {"code": "not-found", "message": "gone.txt: no such file"}


def test_nothing_given() -> None:
    assert json.loads(written("json"))["documents"] == []
    assert written("jsonl") == ""


@pytest.mark.parametrize("stop", [KeyboardInterrupt, RuntimeError])
def test_a_run_that_stops_leaves_a_whole_object(stop: type[BaseException]) -> None:
    def documents() -> Iterator[Document]:
        yield GOOD
        raise stop

    out = io.StringIO()
    with pytest.raises(stop):
        FORMATS["json"].load()(documents(), out, Options())
    assert len(json.loads(out.getvalue())["documents"]) == 1


def test_nothing_is_written_before_the_first_document() -> None:
    def documents() -> Iterator[Document]:
        raise RuntimeError
        yield GOOD

    out = io.StringIO()
    with pytest.raises(RuntimeError):
        FORMATS["json"].load()(documents(), out, Options())
    assert out.getvalue() == ""


def test_jsonl_lines_come_as_soon_as_they_are_there() -> None:
    class Counting(io.StringIO):
        flushed = 0

        def flush(self) -> None:
            self.flushed = self.getvalue().count("\n")

    out = Counting()

    def documents() -> Iterator[Document]:
        for number in range(3):
            assert out.flushed == number
            yield replace(GOOD, source=str(number))

    FORMATS["jsonl"].load()(documents(), out, Options())


def test_odd_line_breaks_do_not_split_a_record() -> None:
    doc = replace(GOOD, title="a\u2028b\x85c\x0bd\x1ce")
    (line,) = written("jsonl", doc).splitlines()
    assert json.loads(line)["title"] == doc.title
