"""Facts of declared kinds in every format: what is counted and its unit, and nothing of it in other facts."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from factx.formats import html, parquet, sqlite, wording
from factx.options import Options
from tests.formats import valid
from tests.formats.sample import ARRESTS, GOOD, document, fact, written

TEXT = "Customs officers in Porto seized more than 2.5 tonnes of cocaine and 12 firearms.\n"
COCAINE = fact(
    "items", "more than 2.5 tonnes", TEXT, value="2500.0", bound="more_than", role="seized", place="Porto",
    counted="cocaine", unit="kg", rule="items.active",
)  # fmt: skip
FIREARMS = replace(fact("items", "12", TEXT, value="12", role="seized", counted="firearm"), id="items-2")
DOCUMENT = document(COCAINE, FIREARMS, text=TEXT)


def test_wording() -> None:
    assert wording.value(COCAINE) == "> 2,500 kg cocaine"
    assert wording.value(FIREARMS) == "12 × firearm"
    assert wording.value(fact("expelled", "12", TEXT, value="12", counted="people")) == "12 people"


def test_json() -> None:
    first, second = json.loads(written("jsonl", DOCUMENT))["facts"]
    assert (first["value"], first["counted"], first["unit"]) == (2500, "cocaine", "kg")
    assert (second["counted"], second["unit"]) == ("firearm", None)
    assert not {"counted", "unit"} & set(json.loads(written("jsonl", GOOD))["facts"][0])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda fact: fact.pop("counted"),
        lambda fact: fact.pop("unit"),
        lambda fact: fact.update(counted=None),
        lambda fact: fact.update(counted=""),
        lambda fact: fact.update(role="Seized!"),
        lambda fact: fact.update(kind="arrests", id="arrests-1", role=None),
        lambda fact: fact.update(value=None),
    ],
)
def test_the_schema_refuses_what_is_wrong(spoil: Callable[[dict[str, Any]], object]) -> None:
    doc = json.loads(written("jsonl", DOCUMENT))
    valid.check(doc, "Document")
    spoil(doc["facts"][0])
    with pytest.raises(jsonschema.ValidationError):
        valid.check(doc, "Document")


def test_csv_and_flat() -> None:
    first, second = csv.DictReader(io.StringIO(written("csv", DOCUMENT)))
    assert list(first)[-2:] == ["counted", "unit"]
    assert [(row["value"], row["counted"], row["unit"]) for row in (first, second)] == [
        ("2500", "cocaine", "kg"),
        ("12", "firearm", ""),
    ]
    (arrests, *_) = (json.loads(line) for line in written("jsonl", GOOD, options=Options(flat=True)).splitlines())
    assert (arrests["counted"], arrests["unit"]) == (None, None)


def test_what_is_counted_is_no_formula() -> None:
    evil = document(fact("items", "12", TEXT, value="12", counted="=1+1", unit="@kg"), text=TEXT)
    (row,) = csv.DictReader(io.StringIO(written("csv", evil)))
    assert (row["counted"], row["unit"]) == ("'=1+1", "'@kg")
    evil = document(fact("items", "12", TEXT, value="12", counted="<img src=x>", unit="[red]"), text=TEXT)
    assert "<img src" not in written("html", evil)
    assert "12 [red] <img src=x>" in written("table", evil)


def test_table_and_markdown() -> None:
    assert "items/seized  > 2,500 kg cocaine" in written("table", DOCUMENT)
    assert "| items, seized | **\\> 2,500 kg cocaine** | Porto |" in written("markdown", DOCUMENT)


def test_html() -> None:
    page = written("html", DOCUMENT)
    assert "&gt; 2,500 kg cocaine" in page
    assert f'class="kind {html._class("items")}"' in page


def test_parquet(tmp_path: Path) -> None:
    from pyarrow import parquet as reader

    parquet.write([DOCUMENT, GOOD], tmp_path / "facts.parquet", Options())
    rows = reader.read_table(tmp_path / "facts.parquet").to_pylist()
    assert [(row["counted"], row["unit"]) for row in rows[:3]] == [("cocaine", "kg"), ("firearm", None), (None, None)]


def _ask(target: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(target)) as database:
        return database.execute(query).fetchall()


def test_sqlite(tmp_path: Path) -> None:
    target = tmp_path / "facts.db"
    sqlite.write([DOCUMENT], target, Options())
    assert _ask(target, "SELECT value, counted, unit FROM rows") == [(2500, "cocaine", "kg"), (12, "firearm", None)]


def test_an_older_database_gets_the_columns(tmp_path: Path) -> None:
    target, made = tmp_path / "facts.db", tmp_path / "made.db"
    sqlite.write([document(ARRESTS, source="old.txt")], target, Options())
    with closing(sqlite3.connect(target)) as database:
        old_view = sqlite._VIEW.replace(",\n    f.counted, f.unit", "")
        database.executescript(
            "DROP VIEW rows; ALTER TABLE facts DROP COLUMN counted; ALTER TABLE facts DROP COLUMN unit;"
            f"PRAGMA user_version = 1; {old_view}"
        )
    sqlite.check(target)
    sqlite.write([DOCUMENT], made, Options())
    sqlite.settle(made, target)
    assert _ask(target, "PRAGMA user_version") == [(sqlite.VERSION,)]
    assert _ask(target, "SELECT source, counted, unit FROM rows ORDER BY source DESC, id") == [
        ("old.txt", None, None),
        ("harbour.txt", "cocaine", "kg"),
        ("harbour.txt", "firearm", None),
    ]
