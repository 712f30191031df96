"""csv: stable columns, exact numbers, no formulas."""

import csv
import io
from dataclasses import replace

import pytest

from factx.formats.row import COLUMNS
from factx.model import Document, Problem
from tests.formats.sample import ARRESTS, BAD, GOOD, NOTES, document, written


def rows(*documents: Document) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written("csv", *documents), newline="")))


def test_columns_are_stable() -> None:
    assert written("csv").strip() == (
        "source,title,published,id,kind,role,value,value_max,bound,currency,start,end,duration,event,place,section,text,"
        "sentence,mention_start,mention_end,mentions,rule,confidence,error,counted,unit"
    )
    assert all(len(row) == len(COLUMNS) for row in csv.reader(io.StringIO(written("csv", GOOD, BAD))))


def test_one_fact_a_row() -> None:
    arrests, dates, change, notes = rows(GOOD)
    assert arrests["value"] == "1500"
    assert arrests["bound"] == "more_than"
    assert arrests["place"] == "Porto"
    assert arrests["event"] == "Operation Driftwood"
    assert int(arrests["mention_end"]) - int(arrests["mention_start"]) == len("more than 1,500")
    assert (dates["start"], dates["end"], dates["value"]) == ("2024-07-01", "2024-11-30", "")
    assert (change["value"], change["currency"], change["confidence"]) == ("0.35", "USD", "0.988")
    assert notes["value"] == "1200000"


def test_a_failed_input_is_a_row_with_its_error() -> None:
    (row,) = rows(BAD)
    assert row["source"] == "gone.txt"
    assert row["error"] == "not-found: gone.txt: no such file"
    assert row["id"] == ""


def test_a_document_without_facts_has_no_row() -> None:
    assert rows(document()) == []


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\uff1d1", "-", "=cmd|' /C calc'!A0"]
)
def test_no_cell_is_a_formula(cell: str) -> None:
    fact = replace(ARRESTS, event=cell, place=cell, text=cell)
    failed = replace(BAD, source=cell, problem=Problem("x", cell))
    for row in rows(replace(GOOD, source=cell, title=cell, facts=(fact,)), failed):
        for name in ("source", "title", "event", "place", "text"):
            assert row[name] in ("", "'" + cell.replace("\r", "\n"))


def test_plain_text_stays_as_it_is() -> None:
    (row,) = rows(replace(GOOD, title='He said "no", a = b', facts=(NOTES,)))
    assert row["title"] == 'He said "no", a = b'


def test_what_a_file_cannot_hold_is_replaced() -> None:
    (row,) = rows(replace(GOOD, title="a\0b\ud800c", facts=(NOTES,)))
    assert row["title"] == "a\ufffdb\ufffdc"
