"""sqlite, read back with sqlite3 and sqlite-utils: whole, exact, and never doubled."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlite_utils

from factx.errors import FactxError
from factx.formats import sqlite
from factx.formats.row import COLUMNS
from factx.model import Document
from factx.options import Options
from tests.formats.sample import ARRESTS, BAD, CHANGE, GOOD, NOTES, document, fact, written


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "facts.db"


def run(target: Path, *documents: Document, options: Options | None = None) -> None:
    """A whole run of the format, as the command does it."""
    made = target.with_name("made.db")
    sqlite.check(target)
    sqlite.write(documents, made, options or Options())
    sqlite.settle(made, target)
    assert not made.exists()


def ask(target: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(target)) as database:
        rows = database.execute(query).fetchall()
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return [row[0] if len(row) == 1 else row for row in rows]


def counts(target: Path) -> list[int]:
    return [ask(target, f"SELECT count(*) FROM {table}")[0] for table in ("documents", "facts", "mentions")]


def test_documents_facts_and_mentions(target: Path) -> None:
    run(target, GOOD, BAD)
    assert counts(target) == [2, 4, 4]
    assert ask(target, "SELECT source, title, published, error_code FROM documents") == [
        ("harbour.txt", "Raid in the harbour", "2024-12-01", None),
        ("gone.txt", None, None, "not-found"),
    ]
    assert ask(target, "SELECT fact, value, bound, place FROM facts WHERE kind = 'arrests'") == [
        ("arrests-1", 1500, "more_than", "Porto")
    ]
    assert ask(target, 'SELECT m.text, m."end" - m.start FROM mentions m JOIN facts f ON f.id = fact_id LIMIT 1') == [
        ("more than 1,500", 15)
    ]


def test_rows_are_those_of_csv(target: Path) -> None:
    run(target, GOOD, BAD)
    cells = list(csv.reader(io.StringIO(written("csv", GOOD, BAD))))
    with closing(sqlite3.connect(target)) as database:
        found = database.execute("SELECT * FROM rows")
        assert tuple(column[0] for column in found.description) == COLUMNS
        assert [["" if cell is None else str(cell) for cell in row] for row in found] == cells[1:]


def test_numbers_are_numbers_and_exact(target: Path) -> None:
    long = fact("money", "€1.2 million", value="12345678901234567890.123456789", role="lost", currency="EUR")
    run(
        target,
        document(CHANGE, replace(NOTES, value_max=Decimal("2E+6"), bound="between"), replace(long, id="money-3")),
    )
    assert ask(target, "SELECT typeof(value), value_exact, value_max_exact FROM facts") == [
        ("real", "0.35", None),
        ("integer", "1200000", "2000000"),
        ("real", "12345678901234567890.123456789", None),
    ]
    assert ask(target, "SELECT fact FROM facts WHERE value > 1") == ["money-2", "money-3"]


def test_running_again_changes_nothing(target: Path) -> None:
    run(target, GOOD, BAD)
    before = ask(target, "SELECT * FROM documents"), ask(target, "SELECT * FROM rows")
    for _ in range(2):
        run(target, GOOD, BAD)
    assert (ask(target, "SELECT * FROM documents"), ask(target, "SELECT * FROM rows")) == before


def test_changed_inputs_update_and_others_stay(target: Path) -> None:
    run(target, GOOD, replace(GOOD, source="other.txt"), BAD)
    run(target, document(ARRESTS, title="Anew"), replace(BAD, source="gone.txt", problem=None))
    assert ask(target, "SELECT id, source, title, error_code FROM documents ORDER BY id") == [
        (1, "harbour.txt", "Anew", None),
        (2, "other.txt", "Raid in the harbour", None),
        (3, "gone.txt", None, None),
    ]
    assert counts(target) == [3, 5, 5]


def test_a_source_that_comes_twice_in_a_run_is_kept_twice(target: Path) -> None:
    run(target, GOOD, GOOD, GOOD)
    assert ask(target, "SELECT copy FROM documents") == [1, 2, 3]
    run(target, GOOD, GOOD)
    assert counts(target) == [2, 8, 8]


def test_text_on_request(target: Path) -> None:
    run(target, GOOD)
    assert ask(target, "SELECT text FROM documents") == [None]
    run(target, GOOD, options=Options(with_text=True))
    joined = "documents d JOIN facts f ON f.document_id = d.id JOIN mentions m ON m.fact_id = f.id"
    assert ask(target, f'SELECT substr(d.text, m.start + 1, m."end" - m.start) = m.text FROM {joined}') == [1] * 4


def test_what_others_put_into_the_database_stays(target: Path) -> None:
    run(target, GOOD)
    with closing(sqlite3.connect(target)) as database:
        database.executescript(
            "CREATE TABLE notes (text); INSERT INTO notes VALUES ('mine'); PRAGMA journal_mode = WAL;"
        )
    with closing(sqlite3.connect(target)) as reader:
        assert reader.execute("SELECT count(*) FROM facts").fetchone() == (4,)
        run(target, GOOD, BAD)
        assert reader.execute("SELECT count(*) FROM documents").fetchone() == (2,)
    assert ask(target, "SELECT text FROM notes") == ["mine"]


def test_foreign_databases_and_files_are_refused(target: Path) -> None:
    target.write_text("no database, but a text that is longer than its header of a hundred bytes " * 3)
    with pytest.raises(FactxError, match="not a database"):
        sqlite.check(target)
    target.unlink()
    with closing(sqlite3.connect(target)) as database:
        database.execute("CREATE TABLE documents (x)")
    with pytest.raises(FactxError, match="factx did not make"):
        sqlite.check(target)


def test_a_database_in_use_is_left_as_it_is(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "_PATIENCE", 0.01)
    run(target, GOOD)
    made = target.with_name("made.db")
    sqlite.write([BAD], made, Options())
    with closing(sqlite3.connect(target)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(FactxError, match="another program is writing"):
            sqlite.settle(made, target)
    assert made.exists()
    assert counts(target) == [1, 4, 4]


def test_a_run_that_stops_leaves_whole_documents(target: Path) -> None:
    def documents() -> Iterator[Document]:
        yield GOOD
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sqlite.write(documents(), target, Options())
    assert counts(target) == [1, 4, 4]


def test_odd_text_is_text(target: Path) -> None:
    odd = replace(GOOD, source="a\ud800'); DROP TABLE facts; --", title="a\0b", facts=(ARRESTS,))
    run(target, odd)
    run(target, odd)
    assert ask(target, "SELECT source, title FROM documents") == [("a\ufffd'); DROP TABLE facts; --", "a\ufffdb")]


def test_sqlite_utils_sees_keys_and_indexes(target: Path) -> None:
    run(target, GOOD, BAD)
    database = sqlite_utils.Database(target)
    assert {key.other_table for table in ("facts", "mentions") for key in database[table].foreign_keys} == {
        "documents",
        "facts",
    }
    assert {tuple(index.columns) for index in database["facts"].indexes} >= {("event",), ("kind", "role", "value")}
    database.close()
