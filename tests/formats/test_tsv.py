"""tsv: a row is a line, whatever reads it; csv and tsv for Excel."""

import csv
import io
from dataclasses import replace

import pytest

from factx.formats.row import COLUMNS
from factx.options import Options
from tests.formats.sample import ARRESTS, BAD, GOOD, written


def test_a_row_is_a_line_with_all_columns() -> None:
    odd = replace(GOOD, title="a\tb\r\nc\rd\u2028e", facts=(ARRESTS,))
    lines = written("tsv", odd, BAD).split("\n")
    assert [len(line.split("\t")) for line in lines] == [len(COLUMNS)] * 3 + [1]
    assert lines[1].split("\t")[1] == "a b c d e"


def test_says_the_same_as_csv() -> None:
    def rows(name: str, delimiter: str) -> list[list[str]]:
        return list(csv.reader(io.StringIO(written(name, GOOD, BAD), newline=""), delimiter=delimiter))

    assert rows("tsv", "\t") == rows("csv", ",")


def test_quotation_marks_are_read_back() -> None:
    doc = replace(GOOD, title='"No," he said', facts=(ARRESTS,))
    (_, row) = csv.reader(io.StringIO(written("tsv", doc), newline=""), delimiter="\t")
    assert row[1] == doc.title


@pytest.mark.parametrize("cell", ["=1+1", "+1", "@SUM(A1)", "\t=1", "\n=1", "  =1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    (line,) = written("tsv", replace(GOOD, title=cell, facts=(ARRESTS,))).splitlines()[1:]
    assert line.split("\t")[1].startswith("'")


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_excel_is_told_the_encoding(name: str) -> None:
    marked = written(name, GOOD, options=Options(excel=True)).encode()
    assert marked == b"\xef\xbb\xbf" + written(name, GOOD).encode()
    assert next(csv.reader(io.StringIO(marked.decode("utf-8-sig"))))[0].startswith("source")
