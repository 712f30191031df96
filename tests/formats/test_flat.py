"""--flat: the rows of csv as JSON, with numbers that are numbers."""

import csv
import io
import json
from decimal import Decimal

import pytest

from factx.formats.csv import cell
from factx.formats.row import COLUMNS
from factx.options import Options
from tests.formats.sample import BAD, GOOD, document, written

FLAT = Options(flat=True)


def test_jsonl_is_one_fact_a_line() -> None:
    rows = [json.loads(line) for line in written("jsonl", GOOD, BAD, options=FLAT).splitlines()]
    assert [row["id"] for row in rows] == ["arrests-1", "date_range-1", "money-1", "money-2", None]
    assert all(tuple(row) == COLUMNS for row in rows)
    assert (rows[0]["value"], rows[0]["mentions"], rows[1]["start"]) == (1500, 1, "2024-07-01")
    assert rows[-1]["error"] == "not-found: gone.txt: no such file"


def test_json_is_an_array_of_the_same() -> None:
    lines = written("jsonl", GOOD, BAD, options=FLAT).splitlines()
    assert json.loads(written("json", GOOD, BAD, options=FLAT)) == [json.loads(line) for line in lines]


def test_same_as_csv() -> None:
    rows = json.loads(written("json", GOOD, BAD, options=FLAT), parse_float=Decimal)
    cells = list(csv.DictReader(io.StringIO(written("csv", GOOD, BAD))))
    assert [{name: cell(value) for name, value in row.items()} for row in rows] == cells


@pytest.mark.parametrize("documents", [(), (document(),)])
def test_no_facts_is_an_empty_array(documents: tuple[()]) -> None:
    assert json.loads(written("json", *documents, options=FLAT)) == []
    assert written("jsonl", *documents, options=FLAT) == ""
