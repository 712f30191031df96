"""The command: options, messages, exit codes, bad inputs, output files; in-process, with an engine that counts arrests
by a plain pattern."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import factx
from factx.cli import app
from factx.formats.schema import Output
from tests import stub_engine
from tests.stub_engine import PatternEngine

PLAIN = "Police arrested 27 men.\n"


@pytest.fixture(autouse=True)
def _engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    module = stub_engine.module()
    monkeypatch.setitem(sys.modules, "factx.engine", module)
    monkeypatch.setattr(factx, "engine", module, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("FACTX_MODEL", raising=False)
    monkeypatch.chdir(tmp_path)
    PatternEngine.options.clear()


def call(*arguments: str | Path, input: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["extract", *map(str, arguments)], input=input, prog_name="factx")


def write(name: str, content: str | bytes = PLAIN) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def documents(result: Result) -> list[dict[str, Any]]:
    whole = json.loads(result.stdout, parse_float=Decimal)
    Output.model_validate(whole)
    return list(whole["documents"])


def values(document: dict[str, Any]) -> list[int]:
    return [fact["value"] for fact in document["facts"]]


# --- what works -----------------------------------------------------------------------------------------------------


def test_json_into_a_pipe() -> None:
    write("a.txt")
    result = call("a.txt")
    assert result.exit_code == 0
    (doc,) = documents(result)
    assert (doc["source"], values(doc), doc["error"]) == ("a.txt", [27], None)
    assert result.stderr == ""


def test_table_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    from factx.cli import extract

    monkeypatch.setattr(extract.sys, "stdout", type("Terminal", (io.StringIO,), {"isatty": lambda self: True})())
    assert extract._choose_format(None, None).name == "table"


@pytest.mark.parametrize("format", ["table", "json", "jsonl", "csv"])
def test_every_format(format: str) -> None:
    write("a.txt")
    result = call("a.txt", "--format", format)
    assert result.exit_code == 0
    assert "27" in result.stdout


def test_standard_input() -> None:
    result = call("-", input=PLAIN.encode())
    assert [doc["source"] for doc in documents(result)] == ["-"]
    records = b'{"text": "arrested 3"}\n{"id": "x", "text": "arrested 4"}\n'
    assert [(doc["source"], values(doc)) for doc in documents(call("-", input=records))] == [("-#1", [3]), ("x", [4])]


def test_options_reach_the_engine() -> None:
    write("a.txt")
    result = call(
        "a.txt",
        "--kind",
        "people",
        "-k",
        "date",
        "--date",
        "2024-11-29",
        "--dollar",
        "cad",
        "--no-related",
        "--model",
        "m",
    )
    assert result.exit_code == 0
    (options,) = PatternEngine.options
    assert options.kinds == ("people", "date")
    assert str(options.published) == "2024-11-29"
    assert (options.dollar, options.related, options.model) == ("CAD", False, "m")


def test_model_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTX_MODEL", "en_core_web_lg")
    write("a.txt")
    call("a.txt")
    assert PatternEngine.options[0].model == "en_core_web_lg"


def test_with_text() -> None:
    write("a.txt")
    (doc,) = documents(call("a.txt", "--with-text"))
    assert doc["text"] == PLAIN
    (doc,) = documents(call("a.txt"))
    assert "text" not in doc


def test_verbose_says_a_line_a_document() -> None:
    write("a.txt")
    assert call("a.txt", "--verbose").stderr == "factx: a.txt: 1 facts in 24 characters\n"


# --- usage ----------------------------------------------------------------------------------------------------------


def squeezed(text: str) -> str:
    return " ".join(re.sub(r"[│╭╮╰╯─]", " ", text).split())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["a.txt", "--kind", "cats"],
            "no kind 'cats'; choose from arrests, money, countries, date_range, people, date,",
        ),
        (["a.txt", "--format", "xml"], "no format 'xml'; choose from table, json, jsonl, csv"),
        (["a.txt", "--date", "2024-13-01"], "'2024-13-01' is no day; write it as YYYY-MM-DD"),
        (["a.txt", "--date", "20240101"], "write it as YYYY-MM-DD"),
        (["a.txt", "--dollar", "dollars"], "'dollars' is no currency code"),
        (["a.txt", "--dollar", "XYZ"], "'XYZ' is no currency code"),
        (["a.txt", "-o", "facts.txt"], "facts.txt does not tell the format; add --format"),
        (["a.txt", "-o", "./a.txt", "-f", "json"], "a.txt is an input; give another file to -o"),
        (["a.txt", "--with-text", "-f", "csv"], "--with-text needs --format json or jsonl"),
        (["a.txt", "-o", "a.txt"], "a.txt is an input; give another file to -o"),
        (["a.txt", "--kind", "arrest"], "no kind 'arrest'; did you mean arrests? Choose from arrests, money"),
        (["a.txt", "-f=json"], "no format '=json'; did you mean json? Choose from table"),
        (["a.txt", "-o", "."], ". is a folder; give a file to -o, such as facts.csv"),
        (["a.txt", "--resume"], "--resume continues the file of an interrupted run: give it to -o"),
        (["a.txt", "-f", "sqlite"], "sqlite cannot be printed; give a file to -o, such as facts.db"),
        (["a.txt", "-q", "-v"], "--quiet and --verbose do not go together"),
        (["a.txt", "--nonsense"], "No such option"),
    ],
)
def test_usage_errors(arguments: list[str], message: str) -> None:
    write("a.txt")
    result = call(*arguments)
    assert result.exit_code == 2
    assert message in squeezed(result.stderr)
    assert result.stdout == ""
    assert Path("a.txt").read_text() == PLAIN


def test_help_groups_options_and_gives_examples() -> None:
    result = call("--help")
    assert result.exit_code == 0
    for words in (
        "Which facts",
        "Output and messages",
        "Examples",
        "Exit codes",
        "factx extract article.txt",
        "FACTX_MODEL",
    ):
        assert words in result.stdout


def test_help_fits_a_screen() -> None:
    result = CliRunner().invoke(app, ["extract", "--help"], env={"COLUMNS": "80"})
    assert len(result.stdout.splitlines()) <= 46


def test_version() -> None:
    result = CliRunner().invoke(app, ["--version"])
    assert (result.exit_code, result.stdout) == (0, f"factx {factx.__version__}\n")


def test_an_input_in_the_place_of_a_command() -> None:
    write("a.txt")
    result = CliRunner().invoke(app, ["a.txt"])
    assert result.exit_code == 2
    assert "'a.txt' is an input, not a command; try: factx extract a.txt" in squeezed(result.stderr)
    assert "No such command 'b.txt'" in squeezed(CliRunner().invoke(app, ["b.txt"]).stderr)


@pytest.mark.parametrize(
    ("path", "advice"),
    [
        ("https://example.org/a", "no such file; factx opens no connection: save the page and give its file"),
        ("news/*.md", "no such file; for some files of a folder give the folder and --include"),
    ],
)
def test_what_to_do_about_an_input_that_is_no_file(path: str, advice: str) -> None:
    result = call(path)
    assert (result.exit_code, result.stderr) == (1, f"factx: error: {path}: {advice}\n")


# --- bad input ------------------------------------------------------------------------------------------------------

BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\n", "empty"),
    "program.txt": (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0" * 50, "binary"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0" * 20, "binary"),
}


@pytest.mark.parametrize(("name", "content", "code"), [(name, *rest) for name, rest in BAD.items()])
def test_what_is_no_text_fails_alone(name: str, content: bytes, code: str) -> None:
    write("a.txt")
    write(name, content)
    write("z.txt")
    result = call("a.txt", name, "z.txt")
    assert result.exit_code == 1
    first, bad, last = documents(result)
    assert values(first) == values(last) == [27]
    assert (bad["source"], bad["facts"], bad["error"]["code"]) == (name, [], code)
    assert f"factx: error: {name}: " in result.stderr
    assert "1 of 3 inputs failed" in result.stderr


def test_missing_path_and_folder_without_articles() -> None:
    write("a.txt")
    Path("pictures").mkdir()
    write("pictures/x.png", b"\x89PNG")
    result = call("missing.txt", "pictures", "a.txt")
    assert result.exit_code == 1
    assert [doc["error"] and doc["error"]["code"] for doc in documents(result)] == ["not-found", "no-articles", None]
    assert "factx: error: missing.txt: no such file" in result.stderr
    assert "factx: error: pictures: " in result.stderr


def test_text_in_place_of_a_path() -> None:
    write("a.txt")
    result = call("Police arrested 27 men. " * 40, "a.txt")
    assert result.exit_code == 1
    assert [doc["error"] and doc["error"]["code"] for doc in documents(result)] == ["not-found", None]
    assert "pipe it into: factx extract -" in result.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_unreadable_file() -> None:
    write("a.txt").chmod(0)
    result = call("a.txt")
    assert result.exit_code == 1
    assert "permission" in result.stderr


def test_unreadable_file_as_anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.txt")
    write("b.txt")
    opened = Path.open

    def denied(path: Path, *arguments: Any, **named: Any) -> Any:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *arguments, **named)

    monkeypatch.setattr(Path, "open", denied)
    result = call("a.txt", "b.txt")
    assert result.exit_code == 1
    assert "factx: error: a.txt: permission" in result.stderr
    assert [values(doc) for doc in documents(result)] == [[], [27]]


@pytest.mark.parametrize(
    ("content", "warned"),
    [
        ("Café: arrested 27\r\nmen\r\n".encode(), False),
        ("\ufeffarrested 27".encode(), False),
        ("arrested 27 in Zürich".encode("utf-16"), False),
        ("arrested 27 – in Zürich".encode("cp1252"), True),
        (b"arrested 27 \xff\xfe men", True),
        (b"arrested 27 \0 men", True),
    ],
    ids=["crlf", "bom", "utf-16", "cp1252", "invalid-utf-8", "nul"],
)
def test_odd_texts_are_read(content: bytes, warned: bool) -> None:
    write("a.txt", content)
    result = call("a.txt", "--with-text")
    assert result.exit_code == 0
    (doc,) = documents(result)
    assert values(doc) == [27]
    assert not doc["text"].startswith("\ufeff")
    for fact in doc["facts"]:
        for mention in fact["mentions"]:
            assert doc["text"][mention["start"] : mention["end"]] == mention["text"]
    assert result.stderr.startswith("factx: warning: a.txt: ") == warned
    assert call("a.txt", "--quiet").stderr == ""


def test_a_broken_line_of_jsonl_fails_alone() -> None:
    write("r.jsonl", '{"text": "arrested 1"}\n{"text": "arrested 2"\n\n[1]\n{"id": "last", "text": "arrested 3"}\n')
    result = call("r.jsonl", "--format", "jsonl")
    assert result.exit_code == 1
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(doc["source"], values(doc)) for doc in found] == [
        ("r.jsonl#1", [1]), ("r.jsonl#2", []), ("r.jsonl#3", []), ("last", [3]),
    ]  # fmt: skip
    assert "factx: error: r.jsonl, line 2: not valid JSON" in result.stderr


def test_csv_and_table_print_failures_too() -> None:
    for format in ("csv", "table"):
        result = call("missing.txt", "--format", format)
        assert result.exit_code == 1
        assert "no such file" in result.stdout
    (row,) = csv.DictReader(io.StringIO(call("missing.txt", "-f", "csv").stdout))
    assert row["error"].startswith("not-found")


def test_errors_are_told_though_quiet() -> None:
    assert call("missing.txt", "--quiet").stderr == "factx: error: missing.txt: no such file\n"


def test_messages_are_harmless_to_the_terminal() -> None:
    result = call("\x1b]0;title\x07.txt")
    assert "\x1b" not in result.stderr
    assert "\x07" not in result.stderr


# --- what goes wrong inside -----------------------------------------------------------------------------------------


def test_a_fault_of_factx_is_an_error_record_that_asks_for_a_report() -> None:
    for name, text in (("a.txt", PLAIN), ("b.txt", "BOOM"), ("c.txt", PLAIN)):
        write(name, text)
    result = call("a.txt", "b.txt", "c.txt")
    assert result.exit_code == 1
    first, bad, last = documents(result)
    assert values(first) == values(last) == [27]
    assert bad["error"]["code"] == "internal"
    assert "report" in bad["error"]["message"]
    assert "Traceback" not in result.stderr


def test_a_missing_model_is_exit_code_3() -> None:
    write("a.txt", "NOMODEL")
    result = call("a.txt", "-o", "x.json")
    assert result.exit_code == 3
    assert result.stderr == "factx: error: no such model\n"
    assert not Path("x.json").exists()


def test_interrupted_to_standard_output() -> None:
    write("a.txt")
    write("b.txt", "STOP")
    result = call("a.txt", "b.txt")
    assert result.exit_code == 130
    assert [values(doc) for doc in documents(result)] == [[27]], "what was written is whole"
    assert result.stderr == "factx: interrupted\n"


# --- output files ---------------------------------------------------------------------------------------------------


def files() -> set[str]:
    return {path.name for path in Path().iterdir()}


@pytest.mark.parametrize("name", ["x.json", "x.jsonl", "x.ndjson", "x.csv"])
def test_output_file_by_suffix(name: str) -> None:
    write("a.txt")
    result = call("a.txt", "-o", name)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "27" in Path(name).read_text()
    assert files() == {"a.txt", name}, "no temporary file is left"
    mask = os.umask(0)
    os.umask(mask)
    assert Path(name).stat().st_mode & 0o777 == 0o666 & ~mask


def test_output_replaces_a_file_and_keeps_its_mode_and_links() -> None:
    write("a.txt")
    write("real.json", "old").chmod(0o640)
    Path("link.json").symlink_to("real.json")
    assert call("a.txt", "-o", "link.json").exit_code == 0
    assert Path("link.json").is_symlink()
    assert json.loads(Path("real.json").read_text())["documents"]
    assert Path("real.json").stat().st_mode & 0o777 == 0o640


def test_a_table_in_a_file_is_plain_text() -> None:
    write("a.txt")
    assert call("a.txt", "-o", "x.txt", "-f", "table").exit_code == 0
    assert "\x1b" not in Path("x.txt").read_text()


def test_dash_is_standard_output() -> None:
    write("a.txt")
    assert documents(call("a.txt", "-o", "-"))


@pytest.mark.parametrize(
    ("name", "reason"), [("no/such/x.json", "there is no folder"), ("folder.json", "it is a folder")]
)
def test_output_that_cannot_be_written(name: str, reason: str) -> None:
    write("a.txt")
    Path("folder.json").mkdir()
    result = call("a.txt", "-o", name)
    assert result.exit_code == 3
    assert f"factx: error: cannot write {name}: {reason}" in result.stderr
    assert not PatternEngine.options, "it is found out before the work is done"


def test_a_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.txt")
    write("x.json", "old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = call("a.txt", "-o", "x.json")
    assert result.exit_code == 3
    assert "cannot write x.json: No space left on device" in result.stderr
    assert Path("x.json").read_text() == "old"
    assert files() == {"a.txt", "x.json"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_device() -> None:
    write("a.txt")
    result = call("a.txt", "-o", "/dev/full", "-f", "json")
    assert result.exit_code == 3
    assert "No space left on device" in result.stderr


def test_interrupted_output_keeps_the_old_file_and_what_is_complete() -> None:
    write("a.txt")
    write("b.txt", "STOP")
    write("x.jsonl", "old")
    result = call("a.txt", "b.txt", "-o", "x.jsonl")
    assert result.exit_code == 130
    assert Path("x.jsonl").read_text() == "old"
    assert json.loads(Path("x.jsonl.part").read_text())["source"] == "a.txt"
    assert "what was complete is in" in result.stderr
    assert files() == {"a.txt", "b.txt", "x.jsonl", "x.jsonl.part", "x.jsonl.part.journal"}


def test_an_earlier_output_in_the_folder_is_no_input() -> None:
    write("news/a.txt")
    for _ in range(2):
        assert call("news", "-o", "news/facts.jsonl").exit_code == 0
        assert len(Path("news/facts.jsonl").read_text().splitlines()) == 1
