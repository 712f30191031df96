"""``factx annotate`` and ``factx evaluate``: files, messages, exit codes."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import factx
from factx.cli import app
from factx.extractor import _parser

TEXT = "Police in Nice arrested 12 men and seized $3 million."


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("factx.engine.Parser", _parser)  # one model for all calls
    Path("news").mkdir()
    Path("news/a.txt").write_text(TEXT, encoding="utf-8")
    Path("news/b.md").write_text("Over 40 people were hurt.", encoding="utf-8")


def call(*arguments: str, input: str | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=input, prog_name="factx")


def evaluated(*arguments: str, input: str | None = None) -> dict[str, Any]:
    result = call("evaluate", *arguments, "-f", "json", input=input)
    assert result.exit_code == 0, result.stderr
    return dict(json.loads(result.stdout, parse_float=Decimal))


@pytest.mark.parametrize(
    ("form", "name", "paths"),
    [("gold", "gold.jsonl", ["news"]), ("label-studio", "tasks.json", []), ("spacy", "gold.spacy", [])],
)
def test_annotate_and_evaluate(form: str, name: str, paths: list[str]) -> None:
    made = call("annotate", "news", "--to", form, "-o", name)
    assert (made.exit_code, made.stdout) == (0, "")
    for given in (paths, ["news"], ["news/b.md", "./news/a.txt"]):
        found = evaluated(name, *given)
        assert found["kinds"]["all"]["fact"] == {"precision": 1, "recall": 1, "f1": 1, "gold": 3, "predicted": 3}
        assert (found["documents"], found["missing"], found["differences"]) == (2, [], [])
    shown = call("evaluate", name, *(paths or ["news"]), "-f", "table")
    assert shown.stdout.endswith("2 articles: no differences\n")


def test_annotate_prints_lines() -> None:
    printed = call("annotate", "news")
    lines = [json.loads(line) for line in printed.stdout.splitlines()]
    assert [line["id"] for line in lines] == ["news/a.txt", "news/b.md"]
    first = lines[0]["facts"][0]
    assert first["mention"] == {"start": 24, "end": 26, "text": "12"} and first["place"] == "Nice"


def test_the_labeling_config_goes_beside_the_tasks() -> None:
    made = call("annotate", "news", "--to", "label-studio", "-o", "tasks.json", "-k", "arrests")
    assert "the labeling config to set the project up with is in tasks.xml" in made.stderr
    config = Path("tasks.xml").read_text(encoding="utf-8")
    assert '<Label value="arrests"' in config and "money" not in config


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["annotate", "news", "--to", "spacy"], "--to spacy cannot be printed; give a file to -o"),
        (["annotate", "news", "--to", "label-studio"], "give a file to -o"),
        (["annotate", "news", "--to", "label-studio", "-o", "a.xml"], "name that ends in .json"),
        (["annotate", "news", "--to", "brat"], "choose from gold, label-studio, spacy"),
        (["evaluate", "gold.jsonl", "-f", "xml"], "choose from table, json"),
    ],
)
def test_wrong_usage(arguments: list[str], message: str) -> None:
    result = call(*arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.replace("\u2502", " ").split())


def test_differences_are_shown_in_their_words() -> None:
    call("annotate", "news", "-o", "gold.jsonl")
    changed = Path("gold.jsonl").read_text(encoding="utf-8")
    changed = changed.replace('"role": "seized"', '"role": "recovered"').replace('"value": 12', '"value": 13')
    changed = changed.replace('"section": "body"', '"section": "headline"', 1)
    Path("gold.jsonl").write_text(changed, encoding="utf-8")
    Path("news/b.md").write_text("Over 40 people were hurt, and nine killed.", encoding="utf-8")
    shown = call("evaluate", "gold.jsonl", "news", "-f", "table").stdout
    for line in (
        "wrong value: 12, gold: 13",
        "wrong section: body, gold: headline",
        "wrong role: seized, gold: recovered",
        "extra: people/killed 9",
        "Police in Nice arrested \u00ab12\u00bb men and seized $3 million.",
        "2 articles: 1 wrong value, 1 wrong section, 1 wrong role, 1 extra",
    ):
        assert line in shown
    found = evaluated("gold.jsonl", "news")["differences"]
    assert [each["what"] for each in found] == ["value", "section", "role", "extra"]
    assert found[0]["wanted"]["value"] == 13 and found[0]["given"]["value"] == 12
    assert found[0]["before"] + found[0]["text"] + found[0]["after"] == TEXT


def test_nothing_in_a_text_reaches_the_terminal() -> None:
    Path("news/a.txt").write_text(
        "Police \x1b[31mheld\x1b[0m [red]12[/red] men. \u202eTwo were hurt.", encoding="utf-8"
    )
    Path("gold.jsonl").write_text('{"id": "a", "facts": []}\n', encoding="utf-8")
    shown = call("evaluate", "gold.jsonl", "news/a.txt", "-f", "table").stdout
    assert "\x1b" not in shown and "\u202e" not in shown and "[red]" in shown


def test_facts_that_were_found_before() -> None:
    call("annotate", "news", "-o", "gold.jsonl")
    facts = call("extract", "news", "-f", "jsonl").stdout
    assert evaluated("gold.jsonl", "-", input=facts)["kinds"]["all"]["value"]["f1"] == 1


def test_options_count(monkeypatch: pytest.MonkeyPatch) -> None:
    call("annotate", "news", "-o", "gold.jsonl")
    assert list(evaluated("gold.jsonl", "news", "-k", "money")["kinds"]) == ["money", "all"]
    assert evaluated("gold.jsonl", "news", "--dollar", "AUD")["kinds"]["money"]["value"]["f1"] == 0
    monkeypatch.setenv("FACTX_DOLLAR", "AUD")
    assert evaluated("gold.jsonl", "news")["kinds"]["money"]["value"]["f1"] == 0


def test_warnings() -> None:
    call("annotate", "news", "-o", "gold.jsonl")
    few = call("evaluate", "gold.jsonl", "news/a.txt", "-f", "json")
    assert "of the gold's articles 1 were not given, such as news/b.md" in few.stderr
    assert json.loads(few.stdout)["missing"] == ["news/b.md"]
    kinds = call("evaluate", "gold.jsonl", "news", "-k", "arrests", "-f", "json")
    assert "kinds that were not asked for: money, people" in kinds.stderr
    Path("news/a.txt").write_text(f"New. {TEXT}", encoding="utf-8")
    moved = call("evaluate", "gold.jsonl", "news", "-f", "json")
    assert "news/a.txt: the gold is of another text: it has '12' at 24" in moved.stderr
    assert call("evaluate", "gold.jsonl", "news", "-f", "json", "-q").stderr == ""


def test_what_cannot_be_done() -> None:
    call("annotate", "news", "-o", "gold.jsonl")
    for arguments, message in (
        (["gold.jsonl"], "there are no texts in it"),
        (["none.jsonl", "news"], "none.jsonl: No such file"),
        (["news/a.txt", "news"], "line 1: this is no annotated article"),
        (["gold.jsonl", "gold.jsonl"], "is an article of it"),
    ):
        result = call("evaluate", *arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"factx: error: {message}" in result.stderr or message in result.stderr
        assert "Traceback" not in result.stderr


def test_failed_inputs_are_told() -> None:
    Path("news/c.txt").write_bytes(b"")
    made = call("annotate", "news", "-o", "gold.jsonl")
    assert made.exit_code == 1 and "factx: error: news/c.txt" in made.stderr
    assert len(Path("gold.jsonl").read_text(encoding="utf-8").splitlines()) == 2


def test_python_gives_what_the_command_prints() -> None:
    call("annotate", "news", "-o", "gold.jsonl")
    factx.annotate(factx.extract_files("news"), "own.jsonl")
    assert Path("own.jsonl").read_bytes() == Path("gold.jsonl").read_bytes()
    scores = factx.evaluate("gold.jsonl", factx.extract_files("news"))
    assert scores.facts["money"].f1 == 1.0
