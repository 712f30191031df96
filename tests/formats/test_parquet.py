"""parquet, read back with DuckDB and pandas: types, exact numbers, the rows of csv."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas
import pytest

from factx.errors import FactxError
from factx.formats import parquet
from factx.formats.csv import cell
from factx.formats.row import COLUMNS
from factx.model import Document
from factx.options import Options
from tests.formats.sample import BAD, CHANGE, GOOD, document, fact, written


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "facts.parquet"


def test_duckdb_sees_types(path: Path) -> None:
    parquet.write([GOOD, BAD], path, Options())
    types = dict(duckdb.sql(f"SELECT column_name, column_type FROM (DESCRIBE '{path}')").fetchall())
    assert tuple(types) == (*COLUMNS, "value_exact", "value_max_exact")
    assert {types[name] for name in ("published", "start", "end")} == {"DATE"}
    assert types["value"] == "DECIMAL(38,8)"
    assert types["mention_start"] == "BIGINT"
    found = duckdb.sql(
        f"SELECT value, \"start\", event FROM '{path}' WHERE kind IN ('arrests', 'date_range')"
    ).fetchall()
    assert found == [(Decimal(1500), None, "Operation Driftwood"), (None, date(2024, 7, 1), None)]
    total = duckdb.sql(f"SELECT sum(value) FROM '{path}' WHERE role = 'seized'").fetchall()
    assert total == [(Decimal("1200000.35"),)]


def test_pandas_reads_the_rows_of_csv(path: Path) -> None:
    parquet.write([GOOD, BAD], path, Options())
    frame = pandas.read_parquet(path)[list(COLUMNS)].astype(object)
    found = frame.where(frame.notna(), None).to_dict("records")
    whole = {"mention_start", "mention_end", "mentions"}
    cells = [
        {name: cell(int(value) if name in whole and value is not None else value) for name, value in each.items()}
        for each in found
    ]
    assert cells == list(csv.DictReader(io.StringIO(written("csv", GOOD, BAD))))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("0.35", True),
        ("0.00000001", True),
        ("123456789012345678901234567890.12345678", True),
        ("1E+30", False),
        ("0.000000001", False),
    ],
)
def test_numbers_are_exact(path: Path, given: str, kept: bool) -> None:
    exact = replace(CHANGE, value=Decimal(given))
    parquet.write([document(exact)], path, Options())
    (found,) = duckdb.sql(f"SELECT value, value_exact FROM '{path}'").fetchall()
    assert found[0] == (Decimal(given) if kept else None)
    assert Decimal(found[1]) == Decimal(given)


def test_nothing_given_is_a_file_with_columns(path: Path) -> None:
    parquet.write([], path, Options())
    assert list(pandas.read_parquet(path)) == [*COLUMNS, "value_exact", "value_max_exact"]


def test_more_rows_than_one_group(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "_GROUP", 3)
    parquet.write([GOOD] * 5, path, Options())
    assert duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchall() == [(20,)]


def test_a_run_that_stops_leaves_a_whole_file(path: Path) -> None:
    def documents() -> Iterator[Document]:
        yield GOOD
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        parquet.write(documents(), path, Options())
    assert duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchall() == [(4,)]


def test_odd_text(path: Path) -> None:
    odd = replace(fact("arrests", "1,500", value="1500"), event="a\0\ud800\u202eb")
    parquet.write([document(odd)], path, Options())
    assert pandas.read_parquet(path)["event"][0] == "a\0\ufffd\u202eb"


def test_without_pyarrow_the_message_names_the_extra(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "find_spec", lambda name: None)
    with pytest.raises(FactxError, match=r"factx\[parquet\]"):
        parquet.check(path)
