"""``factx compare`` and ``factx timeline``: formats, inputs, exit codes; in-process, with an engine of patterns."""

from __future__ import annotations

import csv
import io
import json
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import factx
from factx.cli import app
from factx.formats import jsonl
from factx.formats.schema import Comparison, Timeline
from factx.options import Options
from tests import stub_engine
from tests.comparing.making import days, document, fact

DOCUMENTS = [
    document(
        "a.md", fact("643", "Operation Lantern: 643 arrested in 31 countries", event="Operation Lantern"),
        days("2024-07-01", "2024-11-30", event="Operation Lantern"), title="643 arrested", published="2024-12-01",
    ),
    document(
        "b.md", fact("612", "Operation Lantern: 612 arrested in 31 countries", event="LANTERN"),
        title="612 arrested | [x](javascript:y)",
    ),
]  # fmt: skip


@pytest.fixture(autouse=True)
def _engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    module = stub_engine.module()
    monkeypatch.setitem(sys.modules, "factx.engine", module)
    monkeypatch.setattr(factx, "engine", module, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)
    with Path("facts.jsonl").open("w", encoding="utf-8") as out:
        jsonl.write(DOCUMENTS, out, Options())


def call(*arguments: str, input: bytes | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=input, prog_name="factx")


def test_json_is_as_the_schema_says() -> None:
    result = call("compare", "facts.jsonl")
    assert result.exit_code == 0
    given = Comparison.model_validate(json.loads(result.stdout, parse_float=Decimal))
    assert [(event.name, event.aliases) for event in given.events] == [("Operation Lantern", ["LANTERN"])]
    assert [quantity.verdict for quantity in given.events[0].quantities] == ["conflict", "single"]


def test_standard_input_takes_facts_and_articles() -> None:
    facts = Path("facts.jsonl").read_bytes()
    assert call("compare", "-", input=facts).stdout == call("compare", "facts.jsonl").stdout
    articles = b'{"text": "Police arrested 27 men."}\n{"text": "Police arrested 27 men."}\n'
    assert call("compare", "-", input=articles).exit_code == 0


def test_a_conflict_fails_where_asked() -> None:
    assert call("compare", "facts.jsonl", "--fail-on", "conflict").exit_code == 1
    Path("a.txt").write_text("Police arrested 27 men.")
    assert call("compare", "a.txt", "--fail-on", "conflict").exit_code == 0
    assert call("compare", "facts.jsonl", "--fail-on", "doubt").exit_code == 2


def test_an_input_that_fails_is_told() -> None:
    result = call("compare", "facts.jsonl", "missing.txt")
    assert result.exit_code == 1
    assert "missing.txt" in result.stderr
    assert json.loads(result.stdout)["events"]


def test_table_names_verdicts_and_shows_the_words_of_a_conflict() -> None:
    shown = call("compare", "facts.jsonl", "-f", "table").stdout
    for words in ("Operation Lantern (also LANTERN)", "A a.md", "643", "612", "conflict", "one source", "arrested in"):
        assert words in shown
    assert "No event" in call("compare", "missing.txt", "-f", "table").stdout


def test_csv_has_a_row_a_value() -> None:
    rows = list(csv.DictReader(io.StringIO(call("compare", "facts.jsonl", "-f", "csv").stdout)))
    assert [(row["verdict"], row["source"], row["value"]) for row in rows] == [
        ("conflict", "a.md", "643"),
        ("conflict", "b.md", "612"),
        ("single", "a.md", ""),
    ]


def test_markdown_is_escaped_and_goes_to_a_file() -> None:
    assert call("compare", "facts.jsonl", "-o", "report.md").exit_code == 0
    report = Path("report.md").read_text(encoding="utf-8")
    assert "| arrests | 643 | 612 | **conflict** |" in report
    assert "\\[x\\]" in report


def test_timeline() -> None:
    result = call("timeline", "facts.jsonl")
    given = Timeline.model_validate(json.loads(result.stdout, parse_float=Decimal))
    assert [(m.name, str(m.start), str(m.end), m.dated) for m in given.timeline] == [
        ("Operation Lantern", "2024-07-01", "2024-11-30", "stated")
    ]
    shown = call("timeline", "facts.jsonl", "-f", "table").stdout
    assert "Jul – Nov 2024  Operation Lantern" in shown
    assert "arrests 643 or 612 (conflict)" in shown


def test_a_file_whose_name_tells_no_format_is_refused() -> None:
    assert call("compare", "facts.jsonl", "-o", "report.xyz").exit_code == 2


def test_settings_of_extract_are_shared_but_for_its_format() -> None:
    Path("factx.toml").write_text('format = "html"\nquiet = true\ndollar = "AUD"\n')
    Path("a.txt").write_text("Police arrested 27 men.")
    result = call("compare", "facts.jsonl", "a.txt")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["events"]
    assert stub_engine.PatternEngine.options[-1].dollar == "AUD"
    Path("factx.toml").write_text("dolar = 1\n")
    assert call("compare", "a.txt").exit_code == 2


@pytest.mark.parametrize("command", ["compare", "timeline"])
def test_pages_hold_article_text_as_text_only(command: str) -> None:
    evil = document("a<b>.md", fact("643", "<script>alert(1)</script> Lantern: 643 held", event="Operation Lantern"),
                    fact("612", "In Lantern 612 were held", event="Operation Lantern"),
                    title="<img src=x> 643 held")  # fmt: skip
    other = document("b.md", fact("643", "Lantern: 643 held", event="Operation Lantern"), title="643 held")
    with Path("evil.jsonl").open("w", encoding="utf-8") as out:
        jsonl.write([evil, other], out, Options())
    page = call(command, "evil.jsonl", "-f", "html").stdout
    assert page.startswith("<!doctype html>")
    assert "643" in page
    assert "<script>" not in page
    assert "<img" not in page
