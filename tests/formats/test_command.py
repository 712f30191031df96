"""The command with each format: what fits together, where files go, what is kept when a file cannot be put in place."""

from __future__ import annotations

import json
import sqlite3
import sys
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from factx.cli import app
from factx.formats import FORMATS
from tests import stub_engine


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "factx.engine", stub_engine.module())
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Police arrested 12 people.")
    Path("b.txt").write_text("Police arrested 7 people, then arrested 9.")


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["extract", *arguments])


@pytest.mark.parametrize("name", [name for name, each in FORMATS.items() if each.suffixes])
def test_every_format_by_its_suffix(name: str) -> None:
    output = Path(f"facts{FORMATS[name].suffixes[0]}")
    for _ in range(2):
        assert call("a.txt", "b.txt", "-o", str(output)).exit_code == 0
    assert output.stat().st_size
    assert sorted(path.name for path in Path().iterdir()) == sorted(["a.txt", "b.txt", output.name])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--flat", "-f", "csv"], "--flat needs --format json or jsonl"),
        (["--excel", "-f", "json"], "--excel needs --format csv or tsv"),
        (["--flat", "--with-text", "-f", "jsonl"], "do not go together"),
        (["-f", "sqlite"], "give a file to -o"),
        (["-f", "parquet"], "give a file to -o"),
    ],
)
def test_what_does_not_fit_together(arguments: list[str], message: str) -> None:
    result = call("a.txt", *arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.replace("│", " ").split())


def test_flat_lines() -> None:
    rows = [json.loads(line) for line in call("a.txt", "b.txt", "-f", "jsonl", "--flat").stdout.splitlines()]
    assert [(row["source"], row["value"]) for row in rows] == [("a.txt", 12), ("b.txt", 7), ("b.txt", 9)]


def test_a_database_grows_with_each_run() -> None:
    call("a.txt", "-o", "facts.db")
    Path("a.txt").write_text("Police arrested 13 people.")
    call("a.txt", "b.txt", "-o", "facts.db")
    database = sqlite3.connect("facts.db")
    assert database.execute("SELECT source, value FROM rows ORDER BY 1, 2").fetchall() == [
        ("a.txt", 13),
        ("b.txt", 7),
        ("b.txt", 9),
    ]
    database.close()


def test_a_foreign_database_is_refused_before_the_run() -> None:
    database = sqlite3.connect("other.db")
    database.execute("CREATE TABLE facts (x)")
    database.close()
    before = Path("other.db").read_bytes()
    result = call("a.txt", "-o", "other.db")
    assert result.exit_code == 3
    assert "factx did not make" in result.stderr
    assert Path("other.db").read_bytes() == before


def test_what_cannot_be_put_in_place_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    call("a.txt", "-o", "facts.db")
    monkeypatch.setattr("factx.formats.sqlite._PATIENCE", 0.01)
    other = sqlite3.connect("facts.db")
    other.execute("BEGIN IMMEDIATE")
    result = call("b.txt", "-o", "facts.db")
    other.close()
    assert result.exit_code == 3
    assert "what this run found is in" in result.stderr
    kept = sqlite3.connect("facts.db.part")
    assert kept.execute("SELECT count(*) FROM facts").fetchone() == (2,)
    kept.close()


@pytest.mark.parametrize("name", ["facts.db", "facts.parquet"])
def test_an_interrupted_run_keeps_what_is_whole(name: str) -> None:
    Path("c.txt").write_text("STOP")
    result = call("a.txt", "c.txt", "-o", name)
    assert result.exit_code == 130
    assert f"{name}.part" in result.stderr
    assert not Path(name).exists()
