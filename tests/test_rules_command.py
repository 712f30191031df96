"""``factx rules`` and ``--rules`` as a user meets them: messages, exit codes, settings, processes, resumed runs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from factx.cli import app

ROOT = Path(__file__).parent.parent
RULES = """\
[[kind]]
kind = "drugs"
role = "found"
counts = ["cocaine"]
units = [{ name = "kg" }]
objects = ["find|found|found"]
"""
ARTICLE = "Dogs found 400 kg of cocaine in Spain, and police arrested 12 men.\n"


@pytest.fixture(autouse=True)
def _folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("FACTX_")]:
        monkeypatch.delenv(name)
    Path("drugs.toml").write_text(RULES)
    Path("a.txt").write_text(ARTICLE)


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments, env={"COLUMNS": "200"})


def facts(*arguments: str) -> list[dict[str, Any]]:
    result = call("extract", *arguments, "--format", "json")
    assert result.exit_code == 0, result.stderr
    return [fact for document in json.loads(result.stdout)["documents"] for fact in document["facts"]]


# --- check ---------------------------------------------------------------------------------------------------------


def test_check() -> None:
    result = call("rules", "check", "drugs.toml")
    assert (result.exit_code, result.stdout) == (0, "0 of 0 examples and 0 of 0 near misses hold; no warnings\n")


def test_check_tells_every_mistake() -> None:
    Path("bad.toml").write_text(RULES.replace("objects", "objekts").replace('"cocaine"', '"(a+)+"'))
    result = call("rules", "check", "bad.toml")
    assert result.exit_code == 3
    assert result.stdout == ""
    assert result.stderr.splitlines()[0].startswith("factx: error: bad.toml, line 4: counts: '(a+)+' is no noun")
    assert "bad.toml, line 6: there is no key 'objekts'; did you mean 'objects'?" in result.stderr


def test_check_of_a_missing_file() -> None:
    result = call("rules", "check", "none.toml")
    assert (result.exit_code, result.stderr) == (3, "factx: error: none.toml: there is no such file\n")


def test_check_tells_what_was_found_instead() -> None:
    Path("wrong.toml").write_text(RULES + 'examples = ["Dogs found [4 kg = 5] of cocaine."]\n')
    result = call("rules", "check", "wrong.toml")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "wrong.toml, line 7: examples: Dogs found 4 kg of cocaine.",
        "    wanted  4 kg = 5 as drugs/found",
        "    found   4 kg of cocaine = 4 kg cocaine as drugs/found",
        "0 of 1 examples and 0 of 0 near misses hold; no warnings",
    ]


def test_nothing_of_a_file_reaches_the_terminal_as_more_than_text() -> None:
    Path("evil.toml").write_text(RULES + 'examples = ["\\u001b[31m[4 kg] \\u202e\\u0007of cocaine."]\n')
    for name in ("evil.toml", "evil\x1b[31m.toml"):
        result = call("rules", "check", name)
        assert result.exit_code in (1, 3)
        assert not set("\x1b\x07\u202e") & set(result.stdout + result.stderr)


# --- test ----------------------------------------------------------------------------------------------------------


def test_test_shows_each_count_and_how_many() -> None:
    Path("b.txt").write_text("Nothing was found.\n")
    result = call("rules", "test", "drugs.toml", "a.txt", "b.txt")
    assert result.exit_code == 0
    assert "Dogs found «400 kg» of cocaine in Spain" in result.stdout
    assert "b.txt" not in result.stdout
    assert result.stdout.splitlines()[-2:] == ["drugs/found      1  active 1", "1 fact in 2 documents"]


def test_test_with_an_input_that_fails() -> None:
    result = call("rules", "test", "drugs.toml", "a.txt", "none.txt")
    assert result.exit_code == 1
    assert "none.txt" in result.stderr
    assert result.stdout.endswith("1 fact in 2 documents\n")


# --- extract -------------------------------------------------------------------------------------------------------


def test_declared_facts_stand_beside_the_others() -> None:
    drugs, arrests = facts("a.txt", "--rules", "drugs.toml")
    assert list(drugs)[-3:] == ["confidence", "counted", "unit"]
    assert (drugs["id"], drugs["kind"], drugs["role"], drugs["value"]) == ("drugs-1", "drugs", "found", 400)
    assert (drugs["counted"], drugs["unit"], drugs["place"]) == ("cocaine", "kg", "Spain")
    assert (drugs["text"], drugs["mentions"][0]["text"]) == ("400 kg of cocaine", "400 kg")
    assert list(arrests)[-1] == "confidence"
    assert [arrests] == facts("a.txt")


def test_kinds_are_chosen_by_name() -> None:
    assert [fact["kind"] for fact in facts("a.txt", "--rules", "drugs.toml", "-k", "drugs")] == ["drugs"]
    assert [fact["kind"] for fact in facts("a.txt", "--rules=drugs.toml", "-k", "arrests")] == ["arrests"]
    unknown = call("extract", "a.txt", "--rules", "drugs.toml", "-k", "cats")
    assert unknown.exit_code == 2
    assert "there is no kind 'cats'; choose from arrests" in unknown.stderr
    assert "items, drugs" in unknown.stderr


def test_items_are_given_on_request() -> None:
    Path("a.txt").write_text("Police seized 12 firearms.\n")
    assert facts("a.txt") == []
    (fact,) = facts("a.txt", "--kind", "items")
    assert (fact["role"], fact["value"], fact["counted"], fact["unit"]) == ("seized", 12, "firearm", None)


def test_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("factx.toml").write_text('rules = "drugs.toml"\nkind = ["drugs"]\n')
    assert [fact["kind"] for fact in facts("a.txt")] == ["drugs"]
    assert "drugs.toml" in call("config").stdout
    Path("factx.toml").unlink()
    monkeypatch.setenv("FACTX_RULES", "drugs.toml")
    assert [fact["kind"] for fact in facts("a.txt")] == ["drugs", "arrests"]


def test_a_bad_file_stops_the_run_before_it_begins() -> None:
    Path("bad.toml").write_text(RULES + "x = 1\n")
    for command in (("extract", "a.txt", "-o", "out.csv"), ("compare", "a.txt"), ("timeline", "a.txt")):
        result = call(*command, "--rules", "bad.toml")
        assert result.exit_code == 3
        assert result.stderr.startswith("factx: error: bad.toml: line 7: there is no key 'x'")
    assert not Path("out.csv").exists()


def test_compare() -> None:
    text = "In Operation Lanternfish officers found {} kg of cocaine."
    Path("a.txt").write_text(text.format(30))
    Path("b.txt").write_text(text.format("over 30"))
    result = call("compare", "a.txt", "b.txt", "--rules", "drugs.toml", "--format", "json")
    (event,) = json.loads(result.stdout)["events"]
    (quantity,) = event["quantities"]
    assert (quantity["kind"], quantity["role"], quantity["counted"]) == ("drugs", "found", "kg cocaine")
    assert quantity["verdict"] == "agree"
    extracted = call("extract", "a.txt", "b.txt", "--rules", "drugs.toml", "--format", "jsonl")
    Path("facts.jsonl").write_text(extracted.stdout)
    assert json.loads(call("compare", "facts.jsonl", "--format", "json").stdout)["events"] == [event]


# --- processes -----------------------------------------------------------------------------------------------------


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "factx", "extract", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120)


def test_workers_give_what_one_process_gives() -> None:
    for n in range(12):
        Path(f"{n:02}.txt").write_text(f"Dogs found {n + 3} kg of cocaine.\n")
    arguments = (".", "--rules", "drugs.toml", "--kind", "drugs", "--include", "*.txt", "--format", "csv", "--jobs")
    alone, shared = run(*arguments, "1"), run(*arguments, "2")
    assert alone.returncode == shared.returncode == 0, shared.stderr
    assert alone.stdout == shared.stdout
    assert alone.stdout.count("drugs,found") == 13
